"""What another log holds beside spans, merged into ours: prompts shown, exercises done, corrections, notes, days off,
and days known by their totals only.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from posture_app.core.calendar import offset_of
from posture_app.core.prompts import Outcome
from posture_app.core.record.overlay import Cover
from posture_app.core.statistics.bouts import SECOND
from posture_app.store.file.connection import transaction
from posture_app.store.file.moments import from_us, to_us
from posture_app.store.file.schema import OWN, TABLES, insert_into, update_row
from posture_app.store.merge.devices import DevicePair

CHUNK = 2000
Row = tuple[Any, ...]
OnRow = Callable[[int, str], None]
"""Hears of each row that on_row: under which device of ours, into which table."""


class MergeTable:
    """How rows of a table are told apart: by their device and the `first` two columns, of which one, a moment, is in
    the `index`. The `last` column may be filled later, if it `settles`.

    `next` gives some rows of the other log after one of them, each with what ours has: its row, whose, and the last
    column; `add` adds a row, its device first; `settle` fills its last column.
    """

    def __init__(self, name: str, index: str, first: tuple[str, str], last: str, *, settles: bool) -> None:
        every = (*first, *(column for column in TABLES[name] if column not in {*first, last}), last)
        same = " AND ".join(f"s.{column} = o.{column}" for column in first)
        self.name, self.settles = name, settles
        self.next = (
            f"SELECT o.id, o.device, {', '.join(f'o.{each}' for each in every)}, s.id, s.device, s.{last}"  # noqa: S608 - names of ours
            f" FROM other.{name} AS o NOT INDEXED CROSS JOIN temp.sources AS m ON m.theirs = o.device"
            f" LEFT JOIN main.{name} AS s INDEXED BY {index} ON {same} AND s.device IN (m.ours, m.also)"
            f" WHERE o.id > ? ORDER BY o.id LIMIT {CHUNK}"
        )
        self.add, self.settle = insert_into(name, ("device", *every)), update_row(name, (last,))


PROMPTS = MergeTable("prompts", "prompts_by_time", ("at_us", "kind"), "outcome", settles=True)
SESSIONS = MergeTable("sessions", "sessions_by_time", ("at_us", "exercise"), "ended", settles=False)
CORRECTIONS = MergeTable("corrections", "corrections_by_start", ("start_us", "made_us"), "undone_us", settles=True)
_CORRECTION = "SELECT id, device, undone_us FROM main.corrections WHERE start_us = ? AND made_us = ? AND device = ?"
_NOTES = (
    "SELECT m.also, o.day, o.text, o.changed_us FROM other.notes AS o JOIN temp.sources AS m ON m.theirs = o.device"
)
_NOTE = (
    f"{insert_into('notes')} ON CONFLICT (day, device) DO UPDATE"
    " SET text = excluded.text, changed_us = excluded.changed_us"
    " WHERE (excluded.changed_us, excluded.text) > (changed_us, text)"
)
_TOTALS = (
    "SELECT m.ours, o.day, o.sitting_s, o.standing_s FROM other.day_totals AS o"
    " JOIN temp.sources AS m ON m.theirs = o.device"
)
_TOTAL = (
    f"{insert_into('day_totals')} ON CONFLICT (device, day) DO UPDATE"
    " SET sitting_s = excluded.sitting_s, standing_s = excluded.standing_s"
    " WHERE (excluded.sitting_s, excluded.standing_s) > (sitting_s, standing_s)"
)
_OFFSET = "SELECT offset_s FROM main.spans WHERE device = ? ORDER BY start_us DESC LIMIT 1"
MIDDAY = time(12)


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
        self, connection: sqlite3.Connection, sources: Mapping[int, DevicePair], erased: Cover[int], on_row: OnRow
    ) -> None:
        self._connection, self._sources, self._erased, self._on_row = connection, sources, erased, on_row

    def run(self, stop: Callable[[], None]) -> None:
        """Merge them all; `stop` is called before each step, and may raise. Raises sqlite3.Error."""
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
            self._bring_days()

    def _items(self, table: MergeTable, rows: Iterable[Row]) -> Iterator[RowPair]:
        for row in rows:
            item = RowPair(self._sources[row[1]], row[2:-3], None if row[-3] is None else row[-3:])
            if table is CORRECTIONS:
                yield from self._parts(item)
            elif not self._erased.covers(item.values[0]):
                if table is PROMPTS and item.source.copied:  # it will get no outcome any more
                    item = item._replace(values=(*item.values[:-1], item.values[-1] or Outcome.OPEN.value))
                yield item

    def _parts(self, item: RowPair) -> Iterator[RowPair]:
        """What is left of a correction, where more of it was erased."""
        start, made, posture, end, zone, offset, undone = item.values
        for first, last in self._erased.outside(start, end):
            if first == start:
                yield item._replace(values=(start, made, posture, last, zone, offset, undone))
                continue
            values = first, made, posture, last, zone, offset_of(from_us(first), zone) // SECOND, undone
            found = self._connection.execute(_CORRECTION, (first, made, item.source.ours)).fetchone()
            yield RowPair(item.source, values, found)

    def _bring(self, table: MergeTable, news: Sequence[RowPair]) -> None:
        lacked = ((item.source.ours, *item.values) for item in news if item.here is None)
        self._connection.executemany(table.add, lacked)
        settled = ((item.values[-1], item.here[0]) for item in news if item.here is not None)
        self._connection.executemany(table.settle, settled)
        for item in news:
            self._on_row(item.source.ours if item.here is None else item.here[1], table.name)

    def _bring_days(self) -> None:
        """Bring days off, the latest of several notes on a day, and the greatest totals that a program has of it."""
        (offset_s,) = self._connection.execute(_OFFSET, (OWN,)).fetchone() or (0,)

        def erased(day: str) -> bool:
            """Whether the middle of this day was erased, by the clock of this computer."""
            midday = to_us(datetime.combine(date.fromisoformat(day), MIDDAY, UTC)) - offset_s * 1_000_000
            return self._erased.covers(midday)

        for table, query, put in (("notes", _NOTES, _NOTE), ("day_totals", _TOTALS, _TOTAL)):
            for row in self._connection.execute(query).fetchall():
                if not erased(row[1]) and self._connection.execute(put, row).rowcount > 0:
                    self._on_row(row[0], table)
        for (day,) in self._connection.execute("SELECT day FROM other.days_off").fetchall():
            if not erased(day):
                self._connection.execute("INSERT OR IGNORE INTO main.days_off VALUES (?)", (day,))


def _news(table: MergeTable, item: RowPair) -> bool:
    """Whether ours lacks it, or its last column; what became of our own showings the app itself will say."""
    if item.here is None:
        return True
    return table.settles and item.settled and not (table is PROMPTS and item.here[1] == OWN)
