"""A disk without memory shared between programs, as some network and virtual ones: no write-ahead log works there."""

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from posture_app.store.log.log import open_log
from tests.store.conftest import NOW, open_at, sat
from tests.store.processes import python, with_disk_at_mercy

PROGRAM = """
    import sys
    from pathlib import Path
    from posture_app.cli import main
    from posture_app.store.backup.backup import back_up_day
    from posture_app.store.erase.erasing import erase
    from posture_app.store.log.log import open_to_read
    from tests.store.conftest import *
    path, told = Path(sys.argv[1]), Told()
    log = open_at(path, told)
    log.record(going_on(100, 101))
    with open_to_read(path) as other:
        assert going_on(100, 101) == list(other.spans())[-1]
    log.record(sat(100, 102))
    back_up_day(path, NOW.date(), lambda: False)
    assert log.days_off(NOW.date(), NOW.date()) == frozenset()
    log.close()
    assert not (told.trouble or told.recovered)
    main(["--data-dir", str(path.parent), "doctor"])
"""


def unshared(folder: Path) -> dict[str, str]:
    """The environment of a process for which the disk of this new folder is such a one."""
    return with_disk_at_mercy(folder, "unshared.c")


@pytest.mark.parametrize("before", ["none", "a log that was closed", "a log of a run that died"])
def test_a_log_is_kept_there_with_a_rollback_journal(tmp_path: Path, before: str) -> None:
    environment = unshared(tmp_path / "disk")
    path = tmp_path / "disk" / "data" / "posture.db"
    path.parent.mkdir()
    there = [] if before == "none" else [sat(0, 10)]
    if there:
        log = open_at(tmp_path / "other" / "posture.db")
        log.record(sat(0, 10))
        if before == "a log that was closed":
            log.close()
        for file in (tmp_path / "other").iterdir():
            if not file.name.endswith("-shm"):
                shutil.copy(file, path.parent)
        log.close()
    said = python("-c", dedent(PROGRAM), str(path), more=environment)
    assert "the log is kept with a rollback journal" in said
    assert "see below" not in said
    assert b"\x01\x01" == path.read_bytes()[18:20]
    assert {"posture.db", "backups"} == {file.name for file in path.parent.iterdir() if "log" not in file.name}
    again = open_log(path, now=NOW)
    assert ((), [*there, sat(100, 102)]) == (again.notices, list(again.log.spans()))
    assert b"\x02\x02" == path.read_bytes()[18:20]  # on a disk that has it
    again.log.close()
