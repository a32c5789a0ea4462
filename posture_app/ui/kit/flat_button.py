"""A button that is text alone, for what is rarely needed beside a field."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, Button
from posture_app.ui.kit.theme import SPACE, colours


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
