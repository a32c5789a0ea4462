"""The strip at the side of a window: its name, the ways to its pages, and a line that parts it from them."""

from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import short_label
from posture_app.ui.kit.theme import SPACE, colours

WIDTH = 176


class Sidebar(QWidget):
    """Put the entries into its `column`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.column = column_of(on=self, spacing=SPACE // 2, margins=(SPACE, SPACE * 3, SPACE + 1, SPACE * 2))
        heading = short_label(name, scale=1.2, strong=True)
        heading.setContentsMargins(SPACE + SPACE // 2, 0, 0, SPACE)  # in line with the words of the entries
        self.column.addWidget(heading)

    def accessible_as(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.PageTabList)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.width() - 1, 0, 1, self.height(), QColor(colours(self).line))
