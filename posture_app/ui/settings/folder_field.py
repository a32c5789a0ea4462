"""The field for a folder: where it is, and a button that asks for one."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from posture_app.core.language import N_, _
from posture_app.core.settings.setting import Text
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.file_choice import choose_folder
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import label

NOTHING, STOP = N_("Not shared"), N_("Stop sharing")


class FolderField(Field):
    """A folder to share, or none."""

    wide = True

    def __init__(self, kind: Text[str | None]) -> None:
        self._path = label()
        self._choose = Button(_("Choose…"), "")
        self._kind = kind
        self._value: str | None = None
        self._name = ""
        self._buttons, whole = Flow(self._choose), QWidget()
        column_of(self._path, self._buttons, on=whole)
        super().__init__(self._choose, whole)
        self._choose.clicked.connect(self._ask)

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        self._path.setObjectName(f"{key}_path")
        self._name = name

    def offer(self, reset: QWidget) -> None:
        self._buttons.addWidget(reset)
        if isinstance(reset, Button):
            reset.setText(_(STOP))
            reset.setAccessibleName(_(STOP))

    def value(self) -> object:
        return self._value

    def show_value(self, value: Any) -> None:
        self._value = value
        self._path.setText(value or _(NOTHING))
        self._path.setForegroundRole(QPalette.ColorRole.WindowText if value else QPalette.ColorRole.PlaceholderText)
        self._choose.setAccessibleName(
            _("{name}: {folder}. {button}").format(
                name=self._name, folder=value or _(NOTHING), button=self._choose.text()
            )
        )

    @Slot()
    def _ask(self) -> None:
        choose_folder(self.window(), self._name, self._chosen)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self._value = self._kind.from_text(path)
        self.edited.emit()
