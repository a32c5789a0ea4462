"""The state of this moment: dial, words and the buttons that answer it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.errors import guarded
from posture_app.core.settings.setting import MINUTE
from posture_app.core.status import State, Status
from posture_app.ui.charts.dial import Dial
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.layout import column_of, spring
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, show_text
from posture_app.ui.pages.live_answers import LiveAnswers
from posture_app.ui.pages.live_words import moment
from posture_app.ui.sources import Sources

SECOND_MS = 1000
LEAST_HEIGHT = SPACE * 24
"""Room for each of the states, so that nothing below it moves when they change."""


class LivePanel(Panel):
    """Shows `Sources.live_status`. Runs a clock of its own only while it is seen: to the next full minute, or by the
    second while a break is counted down. `minute` is called when a minute has passed.
    """

    def __init__(self, sources: Sources, minute: Callable[[], None]) -> None:
        super().__init__()
        self.nothing_yet = False
        """Whether nothing was recorded today: set it before a refresh."""
        self._sources, self._minute = sources, minute
        self._dial = Dial()
        self._headline = label(scale=1.5, strong=True, name="headline")
        self._remark = label(muted=True, name="remark")
        self._answers = LiveAnswers(sources, self.refresh)
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setObjectName("live panel")
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self._ticked)
        self._counts_down = False

    def _lay_out(self) -> None:
        self.setMinimumHeight(LEAST_HEIGHT)
        words = QWidget()
        column_of(
            spring(), self._headline, SPACE // 2, self._remark, SPACE * 2, self._answers, spring(), on=words, spacing=0
        )
        self.column.addWidget(Beside(self._dial, words, spacing=SPACE * 3, where=Qt.AlignmentFlag.AlignCenter))

    def refresh(self) -> None:
        status, settings = self._sources.live_status(), self._sources.settings()
        sight, zone = self._sources.sight(), self._sources.zone()
        head, remark, shown = moment(status, settings, zone, sight, nothing_yet=self.nothing_yet)
        self._headline.setText(head)
        show_text(self._remark, remark)
        self._dial.show_state(shown.glance, shown.share, large=shown.large, small=shown.small)
        self._answers.fit(status, settings, blind=sight.blind)
        self._counts_down = status.state is State.UP and status.break_left_s > 0
        self._arm(status)

    def _arm(self, status: Status) -> None:
        if not self.isVisible():
            return
        counted = status.bout_s if status.state is State.SITTING else status.lasted_s
        wait_s = 1 if self._counts_down else MINUTE - counted % MINUTE
        self._tick.start(wait_s * SECOND_MS)

    @Slot()
    def _ticked(self) -> None:
        if not self._counts_down:
            self._minute()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        guarded(self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
