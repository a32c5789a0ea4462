"""A disk without room: what was to be written waits for some."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest

from posture_app.store.log import Log
from tests import needs
from tests.store.conftest import Told, open_at, sat

REPOSITORY = Path(__file__).parents[2]


@contextmanager
def full(log: Log) -> Iterator[None]:
    """SQLite's own limit of pages: it reports the full disk that it would meet there."""
    connection = log._database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    connection.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        connection.execute("CREATE TABLE ballast AS SELECT randomblob(1000000)")
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    yield
    connection.execute("PRAGMA max_page_count = 1000000").fetchone()


def test_a_full_log_says_so_and_loses_nothing(
    log: Log, path: Path, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    with full(log):
        minute = 0
        while not told.trouble:
            log.record(sat(minute, minute + 1))
            minute += 1
        log.record(sat(minute, minute + 1))
        assert [f"The log {path} cannot be written: the disk is full; free some space."] == told.trouble
    log.record(sat(minute + 1, minute + 2))
    assert [sat(m, m + 1) for m in range(minute + 2)] == list(log.spans())
    assert 1 == len(told.recovered)
    caplog.clear()


def test_a_disk_that_takes_no_more_bytes(path: Path) -> None:
    """A limit of the kernel on the size of files, in a process of its own."""
    program = """
        import resource, sys
        from pathlib import Path
        from tests.store.conftest import *
        told = Told()
        log = open_at(Path(sys.argv[1]), told)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
        minute = 0
        while not told.trouble:
            log.record(sat(minute, minute + 1)); minute += 1
        log.record(sat(minute, minute + 1)); minute += 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        log.record(sat(minute, minute + 1)); minute += 1
        log.close()
        print(minute, len(told.trouble), len(told.recovered), told.trouble[0])
    """
    done = _run(program, str(path))
    count, *tells, sentence = done.split(" ", 3)
    assert ["1", "1"] == tells
    assert f"The log {path} cannot be written: the disk reports an error" in sentence
    log = open_at(path)
    assert [sat(m, m + 1) for m in range(int(count))] == list(log.spans())
    log.close()


def test_a_small_disk_that_fills_up(tmp_path: Path) -> None:
    """A real file system of 256 KiB, in name spaces of its own where the kernel allows that."""
    needs.linux()
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=256k none "{disk}" && exec "$0" "$@"'
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*inside, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no mounting of file systems without privileges here")
    program = """
        import sys
        from pathlib import Path
        from posture_app.store.log import open_to_read
        from tests.store.conftest import *
        path = Path(sys.argv[1])
        told = Told()
        log = open_at(path, told)
        ballast = path.with_name("ballast")
        with ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        minute = 0
        while not told.trouble:
            log.record(sat(minute, minute + 1)); minute += 1
        for _ in range(50):
            log.record(sat(minute, minute + 1)); minute += 1
        ballast.unlink()
        log.record(sat(minute, minute + 1)); minute += 1
        log.close()
        with open_to_read(path) as history:
            assert [sat(m, m + 1) for m in range(minute)] == list(history.spans())
        print(len(told.trouble), len(told.recovered), told.trouble[0])
    """
    said = _run(program, str(disk / "log.db"), before=inside)
    assert f"1 1 The log {disk / 'log.db'} cannot be written: the disk is full; free some space." == said.strip()


def _run(program: str, *arguments: str, before: list[str] | None = None) -> str:
    command = [*(before or []), sys.executable, "-c", dedent(program), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=REPOSITORY, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
