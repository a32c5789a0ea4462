"""A connection to the log, set up in the one way this app uses SQLite."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from posture_app.core.calendar import known_zone
from posture_app.core.errors import KnownError
from posture_app.core.language import _

BUSY_MS = 250
"""How long to wait for another program's lock. The window does not react meanwhile, and the next write tries again."""
JOURNAL_LIMIT = 4 * 1024 * 1024
"""How many bytes of a write-ahead log stay on the disk when it begins anew: its usual size. A large import makes it
far longer.
"""
OLDEST = (3, 37)
"""The first SQLite with STRICT tables; an older one takes a log for a damaged file."""

EACH = 10_000
"""How many steps of SQLite pass between two checks whether there were too many."""
STEPS_ANYWAY, STEPS_A_BYTE = 4_000_000, 20
"""How many steps there may be, for any file and for each byte: a fraction of a second, and 40 times what it takes to
read all of a log.
"""
LARGEST_VALUE, LONGEST_PATTERN = 1 << 24, 100


class OpenMode(StrEnum):
    """To read only, alone or beside others (then SQLite puts files beside it); or to read and write what is there."""

    READ = "ro"
    READ_ALONE = "ro&immutable=1"
    WRITE = "rw"


def connect(path: Path | None, mode: OpenMode = OpenMode.WRITE) -> sqlite3.Connection:
    """Open the file, or a database in memory (None). Raises sqlite3.Error, and KnownError if SQLite is too old."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise KnownError(
            _("The log needs SQLite 3.37 or newer, and this Python has {version}; use a newer Python.").format(
                version=sqlite3.sqlite_version
            )
        )
    name = ":memory:" if path is None else f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(name, uri=path is not None, isolation_level=None, timeout=BUSY_MS / 1000)
    connection.create_function("known_zone", 2, known_zone, deterministic=True)
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_LIMIT}")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def restrain(connection: sqlite3.Connection, size: int) -> None:
    """Prepare to read a file of this many bytes that anybody may have made. Whatever its schema makes of a query, it
    comes to an end: SQLite's own steps are counted, which does not depend on how busy the computer is, and after too
    many sqlite3.OperationalError (SQLITE_INTERRUPT) is raised. No value may be larger than any of ours.
    """
    left = (STEPS_ANYWAY + STEPS_A_BYTE * size) // EACH

    def step() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(step, EACH)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(LARGEST_VALUE, size))
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # noqa: FBT003 - sqlite3's own


def shares_memory(log: Path) -> bool:
    """Whether programs can share memory by way of files beside the log, which a write-ahead log needs: some network and
    virtual disks cannot do that. True where nothing can be written, since then it does not matter.
    """
    import mmap  # noqa: PLC0415 - for those who write

    probe = log.with_name(f"{log.name}.{os.getpid()}.new")
    try:
        with probe.open("w+b") as file:
            file.truncate(mmap.PAGESIZE)
            try:
                mmap.mmap(file.fileno(), mmap.PAGESIZE).close()
            except OSError:
                return False
            return True
    except OSError:
        return True
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of what is done inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk makes SQLite roll back by itself
            connection.execute("ROLLBACK")
        raise


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The value of a pragma that is a number."""
    value = connection.execute(f"PRAGMA {name}").fetchone()[0]
    assert isinstance(value, int)
    return value
