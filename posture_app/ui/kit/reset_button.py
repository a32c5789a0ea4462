"""The way back to a default: an arrow that turns back, beside the field."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, Button
from posture_app.ui.kit.theme import SPACE, colours

WIDTH = 32
RADIUS = 5.5
START, SWEEP = 150, -300
"""Degrees: where the arrow begins, and how far it goes round."""
HEAD = ((-6.2, -6.6), (-6.2, -1.6), (-1.2, -1.6))


class ResetButton(Button):
    """Its words, such as “Reset to 30 min”, are shown by pointing at it."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words, name)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self)
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        box = QRectF(self.rect()).adjusted(1, 3, -1, -3)
        painter.setBrush(QColor(c.sunken) if active else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.accent), FOCUS_WIDTH) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, SPACE, SPACE)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(c.accent), 1.6, Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(box.center())
        painter.drawArc(QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS), START * 16, SWEEP * 16)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in HEAD]))
