"""Counting down by the second, and the ring that shows it."""

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from posture_app.core.formats import number_words, two_digits
from posture_app.core.language import _
from posture_app.core.ports import Clock, Loop, Timer
from posture_app.core.units import amount
from posture_app.ui.kit.look.paint import paint_on, paint_ring, round_pen, within

STROKE = 0.07
"""The ring's thickness, in times of its diameter."""
LETTERS, ROOM = 0.28, 0.72
"""So are the height of its number, and the width there is for it."""
LEAST_WAIT_S = 0.01
MINUTE = 60


class Countdown:
    """Tells `tick` the whole seconds left, first of all now, then as each goes by; and `over` at the end.

    It goes by the clock and not by the number of its ticks, so that a busy machine does not make it longer.
    """

    def __init__(
        self, seconds: float, *, loop: Loop, clock: Clock, tick: Callable[[int], None], over: Callable[[], None]
    ) -> None:
        self._loop, self._clock = loop, clock
        self._tick, self._over = tick, over
        self._end = clock.now().true + seconds
        self._timer: Timer | None = None
        self._go_on()

    def cancel(self) -> None:
        """Stop counting; harmless if it has stopped."""
        if self._timer is not None:
            self._timer.cancel()

    def _go_on(self) -> None:
        left = self._end - self._clock.now().true
        if left <= 0:
            self._over()
            return
        whole = math.ceil(left)
        self._timer = self._loop.later(max(LEAST_WAIT_S, left - (whole - 1)), self._go_on)
        self._tick(whole)


def digits(seconds: int) -> str:
    """As a clock shows it: “1:05”, “0:45”."""
    return f"{number_words(seconds // MINUTE)}:{two_digits(seconds % MINUTE)}"


def in_words(seconds: int) -> str:
    """To the second: “1 min 05 s”, “2 min”, “45 s”."""
    minutes, rest = divmod(seconds, MINUTE)
    if not minutes or not rest:
        return amount(minutes, "min") if minutes else amount(rest, "s")
    return _("{minutes} min {seconds} s").format(minutes=number_words(minutes), seconds=two_digits(rest))


class CountdownRing(QProgressBar):
    """A ring that empties clockwise, with the time left in its midst. It moves once a second and no more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("countdown")
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._left, self._whole = 0, 1
        self._diameter = 0

    def sizeHint(self) -> QSize:
        return QSize(self._diameter, self._diameter)

    def set_diameter(self, pixels: int) -> None:
        """Give it this size."""
        self._diameter = pixels
        self.updateGeometry()

    def show_left(self, left: int, whole: int) -> None:
        """Show so many seconds left of so many."""
        self._left, self._whole = left, max(1, whole)
        self.setRange(0, self._whole)
        self.setValue(self._whole - left)
        self.setAccessibleName(_("{length} left").format(length=in_words(left)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        stroke = self.width() * STROKE
        box = within(self, stroke / 2)
        paint_ring(painter, c, box, round_pen(c.accent, stroke), -max(0, self._left) / self._whole)
        text = digits(self._left)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(max(1, round(self.width() * LETTERS)))
        wide = QFontMetricsF(font).horizontalAdvance(text) / (self.width() * ROOM)
        if wide > 1:  # a hundred minutes or more
            font.setPixelSize(max(1, int(font.pixelSize() / wide)))
        painter.setFont(font)
        painter.setPen(QColor(c.text))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, text)
