"""What another log holds beside spans, brought into ours: what was shown and done, what the person said and noted."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from posture_app.core.calendar import offset_of
from posture_app.core.prompts import Outcome
from posture_app.store.file.connection import transaction
from posture_app.store.file.moments import from_us
from posture_app.store.file.schema import OWN
from posture_app.store.log.changes import SECOND
from posture_app.store.log.erasures import ErasedStretches
from posture_app.store.merge.merged_days import merge_days
from posture_app.store.merge.sources import DevicePair

CHUNK = 2000
Row = tuple[Any, ...]
Came = Callable[[int, str], None]
"""Hears of each row that came: under which device of ours, into which table."""


@dataclass(frozen=True, slots=True)
class MergeTable:
    """How rows of a table are told apart: by their device and the first two of the columns, of which the first, a
    moment, is in the index. The last column may be filled later, if it `settles`.

    `next` gives some rows of the other log after one of them, each with what ours has: its row, whose, and the last
    column; `add` adds a row, its device first; `settle` fills its last column.
    """

    name: str
    settles: bool
    next: str
    add: str
    settle: str


def _table(name: str, index: str, columns: str, *, settles: bool) -> MergeTable:
    every = columns.split(", ")
    same = " AND ".join(f"s.{column} = o.{column}" for column in every[:2])
    return MergeTable(
        name,
        settles,
        f"SELECT o.id, o.device, {', '.join(f'o.{each}' for each in every)}, s.id, s.device, s.{every[-1]}"  # noqa: S608 - names of ours
        f" FROM other.{name} AS o NOT INDEXED CROSS JOIN temp.sources AS m ON m.theirs = o.device"
        f" LEFT JOIN main.{name} AS s INDEXED BY {index} ON {same} AND s.device IN (m.ours, m.also)"
        f" WHERE o.id > ? ORDER BY o.id LIMIT {CHUNK}",
        f"INSERT INTO main.{name} (device, {columns}) VALUES ({', '.join('?' * (1 + len(every)))})",  # noqa: S608 - the same
        f"UPDATE main.{name} SET {every[-1]} = ? WHERE id = ?",  # noqa: S608 - the same
    )


PROMPTS = _table(
    "prompts",
    "prompts_by_time",
    "at_us, kind, also, way, length_s, zone, offset_s, sitting_s, again, outcome",
    settles=True,
)
SESSIONS = _table("sessions", "sessions_by_time", "at_us, exercise, zone, offset_s, length_s, completed", settles=False)
CORRECTIONS = _table(
    "corrections",
    "corrections_by_start",
    "start_us, made_us, end_us, posture, zone, offset_s, undone_us",
    settles=True,
)
_CORRECTION = "SELECT id, device, undone_us FROM main.corrections WHERE start_us = ? AND made_us = ? AND device = ?"


class RowPair(NamedTuple):
    """A row of the other log, and what ours has of it: its row, whose, and its last column."""

    source: DevicePair
    values: Row
    here: tuple[int, int, Any] | None

    @property
    def settled(self) -> bool:
        """Whether the last column is known there only."""
        return self.here is not None and self.here[2] is None and self.values[-1] is not None


class RowMerge:
    """The rows of a log attached as `other`."""

    def __init__(
        self, connection: sqlite3.Connection, sources: Mapping[int, DevicePair], erased: ErasedStretches, came: Came
    ) -> None:
        self._connection, self._sources, self._erased, self._came = connection, sources, erased, came

    def run(self, stop: Callable[[], None]) -> None:
        """Bring them all; `stop` is called before each step, and may raise. Raises sqlite3.Error."""
        for table in (PROMPTS, SESSIONS, CORRECTIONS):
            after = 0
            while rows := self._connection.execute(table.next, (after,)).fetchall():
                stop()
                if any(_news(table, item) for item in self._items(table, rows)):
                    with transaction(self._connection):
                        # Once more, for another may have been quicker.
                        rows = self._connection.execute(table.next, (after,)).fetchall()
                        self._bring(table, [item for item in self._items(table, rows) if _news(table, item)])
                after = rows[-1][0]
        stop()
        with transaction(self._connection):
            merge_days(self._connection, self._erased, self._came)

    def _items(self, table: MergeTable, rows: Iterable[Row]) -> Iterator[RowPair]:
        for row in rows:
            item = RowPair(self._sources[row[1]], row[2:-3], None if row[-3] is None else row[-3:])
            if table is CORRECTIONS:
                yield from self._parts(item)
            elif not self._erased.covers(item.values[0]):
                yield _settled(item) if table is PROMPTS and item.source.copied else item

    def _parts(self, item: RowPair) -> Iterator[RowPair]:
        """What is left of a correction, where more of it was erased."""
        start, made, end, posture, zone, offset, undone = item.values
        for first, last in self._erased.rest(start, end):
            if first == start:
                yield item._replace(values=(start, made, last, posture, zone, offset, undone))
                continue
            values = first, made, last, posture, zone, offset_of(from_us(first), zone) // SECOND, undone
            found = self._connection.execute(_CORRECTION, (first, made, item.source.ours)).fetchone()
            yield RowPair(item.source, values, found)

    def _bring(self, table: MergeTable, news: Sequence[RowPair]) -> None:
        lacked = ((item.source.ours, *item.values) for item in news if item.here is None)
        self._connection.executemany(table.add, lacked)
        settled = ((item.values[-1], item.here[0]) for item in news if item.here is not None)
        self._connection.executemany(table.settle, settled)
        for item in news:
            self._came(item.source.ours if item.here is None else item.here[1], table.name)


def _news(table: MergeTable, item: RowPair) -> bool:
    """Whether ours lacks it, or its last column; what became of our own showings the app itself will say."""
    if item.here is None:
        return True
    return table.settles and item.settled and not (table is PROMPTS and item.here[1] == OWN)


def _settled(item: RowPair) -> RowPair:
    """In an earlier copy nobody settles a showing any more."""
    outcome = item.values[-1] or Outcome.OPEN.value
    return item._replace(values=(*item.values[:-1], outcome))
