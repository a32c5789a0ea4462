"""A thin line between two things."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


class Rule(QWidget):
    """As wide as the column, or as high as the row that it lies in."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        (self.setFixedWidth if upright else self.setFixedHeight)(1)


def ruled(*rows: QWidget) -> list[QWidget]:
    """These, and a line between each two of them."""
    return [part for each in rows for part in (Rule(), each)][1:]
