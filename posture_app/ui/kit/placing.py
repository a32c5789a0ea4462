"""Where a window opens that belongs to another one."""

from PySide6.QtWidgets import QWidget


def place_above(window: QWidget, other: QWidget | None) -> None:
    """Have it lie above the other one, which stays usable, and in its middle as far as the screen allows."""
    if other is None or not other.isVisible():
        return
    window.winId()  # it has a handle only now
    if (handle := window.windowHandle()) is not None:
        handle.setTransientParent(other.windowHandle())
    frame = window.geometry()
    frame.moveCenter(other.geometry().center())
    room = other.screen().availableGeometry()
    frame.moveLeft(max(room.left(), min(frame.left(), room.right() + 1 - frame.width())))
    frame.moveTop(max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height())))
    window.setGeometry(frame)
