"""What the timeline paints for reminders, and the samples of its legend."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from posture_app.core.formats import digits
from posture_app.core.language import N_
from posture_app.ui.charts.legend import Sample
from posture_app.ui.kit.look.paint import paint_box, paint_words, round_pen
from posture_app.ui.kit.look.theme import SPACE, Colours

HALO = 2.0
NUMBER, BADGE = 10, 14.0
"""The heights of the number of several reminders, and of the sign around it."""
DOT, DOT_AT = 1.5, 0.38
"""Of what was missed: how large, and how far below its upper edge."""
INSIDE = 0.84
"""So much smaller the outline of a triangle is drawn, which has a width of its own."""
STANDING_SHARE = 0.5
"""How much of the height of the band standing has: it differs from sitting by its shape as well."""


def paint_reminder(painter: QPainter, c: Colours, box: QRectF, *, kept: bool, missed: bool) -> None:
    """A triangle that points down: full if the reminder was kept, hollow if not, with a dot in it if it was missed; set
    off from others by a halo.
    """
    points = [box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())]
    painter.setPen(round_pen(c.surface, 2 * HALO))
    painter.setBrush(QColor(c.surface))
    painter.drawPolygon(QPolygonF(points))
    colour = QColor(c.text if kept else c.over if missed else c.muted)
    painter.setPen(round_pen(colour, 1.5))
    painter.setBrush(colour if kept else QColor(c.surface))
    painter.drawPolygon(QPolygonF([box.center() + (point - box.center()) * INSIDE for point in points]))
    if missed and not kept:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(box.center().x(), box.top() + box.height() * DOT_AT), DOT, DOT)


def _sitting(painter: QPainter, c: Colours, box: QRectF) -> None:
    painter.fillRect(box, QColor(c.sitting))


def _standing(painter: QPainter, c: Colours, box: QRectF) -> None:
    painter.fillRect(box.adjusted(0, box.height() * (1 - STANDING_SHARE), 0, 0), QColor(c.standing))


def paint_badge(painter: QPainter, c: Colours, at: QPointF, number: str, colour: QColor, *, full: bool) -> None:
    """The number of several reminders, around this point."""
    font = QFont(painter.font())
    font.setPixelSize(NUMBER)
    font.setBold(True)
    box = QRectF(0, 0, max(BADGE, QFontMetricsF(font).horizontalAdvance(number) + SPACE), BADGE)
    box.moveCenter(at)
    painter.save()
    painter.setFont(font)
    paint_box(painter, box, BADGE / 2, fill=colour if full else c.surface, edge=colour, width=1.5)
    painter.setPen(QColor(c.surface if full else c.text))
    paint_words(painter, box, Qt.AlignmentFlag.AlignCenter, number)
    painter.restore()


def paint_several(painter: QPainter, c: Colours, box: QRectF) -> None:
    """The sample of a number."""
    paint_badge(painter, c, box.center(), digits(2), QColor(c.text), full=False)


OTHERS: Sample = partial(paint_reminder, kept=False, missed=False)
SAMPLES: tuple[tuple[str, Sample], ...] = (
    (N_("Sitting"), _sitting),
    (N_("Standing"), _standing),
    (N_("Kept"), partial(paint_reminder, kept=True, missed=False)),
    (N_("Missed"), partial(paint_reminder, kept=False, missed=True)),
)
"""What every band may show."""
