"""The one style of all windows: Qt's own widgets, flat and rounded, in the colours of the theme."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QMenu,
    QProxyStyle,
    QRadioButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from posture_app.ui.kit.bar_style import BAR, paint_progress, paint_thumb, part_of_scroll_bar
from posture_app.ui.kit.button import HEIGHT, Button
from posture_app.ui.kit.button_style import button_size, paint_button
from posture_app.ui.kit.fields.field_style import (
    field_size,
    height_of,
    paint_choice,
    paint_stepper,
    part_of_choice,
    part_of_stepper,
)
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.kit.fields.tick import Tick
from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.ground import Ground, paint_frame, paint_ground
from posture_app.ui.kit.look.paint import NO_PEN, faded, paint_box
from posture_app.ui.kit.look.sign import Sign, paint_sign, scale_of
from posture_app.ui.kit.look.state import FOCUS_WIDTH, active, checked, held, inset, ringed, usable
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE, Colours, colours_of

Control = QStyle.ControlElement
Complex = QStyle.ComplexControl
Primitive = QStyle.PrimitiveElement
Contents = QStyle.ContentsType
Metric = QStyle.PixelMetric
Part = QStyle.SubControl
Widget = QWidget | None

MARK, DOT = 16, 0.375
"""The side of the box for a tick, or of a radio button; the dot in that, in times of it."""
_METRICS = {
    Metric.PM_MenuHMargin: SPACE // 2,
    Metric.PM_MenuVMargin: SPACE // 2,
    Metric.PM_ToolTipLabelFrameWidth: SPACE // 2,
    Metric.PM_ScrollBarExtent: SCROLL_BAR,
}
_GROWING = {
    Metric.PM_IndicatorWidth: MARK,
    Metric.PM_IndicatorHeight: MARK,
    Metric.PM_ExclusiveIndicatorWidth: MARK,
    Metric.PM_ExclusiveIndicatorHeight: MARK,
    Metric.PM_CheckBoxLabelSpacing: SPACE,
    Metric.PM_RadioButtonLabelSpacing: SPACE,
}
"""What grows with the text."""
CHECK_COLUMN, CHECK_SHARE = 21, 0.79
"""How wide Fusion's column for ticks is in a menu: so many pixels, or so much of an entry's height if that is more."""
TRACK, KNOB_GAP = QSize(40, 22), 4.0
"""The size of a switch, and the room around its knob."""


class Style(QProxyStyle):
    """Fusion, the one style that takes all its colours from the palette on every system, with shapes of our own.

    What Qt asks for hundreds of times as a window opens, such as places within widgets, stays Fusion's.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawControl(self, element: Control, option: QStyleOption, painter: QPainter, widget: Widget = None) -> None:
        if element is Control.CE_ShapedFrame:
            ground: Ground | None = getattr(widget, "ground", None)
            if ground is None:
                super().drawControl(element, option, painter, widget)  # as for each label
            else:
                paint_ground(painter, option, colours_of(option.palette), widget, ground)
            return
        c = colours_of(option.palette)
        with _smooth(painter):
            if element is Control.CE_PushButton and isinstance(option, QStyleOptionButton):
                paint_button(painter, option, c, widget)
                if not isinstance(widget, Button):  # one of Qt's own dialogs, maybe with an icon
                    super().drawControl(Control.CE_PushButtonLabel, option, painter, widget)
            elif element is Control.CE_CheckBoxLabel and isinstance(widget, Tick):
                side = QStyle.visualAlignment(
                    option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                )
                painter.setPen(option.palette.color(QPalette.ColorRole.WindowText))
                painter.drawText(option.rect, int(side | Qt.TextFlag.TextDontClip), widget.lines(option.rect.width()))
            elif element is Control.CE_CheckBox and isinstance(widget, SwitchButton):
                _paint_switch(painter, option, c)
            elif element is Control.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
                _paint_entry(painter, option, c, listed=isinstance(widget, QComboBox))
                if option.menuItemType is not QStyleOptionMenuItem.MenuItemType.Separator:
                    super().drawControl(element, _adapted(element, option, widget), painter, widget)
            elif (paint := _CONTROLS.get(element)) is not None:
                paint(painter, option, c, widget)
            else:
                super().drawControl(element, _adapted(element, option, widget), painter, widget)

    def drawPrimitive(self, element: Primitive, option: QStyleOption, painter: QPainter, widget: Widget = None) -> None:
        if (paint := _PRIMITIVES.get(element)) is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        with _smooth(painter):
            paint(painter, option, colours_of(option.palette), widget)

    def drawComplexControl(
        self, control: Complex, option: QStyleOptionComplex, painter: QPainter, widget: Widget = None
    ) -> None:
        if (paint := _COMPLEX.get(control)) is None:
            super().drawComplexControl(control, option, painter, widget)
            return
        with _smooth(painter):
            paint(painter, option, colours_of(option.palette), widget)

    def pixelMetric(self, metric: Metric, option: QStyleOption | None = None, widget: Widget = None) -> int:
        if (side := _GROWING.get(metric)) is not None:
            return round(side * (scale_of(widget.fontMetrics().height()) if widget else 1))
        fixed = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if fixed is None else fixed

    def sizeFromContents(self, kind: Contents, option: QStyleOption, size: QSize, widget: Widget = None) -> QSize:
        match kind:
            case Contents.CT_MenuItem if isinstance(option, QStyleOptionMenuItem):
                wished = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type] # it may be None
                around = SPACE if option.text else SPACE // 2  # with the height grows what is before the words
                mark = option.fontMetrics.horizontalAdvance("&") if "&" in option.text else 0  # or Fusion shortens them
                wished += QSize(around + mark, around)
                wished -= QSize(_unused(option, wished.height(), widget), 0)
            case Contents.CT_PushButton if isinstance(option, QStyleOptionButton):
                wished = button_size(option, widget)
            case Contents.CT_CheckBox if isinstance(widget, SwitchButton):
                track = TRACK * scale_of(option.fontMetrics.height())
                wished = QSize(track.width(), max(dense(HEIGHT), track.height()))
            case Contents.CT_ProgressBar:
                wished = QSize(BAR * 20, BAR)
            case Contents.CT_LineEdit | Contents.CT_ComboBox | Contents.CT_SpinBox:
                framed = not isinstance(option, QStyleOptionFrame) or option.lineWidth
                wished = field_size(kind, option, size) if framed else size
            case _:
                wished = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type] # likewise
                if kind is Contents.CT_HeaderSection:
                    wished += QSize(0, SPACE)
                elif kind is Contents.CT_CheckBox:
                    wished = wished.expandedTo(QSize(0, height_of(option, QSize(0, option.fontMetrics.height()))))
        return wished

    def subControlRect(self, control: Complex, option: QStyleOptionComplex, part: Part, widget: Widget = None) -> QRect:
        if (place := _PARTS.get(control)) is not None:
            return place(option, part)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type] # likewise


class ScrollingMenus(Style):
    """That of a menu which may be higher than its screen. For all windows this would cost: Qt asks for hints often."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: Widget = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        return 1 if hint is QStyle.StyleHint.SH_Menu_Scrollable else super().styleHint(hint, option, widget, data)


@contextmanager
def _smooth(painter: QPainter) -> Iterator[None]:
    """Paint with smooth edges; afterwards it is as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield
    finally:
        painter.restore()


def _adapted(element: Control, option: QStyleOption, widget: Widget) -> QStyleOption:
    """What Fusion is told in place of this, where it would paint something else than we wish."""
    if element is Control.CE_ComboBoxLabel and isinstance(option, QStyleOptionComboBox):
        elided, room = QStyleOptionComboBox(option), part_of_choice(option, Part.SC_ComboBoxEditField).width()
        elided.currentText = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        return elided
    if element is Control.CE_ItemViewItem and isinstance(option, QStyleOptionViewItem):
        plain = QStyleOptionViewItem(option)  # its ground is no accent, so that its words stay as they are
        plain.palette.setBrush(QPalette.ColorRole.HighlightedText, option.palette.text())
        return plain
    if element is Control.CE_HeaderLabel and isinstance(option, QStyleOptionHeader):
        quiet = QStyleOptionHeader(option)
        quiet.palette.setBrush(QPalette.ColorRole.ButtonText, option.palette.placeholderText())
        return quiet
    if element is Control.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
        entry = QStyleOptionMenuItem(option)  # likewise
        entry.state &= ~QStyle.StateFlag.State_Selected
        unused = _unused(option, option.rect.height(), widget)
        if option.direction is Qt.LayoutDirection.LeftToRight:
            entry.rect = option.rect.adjusted(-unused, 0, 0, 0)
        else:
            entry.rect = option.rect.adjusted(0, 0, unused, 0)
        return entry
    return option


def _unused(option: QStyleOptionMenuItem, height: int, widget: Widget) -> int:
    """How much of its column for ticks and icons an entry leaves out where no entry has any; Fusion keeps it."""
    if option.menuHasCheckableItems or option.maxIconWidth or not isinstance(widget, QMenu):
        return 0
    return max(CHECK_COLUMN, round(height * CHECK_SHARE)) - SPACE // 4


def _paint_entry(painter: QPainter, option: QStyleOptionMenuItem, c: Colours, *, listed: bool) -> None:
    """A line of a menu, or the ground of an entry there or in an open list."""
    if listed:
        painter.fillRect(option.rect, c.surface)
    if option.menuItemType is QStyleOptionMenuItem.MenuItemType.Separator:
        painter.fillRect(QRect(option.rect.left(), option.rect.center().y(), option.rect.width(), 1), c.line)
    elif usable(option) and option.state & QStyle.StateFlag.State_Selected:
        paint_box(painter, inset(option.rect, SPACE / 4 if listed else 0, 1), SPACE / 2, fill=c.sunken)


def _paint_item(painter: QPainter, option: QStyleOption, c: Colours, _widget: Widget) -> None:
    """The ground of a row of a list that is chosen, or pointed at."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or active(option):
        paint_box(painter, inset(option.rect, 0, 1), SPACE / 2, fill=faded(c.sunken, 1.0 if chosen else 0.5))


def _paint_tick_box(painter: QPainter, option: QStyleOption, c: Colours, _widget: Widget) -> None:
    box, sign = _paint_mark(painter, option, c, SPACE / 2)
    if checked(option):
        paint_sign(painter, Sign.TICK, box.center(), sign, option.rect.height() / MARK)


def _paint_radio(painter: QPainter, option: QStyleOption, c: Colours, _widget: Widget) -> None:
    box, sign = _paint_mark(painter, option, c, option.rect.height() / 2)
    if checked(option):
        side = option.rect.height() * DOT
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(box.center())
        paint_box(painter, dot, side / 2, fill=sign)


def _paint_mark(painter: QPainter, option: QStyleOption, c: Colours, radius: float) -> tuple[QRectF, str]:
    """The box of a tick or a radio button; gives that, and the colour of the sign in it."""
    on, ready = checked(option), usable(option)
    strong = c.accent if ready else c.muted
    fill, edge, width = strong if on else c.sunken if held(option) else c.surface, strong, 1.0
    if ringed(option):
        edge, width = c.text if on else c.accent, FOCUS_WIDTH
    elif not on:
        edge = c.edge if ready else c.line
    box = inset(option.rect, 0.5)
    paint_box(painter, box, radius, fill=fill, edge=edge, width=width)
    return box, c.on_accent if ready else c.surface


def _paint_switch(painter: QPainter, option: QStyleOption, c: Colours) -> None:
    on, ready = checked(option), usable(option)
    scale = scale_of(option.fontMetrics.height())
    track = QRectF(0, 0, TRACK.width() * scale, TRACK.height() * scale)
    track.moveCenter(QRectF(option.rect).center())
    radius = track.height() / 2
    ground = QColor((c.accent if ready else c.outline) if on else c.sunken if held(option) else c.surface)
    edge, width = ground if on else QColor(c.edge if ready else c.line), 1.0
    if ringed(option):
        edge, width = QColor(c.text if on else c.accent), FOCUS_WIDTH
    half = width / 2
    paint_box(painter, track.adjusted(half, half, -half, -half), radius, fill=ground, edge=edge, width=width)
    painter.setPen(NO_PEN)
    painter.setBrush(QColor((c.on_accent if ready else c.surface) if on else c.edge if ready else c.outline))
    at_end = on is not (option.direction is Qt.LayoutDirection.RightToLeft)
    middle = track.right() - radius if at_end else track.left() + radius
    painter.drawEllipse(QPointF(middle, track.center().y()), radius - KNOB_GAP * scale, radius - KNOB_GAP * scale)


def _paint_ring(painter: QPainter, option: QStyleOption, c: Colours, widget: Widget) -> None:
    if ringed(option) and not isinstance(widget, QCheckBox | QRadioButton):  # there the box itself shows it
        paint_box(painter, inset(option.rect, 1), SPACE / 2, edge=c.accent, width=FOCUS_WIDTH)


def _paint_line(painter: QPainter, option: QStyleOption, c: Colours, widget: Widget) -> None:
    if isinstance(option, QStyleOptionFrame) and option.lineWidth:  # else it lies in a frame
        paint_frame(painter, option, c, widget)


def _paint_popup(painter: QPainter, option: QStyleOption, c: Colours, _widget: Widget) -> None:
    paint_box(painter, inset(option.rect, 0.5), 0, fill=c.surface, edge=c.outline)


def _paint_arrow(sign: Sign, painter: QPainter, option: QStyleOption, c: Colours, widget: Widget) -> None:
    if sign is not Sign.DOWN or not isinstance(widget, QToolButton):  # that of a calendar would lie on a letter
        scale = scale_of(option.fontMetrics.height())
        paint_sign(painter, sign, QRectF(option.rect).center(), c.text if usable(option) else c.muted, scale)


def _paint_nothing(_painter: QPainter, _option: QStyleOption, _c: Colours, _widget: Widget) -> None:
    """The ground below shows."""


_Paint = Callable[[QPainter, QStyleOption, Colours, Widget], None]
_CONTROLS: Mapping[Control, _Paint] = {
    Control.CE_HeaderSection: _paint_nothing,
    Control.CE_HeaderEmptyArea: _paint_nothing,
    Control.CE_ProgressBar: paint_progress,
}
_COMPLEX: Mapping[Complex, Callable[[QPainter, QStyleOptionComplex, Colours, Widget], None]] = {
    Complex.CC_ScrollBar: paint_thumb,
    Complex.CC_ComboBox: paint_choice,
    Complex.CC_SpinBox: paint_stepper,
}
_PARTS: Mapping[Complex, Callable[[QStyleOptionComplex, Part], QRect]] = {
    Complex.CC_ScrollBar: part_of_scroll_bar,
    Complex.CC_ComboBox: part_of_choice,
    Complex.CC_SpinBox: part_of_stepper,
}
_PRIMITIVES: Mapping[Primitive, _Paint] = {
    Primitive.PE_IndicatorCheckBox: _paint_tick_box,
    Primitive.PE_IndicatorItemViewItemCheck: _paint_tick_box,
    Primitive.PE_IndicatorRadioButton: _paint_radio,
    Primitive.PE_FrameFocusRect: _paint_ring,
    Primitive.PE_PanelLineEdit: _paint_line,
    Primitive.PE_PanelItemViewItem: _paint_item,
    Primitive.PE_PanelItemViewRow: _paint_nothing,
    Primitive.PE_PanelScrollAreaCorner: _paint_nothing,
    Primitive.PE_PanelMenu: _paint_popup,
    Primitive.PE_PanelTipLabel: _paint_popup,
    Primitive.PE_IndicatorArrowUp: partial(_paint_arrow, Sign.UP),
    Primitive.PE_IndicatorArrowDown: partial(_paint_arrow, Sign.DOWN),
    Primitive.PE_IndicatorArrowLeft: partial(_paint_arrow, Sign.LEFT),
    Primitive.PE_IndicatorArrowRight: partial(_paint_arrow, Sign.RIGHT),
}
"""What we paint in place of Fusion, whatever widget it is for."""
