"""Where windows lie and how large they are: as they were last left, and never larger than the screen."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from posture_app.core.errors import KnownError, guarded

FRAME = QSize(16, 40)
"""About what desktops put around a window; it is known only once that shows."""


class WindowPlaces(QObject):
    """Remembers, by its objectName, the place and size of each window that is given to it. Where windows do not know
    their place, as on Wayland, it is the size alone. `recall` may raise KnownError.
    """

    def __init__(self, recall: Callable[[str], object], remember: Callable[[str, object], None]) -> None:
        super().__init__()
        self._recall, self._remember = recall, remember

    def place(self, window: QWidget) -> None:
        """Give a window that has not shown yet the place and size it had, or as much of its size as there is room for.

        Qt sees to it that a place of before lies on a screen of today.
        """
        window.installEventFilter(self)
        screen = QGuiApplication.screenAt(QCursor.pos()) or window.screen()
        room = screen.availableSize() - FRAME
        window.setMinimumSize(window.minimumSize().boundedTo(room))
        try:
            kept = self._recall(_key(window))
        except KnownError:  # a record that cannot be read is told of elsewhere
            kept = None
        if not (isinstance(kept, str) and window.restoreGeometry(QByteArray.fromBase64(kept.encode()))):
            window.resize(window.size().boundedTo(room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and isinstance(watched, QWidget) and not event.spontaneous():
            kept = bytes(watched.saveGeometry().toBase64().data()).decode()
            guarded(lambda: self._remember(_key(watched), kept))
        return False


def _key(window: QWidget) -> str:
    return f"place of {window.objectName()}"
