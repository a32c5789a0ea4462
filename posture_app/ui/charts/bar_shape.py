"""How a bar is drawn, and the line that stands for many narrow ones."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from posture_app.ui.charts.origin_marks import EDGE, TINT
from posture_app.ui.kit.look.paint import faded
from posture_app.ui.kit.look.theme import Colours

LINE, HALO = 2.0, 1.5
"""How thick the line is, and what is left free on each side of it."""


def outline(box: QRectF, radius: float, *, inset: float = 0.0) -> QPainterPath:
    """Up the left side of a box, round its upper corners, and down the right side; open at its foot."""
    left, top, right = box.left() + inset, box.top() + inset, box.right() - inset
    path = QPainterPath(QPointF(left, box.bottom()))
    path.lineTo(left, top + radius)
    path.quadTo(left, top, left + radius, top)
    path.lineTo(right - radius, top)
    path.quadTo(right, top, right, top + radius)
    path.lineTo(right, box.bottom())
    return path


def fill_bar(painter: QPainter, c: Colours, box: QRectF, radius: float, colour: QColor, *, pale: bool) -> None:
    """A bar, or the upper part of one, that is round at the top; a pale one has an outline, where there is room."""
    if not (pale or radius):
        painter.fillRect(box, colour)
        return
    shape = outline(box, radius)
    if not pale:
        painter.fillPath(shape, colour)
        return
    painter.fillPath(shape, QColor(c.surface))  # no line of the grid shows through
    ground = faded(colour, TINT)
    painter.fillPath(shape, ground)
    if box.width() > 3 * EDGE:
        pen = QPen(colour, EDGE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        painter.strokePath(outline(box, radius, inset=EDGE / 2), pen)


def paint_line(painter: QPainter, c: Colours, points: Sequence[QPointF]) -> None:
    """A line through these points, set off from what is below it."""
    for colour, wide in ((c.surface, LINE + 2 * HALO), (c.standing, LINE)):
        painter.setPen(
            QPen(QColor(colour), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline(points)
