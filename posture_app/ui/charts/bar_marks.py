"""What bars are painted with: the bar, and the line that stands for slim bars where there is no room for them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from posture_app.ui.charts.origin_marks import EDGE, TINT
from posture_app.ui.kit.theme import Colours

LINE, HALO = 2.0, 1.5
"""How thick the line is, and what is left free on each side of it."""


def fill_bar(painter: QPainter, c: Colours, box: QRectF, radius: float, colour: QColor, *, pale: bool) -> None:
    """A bar; a pale one has an outline, where there is room for it."""
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    if not pale:
        painter.fillPath(shape, colour)
        return
    painter.fillPath(shape, QColor(c.surface))  # no line of the grid shows through
    ground = QColor(colour)
    ground.setAlphaF(TINT)
    painter.fillPath(shape, ground)
    if box.width() > 3 * EDGE:
        painter.setPen(QPen(colour, EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(EDGE / 2, EDGE / 2, -EDGE / 2, -EDGE / 2), radius, radius)


def paint_line(painter: QPainter, c: Colours, points: Sequence[QPointF]) -> None:
    """A line through these points, set off from what is below it."""
    for colour, wide in ((c.surface, LINE + 2 * HALO), (c.standing, LINE)):
        painter.setPen(
            QPen(QColor(colour), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline(points)
