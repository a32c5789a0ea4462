"""A time of day to type."""

import re
import unicodedata
from datetime import time

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.formats import current
from posture_app.ui.kit.fields.field_style import BEFORE
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.look.theme import SPACE

HALF_AN_HOUR, DAY = 30, 24 * 60
HALF_A_DAY = 12
WIDEST = time(20, 0), time(10, 0)
LONGEST = len("10:30 p. m.")
_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_STEPS = {Qt.Key.Key_Up: HALF_AN_HOUR, Qt.Key.Key_Down: -HALF_AN_HOUR}


def time_words(at: time, *, ends: bool) -> str:
    """A time of day as it stands in its field; midnight at the end of a range is 24:00 by a clock of 24 hours."""
    formats = current()
    midnight = ends and at == time(0) and not formats.twelve
    return f"{formats.digits(24)}:{formats.digits(0, 2)}" if midnight else formats.clock(at)


def spelled_out(text: str, *, ends: bool = False) -> str:
    """What people type for a time of day, as HH:MM: “9”, “930”, “9.30”, “9:30 p.m.”. What is none stays as it is."""
    bare, later = _half("".join(str(unicodedata.decimal(each, each)) for each in text.strip()))
    bare = bare.replace(".", ":")
    if bare.isdecimal() and len(bare) <= len("0930"):
        bare = f"{bare}:00" if len(bare) <= len("09") else f"{bare[:-2]}:{bare[-2:]}"
    hours, colon, minutes = bare.partition(":")
    if later is not None and colon and hours.isdecimal() and 1 <= int(hours) <= HALF_A_DAY:
        bare = f"{int(hours) % HALF_A_DAY + later:02}:{minutes}"
        bare = "24:00" if ends and bare == "00:00" else bare
    spelled = f"0{bare}" if bare[1:2] == ":" else bare
    return spelled if _TIME.fullmatch(spelled) else text


def _half(text: str) -> tuple[str, int | None]:
    """The text without a word for morning or afternoon, and how many hours that adds; None if it has no such word."""
    for hours, word, english in zip((0, HALF_A_DAY), current().halves, ("a", "p"), strict=True):
        for pattern in (re.escape(word), rf"{english}\.?\s?m"):
            parts = re.split(pattern, text, maxsplit=1, flags=re.IGNORECASE)
            if len(parts) > 1:
                return "".join(parts).strip(" .\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}"), hours
    return text, None


class ClockEdit(LineEdit):
    """A time of day to type. The arrow keys go by half an hour; a click chooses all of it, to be typed over."""

    edited = Signal()

    def __init__(self, *, ends: bool) -> None:
        super().__init__()
        self._ends = ends
        self._entered = False
        self._longest = max((current().clock(at) for at in WIDEST), key=len)
        self.setMaxLength(max(LONGEST, len(self._longest)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self.take)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._longest)
        return QSize(wide + SPACE + 2 * BEFORE, super().sizeHint().height())

    def show_time(self, at: time) -> None:
        """Show this in place of what was being typed."""
        self.setText(time_words(at, ends=self._ends))

    @Slot()
    def take(self) -> None:
        """Take what was typed."""
        if self.isModified():
            self._put(self.spelled_out())

    def spelled_out(self) -> str:
        """The time that stands in it, as HH:MM; else what was typed."""
        return spelled_out(self.text(), ends=self._ends)

    def _put(self, text: str) -> None:
        try:
            at = time(0) if self._ends and text == "24:00" else time.fromisoformat(text)
        except ValueError:
            self.setText(text)
        else:
            self.show_time(at)
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
        hours, _, minutes = self.spelled_out().partition(":")
        if hours.isdecimal() and minutes.isdecimal():
            now = int(hours) * 60 + int(minutes)
            hours_minutes = divmod(min(DAY if self._ends else DAY - HALF_AN_HOUR, max(0, now + step)), 60)
            self._put("{:02}:{:02}".format(*hours_minutes))
