"""The rows of the log as they stand, of all computers and with all that is known of them, kind by kind, in pages so
that length costs no memory. What counts of them, where several computers saw the same, is for `Reading` to say.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from posture_app.core.calendar import DAY, day_begins
from posture_app.core.value import value
from posture_app.store.file.faults import reading
from posture_app.store.file.moments import bounds, from_us
from posture_app.store.file.odd_rows import FIRST_DAY, LASTS_PLAUSIBLY
from posture_app.store.file.schema import TABLES
from posture_app.store.log.columns import COLUMNS, TABLE_OF, ExportKind, Row

PAGE = 1000
"""How many rows are read at once."""
NEAR = timedelta(days=2)
"""How far a moment may be from the days it lies in, whatever the zone and the beginning of days."""


@value
class Range:
    """What to read: from `since` up to `until` (UTC, half-open), and from the day `first` to `last`, which is included.
    None: from the beginning, or without end.
    """

    since: datetime | None = None
    until: datetime | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING = Range()


def days_range(first: date | None, last: date | None, zone: str, day_start: time) -> Range:
    """These days, `last` included, as they begin in this zone. Raises OverflowError if they lie beyond the calendar."""
    since = None if first is None else day_begins(first, zone, day_start)
    until = None if last is None else day_begins(last + DAY, zone, day_start)
    return Range(since, until, first, last)


class _Table(NamedTuple):
    """Where the rows of a kind are: the columns `start` and `end` say when they were."""

    name: str
    start: str
    end: str


def _table(kind: ExportKind) -> _Table:
    name = TABLE_OF[kind]
    for start, end in (("start_us", "end_us"), ("at_us", "at_us")):
        if end in TABLES[name]:
            return _Table(name, start, end)
    return _Table(name, "day", "day")


_DEVICES = "SELECT id FROM devices ORDER BY uid"
_ENDS = f"""
SELECT min(first), max(last) FROM (
    SELECT min(start_us) AS first, max(end_us) AS last FROM spans WHERE {LASTS_PLAUSIBLY}
    UNION ALL SELECT min(start_us), max(end_us) FROM corrections WHERE {LASTS_PLAUSIBLY})"""  # noqa: S608 - numbers of ours


class Entries:
    """Reads rows. Whatever fails is raised as KnownError, in one sentence that names the file."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], path: Path | None) -> None:
        self._connection = connection
        self._path = path

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read the log as it was at the beginning. Only for a connection that nobody else uses."""
        self._fetch("BEGIN")
        try:
            yield
        finally:
            self._fetch("COMMIT")

    def pages(self, kind: ExportKind, within: Range = EVERYTHING) -> Iterator[list[Row]]:
        """The rows with a part in the range, one device after another and each in the order of recording: the same in
        every log that has these rows. Not for days.
        """
        table = _table(kind)
        key = f"{table.name}.day" if table.start == "day" else f"{table.name}.id"
        columns = ", ".join(column.expression for column in COLUMNS[kind])
        some = f"{_rows(table)} AND {table.name}.device = ? AND {key} > ?"
        query = f"SELECT {columns}, {key} {some} ORDER BY {key} LIMIT {PAGE}"
        for (device,) in self._fetch(_DEVICES):
            after: str | int = "" if table.start == "day" else -1
            while page := self._fetch(query, *_bounds(table, within), device, after):
                after = page[-1][-1]
                yield [row[:-1] for row in page]

    def count(self, kind: ExportKind, within: Range = EVERYTHING) -> int:
        table = _table(kind)
        ((count,),) = self._fetch(f"SELECT count(*) {_rows(table)}", *_bounds(table, within))
        return int(count)

    def days(self) -> tuple[date, date] | None:
        """The first and the last day that anything may lie in of which days are made; None if there is nothing."""
        ((first_us, last_us),) = self._fetch(_ENDS)
        ((first, last),) = self._fetch("SELECT min(day), max(day) FROM day_totals WHERE day >= ?", FIRST_DAY)
        with reading(self._path):
            days = [] if first is None else [date.fromisoformat(first), date.fromisoformat(last)]
            if first_us is not None:
                days += [(from_us(first_us) - NEAR).date(), (from_us(last_us) + NEAR).date()]
        return (min(days), max(days)) if days else None

    def _fetch(self, query: str, *values: object) -> list[Row]:
        with reading(self._path):
            return self._connection().execute(query, values).fetchall()


def _rows(table: _Table) -> str:
    """The rows of a range: a span must reach into it and not only touch it; a moment may lie on its beginning."""
    above = ">" if table.start != table.end else ">="
    some = "" if table.start == table.end else f" AND {table.start} < {table.end}"
    hint = "" if table.start == "day" else " NOT INDEXED"
    return (
        f"FROM {table.name}{hint} CROSS JOIN devices ON devices.id = {table.name}.device"
        f" WHERE {table.end} {above} ? AND {table.start} < ?{some}"
    )


def _bounds(table: _Table, within: Range) -> Row:
    if table.start != "day":
        return bounds(within.since, within.until)
    beyond = "~" if within.last is None else (within.last + DAY).isoformat()
    return ("" if within.first is None else within.first.isoformat(), beyond)
