"""A thin line between two things of a column."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.look.theme import colours


def paint_rule(widget: QWidget, side: int) -> None:
    """Paint one along the top of a widget, so far from its sides."""
    QPainter(widget).fillRect(side, 0, widget.width() - 2 * side, 1, QColor(colours(widget).line))


class Rule(QWidget):
    """As wide as the column."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_rule(self, 0)


def ruled(*rows: QWidget) -> list[QWidget]:
    """These, and a line between each two of them."""
    return [part for each in rows for part in (Rule(), each)][1:]
