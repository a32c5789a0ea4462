"""The monitors there are, and one window on each of them."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from posture_app.core.value import value

W = TypeVar("W", bound=QWidget)


def pointed_screen() -> QScreen:
    """The monitor with the pointer, or the main one where the system does not say. There must be one."""
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


@value
class _Place(Generic[W]):
    """A monitor as it was when its window was put there."""

    screen: QScreen
    area: QRect
    window: W


class Monitors(QObject, Generic[W]):
    """Keeps a window on every monitor, or on the one with the pointer, whichever there are from now on.

    `put` makes and shows the window of a monitor, also anew when the monitor changes its size; `drop` takes one away.
    When the last monitor goes there is no window until another comes.
    """

    def __init__(self, put: Callable[[QScreen], W], drop: Callable[[W], None], *, everywhere: bool) -> None:
        super().__init__()
        self._put, self._drop, self._everywhere = put, drop, everywhere
        self._places: list[_Place[W]] = []
        self._open = False

    @property
    def windows(self) -> list[W]:
        """The windows there are now."""
        return [place.window for place in self._places]

    def open(self) -> None:
        """Put the windows there, and follow the monitors."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._follow)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._follow)
        self._open = True
        self._follow()

    def close(self) -> None:
        """Close the windows for good."""
        self._open = False
        gone, self._places = self._places, []
        for place in gone:
            self._drop(place.window)
        self.deleteLater()

    def renew(self) -> None:
        """Make all windows anew, as one was closed from outside."""
        gone, self._places = self._places, []
        self._follow()
        for place in gone:
            self._drop(place.window)

    @Slot(QScreen)
    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        if not self._open:  # closed, and not yet deleted
            return
        wanted = self._wanted()
        before, self._places = self._places, []
        kept = [place for place in before if place.screen in wanted and place.area == place.screen.geometry()]
        covered = [place.screen for place in kept]
        self._places = kept + [_Place(s, s.geometry(), self._put(s)) for s in wanted if s not in covered]
        for place in before:
            if place not in kept:
                self._drop(place.window)

    def _wanted(self) -> list[QScreen]:
        present = _present()
        if self._everywhere or not present:
            return present
        covered = [place.screen for place in self._places if place.screen in present]
        pointed = pointed_screen()
        return covered or [screen for screen in present if screen == pointed] or present[:1]


def _present() -> list[QScreen]:
    """Each monitor once, even if two show the same, and without the placeholder that Qt has where there is none."""
    distinct = {screen.geometry().getRect(): screen for screen in reversed(QGuiApplication.screens())}
    return [screen for screen in reversed(distinct.values()) if not screen.geometry().isEmpty()]
