"""The legend of a chart: what its colours and signs stand for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.kit.paint import paint_on
from posture_app.ui.kit.theme import SPACE, Colours, sized

SAMPLE = 12.0
"""Width and height of a sample."""
AFTER_SAMPLE, AFTER_WORD = 6, SPACE * 3 // 2

Sample = Callable[[QPainter, Colours, QRectF], None]
"""Paints what the chart shows into a box."""


class Legend(QWidget):
    """Samples of what a chart shows, each with its word."""

    def __init__(self, entries: Sequence[tuple[str, Sample]]) -> None:
        super().__init__()
        sized(self, 0.92)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[tuple[str, Sample]]) -> None:
        """Show these entries from now on."""
        self._entries = entries
        self.setAccessibleName(", ".join(word for word, _ in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(word) + SAMPLE + AFTER_SAMPLE + AFTER_WORD for word, _ in self._entries)
        return QSize(round(width) - AFTER_WORD + 1, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        x, top = 0.0, (self.height() - SAMPLE) / 2
        for word, sample in self._entries:
            painter.save()
            sample(painter, c, QRectF(x, top, SAMPLE, SAMPLE))
            painter.restore()
            x += SAMPLE + AFTER_SAMPLE
            painter.setPen(QColor(c.muted))
            painter.drawText(QRectF(x, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            x += self.fontMetrics().horizontalAdvance(word) + AFTER_WORD
