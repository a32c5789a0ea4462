"""Whole scenarios on a disk that fails at the n-th change, for every n until all goes well: a program, for it takes a
process of its own. The disk is one that a library loaded before all others makes fail, or a small one that fills up.

    python -m tests.store.failing {shim|ballast} {running|opening} FOLDER

Says how often it failed, in what way, and what was told of it.
"""

import ctypes
import errno
import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol

from posture_app.core.errors import KnownError
from posture_app.store.backup.backup import back_up_day
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.file.faults import explained
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.file.schema import STEPS, VERSION
from posture_app.store.log.log import Log, open_log
from posture_app.store.log.opening import prepare
from tests.store.conftest import NOW, Told, open_at
from tests.store.in_memory import open_in_memory
from tests.store.log_writes import WRITES, do, state

DATA = Path(__file__).parents[1] / "data"
REASONS = {
    "the disk is full; free some space.",
    "the disk reports an error; see whether it is full or failing.",
}
PAGE = 4096
NEWER = {**STEPS, VERSION + 1: ("ALTER TABLE spans ADD COLUMN chair TEXT",)}


class Disk(Protocol):
    """A disk that fails, in several `ways`."""

    @property
    def ways(self) -> tuple[str, ...]: ...

    def fail(self, way: str, after: int) -> None:
        """From now on, after so many changes."""

    def mend(self) -> bool:
        """No more; whether it has failed, or could have."""


class Shim:
    """The disk at our mercy: one change fails with an error of the device, or all from it on for want of room."""

    ways = ("once", "from then on")

    def __init__(self) -> None:
        self._disk = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._after = 0

    def fail(self, way: str, after: int) -> None:
        self._after = after
        lasting = way != "once"
        self._disk.disk_fail(ctypes.c_long(after), errno.ENOSPC if lasting else errno.EIO, int(lasting))

    def mend(self) -> bool:
        seen: int = self._disk.disk_seen()
        self._disk.disk_fail(ctypes.c_long(-1), 0, 0)
        return seen > self._after


class Ballast:
    """A small file system on which so many pages are left free."""

    ways = ("full",)

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fail(self, way: str, after: int) -> None:
        with self._ballast.open("wb", buffering=0) as file:
            while self._free() > after:
                file.write(bytes(PAGE))

    def mend(self) -> bool:
        was_full = self._free() == 0
        self._ballast.unlink()
        return was_full

    def _free(self) -> int:
        if sys.platform == "win32":
            raise NotImplementedError
        found = os.statvfs(self._ballast.parent)
        return found.f_bavail * found.f_frsize // PAGE


class Counts:
    """What has been tried, and what was told."""

    def __init__(self) -> None:
        self.failed = 0
        self.told: Counter[str] = Counter()

    def tell(self, sentence: str) -> None:
        """One plain message of a known reason."""
        reason = sentence.partition(": ")[2]
        assert reason in REASONS, sentence
        self.told[reason] += 1

    def __str__(self) -> str:
        told = "; ".join(f"{number} × “{reason}”" for reason, number in self.told.items())
        return f"the disk failed {self.failed} times, told: {told}"


def running(disk: Disk, way: str, after: int, path: Path, counts: Counts) -> bool:
    """A log that is in use: all that was written before stays, all that the app says is kept and written later, and
    what a person adds is there, or they are told.
    """
    told, whole = Told(), open_in_memory()
    log = open_at(path, told)
    for number in range(len(WRITES)):
        do(log, number)
        do(whole, number)
    log._database.connection.execute("PRAGMA wal_autocheckpoint = 8").fetchone()  # so that it falls among the writes
    disk.fail(way, after)
    for number in range(len(WRITES), 2 * len(WRITES)):
        if attempt(partial(do, log, number), counts):
            do(whole, number)
    attempt(partial(back_up, path), counts)
    assert list(whole.spans()) == list(log.spans())
    failed = disk.mend()
    for number in range(2 * len(WRITES), 3 * len(WRITES)):
        do(log, number)
        do(whole, number)
    assert len(told.trouble) == len(told.recovered) <= 1, told
    for sentence in told.trouble:
        assert sentence.startswith(f"The log {path} cannot be written: ")
        counts.tell(sentence)
    log.close()
    back_up(path)
    assert not list(path.parent.rglob("*.new*")), "something was left behind"
    check(path, whole)
    return failed


def back_up(path: Path) -> None:
    back_up_day(path, NOW.date(), lambda: False)


def attempt(work: Callable[[], object], counts: Counts) -> bool:
    """Whether it could be done; else it was told why not."""
    try:
        work()
    except KnownError as error:
        counts.tell(str(error))
        return False
    return True


def check(path: Path, whole: Log) -> None:
    """The log is sound, and holds what one holds that nothing befell."""
    opened = open_log(path, now=NOW)
    assert opened.notices == (), opened.notices
    connection = opened.log._database.connection
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert state(whole._database.connection) == state(connection)
    opened.log.close()
    whole.close()


def opening(disk: Disk, way: str, after: int, path: Path, counts: Counts) -> bool:
    """An app that starts with a log of an older version, or without one: it is told why that cannot be, and the log is
    as it was before, or brought up to date, and never half.
    """
    failed = False
    for older in (True, False):
        before = shutil.copyfile(DATA / f"log-version-{VERSION}.db", path).read_bytes() if older else None
        disk.fail(way, after)
        done = attempt(partial(start, path), counts)
        failed |= disk.mend()
        if not done:
            check_unopened(path, before)
        start(path)
        assert (3, 2) if older else (0, 0) == rows(path)
        path.unlink()
    return failed


def start(path: Path) -> None:
    """What a start of an app does that knows one more version than there is."""
    try:
        prepare(path, NOW, NEWER)
    except (sqlite3.Error, OSError) as error:
        raise explained(path, error, doing="opened") from error


def check_unopened(path: Path, before: bytes | None) -> None:
    """It is as before, and all that lies beside it is whole copies of it."""
    if before is None:
        assert not path.exists() or rows(path) == (0, 0)
        return
    assert before == path.read_bytes() or rows(path) == (3, 2)
    for beside in path.parent.glob("log-version-*"):
        assert rows(beside) == (3, 2)


def rows(path: Path) -> tuple[int, ...]:
    """How many spans and prompts there are, nothing being wrong with them."""
    assert inspect(path, max(NEWER)) is FileState.SOUND
    with closing(connect(path, OpenMode.READ)) as connection:
        tables = ("spans", "prompts")
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


SCENARIOS = {"running": running, "opening": opening}


def main(kind: str, name: str, folder: Path) -> None:
    """Every n."""
    disk: Disk = Shim() if kind == "shim" else Ballast(folder)
    for way in disk.ways:
        counts = Counts()
        for after in count():
            place = folder / "posture"
            place.mkdir()
            told = counts.told.total()
            failed = SCENARIOS[name](disk, way, after, place / "log.db", counts)
            shutil.rmtree(place)
            if not failed and told == counts.told.total():
                break
            counts.failed += 1
        sys.stdout.write(f"{name}, {way}: {counts}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
