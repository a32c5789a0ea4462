"""Figures derived from spans: bouts, breaks and the totals of days. Nothing here is stored as truth.

The terms are those of the Sedentary Behavior Research Network (Tremblay et al. 2017, doi:10.1186/s12966-017-0525-8).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from posture_app.core.calendar import day_bounds, day_of
from posture_app.core.spans import EndedBy, Posture, Span

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
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
        """The sitting in it, without the gaps."""
        return sum((span.length for span in self.spans), ZERO)


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What a day amounts to; durations in seconds. `bouts` are those with sitting in the day, `longest_bout_s` the
    longest of them, clipped to the day; `breaks` those that began in it and ended with a bout in it.
    """

    day: date
    sitting_s: int = 0
    standing_s: int = 0
    bouts: int = 0
    breaks: int = 0
    longest_bout_s: int = 0


@dataclass(slots=True)
class _Day:
    sitting: timedelta = ZERO
    standing: timedelta = ZERO
    breaks: int = 0
    bouts: list[timedelta] = field(default_factory=list)


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


def by_day(span: Span, day_start: time) -> Iterator[tuple[date, timedelta]]:
    """The days that a span lies in, by its own time zone, and how much of it lies in each."""
    at = span.start
    while at < span.end:
        day = day_of(at, span.zone, day_start)
        end = min(span.end, day_bounds(day, span.zone, day_start)[1])
        yield day, end - at
        at = end


def day_totals(spans: Iterable[Span], day_start: time, break_min: timedelta) -> tuple[DayTotals, ...]:
    """The totals of every day that has a span, in order; spans as they were recorded."""
    every = tuple(spans)
    days: dict[date, _Day] = {}
    for span in every:
        for day, length in by_day(span, day_start):
            totals = days.setdefault(day, _Day())
            if span.posture is Posture.SITTING:
                totals.sitting += length
            else:
                totals.standing += length
    last: Bout | None = None
    for bout in bouts(every, break_min):
        _count_break(days, last, bout, day_start)
        _count_bout(days, bout, day_start)
        last = bout
    return tuple(_finished(day, days[day]) for day in sorted(days))


def _count_break(days: dict[date, _Day], last: Bout | None, bout: Bout, day_start: time) -> None:
    if last is None:
        return
    day = day_of(last.end, last.spans[-1].zone, day_start)
    if day == day_of(bout.start, bout.spans[0].zone, day_start) and day in days:
        days[day].breaks += 1


def _count_bout(days: dict[date, _Day], bout: Bout, day_start: time) -> None:
    parts: dict[date, timedelta] = {}
    for span in bout.spans:
        for day, length in by_day(span, day_start):
            parts[day] = parts.get(day, ZERO) + length
    for day, length in parts.items():
        days[day].bouts.append(length)


def _finished(day: date, totals: _Day) -> DayTotals:
    return DayTotals(
        day=day,
        sitting_s=_seconds(totals.sitting),
        standing_s=_seconds(totals.standing),
        bouts=len(totals.bouts),
        breaks=totals.breaks,
        longest_bout_s=_seconds(max(totals.bouts, default=ZERO)),
    )


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)
