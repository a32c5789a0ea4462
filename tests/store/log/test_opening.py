"""Every kind of file that may lie where the log should be."""

import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.spans import Span
from posture_app.store.backup.backup import back_up_day
from posture_app.store.file.backup_folder import backups
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.file.schema import VERSION
from posture_app.store.log.log import open_log, open_to_read
from tests.attack.damage import make_fifo
from tests.store.conftest import NOW, going_on, merged, open_at, sat

Contents = dict[str, bytes]


def contents(folder: Path) -> Contents:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


@pytest.fixture
def full(path: Path) -> Path:
    """A log of some days, closed in order."""
    log = open_at(path)
    for minute in range(0, 600, 2):
        log.record(sat(minute, minute + 1))
    log.close()
    return path


@pytest.fixture
def interrupted(full: Path) -> Path:
    """The same, of an app that died: its last rows are in the write-ahead log."""
    log = open_at(full)
    log.record(going_on(700, 701))
    died = full.parent / "died"
    died.mkdir()
    for file in ("log.db", "log.db-wal"):
        shutil.copy(full.parent / file, died)
    log.close()
    return died / "log.db"


def test_folder_and_files_are_the_owners_alone_however_lax_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "log.db"
    before = os.umask(0)
    try:
        log = open_at(path)
        log.record(sat(0, 1))
    finally:
        os.umask(before)
    assert "700" == mode(path.parent)
    assert {"log.db": "600", "log.db-shm": "600", "log.db-wal": "600"} == {
        f.name: mode(f) for f in path.parent.iterdir()
    }
    log.close()


def test_an_existing_log_is_taken_from_others(interrupted: Path) -> None:
    for file in interrupted.parent.iterdir():
        file.chmod(0o664)
    log = open_at(interrupted)
    assert {"600"} == {mode(file) for file in interrupted.parent.iterdir()}
    log.close()


def test_opening_and_closing_leaves_one_file_and_says_nothing(path: Path) -> None:
    for _ in range(2):
        opened = open_log(path, now=NOW)
        assert () == opened.notices
        opened.log.close()
    assert ["log.db"] == [file.name for file in path.parent.iterdir()]


def test_an_empty_file_is_a_new_log(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    opened = open_log(path, now=NOW)
    opened.log.record(sat(0, 1))
    assert () == opened.notices
    assert "600" == mode(path)
    opened.log.close()


def test_a_beginning_that_was_cut_short_is_begun_again(path: Path) -> None:
    """The app died while it made the very first file."""
    path.parent.mkdir()
    for left in ("log.db.new", "log.db.new-journal"):
        (path.parent / left).write_bytes(b"half of it")
    log = open_at(path)
    log.record(sat(0, 1))
    assert [sat(0, 1)] == list(log.spans())
    log.close()
    assert ["log.db"] == [file.name for file in path.parent.iterdir()]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "text": lambda _: b"Dear diary, today I sat.\n" * 100,
    "short text": lambda _: b"x",
    "random bytes": lambda _: random.Random(1).randbytes(20_000),
    "cut in the header": lambda whole: whole[:50],
    "cut after the header": lambda whole: whole[:100],
    "cut in the first page": lambda whole: whole[:3000],
    "cut after the first page": lambda whole: whole[:4096],
    "cut in the middle": lambda whole: whole[: len(whole) // 2],
    "last page missing": lambda whole: whole[:-4096],
    "a page of zeros": lambda whole: whole[:8192] + bytes(4096) + whole[12288:],
    "a word changed": lambda whole: b"sittink".join(whole.rsplit(b"sitting", 1)),
}


READABLE = ("last page missing", "a page of zeros", "a word changed")
"""Where something is left to read."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_log_is_set_aside_whole_and_a_new_one_begun(full: Path, damage: str) -> None:
    bad = DAMAGES[damage](full.read_bytes())
    full.write_bytes(bad)
    opened = open_log(full, now=NOW)
    aside = full.with_name("log-damaged-20260302T090000Z.db")
    first, *_ = opened.notices
    told, _, then = first.partition(f"{aside.name}. ")
    assert f"The log {full} was damaged and has been set aside as " == told
    assert then == "The new one has what could be read of it." if damage in READABLE else "A new one has been begun."
    assert bad == aside.read_bytes()
    opened.log.record(sat(900, 901))
    assert sat(900, 901) == list(opened.log.spans())[-1]
    assert (len(list(opened.log.spans())) > 1) == (damage in READABLE)
    opened.log.close()


def test_the_write_ahead_log_goes_with_the_damaged_file(interrupted: Path) -> None:
    connection = connect(interrupted, OpenMode.READ)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'spans'").fetchone()
    connection.close()
    interrupted.with_name("log.db-shm").unlink(missing_ok=True)
    content = bytearray(interrupted.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = random.Random(2).randbytes(4096)
    interrupted.write_bytes(content)
    before = contents(interrupted.parent)
    opened = open_log(interrupted, now=NOW)
    after = contents(interrupted.parent)
    assert opened.notices[0].startswith(f"The log {interrupted} was damaged")
    assert before["log.db"] == after["log-damaged-20260302T090000Z.db"]
    assert before["log.db-wal"] == after["log-damaged-20260302T090000Z.db-wal"]
    opened.log.close()


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_latest_rows_without_their_log_are_set_aside_and_not_deleted(interrupted: Path, how: str) -> None:
    latest = contents(interrupted.parent)["log.db-wal"]
    if how == "emptied":
        interrupted.write_bytes(b"")
    else:
        interrupted.unlink()
    opened = open_log(interrupted, now=NOW)
    assert 1 == len(opened.notices)
    assert latest == contents(interrupted.parent)["log-damaged-20260302T090000Z.db-wal"]
    opened.log.close()


def test_two_damaged_logs_of_the_same_second_are_both_kept(path: Path) -> None:
    for text in (b"one", b"two"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text)
        open_log(path, now=NOW).log.close()
    kept = {file.read_bytes() for file in path.parent.glob("log-damaged-*.db")}
    assert {b"one", b"two"} == kept


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_is_found_or_harmless(full: Path, seed: int) -> None:
    """Whichever bit it is, the log opens, or is set aside, or refused with a sentence; and no byte is lost."""
    chance = random.Random(seed)
    damaged = bytearray(full.read_bytes())
    where = chance.randrange(100) if seed % 2 else chance.randrange(len(damaged))
    damaged[where] ^= 1 << chance.randrange(8)
    full.write_bytes(damaged)
    opened, refusal = None, ""
    try:
        opened = open_log(full, now=NOW)
    except KnownError as error:
        refusal = str(error)
    if opened is None:
        assert str(full) in refusal
        assert bytes(damaged) in contents(full.parent).values()
        return
    if opened.notices:
        assert bytes(damaged) in contents(full.parent).values()
    opened.log.record(sat(900, 901))
    assert sat(900, 901) in list(opened.log.spans())
    opened.log.close()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("spans", "posture", "lying"),
        ("spans", "start_us", -(2**62)),
        ("prompts", "at_us", 2**62),
        ("prompts", "way", "loudspeaker"),
        ("prompts", "outcome", "forgotten"),
        ("spans", "id", -1),
        ("spans", "id", 2**63 - 1),
        ("prompts", "id", 2**63 - 1),
        ("remembered", "value", "[" * 100_000),
    ],
)
def test_a_value_that_cannot_be_is_found(path: Path, table: str, column: str, value: object) -> None:
    log = open_at(path)
    log.record(sat(0, 1))
    log.prompted(merged(1, 1))
    log.remember("pause", {"until": None})
    log.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
    connection.commit()
    connection.close()
    opened = open_log(path, now=NOW)
    assert "was damaged and has been set aside" in opened.notices[0]
    opened.log.close()


def test_a_log_of_a_newer_version_is_refused_untouched(full: Path) -> None:
    connection = sqlite3.connect(full)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = contents(full.parent)
    for attempt in (lambda: open_log(full, now=NOW), lambda: open_to_read(full).__enter__()):
        with pytest.raises(
            KnownError, match=rf"{re.escape(str(full))} is of version 7.* versions up to {VERSION}.*update"
        ):
            attempt()
    assert before == contents(full.parent)


def test_a_newer_version_not_in_wal_mode_stays_so(full: Path) -> None:
    connection = sqlite3.connect(full)
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = contents(full.parent)
    with pytest.raises(KnownError, match="version 7"):
        open_log(full, now=NOW)
    assert before == contents(full.parent)


def test_the_database_of_another_program_is_refused_untouched(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()
    before = contents(path.parent)
    with pytest.raises(KnownError, match=rf"{re.escape(str(path))} is a database of another program"):
        open_log(path, now=NOW)
    assert before == contents(path.parent)


def test_a_log_that_another_program_has_locked_is_not_taken_for_damaged(full: Path) -> None:
    other = sqlite3.connect(full, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(KnownError, match=rf"{re.escape(str(full))} cannot be opened: another program has locked it"):
        open_log(full, now=NOW)
    other.close()
    open_log(full, now=NOW).log.close()
    assert ["log.db"] == [file.name for file in full.parent.iterdir()]


def test_a_folder_in_place_of_the_log_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(KnownError, match=re.escape(str(path))):
        open_log(path, now=NOW)


def test_a_file_in_place_of_the_folder_is_named(path: Path) -> None:
    path.parent.touch()
    with pytest.raises(KnownError, match=re.escape(str(path))):
        open_log(path, now=NOW)


def test_a_folder_that_may_not_be_written_is_named(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    path = unprivileged / "posture" / "log.db"
    with pytest.raises(KnownError, match=rf"{re.escape(str(path))} cannot be opened: Permission denied"):
        open_log(path, now=NOW)


def test_a_log_that_may_not_be_read_is_named_and_kept(unprivileged: Path) -> None:
    path = unprivileged / "log.db"
    open_log(path, now=NOW).log.close()
    path.chmod(0o000)
    with pytest.raises(KnownError, match=rf"{re.escape(str(path))} cannot be opened: Permission denied"):
        open_log(path, now=NOW)
    assert ["log.db"] == [file.name for file in unprivileged.iterdir()]


def test_a_log_that_may_only_be_read_is_named_and_kept(unprivileged: Path) -> None:
    path = unprivileged / "log.db"
    log = open_at(path)
    log.record(sat(0, 1))
    log.close()
    path.chmod(0o400)
    with pytest.raises(KnownError, match=rf"{re.escape(str(path))} cannot be opened: .*read-only"):
        open_log(path, now=NOW)
    path.chmod(0o600)
    log = open_at(path)
    assert [sat(0, 1)] == list(log.spans())
    log.close()


def test_damage_that_is_met_in_reading_is_recovered_at_the_next_start_as_it_says(full: Path) -> None:
    whole = full.read_bytes()
    with open_to_read(full) as record:
        full.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
        with pytest.raises(KnownError, match="quit and start again, and what can be read of it will be recovered"):
            list(record.spans())
    full.write_bytes(whole)  # so that a start sees no damage
    _assert_recovered(full, [sat(minute, minute + 1) for minute in range(0, 600, 2)])


def test_damage_of_an_index_alone_is_met_by_a_backup_and_by_the_next_start(path: Path) -> None:
    spans = _with_a_spoilt_index(path)
    with pytest.raises(KnownError, match=r"is damaged; start the app .* which recovers what can be read of it"):
        back_up_day(path, NOW.date(), lambda: False)
    assert () == backups(path)
    _assert_recovered(path, spans)


def _with_a_spoilt_index(path: Path) -> list[Span]:
    spans = [sat(minute, minute + 1) for minute in range(0, 6000, 2)]
    log = open_at(path)
    for span in spans:
        log.record(span)
    log.close()
    _spoil_an_index(path)
    return spans


def _assert_recovered(path: Path, spans: list[Span]) -> None:
    again = open_log(path, now=NOW)
    assert "was damaged" in again.notices[0]
    assert spans == list(again.log.spans())
    again.log.close()
    once_more = open_log(path, now=NOW)
    once_more.log.close()
    assert () == once_more.notices


def _spoil_an_index(path: Path) -> None:
    """Make the entries of one page of the index by start unreadable: each begins with the length of its header."""
    size = 4096
    with sqlite3.connect(path) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'spans_by_start'").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    at = (root - 1) * size
    child = at + int.from_bytes(data[at + 12 + 8 : at + 12 + 10])  # a page in its midst
    leaf = (int.from_bytes(data[child : child + 4]) - 1) * size
    assert 10 == data[leaf], "no leaf of an index"
    for cell in range(int.from_bytes(data[leaf + 3 : leaf + 5])):
        place = leaf + int.from_bytes(data[leaf + 8 + 2 * cell : leaf + 10 + 2 * cell])
        data[place + 1] = 0x7F
    path.write_bytes(data)


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("what", ["folder", "pipe", "link"])
def test_what_is_no_file_of_sqlite_beside_the_log_is_named_and_nothing_is_touched(
    full: Path, tmp_path: Path, what: str, suffix: str
) -> None:
    odd, before = Path(f"{full}{suffix}"), full.read_bytes()
    match what:
        case "folder":
            odd.mkdir()
        case "pipe":
            make_fifo(odd)
        case _:
            odd.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KnownError, match=f"{odd.name} is no ordinary file; move it away"):
        open_log(full, now=NOW)
    assert before == full.read_bytes()
    assert not (tmp_path / "elsewhere").exists()
