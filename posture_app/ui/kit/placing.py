"""Where a window or a menu opens that belongs to another one."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


def place_above(window: QWidget, other: QWidget | None) -> None:
    """Have it lie above the other one, which stays usable, and in its middle as far as the screen allows."""
    if other is None or not other.isVisible():
        return
    window.winId()  # it has a handle only now
    if (handle := window.windowHandle()) is not None:
        handle.setTransientParent(other.windowHandle())
    place_over(window, other)


def place_over(window: QWidget, other: QWidget) -> None:
    """Have it open in the middle of the other one, as far as the screen allows, unless it fills the screen."""
    if window.isMaximized() or window.isFullScreen():
        return
    frame = window.geometry()
    frame.moveCenter(other.geometry().center())
    room = other.screen().availableGeometry()
    frame.moveLeft(max(room.left(), min(frame.left(), room.right() + 1 - frame.width())))
    frame.moveTop(max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height())))
    window.setGeometry(frame)


def drop(menu: QMenu, button: QWidget) -> None:
    """Open the menu below its button or, where there is no room, above it: Qt would cover the button, or run behind a
    panel.
    """
    menu.aboutToShow.emit()  # which fills it, so that its size is known
    menu.ensurePolished()
    size, room = menu.sizeHint(), button.screen().availableGeometry()
    top_left = button.mapToGlobal(QPoint(0, 0))
    below, above = top_left.y() + button.height(), top_left.y() - size.height()
    top = below if below + size.height() <= room.bottom() + 1 else max(room.top(), above)
    mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = top_left.x() + (button.width() - size.width() if mirrored else 0)
    menu.popup(QPoint(max(room.left(), min(left, room.right() + 1 - size.width())), top))
