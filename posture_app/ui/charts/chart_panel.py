"""Charts on panels: title and legend above, and below the words of the part that is pointed at."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from posture_app.core.calendar import local
from posture_app.core.formats import day_title
from posture_app.core.language import N_, _
from posture_app.core.record.day_record import DayRecord
from posture_app.core.text import without_key
from posture_app.core.words import duration
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.day_segments import DaySegment, SegmentKind, segments_of
from posture_app.ui.charts.figures import Figures
from posture_app.ui.charts.legend import Legend
from posture_app.ui.charts.origin_marks import samples_of
from posture_app.ui.charts.picture_menu import PictureButton
from posture_app.ui.charts.timeline import SIDE, Timeline
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, put, row_of, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, panel_title

if TYPE_CHECKING:
    from posture_app.ui.charts.picture import Picture

ABOVE_CAPTION = 6
HINT = N_(
    "Point at the day or use the arrow keys to read it. Click a piece or drag over some time to correct it. Plus and "
    "minus, or Ctrl with the wheel, zoom."
)
COLUMNS = (N_("What it was"), N_("From"), N_("To"), N_("Length"))
SWITCH = (N_("Show as table"), N_("Show as chart"))


def _caption(chart: Chart, hint: str, name: str) -> QLabel:
    """The words of the part that is pointed at; `hint` while there is none."""
    made = label(hint, scale=0.92, muted=True, name=name)
    chart.pointed.connect(lambda words: made.setText(words or hint))
    return made


def _tell(caption: QLabel, sentence: str) -> None:
    """Have this stand there until something is pointed at."""
    caption.setText(sentence)
    announce(caption, sentence)


class ChartPanel(Panel):
    """Shows a chart or, after its button was pressed, the same figures as a table. `name`, or else that of the chart,
    begins the objectNames of its parts. `hint` is said below while no part is pointed at.

    The words of a part take so many `lines` at the most. What the chart paints begins so far `inset` in it, and all
    else with that. What it is `of`, such as “March 2026”, is said where its picture stands alone.
    """

    of = ""

    def __init__(
        self,
        title: str,
        chart: Chart,
        figures: Figures,
        *,
        hint: str,
        name: str = "",
        lines: int = 2,
        inset: int = 0,
    ) -> None:
        super().__init__(margins=(SPACE * 2 - inset, SPACE * 2, SPACE * 2 - inset, SPACE * 2))
        name = name or chart.objectName()
        self._chart, self._figures = chart, figures
        self.legend = Legend(())
        self._title = panel_title(title)
        self._switch = Button(_(SWITCH[0]), f"{name} as table")
        caption = _caption(chart, hint, f"{name} caption")
        caption.setMinimumHeight(lines * caption.fontMetrics().height())
        caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._aside = aside = (inset, 0, inset, 0)
        caption.setContentsMargins(*aside)
        self.legend.setObjectName(f"{name} legend")
        drawn = QWidget()
        beside = row_of(wide(self.legend), margins=(inset, 0, inset, SPACE - ABOVE_CAPTION))
        column_of(beside, wide(chart), caption, on=drawn, spacing=ABOVE_CAPTION)
        self._take = PictureButton(chart, name, self.picture, partial(_tell, caption))
        self._views = QStackedWidget()
        self._views.addWidget(drawn)
        head = Flow(self._title, None, self._switch, self._take)
        head.setContentsMargins(*aside)
        put(self.column, head, wide(self._views))
        self._switch.clicked.connect(self._change_view)

    def set_title(self, title: str) -> None:
        """Give it another title."""
        self._title.setText(title)

    def picture(self) -> "Picture":
        """What it shows now, to take along."""
        return _picture(self._title.text(), self.of, self._chart, self.legend)

    @Slot()
    def _change_view(self) -> None:
        shown, table = self._views.currentIndex() == 0, self._figures.table()
        if self._views.count() == 1:
            whole = QWidget()
            column_of(table, on=whole, margins=self._aside)
            self._views.addWidget(whole)
        self._views.setCurrentIndex(int(shown))
        table.setMinimumHeight(table.room if shown else 0)
        self._take.setDisabled(shown)  # the switch beside it stays under the pointer
        words = _(SWITCH[shown])
        self._switch.setText(words)
        self._switch.setAccessibleName(without_key(words))


class TimelinePanel(ChartPanel):
    """Shows the timeline of a day. `picked` gives the segment that was chosen, or the stretch over which the pointer
    was drawn, and whether it was by a key.
    """

    picked = Signal(object, bool)

    def __init__(self, title: str) -> None:
        self._timeline = Timeline()
        figures = Figures("timeline table", _("Timeline of the day"), [_(text) for text in COLUMNS])
        super().__init__(title, self._timeline, figures, hint=_(HINT), name="timeline", inset=SIDE)
        self._timeline.picked.connect(self.picked)
        self._timeline.regrouped.connect(self._show_legend)

    def take_keys(self, reason: Qt.FocusReason) -> None:
        """Have the keyboard at the timeline."""
        self._timeline.setFocus(reason)

    def show_day(self, day: DayRecord) -> None:
        """Show this day."""
        self.of = day_title(day.day, year=True)
        self._timeline.show_day(day)
        self._figures.show_rows([_row(segment, day.zone) for segment in segments_of(day)])

    @Slot()
    def _show_legend(self) -> None:
        entries = [*self._timeline.samples, *samples_of(self._timeline.origins)]
        if entries != self.legend.entries:
            self.legend.show_entries(entries)


def _row(segment: DaySegment, zone: str) -> tuple[str, ...]:
    """What the table says of a segment; a reminder has no length."""
    start, end = local(segment.start, zone), local(segment.end, zone)
    if segment.kind is SegmentKind.SHOWING:
        return segment.what, start, "", ""
    return segment.what, start, end, duration((segment.end - segment.start).total_seconds())


def _picture(title: str, of: str, chart: Chart, *legends: Legend) -> "Picture":
    from posture_app.ui.charts.picture import Picture  # noqa: PLC0415 - for who takes one

    return Picture(title, of, chart, legends)
