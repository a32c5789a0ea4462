"""Fields: for each kind of setting, the thing in which a person changes it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from posture_app.core.kinds import (
    Choice,
    Days,
    Folder,
    Hours,
    Kind,
    Number,
    Order,
    Switch,
    Text,
    TimeOfDay,
    Whole,
    Years,
)
from posture_app.core.prompts import Way
from posture_app.core.shortcuts import parse_shortcut
from posture_app.core.words import option
from posture_app.ui import chevron
from posture_app.ui.button import HEIGHT
from posture_app.ui.days_off_field import DaysOffField
from posture_app.ui.field import WIDTH, Field, Frame
from posture_app.ui.folder_field import FolderField
from posture_app.ui.hours_field import HoursField
from posture_app.ui.order_field import OrderField
from posture_app.ui.record_words import years_words
from posture_app.ui.reminder_words import WAYS
from posture_app.ui.shortcut_field import ShortcutField
from posture_app.ui.stepper import NumberField, TimeField
from posture_app.ui.switch import SwitchField

TEXT_FROM = 10


class _Combo(QComboBox):
    """Shows its word and a chevron, and leaves the rest to the frame around it."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 2 * TEXT_FROM, HEIGHT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(text)
        room = self.rect().adjusted(TEXT_FROM, 0, -TEXT_FROM - round(3 * chevron.SIZE), 0)
        word = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
        tip = QPointF(self.width() - TEXT_FROM - chevron.SIZE - 2, (self.height() + chevron.SIZE) / 2)
        chevron.paint(painter, tip, text)


class ChoiceField(Field):
    """One of a few words."""

    def __init__(self, kind: Choice) -> None:
        self._combo = _Combo()
        self._combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for word in kind.options:
            self._combo.addItem(WAYS[word] if isinstance(word, Way) else option(word), str(word))
        frame = Frame(self._combo, padding=0)
        super().__init__(self._combo, frame)
        if not self.wide:
            frame.setFixedWidth(max(WIDTH, self._combo.sizeHint().width()))
        self._combo.activated.connect(self._chosen)

    def value(self) -> object:
        return self._combo.currentData()

    def show_value(self, value: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))

    @Slot(int)
    def _chosen(self, _index: int) -> None:
        self.edited.emit()


class YearsField(ChoiceField):
    """Some numbers of years; another one that was set elsewhere is offered too."""

    def __init__(self, kind: Years) -> None:
        super().__init__(Choice(()))
        for years in kind.offered:
            self._combo.addItem(years_words(years), years)

    def show_value(self, value: Any) -> None:
        if self._combo.findData(value) < 0:
            fewer = (at for at in range(1, self._combo.count()) if self._combo.itemData(at) < value)
            self._combo.insertItem(next(fewer, self._combo.count()), years_words(value), value)
        super().show_value(value)


class TextField(Field):
    """A value in a notation of its own, checked while it is typed."""

    wide = True

    def __init__(self, kind: Text[Any]) -> None:
        self._edit = QLineEdit()
        self._edit.setFrame(False)
        self._edit.setToolTip(f"Expected: {kind.expects}")
        self._kind = kind
        super().__init__(self._edit, Frame(self._edit))
        self._edit.textEdited.connect(self._typed)
        self._edit.editingFinished.connect(self._finished)

    def value(self) -> object:
        return self._kind.from_text(self._edit.text().strip())

    def show_value(self, value: Any) -> None:
        self._edit.setText(self._kind.to_text(value))

    def pending(self) -> bool:
        return self._edit.isModified()

    def take(self) -> None:
        if self._edit.isModified():
            self.edited.emit()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self.typed.emit()

    @Slot()
    def _finished(self) -> None:
        self.take()


MAKERS: dict[type[Any], Callable[[Any], Field]] = {
    Whole: NumberField,
    Years: YearsField,
    Number: NumberField,
    TimeOfDay: TimeField,
    Choice: ChoiceField,
    Switch: SwitchField,
    Text: TextField,
    Hours: HoursField,
    Folder: FolderField,
    Days: DaysOffField,
    Order: OrderField,
}


def field_for(kind: Kind[Any]) -> Field:
    """A new field for this kind of setting."""
    if isinstance(kind, Text) and kind.read is parse_shortcut:
        return ShortcutField(kind)
    return MAKERS[type(kind)](kind)
