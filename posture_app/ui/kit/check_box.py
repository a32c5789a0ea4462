"""A check box that stands out from its ground in both themes."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, KEYBOARD
from posture_app.ui.kit.paint import paint_box, paint_on
from posture_app.ui.kit.theme import SPACE

TICK = 16


def paint_tick(painter: QPainter, middle: QPointF, colour: str) -> None:
    """The mark of what is switched on."""
    painter.setPen(QPen(QColor(colour), 1.8))
    painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-4, 0), (-1, 3), (4, -3))])


class CheckBox(QCheckBox):
    """A tick and its words, as high as the fields."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._by_keyboard = False

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextHideMnemonic, self.text())
        return QSize(TICK + SPACE + text.width(), max(HEIGHT, text.height() + SPACE))

    def hitButton(self, pos: QPoint) -> bool:
        return pos.x() <= self.sizeHint().width() and self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    @property
    def ringed(self) -> bool:
        """Whether it has the focus, brought there by the keyboard: who clicks knows where they are."""
        return self._by_keyboard and self.hasFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        on, enabled = self.isChecked(), self.isEnabled()
        box = QRectF(0, (self.height() - TICK) / 2, TICK, TICK).adjusted(0.5, 0.5, -0.5, -0.5)
        strong = c.accent if enabled else c.muted
        fill, edge, width = strong if on else c.sunken if self.isDown() else c.surface, strong, 1.0
        if self.ringed:
            edge, width = c.text if on else c.accent, FOCUS_WIDTH
        elif not on:
            edge = c.edge if enabled else c.line
        paint_box(painter, box, SPACE / 2, fill=fill, edge=edge, width=width)
        if on:
            paint_tick(painter, box.center(), c.on_accent if enabled else c.surface)
        painter.setPen(QColor(c.text if enabled else c.muted))
        words = self.rect().adjusted(TICK + SPACE, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic, self.text())
