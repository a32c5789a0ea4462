"""Look at a file before trusting it with anyone's time, and without changing a byte of it."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from enum import Enum, StrEnum, auto
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.entry import DeviceKind
from posture_app.core.spans import EndedBy, Posture
from posture_app.store.file.connection import OpenMode, connect, pragma, restrain
from posture_app.store.file.faults import is_elsewhere
from posture_app.store.file.files import beside, size_of
from posture_app.store.file.moments import MICROSECOND, to_us
from posture_app.store.file.own_schema import is_as_made
from posture_app.store.file.schema import APPLICATION_ID, LONG_US, OWN, STEPS

MAGIC = b"SQLite format 3\0"
HEADER = 100
USER_VERSION, OWNER, VERSIONS, WAL = slice(60, 64), slice(68, 72), slice(18, 20), 2
"""Where a database file says so (https://www.sqlite.org/fileformat.html#the_database_header), and that a
write-ahead log may belong to it.
"""

MOMENT = (to_us(datetime(2, 1, 1, tzinfo=UTC)), to_us(datetime(9999, 1, 1, tzinfo=UTC)))
"""The moments that a calendar has, with room for any zone."""
DAY_US = timedelta(days=1) // MICROSECOND
Values = type[StrEnum] | tuple[int, int]
OFFSET = (-86_399, 86_399)
"""Seconds that a zone can be ahead of UTC."""
NUMBER = (0, 10**9)
"""What is counted, or lasts some seconds: no day and no life has more."""
GAP = (-MOMENT[1], MOMENT[1])

VALUES: tuple[dict[str, dict[str, Values]], ...] = (
    {
        "spans": {
            "posture": Posture,
            "ended_by": EndedBy,
            "start_us": MOMENT,
            "end_us": MOMENT,
            "offset_s": OFFSET,
            "gap_us": GAP,
        },
        "prompts": {"outcome": Outcome, "at_us": MOMENT, "offset_s": OFFSET},
        "remembered": {},
    },
    {"prompts": {"way": Way}},
    {
        "devices": {"kind": DeviceKind},
        "corrections": {
            "posture": Posture,
            "start_us": MOMENT,
            "end_us": MOMENT,
            "offset_s": OFFSET,
            "made_us": MOMENT,
            "undone_us": MOMENT,
        },
        "sessions": {"at_us": MOMENT, "offset_s": OFFSET},
        "notes": {"changed_us": MOMENT},
        "days_off": {},
        "day_totals": {},
        "erasures": {"start_us": MOMENT, "end_us": MOMENT},
        "days": {
            "day": (MOMENT[0] // DAY_US, MOMENT[1] // DAY_US),
            **dict.fromkeys(("sitting_s", "standing_s", "bouts", "breaks", "longest_bout_s", "prompted"), NUMBER),
            **dict.fromkeys(("first_s", "last_s", "stand_ups", "stood_up"), NUMBER),
        },
    },
)
"""What may stand in the columns that each version brought, words or numbers from one to another. SQLite does not look:
the schema's own checks are left out on a connection that only reads.
"""
TEXTS: tuple[tuple[str, ...], ...] = (
    ("SELECT DISTINCT zone FROM spans", "SELECT DISTINCT kind, zone FROM prompts"),
    ("SELECT DISTINCT also FROM prompts",),
    (
        "SELECT uid, name FROM devices",
        "SELECT DISTINCT zone FROM corrections",
        "SELECT DISTINCT exercise, zone FROM sessions",
        "SELECT text FROM notes",
    ),
)
"""What each version brought that has to be text, which SQLite does not look at either."""
DAYS = ("notes", "days_off", "day_totals")
"""Tables of version 3 whose days are text."""
NEWEST = 1 << 62
"""Beyond it a row would not be found again, and after the last number of all none can be added."""
WRONG: tuple[tuple[str, ...], ...] = (
    (
        "SELECT 1 FROM spans WHERE end_us < start_us",
        *(f"SELECT 1 FROM {table} WHERE id < 1 OR id >= {NEWEST}" for table in ("spans", "prompts")),  # noqa: S608 - names of ours
    ),
    (),
    (
        *(f"SELECT 1 FROM {table} WHERE end_us <= start_us" for table in ("corrections", "erasures")),  # noqa: S608 - names of ours
        "SELECT 1 FROM devices WHERE (id = 1) <> (kind = 'own')",
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM devices WHERE id = 1)",
        "SELECT 1 FROM days WHERE length(lengths) % 4",
        "SELECT 1 FROM days WHERE length(hours) NOT IN (0, 96) OR length(hour_lengths) NOT IN (0, 96)",
    ),
)
"""Finds rows that no log of the version has."""


FIRST_READ = (
    f"SELECT max(end_us - start_us) FROM spans WHERE end_us - start_us > {LONG_US}",  # noqa: S608 - a number of ours
    f"SELECT start_us FROM spans WHERE device = {OWN} ORDER BY start_us DESC LIMIT 500",  # noqa: S608 - the same
    "SELECT at_us FROM prompts ORDER BY at_us DESC LIMIT 500",
)
"""What a start reads through indexes, at which `quick_check` does not look."""


class FileState(Enum):
    """What has been found."""

    ABSENT = auto()
    SOUND = auto()
    DAMAGED = auto()


def inspect(path: Path, version: int = len(STEPS)) -> FileState:
    """What kind of file this is. Raises KnownError if it is another program's, or of a version newer than `version`;
    OSError or sqlite3.Error if it cannot be read.
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
            f"{path} is a database of another program and is left alone; move it away, or choose another folder."
        )
    found = int.from_bytes(header[USER_VERSION], signed=True)
    refuse_newer(path, found, version)
    return FileState.SOUND if found > 0 and _reads_well(path, version) else FileState.DAMAGED


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
    """Whether no fault is found with it. All of it is looked at, which takes some 10 ms for each year in it.

    The connection only reads, for one that may write would delete the write-ahead log of a damaged file.
    """
    connection = connect(path, OpenMode.READ)
    try:
        restrain(connection, size_of(path))
        found = pragma(connection, "user_version")
        refuse_newer(path, found, version)
        return _is_whole(connection, found) and _is_readable(connection, found)
    except sqlite3.Error as error:
        if is_elsewhere(error):
            raise
        return False
    except (ValueError, OverflowError, RecursionError):  # the last of JSON that is nested without end
        return False
    finally:
        connection.close()


def _is_whole(connection: sqlite3.Connection, version: int) -> bool:
    """Whether its pages are in order, its tables are those of this version, and what is in them can be."""
    if version <= len(STEPS) and not is_as_made(connection, version):
        return False
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return False
    tables = (table for brought in VALUES[:version] for table in brought.items())
    if any(_has_other(connection, table, columns) for table, columns in tables):
        return False
    return not any(connection.execute(f"{wrong} LIMIT 1").fetchone() for each in WRONG[:version] for wrong in each)


def _is_readable(connection: sqlite3.Connection, version: int) -> bool:
    """Whether its texts are text, its days days, and what it remembers JSON. Raises ValueError, or sqlite3.Error."""
    import json  # noqa: PLC0415 - not every command opens a log

    for query in (query for brought in TEXTS[:version] for query in brought):
        for _ in connection.execute(query):
            pass  # it could be decoded
    for _, value in connection.execute("SELECT key, value FROM remembered"):
        json.loads(value)
    if version < len(TEXTS):
        return True
    for table in DAYS:
        for (day,) in connection.execute(f"SELECT DISTINCT day FROM {table}"):  # noqa: S608 - names of ours
            if not is_day(day):
                return False
    for query in FIRST_READ:
        connection.execute(query).fetchall()
    told = {each for (text,) in connection.execute("SELECT DISTINCT outcomes FROM days") for each in text.split(",")}
    return all(Outcome(word) and int(count) >= 0 for word, _, count in (each.partition("=") for each in told if each))


def is_day(text: object) -> bool:
    """Whether that is a day as the log writes it."""
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


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
