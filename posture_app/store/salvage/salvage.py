"""Read what can be read of the tables of a damaged log, row by row, and trust only what can be checked.

A damaged page makes the rows in it unreadable, or strange. A row counts if its values are possible, and if the index by
time, where it can be read, has the same row at the same time. A span that reaches into the next one does not count: its
end is not what was recorded. A change so small that all this still holds cannot be detected.
"""

import logging
import re
import sqlite3
import sys
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from posture_app.store.file.connection import OpenMode, connect, restrain
from posture_app.store.file.faults import code
from posture_app.store.file.files import beside
from posture_app.store.file.inspection import is_day, words_of
from posture_app.store.file.moments import MOMENT
from posture_app.store.file.schema import BY_DEVICE, OWN, TABLES, columns_of, insert_into

LOGGER = logging.getLogger(__name__)
Row = tuple[Any, ...]
PAGE = 64
"""How many ids are read at once, and one by one where that fails: about as many as a page of the file holds."""
ROW_BYTES = 32
"""A row takes more bytes. This limits the number of rows in a file of which nothing else says it."""
MORE = 10
"""How many times the steps for reading a sound log are allowed: unreadable rows are tried one by one."""
ZONE = re.compile(r"[A-Za-z][\w+-]*(/[\w+-]+)*", re.ASCII)
"""What the name of a time zone looks like, even of one that only a newer computer knows."""
MOST = 50_000_000
"""No log has so many rows: a higher id is damage."""
UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class SalvageTable:
    """A table of moments, its index by time, and the columns that its rows are useless without."""

    name: str
    time: str
    index: str
    needed: frozenset[str]


SPANS = SalvageTable(
    "spans",
    "start_us",
    "spans_by_start",
    frozenset({"id", "device", "posture", "start_us", "end_us", "ended_by", "zone", "gap_us"}),
)
PROMPTS = SalvageTable(
    "prompts", "at_us", "prompts_by_time", frozenset({"id", "device", "kind", "at_us", "zone", "outcome"})
)
KEYS: Mapping[str, tuple[str, ...]] = {
    "devices": ("id",),
    "corrections": ("device", "made_us", "start_us"),
    "sessions": ("device", "at_us", "exercise"),
    "notes": ("day", "device"),
    "days_off": ("day",),
    "day_totals": ("device", "day"),
    "erasures": ("start_us", "end_us"),
}
"""The small tables, of the devices and of what the person added, and the columns by which their rows are told apart."""


@dataclass(slots=True)
class ReadableRows:
    """The rows that count, in the order of recording, and what their columns are, the first one `id`.

    `lost` are the times, in microseconds, between which rows lie that do not count, None for an open end. For a row
    that is in the index it is the moment of that row, twice.
    """

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    lost: list[tuple[int | None, int | None]] = field(default_factory=lambda: [(None, None)])


class Wreck:
    """Reads a damaged log. Nothing here raises because of the damage, but sqlite3.Error if another program locks it."""

    def __init__(self, path: Path) -> None:
        files = (path, beside(path, "-wal"))
        size = sum(file.stat().st_size for file in files if file.exists())
        self._most = size // ROW_BYTES
        self._connection = connect(path, OpenMode.READ)
        restrain(self._connection, size * MORE)
        # Only so does SQLite read a file that was cut short, or has an error in its schema; nothing is written.
        self._connection.execute("PRAGMA writable_schema = ON")
        self._connection.text_factory = lambda text: sys.intern(text.decode(errors="replace"))

    def close(self) -> None:
        self._connection.close()

    def read(self, table: SalvageTable, devices: frozenset[object] | None) -> ReadableRows:
        """The readable rows of this table, with those of its columns that there are, of these `devices` (None: any)."""
        there = self.columns(table.name)
        columns = ("id", *(column for column in ("device", *TABLES[table.name]) if column in there))
        if not table.needed <= there:
            return ReadableRows()
        time = columns.index(table.time)
        times, whole = self._times(table)
        rows, unread = self._all_rows(table, columns, times)
        fits = checks(table.name, columns, devices)
        good: list[Row] = []
        for row in rows:
            if times.get(row[0], None if whole else row[time]) == row[time] and fits(row):
                good.append(row)
            else:
                unread.append(row[0])
        if table is SPANS:
            good, overlong = _in_order(columns, good, times.__contains__)
            unread += overlong
        return ReadableRows(columns, good, _lost({row[0]: row[time] for row in good}, [] if whole else unread, times))

    def remembered(self) -> dict[str, str]:
        """What is remembered, as far as it is JSON."""
        import json  # noqa: PLC0415 - a damaged log is rare

        kept: dict[str, str] = {}
        for key, value in self._some("SELECT key, value FROM remembered"):
            try:
                json.loads(value)
            except (TypeError, ValueError, RecursionError):
                continue
            if isinstance(key, str) and key.isprintable() and UNREADABLE not in key + value:
                kept[key] = value
        return kept

    def columns(self, table: str) -> set[str]:
        """The columns that this table has; none if it is not there."""
        real = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = '{}'"
        if not list(self._some(real.format(table))):
            return set()  # a view may be in its place, and reading it need not end
        return {row[1] for row in self._some(f"PRAGMA table_info({table})")}

    def rows(self, table: str, columns: Sequence[str], key: Sequence[str]) -> tuple[list[Row], bool]:
        """The rows of a small table that can be read from either end, and whether they are all."""
        found: dict[Row, Row] = {}
        places = [columns.index(column) for column in key]
        for order in ("ASC", "DESC"):
            by = ", ".join(f"{column} {order}" for column in key)
            read = self._some(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {by}")  # noqa: S608 - names of ours
            found.update((tuple(row[place] for place in places), row) for row in read)
            if read.whole:
                return list(found.values()), True
        return list(found.values()), False

    def _times(self, table: SalvageTable) -> tuple[dict[int, int], bool]:
        """The times of the rows by their ids, from the index, and whether those are all."""
        times: dict[int, int] = {}
        for order in ("ASC", "DESC"):  # from the other end, too, if something in it is unreadable
            by = f"device {order}, {table.time} {order}" if table is SPANS else f"{table.time} {order}"
            query = f"SELECT id, {table.time} FROM {table.name} INDEXED BY {table.index} ORDER BY {by}"  # noqa: S608 - names of ours
            read = self._some(query)
            found = [(number, at) for number, at in read if isinstance(number, int) and isinstance(at, int)]
            times.update((number, at) for number, at in found if MOMENT[0] <= at <= MOMENT[1])
            if read.whole:
                return times, len(times) == len(found)
        return times, False

    def _all_rows(
        self, table: SalvageTable, columns: Sequence[str], times: dict[int, int]
    ) -> tuple[list[Row], list[int]]:
        """The rows by id, and the ids at which there is something that cannot be read."""
        query = f"SELECT {', '.join(columns)} FROM {table.name} NOT INDEXED WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608 - names of columns that are there
        rows: dict[int, Row] = {}
        unread: list[int] = []

        def take(first: int, last: int) -> bool:
            read = self._some(query, first, last)
            rows.update((row[0], row) for row in read if isinstance(row[0], int) and first <= row[0] <= last)
            return read.whole

        for first in range(1, self._last_id(table, times) + 1, PAGE):
            before = len(rows)
            whole = take(first, first + PAGE - 1)
            if whole and len(rows) - before in (0, PAGE):
                continue
            others = [number for number in range(first, first + PAGE) if number not in rows]
            unread.extend(number for number in others if not take(number, number))
        return [rows[number] for number in sorted(rows)], unread

    def _last_id(self, table: SalvageTable, times: dict[int, int]) -> int:
        """The highest possible id: the lower of those of the index and the table, else by the size of the file."""
        last_ids: list[object] = [max(times)] if times else []
        last_ids += [last for (last,) in self._some(f"SELECT max(id) FROM {table.name} NOT INDEXED") if last]  # noqa: S608 - a name of ours
        sane = [last for last in last_ids if isinstance(last, int) and last <= MOST]
        return max(1, min(sane)) if sane else self._most

    def _some(self, query: str, *values: int) -> "_Read":
        return _Read(self._connection, query, values)


class _Read:
    """The rows of a query, up to where it fails; `whole` says afterwards whether it came to its end."""

    def __init__(self, connection: sqlite3.Connection, query: str, values: tuple[int, ...]) -> None:
        self._connection, self._query, self._values = connection, query, values
        self.whole = False

    def __iter__(self) -> Iterator[Row]:
        try:
            yield from self._connection.execute(self._query, self._values)
        except (sqlite3.Error, OverflowError) as error:
            if isinstance(error, sqlite3.Error) and code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise  # nothing is lost: it can be read another time
            LOGGER.debug("unreadable: %s (%s)", self._query, error)
            return
        self.whole = True


def checks(table: str, columns: Sequence[str], devices: frozenset[object] | None = None) -> Callable[[Row], bool]:
    """Whether the words, numbers and days of a row are possible; the new log itself checks that nothing is missing."""
    words: dict[int, frozenset[object]] = {}
    numbers: dict[int, tuple[int, int]] = {}
    for column, values in TABLES[table].items():
        if column not in columns:
            continue
        if isinstance(values, tuple):
            numbers[columns.index(column)] = values
        elif some := words_of(values):
            words[columns.index(column)] = frozenset([None, *some])
    if devices is not None and "device" in columns:
        words[columns.index("device")] = devices
    days = [place for place, column in enumerate(columns) if column == "day"]
    zones = [place for place, column in enumerate(columns) if column == "zone"]

    def fits(row: Row) -> bool:
        return (
            all(row[place] in allowed for place, allowed in words.items())
            and all(
                row[place] is None or (isinstance(row[place], int) and low <= row[place] <= high)
                for place, (low, high) in numbers.items()
            )
            and all(is_day(row[place]) for place in days)
            and all(isinstance(row[place], str) and ZONE.fullmatch(row[place]) for place in zones)
            and not any(isinstance(value, str) and UNREADABLE in value for value in row)
        )

    return fits


def _in_order(columns: Sequence[str], spans: list[Row], sure: Callable[[int], bool]) -> tuple[list[Row], list[int]]:
    """The spans that do not contradict their neighbours, and the ids of the others: first those with an unsure start
    that do not lie between their neighbours, then those that reach into the next one. Each device has an order of its
    own.
    """
    device = columns.index("device")
    good: list[Row] = []
    bad: list[int] = []
    for one in dict.fromkeys(row[device] for row in spans):
        some, others = _in_order_of_one(columns, [row for row in spans if row[device] == one], sure)
        good, bad = good + some, bad + others
    return sorted(good, key=lambda row: row[0]), sorted(bad)


def _in_order_of_one(
    columns: Sequence[str], spans: list[Row], sure: Callable[[int], bool]
) -> tuple[list[Row], list[int]]:
    start, end, gap = (columns.index(column) for column in ("start_us", "end_us", "gap_us"))

    def clash(row: Row, after: Row | None) -> bool:
        return after is not None and after[gap] is None and after[start] < row[end]

    doubtful: set[int] = set()
    for row, after in pairwise(spans):
        if clash(row, after):
            doubtful.update(each[0] for each in (row, after) if not sure(each[0]))
    rest = [row for row in spans if row[0] not in doubtful]
    overlong = {
        row[0] for row, after in zip_longest(rest, rest[1:]) if clash(row, after) and row[start] <= after[start]
    }
    return [row for row in rest if row[0] not in overlong], sorted(doubtful | overlong)


def _lost(good: dict[int, int], unread: list[int], times: dict[int, int]) -> list[tuple[int | None, int | None]]:
    """When the lost rows were: by the index, or else from the row recorded before them to the one recorded after."""
    lost: set[tuple[int | None, int | None]] = {(at, at) for number, at in times.items() if number not in good}
    ids = list(good)
    for number in unread:
        if number not in times:
            place = bisect(ids, number)
            before = good[ids[place - 1]] if place else None
            lost.add((before, good[ids[place]] if place < len(ids) else None))
    return sorted(lost, key=lambda pair: pair[0] or 0)


@dataclass(frozen=True, slots=True)
class SmallTables:
    """The rows that could be read of the small tables, and whether there was nothing else in these."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    whole: bool = True
    devices_whole: bool = True

    def devices(self) -> frozenset[object] | None:
        """The ids that a device may have; None if that cannot be told."""
        return frozenset([OWN, *(row[0] for row in self.rows.get("devices", ()))]) if self.devices_whole else None

    def add(self, connection: sqlite3.Connection) -> None:
        """Add what the new log lacks, and replace what it has by what was read. Within a transaction."""
        for table, rows in self.rows.items():
            columns, key = columns_of(table), KEYS[table]
            same = " AND ".join(f"{column} = ?" for column in key)
            drop = f"DELETE FROM {table} WHERE {same}"  # noqa: S608 - names of ours
            insert = insert_into(table, columns)
            for row in rows:
                connection.execute("SAVEPOINT row")
                with suppress(sqlite3.IntegrityError):  # for a value that its column does not take
                    connection.execute(drop, [row[columns.index(column)] for column in key])
                    connection.execute(insert, row)
                    connection.execute("RELEASE row")
                    continue
                connection.execute("ROLLBACK TO row")
                connection.execute("RELEASE row")
        _name_all(connection)


def read_small_tables(wreck: Wreck) -> SmallTables:
    """The small tables of a damaged log."""
    found: dict[str, list[Row]] = {}
    whole = devices_whole = True
    for table, key in KEYS.items():
        names = columns_of(table)
        if not set(names) <= wreck.columns(table):
            continue
        rows, all_read = wreck.rows(table, names, key)
        fits = checks(table, names)
        good = [row for row in rows if fits(row)]
        found[table] = good
        read = all_read and len(good) == len(rows)
        whole = whole and read
        devices_whole = read if table == "devices" else devices_whole
    if "devices" in found:  # exactly one device is our own, and its row is the first
        found["devices"] = [row for row in found["devices"] if (row[0] == OWN) == (row[3] == "own")]
    return SmallTables(found, whole, devices_whole)


def _name_all(connection: sqlite3.Connection) -> None:
    """Add the devices that rows belong to and of which nothing else is left."""
    insert = (
        "INSERT INTO devices (id, uid, name, kind) SELECT DISTINCT device, 'lost-' || device, '', 'computer' FROM {}"
        " WHERE device NOT IN (SELECT id FROM devices)"
    )
    for table in BY_DEVICE:
        connection.execute(insert.format(table))
