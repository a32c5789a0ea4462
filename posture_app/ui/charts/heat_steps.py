"""The steps in which cells show more and more: five that can be told apart, and a hollow cell for what is unknown."""

from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from posture_app.ui.charts.legend import Sample
from posture_app.ui.kit.look.paint import paint_box
from posture_app.ui.kit.look.theme import Colours

STEPS = 5
"""The first is that of nothing at all."""
CORNER = 3.0
SMALL = 10.0
"""A cell that is smaller has less round corners."""


@cache
def step_colour(c: Colours, step: int) -> QColor:
    """From empty ground over the colour of sitting towards that of text: each step is further from the ground."""
    return (
        QColor(c.sunken),
        _mixed(c.sunken, c.sitting, 0.34),
        _mixed(c.sunken, c.sitting, 0.7),
        _mixed(c.sitting, c.text, 0.12),
        _mixed(c.sitting, c.text, 0.6),
    )[step]


def paint_cell(painter: QPainter, c: Colours, box: QRectF, colour: QColor | None) -> None:
    """A cell; one that is unknown, without a colour, is hollow."""
    corner = CORNER if box.width() >= SMALL else 1.0
    if colour is None:
        paint_box(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), corner, edge=c.line)
    else:
        paint_box(painter, box, corner, fill=colour)


def step_sample(step: int | None) -> Sample:
    """A cell of this step, or of what is unknown, for a legend."""
    return lambda painter, c, box: paint_cell(painter, c, box, None if step is None else step_colour(c, step))


def _mixed(one: str, other: str, share: float) -> QColor:
    pairs = zip(QColor(one).getRgb()[:3], QColor(other).getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(low + (high - low) * share) for low, high in pairs))
