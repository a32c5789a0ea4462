"""The log, read: by range or from its end, in the order of recording, in pages so that length costs no memory.

No statement stays open between two pages: the app may write, or close the log, however slow the reader is.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.record.entry import Device, DeviceKind
from posture_app.core.spans import Span
from posture_app.store.file.faults import reading
from posture_app.store.file.inspection import NEWEST
from posture_app.store.file.moments import bounds, from_us, to_us
from posture_app.store.file.odd_rows import LASTS_PLAUSIBLY, READABLE_US
from posture_app.store.file.recorded_days import latest_days
from posture_app.store.file.schema import LONG_US, OWN
from posture_app.store.log.columns import ExportKind, also_of, selected, span_of

if TYPE_CHECKING:
    from posture_app.core.record.overlay import SourceRecord
    from posture_app.core.statistics.bouts import DayTotals
    from posture_app.core.statistics.periods import Period
    from posture_app.core.statistics.ports import DayRules, KnownDay
    from posture_app.store.log.day_cache import DayCache
    from posture_app.store.log.diary import LogDiary
    from posture_app.store.log.entries import Entries

_SPAN = f"SELECT id, {selected(ExportKind.SPANS)} FROM spans NOT INDEXED"  # noqa: S608 - names of ours, as below
_SPANS_FORWARD = (
    f"{_SPAN} WHERE id > ? AND id <= ? AND device = ? AND start_us < ? AND end_us > ? AND end_us > start_us"
    f" AND {LASTS_PLAUSIBLY} ORDER BY id LIMIT 500"
)
_SPANS_BACK = (
    f"{_SPAN} WHERE id < ? AND device = {OWN} AND end_us > start_us AND {LASTS_PLAUSIBLY} ORDER BY id DESC LIMIT 50"
)
_PROMPT = "SELECT id, kind, also, at_us, known_zone(zone, offset_s), outcome, exercise FROM prompts NOT INDEXED"
_PROMPTS = f"{_PROMPT} WHERE id > ? AND id <= ? AND at_us >= ? AND at_us < ? ORDER BY id LIMIT 500"
_OWN_PROMPTS = _PROMPTS.replace("WHERE", f"WHERE device = {OWN} AND")
_DEVICES = "SELECT id, uid, name, kind FROM devices ORDER BY id"
REACH = timedelta(days=1)
"""How far beyond a range something may lie that takes precedence over a span reaching into it."""

Own = Callable[[datetime | None, datetime | None], Iterable[Span]]
"""Returns the spans of this computer with a part in a range."""


class NumberedPrompt(NamedTuple):
    """A showing, and the id of its row."""

    id: int
    showing: LoggedPrompt


class Reading:
    """The rows of a database. Whatever fails is raised as KnownError, in one sentence that names the file."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], path: Path | None) -> None:
        self._connection = connection
        self._path = path

    @cached_property
    def diary(self) -> "LogDiary":
        from posture_app.store.log.diary import LogDiary  # noqa: PLC0415 - not needed at a start

        return LogDiary(self._connection, self._path)

    @cached_property
    def entries(self) -> "Entries":
        from posture_app.store.log.entries import Entries  # noqa: PLC0415 - not needed at a start

        return Entries(self._connection, self._path)

    @cached_property
    def _days(self) -> "DayCache":
        from posture_app.store.log.day_cache import DayCache  # noqa: PLC0415 - loads statistics

        return DayCache(self._connection, self._path)

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans that count, as they stand in the file: see `core.statistics.ports.Record`."""
        return self.composed(self.own_spans, since, until)

    def composed(self, own: Own, since: datetime | None, until: datetime | None) -> Iterator[Span]:
        """The spans of a range that count, `own` giving those of this computer."""
        low, high = bounds(since, until)
        wide = None if since is None else since - REACH, None if until is None else until + REACH
        others, corrections = self._others(*wide), list(self.diary.corrections(*wide))
        if others or corrections:
            from posture_app.core.record.overlay import SourceRecord, compose  # noqa: PLC0415 - not needed at a start

            records = [SourceRecord(self.devices()[OWN], list(own(*wide))), *others]
            yield from (span for span in compose(records, corrections) if lies_in(span, low, high))
        else:
            yield from own(since, until)

    def own_spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans of this computer with a part in the range, as they were recorded."""
        return self.device_spans(OWN, since, until)

    def device_spans(self, device: int, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans of the source of this row with a part in the range, as it recorded them."""
        low, high = bounds(since, until)
        with reading(self._path):
            first, last = 1, NEWEST
            if since is not None or until is not None:
                first, last = self._span_ids(device, low - self._longest(), high)
            for row in self._pages(_SPANS_FORWARD, first, last, device, high, low):
                yield span_of(*row[1:])

    def devices(self) -> dict[int, Device]:
        """All sources of the record by their rows, this computer the first."""
        with reading(self._path):
            rows = self._connection().execute(_DEVICES).fetchall()
            return {number: Device(uid, name, DeviceKind(kind)) for number, uid, name, kind in rows}

    def _others(self, since: datetime | None, until: datetime | None) -> "list[SourceRecord]":
        """What other sources recorded in a range, those of them that did."""
        from posture_app.core.record.overlay import SourceRecord  # noqa: PLC0415 - not needed at a start

        found = ((device, number) for number, device in self.devices().items() if number != OWN)
        records = (SourceRecord(device, list(self.device_spans(number, since, until))) for device, number in found)
        return [each for each in records if each.spans]

    def last_spans(self) -> Iterator[Span]:
        """The spans from the one recorded last backwards."""
        with reading(self._path):
            before = NEWEST
            while page := self._connection().execute(_SPANS_BACK, (before,)).fetchall():
                for row in page:
                    yield span_of(*row[1:])
                before = page[-1][0]

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[LoggedPrompt]:
        return (prompt.showing for prompt in self.showings(since, until))

    def showings(
        self, since: datetime | None = None, until: datetime | None = None, *, own: bool = False
    ) -> Iterator[NumberedPrompt]:
        """The showings in the range, as they were recorded, with their rows; `own`: of this computer only."""
        low, high = bounds(since, until)
        with reading(self._path):
            first, last = self._prompt_ids(low, high)
            for row in self._pages(_OWN_PROMPTS if own else _PROMPTS, first, last, low, high):
                yield _prompt(row)

    def totals(self, first: date, last: date) -> "Iterator[DayTotals]":
        return self.diary.totals(first, last)

    def days_off(self, first: date, last: date) -> frozenset[date]:
        return self.diary.days_off(first, last)

    def latest_days(self) -> list[date]:
        """The latest days that have a span or totals, the newest first, by UTC."""
        with reading(self._path):
            return latest_days(self._connection())

    def first_day(self) -> date | None:
        return self._days.first_day()

    def days(self, period: "Period", basis: "DayRules") -> "Sequence[KnownDay]":
        """The known days of a period, as they are kept, or made anew."""
        return self._days.read(self, period, basis, keep=False)

    def open_span(self) -> Span | None:
        with reading(self._path):
            found = self._connection().execute(f"{_SPAN} WHERE ended_by IS NULL AND device = {OWN}").fetchone()
            return None if found is None else span_of(*found[1:])

    def remembered(self, key: str) -> str | None:
        with reading(self._path):
            found = self._connection().execute("SELECT value FROM remembered WHERE key = ?", (key,)).fetchone()
            return None if found is None else str(found[0])

    def _longest(self) -> int:
        """No span is longer than this."""
        condition = f"end_us - start_us > {LONG_US}"
        found = self._connection().execute(f"SELECT max(end_us - start_us) FROM spans WHERE {condition}").fetchone()  # noqa: S608 - our own number
        return min(int(found[0] or LONG_US), READABLE_US)

    def _span_ids(self, device: int, low: int, high: int) -> tuple[int, int]:
        """The first and last row of a range of time, from the index alone; what lies between may be outside it."""
        query = "SELECT min(id), max(id) FROM spans WHERE device = ? AND start_us >= ? AND start_us < ?"
        return _ids(self._connection().execute(query, (device, low, high)).fetchone())

    def _prompt_ids(self, low: int, high: int) -> tuple[int, int]:
        query = "SELECT min(id), max(id) FROM prompts WHERE at_us >= ? AND at_us < ?"
        return _ids(self._connection().execute(query, (low, high)).fetchone())

    def _pages(self, query: str, first: int, last: int, *bound: int) -> Iterator[tuple[Any, ...]]:
        after = first - 1
        while page := self._connection().execute(query, (after, last, *bound)).fetchall():
            yield from page
            after = page[-1][0]


def _ids(found: tuple[int | None, int | None]) -> tuple[int, int]:
    first, last = found
    return (1, 0) if first is None or last is None else (first, last)


def lies_in(span: Span, low: int, high: int) -> bool:
    """Whether a span has a part in this range of microseconds."""
    return span.start < span.end and to_us(span.start) < high and to_us(span.end) > low


def _prompt(row: tuple[Any, ...]) -> NumberedPrompt:
    number, kind, also, at, zone, outcome, exercise = row
    became = None if outcome is None else Outcome(outcome)
    showing = LoggedPrompt(kind, also_of(also), from_us(at), zone, became, exercise)
    return NumberedPrompt(number, showing)
