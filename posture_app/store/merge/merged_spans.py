"""The spans of another log merged into ours, thousands at once, in the order in which each device recorded them.

A span is the same if its device, beginning and posture are. Of two such the one that has ended holds, else the longer.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import merge
from itertools import pairwise, takewhile

from posture_app.core.calendar import offset_of
from posture_app.core.record.overlay import Cover
from posture_app.core.spans import EndedBy
from posture_app.core.statistics.bouts import SECOND
from posture_app.store.file.connection import transaction
from posture_app.store.file.moments import from_us
from posture_app.store.file.schema import OWN, TABLES, columns_of, insert_into, update_row
from posture_app.store.log.columns import SpanValues
from posture_app.store.merge.devices import DevicePair

CHUNK = 2000
"""How many rows are written at once, within some hundredths of a second: a running app writes in between."""
MOVED = 1000
"""How many spans are given another place at once."""

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
"""Of two spans that begin alike the heavier counts. One that was closed as crashed may have gone on longer."""
_NEWS = f"(s.id IS NULL OR {_WEIGHT.format('o')} > {_WEIGHT.format('s')})"
_PLAIN = (
    "s.id IS NULL AND o.ended_by IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM temp.erased AS e WHERE e.start_us < o.end_us AND e.end_us > o.start_us)"
)
_THEIRS = ", ".join(f"o.{column}" for column in TABLES["spans"])
_LOOK = f"SELECT 1 {_BOTH} AND {_NEWS} LIMIT 1"
_ADD_PLAIN = (
    f"INSERT INTO main.spans ({', '.join(columns_of('spans'))}) SELECT m.ours, {_THEIRS} {_BOTH} AND {_PLAIN}"
    " ORDER BY o.id RETURNING device, start_us, end_us"
)
_REST = f"SELECT o.device, {_THEIRS} {_BOTH} AND {_NEWS} ORDER BY o.id"
_HERE = "SELECT id, end_us, ended_by FROM main.spans WHERE device = ? AND start_us = ? AND posture = ?"
_NEWER = "SELECT 1 FROM main.spans WHERE device = ? AND start_us > ? LIMIT 1"
_END_OPEN = f"UPDATE main.spans SET ended_by = '{EndedBy.CRASHED}' WHERE device = ?1 AND ended_by IS NULL"  # noqa: S608
_CLOSE = f"{_END_OPEN} AND start_us < (SELECT max(start_us) FROM main.spans WHERE device = ?1)"  # noqa: S608


_OTHER = "SELECT uid FROM other.devices WHERE kind = 'own'"
_NEWEST = "SELECT max(start_us) FROM main.spans WHERE device = ?"
_IN_THEIR_ORDER = """
SELECT s.id, s.start_us FROM other.spans AS o NOT INDEXED
CROSS JOIN temp.sources AS m ON m.theirs = o.device
CROSS JOIN main.spans AS s INDEXED BY spans_by_start
    ON s.device = m.ours AND s.start_us = o.start_us AND s.posture = o.posture
WHERE m.ours = ? ORDER BY o.id"""
_BACKWARDS = f"""
SELECT DISTINCT device FROM (
    SELECT s.device, s.id < lag(s.id) OVER (PARTITION BY s.device ORDER BY o.id) AS back
    FROM other.spans AS o NOT INDEXED
    CROSS JOIN temp.sources AS m ON m.theirs = o.device AND m.ours <> {OWN}
    CROSS JOIN main.spans AS s INDEXED BY spans_by_start
        ON s.device = m.ours AND s.start_us = o.start_us AND s.posture = o.posture)
WHERE back"""  # noqa: S608 - our own number
"""Devices, other than this computer, whose spans lie in another order than in the other log; where a clock was set,
their beginnings do not tell.
"""
_OURS = "SELECT id, start_us FROM main.spans NOT INDEXED WHERE device = ? ORDER BY id"
_LAST = "UPDATE main.spans SET id = (SELECT max(id) + 1 FROM main.spans) WHERE id = ?"


class SpanMerge:
    """The spans of a log attached as `other`. `on_span` is called with each that was added, or replaced one of ours:
    its device in our log, its start and its end.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        sources: Mapping[int, DevicePair],
        erased: Cover[int],
        on_span: Callable[[int, int, int], None],
    ) -> None:
        self._connection, self._sources, self._erased, self._on_span = connection, sources, erased, on_span
        self._order = SpanOrder(connection, {source.ours for source in sources.values()})

    def run(self, stop: Callable[[], None]) -> None:
        """Merge them all; `stop` is called before each step, and may raise. Raises sqlite3.Error."""
        after = 0
        while True:
            upto, rows = self._connection.execute(_PAGE, (after,)).fetchone()
            if not rows:
                break
            stop()
            page = {"after": after, "upto": upto}
            if self._connection.execute(_LOOK, page).fetchone():
                with transaction(self._connection):
                    self._order.begin()
                    self._bring(page, rows)
            after = upto
        with transaction(self._connection):
            self._connection.executemany(_CLOSE, {(source.ours,) for source in self._sources.values()})
        self._order.mend(stop)

    def _bring(self, page: Mapping[str, int], rows: int) -> None:
        plain = self._connection.execute(_ADD_PLAIN, page).fetchall()
        for device, start, end in plain:
            self._add(device, start, end)
        if len(plain) == rows:
            return
        for device, *values in self._connection.execute(_REST, page).fetchall():
            source, row = self._sources[device], SpanValues(*values)
            if source.copied and row.ended_by is None:
                row = row._replace(ended_by=EndedBy.CRASHED.value)  # nobody goes on with it
            for part in self._parts(row):
                self._put(source, part)

    def _parts(self, row: SpanValues) -> Iterator[SpanValues]:
        """What is left of a span, where more of it was erased."""
        for start, end in self._erased.outside(row.start_us, row.end_us):
            part = row
            if end < row.end_us:
                part = part._replace(end_us=end, ended_by=EndedBy.STOPPED.value)
            if start > row.start_us:
                offset = offset_of(from_us(start), row.zone) // SECOND
                part = part._replace(start_us=start, offset_s=offset, gap_us=None)
            yield part

    def _put(self, source: DevicePair, row: SpanValues) -> None:
        """Add it, or put it in the place of ours if that weighs less."""
        here = self._connection.execute(_HERE, (source.ours, row.start_us, row.posture)).fetchone()
        if here is not None:
            number, end, ended_by = here
            if _weight(ended_by, end) >= _weight(row.ended_by, row.end_us):
                return
            self._connection.execute(update_row("spans"), (*row, number))
        else:
            if row.ended_by is None:
                row = self._opened(source, row)
            self._connection.execute(insert_into("spans"), (source.ours, *row))
        self._add(source.ours, row.start_us, row.end_us)

    def _add(self, device: int, start: int, end: int) -> None:
        self._order.added(device, start)
        self._on_span(device, start, end)

    def _opened(self, source: DevicePair, row: SpanValues) -> SpanValues:
        """The open span of a device is its last; another that is still open here will be ended by nobody."""
        if self._connection.execute(_NEWER, (source.ours, row.start_us)).fetchone():
            return row._replace(ended_by=EndedBy.CRASHED.value)
        self._connection.execute(_END_OPEN, (source.ours,))
        return row


def _weight(ended_by: str | None, end: int) -> tuple[bool, bool, int]:
    return ended_by is not None, ended_by not in (None, EndedBy.CRASHED), end


class SpanOrder:
    """The order of recording of these devices, while spans of a log attached as `other` are added behind theirs.

    It is lost where spans of a device come after later ones of the same device, because ours knew but a part of what
    another log has: one of several copies of it, or what had been erased.
    """

    def __init__(self, connection: sqlite3.Connection, devices: Iterable[int]) -> None:
        self._connection = connection
        self._newest = {device: connection.execute(_NEWEST, (device,)).fetchone()[0] for device in devices}
        (uid,) = connection.execute(_OTHER).fetchone()
        self._key = f"merging {uid}"
        self._begun = connection.execute("SELECT 1 FROM main.remembered WHERE key = ?", (self._key,)).fetchone()
        self._mixed = set(self._newest) if self._begun else set()

    def begin(self) -> None:
        """Some are being added. Within their transaction: if this goes no further, the next merge has to know."""
        self._connection.execute("INSERT OR IGNORE INTO main.remembered VALUES (?, 'true')", (self._key,))
        self._begun = True

    def added(self, device: int, start: int) -> None:
        """One was added that begins then, or took the place of one that does."""
        newest = self._newest[device]
        if newest is not None and start < newest:
            self._mixed.add(device)

    def mend(self, stop: Callable[[], None]) -> None:
        """Bring it back where it is lost; `stop` is called before each step, and may raise. Raises sqlite3.Error."""
        self._mixed.update(device for (device,) in self._connection.execute(_BACKWARDS))
        for device in self._mixed:
            self._put_in_order(device, stop)
        if self._begun:
            with transaction(self._connection):
                self._connection.execute("DELETE FROM main.remembered WHERE key = ?", (self._key,))

    def _put_in_order(self, device: int, stop: Callable[[], None]) -> None:
        """Number the spans of this device anew, as the other log has them, and where it has not by their beginning."""
        theirs = dict(self._connection.execute(_IN_THEIR_ORDER, (device,)))
        others = [(row, start) for row, start in self._connection.execute(_OURS, (device,)) if row not in theirs]
        both = merge(_timed(theirs.items(), 0), _timed(others, 1), key=lambda timed: timed[:2])
        wanted = [row for _, _, row in both]
        right = 1 + sum(1 for _ in takewhile(lambda two: two[0] < two[1], pairwise(wanted)))
        for first in range(right, len(wanted), MOVED):
            stop()
            with transaction(self._connection):
                self._connection.executemany(_LAST, ((row,) for row in wanted[first : first + MOVED]))


def _timed(rows: Iterable[tuple[int, int]], which: int) -> Iterator[tuple[int, int, int]]:
    """With the latest beginning so far, which never goes back, also where a clock was set."""
    latest = None
    for row, start in rows:
        latest = start if latest is None else max(latest, start)
        yield latest, which, row
