"""The figures of days as a table: what the bars show, for reading and for screen readers."""

from datetime import date

from posture_app.core.statistics.history import WeekRecord
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.words import duration
from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.kit.dates import short_day

COLUMNS = ("Day", "Sitting", "Longest", "Breaks", "Standing", "Within goal")
UNKNOWN = "–"
IMPORTED = "imported"
"""Marks a day of which another program told no more than its totals."""


class DayTable(FiguresTable):
    """One row a day, the latest first."""

    def __init__(self) -> None:
        super().__init__("week table", "Sitting and standing, day by day", COLUMNS)

    def show_days(self, week: WeekRecord) -> None:
        """Show these days."""
        self.show_rows(
            [day_row(day, week.figures.get(day), week.goal_s, today=day == week.today) for day in reversed(week.days)]
        )


def day_row(day: date, figures: DayFigures | None, goal_s: int, *, today: bool) -> tuple[str, ...]:
    """What this table says of a day, which has not ended if it is `today`. A day that was imported says so, and what
    its totals do not tell is left open.
    """
    name = "Today" if today else short_day(day)
    if figures is None:
        return (name, *[UNKNOWN] * (len(COLUMNS) - 1))
    totals = figures.totals
    within = "so far" if today else "yes"
    return (
        name if figures.timed else f"{name}\n{IMPORTED}",
        duration(totals.sitting_s),
        duration(totals.longest_bout_s) if figures.timed else UNKNOWN,
        str(totals.breaks) if figures.timed else UNKNOWN,
        duration(totals.standing_s),
        within if totals.sitting_s <= goal_s else "no",
    )
