"""The page of today: the state of this moment, the figures of the day, and its timeline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from posture_app.core.formats import day_title
from posture_app.core.language import N_, _
from posture_app.core.record.day_record import DayRecord
from posture_app.core.record.this_hour import days_before, hour_sentence, usual_by
from posture_app.core.sight import TITLE as TITLE_BLIND
from posture_app.core.sight import WHAT_WORKS
from posture_app.core.statistics.patterns import DayHours
from posture_app.core.status import State
from posture_app.ui.charts.chart_panel import TimelinePanel
from posture_app.ui.kit.layout import column_of, spring
from posture_app.ui.kit.look.theme import SPACE, TITLE
from posture_app.ui.kit.page import Page, page_column
from posture_app.ui.kit.panel import EmptyPanel, label, show_text
from posture_app.ui.pages.live_panel import LivePanel
from posture_app.ui.pages.programme_panel import ProgrammePanel
from posture_app.ui.pages.return_panel import ReturnPanel
from posture_app.ui.pages.tip_panel import TipPanel
from posture_app.ui.pages.today_tiles import TodayTiles
from posture_app.ui.sources import Sources

BLIND_EMPTY = N_(
    "When you have said that you sit or stand, this page fills with the time of each, how long without a break, the "
    "breaks you took, and a band that shows them over the day. Nothing leaves this computer."
)
EMPTY_TITLE = N_("Your day will appear here")
EMPTY = N_(
    "As you use the computer, this page fills with the time you sat and stood, how long without a break, "
    "the breaks you took, and a band that shows them over the day. Nothing has to be started, and nothing leaves "
    "this computer."
)


class TodayPage(Page):
    """Shows the present day; `refresh` reads it anew. `picked` gives the stretch of it that is to be corrected, and
    whether it was chosen by a key.
    """

    picked = Signal(object, bool)

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self.setObjectName("today page")
        self._sources = sources
        self._usual: tuple[object, tuple[DayHours, ...]] | None = None
        self._date = label(muted=True)
        self._hour = label(scale=1.15, name="this hour")
        self._live = LivePanel(sources, super().refresh)
        self._programme = ProgrammePanel(sources)
        self._return = ReturnPanel(sources.coming_back, self.tried)
        self._tiles = TodayTiles()
        self._tip = TipPanel(sources, self.tried)
        self._timeline = TimelinePanel(_("The day so far"))
        self._timeline.picked.connect(self.picked)
        self._day = QWidget()
        column_of(*self._tiles.rows, self._timeline, on=self._day, spacing=SPACE * 2)
        self._blind = EmptyPanel("blind", _(TITLE_BLIND), _(WHAT_WORKS))
        self._why = label(muted=True)
        self._blind.column.addWidget(self._why)
        self._empty = EmptyPanel("empty day", _(EMPTY_TITLE), _(EMPTY))
        self._example: QWidget | None = None
        page_column(
            self,
            column_of(label(_("Today"), scale=TITLE, strong=True), self._date, SPACE, self._hour, spacing=0),
            self._live,
            self._programme,
            self._return,
            self._blind,
            self._day,
            self._empty,
            self._tip,
            spring(),
        )

    def refresh(self) -> None:
        super().refresh()
        sight = self._sources.sight()
        self._blind.setVisible(sight.blind)
        self._why.setText(_("Why: {why}.").format(why=sight.why) if sight.why else "")
        self._empty.set_text(_(BLIND_EMPTY) if sight.blind else _(EMPTY))
        self._live.refresh()  # known without the log
        self._show_coming()
        self._return.refresh()

    def _show_coming(self) -> None:
        status = self._sources.live_status()
        counts = status.state in (State.SITTING, State.STANDING) and not status.private
        self._tiles.show_coming(self._sources.upcoming() if counts else (), status, self._sources.zone())

    def read(self) -> None:
        day = self._sources.day()
        self._date.setText(day_title(day.day))
        self._day.setVisible(day.known)
        self._show_example(on=not day.known)
        self._live.nothing_yet = not day.known
        self._tiles.show_day(day)
        self._tip.refresh()
        self._timeline.show_day(day)
        self._show_hour(day)
        self._programme.refresh()

    def _show_example(self, *, on: bool) -> None:
        """Say what will be here, with an example of it, which is made when there is nothing else."""
        if on and self._example is None:
            from posture_app.ui.history.empty import day_example  # noqa: PLC0415 - likewise

            self._example = day_example()
            self._empty.column.addWidget(self._example)
        self._empty.setVisible(on)

    def reread(self) -> None:
        self._usual = None
        super().reread()

    def _show_hour(self, day: DayRecord) -> None:
        """Say how the day goes; what is usual changes with the day and the settings only."""
        settings = self._sources.settings()
        made_for = (day.day, settings.day_start, settings.break_min)
        if self._usual is None or self._usual[0] != made_for:
            self._usual = made_for, days_before(self._sources.history, day, settings)
        usual = usual_by(self._usual[1], day.now, day.zone, settings.day_start)
        show_text(self._hour, hour_sentence(day, usual, goal=settings.goal_word) if day.known else "")
