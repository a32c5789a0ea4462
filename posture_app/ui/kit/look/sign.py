"""The small marks on buttons and fields: a tick, arrows, plus and cross, the way back."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from posture_app.ui.kit.look.paint import NO_FILL, round_pen
from posture_app.ui.kit.look.theme import SPACE

SIZE = 16
"""The side of the square that a sign lies in, at the usual size of text."""
USUAL_TEXT = 16.0
"""The height of a line of text there."""
_BACK_RADIUS, _BACK_START, _BACK_SWEEP = 5.5, 150, -300


class Sign(Enum):
    """Lines through these points, from the middle of the square."""

    TICK = (((-4.0, 0.0), (-1.0, 3.0), (4.0, -3.5)),)
    LEFT = (((2.0, -4.0), (-2.0, 0.0), (2.0, 4.0)),)
    RIGHT = (((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0)),)
    UP = (((-4.0, 2.0), (0.0, -2.0), (4.0, 2.0)),)
    DOWN = (((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)),)
    LESS = (((-5.0, 0.0), (5.0, 0.0)),)
    ADD = (((-5.0, 0.0), (5.0, 0.0)), ((0.0, -5.0), (0.0, 5.0)))
    REMOVE = (((-3.5, -3.5), (3.5, 3.5)), ((-3.5, 3.5), (3.5, -3.5)))
    BACK = (((-6.2, -6.6), (-6.2, -1.6), (-1.2, -1.6)),)
    """The way back to a default; an arc goes round from there."""
    PAUSE = (((-3.0, -5.0), (-3.0, 5.0)), ((3.0, -5.0), (3.0, 5.0)))
    PLAY = (((-3.0, -5.0), (5.0, 0.0), (-3.0, 5.0), (-3.0, -5.0)),)
    SKIP = (((-4.0, -4.0), (0.0, 0.0), (-4.0, 4.0)), ((4.0, -4.5), (4.0, 4.5)))
    SKIP_LEFT = (((4.0, -4.0), (0.0, 0.0), (4.0, 4.0)), ((-4.0, -4.5), (-4.0, 4.5)))
    """The same where one reads from the right."""
    BOLT = (((1.5, -7.0), (-3.5, 1.0), (2.5, 0.0), (-1.5, 7.0)),)
    """Pain."""
    MENU = (((-6.0, -4.0), (6.0, -4.0)), ((-6.0, 0.0), (6.0, 0.0)), ((-6.0, 4.0), (6.0, 4.0)))


def scale_of(text_height: float) -> float:
    """How much larger than usual the signs beside such text are."""
    return max(1.0, text_height / USUAL_TEXT)


def room_around(scale: float) -> int:
    """How much higher than its words a button or a field is at the least, where these are so much larger than usual."""
    return round(SPACE * (1.5 * scale - 0.5))


def paint_sign(painter: QPainter, sign: Sign, middle: QPointF, colour: QColor | str, scale: float = 1.0) -> None:
    """Paint one around this point."""
    path = QPainterPath()
    for first, *rest in sign.value:
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
    if sign is Sign.BACK:
        arc = QRectF(-_BACK_RADIUS, -_BACK_RADIUS, 2 * _BACK_RADIUS, 2 * _BACK_RADIUS)
        path.arcMoveTo(arc, _BACK_START)
        path.arcTo(arc, _BACK_START, _BACK_SWEEP)
    painter.save()
    painter.setPen(round_pen(colour, 1.6))
    painter.setBrush(NO_FILL)
    painter.translate(middle)
    painter.scale(scale, scale)
    painter.drawPath(path)
    painter.restore()
