"""The spans of another log brought into ours, by the thousand, in the order in which each device recorded them.

A span is the same if its device, beginning and posture are. Of two such the one that has ended holds, else the longer.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from posture_app.core.calendar import offset_of
from posture_app.core.spans import EndedBy
from posture_app.store.file.connection import transaction
from posture_app.store.file.moments import from_us
from posture_app.store.log.changes import SECOND
from posture_app.store.log.erasures import ErasedStretches
from posture_app.store.merge.sources import DevicePair
from posture_app.store.merge.span_order import SpanOrder

CHUNK = 2000
"""So many rows are written at once, within some hundredths of a second: a running app writes in between."""

_PAGE = f"SELECT max(id), count(*) FROM (SELECT id FROM other.spans WHERE id > ? ORDER BY id LIMIT {CHUNK})"  # noqa: S608 - our own number
_BOTH = """
FROM other.spans AS o NOT INDEXED
CROSS JOIN temp.sources AS m ON m.theirs = o.device
LEFT JOIN main.spans AS s INDEXED BY spans_by_start
    ON s.device = m.ours AND s.start_us = o.start_us AND s.posture = o.posture
WHERE o.id > :after AND o.id <= :upto AND o.end_us > o.start_us AND NOT (m.also <> m.ours AND EXISTS (
    SELECT 1 FROM main.spans AS k INDEXED BY spans_by_start
    WHERE k.device = m.also AND k.start_us = o.start_us AND k.posture = o.posture
        AND (o.ended_by IS NULL OR k.end_us >= o.end_us)))
"""
"""Spans of the other log that may be new, beside what ours has of them."""
_WEIGHT = "({0}.ended_by IS NOT NULL, coalesce({0}.ended_by <> 'crashed', FALSE), {0}.end_us)"
"""Of two spans that begin alike the heavier holds. How one ended that was closed for want of news is not known."""
_NEWS = f"(s.id IS NULL OR {_WEIGHT.format('o')} > {_WEIGHT.format('s')})"
_PLAIN = (
    "s.id IS NULL AND o.ended_by IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM temp.erased AS e WHERE e.start_us < o.end_us AND e.end_us > o.start_us)"
)
_COLUMNS = "posture, start_us, end_us, ended_by, zone, offset_s, gap_us"
_THEIRS = ", ".join(f"o.{column}" for column in _COLUMNS.split(", "))
_LOOK = f"SELECT 1 {_BOTH} AND {_NEWS} LIMIT 1"
_ADD_PLAIN = (
    f"INSERT INTO main.spans (device, {_COLUMNS}) SELECT m.ours, {_THEIRS} {_BOTH} AND {_PLAIN}"
    " ORDER BY o.id RETURNING device, start_us, end_us"
)
_REST = f"SELECT o.device, {_THEIRS} {_BOTH} AND {_NEWS} ORDER BY o.id"
_HERE = "SELECT id, end_us, ended_by FROM main.spans WHERE device = ? AND start_us = ? AND posture = ?"
_ADD = f"INSERT INTO main.spans (device, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_PUT = "UPDATE main.spans SET (end_us, ended_by, zone, offset_s, gap_us) = (?, ?, ?, ?, ?) WHERE id = ?"
_NEWER = "SELECT 1 FROM main.spans WHERE device = ? AND start_us > ? LIMIT 1"
_END_OPEN = f"UPDATE main.spans SET ended_by = '{EndedBy.CRASHED}' WHERE device = ?1 AND ended_by IS NULL"  # noqa: S608
_CLOSE = f"{_END_OPEN} AND start_us < (SELECT max(start_us) FROM main.spans WHERE device = ?1)"  # noqa: S608


class MergedSpanRow(NamedTuple):
    """A span as it is kept, without its device."""

    posture: str
    start: int
    end: int
    ended_by: str | None
    zone: str
    offset_s: int
    gap: int | None


class RowBatch(NamedTuple):
    """Rows of the other log: those after one of them up to another, and how many."""

    after: int
    upto: int
    rows: int

    @property
    def ends(self) -> Mapping[str, int]:
        """For a query."""
        return {"after": self.after, "upto": self.upto}


class SpanMerge:
    """The spans of a log attached as `other`. `came` hears of each that was added, or put in the place of ours: under
    which device of ours, when it began and when it ended.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        sources: Mapping[int, DevicePair],
        erased: ErasedStretches,
        came: Callable[[int, int, int], None],
    ) -> None:
        self._connection, self._sources, self._erased, self._came = connection, sources, erased, came
        self._order = SpanOrder(connection, {source.ours for source in sources.values()})

    def run(self, stop: Callable[[], None]) -> None:
        """Bring them all; `stop` is called before each step, and may raise. Raises sqlite3.Error."""
        after = 0
        while (page := RowBatch(after, *self._connection.execute(_PAGE, (after,)).fetchone())).rows:
            stop()
            if self._connection.execute(_LOOK, page.ends).fetchone():
                with transaction(self._connection):
                    self._order.begin()
                    self._bring(page)
            after = page.upto
        with transaction(self._connection):
            self._connection.executemany(_CLOSE, {(source.ours,) for source in self._sources.values()})
        self._order.mend(stop)

    def _bring(self, page: "RowBatch") -> None:
        plain = self._connection.execute(_ADD_PLAIN, page.ends).fetchall()
        for device, start, end in plain:
            self._add(device, start, end)
        if len(plain) == page.rows:
            return
        for device, *values in self._connection.execute(_REST, page.ends).fetchall():
            source, row = self._sources[device], MergedSpanRow(*values)
            if source.copied and row.ended_by is None:
                row = row._replace(ended_by=EndedBy.CRASHED.value)  # nobody goes on with it
            for part in self._parts(row):
                self._put(source, part)

    def _parts(self, row: MergedSpanRow) -> Iterator[MergedSpanRow]:
        """What is left of a span, where more of it was erased."""
        for start, end in self._erased.rest(row.start, row.end):
            part = row
            if end < row.end:
                part = part._replace(end=end, ended_by=EndedBy.STOPPED.value)
            if start > row.start:
                offset = offset_of(from_us(start), row.zone) // SECOND
                part = part._replace(start=start, offset_s=offset, gap=None)
            yield part

    def _put(self, source: DevicePair, row: MergedSpanRow) -> None:
        """Add it, or put it in the place of ours that is less."""
        here = self._connection.execute(_HERE, (source.ours, row.start, row.posture)).fetchone()
        if here is not None:
            number, end, ended_by = here
            if _weight(ended_by, end) >= _weight(row.ended_by, row.end):
                return
            self._connection.execute(_PUT, (*row[2:], number))
        else:
            if row.ended_by is None:
                row = self._opened(source, row)
            self._connection.execute(_ADD, (source.ours, *row))
        self._add(source.ours, row.start, row.end)

    def _add(self, device: int, start: int, end: int) -> None:
        self._order.added(device, start)
        self._came(device, start, end)

    def _opened(self, source: DevicePair, row: MergedSpanRow) -> MergedSpanRow:
        """The open span of a device is its last; another that is still open here will be ended by nobody."""
        if self._connection.execute(_NEWER, (source.ours, row.start)).fetchone():
            return row._replace(ended_by=EndedBy.CRASHED.value)
        self._connection.execute(_END_OPEN, (source.ours,))
        return row


def _weight(ended_by: str | None, end: int) -> tuple[bool, bool, int]:
    return ended_by is not None, ended_by not in (None, EndedBy.CRASHED), end
