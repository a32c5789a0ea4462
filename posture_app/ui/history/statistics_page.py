"""The page of months, years and all there is: figures, days or months as bars, weekdays, the hours of the week."""

from collections import deque
from datetime import date

from PySide6.QtCore import QElapsedTimer, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.calendar import day_of
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.history import PeriodRecord, all_months, chunks, known_days, period_record
from posture_app.core.statistics.periods import Length, Period, period_of
from posture_app.core.statistics.ports import KnownDay
from posture_app.core.statistics.stats_words import days_words, trend_sentence
from posture_app.core.status import Status
from posture_app.ui.charts.bars import Bars, show_legend
from posture_app.ui.charts.chart_panel import ChartPanel
from posture_app.ui.charts.day_table import COLUMNS, UNKNOWN
from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.charts.heat_map import SAMPLES as HEAT_SAMPLES
from posture_app.ui.charts.heat_map import HeatMap
from posture_app.ui.history.statistics_bars import TITLES, bars_of, rows_of, unit_of, weekday_bars, weekday_rows
from posture_app.ui.history.statistics_tiles import MEANINGS, StatisticsTiles, wrapped
from posture_app.ui.history.week import NOTHING_WHY
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.dates import month, weekday_name
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.layout import column_of, row_of, spring, wide
from posture_app.ui.kit.page import Page, page_column
from posture_app.ui.kit.panel import EmptyPanel, Panel, label
from posture_app.ui.kit.segments import Segments
from posture_app.ui.kit.theme import SPACE, TITLE
from posture_app.ui.sources import Sources

PATIENCE_MS = 150
"""After so long a page that reads lets others have a turn."""
LENGTHS = (Length.MONTH, Length.YEAR, Length.RANGE)
"""What there is to choose from; the range is that of all there is."""
POINT = "or use the arrow keys to read it."
SMALL_CHART = 216
TREND = "Trend"
TREND_MEANING = (
    "The median of the slopes between all pairs of finished days. It is called rising or falling if its 95 % interval"
    " leaves out zero; a few unusual days do not change it."
)
WEEKDAY_COLUMNS = ("Weekday", "Sitting", "Standing", "Days")
HEAT_COLUMNS = ("Hour", *(weekday_name(number)[:3] for number in range(7)))


class StatisticsPage(Page):
    """Shows a month, a year or all; `refresh` reads it anew where it may have changed."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("statistics page")
        self._sources = sources
        self._length = Length.MONTH
        self._within: date | None = None  # a day of the period that shows; none: of the present one
        self._shown: object = None
        self._wanted: object = None  # what is being read
        self._left: deque[Period] = deque()
        self._days: list[KnownDay] = []
        self._known = label(muted=True, name="statistics period")
        self._earlier = Button("&Earlier", "earlier period")
        self._later = Button("&Later", "later period")
        self._lengths = Segments(["Month", "Year", "All"])
        self._tiles = StatisticsTiles()
        self._bars = Bars("period bars", "Sitting per day")
        self._table = FiguresTable("period table", "Sitting", COLUMNS)
        self._chart = ChartPanel("Sitting per day", self._bars, self._table, hint=f"Point at a bar {POINT}")
        self._trend = label(name="trend")
        self._trend.setToolTip(wrapped(TREND_MEANING))
        self._trend.setAccessibleDescription(TREND_MEANING)
        self._chart.column.addWidget(self._trend)
        self._weekdays = Bars("weekday bars", "Sitting by weekday")
        self._weekday_table = FiguresTable("weekday table", "Sitting by weekday", WEEKDAY_COLUMNS)
        self._weekdays.setMaximumHeight(SMALL_CHART)
        self._weekday_chart = ChartPanel(
            "Average by weekday", self._weekdays, self._weekday_table, hint=f"Point at a weekday {POINT}"
        )
        self._heat = HeatMap("heat map", "Sitting by weekday and hour")
        self._heat_table = FiguresTable("heat table", "Sitting by weekday and hour", HEAT_COLUMNS)
        self._heat_chart = ChartPanel(
            "Sitting through the day", self._heat, self._heat_table, hint=f"Point at an hour {POINT}", lines=1
        )
        self._heat_chart.legend.show_entries(HEAT_SAMPLES)
        self._found = QWidget()
        self._nothing = EmptyPanel("empty period", "", NOTHING_WHY)
        self._earlier.clicked.connect(self._go_back)
        self._later.clicked.connect(self._go_on)
        self._lengths.chosen.connect(self._choose)
        self._lay_out()

    def _lay_out(self) -> None:
        heading = column_of(
            row_of(wide(label("Statistics", scale=TITLE, strong=True)), self._lengths, self._earlier, self._later),
            self._known,
            spacing=0,
        )
        column_of(
            self._tiles,
            self._chart,
            self._weekday_chart,
            self._heat_chart,
            _meanings(),
            on=self._found,
            spacing=SPACE * 2,
        )
        page_column(self, heading, self._found, self._nothing, spring())

    def showEvent(self, event: QShowEvent) -> None:
        self._forget()
        super().showEvent(event)

    def reread(self) -> None:
        self._forget()
        super().reread()

    def read(self) -> None:
        settings, zone, status = self._sources.settings(), self._sources.zone(), self._sources.live_status()
        today, period = day_of(status.at, zone, settings.day_start), self._period
        # More than a month is long to read, and nothing in it hangs on a day that has not ended.
        wanted = (period, today, settings, zone)
        if wanted == self._shown:
            return
        if wanted != self._wanted:
            self._begin(wanted, period)
            one_of_many = self._length is not Length.RANGE
            self._later.setEnabled(one_of_many and period.last < today)
            self._earlier.setEnabled(one_of_many and period.first > self._sources.first_day())
        if not self._gather(settings, today, status):
            return
        self._wanted = None
        record = period_record(self._sources.history, period, settings, self._days, today=today)
        self._shown = wanted if self._length is not Length.MONTH and record.finished else None
        self._show(record, settings.day_start.hour)

    def _forget(self) -> None:
        self._shown = self._wanted = None

    def _begin(self, wanted: object, period: Period) -> None:
        """Read this from now on; a month with the one before, with which it is compared."""
        first = period.previous.first if self._length is Length.MONTH else period.first
        self._wanted, self._days = wanted, []
        self._left = deque(chunks(Period(Length.RANGE, first, period.last)))

    def _gather(self, settings: Settings, today: date, status: Status) -> bool:
        """Read days for a short time, and the rest after other events had their turn. Returns whether that was all."""
        begun = QElapsedTimer()
        begun.start()
        while self._left:
            self._days += known_days(self._sources.history, self._left[0], settings, today=today, status=status)
            self._left.popleft()
            if self._left and begun.elapsed() > PATIENCE_MS:
                self._known.setText(f"Reading {self._left[0].first.year} …")
                self._nothing.hide()  # which is not known yet
                QTimer.singleShot(0, self, self.refresh)
                return False
        return True

    def _show(self, record: PeriodRecord, first_hour: int) -> None:
        name, known = _name(record), bool(record.days)
        self._known.setText(f"{name}, {days_words(len(record.days))} with a record" if known else name)
        self._found.setVisible(known)
        self._nothing.setVisible(not known)
        when = "yet" if self._length is Length.RANGE else f"in {name}"
        self._nothing.set_title(f"Nothing recorded {when}")
        if not known:
            return
        title, first_column = TITLES[unit_of(record)]
        self._tiles.show_record(record)
        self._chart.set_title(title)
        self._bars.setAccessibleName(title)
        self._table.set_title(title, first_column)
        bars, weekdays = bars_of(record), weekday_bars(record.weekdays)
        self._bars.show_bars(bars, record.goal.sitting_s)
        self._table.show_rows(rows_of(record))
        self._trend.setText(trend_sentence(record.trend))
        self._weekdays.show_bars(weekdays, record.goal.sitting_s)
        self._weekday_table.show_rows(weekday_rows(record.weekdays))
        self._heat.show_heat(record.heat, first_hour)
        self._heat_table.show_rows([_heat_row(record, hour) for hour in self._heat.hours])
        show_legend(self._chart.legend, bars)
        show_legend(self._weekday_chart.legend, weekdays)

    @property
    def _period(self) -> Period:
        if self._length is Length.RANGE:
            return all_months(self._sources.history, self._sources.today())
        return period_of(self._length, self._within or self._sources.today())

    def _turn_to(self, day: date) -> None:
        self._within = None if day >= period_of(self._length, self._sources.today()).first else day
        self.refresh()

    @Slot()
    def _go_back(self) -> None:
        self._turn_to(self._period.previous.last)

    @Slot()
    def _go_on(self) -> None:
        self._turn_to(self._period.following.first)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._length = LENGTHS[place]
        self.refresh()


def _meanings() -> Disclosure:
    """What each figure means, folded until asked for."""
    pairs = [
        column_of(label(name, strong=True), label(meaning), spacing=SPACE // 4)
        for name, meaning in {**MEANINGS, TREND: TREND_MEANING}.items()
    ]
    panel = Panel(*pairs, spacing=SPACE * 3 // 2)
    panel.setObjectName("meanings")
    return Disclosure("What do these figures mean?", "what figures mean", panel, spacing=6)


def _name(record: PeriodRecord) -> str:
    """The period in words; of all there is that from the first known month on."""
    period = record.period
    if period.length is Length.YEAR:
        return f"{period.first.year}"
    if period.length is Length.MONTH:
        return month(period.first)
    first = month(record.days[0].day if record.days else period.first)
    return first if first == month(period.last) else f"{first} to {month(period.last)}"


def _heat_row(record: PeriodRecord, hour: int) -> tuple[str, ...]:
    shares = (day[hour] for day in record.heat)
    return f"{hour:02}–{hour + 1:02}", *(UNKNOWN if share is None else f"{round(100 * share)} %" for share in shares)
