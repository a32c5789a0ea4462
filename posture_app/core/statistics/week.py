"""Seven days in a row, as their page shows them."""

from collections.abc import Mapping
from datetime import date

from posture_app.core.calendar import DAY, day_of
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.history import HOUR, known_days
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.statistics.periods import WEEK, Length, Period
from posture_app.core.statistics.ports import History
from posture_app.core.status import Status
from posture_app.core.value import value


@value
class WeekRecord:
    """Seven days in a row. A day without figures is unknown, which is not zero."""

    days: tuple[date, ...]
    figures: Mapping[date, DayFigures]
    today: date
    goal_s: int

    @property
    def known(self) -> tuple[DayFigures, ...]:
        """The figures of those days that have any, in order."""
        return tuple(self.figures[day] for day in self.days if day in self.figures)

    @property
    def finished(self) -> tuple[DayFigures, ...]:
        """The known days without today, which may still get any length of sitting."""
        return tuple(figures for figures in self.known if figures.day != self.today)

    @property
    def average_s(self) -> int | None:
        """Sitting per finished day in seconds; None where none is known."""
        days = self.finished
        return sum(figures.totals.sitting_s for figures in days) // len(days) if days else None

    @property
    def within_goal(self) -> int:
        """How many finished days stayed within the goal."""
        return sum(figures.totals.sitting_s <= self.goal_s for figures in self.finished)


def read_week(history: History, status: Status, settings: Settings, *, zone: str, back: int = 0) -> WeekRecord:
    """The seven days that end today, or `back` weeks before."""
    today = day_of(status.at, zone, settings.day_start)
    last = today - back * WEEK * DAY
    period = Period(Length.RANGE, last - (WEEK - 1) * DAY, last)
    found = known_days(history, period, settings, today=today, status=status)
    figures = {each.day: each.figures for each in found}
    return WeekRecord(tuple(period.days), figures, today, round(settings.goal_hours * HOUR))
