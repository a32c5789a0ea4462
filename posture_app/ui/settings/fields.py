"""Fields: for each kind of setting, the thing in which a person changes it."""

from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import combining, normalize

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox

from posture_app.core.language import _
from posture_app.core.prompts import Way
from posture_app.core.settings.days_off import parse_days_off
from posture_app.core.settings.exercise_settings import ExerciseIds, ExerciseWeights
from posture_app.core.settings.folders import parse_folder
from posture_app.core.settings.hours import parse_hours
from posture_app.core.settings.languages import LANGUAGES, SYSTEM, Language, Region
from posture_app.core.settings.setting import (
    Choice,
    Kind,
    Number,
    Order,
    Some,
    Switch,
    Text,
    TextSize,
    TimeOfDay,
    Whole,
    Years,
)
from posture_app.core.settings.settings import NOUGHT
from posture_app.core.settings.shortcuts import parse_shortcut
from posture_app.core.settings.snoozes import parse_snoozes
from posture_app.core.units import amount
from posture_app.core.words import WAYS, option
from posture_app.ui.kit.fields.choice_field import ChoiceField
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.fields.stepper import NumberField, TimeField
from posture_app.ui.kit.fields.switch import SwitchField
from posture_app.ui.record.record_words import years_words
from posture_app.ui.settings.days_off_field import DaysOffField
from posture_app.ui.settings.exercise_list_field import ExerciseListField, WeightsField
from posture_app.ui.settings.folder_field import FolderField
from posture_app.ui.settings.hours_field import HoursField
from posture_app.ui.settings.order_field import OrderField
from posture_app.ui.settings.shortcut_field import ShortcutField
from posture_app.ui.settings.ticks_field import TicksField

NAME_LETTERS = 13
"""The room for the name of a language or country, in wide letters."""


class NotWholeError(ValueError):
    """A half where a whole number is wanted, in words for people."""


class OfferedField(ChoiceField):
    """Some numbers, from the largest or the smallest on; another one that was set elsewhere is offered too."""

    def __init__(self, offered: tuple[int, ...], words: Callable[[int], str]) -> None:
        super().__init__({number: words(number) for number in offered})
        self._words, self._falls = words, offered[1] > offered[-1]

    def show_value(self, value: Any) -> None:
        if self._combo.findData(value) < 0:
            found = (self._combo.itemData(at) for at in range(self._combo.count()))
            before = [each for each in found if not each or (each > value if self._falls else each < value)]
            self._combo.insertItem(len(before), self._words(value), value)
        super().show_value(value)


class CodeField(ChoiceField):
    """One of some codes, by their names; another one that was set elsewhere is offered too. It is as wide as letters
    usually are: the names are those of all the world, and measuring them would load fonts of 2 MiB for who never opens
    the list.
    """

    def __init__(self, offered: Iterable[str], words: Callable[[str], str]) -> None:
        named = {code: words(code) for code in offered if code != SYSTEM}
        by_name = sorted(named.items(), key=lambda pair: _bare(pair[1]))
        super().__init__({SYSTEM: option(SYSTEM), **dict(by_name)})
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(NAME_LETTERS)
        self._words = words

    def show_value(self, value: Any) -> None:
        if self._combo.findData(value) < 0:
            self._combo.addItem(self._words(value), value)
        super().show_value(value)


class TextField(Field):
    """A value with a notation of its own, typed on a line."""

    def __init__(self, kind: Text[Any]) -> None:
        self._kind, self._line = kind, LineEdit()
        super().__init__(self._line)
        self._line.editingFinished.connect(self.edited)
        self._line.textEdited.connect(self.typed)

    def value(self) -> object:
        return self._kind.from_text(self._line.text())

    def show_value(self, value: Any) -> None:
        self._line.setText(self._kind.to_text(value))

    def pending(self) -> bool:
        return self._line.isModified()

    def take(self) -> None:
        self.edited.emit()


def _bare(name: str) -> str:
    """The name without its accents, which stand in no order of letters: Österreich is looked for at the O."""
    return "".join(letter for letter in normalize("NFD", name.casefold()) if not combining(letter))


def country_name(code: str) -> str:
    """What the people of a country call it; the code itself if Qt does not know it."""
    locale = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.codeToTerritory(code))
    return locale.nativeTerritoryName() if locale.territoryToCode(locale.territory()) == code else code


def number_field(kind: Whole | Number, *, nought: str = "") -> NumberField:
    """A field for a number, which may have a word for 0."""
    if isinstance(kind, Number):
        return NumberField(kind.low, kind.high, kind.unit, read=kind.from_raw, decimals=1, step=0.5, nought=nought)

    def read(got: float) -> object:
        if not got.is_integer():
            raise NotWholeError(_("Takes {expected}.").format(expected=kind.expects))
        return kind.from_raw(int(got))

    # A half can be typed, so that it is refused in words.
    return NumberField(kind.low, kind.high, kind.unit, read=read, decimals=1, nought=nought)


def choice_field(kind: Choice) -> ChoiceField:
    """A field for one of a few words."""
    return ChoiceField({str(word): _(WAYS[word]) if isinstance(word, Way) else option(word) for word in kind.options})


MAKERS: dict[type[Any], Callable[[Any], Field]] = {
    Years: lambda kind: OfferedField(kind.offered, years_words),
    TextSize: lambda kind: OfferedField(kind.offered, lambda size: amount(size, "%")),
    TimeOfDay: lambda _kind: TimeField(),
    Choice: choice_field,
    Language: lambda kind: CodeField(kind.offered, lambda code: LANGUAGES.get(code, code)),
    Region: lambda kind: CodeField(kind.offered, country_name),
    Switch: lambda _kind: SwitchField(),
    Order: OrderField,
    Some: TicksField,
    ExerciseIds: ExerciseListField,
    ExerciseWeights: WeightsField,
}
NOTATIONS: dict[Callable[[str], Any], Callable[[Any], Field]] = {
    parse_hours: HoursField,
    parse_days_off: DaysOffField,
    parse_folder: FolderField,
    parse_shortcut: ShortcutField,
    parse_snoozes: TextField,
}
"""Fields of values that have a notation of their own, by what reads it."""


def field_for(kind: Kind[Any], key: str = "") -> Field:
    """A new field for a setting of this kind, and with this key."""
    if isinstance(kind, Whole | Number) and type(kind) not in MAKERS:
        return number_field(kind, nought=_(NOUGHT[key]) if key in NOUGHT else "")
    return NOTATIONS[kind.read](kind) if isinstance(kind, Text) else MAKERS[type(kind)](kind)
