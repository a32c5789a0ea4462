"""Databases of other programs. Workrave from 1.12 on keeps `statistics.db`, in which the table stats_day has its days,
and stats_misc so many seconds of activity for each as its counter 0. ActivityWatch has databases, too, which
it exports itself.

Like any database of somebody else’s it is read as a copy, and none of what it brings with it is trusted.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from posture_app.core.incoming import Entry
from posture_app.core.statistics import DayTotals
from posture_app.store.connection import Mode, connect
from posture_app.store.files import beside
from posture_app.store.import_activitywatch import DATABASE as ACTIVITYWATCH
from posture_app.store.import_text import File, LeftOut, MalformedError
from posture_app.store.import_workrave import DEVICE, checked_s

TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
WORKRAVE = {"stats_day", "stats_misc"}
ACTIVITYWATCHES = ({"bucketmodel", "eventmodel"}, {"buckets", "events"})
"""The tables of its server in Python, and of that in Rust and the other storage of the former."""
DAYS = """
SELECT stats_day.day, stats_misc.value FROM stats_day
LEFT JOIN stats_misc ON stats_misc.day = stats_day.day AND stats_misc.counter = 0"""


class Database:
    """Days, by their totals."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self, left: LeftOut) -> Iterator[tuple[str, Entry]]:
        """All entries. Raises MalformedError; sqlite3.Error or OSError if the file cannot be read."""
        with _opened(self._file.path) as connection:
            self._file.seen(self._file.path.stat().st_size)
            tables = {name for (name,) in connection.execute(TABLES)}
            if any(theirs <= tables for theirs in ACTIVITYWATCHES):
                raise MalformedError(ACTIVITYWATCH)
            if not tables >= WORKRAVE:
                raise MalformedError("it is a database of a program that this app does not know")
            for day, active_s in connection.execute(DAYS):
                place = f"day {day!s:.20}"
                try:
                    totals = _totals(day, active_s)
                except ValueError as error:
                    left.add(place, str(error))
                    continue
                if totals.sitting_s:
                    yield place, Entry(DEVICE, totals)
                else:
                    left.sound += 1


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


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the database, with what its program has not put into it yet, open to be read."""
    with tempfile.TemporaryDirectory(prefix="posture-app-import-") as folder:
        made = Path(folder) / "other.db"
        for suffix in ("", "-wal"):
            if beside(path, suffix).exists():
                shutil.copyfile(beside(path, suffix), beside(made, suffix))
        with closing(connect(made, Mode.READ)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
