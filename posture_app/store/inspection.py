"""Look at a file before trusting it with anyone's time, and without changing a byte of it."""

import sqlite3
from datetime import UTC, datetime
from enum import Enum, StrEnum, auto
from pathlib import Path

from posture_app.core.devices import DeviceKind
from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome, Way
from posture_app.core.spans import EndedBy, Posture
from posture_app.store.connection import Mode, connect, pragma, restrain
from posture_app.store.faults import DAMAGE, code
from posture_app.store.files import beside, size_of
from posture_app.store.moments import to_us
from posture_app.store.own_schema import is_as_made
from posture_app.store.schema import APPLICATION_ID, STEPS

MAGIC = b"SQLite format 3\0"
HEADER = 100
USER_VERSION, OWNER = slice(60, 64), slice(68, 72)
"""Where a database file says so (https://www.sqlite.org/fileformat.html#the_database_header)."""

MOMENT = (to_us(datetime(2, 1, 1, tzinfo=UTC)), to_us(datetime(9999, 1, 1, tzinfo=UTC)))
"""The moments that a calendar has, with room for any zone."""
STRANGE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_INTERRUPT)
"""A table is missing, or what is in its place comes to no end."""
Values = type[StrEnum] | tuple[int, int]

VALUES: tuple[dict[str, dict[str, Values]], ...] = (
    {
        "spans": {"posture": Posture, "ended_by": EndedBy, "start_us": MOMENT, "end_us": MOMENT},
        "prompts": {"outcome": Outcome, "at_us": MOMENT},
        "remembered": {},
    },
    {"prompts": {"way": Way}},
    {
        "devices": {"kind": DeviceKind},
        "corrections": {"posture": Posture, "start_us": MOMENT, "end_us": MOMENT, "made_us": MOMENT},
        "sessions": {"at_us": MOMENT},
        "notes": {"changed_us": MOMENT},
        "days_off": {},
        "day_totals": {},
        "erasures": {"start_us": MOMENT, "end_us": MOMENT},
        "days": {},
    },
)
"""What may stand in the columns that each version brought, words or numbers from one to another. SQLite does not look:
the schema's own checks are left out on a connection that only reads.
"""


class Condition(Enum):
    """What has been found."""

    ABSENT = auto()
    SOUND = auto()
    DAMAGED = auto()


def inspect(path: Path, version: int = len(STEPS)) -> Condition:
    """What kind of file this is. Raises KnownError if it is another program's, or of a version newer than `version`;
    OSError or sqlite3.Error if it cannot be read.
    """
    if not path.exists() or path.stat().st_size == 0:
        latest = beside(path, "-wal")
        return Condition.DAMAGED if latest.exists() and latest.stat().st_size else Condition.ABSENT
    with path.open("rb") as file:
        header = file.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        return Condition.DAMAGED
    if int.from_bytes(header[OWNER]) != APPLICATION_ID:
        raise KnownError(
            f"{path} is a database of another program and is left alone; move it away, or choose another folder."
        )
    found = int.from_bytes(header[USER_VERSION], signed=True)
    refuse_newer(path, found, version)
    return Condition.SOUND if found > 0 and _reads_well(path, version) else Condition.DAMAGED


def refuse_newer(path: Path, found: int, version: int = len(STEPS)) -> None:
    """Raises KnownError if the version found is newer than the one we know."""
    if found > version:
        raise KnownError(
            f"The log {path} is of version {found}, and this program knows versions up to {version};"
            " it is left untouched: update the program to use it."
        )


def _reads_well(path: Path, version: int) -> bool:
    try:
        return _is_sound(path, version)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    _take_back(path)
    return _is_sound(path, version)


def _take_back(path: Path) -> None:
    """Undo what a program began and did not finish with a log that has no write-ahead log as yet, as at its first
    opening: SQLite does that by itself, but only for one that may write.
    """
    connection = connect(path)
    try:
        pragma(connection, "user_version")
    finally:
        connection.close()


def _is_sound(path: Path, version: int) -> bool:
    """Whether SQLite finds no fault with it. All of it is looked at, which takes some 6 ms for each year in it.

    The connection only reads, for one that may write would delete the write-ahead log of a damaged file.
    """
    connection = connect(path, Mode.READ)
    try:
        restrain(connection, size_of(path))
        found = pragma(connection, "user_version")
        refuse_newer(path, found, version)
        if found <= len(STEPS) and not is_as_made(connection, found):
            return False
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            return False
        tables = (table for brought in VALUES[:found] for table in brought.items())
        return not any(_has_other(connection, table, columns) for table, columns in tables)
    except sqlite3.DatabaseError as error:
        if code(error) in (*DAMAGE, *STRANGE):
            return False
        raise
    finally:
        connection.close()


def _has_other(connection: sqlite3.Connection, table: str, columns: dict[str, Values]) -> bool:
    """Whether a row of this table has something else in one of these columns."""
    wrong = ["FALSE"]
    allowed: list[str | int] = []
    for column, values in columns.items():
        if isinstance(values, tuple):
            wrong.append(f"{column} NOT BETWEEN ? AND ?")
            allowed += values
        else:
            wrong.append(f"{column} NOT IN ({', '.join('?' * len(values))})")
            allowed += [word.value for word in values]
    query = f"SELECT 1 FROM {table} WHERE {' OR '.join(wrong)} LIMIT 1"  # noqa: S608 - names of ours
    return connection.execute(query, allowed).fetchone() is not None
