"""The field for some of a few words: a box to tick for each."""

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.core.settings.setting import Some
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.fields.tick import Tick
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, tab_order


class TicksField(Field):
    """Any of them, in the order of the table."""

    wide = True

    def __init__(self, kind: Some[Any]) -> None:
        self._kind = kind
        self._ticks = {word: Tick(_(name), "") for word, name in kind.names.items()}
        whole, self._foot = QWidget(), Flow()
        column_of(*self._ticks.values(), self._foot, on=whole, spacing=0)
        super().__init__(whole)
        whole.setFocusProxy(next(iter(self._ticks.values())))
        for tick in self._ticks.values():
            tick.toggled.connect(self.edited)

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        for word, tick in self._ticks.items():
            tick.setObjectName(f"{key}_{word}")
            tick.setAccessibleDescription(name)

    def offer(self, reset: QWidget) -> None:
        self._foot.addWidget(reset)
        tab_order([*self._ticks.values(), reset])

    def value(self) -> object:
        return frozenset(word for word, tick in self._ticks.items() if tick.isChecked())

    def show_value(self, value: Any) -> None:
        for word, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(word in value)
