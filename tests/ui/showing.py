"""Widgets on the screen for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, qGray
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QPushButton,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)
TRIES = 50


@contextmanager
def shown(widget: W) -> Iterator[W]:
    """Show it, and afterwards close and delete it."""
    widget.show()
    QApplication.processEvents()
    try:
        yield widget
    finally:
        if isValid(widget):
            widget.close()
        if isValid(widget):
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Windows(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName() or type(watched).__name__)
        return False


@contextmanager
def windows_shown() -> Iterator[list[str]]:
    """The names of all that shows as a window meanwhile, be it for a blink."""
    app, windows = QApplication.instance(), _Windows()
    assert app is not None
    app.installEventFilter(windows)
    try:
        yield windows.names
    finally:
        app.removeEventFilter(windows)


def button(widget: QWidget, name: str) -> QPushButton:
    """The button of this objectName within a widget."""
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


def colour_at(widget: QWidget, x: float, y: float) -> str:
    """The colour of one point of the widget as it is painted, #rrggbb."""
    image = widget.grab().toImage()
    return QColor(image.pixelColor(round(x), round(y))).name()


def differ(one: QImage, other: QImage, every: int = 7) -> int:
    """In how many places, of each so many pixels, the two show another shade."""
    assert one.size() == other.size()
    places = [(x, y) for x in range(0, one.width(), every) for y in range(0, one.height(), every)]
    return sum(abs(qGray(one.pixel(*at)) - qGray(other.pixel(*at))) > 40 for at in places)


def drawn(widget: QWidget, every: int = 7) -> QImage:
    """As it is painted where nothing comes between, so twice the same: the time of Qt's renderer of drawings runs on
    from the moment that it was told, while others have the processor, too.
    """
    before = widget.grab().toImage()
    for _ in range(TRIES):
        now = widget.grab().toImage()
        if not differ(before, now, every):
            return now
        before = now
    raise AssertionError("it is never painted twice the same")


def press_step(spin: QAbstractSpinBox, *, up: bool) -> None:
    """Press the − or + of a stepper."""
    option = QStyleOptionSpinBox()
    spin.initStyleOption(option)
    part = QStyle.SubControl.SC_SpinBoxUp if up else QStyle.SubControl.SC_SpinBoxDown
    box = spin.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, spin)
    assert box.width() >= 28 <= box.height()  # large enough to hit
    QTest.mouseClick(spin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())
