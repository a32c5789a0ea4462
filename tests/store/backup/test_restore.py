"""A backup put back; what was there is kept, and what is no good is refused before anything is changed."""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.store.backup.backup import back_up
from posture_app.store.backup.restore import preview, restore
from posture_app.store.file.files import recovered_path
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.file.schema import FIRST, STEPS, VERSION
from posture_app.store.log.log import open_log, open_to_read
from posture_app.store.log.opening import prepare
from tests import needs
from tests.store.conftest import NOW, going_on, open_at, sat

KEPT = "log-before-restore-20260302T090000Z.db"


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.fixture
def saved(path: Path, tmp_path: Path) -> Path:
    """A backup of one span; the log has had two more since."""
    log = open_at(path)
    log.record(sat(0, 1))
    back_up(path, tmp_path / "saved.db")
    log.record(sat(2, 3))
    log.record(sat(4, 5))
    log.close()
    return tmp_path / "saved.db"


def test_the_backup_is_the_log_and_the_log_is_kept(path: Path, saved: Path) -> None:
    before = saved.read_bytes()
    done = restore(path, saved, NOW)
    assert (1, path.with_name(KEPT)) == (done.contents.spans, done.kept)
    assert {path.name, KEPT} == set(everything(path.parent))
    assert before == saved.read_bytes()
    log = open_at(path)
    assert [sat(0, 1)] == list(log.spans())
    log.record(sat(10, 11))
    log.close()
    with open_to_read(path.with_name(KEPT)) as kept:
        assert [sat(0, 1), sat(2, 3), sat(4, 5)] == list(kept.spans())


def test_and_back_again(path: Path, saved: Path) -> None:
    restore(path, saved, NOW)
    again = restore(path, path.with_name(KEPT), NOW)
    assert 3 == again.contents.spans
    assert path.with_name("log-before-restore-20260302T090000Z-2.db") == again.kept


def test_what_an_app_that_died_left_in_its_write_ahead_log_is_kept_too(path: Path, saved: Path) -> None:
    log = open_at(path)
    log.record(going_on(6, 7))
    died = everything(path.parent)
    log.close()
    for name, content in died.items():
        if not name.endswith("-shm"):
            path.with_name(name).write_bytes(content)
    assert path.with_name("log.db-wal").stat().st_size > 0
    done = restore(path, saved, NOW)
    assert done.kept is not None
    with open_to_read(done.kept) as kept:
        assert going_on(6, 7) == list(kept.spans())[-1]
    with open_to_read(path) as now:
        assert [sat(0, 1)] == list(now.spans())


def test_a_backup_with_a_write_ahead_log_of_its_own_is_restored_with_it(path: Path, tmp_path: Path) -> None:
    """As somebody copied it out of a running app's folder."""
    other = tmp_path / "other" / "log.db"
    log = open_at(other)
    log.record(sat(0, 1))
    copies = everything(other.parent)
    log.close()
    (tmp_path / "copy").mkdir()
    for name in ("log.db", "log.db-wal"):
        (tmp_path / "copy" / name).write_bytes(copies[name])
    assert 1 == restore(path, tmp_path / "copy" / "log.db", NOW).contents.spans
    assert {"log.db", "log.db-wal"} == set(everything(tmp_path / "copy"))
    assert {"log.db"} == set(everything(path.parent))


def test_where_there_was_no_log_there_is_one(path: Path, saved: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "log.db"
    assert restore(new, saved, NOW).kept is None
    assert ["log.db"] == [file.name for file in new.parent.iterdir()]
    assert FileState.SOUND is inspect(new)


def test_a_damaged_log_is_set_aside_and_not_recovered_any_more(path: Path, saved: Path) -> None:
    bad = path.read_bytes()[:5000]
    path.write_bytes(bad)
    recovered_path(path).write_bytes(b"from a start that was cut short")
    done = restore(path, saved, NOW)
    assert path.with_name("log-damaged-20260302T090000Z.db") == done.kept
    assert bad == done.kept.read_bytes()
    opened = open_log(path, now=NOW)
    assert () == opened.notices
    assert [sat(0, 1)] == list(opened.log.spans())
    opened.log.close()


def test_a_backup_of_an_older_version_is_brought_up_to_date_at_the_next_start(path: Path, saved: Path) -> None:
    restore(path, saved, NOW)
    newer = {**STEPS, VERSION + 1: ("ALTER TABLE spans ADD COLUMN chair TEXT",)}
    assert ["brought up to date" in said for said in prepare(path, NOW, newer)] == [True]


def test_a_backup_of_before_the_first_release_is_told_of_in_one_sentence(path: Path, saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:60] + (FIRST - 1).to_bytes(4) + saved.read_bytes()[64:])
    before = everything(path.parent)
    with pytest.raises(KnownError) as caught:
        restore(path, saved, NOW)
    assert str(caught.value) == (
        f"The log {saved} is of version {FIRST - 1}, from before the first release, and cannot be read;"
        " it is left untouched: choose a newer one."
    )
    assert before == everything(path.parent)


def _newer(whole: bytes) -> bytes:
    return whole[:60] + (VERSION + 1).to_bytes(4) + whole[64:]


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "is empty"),
    "text": (lambda _: b"Dear diary, today I sat.\n" * 100, "it is no database"),
    "of another program": (lambda whole: whole[:68] + bytes(4) + whole[72:], "of another program"),
    "newer": (_newer, f"versions up to {VERSION}"),
    "without a version": (lambda whole: whole[:60] + bytes(4) + whole[64:], "is damaged"),
    "cut in the header": (lambda whole: whole[:50], "is damaged"),
    "cut short": (lambda whole: whole[:-4096], "is damaged"),
    "a page of zeros": (lambda whole: whole[:4096] + bytes(4096) + whole[8192:], "is damaged"),
    "a word changed": (lambda whole: whole.replace(b"idleEurope", b"idolEurope"), "is damaged"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_good_is_refused_and_nothing_is_changed(path: Path, saved: Path, kind: str) -> None:
    spoil, why = BAD[kind]
    saved.write_bytes(spoil(saved.read_bytes()))
    before = everything(path.parent)
    with pytest.raises(KnownError, match=rf"{re.escape(str(saved))}.*{why}"):
        restore(path, saved, NOW)
    assert before == everything(path.parent)


def test_what_is_no_file_is_refused(path: Path, saved: Path, tmp_path: Path) -> None:
    before = everything(path.parent)
    for wrong, why in ((tmp_path / "none", "There is no file"), (tmp_path, "no ordinary file")):
        with pytest.raises(KnownError, match=why):
            restore(path, wrong, NOW)
    assert before == everything(path.parent)


def test_a_log_that_is_no_log_of_ours_is_left_alone(path: Path, saved: Path) -> None:
    path.write_bytes(_newer(path.read_bytes()))
    before = everything(path.parent)
    with pytest.raises(KnownError, match="left untouched"):
        restore(path, saved, NOW)
    assert before == everything(path.parent)


def test_a_log_that_another_program_reads_is_left_alone(path: Path, saved: Path) -> None:
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM spans").fetchone()
    with pytest.raises(KnownError, match="another program has locked it"):
        restore(path, saved, NOW)
    reader.close()
    with open_to_read(path) as history:
        assert 3 == len(list(history.spans()))


def test_a_folder_that_takes_nothing_is_named(unprivileged: Path) -> None:
    needs.linux()
    path, saved = unprivileged / "data" / "log.db", unprivileged / "saved.db"
    log = open_at(path)
    log.record(sat(0, 1))
    log.close()
    back_up(path, saved)
    before = everything(path.parent)
    path.parent.chmod(0o500)
    with pytest.raises(KnownError, match="Permission denied"):
        restore(path, saved, NOW)
    path.parent.chmod(0o700)
    assert before == everything(path.parent)
    saved.chmod(0o000)
    with pytest.raises(KnownError, match=rf"{re.escape(str(saved))} cannot be restored: Permission denied"):
        restore(path, saved, NOW)
    assert before == everything(path.parent)


@pytest.mark.parametrize("of_now", [None, {"until": 2_000_000_000, "length": 60}])
def test_pause_and_private_mode_stay_as_they_are(path: Path, tmp_path: Path, of_now: object) -> None:
    log = open_at(path)
    log.record(sat(0, 1))
    log.remember("first", 1)
    for key in ("pause", "private"):
        log.remember(key, {"until": None})
    back_up(path, tmp_path / "saved.db")
    for key in ("pause", "private"):
        log.remember(key, of_now)
    log.close()
    restore(path, tmp_path / "saved.db", NOW)
    assert {path.name, KEPT} == set(everything(path.parent))
    log = open_at(path)
    assert [of_now, of_now, 1] == [log.recall(key) for key in ("pause", "private", "first")]
    log.close()


def _refuse(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_without_links_the_log_is_kept_as_a_copy(path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _refuse)
    done = restore(path, saved, NOW)
    assert {path.name, KEPT} == set(everything(path.parent))
    assert path.with_name(KEPT) == done.kept
    with open_to_read(done.kept) as kept:
        assert 3 == len(list(kept.spans()))


def test_a_copy_that_is_cut_short_does_not_stay(path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(source: Path, to: Path) -> None:
        to.write_bytes(source.read_bytes()[:5000])
        assert not list(path.parent.glob("*before-restore*.db"))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", _refuse)
    monkeypatch.setattr(shutil, "copy2", fill_up)
    with pytest.raises(KnownError, match="the disk is full"):
        restore(path, saved, NOW)
    assert {path.name} == set(everything(path.parent))


def test_where_there_is_no_room_to_look_into_a_backup_that_is_named(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(_copy: Path, _made: Path) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("posture_app.store.backup.restore.bring_rows", fill_up)
    with pytest.raises(KnownError) as caught:
        preview(path, saved, NOW)
    assert f"The backup {saved} cannot be read: the disk is full; free some space." == str(caught.value)
    with pytest.raises(KnownError, match=f"The log {path} cannot be replaced: the disk is full"):
        restore(path, saved, NOW)


def test_called_off_when_the_new_log_is_in_its_place_the_one_of_before_is_kept(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def called_off(made: Path, to: Path) -> None:
        replace(made, to)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", called_off)
    with pytest.raises(KeyboardInterrupt):
        restore(path, saved, NOW)
    with open_to_read(path.with_name(KEPT)) as kept:
        assert 3 == len(list(kept.spans()))


def test_a_log_that_cannot_be_replaced_at_the_last_moment_stays(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _refuse)
    with pytest.raises(KnownError, match="cannot be replaced: Operation not permitted"):
        restore(path, saved, NOW)
    assert {path.name} == set(everything(path.parent))
    with open_to_read(path) as history:
        assert 3 == len(list(history.spans()))
    path.write_bytes(path.read_bytes()[:5000])  # nor is a damaged one set aside, where no start would recover it
    path.with_name("log.db-wal").touch()
    before = everything(path.parent)
    with pytest.raises(KnownError, match="cannot be replaced: Operation not permitted"):
        restore(path, saved, NOW)
    assert before == everything(path.parent)
