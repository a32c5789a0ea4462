"""How large fields are, where their parts lie, and how they are painted: lines, choices, numbers with − and +."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionSpinBox,
    QWidget,
)

from posture_app.ui.kit.button import HEIGHT
from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.ground import paint_frame
from posture_app.ui.kit.look.paint import paint_box
from posture_app.ui.kit.look.sign import Sign, paint_sign, room_around, scale_of
from posture_app.ui.kit.look.state import active, held, inset, usable
from posture_app.ui.kit.look.theme import SPACE, Colours

Part = QStyle.SubControl
STEP, ARROW = 32, 28
"""The widths of − and +, and of the arrow of a choice, at the usual size of text."""
GRID = SPACE * 4
"""A choice is as wide as a multiple of it, so that those below each other begin at the same place."""
BEFORE, AFTER = SPACE, SPACE // 2
"""Between the frame and the words; Qt's line editors keep 2 pixels of their own."""


def paint_choice(painter: QPainter, option: QStyleOptionComplex, c: Colours, widget: QWidget | None) -> None:
    """A frame, and the mark of what opens below it."""
    paint_frame(painter, option, c, widget)
    middle = QRectF(part_of_choice(option, Part.SC_ComboBoxArrow)).center()
    colour = c.text if usable(option) else c.muted
    paint_sign(painter, Sign.DOWN, middle, colour, scale_of(option.fontMetrics.height()))


def part_of_choice(option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
    """Where a part of it lies."""
    whole, arrow = option.rect, _grown(ARROW, option)
    match part:
        case Part.SC_ComboBoxArrow:
            at = QRect(whole.right() + 1 - arrow, whole.top(), arrow, whole.height())
        case Part.SC_ComboBoxEditField:
            at = whole.adjusted(BEFORE, 1, -arrow, -1)
        case _:
            at = whole
    return QStyle.visualRect(option.direction, whole, at)


def paint_stepper(painter: QPainter, option: QStyleOptionComplex, c: Colours, widget: QWidget | None) -> None:
    """A frame with − and + in it, each faint where it leads no further."""
    paint_frame(painter, option, c, widget)
    if not isinstance(option, QStyleOptionSpinBox) or not _has_steps(option):
        return
    able = QAbstractSpinBox.StepEnabledFlag
    for part, sign, step in (
        (Part.SC_SpinBoxDown, Sign.LESS, able.StepDownEnabled),
        (Part.SC_SpinBoxUp, Sign.ADD, able.StepUpEnabled),
    ):
        at, can = part_of_stepper(option, part), usable(option) and bool(option.stepEnabled & step)
        if can and active(option) and option.activeSubControls & part:
            fill = c.line if held(option) else c.sunken
            paint_box(painter, inset(at, 3, 4), SPACE / 2, fill=fill)
        scale = scale_of(option.fontMetrics.height())
        paint_sign(painter, sign, QRectF(at).center(), c.text if can else c.outline, scale)


def part_of_stepper(option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
    """Where a part of it lies."""
    whole, step = (
        option.rect,
        _grown(STEP, option) if isinstance(option, QStyleOptionSpinBox) and _has_steps(option) else 0,
    )
    match part:
        case Part.SC_SpinBoxUp:
            at = QRect(whole.right() + 1 - step, whole.top(), step, whole.height())
        case Part.SC_SpinBoxDown:
            at = QRect(whole.right() + 1 - 2 * step, whole.top(), step, whole.height())
        case Part.SC_SpinBoxEditField:
            at = whole.adjusted(BEFORE, 1, -2 * step - AFTER, -1)
        case _:
            at = whole
    return QStyle.visualRect(option.direction, whole, at)


def field_size(kind: QStyle.ContentsType, option: QStyleOption, words: QSize) -> QSize:
    """How large a field with words of this size would like to be."""
    beside = {QStyle.ContentsType.CT_ComboBox: _grown(ARROW, option), QStyle.ContentsType.CT_SpinBox: AFTER}.get(
        kind, BEFORE
    )
    if isinstance(option, QStyleOptionSpinBox) and _has_steps(option):
        beside += 2 * _grown(STEP, option)
    wide = words.width() + BEFORE + AFTER + beside
    if kind is QStyle.ContentsType.CT_ComboBox:
        wide = -(-wide // GRID) * GRID
    return QSize(wide, height_of(option, words))


def height_of(option: QStyleOption, words: QSize) -> int:
    """How high what has such words is, so that what stands beside each other is as high as the other."""
    return max(dense(HEIGHT), words.height() + room_around(scale_of(option.fontMetrics.height())))


def _grown(width: int, option: QStyleOption) -> int:
    return round(width * scale_of(option.fontMetrics.height()))


def _has_steps(option: QStyleOptionSpinBox) -> bool:
    return option.buttonSymbols is not QAbstractSpinBox.ButtonSymbols.NoButtons
