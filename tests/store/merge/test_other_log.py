"""What is merged is verified first, is not changed by a byte, and is refused with a reason if it is no good."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.store.file.foreign import HalfCopiedError, RefusedError
from posture_app.store.file.schema import VERSION
from posture_app.store.merge.merging import merge
from posture_app.store.merge.other_log import OlderError, copied, looks
from tests.store.conftest import LATER, going_on, open_at, sat
from tests.store.merge.computers import Computer

Spoil = Callable[[Path], object]


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def ours(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "ours" / "log.db")


@pytest.fixture
def other(tmp_path: Path) -> Computer:
    other = Computer(tmp_path / "other" / "log.db")
    other.record([sat(minute, minute + 1) for minute in range(0, 400, 2)])
    return other


def test_its_write_ahead_log_is_read_and_nothing_of_it_changes(ours: Computer, tmp_path: Path) -> None:
    log = open_at(tmp_path / "other" / "log.db")
    log.record(sat(0, 10))
    copied = everything(tmp_path / "other")
    log.close()
    dead = tmp_path / "dead"
    dead.mkdir()
    for name in ("log.db", "log.db-wal"):  # as somebody carried it off
        (dead / name).write_bytes(copied[name])
    before = everything(dead)
    assert before["log.db-wal"]
    (brought,) = merge(ours.path, dead / "log.db", LATER)
    assert 1 == brought.spans
    assert before == everything(dead)


def test_one_in_use_by_a_running_app_is_read_as_it_is_now(ours: Computer, other: Computer) -> None:
    log = other.open()
    for end in range(1001, 1005):
        log.record(going_on(1000, end))
        assert merge(ours.path, other.path, LATER)
        assert other.content() == ours.content()
    log.close()


def test_one_on_a_disk_that_cannot_be_written_is_read(unprivileged: Path) -> None:
    ours, other = Computer(unprivileged / "log.db"), Computer(unprivileged / "stick" / "log.db")
    other.record([sat(0, 10)])
    other.path.chmod(0o400)
    other.path.parent.chmod(0o500)
    (brought,) = merge(ours.path, other.path, LATER)
    assert 1 == brought.spans
    assert ["log.db"] == [file.name for file in other.path.parent.iterdir()]


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000:9000] = os.urandom(4000)
    path.write_bytes(content)


def _tell(*statements: str) -> Spoil:
    def spoil(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return spoil


BAD: dict[str, tuple[Spoil, type[KnownError], str]] = {
    "missing": (Path.unlink, KnownError, "There is no file"),
    "a folder": (_folder, RefusedError, "no ordinary file"),
    "empty": (lambda path: path.write_bytes(b""), HalfCopiedError, "is empty"),
    "a few bytes": (lambda path: path.write_bytes(b"SQLite for"), HalfCopiedError, "damaged"),
    "a text": (lambda path: path.write_text("Dear diary"), RefusedError, "no database"),
    "of another program": (_tell("PRAGMA application_id = 7"), RefusedError, "another program"),
    "newer": (_tell(f"PRAGMA user_version = {VERSION + 1}"), RefusedError, "update the program"),
    "older": (_tell(f"PRAGMA user_version = {VERSION - 1}"), OlderError, "start this version of the app once"),
    "cut off": (_cut, HalfCopiedError, "damaged, or not all of it is there"),
    "garbled": (_garble, HalfCopiedError, "damaged"),
    "half written": (
        lambda path: path.with_name("log.db-journal").write_bytes(b"x" * 600), HalfCopiedError, "being written"
    ),
    "without a table": (_tell("DROP TABLE notes"), HalfCopiedError, "damaged"),
    "a posture that is none": (_tell("UPDATE spans SET posture = 'lying'"), HalfCopiedError, "damaged"),
    "a day that is none": (_tell("INSERT INTO days_off VALUES ('2026-02-30')"), HalfCopiedError, "damaged"),
    "a day in other words": (_tell("INSERT INTO days_off VALUES ('20260228')"), HalfCopiedError, "damaged"),
    "a moment beyond the years": (_tell(f"UPDATE spans SET end_us = {2**62} WHERE id = 3"), HalfCopiedError, "damaged"),
    "an end before its beginning": (_tell("UPDATE spans SET end_us = start_us - 1"), HalfCopiedError, "damaged"),
    "text that is none": (
        _tell("INSERT INTO notes VALUES ('2026-01-01', 1, CAST(x'ff' AS TEXT), 0)"), HalfCopiedError, "damaged"
    ),
    "without a computer": (_tell("UPDATE devices SET kind = 'computer'"), HalfCopiedError, "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_good_is_refused_with_the_reason_and_nothing_changes(
    ours: Computer, other: Computer, what: str
) -> None:
    spoil, kind, reason = BAD[what]
    spoil(other.path)
    before = everything(other.path.parent), ours.content()
    with pytest.raises(KnownError) as caught:
        merge(ours.path, other.path, LATER)
    assert kind is type(caught.value)
    assert reason in str(caught.value)
    assert str(other.path) in str(caught.value)
    assert before == (everything(other.path.parent), ours.content())
    assert ["log.db"] == [file.name for file in ours.path.parent.iterdir()]


def test_zones_that_only_the_other_computer_knows_come_as_they_are(ours: Computer, other: Computer) -> None:
    _tell("UPDATE spans SET zone = 'Mars/Olympus' WHERE id = 7")(other.path)
    merge(ours.path, other.path, LATER)
    assert [("Mars/Olympus", 3600)] == ours.rows("SELECT DISTINCT zone, offset_s FROM spans WHERE zone LIKE 'M%'")


def test_the_log_itself_is_refused(ours: Computer, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(ours.path)
    for path in (ours.path, link):
        with pytest.raises(RefusedError, match="own log"):
            merge(ours.path, path, LATER)


def test_one_that_is_written_all_the_time_is_not_read_half(
    ours: Computer, other: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    minute = [1000]

    def copy(source: Path, target: Path) -> None:
        Path(target).write_bytes(Path(source).read_bytes())
        other.record([sat(minute[0], minute[0] + 1)])  # and closes it, which writes the file itself
        minute[0] += 2

    monkeypatch.setattr("shutil.copyfile", copy)
    with pytest.raises(HalfCopiedError, match="being written"), copied(other.path, ours.path):
        pass


def test_our_own_log_being_locked_or_full_is_said_and_nothing_is_half_there(ours: Computer, other: Computer) -> None:
    with sqlite3.connect(ours.path, isolation_level=None) as locked:
        locked.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match="another program has locked it") as caught:
            merge(ours.path, other.path, LATER)
        assert not isinstance(caught.value, RefusedError)
        locked.execute("ROLLBACK")
    locked.close()
    assert [] == ours.rows("SELECT * FROM spans")
    merge(ours.path, other.path, LATER)
    assert other.content() == ours.content()


def test_a_changed_file_looks_otherwise(other: Computer) -> None:
    before = looks(other.path)
    assert before == looks(other.path)
    other.record([sat(1000, 1001)])
    assert before != looks(other.path)
