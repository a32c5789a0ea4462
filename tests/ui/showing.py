"""Widgets on the screen for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
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


def button(widget: QWidget, name: str) -> QPushButton:
    """The button of this objectName within a widget."""
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


def colour_at(widget: QWidget, x: float, y: float) -> str:
    """The colour of one point of the widget as it is painted, #rrggbb."""
    image = widget.grab().toImage()
    return QColor(image.pixelColor(round(x), round(y))).name()


def press_step(spin: QAbstractSpinBox, *, up: bool) -> None:
    """Press the − or + of a stepper."""
    option = QStyleOptionSpinBox()
    spin.initStyleOption(option)
    part = QStyle.SubControl.SC_SpinBoxUp if up else QStyle.SubControl.SC_SpinBoxDown
    box = spin.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, spin)
    assert box.width() >= 28 <= box.height()  # large enough to hit
    QTest.mouseClick(spin, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())
