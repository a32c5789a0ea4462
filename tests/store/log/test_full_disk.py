"""A disk without room: what was to be written waits for some."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest

from posture_app.store.log.log import Log
from tests.store.conftest import Told, open_at, sat
from tests.store.processes import python, with_disk_at_mercy, with_small_disk


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
    done = python("-c", dedent(program), str(path))
    count, *tells, sentence = done.split(" ", 3)
    assert ["1", "1"] == tells
    assert f"The log {path} cannot be written: the disk reports an error" in sentence
    log = open_at(path)
    assert [sat(m, m + 1) for m in range(int(count))] == list(log.spans())
    log.close()


@pytest.mark.parametrize("scenario", ["running", "opening"])
def test_a_disk_with_room_for_this_many_pages_and_no_more(tmp_path: Path, scenario: str) -> None:
    """A real file system, with 0, 1, 2… pages left until everything fits: see `failing.py`."""
    disk = tmp_path / "disk"
    before = with_small_disk(disk, "2m")
    said = python("-m", "tests.store.failing", "ballast", scenario, str(disk), before=before)
    print(said)  # noqa: T201 - the counts
    assert f"{scenario}, full: the disk failed" in said


@pytest.mark.parametrize("scenario", ["running", "opening"])
def test_a_disk_that_fails_at_this_change_or_from_it_on(tmp_path: Path, scenario: str) -> None:
    """The first, the second… until everything succeeds: see `failing.py`."""
    environment = with_disk_at_mercy(tmp_path / "disk")
    said = python("-m", "tests.store.failing", "shim", scenario, environment["DISK"], more=environment)
    print(said)  # noqa: T201 - the counts
    assert [f"{scenario}, once", f"{scenario}, from then on"] == [line.split(":")[0] for line in said.splitlines()]
