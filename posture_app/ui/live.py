"""The state of this moment: dial, words and the buttons that answer it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posture_app.core.events import Word
from posture_app.core.settings import MINUTE
from posture_app.core.status import Hold, State, Status
from posture_app.core.words import HOLDS, Glance, duration, glance, status_line
from posture_app.ui.button import Button, Look
from posture_app.ui.dial import Dial
from posture_app.ui.panel import Panel, label, row
from posture_app.ui.sources import Sources
from posture_app.ui.theme import SPACE

SECOND_MS = 1000
REMARKS = {
    State.SITTING: "",
    State.STANDING: "Say so when you sit down again.",
    State.AWAY: "Counting goes on when you are back.",
    State.UP: "Take a few steps; the screen can wait.",
}
HELD_REMARK = "A reminder is due. You will see it when this is over."
PAUSED_REMARK = "No reminders until then. Sitting is still counted."


class LivePanel(Panel):
    """Shows `Sources.live_status`. Runs a clock of its own only while it is seen: to the next full minute, or by the
    second while a break is counted down. `minute` is called when a minute has passed.
    """

    def __init__(self, sources: Sources, minute: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=SPACE * 5 // 2)
        self._sources, self._minute = sources, minute
        self._dial = Dial(self)
        self._headline = label(scale=1.5, strong=True, name="headline")
        self._remark = label(muted=True, name="remark")
        self._words: dict[Word, Button] = {}
        self._column(self._headline, self._remark)
        self._tick = QTimer(self)
        self._tick.setObjectName("live panel")
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self._ticked)
        self._counts_down = False

    def _column(self, *words: QWidget) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(SPACE)
        beside.addStretch(1)
        for widget in words:
            beside.addWidget(widget)
        beside.addSpacing(SPACE)
        beside.addLayout(row(self._button(Word.UP, "I'm getting &up", Look.MAIN), *self._postures()))
        beside.addLayout(
            row(
                self._button(Word.SNOOZE, "Sn&ooze"),
                self._button(Word.SKIP, "S&kip this one"),
                self._button(Word.RESUME, "&Resume reminders"),
            )
        )
        beside.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(SPACE * 4)
        line.addWidget(self._dial, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(beside, 1)
        self.column.addLayout(line)

    def _postures(self) -> tuple[Button, Button]:
        return self._button(Word.STAND, "I'm s&tanding"), self._button(Word.SIT, "I'm s&itting")

    def _button(self, word: Word, text: str, look: Look = Look.PLAIN) -> Button:
        made = Button(text, f"say {word}", look, self)
        made.clicked.connect(self._said)
        self._words[word] = made
        return made

    @Slot()
    def _said(self) -> None:
        sender = self.sender()
        word = next(word for word, button in self._words.items() if button is sender)
        self._sources.say(word, None)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand now."""
        status = self._sources.live_status()
        head, _, tail = status_line(status, self._sources.zone()).partition(" · ")
        counts_down = status.state is State.UP and not status.paused  # the dial says for how long
        self._headline.setText("On a break" if counts_down else head)
        self._remark.setText(_remark(status, tail))
        self._remark.setVisible(bool(self._remark.text()))
        self._show_dial(status)
        self._show_buttons(status)
        self._counts_down = status.state is State.UP and _left_s(status) > 0
        self._arm(status)

    def _show_buttons(self, status: Status) -> None:
        shown = {
            Word.UP: status.state in (State.SITTING, State.STANDING),
            Word.STAND: status.state is not State.STANDING,
            Word.SIT: status.state is not State.SITTING,
            Word.SNOOZE: status.prompt is not None,
            Word.SKIP: status.prompt is not None,
            Word.RESUME: status.paused,
        }
        for word, visible in shown.items():
            self._words[word].setVisible(visible)
        self._words[Word.SNOOZE].setText(f"Sn&ooze {self._sources.settings().snooze} min")

    def _show_dial(self, status: Status) -> None:
        look = glance(status)
        match status.state:
            case State.SITTING:
                whole = status.bout_s + (status.due_s or 0)
                small = f"of {duration(whole)}" if status.due_s else "without a break"
                self._dial.show_state(look, status.progress, large=_minutes(status.bout_s), small=small)
            case State.UP:
                left = _left_s(status)
                share = left / (self._sources.settings().break_length * MINUTE)
                self._dial.show_state(look, share, large=f"{left // MINUTE}:{left % MINUTE:02}", small="break")
            case State.STANDING:
                self._dial.show_state(look, 1.0, large=_minutes(_lasting_s(status)), small="standing")
            case State.AWAY:
                large = "–" if status.since is None else _minutes(_lasting_s(status))
                self._dial.show_state(Glance.PAUSED, 0.0, large=large, small="away")

    def _arm(self, status: Status) -> None:
        if not self.isVisible():
            return
        counted = status.bout_s if status.state is State.SITTING else _lasting_s(status)
        wait_s = 1 if self._counts_down else MINUTE - counted % MINUTE
        self._tick.start(wait_s * SECOND_MS)

    @Slot()
    def _ticked(self) -> None:
        if not self._counts_down:
            self._minute()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()


def _remark(status: Status, tail: str) -> str:
    if status.paused:
        return PAUSED_REMARK
    if glance(status) is Glance.HELD and Hold.HOURS not in status.holds:
        return HELD_REMARK
    held = next((HOLDS[hold] for hold in status.holds if hold is not Hold.HOURS), "")
    parts = [tail[:1].upper() + tail[1:] if tail else REMARKS[status.state]]
    if held and status.state is State.SITTING:
        parts.append(f"Reminders are held {held}")
    return ". ".join(part.rstrip(".") for part in parts if part) + "." if any(parts) else ""


def _minutes(seconds: int) -> str:
    return duration(seconds) if seconds >= MINUTE else "< 1 min"


def _left_s(status: Status) -> int:
    return 0 if status.up_until is None else max(0, int((status.up_until - status.at).total_seconds()))


def _lasting_s(status: Status) -> int:
    return 0 if status.since is None else max(0, int((status.at - status.since).total_seconds()))
