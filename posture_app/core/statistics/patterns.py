"""Patterns: how much is sat on each weekday, and at each hour of the day. Only known days count.

Sitting by hour is found day by day, so that it can be stored like the figures of days.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from posture_app.core.calendar import DAY, day_bounds, offset_of
from posture_app.core.spans import Posture, Span
from posture_app.core.statistics.bouts import SECOND, ZERO, DayFinder, DayTotals
from posture_app.core.value import value

HOUR = timedelta(hours=1)
HOURS = 24
WEEKDAYS = 7


@value
class WeekdayAverage:
    """What a weekday comes to on average over its known days, in seconds; None where none is known."""

    known_days: int
    sitting_s: float | None = None
    standing_s: float | None = None


class DayHours(NamedTuple):
    """For each hour that the clock on the wall can show, from 0, the sitting of a day in it and how long that hour
    was on that day, in seconds: 3600 but where the clocks changed.
    """

    day: date
    sitting_s: tuple[int, ...]
    length_s: tuple[int, ...]


def by_weekday(days: Iterable[DayTotals]) -> tuple[WeekdayAverage, ...]:
    """The averages of the weekdays, Monday first."""
    found: list[list[DayTotals]] = [[] for _ in range(WEEKDAYS)]
    for totals in days:
        found[totals.day.weekday()].append(totals)
    return tuple(_average(some) for some in found)


def by_hour(days: Iterable[DayHours]) -> tuple[float | None, ...]:
    """The share of each hour of the day that is spent sitting, from 0 to 1; None where it is not known of any day."""
    sitting, lengths = [0] * HOURS, [0] * HOURS
    for day in days:
        for hour in range(HOURS):
            sitting[hour] += day.sitting_s[hour]
            lengths[hour] += day.length_s[hour]
    return tuple(sat / length if length else None for sat, length in zip(sitting, lengths, strict=True))


def day_hours(spans: Iterable[Span], day_start: time, now: datetime | None = None) -> tuple[DayHours, ...]:
    """The hours of every day that has a span, in order; that of `now` has come no further. A day with spans in several
    time zones is left out: the same hour of its clock may have come twice.
    """
    days = DayFinder(day_start)
    sitting: dict[date, list[timedelta]] = {}
    zones: dict[date, set[str]] = {}
    clocks: dict[tuple[date, str], timedelta | None] = {}
    for span in spans:
        for day, begins, ends in days.parts(span):
            zones.setdefault(day, set()).add(span.zone)
            hours = sitting.setdefault(day, [ZERO] * HOURS)
            if span.posture is Posture.SITTING:
                clock = day, span.zone
                if clock not in clocks:
                    clocks[clock] = _steady_offset(*day_bounds(day, span.zone, day_start), span.zone)
                _add(hours, begins, ends, span.zone, clocks[clock])
    return tuple(
        DayHours(
            day, tuple(length // SECOND for length in sitting[day]), _lengths(day, min(zones[day]), day_start, now)
        )
        for day in sorted(sitting)
        if len(zones[day]) == 1
    )


def _average(days: list[DayTotals]) -> WeekdayAverage:
    known = len(days)
    if not known:
        return WeekdayAverage(0)
    return WeekdayAverage(
        known,
        sum(totals.sitting_s for totals in days) / known,
        sum(totals.standing_s for totals in days) / known,
    )


def _lengths(day: date, zone: str, day_start: time, now: datetime | None) -> tuple[int, ...]:
    begins, ends = day_bounds(day, zone, day_start)
    if now is not None and begins < now < ends:
        ends = now
    if ends - begins == DAY and _steady_offset(begins, ends, zone) is not None:
        return (HOUR // SECOND,) * HOURS
    hours = [ZERO] * HOURS
    _add(hours, begins, ends, zone)
    return tuple(length // SECOND for length in hours)


def _steady_offset(begins: datetime, ends: datetime, zone: str) -> timedelta | None:
    """How far local time is ahead of UTC between two moments of a day; None if the clocks change."""
    offset = offset_of(begins, zone)
    return offset if offset == offset_of(ends, zone) else None


def _add(hours: list[timedelta], begins: datetime, ends: datetime, zone: str, steady: timedelta | None = None) -> None:
    """Add the time between two moments to the hours of the clock on the wall that it lies in. If it is known, `steady`
    is how far that is ahead of UTC all the time.
    """
    parts = ((begins, ends, steady),) if steady is not None else _steady(begins, ends, zone)
    for first, last, offset in parts:
        at, end = first + offset, last + offset
        while at < end:
            until = min(end, at.replace(minute=0, second=0, microsecond=0) + HOUR)
            hours[at.hour] += until - at
            at = until


def _steady(begins: datetime, ends: datetime, zone: str) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The time between two moments of a day, cut where the clocks change: each part with how far local time is ahead
    of UTC in it. Clocks change on the full second.
    """
    offset = offset_of(begins, zone)
    if _steady_offset(begins, ends, zone) is not None:
        yield begins, ends, offset
        return
    before, after = begins, ends
    while after - before > SECOND:
        middle = before + (after - before) / 2
        if offset_of(middle, zone) == offset:
            before = middle
        else:
            after = middle
    change = after.replace(microsecond=0)
    yield begins, change, offset
    yield change, ends, offset_of(change, zone)
