"""The mark of what opens a list or a calendar below it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

SIZE = 4.0
"""Its height, and half its width."""


def paint(painter: QPainter, tip: QPointF, colour: QColor) -> None:
    """Paint one that points down to `tip`."""
    painter.setPen(QPen(colour, 1.5))
    painter.drawPolyline([tip + QPointF(-SIZE, -SIZE), tip, tip + QPointF(SIZE, -SIZE)])
