"""A week, a month, a year or all there is: a sentence, four figures, and pictures that lead further down."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.calendar import day_of
from posture_app.core.formats import digits, hour_range, number_words, percent, weekday_short, weekdays
from posture_app.core.language import _, ngettext
from posture_app.core.pages import View
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.period_words import sentence
from posture_app.core.statistics.periods import Period
from posture_app.ui.charts.bar_legend import LONG_SAMPLES, show_legend
from posture_app.ui.charts.bars import Bars
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.chart_panel import ChartPanel
from posture_app.ui.charts.figures import Figures
from posture_app.ui.charts.heat_map import HeatMap, samples
from posture_app.ui.charts.year_cells import YearCells
from posture_app.ui.history.empty import NothingYet
from posture_app.ui.history.meanings import Meanings
from posture_app.ui.history.period_bars import (
    BOUT_COLUMNS,
    COLUMNS,
    LEADS,
    TITLES,
    UNKNOWN,
    WEEKDAY_COLUMNS,
    bars_of,
    bout_bars,
    bout_rows,
    day_row,
    parts_before,
    parts_of,
    rows_of,
    said_of,
    unit_of,
    weekday_bars,
    weekday_rows,
)
from posture_app.ui.history.period_names import before_name, names_of, title_of
from posture_app.ui.history.period_reader import PeriodReader
from posture_app.ui.history.period_tiles import PeriodTiles
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.theme import LEAD, SPACE
from posture_app.ui.kit.page import Page
from posture_app.ui.kit.panel import label
from posture_app.ui.sources import Sources

PATIENCE_MS = 150
"""After so long a page that reads lets others have a turn."""
LOW = 140
"""The room of a chart that matters less."""


class PeriodView(Page):
    """Shows a period; it is read anew where it may have changed. `chosen` gives the view and the day that something in
    a picture leads to; `goes_on` tells that it has let others have a turn, and wants to read on.
    """

    chosen = Signal(str, object)
    goes_on = Signal()

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("period view")
        self._sources = sources
        self._shown: object = None
        self._wanted: object = None  # what is being read
        self._reader = PeriodReader(sources)
        self._record: PeriodRecord | None = None
        self._view: View = "week"
        self._remark = ""
        self._point: date | None = None
        self._sentence = label(scale=LEAD, name="sentence")
        self._tiles = PeriodTiles()
        self.bars = Bars("period bars", "")
        self._cells = YearCells("year cells", _("Each day"))
        self._heat = HeatMap("heat map", _("Sitting through the day"))
        self._bouts = Bars("bout bars", _("How long in one go"), room=LOW)
        self._weekdays = Bars("weekday bars", _("Average by weekday"), room=LOW)
        self._chart, self._figures = _panel(
            self.bars, tuple(map(_, COLUMNS)), _("Click a bar, or press Enter, to see more of it.")
        )
        self._cells_chart, self._cells_figures = _panel(
            self._cells, tuple(map(_, COLUMNS)), _("Click a day, or press Enter, to see more of it.")
        )
        self._heat_chart, self._heat_figures = _panel(
            self._heat,
            (_("Hour"), *map(weekday_short, weekdays())),
            _("Point at an hour or use the arrow keys to read it."),
            lines=1,
        )
        self._bouts_chart, self._bouts_figures = _panel(
            self._bouts, tuple(map(_, BOUT_COLUMNS)), _("Point at a length or use the arrow keys to read it.")
        )
        self._weekday_chart, self._weekday_figures = _panel(
            self._weekdays, tuple(map(_, WEEKDAY_COLUMNS)), _("Point at a weekday or use the arrow keys to read it.")
        )
        self._panels = (self._chart, self._cells_chart, self._heat_chart, self._bouts_chart, self._weekday_chart)
        self._heat_chart.legend.show_entries(samples())
        self._bouts_chart.legend.show_entries([(_(words), sample) for words, sample in LONG_SAMPLES])
        self._long = label(name="long share")
        self._bouts_chart.column.addWidget(self._long)
        self._meanings = Meanings()
        self._found = QWidget()
        self._nothing = NothingYet()
        self.bars.chosen.connect(self._lead_from_bar)
        self._cells.chosen.connect(self._lead_from_cell)
        self._heat.chosen.connect(self._lead_from_hour)
        for chart in (self.bars, self._cells):
            chart.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()

    def _lay_out(self) -> None:
        column_of(
            self._sentence,
            self._tiles,
            *self._panels,
            self._meanings,
            on=self._found,
            spacing=SPACE * 2,
        )
        column_of(self._found, self._nothing, on=self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()

    def forget(self) -> None:
        """Read anew whatever shows."""
        self._shown = self._wanted = None

    def show_period(self, view: View, period: Period) -> str:
        """Show this period; gives back what to say of it below its title. Raises KnownError if it cannot be read."""
        settings, zone, status = self._sources.settings(), self._sources.zone(), self._sources.live_status()
        today = day_of(status.at, zone, settings.day_start)
        # More than a month is long to read, and today matters little in it: it counts anew when the page next shows.
        wanted = (view, period, today, settings, zone)
        if wanted == self._shown:
            return self._remark
        if wanted != self._wanted:
            self._wanted = wanted
            self._reader.begin(period, compared=view != "all")
        if (record := self._reader.read_on(PATIENCE_MS)) is None:
            self._nothing.hide()  # which is not known yet
            QTimer.singleShot(0, self, self.goes_on.emit)
            return _("Reading {year} …").format(year=digits(self._reader.year))
        self._wanted, self._view = None, view
        self._shown = wanted if view in ("year", "all") and record.finished else None
        self._show(record, settings.day_start.hour)
        return self._remark

    def point_at(self, day: date) -> None:
        """Put the cursor on the bar of this day, as soon as it shows."""
        self._point = day
        if self._record is not None and self._wanted is None:
            self._put_cursor(self._record)

    def _show(self, record: PeriodRecord, first_hour: int) -> None:
        self._record, known = record, bool(record.days)
        title = title_of(self._view, record.period, record.today)
        self._found.setVisible(known)
        self._nothing.setVisible(not known)
        if not known:
            self._remark = ""
            ever = self._sources.history.first_day() is not None
            self._nothing.show_period(title if ever else "", goes_on=record.goes_on)
            return
        for panel in self._panels:
            panel.of = title
        number = len(record.days)
        text = ngettext("{number} day with a record", "{number} days with a record", number)
        if self._view == "week" and record.goes_on:
            text = ngettext(
                "The last 7 days, {number} day with a record", "The last 7 days, {number} days with a record", number
            )
        self._remark = text.format(number=number_words(number))
        names = names_of(self._view, record.period, record.days[0].day, record.today)
        self._sentence.setText(sentence(record, names))
        self._tiles.show_record(record, names.before)
        self._show_bars(record)
        self._show_patterns(record, first_hour)
        self._meanings.show_record(record)
        self._put_cursor(record)

    def _show_bars(self, record: PeriodRecord) -> None:
        title, first_column = TITLES[unit_of(record, self._view)]
        bars, average = bars_of(record, self._view), record.measures.sitting_per_day_s
        average_s = None if average is None or record.so_far else int(average)
        self._chart.set_title(_(title))
        self.bars.setAccessibleName(_(title))
        self._figures.set_title(_(title), _(first_column))
        self.bars.show_bars(bars, record.goal.sitting_s, average_s)
        self._figures.show_rows(rows_of(record, self._view))
        before = before_name(self._view, record.period, record.today)
        show_legend(self._chart.legend, bars, before=before, average_s=average_s)
        self._cells_chart.setVisible(self._view == "year")
        if self._view == "year":
            self._show_cells(record)

    def _show_cells(self, record: PeriodRecord) -> None:
        known, days = {figures.day: figures for figures in record.days}, list(record.period.days)
        sat = [known[day].totals.sitting_s if day in known else None for day in days]
        goal_s = record.goal.sitting_s
        self._cells.show_year(days[0], sat, goal_s, lambda at: said_of(record, days[at], known.get(days[at])))
        self._cells_chart.legend.show_entries(self._cells.samples)
        rows = [day_row(day, known[day], goal_s, today=day == record.today) for day in reversed(days) if day in known]
        self._cells_figures.show_rows(rows)

    def _show_patterns(self, record: PeriodRecord, first_hour: int) -> None:
        self._weekday_chart.setVisible(self._view != "week")
        weekdays = weekday_bars(record.weekdays)
        self._weekdays.show_bars(weekdays, record.goal.sitting_s)
        self._weekday_figures.show_rows(weekday_rows(record.weekdays))
        show_legend(self._weekday_chart.legend, weekdays)
        self._heat.show_heat(record.heat, first_hour)
        self._heat_figures.show_rows([_heat_row(record, hour) for hour in self._heat.hours])
        share = record.measures.long_share
        self._bouts_chart.setVisible(share is not None)
        if share is not None:
            self._bouts.show_bars(bout_bars(record.measures))
            self._bouts_figures.show_rows(bout_rows(record.measures))
            text = _("{share} % of the time you sat for 30 min or more in one go, without a break.")
            self._long.setText(text.format(share=number_words(round(100 * share))))

    def _put_cursor(self, record: PeriodRecord) -> None:
        point, self._point = self._point, None
        found = (at for at, part in enumerate(parts_of(record, self._view)) if point is not None and point in part)
        if (at := next(found, None)) is not None:
            self.bars.move_cursor(at)

    @Slot(int)
    def _lead_from_bar(self, index: int) -> None:
        if (record := self._record) is not None:
            at, behind = self.bars.bar_of(index)
            parts = (parts_before if behind else parts_of)(record, self._view)
            self._lead(LEADS[unit_of(record, self._view)], parts[at].first)

    @Slot(int)
    def _lead_from_cell(self, index: int) -> None:
        if self._record is not None:
            self._lead("day", list(self._record.period.days)[index])

    @Slot(int)
    def _lead_from_hour(self, index: int) -> None:
        """Of one week, an hour is of one day."""
        if self._record is not None and self._view == "week":
            weekday = self._heat.weekday(index)
            self._lead("day", next(day for day in self._record.period.days if day.weekday() == weekday))

    def _lead(self, view: View, day: date) -> None:
        """Lead to this day, unless it is still to come."""
        if self._record is not None and day <= self._record.today:
            self.chosen.emit(view, day)


def _panel(chart: Chart, columns: Sequence[str], hint: str, *, lines: int = 2) -> tuple[ChartPanel, Figures]:
    """A chart under its title, and what the table of the same figures shows."""
    title = chart.accessibleName()
    figures = Figures(f"{chart.objectName()} table", title, columns)
    return ChartPanel(title, chart, figures, hint=hint, lines=lines), figures


def _heat_row(record: PeriodRecord, hour: int) -> tuple[str, ...]:
    shares = (record.heat[day][hour] for day in weekdays())
    return hour_range(hour), *(UNKNOWN if share is None else percent(share) for share in shares)
