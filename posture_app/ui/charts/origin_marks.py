"""How a chart shows where something is known from: plain if it was seen here, and else with a pattern."""

from collections.abc import Collection

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from posture_app.core.language import N_, _
from posture_app.core.spans import Origin
from posture_app.ui.charts.legend import Sample
from posture_app.ui.kit.look.paint import faded
from posture_app.ui.kit.look.theme import Colours

APART, STRIPE = 6.0, 2.0
"""Stripes across what was corrected: from one to the next, and how thick."""
DOT, DOTS = 1.25, 5.0
"""Dots over what another computer saw: their radius, and from one to the next."""
EDGE = 1.5
TINT = 0.3
"""How much of its colour what was imported keeps within its outline, as in the bars of days."""


def paint_known(painter: QPainter, c: Colours, box: QRectF, colour: str, origin: Origin) -> None:
    """Fill a box of the band with this colour, in the pattern of this origin."""
    ground = faded(colour, TINT if origin is Origin.IMPORTED else 1.0)
    painter.fillRect(box, ground)
    match origin:
        case Origin.CORRECTED:
            paint_stripes(painter, box, QColor(c.surface))
        case Origin.ELSEWHERE:
            _paint_dots(painter, box, QColor(c.surface))
        case Origin.IMPORTED:
            _paint_edge(painter, box, colour)


def _paint_edge(painter: QPainter, box: QRectF, colour: str) -> None:
    width = min(EDGE, box.width() / 2)
    pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2))


def paint_stripes(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Stripes across a box, which go on in the box beside it."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, STRIPE))
    x = box.left() - (box.left() + box.top()) % APART
    while x < box.right() + box.height():
        painter.drawLine(QLineF(x, box.top(), x - box.height(), box.bottom()))
        x += APART
    painter.restore()


def _paint_dots(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    rows = max(1, int(box.height() // DOTS))
    top = box.center().y() - (rows - 1) * DOTS / 2
    x = box.left() - box.left() % DOTS + DOTS / 2
    while x < box.right() - DOT:
        if x > box.left() + DOT:
            for row in range(rows):
                painter.drawEllipse(QPointF(x, top + row * DOTS), DOT, DOT)
        x += DOTS


def _sample(origin: Origin) -> Sample:
    return lambda painter, c, box: paint_known(painter, c, box, c.sitting, origin)


_WORDS = {
    Origin.CORRECTED: N_("Corrected"),
    Origin.ELSEWHERE: N_("Other computer"),
    Origin.IMPORTED: N_("Imported"),
}


def samples_of(origins: Collection[Origin]) -> list[tuple[str, Sample]]:
    """The entries of the legend for these origins; what was seen here needs none."""
    return [(_(word), _sample(origin)) for origin, word in _WORDS.items() if origin in origins]
