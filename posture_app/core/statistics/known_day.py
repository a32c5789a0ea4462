"""Days of which something is known, in the form in which they can be kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from posture_app.core.statistics.measures import DayFigures
from posture_app.core.statistics.patterns import DayHours


@dataclass(frozen=True, slots=True)
class DayRules:
    """What the figures of days depend on beside the record: when days begin, and the shortest break."""

    day_start: time
    break_min: timedelta


class KnownDay:
    """A known day: its figures, and its hours where it has any; those may be given as what makes them when asked for:
    of years they are seldom wanted.
    """

    __slots__ = ("_hours", "figures")

    def __init__(self, figures: DayFigures, hours: DayHours | Callable[[], DayHours] | None = None) -> None:
        self.figures, self._hours = figures, hours

    @property
    def day(self) -> date:
        """Which day."""
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
