"""A log that anybody may have made: of another computer, a backup, a file in a shared folder. It is copied beside ours,
so that not a byte of it changes, and what is read is what was checked. Of the copy only the rows count.
"""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.store.file.connection import OpenMode, connect, pragma, restrain, transaction
from posture_app.store.file.faults import KNOWN, code
from posture_app.store.file.files import beside, size_of
from posture_app.store.file.inspection import OLD_COPY, is_as_made, refuse_newer, refuse_older
from posture_app.store.file.migrations import migrate
from posture_app.store.file.schema import STEPS

ROOM = 64 << 20
"""SQLite empties a write-ahead log at some 4 MB, however small its log is; a reader may delay that."""
DERIVED, DEVICES = "days", "devices"
"""The table that is made from the others, and the one that others refer to."""
_WRONG = (
    "SELECT 1 FROM prompts WHERE again NOT IN (0, 1) OR length_s < 0 LIMIT 1",
    "SELECT 1 FROM sessions WHERE length_s < 0 OR share NOT BETWEEN 0 AND 100 OR percent NOT BETWEEN 0 AND 100 LIMIT 1",
    "SELECT 1 FROM day_totals WHERE sitting_s < 0 OR standing_s < 0 LIMIT 1",
    "SELECT 1 FROM pragma_foreign_key_check LIMIT 1",
)
"""Finds rows that no log has, and at which `inspect` does not look."""


class RefusedError(KnownError):
    """The file is not a log that can be read, and will not be until it changes."""


class HalfCopiedError(RefusedError):
    """The file is damaged, or not all there yet."""


class DamagedError(Exception):
    """It holds what no log does; the message says what, worded to follow a colon."""


def refuse_companions(other: Path) -> None:
    """Raises RefusedError if a file beside it with one of SQLite's names cannot be SQLite's. Raises OSError."""
    size = other.stat().st_size
    for suffix in ("-wal", "-journal"):
        latest = beside(other, suffix)
        try:
            found = latest.lstat()
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(found.st_mode):
            raise RefusedError(_("{path} is no ordinary file; move it away.").format(path=latest))
        if found.st_size > size + ROOM:
            raise RefusedError(
                _("{path} is far larger than its log, and cannot belong to it; move it away.").format(path=latest)
            )
    journal = beside(other, "-journal")
    if journal.exists() and journal.stat().st_size:
        raise HalfCopiedError(
            _("{path} is just being written, or that was cut short; try again when it is whole.").format(path=other)
        )


def copy_with_latest(other: Path, made: Path) -> None:
    """Copy it with its write-ahead log, if it has one. Raises OSError."""
    for suffix in ("", "-wal"):
        beside(made, suffix).unlink(missing_ok=True)
        if beside(other, suffix).exists():
            beside(made, suffix).touch(mode=0o600)
            shutil.copyfile(beside(other, suffix), beside(made, suffix))


def has_own_schema(copy: Path) -> bool:
    """Whether the tables of this copy are as ours. Raises DamagedError, OSError, sqlite3.Error."""
    with _blaming_contents(), closing(connect(copy, OpenMode.READ)) as connection:
        restrain(connection, size_of(copy))
        return is_as_made(connection, pragma(connection, "user_version"))


@contextmanager
def _blaming_contents() -> Iterator[None]:
    """What fails inside because of the file's contents, and not because of the disk, is raised as DamagedError."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError) as error:
        if isinstance(error, sqlite3.DatabaseError) and code(error) in KNOWN:
            raise
        raise DamagedError(_("it holds what no log does ({error})").format(error=error)) from error


def bring_rows(copy: Path, made: Path) -> None:
    """Put the rows of this copy into a new log of the same version at `made`, an empty file.

    Raises DamagedError if there are none that ours can have, KnownError if its version is newer than ours, and
    sqlite3.Error or OSError if `made` cannot be written.
    """
    with _blaming_contents(), closing(connect(copy)) as theirs, closing(connect(made)) as ours:
        restrain(theirs, size_of(copy))
        version = pragma(theirs, "user_version")
        refuse_newer(copy, version)
        refuse_older(copy, version, OLD_COPY)
        if version < 1:
            raise DamagedError(_("it has no version"))
        if theirs.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedError(_("not all of it can be read"))
        ours.execute("PRAGMA synchronous = OFF")  # it is flushed in the end
        migrate(ours, {each: step for each, step in STEPS.items() if each <= version})
        with transaction(ours):
            ours.execute(f"DELETE FROM {DEVICES}")  # noqa: S608 - a name of ours; a new log has one already
            for table in _tables(ours):
                _bring_table(theirs, ours, table)


def _tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ? ORDER BY name <> ?"
    return [name for (name,) in connection.execute(query, (DERIVED, DEVICES))]


def _bring_table(theirs: sqlite3.Connection, ours: sqlite3.Connection, table: str) -> None:
    real = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ? COLLATE NOCASE"
    columns = [row[1] for row in ours.execute(f"PRAGMA table_info({table})")]
    there = {row[1].lower() for row in theirs.execute(f"PRAGMA table_info({table})")}  # computed ones are not in it
    if theirs.execute(real, (table,)).fetchone() is None or not there.issuperset(columns):
        raise DamagedError(_("it has no table {table} as this app makes it").format(table=table))
    names, values = ", ".join(columns), ", ".join("?" * len(columns))
    rows = theirs.execute(f"SELECT {names} FROM {table} NOT INDEXED ORDER BY {columns[0]}")  # noqa: S608 - names of ours
    ours.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)  # noqa: S608 - the same


def refuse_strange(connection: sqlite3.Connection) -> None:
    """Raises DamagedError if a log has what ours may not come to have, beside what `inspect` finds.

    It is of the present version. Raises sqlite3.Error if it cannot be read.
    """
    if any(connection.execute(query).fetchone() for query in _WRONG):
        raise DamagedError(_("it holds what no log does"))
