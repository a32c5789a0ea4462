"""The page *History*: a day, a week, a month, a year or all there is, and the ways between them."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from posture_app.core.calendar import DAY
from posture_app.core.pages import View
from posture_app.core.record.corrections import FIRST_DAY
from posture_app.core.statistics.history import shown_period
from posture_app.core.statistics.periods import Period
from posture_app.ui.charts.day_segments import DaySegment
from posture_app.ui.history.history_head import VIEWS, HistoryHead
from posture_app.ui.history.period_names import title_of
from posture_app.ui.history.period_view import PeriodView
from posture_app.ui.kit.layout import spring
from posture_app.ui.kit.look.state import focus_reason
from posture_app.ui.kit.page import Page, page_column
from posture_app.ui.kit.reveal import in_sight, show_top
from posture_app.ui.sources import Sources

if TYPE_CHECKING:
    from posture_app.ui.history.day_view import DayView


class HistoryPage(Page):
    """Shows the last seven days at first. What is chosen there leads down, Backspace up again, Alt and an arrow key to
    what came before or after.
    """

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("history page")
        self._sources = sources
        self._view: View = "week"
        self._day: date | None = None  # a day of what shows; none: the present one, also tomorrow
        self._first = date.max  # the first known day, once it has been read
        self._first_of: object = None
        self._from: list[View] = []  # the views that led down to this one
        self._head = HistoryHead()
        self._day_view: DayView | None = None
        self._period_view = PeriodView(sources)
        self._period_view.failed.connect(self.failed)
        self._period_view.goes_on.connect(self.refresh)
        self._period_view.chosen.connect(self._go_down)
        self._head.turned.connect(self._turn)
        self._head.moved.connect(self._move)
        self._head.picked.connect(self._show_day)
        self._head.present.connect(self._show_present)
        self._head.up.connect(self._go_up)
        self._head.report.connect(self.report)
        self._head.export.connect(self._export)
        for keys, do in (
            ("Backspace", self._go_up),
            ("Alt+Left", self._go_back),
            ("Alt+Right", self._go_on),
        ):
            QShortcut(QKeySequence(keys), self, do)
        self._column = page_column(self, self._head, self._period_view, spring())

    @property
    def period(self) -> Period:
        """The days that show."""
        return self._period_of(self._view)

    @property
    def view(self) -> View:
        """How much shows at once."""
        return self._view

    def read(self) -> None:
        view, period, today, first = self._view, self.period, self._sources.today(), self._read_first()
        of_day = view == "day"
        if of_day or self._day_view is not None:
            self._made_day_view().setVisible(of_day)
        self._period_view.setVisible(not of_day)
        remark = self._made_day_view().show_day(period.first) if of_day else self._period_view.show_period(view, period)
        day = min(max(self._present, period.first), period.last)
        title = title_of(view, period, today)
        self._head.show_days(view, day, title, remark, first=FIRST_DAY if of_day else first, today=today)
        one_of_many = view != "all"
        self._head.offer(
            earlier=one_of_many and period.first > first,
            later=one_of_many and period.last < today,
            present=one_of_many and today not in period,
            up=(self._above, title_of(self._above, self._period_of(self._above), today)) if one_of_many else None,
        )

    def reread(self) -> None:
        self._first_of = None
        self._period_view.forget()
        super().reread()

    def take_keyboard(self) -> None:
        """At the chart; above it where a window is too low to show that together with the beginning."""
        reason = Qt.FocusReason.ShortcutFocusReason
        self._take_keys(reason)
        show_top(self._head)
        if self._has_keys and not in_sight(self.window().focusWidget()):
            self._head.take_keys(reason)
            show_top(self._head)

    def leave(self) -> bool:
        return self._day_view is None or self._day_view.leave()

    def _made_day_view(self) -> "DayView":
        """The view of a day, which is made when one is first shown."""
        if self._day_view is None:
            from posture_app.ui.history.day_view import DayView  # noqa: PLC0415 - likewise

            self._day_view = DayView(self._sources)
            self._day_view.failed.connect(self.failed)
            self._column.insertWidget(1, self._day_view)
        return self._day_view

    def show_view(self, view: View) -> None:
        """Show so much at once: the present period of it."""
        self._go(view, None, [])
        if self._has_keys:  # further down, where they were when the page last showed
            self._head.take_keys(Qt.FocusReason.ShortcutFocusReason)

    def correct(self, segment: DaySegment, *, by_key: bool) -> None:
        """Show the present day, and propose to correct this stretch of it."""
        self.show_view("day")
        if self._view == "day":
            self._made_day_view().choose(segment, by_key)

    @Slot(str)
    def _turn(self, view: View) -> None:
        self._go(view, self._day, [])

    @Slot(int)
    def _move(self, by: int) -> None:
        period = self.period
        if by < 0 and period.first > self._first:
            self._go(self._view, max(period.first - DAY, FIRST_DAY), self._from)
        elif by > 0 and period.last < self._sources.today():
            day, today = period.last + DAY, self._sources.today()
            now = today in shown_period(self._view, day, today, self._first)
            self._go(self._view, None if now else day, self._from)

    @Slot()
    def _go_back(self) -> None:
        self._move(-1)

    @Slot()
    def _go_on(self) -> None:
        self._move(1)

    @Slot(object)
    def _show_day(self, day: date) -> None:
        if self._view == "all":
            self._go_down("day", day)
        else:
            self._go(self._view, max(day, FIRST_DAY), self._from)

    @Slot()
    def _show_present(self) -> None:
        self._go(self._view, None, self._from)

    @Slot(str, object)
    def _go_down(self, view: View, day: date) -> None:
        reason = focus_reason(self)
        self._go(view, day, [*self._from, self._view])
        self._take_keys(reason)

    @Slot()
    def _go_up(self) -> None:
        if self._view != "all":
            reason = focus_reason(self)
            self._go(self._above, self._present, self._from[:-1])
            self._take_keys(reason)

    def _go(self, view: View, day: date | None, led_by: list[View]) -> None:
        """Show this view with this day in it, unless what was entered cannot be kept."""
        if not self.leave():
            self._head.show_view(self._view)
            return
        self._view, self._from = view, led_by
        self._day = None if day is None or day >= self._sources.today() else day
        if self._day_view is not None:
            self._day_view.begin()
        if self.isVisible():
            self.refresh()
        show_top(self._head)  # also where Qt scrolled to what comes after a chart that had the keyboard

    @property
    def _has_keys(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget())

    def _take_keys(self, reason: Qt.FocusReason) -> None:
        """Have the keyboard where it can go on: what had it may be hidden now."""
        if self._view != "day" and self._period_view.bars.isVisibleTo(self):
            self._period_view.bars.setFocus(reason)
            self._period_view.point_at(self._present)
        elif self._view != "day" or not self._made_day_view().take_keys(reason):
            self._head.take_keys(reason)

    @Slot()
    def _export(self) -> None:
        from posture_app.ui.record.export_dialog import ExportDialog  # noqa: PLC0415 - for who exports

        shown = None if self._view == "all" else (self.period.first, self.period.last)
        ExportDialog(self.window(), self._sources.record, shown).start()

    @property
    def _above(self) -> View:
        """Where the way up leads: to the view that led here, or to the next larger one."""
        views = list(VIEWS)
        return self._from[-1] if self._from else views[min(views.index(self._view) + 1, len(views) - 1)]

    @property
    def _present(self) -> date:
        """The day that what shows is turned to."""
        today = self._sources.today()
        return min(self._day or today, today)

    def _period_of(self, view: View) -> Period:
        return shown_period(view, self._present, self._sources.today(), self._read_first())

    def _read_first(self) -> date:
        """The first known day, which is read again where it may be another."""
        wanted = self._sources.history.first_day(), self._sources.today(), self._sources.settings()
        if wanted != self._first_of:
            self._first, self._first_of = self._sources.first_day(), wanted
        return self._first
