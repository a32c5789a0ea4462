"""Databases of other programs. Workrave from 1.12 on keeps `statistics.db`, in which the table stats_day has its days,
and stats_misc so many seconds of activity for each as its counter 0. ActivityWatch has databases, too, which
it exports itself.

Like any database of somebody else’s it is read as a copy, and none of what it brings with it is trusted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from posture_app.core.record.entry import Entry
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.file.connection import OpenMode, connect, restrain
from posture_app.store.file.files import size_of
from posture_app.store.file.foreign import copy_with_latest, refuse_companions
from posture_app.store.transfer.import_activitywatch import DATABASE as ACTIVITYWATCH
from posture_app.store.transfer.import_text import File, MalformedError, SkippedRecords, shortened
from posture_app.store.transfer.import_workrave import DEVICE, checked_s

TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
WORKRAVE = {"stats_day", "stats_misc"}
ACTIVITYWATCHES = ({"bucketmodel", "eventmodel"}, {"buckets", "events"})
"""The tables of its server in Python, and of that in Rust and the other storage of the former."""
MOST_DAYS = 50_000
"""More than anybody lives through at a computer."""
DAYS = """
SELECT stats_day.day, stats_misc.value FROM stats_day
LEFT JOIN stats_misc ON stats_misc.day = stats_day.day AND stats_misc.counter = 0"""


class DatabaseImport:
    """Days, by their totals."""

    def __init__(self, file: File, folder: Path) -> None:
        self._file, self._made = file, folder / "other.db"

    def entries(self, left: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        """All entries. Raises MalformedError; KnownError or OSError if the file cannot be read."""
        refuse_companions(self._file.path)
        copy_with_latest(self._file.path, self._made)
        self._file.seen(self._file.path.stat().st_size)
        for day, active_s in _days(self._made):
            place = f"day {shortened(str(day))}"
            try:
                totals = _totals(day, active_s)
            except ValueError as error:
                left.add(place, str(error))
                continue
            if totals.sitting_s:
                yield place, Entry(DEVICE, totals)
            else:
                left.sound += 1


def _days(made: Path) -> list[tuple[object, object]]:
    """Each day and its seconds, as they stand in the copy. Raises MalformedError."""
    try:
        with closing(connect(made, OpenMode.READ)) as connection:
            restrain(connection, size_of(made))
            connection.text_factory = lambda raw: raw.decode(errors="replace")
            tables = {name for (name,) in connection.execute(TABLES)}
            if any(theirs <= tables for theirs in ACTIVITYWATCHES):
                raise MalformedError(ACTIVITYWATCH)
            if not tables >= WORKRAVE:
                raise MalformedError("it is a database of a program that this app does not know")
            return connection.execute(DAYS).fetchmany(MOST_DAYS)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # text that is none, also in what SQLite says of it
        raise MalformedError("it is damaged, or is not as Workrave writes it") from error


def _totals(day: object, active_s: object) -> DayTotals:
    """What the day came to. Raises ValueError if it is none, or nothing is said of it."""
    if not isinstance(day, str):
        raise ValueError("there is no such day")  # noqa: TRY004 - the file is wrong, and not a call
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise ValueError("there is no such day") from None
    if not isinstance(active_s, int):
        raise ValueError("what this day came to is missing")  # noqa: TRY004 - the same
    return DayTotals(found, sitting_s=checked_s(active_s))
