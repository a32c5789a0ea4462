"""Days of which something is known, in the form in which they can be kept."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from posture_app.core.measures import DayFigures
from posture_app.core.patterns import DayHours


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of days depend on beside the record: when days begin, and the shortest break."""

    day_start: time
    break_min: timedelta


class KnownDay(NamedTuple):
    """A known day: its figures, and its hours where it has any."""

    figures: DayFigures
    hours: DayHours | None = None

    @property
    def day(self) -> date:
        """Which day."""
        return self.figures.day
