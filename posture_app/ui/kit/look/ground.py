"""The grounds of what lies on a page, which the style paints below it."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyleOption, QWidget

from posture_app.ui.kit.look.paint import paint_box
from posture_app.ui.kit.look.state import FOCUS_WIDTH, inset, usable
from posture_app.ui.kit.look.theme import RADIUS, SPACE, Colours

STRIPE, CORNER = 4, 12.0
"""How thick the stripe of a card is, and the radius of its corners."""


REFUSED = "refused"
"""A property of an editor: it is outlined as wrong."""


class _Shape(NamedTuple):
    """Which of the colours fill it and go round it (“”: nothing does), and the radius of its corners."""

    fill: str
    edge: str
    radius: float


class Ground(Enum):
    """What a `QFrame` with a `ground` of this kind is."""

    PANEL = _Shape("surface", "line", RADIUS)
    """What a page is made of."""
    INSET = _Shape("window", "line", RADIUS - 2)
    """A part of a panel that belongs together."""
    SUNKEN = _Shape("sunken", "line", float(SPACE))
    """Holds buttons side by side."""
    NOTICE = _Shape("notice", "", 0.0)
    POPUP = _Shape("surface", "outline", RADIUS)
    """A window of its own without a frame. It has round corners where it sees through."""
    CARD = _Shape("surface", "outline", CORNER)
    """Such a window with a stripe at the edge where one begins to read."""
    FIELD = _Shape("", "", 0.0)
    """That of a field: one can type or choose here."""


class Grounded(QFrame):
    """Parts on one of these grounds."""

    ground = Ground.PANEL


def paint_ground(painter: QPainter, option: QStyleOption, c: Colours, widget: QWidget | None, ground: Ground) -> None:
    """Paint it, smoothly."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is Ground.FIELD:
        paint_frame(painter, option, c, widget)
        return
    shape = ground.value
    own = ground in (Ground.POPUP, Ground.CARD)
    square = own and widget is not None and not widget.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    radius = 0.0 if square else shape.radius
    fill, edge = (getattr(c, name) if name else None for name in (shape.fill, shape.edge))
    box = inset(option.rect, 0.5 if edge else 0)
    paint_box(painter, box, radius, fill=fill, edge=edge)
    if ground is Ground.CARD:
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        left = option.rect.width() - STRIPE if mirrored else 0
        painter.save()
        painter.setClipRect(QRectF(left, 0, STRIPE, option.rect.height()))
        paint_box(painter, box, radius, fill=c.accent, edge=c.outline)
        painter.restore()


def paint_frame(painter: QPainter, option: QStyleOption, c: Colours, widget: QWidget | None) -> None:
    """The rounded ground of a field; its outline shows where the keyboard is, and what was refused."""
    focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
    refused = widget is not None and bool(widget.property(REFUSED))
    width = FOCUS_WIDTH if focus or refused else 1.0
    edge = c.wrong if refused else c.accent if focus else c.edge if usable(option) else c.line
    ground = c.surface if usable(option) else c.window
    paint_box(painter, inset(option.rect, width / 2), SPACE, fill=ground, edge=edge, width=width)
