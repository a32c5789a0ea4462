"""The fields for lists of exercises: each with its name, and a button that takes it off the list."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from posture_app.core.content.profile import Weight
from posture_app.core.language import N_, _, labelled
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.layout import LEFT, MIDDLE, clear, column_of, keeping_keys, tab_order
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label

LETTERS = 16
"""So many in a line of an exercise have to fit beside its button."""
WEIGHT_NAMES = {
    Weight.MORE: N_("more often"),
    Weight.NORMAL: N_("as usual"),
    Weight.LESS: N_("less often"),
    Weight.NEVER: N_("never"),
}
Names = Callable[[], Sequence[tuple[str, str]]]


class ExerciseListField(Field):
    """Exercises by their ids. The names come by `name_by`, when they are first needed; until then the ids show."""

    wide = True
    none = N_("None.")
    offs: Mapping[str, str] = {
        "favourites": N_("Take it off the list"), "hidden_tips": N_("Show it again"), "hurt": N_("Offer it again"),
        "weights": N_("As usual"),
    }  # fmt: skip
    """What the button says, by the setting."""

    def __init__(self, _kind: Any) -> None:
        whole = QWidget()
        self._rows = column_of(on=whole, spacing=SPACE // 2)
        super().__init__(whole)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names: Names = tuple
        self._shown: tuple[Any, ...] | None = None
        self._key = ""

    def name_by(self, names: Names) -> None:
        """Where the names of exercises come from, each with its id."""
        self._names = names

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        self._key = key

    def offer(self, reset: QWidget) -> None:
        self.withhold(reset)  # taking each off the list comes to the same

    def value(self) -> object:
        return self._shown or ()

    def show_value(self, value: Any) -> None:
        if value == self._shown:
            return
        self._shown = value
        clear(self._rows)
        if not value:
            self._rows.addWidget(label(_(self.none), muted=True, name=f"{self._key}_none"))
            return
        names, off = dict(self._names()), _(self.offs[self._key])
        buttons = []
        for entry in value:
            exercise = self._id(entry)
            name = names.get(exercise, exercise)
            says = labelled(off, name)
            button = Button(off, f"{self._key}_{exercise}", says=says)
            button.clicked.connect(partial(self._take_off, entry))
            buttons.append(button)
            words = label(self._words(name, entry), letters=LETTERS)
            self._rows.addWidget(Beside(button, words, where=LEFT | MIDDLE, end=True))
        tab_order(buttons)

    def _id(self, entry: Any) -> str:
        return str(entry)

    def _words(self, name: str, _entry: Any) -> str:
        return name

    def _take_off(self, entry: Any, *_checked: object) -> None:
        with keeping_keys(self.editor):
            self.show_value(tuple(each for each in self._shown or () if each != entry))
        self.edited.emit()


class WeightsField(ExerciseListField):
    """Exercises with how often they are wanted."""

    def _id(self, entry: Any) -> str:
        return str(entry[0])

    def _words(self, name: str, entry: Any) -> str:
        return _("{exercise}: {often}").format(exercise=name, often=_(WEIGHT_NAMES[entry[1]]))
