"""Fields: for each kind of setting, the thing in which a person changes it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from posture_app.core.settings.setting import (
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
from posture_app.core.settings.shortcuts import parse_shortcut
from posture_app.ui.kit.choice_field import ChoiceField
from posture_app.ui.kit.field import Field, Frame
from posture_app.ui.kit.stepper import NumberField, TimeField
from posture_app.ui.kit.switch import SwitchField
from posture_app.ui.record.record_words import years_words
from posture_app.ui.settings.days_off_field import DaysOffField
from posture_app.ui.settings.folder_field import FolderField
from posture_app.ui.settings.hours_field import HoursField
from posture_app.ui.settings.order_field import OrderField
from posture_app.ui.settings.shortcut_field import ShortcutField


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
