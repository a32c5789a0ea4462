"""What a killed process leaves beside the log goes at the next start, and at every deletion."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from posture_app.core.record.erasing import Stretch
from posture_app.store.erase.copies import erase_copies, erase_shared
from posture_app.store.erase.erasing import erase
from posture_app.store.file.stages import IMPORT, stage_path
from posture_app.store.log.log import open_log
from posture_app.store.merge.shared_folder import shared_name, write_shared
from posture_app.store.transfer.importing import Import, import_file, try_import
from tests.store.conftest import LATER, MINUTE, NOW, sat
from tests.store.merge.computers import Computer

REPOSITORY = Path(__file__).parents[3]
KILLED = """
import os, sys
from pathlib import Path
from posture_app.store.transfer import importing
from posture_app.store.merge import other_log
from posture_app.store.backup import restore
from posture_app.store.merge import shared_folder
from tests.store.conftest import LATER

def die(*_, **__):
    os._exit(0)

log, file, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if what == "import":
    importing.merge = die
    importing.import_file(importing.Import(file, "UTC", LATER), log)
elif what == "try":
    importing.merge = die
    importing.try_import(importing.Import(file, "UTC", LATER), log)
elif what == "merge":
    with other_log.copied(file, log):
        die()
elif what == "restore":
    restore._link_or_copy = die
    restore.restore(log, file, LATER)
else:
    shared_folder.os.fsync = die
    shared_folder.write_shared(log, file, None)
"""
CSV = "day,sitting_s,standing_s,device,device_name,device_kind\r\n2026-03-01,60,0,file x,x,import\r\n"


def lived() -> int:
    """The number of a process that lives no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def ours(tmp_path: Path) -> Computer:
    ours = Computer(tmp_path / "ours" / "log.db")
    ours.record([sat(0, 30)])
    return ours


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "totals.csv").write_text(CSV)
    return tmp_path / "totals.csv"


def names(folder: Path) -> set[str]:
    """The files in it, and in its folders, beside those in which SQLite keeps a log."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    return there - {"log.db", "log.db-wal", "log.db-shm"}


@pytest.mark.parametrize("what", ["import", "try", "merge", "restore"])
@pytest.mark.parametrize("then", ["start", "deletion"])
def test_what_was_killed_leaves_nothing_for_long(
    ours: Computer, source: Path, tmp_path: Path, what: str, then: str
) -> None:
    (tmp_path / "temp").mkdir()
    shutil.copyfile(ours.path, tmp_path / "other.db")
    file = source if what in {"import", "try"} else tmp_path / "other.db"
    if what == "merge":
        Computer(file).rows("UPDATE devices SET uid = 'another'")
    environ = {**os.environ, "TMPDIR": str(tmp_path / "temp")}
    command: list[str | Path] = [sys.executable, "-c", KILLED, ours.path, file, what]
    subprocess.run(command, cwd=REPOSITORY, env=environ, check=True, timeout=60)
    assert set() == names(tmp_path / "temp")
    assert names(ours.path.parent)
    if then == "start":
        open_log(ours.path, now=NOW).log.close()
    else:
        erase_copies(ours.path, None, lambda: False)
    assert set() == names(ours.path.parent)


def test_what_lives_is_left_alone_and_so_is_what_is_no_stage(ours: Computer) -> None:
    folder = ours.path.parent
    stage = stage_path(ours.path, IMPORT)
    stage.mkdir()
    kept = (f"log.db.{os.getpid()}.other", "log.db.1.new", "log.db.note", "other.db.new", "log.db.5.new.txt", "log.new")
    for name in (*kept, f"log.db.{lived()}.new-wal", "log.db.new"):
        (folder / name).write_bytes(b"x")
    open_log(ours.path, now=NOW).log.close()
    assert {stage.name, *kept} == names(folder)


def test_an_import_leaves_nothing_and_where_there_was_no_folder_there_is_none(
    ours: Computer, source: Path, tmp_path: Path
) -> None:
    import_file(Import(source, "UTC", LATER), ours.path)
    assert set() == names(ours.path.parent)
    try_import(Import(source, "UTC", LATER), tmp_path / "none" / "deep" / "log.db")
    assert not (tmp_path / "none").exists()


def test_what_a_killed_exchange_left_in_the_shared_folder_goes_at_the_next(ours: Computer, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    known = write_shared(ours.path, folder, None)
    ours.record([sat(40, 50)])
    subprocess.run([sys.executable, "-c", KILLED, ours.path, folder, "share"], cwd=REPOSITORY, check=True, timeout=60)
    others = {"~syncthing~posture-0123456789abcdef.db.tmp", ".syncthing.x.tmp", "mine.txt"}
    for name in others:
        (folder / name).write_text("not ours")
    assert 5 == len(names(folder))
    ours.rows("DELETE FROM spans WHERE id = 2")  # nothing has to be written
    assert known == write_shared(ours.path, folder, known)
    assert {shared_name(ours.uid), *others} == names(folder)


@pytest.mark.parametrize("everything", [True, False])
def test_a_deletion_reaches_all_copies_of_our_file_in_the_shared_folder(
    ours: Computer, tmp_path: Path, *, everything: bool
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    ours.record([sat(6000, 6010)])
    write_shared(ours.path, folder, None)
    ours_there = folder / shared_name(ours.uid)
    stem = ours_there.stem
    copies = [f"{stem}.sync-conflict-20260302-090000-ABCDEFG.db", f"{stem} (conflicted copy 2026-03-02).db"]
    for name in (*copies, f"~syncthing~{ours_there.name}.tmp", "posture-0123456789abcdef.db"):
        shutil.copyfile(ours_there, folder / name)
    stretch = None if everything else Stretch(NOW, NOW + 60 * MINUTE, None)
    if stretch is not None:
        erase(ours.path, stretch)
    erase_shared(ours.path, stretch, folder)
    if everything:
        assert {"posture-0123456789abcdef.db"} == names(folder)
        return
    assert {ours_there.name, *copies, "posture-0123456789abcdef.db"} == names(folder)
    for name in (ours_there.name, *copies):
        assert 1 == len(Computer(folder / name).rows("SELECT * FROM spans"))
