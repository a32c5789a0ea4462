"""Small buttons that are a sign: + adds something, × takes away what it stands beside."""

from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, Button
from posture_app.ui.kit.theme import SPACE, colours

WIDTH = 32


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
