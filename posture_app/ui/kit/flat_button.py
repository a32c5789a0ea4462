"""Buttons without a frame, for what is rarely needed: text alone, a sign, the arrow back to a default."""

from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, Button
from posture_app.ui.kit.paint import NO_FILL, paint_box, paint_on, round_pen, within
from posture_app.ui.kit.theme import SPACE, Colours

WIDTH = 32
RADIUS = 5.5
START, SWEEP = 150, -300
"""Degrees: where the arrow begins, and how far it goes round."""
HEAD = ((-6.2, -6.6), (-6.2, -1.6), (-1.2, -1.6))


class FlatButton(Button):
    """Accent-coloured text; a ground appears under the pointer. `name` is its objectName."""

    above = 1
    """From its edge to its ground, above and below."""

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextHideMnemonic, self.text())
        return QSize(text.width() + 3 * SPACE, max(HEIGHT, text.height() + SPACE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        ground = QRectF(self.rect()).adjusted(1, self.above, -1, -self.above)
        fill, ring = c.sunken if self.active else None, c.accent if self.hasFocus() else None
        paint_box(painter, ground, SPACE, fill=fill, edge=ring, width=FOCUS_WIDTH)
        self.paint_sign(painter, c)

    def paint_sign(self, painter: QPainter, c: Colours) -> None:
        """Paint what stands on the ground."""
        painter.setPen(QColor(c.accent if self.isEnabled() else c.muted))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic
        painter.drawText(within(self, 1), int(flags), self.text())


class Sign(Enum):
    """What is on it: the ends of two strokes across the middle, and what it does in a word."""

    ADD = ("Add", (5.0, 0.0), (0.0, 5.0))
    REMOVE = ("Remove", (3.5, 3.5), (3.5, -3.5))


class SignButton(FlatButton):
    """A sign. `name` is its objectName."""

    above = 3

    def __init__(self, sign: Sign, name: str = "", *, says: str = "") -> None:
        super().__init__("", name, says=says)
        self._which = sign
        self.setToolTip(sign.value[0])

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paint_sign(self, painter: QPainter, c: Colours) -> None:
        painter.setPen(QPen(QColor(c.outline if not self.isEnabled() else c.text if self.active else c.muted), 1.5))
        painter.translate(QRectF(self.rect()).center())
        for x, y in self._which.value[1:]:
            painter.drawLine(QLineF(QPointF(-x, -y), QPointF(x, y)))


class ResetButton(FlatButton):
    """Its words, such as “Reset to 30 min”, are shown by pointing at it."""

    above = 3

    def __init__(self, words: str, name: str, *, says: str) -> None:
        super().__init__(words, name, says=says)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paint_sign(self, painter: QPainter, c: Colours) -> None:
        painter.setPen(round_pen(c.accent, 1.6))
        painter.setBrush(NO_FILL)
        painter.translate(QRectF(self.rect()).center())
        painter.drawArc(QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS), START * 16, SWEEP * 16)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in HEAD]))
