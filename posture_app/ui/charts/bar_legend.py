"""What the bars of a chart show, for its legend."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from posture_app.core.language import N_, _
from posture_app.core.spans import Origin
from posture_app.core.words import goal_words
from posture_app.ui.charts.bars import LINE_PEN, Bar, weekend_ground
from posture_app.ui.charts.legend import Legend, Sample
from posture_app.ui.charts.origin_marks import samples_of
from posture_app.ui.charts.reminder_marks import SAMPLES
from posture_app.ui.kit.look.paint import paint_box
from posture_app.ui.kit.look.theme import Colours


def _before(painter: QPainter, c: Colours, box: QRectF) -> None:
    paint_box(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 0, fill=c.outline, edge=c.edge)


def _weekend(painter: QPainter, c: Colours, box: QRectF) -> None:
    paint_box(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 0, fill=weekend_ground(c), edge=c.line)


def _average(painter: QPainter, c: Colours, box: QRectF) -> None:
    painter.setPen(QPen(QColor(c.text), LINE_PEN, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))


def show_legend(legend: Legend, bars: Sequence[Bar], *, before: str = "", average_s: int | None = None) -> None:
    """Show in this legend what these bars have beside sitting; hide it if there is nothing."""
    entries = entries_of(bars, before=before, average_s=average_s)
    legend.show_entries(entries)
    legend.setVisible(len(entries) > 1)


def entries_of(bars: Sequence[Bar], *, before: str = "", average_s: int | None = None) -> list[tuple[str, Sample]]:
    """What these bars have, for a legend. `before` is the name of the period before; of `average_s` there is a line."""
    sitting, standing = ((_(words), sample) for words, sample in SAMPLES[:2])
    entries = [sitting]
    if any(bar.imported for bar in bars):
        entries += samples_of({Origin.IMPORTED})
    if any(bar.standing_s for bar in bars):
        entries.append(standing)
    if any(bar.before_s is not None for bar in bars):
        entries.append((before, _before))
    if any(bar.weekend for bar in bars):
        entries.append((_("Weekend"), _weekend))
    if average_s is not None:
        entries.append((_("Average {length}").format(length=goal_words(average_s)), _average))
    return entries


def _long(painter: QPainter, c: Colours, box: QRectF) -> None:
    painter.fillRect(box, QColor(c.over))


LONG_SAMPLES: tuple[tuple[str, Sample], ...] = ((N_("Less than 30 min"), SAMPLES[0][1]), (N_("30 min or more"), _long))
"""For bars of which some are `long`."""
