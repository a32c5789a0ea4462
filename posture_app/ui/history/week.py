"""The page of the last seven days: bars against the goal, or the same figures as a table."""

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.settings.setting import MINUTE
from posture_app.core.statistics.history import WeekRecord
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.words import brief_length, duration, goal_words
from posture_app.ui.charts.bars import Bar, Bars, show_legend
from posture_app.ui.charts.chart_panel import ChartPanel
from posture_app.ui.charts.day_table import UNKNOWN, DayTable
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.dates import day_range, long_day, weekday
from posture_app.ui.kit.layout import BOTTOM, aligned, column_of, row_of, spring, wide
from posture_app.ui.kit.page import Page, page_column
from posture_app.ui.kit.panel import EmptyPanel, label
from posture_app.ui.kit.theme import TITLE
from posture_app.ui.kit.tile import Tile, tile_grid
from posture_app.ui.sources import Sources

HINT = "Point at a day or use the arrow keys to read it."
SWITCH = ("Show as ta&ble", "Show as &bars")
NO_DATA = "no data"
IMPORTED_WORDS = "imported, total only"
NOTHING, NOTHING_WHY = "Nothing recorded in these 7 days", "Days appear here as you use the computer."


class WeekPage(Page):
    """Shows seven days; `refresh` reads them anew."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("week page")
        self._sources = sources
        self._back = 0
        self._title = label("Last 7 days", scale=TITLE, strong=True, name="week title")
        self._range = label(muted=True)
        self._average = Tile("Average per day")
        self._within = Tile("Within your goal")
        self._longest = Tile("Longest sitting")
        self._bars = Bars("week bars", "Sitting and standing, day by day")
        self._table = DayTable()
        self._earlier = Button("&Earlier", "earlier week")
        self._later = Button("&Later", "later week")
        self._chart = ChartPanel("Day by day", self._bars, self._table, hint=HINT, name="week", switch=SWITCH)
        self._tiles = QWidget()
        self._nothing = EmptyPanel("empty week", NOTHING, NOTHING_WHY)
        self._earlier.clicked.connect(self._go_back)
        self._later.clicked.connect(self._go_on)
        self._lay_out()

    def _lay_out(self) -> None:
        heading = wide(column_of(self._title, self._range, spacing=0))
        head = row_of(heading, aligned(self._earlier, BOTTOM), aligned(self._later, BOTTOM))
        tiles = tile_grid(self._tiles)
        for place, tile in enumerate((self._average, self._within, self._longest)):
            tiles.addWidget(tile, 0, place)
        page_column(self, head, self._tiles, wide(self._chart), self._nothing, spring(0))

    def read(self) -> None:
        week = self._sources.week(self._back)
        self._range.setText(day_range(week.days[0], week.days[-1]))
        titles = {0: "Last 7 days", 1: "The 7 days before"}
        self._title.setText(titles.get(self._back, f"{self._back} weeks before"))
        self._later.setEnabled(self._back > 0)
        self._earlier.setEnabled(week.days[0] > self._sources.first_day())
        known = bool(week.known)
        self._tiles.setVisible(known)
        self._chart.setVisible(known)
        self._nothing.setVisible(not known)
        if not known:
            return
        self._show_tiles(week)
        bars = [_bar(day, week) for day in week.days]
        show_legend(self._chart.legend, bars)
        self._bars.show_bars(bars, week.goal_s)
        self._table.show_days(week)

    def _show_tiles(self, week: WeekRecord) -> None:
        goal = f"{goal_words(week.goal_s)} or less"
        today = week.figures.get(week.today) if week.today in week.days else None
        if week.average_s is None and today is not None:
            sat_s = today.totals.sitting_s
            self._average.show_figure(duration(sat_s), "today so far")
            self._within.show_figure("So far" if sat_s <= week.goal_s else "Not today", goal)
        elif week.average_s is not None:
            days = "1 day" if len(week.finished) == 1 else f"{len(week.finished)} days"
            left_out = ", without today" if today else ""
            self._average.show_figure(duration(week.average_s), f"over {days}{left_out}")
            self._within.show_figure(f"{week.within_goal} of {days}", f"{goal}{left_out}")
        timed = [figures.totals for figures in week.known if figures.timed]
        longest = max(timed, key=lambda totals: totals.longest_bout_s, default=None)
        if longest is None:
            self._longest.show_figure(UNKNOWN, "imported totals do not tell")
        else:
            when = "today" if longest.day == week.today else f"on {long_day(longest.day).split(',')[0]}"
            self._longest.show_figure(duration(longest.longest_bout_s), when)

    @Slot()
    def _go_back(self) -> None:
        self._back += 1
        self.refresh()

    @Slot()
    def _go_on(self) -> None:
        self._back = max(0, self._back - 1)
        self.refresh()


def _bar(day: date, week: WeekRecord) -> Bar:
    figures, today = week.figures.get(day), day == week.today
    name = "Today" if today else weekday(day)
    if figures is None:
        return Bar(name, NO_DATA, NO_DATA, None, f"{long_day(day)}: {NO_DATA}", marked=today)
    return day_bar(name, day, figures, week.goal_s, today=today)


def day_bar(label: str, day: date, figures: DayFigures, goal_s: int, *, today: bool) -> Bar:
    """The bar of a known day."""
    sat_s, stood_s = figures.totals.sitting_s, figures.totals.standing_s
    words = f"{long_day(day)}: {day_words(figures, goal_s, ended=not today)}"
    below, brief = duration(sat_s), brief_length(sat_s)
    return Bar(label, below, brief, sat_s, words, stood_s, marked=today, imported=not figures.timed)


def day_words(figures: DayFigures, goal_s: int, *, ended: bool) -> str:
    """The figures of a day in words; of one that has not `ended`, so far."""
    totals = figures.totals
    parts = [f"sat {duration(totals.sitting_s)}" if ended else f"sat {duration(totals.sitting_s)} so far"]
    if figures.timed:
        parts.append(f"longest {duration(totals.longest_bout_s)} without a break")
        parts.append("1 break" if totals.breaks == 1 else f"{totals.breaks} breaks")
    if totals.standing_s:
        parts.append(f"stood {duration(totals.standing_s)}")
    above_s = totals.sitting_s - totals.sitting_s % MINUTE - goal_s  # adds up with the full minutes above
    if above_s > 0:
        parts.append(f"{duration(above_s)} above your goal")
    if not figures.timed:
        parts.append(IMPORTED_WORDS)
    return ", ".join(parts)
