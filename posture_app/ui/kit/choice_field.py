"""A field in which one of a few words is chosen."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox

from posture_app.ui.kit import chevron
from posture_app.ui.kit.button import HEIGHT
from posture_app.ui.kit.field import WIDTH, Field, Frame
from posture_app.ui.kit.paint import paint_on

TEXT_FROM = 10
WIDE = 260


class _Combo(QComboBox):
    """Shows its word and a chevron, and leaves the rest to the frame around it."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 2 * TEXT_FROM, HEIGHT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, _ = paint_on(self)
        text = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(text)
        room = self.rect().adjusted(TEXT_FROM, 0, -TEXT_FROM - round(3 * chevron.SIZE), 0)
        word = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
        tip = QPointF(self.width() - TEXT_FROM - chevron.SIZE - 2, (self.height() + chevron.SIZE) / 2)
        chevron.paint(painter, tip, text)


class ChoiceField(Field):
    """One of these values, each with its words."""

    def __init__(self, options: Mapping[Any, str]) -> None:
        self._combo = _Combo()
        self._combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        frame = Frame(self._combo, padding=0)
        super().__init__(self._combo, frame)
        if not self.wide:
            frame.setFixedWidth(max(WIDTH, self._combo.sizeHint().width()))
        self._combo.activated.connect(self.edited)

    def set_options(self, options: Mapping[Any, str]) -> None:
        """Have these from now on; the first of them is chosen."""
        self._combo.clear()
        for value, words in options.items():
            self._combo.addItem(words, value)

    def value(self) -> object:
        return self._combo.currentData()

    def show_value(self, value: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))


class WideChoiceField(ChoiceField):
    """One for a form, where all are of the same width."""

    wide = True

    def __init__(self, options: Mapping[Any, str]) -> None:
        super().__init__(options)
        self.setFixedWidth(WIDE)
