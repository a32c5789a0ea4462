"""The progress of something."""

import math

from PySide6.QtCore import QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from posture_app.ui.kit.layout import column_of, row_of, wide
from posture_app.ui.kit.paint import paint_box, paint_on
from posture_app.ui.kit.panel import short_label
from posture_app.ui.kit.theme import SPACE

HEIGHT = 6
WHOLE = 1000
PIECE, TO_AND_FRO_MS = 0.25, 2000
"""The part of the bar that moves while it is not known how far it is, and how long that takes there and back."""


class ProgressBar(QProgressBar):
    """A thin bar, filled as far as it is told; until then a part of it moves to and fro, while it can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.moving = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=TO_AND_FRO_MS)
        self.moving.setLoopCount(-1)
        self.moving.valueChanged.connect(self.update)
        self.show_busy()

    def show_busy(self) -> None:
        """Show that it works, while its progress is not known."""
        self.setRange(0, 0)
        if self.isVisible():
            self.moving.start()

    def show_share(self, share: float) -> None:
        """Fill so much of it, from 0 to 1."""
        self.moving.stop()
        self.setRange(0, WHOLE)
        self.setValue(round(min(1.0, max(0.0, share)) * WHOLE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.maximum():
            self.moving.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self.moving.stop()
        super().hideEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(HEIGHT * 20, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        box, radius = QRectF(self.rect()), HEIGHT / 2
        paint_box(painter, box, radius, fill=c.line)
        if not self.maximum():
            long = box.width() * PIECE
            way = (1 - math.cos(2 * math.pi * float(self.moving.currentValue() or 0))) / 2
            paint_box(painter, QRectF(way * (box.width() - long), 0, long, HEIGHT), radius, fill=c.accent)
        elif self.value() > 0:
            done = box.width() * self.value() / WHOLE
            paint_box(painter, QRectF(0, 0, max(done, HEIGHT), HEIGHT), radius, fill=c.accent)


class ProgressPanel(QWidget):
    """What is being done, and its progress as soon as that is known."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._share, self._bar = short_label(muted=True), short_label(muted=True), ProgressBar()
        column_of(
            row_of(wide(self._words), self._share, spacing=SPACE // 2),
            self._bar,
            on=self,
            spacing=SPACE // 2,
            margins=(0, 0, SPACE, 0),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def begin(self, words: str) -> None:
        """Say what is being done."""
        self._words.setText(words)
        self._share.setText("")
        self._bar.setAccessibleName(words)
        self._bar.show_busy()

    def come(self, done: int, total: int) -> None:
        """Show this progress; nothing if the total is not known."""
        if not total:
            return
        share = min(1.0, done / total)
        self._bar.show_share(share)
        self._share.setText(f"{share * 100:.0f}\N{NO-BREAK SPACE}%")
