"""A switch: on or off, seen at a glance by where its knob is."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from posture_app.ui.kit.fields.field import Field


class SwitchButton(QCheckBox):
    """Without words of its own: give it an accessible name."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class SwitchField(Field):
    """On or off."""

    least = 0

    def __init__(self) -> None:
        self._switch = SwitchButton()
        super().__init__(self._switch)
        self._switch.clicked.connect(self.edited)

    def value(self) -> object:
        return self._switch.isChecked()

    def show_value(self, value: Any) -> None:
        self._switch.setChecked(bool(value))
