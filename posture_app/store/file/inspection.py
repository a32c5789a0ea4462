"""Look at a file before trusting it with anyone's time, without changing a byte of it."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from enum import Enum, StrEnum, auto
from functools import cache
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import N_, _
from posture_app.core.prompts import Outcome
from posture_app.store.file.connection import OpenMode, connect, pragma, restrain
from posture_app.store.file.faults import is_elsewhere
from posture_app.store.file.files import beside, size_of
from posture_app.store.file.schema import APPLICATION_ID, FIRST, STEPS, TABLES, VERSION, Values

MAGIC = b"SQLite format 3\0"
HEADER = 100
USER_VERSION, OWNER, VERSIONS, WAL = slice(60, 64), slice(68, 72), slice(18, 20), 2
"""Where a database file says so (https://www.sqlite.org/fileformat.html#the_database_header), and that a
write-ahead log may belong to it.
"""

NEWEST = 1 << 62
"""A row with a higher id would not be found again, and after the highest of all none can be added."""
WRONG = (
    "SELECT 1 FROM spans WHERE end_us < start_us",
    *(f"SELECT 1 FROM {table} WHERE id < 1 OR id >= {NEWEST}" for table in ("spans", "prompts")),  # noqa: S608 - names of ours
    *(f"SELECT 1 FROM {table} WHERE end_us <= start_us" for table in ("corrections", "erasures")),  # noqa: S608 - names of ours
    "SELECT 1 FROM devices WHERE (id = 1) <> (kind = 'own')",
    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM devices WHERE id = 1)",
    "SELECT 1 FROM days WHERE length(lengths) % 4",
    "SELECT 1 FROM days WHERE length(hours) NOT IN (0, 96) OR length(hour_lengths) NOT IN (0, 96)",
)
"""Finds rows that no log has."""
Thing = tuple[str, str, str | None]
"""Its kind, its name, and the statement that made it."""
_THINGS = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_autoindex%' ESCAPE '\\'"
_CREATE = re.compile(r"CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER) (\w+)")


class FileState(Enum):
    """What kind of file was found."""

    ABSENT = auto()
    SOUND = auto()
    DAMAGED = auto()


def inspect(path: Path, version: int = VERSION) -> FileState:
    """What kind of file this is. Raises KnownError if it is another program's, or of a version that is not
    read, older than all or newer than `version`; OSError or sqlite3.Error if it cannot be read.
    """
    if not path.exists() or path.stat().st_size == 0:
        latest = beside(path, "-wal")
        return FileState.DAMAGED if latest.exists() and latest.stat().st_size else FileState.ABSENT
    with path.open("rb") as file:
        header = file.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        return FileState.DAMAGED
    if int.from_bytes(header[OWNER]) != APPLICATION_ID:
        raise KnownError(
            _(
                "{path} is a database of another program and is left alone; move it away, or choose another folder."
            ).format(path=path)
        )
    found = int.from_bytes(header[USER_VERSION], signed=True)
    refuse_newer(path, found, version)
    if not (0 < found < FIRST and _has_our_tables(path)):  # else the number alone is wrong, and that is damage
        refuse_older(path, found, OLD_LOG)
    return FileState.SOUND if found > 0 and _reads_well(path, version) else FileState.DAMAGED


def refuse_newer(path: Path, found: int, version: int = VERSION) -> None:
    """Raises KnownError if the version found is newer than the one we know."""
    if found > version:
        raise KnownError(
            _(
                "The log {path} is of version {found}, and this program knows versions up to {version}; it is "
                "left untouched: update the program to use it."
            ).format(path=path, found=found, version=version)
        )


OLD_LOG = N_(
    "The log {path} is of version {found}, from before the first release, and cannot be read; it is left untouched:"
    " move it elsewhere, and the app begins a new one."
)
OLD_COPY = N_(
    "The log {path} is of version {found}, from before the first release, and cannot be read; it is left untouched:"
    " choose a newer one."
)


def refuse_older(path: Path, found: int, sentence: str) -> None:
    """Raises KnownError with this sentence if the version found is older than any that we read."""
    if 0 < found < FIRST:
        raise KnownError(_(sentence).format(path=path, found=found))


def _has_our_tables(path: Path) -> bool:
    try:
        with closing(connect(path, OpenMode.READ_ALONE)) as connection:
            restrain(connection, size_of(path))
            return any(is_as_made(connection, version) for version in STEPS)
    except sqlite3.Error:
        return False


def _reads_well(path: Path, version: int) -> bool:
    try:
        return _is_sound(path, version)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    # SQLite undoes what a program began and did not finish, as at a first opening, but only where it may write.
    with closing(connect(path)) as connection:
        pragma(connection, "user_version")
    return _is_sound(path, version)


def _is_sound(path: Path, version: int) -> bool:
    """Whether it has no fault. All of it is read, which takes some 10 ms for each year in it.

    The connection only reads: one that may write would delete the write-ahead log of a damaged file.
    """
    try:
        with closing(connect(path, OpenMode.READ)) as connection:
            restrain(connection, size_of(path))
            found = pragma(connection, "user_version")
            refuse_newer(path, found, version)
            return _is_whole(connection, found) and _is_readable(connection)
    except sqlite3.Error as error:
        if is_elsewhere(error):
            raise
        return False
    except (ValueError, OverflowError, RecursionError):  # the last for JSON that is nested without end
        return False


def _is_whole(connection: sqlite3.Connection, version: int) -> bool:
    """Whether its pages are in order, its tables are those of this version, and what is in them can be."""
    if version <= VERSION and not is_as_made(connection, version):
        return False
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):  # `quick_check` trusts the indexes
        return False
    if any(_has_other(connection, table, columns) for table, columns in _columns(connection)):
        return False
    return not any(connection.execute(f"{wrong} LIMIT 1").fetchone() for wrong in WRONG)


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, Mapping[str, Values]]]:
    """Our tables, and those of their columns that this log has: what came with a later version it lacks."""
    for table, columns in TABLES.items():
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        yield table, {column: values for column, values in columns.items() if column in there}


def _is_readable(connection: sqlite3.Connection) -> bool:
    """Whether its texts, days and JSON can be read. Raises ValueError, or sqlite3.Error."""
    import json  # noqa: PLC0415 - not every command opens a log

    for table, columns in _columns(connection):
        texts = ", ".join(column for column, values in columns.items() if values is str)
        for _row in connection.execute(f"SELECT DISTINCT {texts} FROM {table}") if texts else ():  # noqa: S608 - names of ours
            pass  # it could be decoded
        if columns.get("day") is date:
            for (day,) in connection.execute(f"SELECT DISTINCT day FROM {table}"):  # noqa: S608 - the same
                if not is_day(day):
                    return False
    for _key, value in connection.execute("SELECT key, value FROM remembered"):
        json.loads(value)
    rows = connection.execute("SELECT DISTINCT outcomes FROM days")
    counts = [each.partition("=") for (text,) in rows for each in text.split(",") if each]
    return all(Outcome(word) and int(count) >= 0 for word, _, count in counts)


def is_as_made(connection: sqlite3.Connection, version: int) -> bool:
    """Whether a log of this version has the tables and indexes that one of ours has, and beside its triggers, which may
    be lacking, plain tables at the most. Raises sqlite3.Error if its schema cannot be read.
    """
    if connection.execute("PRAGMA encoding").fetchone() != ("UTF-8",):
        return False
    ours, there = made(version), set(connection.execute(_THINGS).fetchall())
    return all(kind == "trigger" for kind, _, _ in ours - there) and all(
        kind == "table" and str(sql).startswith("CREATE TABLE") for kind, _, sql in there - ours
    )


@cache
def made(version: int) -> frozenset[Thing]:
    """What there is in a log of this version. SQLite keeps each statement as it was."""
    latest: dict[str, Thing] = {}
    steps = (step for number, step in STEPS.items() if number <= version)
    for statement in (each.strip() for step in steps for each in step):
        if begins := _CREATE.match(statement):
            latest[begins[2]] = begins[1].lower(), begins[2], statement
    return frozenset(latest.values())


def is_day(text: object) -> bool:
    """Whether this is a day as the log writes it."""
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _has_other(connection: sqlite3.Connection, table: str, columns: Mapping[str, Values]) -> bool:
    """Whether a row of this table has anything else in one of these columns. SQLite does not look: it leaves out the
    schema's own checks on a connection that only reads.
    """
    wrong = ["FALSE"]
    allowed: list[str | int] = []
    for column, values in columns.items():
        if isinstance(values, tuple):
            wrong.append(f"{column} NOT BETWEEN ? AND ?")
            allowed += values
        elif words := words_of(values):
            wrong.append(f"{column} NOT IN ({', '.join('?' * len(words))})")
            allowed += words
    query = f"SELECT 1 FROM {table} WHERE {' OR '.join(wrong)} LIMIT 1"  # noqa: S608 - names of ours
    return connection.execute(query, allowed).fetchone() is not None


def words_of(values: Values) -> list[str]:
    """The words that may stand in such a column, if it is for certain words."""
    return [word.value for word in values] if isinstance(values, type) and issubclass(values, StrEnum) else []
