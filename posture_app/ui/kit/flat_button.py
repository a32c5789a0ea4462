"""Buttons without a frame, for what is rarely needed: text alone, a sign, the arrow back to a default."""

from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, Button
from posture_app.ui.kit.theme import SPACE, colours

WIDTH = 32
RADIUS = 5.5
START, SWEEP = 150, -300
"""Degrees: where the arrow begins, and how far it goes round."""
HEAD = ((-6.2, -6.6), (-6.2, -1.6), (-1.2, -1.6))


class FlatButton(Button):
    """Accent-coloured text; a ground appears under the pointer. `name` is its objectName."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, name, parent=parent)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextHideMnemonic, self.text())
        return QSize(text.width() + 3 * SPACE, max(HEIGHT, text.height() + SPACE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self)
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(c.sunken) if active else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.accent), FOCUS_WIDTH) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, SPACE, SPACE)
        painter.setPen(QColor(c.accent if self.isEnabled() else c.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic), self.text())


class Sign(Enum):
    """What is on it: the ends of two strokes across the middle, and what it does in a word."""

    ADD = ("Add", (5.0, 0.0), (0.0, 5.0))
    REMOVE = ("Remove", (3.5, 3.5), (3.5, -3.5))


class SignButton(Button):
    """A sign without a frame; a ground appears under the pointer. `name` is its objectName."""

    def __init__(self, sign: Sign, name: str = "") -> None:
        super().__init__("", name)
        self._which = sign
        self.setToolTip(sign.value[0])

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
        painter.setPen(QPen(QColor(c.outline if not self.isEnabled() else c.text if active else c.muted), 1.5))
        painter.translate(QRectF(self.rect()).center())
        for x, y in self._which.value[1:]:
            painter.drawLine(QLineF(QPointF(-x, -y), QPointF(x, y)))


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
