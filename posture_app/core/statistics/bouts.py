"""Figures derived from spans: bouts, breaks and the totals of days. Nothing here is stored as truth.

The terms are those of the Sedentary Behavior Research Network (Tremblay et al. 2017, doi:10.1186/s12966-017-0525-8).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from posture_app.core.calendar import day_bounds, day_of
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.value import mutable, value

ZERO = timedelta(0)
SECOND = timedelta(seconds=1)


@value
class Bout:
    """A run of sitting spans whose gaps are each shorter than the shortest break."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> datetime:
        """When it began, by the wall clock of then (UTC)."""
        return self.spans[0].start

    @property
    def end(self) -> datetime:
        """When its last span ended, by the wall clock of then (UTC)."""
        return self.spans[-1].end

    @property
    def sitting(self) -> timedelta:
        return sum((span.length for span in self.spans), ZERO)


class DayTotals(NamedTuple):
    """What a day amounts to; durations in seconds. `bouts` are those with sitting in the day, `longest_bout_s` the
    longest of them, clipped to the day; `breaks` those that began in it and ended with a bout in it.
    """

    day: date
    sitting_s: int = 0
    standing_s: int = 0
    bouts: int = 0
    breaks: int = 0
    longest_bout_s: int = 0

    def to_json(self) -> dict[str, str | int]:
        """The same as plain values, the day in ISO 8601."""
        return {**self._asdict(), "day": self.day.isoformat()}


@mutable
class Tally:
    """What a day has. `parts` are the parts of bouts that lie in it, `began` the bouts that began in it with
    their whole length, `ended` those that its breaks ended, `first` and `last` the moments (UTC, and the time zone of
    the span) at which sitting began for the first time and ended for the last, as recorded.
    """

    sitting: timedelta = ZERO
    standing: timedelta = ZERO
    parts: list[timedelta] = field(default_factory=list)
    began: list[timedelta] = field(default_factory=list)
    ended: list[Bout] = field(default_factory=list)
    first: tuple[datetime, str] | None = None
    last: tuple[datetime, str] | None = None

    def sat(self, begins: datetime, ends: datetime, zone: str) -> None:
        """Count a span of sitting, or the part of it that lies in this day."""
        self.sitting += ends - begins
        self.first = self.first or (begins, zone)
        self.last = ends, zone

    def totals(self, day: date) -> DayTotals:
        return DayTotals(
            day=day,
            sitting_s=self.sitting // SECOND,
            standing_s=self.standing // SECOND,
            bouts=len(self.parts),
            breaks=len(self.ended),
            longest_bout_s=max(self.parts, default=ZERO) // SECOND,
        )


class DayFinder:
    """Finds the day of a moment, days beginning at `day_start`. It keeps the last day found in each zone: spans come in
    order, and to look up local time for each of them would be most of the work of a year.
    """

    def __init__(self, day_start: time) -> None:
        self._day_start = day_start
        self._last: dict[str, tuple[datetime, datetime, date]] = {}

    def find(self, at: datetime, zone: str) -> tuple[datetime, datetime, date]:
        """Beginning and end (UTC) of the day that this moment belongs to, and the day."""
        found = self._last.get(zone)
        if found is None or not found[0] <= at < found[1]:
            day = day_of(at, zone, self._day_start)
            found = (*day_bounds(day, zone, self._day_start), day)
            self._last[zone] = found
        return found

    def of(self, at: datetime, zone: str) -> date:
        return self.find(at, zone)[2]

    def parts(self, span: Span) -> Sequence[tuple[date, datetime, datetime]]:
        """The days that a span lies in, by its own time zone, with the beginning and end (UTC) of its part in each."""
        begins, (_, ends, day) = span.start, self.find(span.start, span.zone)
        if span.end <= ends:
            return ((day, begins, span.end),)
        found = []
        while ends < span.end:
            found.append((day, begins, ends))
            begins, (_, ends, day) = ends, self.find(ends, span.zone)
        found.append((day, begins, span.end))
        return found


def _gap(before: Span, after: Span) -> timedelta:
    """The true time between two spans recorded one after the other."""
    if after.gap is not None:
        return after.gap
    if before.ended_by is EndedBy.CLOCK:
        return ZERO
    return max(ZERO, after.start - before.end)


def bouts(spans: Iterable[Span], break_min: timedelta) -> Iterator[Bout]:
    """The sitting bouts in spans given in the order in which they were recorded."""
    run: list[Span] = []
    before: Span | None = None
    since_sitting = ZERO  # true time between the last sitting span and the end of `before`
    for span in spans:
        since_sitting += _gap(before, span) if before else ZERO
        before = span
        if span.posture is not Posture.SITTING:
            since_sitting += span.length
            continue
        if run and since_sitting >= break_min:
            yield Bout(tuple(run))
            run = []
        run.append(span)
        since_sitting = ZERO
    if run:
        yield Bout(tuple(run))


def day_totals(spans: Iterable[Span], day_start: time, break_min: timedelta) -> tuple[DayTotals, ...]:
    """The totals of every day that has a span, in order; spans as they were recorded."""
    return tuple(tally.totals(day) for day, tally in tallies(spans, DayFinder(day_start), break_min))


def tallies(spans: Iterable[Span], days: DayFinder, break_min: timedelta) -> Iterator[tuple[date, Tally]]:
    """Every day that has a span, in order, and what it has; spans as they were recorded."""
    every = tuple(spans)
    found: dict[date, Tally] = defaultdict(Tally)
    for span in every:
        if span.posture is Posture.STANDING:
            for day, begins, ends in days.parts(span):
                found[day].standing += ends - begins
    last: Bout | None = None
    for bout in bouts(every, break_min):  # all sitting is in a bout
        begun = _count_bout(found, bout, days)
        if last is not None and begun == days.of(last.end, last.spans[-1].zone):
            found[begun].ended.append(last)
        last = bout
    return ((day, found[day]) for day in sorted(found))


def _count_bout(found: dict[date, Tally], bout: Bout, days: DayFinder) -> date:
    """Count it in the days that it lies in; returns the day in which it began."""
    lengths: dict[date, timedelta] = {}
    for span in bout.spans:
        for day, begins, ends in days.parts(span):
            lengths[day] = lengths.get(day, ZERO) + (ends - begins)
            found[day].sat(begins, ends, span.zone)
    for day, length in lengths.items():
        found[day].parts.append(length)
    begun = next(iter(lengths))
    found[begun].began.append(sum(lengths.values(), ZERO))
    return begun
