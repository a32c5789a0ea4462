"""A page that is written on from the top."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from posture_app.ui.kit.look.paint import LEFT, RIGHT, paint_words
from posture_app.ui.kit.look.theme import LIGHT

LEAST_PIXELS = 9
FIRST_COLUMN = 0.24
"""The share that the names have of the width of a table."""


def letters(pixels: int, *, strong: bool = False) -> QFont:
    """The font of the app in this size, whatever the person has set for screens: a page is as large for everybody."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def fitting(texts: Sequence[str], pixels: int, width: float) -> QFont:
    """A strong font of this size, or as much smaller as it takes for each of these to have room on one line."""
    for size in range(pixels, LEAST_PIXELS, -1):
        font = letters(size, strong=True)
        if all(QFontMetricsF(font).horizontalAdvance(text) <= width for text in texts):
            return font
    return letters(LEAST_PIXELS, strong=True)


class Sheet:
    """Writes with a painter into a box, in the colours of paper; `y` is how far it has come."""

    def __init__(self, painter: QPainter, box: QRectF) -> None:
        self.painter, self.box, self.y = painter, box, box.top()

    @property
    def left(self) -> float:
        """How much of its height is left."""
        return self.box.bottom() - self.y

    def skip(self, high: float) -> None:
        """Leave so much free."""
        self.y += high

    def line(self, words: str, font: QFont, *, muted: bool = False, side: Qt.AlignmentFlag = LEFT) -> None:
        """Write one line."""
        high = QFontMetricsF(font).height()
        self.write(words, font, QRectF(self.box.left(), self.y, self.box.width(), high), muted=muted, side=side)
        self.y += high

    def paragraph(self, words: str, font: QFont, *, muted: bool = False) -> None:
        """Write as many lines as it takes."""
        high = height_of(words, font, self.box.width())
        self.write(words, font, QRectF(self.box.left(), self.y, self.box.width(), high), muted=muted)
        self.y += high

    def write(
        self, words: str, font: QFont, box: QRectF, *, muted: bool = False, side: Qt.AlignmentFlag = LEFT
    ) -> None:
        """Write into this box, in as many lines as it takes."""
        self.painter.setFont(font)
        self.painter.setPen(QColor(LIGHT.muted if muted else LIGHT.text))
        paint_words(self.painter, box, side, words, wrapped=True)

    def rule(self) -> None:
        """Draw a line across."""
        self.painter.setPen(QPen(QColor(LIGHT.line), 1))
        self.painter.drawLine(QPointF(self.box.left(), self.y), QPointF(self.box.right(), self.y))

    def row(self, texts: Sequence[str], font: QFont, high: float, *, muted: bool = False) -> None:
        """Write a row of a table: a name, and figures that stand at the right of their columns."""
        metrics, names = QFontMetricsF(font), self.box.width() * FIRST_COLUMN
        wide = (self.box.width() - names) / max(1, len(texts) - 1)
        top = self.y + (high - metrics.height()) / 2
        for place, text in enumerate(texts):
            left = self.box.left() + (names + (place - 1) * wide if place else 0)
            words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, (wide if place else names) - 2)
            box = QRectF(left, top, wide if place else names, metrics.height())
            self.write(words, font, box, muted=muted, side=RIGHT if place else LEFT)
        self.y += high


def height_of(words: str, font: QFont, width: float) -> float:
    """How high this is in lines of such a width."""
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10_000), flags, words).height()
