"""How the statistics read the log, however it is stored: the known days, and spans, prompts and totals of days."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol

from posture_app.core.prompts import LoggedPrompt
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.statistics.patterns import DayHours
from posture_app.core.statistics.periods import Period
from posture_app.core.value import value


@value
class DayRules:
    """What the figures of days depend on besides the record: when days begin, and the shortest break."""

    day_start: time
    break_min: timedelta


class KnownDay:
    """A known day: its figures, and its hours if it has any. A function may stand for the hours, which is called only
    if they are asked for: of years they seldom are.
    """

    __slots__ = ("_hours", "figures")

    def __init__(self, figures: DayFigures, hours: DayHours | Callable[[], DayHours] | None = None) -> None:
        self.figures, self._hours = figures, hours

    @property
    def day(self) -> date:
        return self.figures.totals.day

    @property
    def hours(self) -> DayHours | None:
        """The sitting in each hour of the clock; None where the day has no hours of its own."""
        return self._hours() if callable(self._hours) else self._hours

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnownDay) and (self.figures, self.hours) == (other.figures, other.hours)

    def __hash__(self) -> int:
        return hash(self.day)

    def __repr__(self) -> str:
        return f"KnownDay({self.figures}, {self.hours})"


class Record(Protocol):
    """What counts of the log. Ranges are half-open, in UTC; what only touches a range is in it."""

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans that count with a part in the range: what all computers saw and the person said, as `overlay` has
        it. An open one ends at its checkpoint.
        """

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[LoggedPrompt]:
        """The showings in the range."""

    def totals(self, first: date, last: date) -> Iterator[DayTotals]:
        """Days of which another program told no more than this, `last` included, in any order."""


class History(Record, Protocol):
    """The log with the figures of days that are stored for speed."""

    def days(self, period: Period, basis: DayRules) -> Sequence[KnownDay]:
        """The known days of a period, in order, as `make_days` makes them without a status."""

    def days_off(self, first: date, last: date) -> frozenset[date]:
        """The days that were days off at the time, `last` included."""

    def first_day(self) -> date | None:
        """A day before which nothing is known; None if nothing is recorded."""
