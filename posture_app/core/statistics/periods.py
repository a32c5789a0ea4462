"""Periods: a day, week, month, year or any run of days that figures are asked for."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from posture_app.core.calendar import DAY, day_begins
from posture_app.core.value import value

WEEK = 7
DECEMBER = 12


class Length(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    """Any other run of days."""


@value
class Period:
    """A run of days, `first` and `last` included. Raises ValueError if it ends before it begins."""

    length: Length
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period from {self.first} cannot end on {self.last}")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> Iterator[date]:
        return (self.first + shift * DAY for shift in range(len(self)))

    def bounds(self, zone: str, day_start: time) -> tuple[datetime, datetime]:
        """Its beginning and end (UTC) in this time zone, days beginning at `day_start`."""
        return day_begins(self.first, zone, day_start), day_begins(self.last + DAY, zone, day_start)

    @property
    def previous(self) -> "Period":
        """The one of the same kind before it; before a range, as many days."""
        return self._moved(self.first - DAY, -len(self))

    def head(self, days: int) -> "Period":
        """Its first days, so many, or all if it has fewer: to compare a period that goes on with the one before it."""
        if days >= len(self):
            return self
        return Period(Length.RANGE, self.first, self.first + (days - 1) * DAY)

    def parts(self, length: Length, *, week_begins: int = 0) -> Iterator["Period"]:
        """The days, weeks, months or years that it lies in, in order; one that sticks out is cut off, and a range."""
        at = self.first
        while at <= self.last:
            whole = period_of(length, at, week_begins=week_begins)
            first, last = max(whole.first, self.first), min(whole.last, self.last)
            yield whole if (first, last) == (whole.first, whole.last) else Period(Length.RANGE, first, last)
            at = last + DAY

    def _moved(self, into: date, by: int) -> "Period":
        if self.length in (Length.MONTH, Length.YEAR):
            return period_of(self.length, into)
        return Period(self.length, self.first + by * DAY, self.last + by * DAY)


def period_of(length: Length, day: date, *, week_begins: int = 0) -> Period:
    """The day, week, month or year that this day belongs to. `week_begins` is the weekday that weeks begin with, 0 for
    Monday (ISO 8601). Of a range there is none: it gives the day alone.
    """
    match length:
        case Length.WEEK:
            first = day - timedelta(days=(day.weekday() - week_begins) % WEEK)
            return Period(length, first, first + timedelta(days=WEEK - 1))
        case Length.MONTH:
            after = date(day.year + day.month // DECEMBER, day.month % DECEMBER + 1, 1)
            return Period(length, day.replace(day=1), after - DAY)
        case Length.YEAR:
            return Period(length, date(day.year, 1, 1), date(day.year, DECEMBER, 31))
        case _:
            return Period(length, day, day)
