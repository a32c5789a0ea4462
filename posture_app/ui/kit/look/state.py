"""How a widget stands while the style paints it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QStyle, QStyleOption, QWidget

_State = QStyle.StateFlag
FOCUS_WIDTH = 2.0
"""How thick the ring is around what has the keyboard."""


def ringed(option: QStyleOption) -> bool:
    """Whether it has the focus and the keyboard brought it there: who clicks knows where they are."""
    return bool(option.state & _State.State_HasFocus) and bool(option.state & _State.State_KeyboardFocusChange)


def keys_lead(widget: QWidget) -> bool:
    """Whether the keyboard moved the focus last in the window of this widget, not the pointer."""
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def focus_reason(widget: QWidget) -> Qt.FocusReason:
    """With what to hand the focus on from here, so that a ring shows after a key and none after a click. Ask for it
    before anything is hidden: Qt forgets.
    """
    return Qt.FocusReason.ShortcutFocusReason if keys_lead(widget) else Qt.FocusReason.OtherFocusReason


def usable(option: QStyleOption) -> bool:
    """Whether it is enabled."""
    return bool(option.state & _State.State_Enabled)


def held(option: QStyleOption) -> bool:
    """Whether it is held down."""
    return bool(option.state & _State.State_Sunken)


def active(option: QStyleOption) -> bool:
    """Whether the pointer is on it, or holds it down."""
    return usable(option) and bool(option.state & (_State.State_MouseOver | _State.State_Sunken))


def checked(option: QStyleOption) -> bool:
    """Whether it is switched on."""
    return bool(option.state & _State.State_On)


def inset(rect: QRect, by: float, above: float | None = None) -> QRectF:
    """All of it but so much at each side: half the width of an outline keeps that sharp."""
    above = by if above is None else above
    return QRectF(rect).adjusted(by, above, -by, -above)
