"""Each computer's file in a shared folder: what is in it, and that nobody ever finds half a one."""

import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.record.diary import Correction, Note
from posture_app.core.spans import Posture
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.file.moments import to_us
from posture_app.store.file.schema import VERSION
from posture_app.store.log.opening import prepare
from posture_app.store.merge.devices import become_new_device
from posture_app.store.merge.merging import merge
from posture_app.store.merge.other_log import looks
from posture_app.store.merge.shared_folder import SharedFolder, others_files, shared_name, write_shared
from tests.attack.damage import make_fifo
from tests.store.conftest import LATER, MINUTE, NOW, going_on, sat, shown
from tests.store.merge.computers import Computer

DAY = NOW.date()
TABLES = ("spans", "prompts", "notes", "devices", "days", "remembered", "erasures")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


@pytest.fixture
def a(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "a" / "log.db")


@pytest.fixture
def b(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "b" / "log.db")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_has_what_this_computer_recorded_and_no_trace_of_anything_else(
    a: Computer, b: Computer, folder: Path
) -> None:
    b.rows("UPDATE devices SET name = 'somebody’s laptop'")
    b.record([sat(500, 510)])
    log = a.open()
    log.record(sat(0, 30))
    log.prompted(shown(1, 30))
    log.diary.write_note(Note(DAY, "at the desk", NOW))
    log.remember("secret", "a word of this computer alone")
    log.close()
    a.merge(b)
    a.rows("INSERT INTO erasures (start_us, end_us) VALUES (1, 2)")
    write_shared(a.path, folder, None)
    assert [shared_name(a.uid)] == names(folder)
    file = folder / shared_name(a.uid)
    assert FileState.SOUND is inspect(file)
    assert 0o600 == file.stat().st_mode & 0o777
    content = file.read_bytes()
    for word, there in (("at the desk", True), ("somebody", False), ("a word of this", False)):
        assert there is (word.encode() in content)
    with closing(sqlite3.connect(file)) as connection:
        held = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
        assert ("delete",) == connection.execute("PRAGMA journal_mode").fetchone()
    assert {"spans": 1, "prompts": 1, "notes": 1, "devices": 1, "days": 0, "remembered": 0, "erasures": 0} == held


def test_it_is_left_alone_while_nothing_changes_and_replaced_when_something_does(a: Computer, folder: Path) -> None:
    a.record([sat(0, 30)])
    before = write_shared(a.path, folder, None)
    a.rows("INSERT INTO remembered VALUES ('pause', 'null')")
    assert before == write_shared(a.path, folder, before)
    a.record([going_on(40, 41)])
    after = write_shared(a.path, folder, before)
    assert before != after
    assert after == looks(folder / shared_name(a.uid))


def test_what_was_taken_back_at_another_computer_reaches_the_one_where_it_was_said(
    a: Computer, b: Computer, folder: Path
) -> None:
    a.correct(Correction(Posture.SITTING, NOW, NOW + 60 * MINUTE, "UTC", NOW))
    write_shared(a.path, folder, None)
    merge(b.path, folder / shared_name(a.uid), LATER)
    b.undo(Correction(Posture.SITTING, NOW, NOW + 60 * MINUTE, "UTC", NOW))
    write_shared(b.path, folder, None)
    (brought,) = merge(a.path, folder / shared_name(b.uid), LATER)
    assert (a.uid, {"corrections": 1}) == (brought.device.uid, brought.rows)
    assert () == a.totals()
    assert a.content() == b.content()
    assert [("own",)] == a.rows("SELECT kind FROM devices")


def test_files_of_others_are_told_by_their_names(a: Computer, folder: Path) -> None:
    other = "posture-0123456789abcdef.db"
    for name in (
        other, shared_name(a.uid), f"~syncthing~{other}.tmp", f".syncthing.{other}.tmp", f"{other}-wal", f"~{other}",
        "posture-0123456789abcdef.sync-conflict-20260302-090000-ABCDEFG.db", "posture-0123456789abcdef (1).db",
        "posture-.db", "diary.db",
    ):  # fmt: skip
        (folder / name).write_bytes(b"")
    assert [folder / other] == others_files(folder, a.uid)


def test_what_the_file_of_this_computer_has_more_than_its_log_is_not_overwritten(a: Computer, folder: Path) -> None:
    a.record([sat(0, 30)])
    old = a.copy("old.db")
    a.record([sat(40, 50)])
    known = write_shared(a.path, folder, None)
    file = folder / shared_name(a.uid)
    with pytest.raises(KnownError, match=r"is not overwritten.*posture-app merge .*--new-device"):
        write_shared(old.path, folder, None)
    assert known == looks(file)

    merge(old.path, file, LATER)  # the one way out
    write_shared(old.path, folder, None)
    old.record([sat(60, 61)])
    write_shared(old.path, folder, None)
    with pytest.raises(KnownError, match="--new-device"):
        write_shared(a.path, folder, known)

    become_new_device(a.path)  # the other
    write_shared(a.path, folder, known)
    assert 2 == len(names(folder))


def test_once_it_is_called_off_another_log_does_not_come_into_the_file(a: Computer, folder: Path) -> None:
    a.record([sat(0, 30)])
    old = a.copy("old.db")
    a.record([sat(40, 50)])
    shared, asked = SharedFolder(a.path, folder), []
    shared.write()
    known = looks(folder / shared_name(a.uid))

    def stop() -> None:
        asked.append(True)
        if len(asked) == 2:  # as the file is to be made
            old.path.replace(a.path)
            raise StoppedError

    with pytest.raises(StoppedError):
        shared.exchange(write=True, now=LATER, stop=stop)
    assert known == looks(folder / shared_name(a.uid))


def test_what_was_erased_here_is_no_reason_to_keep_the_file(a: Computer, folder: Path) -> None:
    a.record([sat(0, 30), sat(40, 50)])
    write_shared(a.path, folder, None)
    a.rows("DELETE FROM spans WHERE id = 2")
    a.rows("INSERT INTO erasures (start_us, end_us) VALUES (?, ?)", to_us(NOW + 40 * MINUTE), to_us(NOW + 50 * MINUTE))
    write_shared(a.path, folder, None)
    assert 1 == len(_spans(folder / shared_name(a.uid)))


@pytest.mark.parametrize("what", ["damaged", "older"])
def test_a_file_of_ours_that_is_no_good_is_replaced(a: Computer, folder: Path, what: str) -> None:
    a.record([sat(0, 30)])
    file = folder / shared_name(a.uid)
    if what == "older":
        prepare(file, NOW)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    else:
        file.write_bytes(b"SQLite format 3\0 and no more")
    write_shared(a.path, folder, None)
    assert 1 == len(_spans(file))


def _spans(file: Path) -> list[object]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT * FROM spans").fetchall()


def test_where_it_cannot_be_written_the_reason_is_told_and_the_old_one_stays(
    a: Computer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError, match="is not there; connect its disk"):
        write_shared(a.path, folder / "stick", None)
    a.record([sat(0, 30)])
    known = write_shared(a.path, folder, None)
    a.record([sat(40, 50)])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(KnownError, match="the disk is full; free some space"):
            write_shared(a.path, folder, known)
    assert [shared_name(a.uid)] == names(folder)
    assert known == looks(folder / shared_name(a.uid))
    assert [] == list(a.path.parent.glob("*.new*"))


def test_where_the_person_may_not_write_that_is_told(unprivileged: Path) -> None:
    a = Computer(unprivileged / "log.db")
    folder = unprivileged / "shared"
    folder.mkdir(mode=0o500)
    with pytest.raises(KnownError, match="cannot be used: Permission denied"):
        write_shared(a.path, folder, None)
    folder.chmod(0)
    with pytest.raises(KnownError, match="cannot be used: Permission denied"):
        others_files(folder, a.uid)


@pytest.mark.parametrize("what", ["folder", "pipe", "link without end", "text", "half", "of another program", "locked"])
def test_a_file_that_cannot_be_read_holds_back_none_that_sorts_after_it(
    a: Computer, b: Computer, folder: Path, what: str
) -> None:
    b.record([sat(0, 30)])
    bad, good = folder / shared_name("0" * 16), folder / shared_name("f" * 16)
    shutil.copyfile(b.path, good)
    with ExitStack() as held:
        match what:
            case "folder":
                bad.mkdir()
            case "pipe":
                make_fifo(bad)
            case "link without end":
                bad.symlink_to("/dev/zero")
            case "text":
                bad.write_text("not a log at all\n" * 1000)
            case "half":
                bad.write_bytes(b.path.read_bytes()[:5000])
            case "of another program":
                held.enter_context(closing(sqlite3.connect(bad))).execute("CREATE TABLE things (a)")
            case _:
                shutil.copyfile(b.path, bad)
                held.enter_context(closing(sqlite3.connect(bad, isolation_level=None))).execute("BEGIN EXCLUSIVE")
        done = SharedFolder(a.path, folder).exchange(write=False, now=LATER, stop=lambda: None)
    assert done.came
    assert 1 == len(a.rows("SELECT * FROM spans"))
