"""A time of day to type, as HH:MM."""

from datetime import time

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from posture_app.ui.kit.fields.field_style import BEFORE
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.look.theme import SPACE

HALF_AN_HOUR, DAY = 30, 24 * 60
LONGEST = len("00:00")
_STEPS = {Qt.Key.Key_Up: HALF_AN_HOUR, Qt.Key.Key_Down: -HALF_AN_HOUR}


def time_words(at: time, *, ends: bool) -> str:
    """A time of day as it stands in its field; midnight at the end of a range is 24:00."""
    return "24:00" if ends and at == time(0) else f"{at:%H:%M}"


def spelled_out(text: str) -> str:
    """What people type for a time of day, as HH:MM: “9”, “930”, “9.30”. What is none stays as it is."""
    text = text.strip().replace(".", ":")
    if text.isdecimal() and len(text) <= len("0930"):
        text = f"{text}:00" if len(text) <= len("09") else f"{text[:-2]}:{text[-2:]}"
    return f"0{text}" if text[1:2] == ":" else text


class ClockEdit(LineEdit):
    """A time of day to type. The arrow keys go by half an hour; a click chooses all of it, to be typed over."""

    edited = Signal()

    def __init__(self, *, ends: bool) -> None:
        super().__init__()
        self._ends = ends
        self._entered = False
        self.setMaxLength(LONGEST)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self.take)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("00:00") + SPACE + 2 * BEFORE, super().sizeHint().height())

    def show_time(self, at: time) -> None:
        """Show this in place of what was being typed."""
        self.setText(time_words(at, ends=self._ends))

    @Slot()
    def take(self) -> None:
        """Take what was typed."""
        if self.isModified():
            self._put(spelled_out(self.text()))

    def _put(self, text: str) -> None:
        self.setText(text)
        self.edited.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._entered = event.reason() is Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._entered and not self.hasSelectedText():
            self.selectAll()
        self._entered = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        hours, _, minutes = spelled_out(self.text()).partition(":")
        if hours.isdecimal() and minutes.isdecimal():
            now = int(hours) * 60 + int(minutes)
            hours_minutes = divmod(min(DAY if self._ends else DAY - HALF_AN_HOUR, max(0, now + step)), 60)
            self._put("{:02}:{:02}".format(*hours_minutes))
