"""How bars are painted: how far something has come, and what scrolls."""

import math

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QWidget,
)

from posture_app.ui.kit.look.paint import faded, paint_box
from posture_app.ui.kit.look.state import active, inset
from posture_app.ui.kit.look.theme import SCROLL_BAR, Colours
from posture_app.ui.kit.progress_bar import ProgressBar

Part = QStyle.SubControl
THUMB, SHORTEST_THUMB = 6.0, 24
"""How thick the thumb of a scroll bar is to see, and how long it is at the least."""
BAR, PIECE = 6, 0.25
"""How thick a progress bar is; the part of it that moves while it is not known how far it is."""


def paint_progress(painter: QPainter, option: QStyleOption, c: Colours, widget: QWidget | None) -> None:
    """Filled as far as it has come; while that is not known (no maximum), a part moves to and fro with the phase."""
    if not isinstance(option, QStyleOptionProgressBar):
        return
    phase = widget.phase if isinstance(widget, ProgressBar) else 0.0
    box = QRectF(0, 0, option.rect.width(), BAR)
    box.moveCenter(QRectF(option.rect).center())
    paint_box(painter, box, BAR / 2, fill=c.sunken)
    done = QRectF(box)
    if not option.maximum:
        done.setWidth(box.width() * PIECE)
        done.translate((1 - math.cos(2 * math.pi * phase)) / 2 * (box.width() - done.width()), 0)
    elif option.progress > option.minimum:
        share = (option.progress - option.minimum) / (option.maximum - option.minimum)
        done.setWidth(max(box.width() * share, BAR))
        if option.direction is Qt.LayoutDirection.RightToLeft:
            done.moveRight(box.right())
    else:
        return
    paint_box(painter, done, BAR / 2, fill=c.accent)


def paint_thumb(painter: QPainter, option: QStyleOptionComplex, c: Colours, _widget: QWidget | None) -> None:
    """The part of what scrolls that shows; without anything to scroll, nothing."""
    if not isinstance(option, QStyleOptionSlider) or option.minimum == option.maximum:
        return  # an empty gutter
    spare = (SCROLL_BAR - THUMB) / 2
    upright = option.orientation is Qt.Orientation.Vertical
    thumb = inset(part_of_scroll_bar(option, Part.SC_ScrollBarSlider), *((spare, 2) if upright else (2, spare)))
    paint_box(painter, thumb, THUMB / 2, fill=faded(c.muted, 0.8 if active(option) else 0.5))


def part_of_scroll_bar(option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
    """Where its thumb is, and the rest of its groove on both sides; it has no arrows."""
    assert isinstance(option, QStyleOptionSlider)
    whole, upright = option.rect, option.orientation is Qt.Orientation.Vertical
    length, span = whole.height() if upright else whole.width(), option.maximum - option.minimum
    thumb = length if not span else max(SHORTEST_THUMB, length * option.pageStep // (span + option.pageStep))
    before = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - thumb, option.upsideDown
    )
    begin, long = {
        Part.SC_ScrollBarGroove: (0, length),
        Part.SC_ScrollBarSlider: (before, thumb),
        Part.SC_ScrollBarSubPage: (0, before),
        Part.SC_ScrollBarAddPage: (before + thumb, length - before - thumb),
    }.get(part, (0, 0))
    if not long:
        return QRect()
    at = QRect(0, begin, whole.width(), long) if upright else QRect(begin, 0, long, whole.height())
    return QStyle.visualRect(option.direction, whole, at)
