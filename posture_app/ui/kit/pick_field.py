"""A choice of a form, with words of its own."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox

from posture_app.core.settings.kinds import Choice
from posture_app.ui.kit.choice_field import ChoiceField

WIDE = 260


class PickField(ChoiceField):
    """One of these, each with its words."""

    wide = True

    def __init__(self, options: Mapping[str, str]) -> None:
        super().__init__(Choice(tuple(options)))
        self.setFixedWidth(WIDE)
        self.offer_these(options)

    def offer_these(self, options: Mapping[str, str]) -> None:
        """Have these from now on; the first of them is chosen."""
        combo = self.editor
        assert isinstance(combo, QComboBox)
        combo.clear()
        for value, words in options.items():
            combo.addItem(words, value)
