"""A field to search with: rounded like the buttons, with a ring where the keyboard is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT
from posture_app.ui.kit.paint import paint_box, paint_on, within
from posture_app.ui.kit.theme import SPACE


class SearchField(QLineEdit):
    """A line to type in. `name` is its objectName, `words` say what it searches."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)
        self.setFrame(False)
        self.setTextMargins(SPACE, 0, SPACE // 2, 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, c = paint_on(self)
        focus = self.hasFocus()
        corners = QPainterPath()
        corners.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()), SPACE, SPACE)
        painter.fillPath(corners.subtracted(inside), QColor(c.window))  # the style has filled the whole field
        width = FOCUS_WIDTH if focus else 1
        paint_box(painter, within(self, width / 2), SPACE, edge=c.accent if focus else c.edge, width=width)
