"""A range of working hours: from one time of day to another, and a way to be rid of it."""

from datetime import time

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from posture_app.core.rules import Range
from posture_app.core.settings.hours import make_range
from posture_app.ui.kit.field import Frame
from posture_app.ui.kit.panel import short_label
from posture_app.ui.kit.sign_button import Sign, SignButton
from posture_app.ui.kit.theme import SPACE

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


class ClockEdit(QLineEdit):
    """A time of day to type. The arrow keys go by half an hour; a click chooses all of it, to be typed over."""

    edited = Signal()

    def __init__(self, *, ends: bool) -> None:
        super().__init__()
        self._ends = ends
        self._entered = False
        self.setFrame(False)
        self.setMaxLength(LONGEST)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.editingFinished.connect(self.take)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("00:00") + SPACE, super().sizeHint().height())

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


class RangeField(QWidget):
    """Two times. `edited` tells that one has changed, `unwanted` that the range is to go."""

    edited = Signal()
    unwanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = (ClockEdit(ends=False), ClockEdit(ends=True))
        self._frames = tuple(Frame(edit) for edit in self.times)
        self.remove = SignButton(Sign.REMOVE)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE // 2)
        for widget in (self._frames[0], short_label("–"), self._frames[1], self.remove):
            line.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for edit in self.times:
            edit.edited.connect(self.edited)
        self.remove.clicked.connect(self.unwanted)

    def introduce(self, key: str, name: str) -> None:
        """Name its parts: `key` begins their objectNames, the rest is for screen readers."""
        for edit, which in zip(self.times, ("from", "until"), strict=True):
            edit.setObjectName(f"{key}_{which}")
            edit.setAccessibleName(f"{name}, {which}")
        self.remove.setObjectName(f"{key}_remove")
        self.remove.setAccessibleName(f"Remove {name}")

    def value(self) -> Range:
        """Both times. Raises ValueError that says what is wrong with them."""
        start, end = (edit.text() for edit in self.times)
        return make_range(start, end)

    def show_value(self, span: Range) -> None:
        """Show this range, without telling of it."""
        for edit, at in zip(self.times, span, strict=True):
            edit.show_time(at)

    def pending(self) -> bool:
        """Whether a person has begun to type and not finished."""
        return any(edit.isModified() for edit in self.times)

    def take(self) -> None:
        """Take what was typed."""
        for edit in self.times:
            edit.take()

    def mark(self, *, refused: bool) -> None:
        """Outline it, or no longer."""
        for frame in self._frames:
            frame.mark(refused=refused)
