"""What the widgets of this app are painted with."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.look.theme import Colours, colours

FULL_TURN = 360 * 16
"""As Qt counts."""
NO_PEN, NO_FILL = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_TURNED = {LEFT: RIGHT, RIGHT: LEFT, CENTRE: CENTRE}
SEE_THROUGH = ("wayland", "windows", "cocoa", "offscreen")
"""The platforms of Qt where what a window leaves out shows what lies behind it. X11 does so only while a compositor
runs, and paints it black without one; Qt does not tell which.
"""


def sees_through() -> bool:
    """Whether windows can have round corners here."""
    return QGuiApplication.platformName().startswith(SEE_THROUGH)


def paint_on(widget: QWidget) -> tuple[QPainter, Colours]:
    """A painter that smooths edges, and the colours that go with the palette of this widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter, colours(widget)


def within(widget: QWidget, inset: float) -> QRectF:
    """All of a widget but so many pixels at each side: half the width of its outline keeps that sharp."""
    return QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset)


def paint_box(
    painter: QPainter,
    box: QRectF,
    radius: float,
    *,
    fill: QColor | str | None = None,
    edge: QColor | str | None = None,
    width: float = 1,
) -> None:
    """A box with round corners, filled or outlined or both; half of the outline lies outside of it."""
    painter.setBrush(NO_FILL if fill is None else QColor(fill))
    painter.setPen(NO_PEN if edge is None else QPen(QColor(edge), width))
    painter.drawRoundedRect(box, radius, radius)


@contextmanager
def as_read(painter: QPainter, width: float, way: Qt.LayoutDirection) -> Iterator[None]:
    """Paint what reaches from 0 to this width as it is read: so, or as in a mirror, where words go by `paint_words`."""
    painter.save()
    if way is Qt.LayoutDirection.RightToLeft:
        painter.translate(width, 0)
        painter.scale(-1, 1)
    try:
        yield
    finally:
        painter.restore()


def paint_words(painter: QPainter, box: QRectF, side: Qt.AlignmentFlag, words: str, *, wrapped: bool = False) -> None:
    """Words in a box, also where all else is painted as in a mirror; left is where reading begins there. They run as
    their first letter does: “18 min” stays that.
    """
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if painter.transform().m11() < 0:
        painter.translate(2 * box.center().x(), 0)
        painter.scale(-1, 1)
        side = _TURNED[side & Qt.AlignmentFlag.AlignHorizontal_Mask] | (side & Qt.AlignmentFlag.AlignVertical_Mask)
    wrap = Qt.TextFlag.TextWordWrap if wrapped else Qt.TextFlag.TextDontClip  # a J reaches out of its place
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignAbsolute | wrap), words)
    painter.restore()


def paint_ring(painter: QPainter, c: Colours, box: QRectF, pen: QPen, share: float) -> None:
    """A ring, so much of which is filled: from the top clockwise, or counter-clockwise where that is below 0."""
    painter.setBrush(NO_FILL)
    painter.setPen(QPen(QColor(c.sunken), pen.widthF()))
    painter.drawEllipse(box)
    if share:
        painter.setPen(pen)
        painter.drawArc(box, FULL_TURN // 4, -round(share * FULL_TURN))


def round_pen(colour: QColor | str, width: float) -> QPen:
    """A pen whose lines end, and meet, in a round."""
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def faded(colour: QColor | str, share: float) -> QColor:
    """So much of a colour, from 0 to 1: what lies below shows through."""
    made = QColor(colour)
    made.setAlphaF(share)
    return made
