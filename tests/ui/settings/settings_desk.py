"""A settings window to type into, for the tests of it and of its fields."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)

from posture_app.core.settings.changes import Changes
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.settings.settings_sources import PreviewSources
from posture_app.ui.settings.settings_window import SettingsWindow
from tests.ui.settings.settings_live import Present


class Desk:
    """A settings window, and what it applied."""

    def __init__(
        self, settings: Settings = DEFAULTS, overridden: tuple[str, ...] = (), live: PreviewSources | None = None
    ) -> None:
        self.settings = settings
        self.applied: list[tuple[str, object]] = []
        self.fails: Exception | None = None
        changes = Changes(self.apply, lambda: self.settings)
        self.window = SettingsWindow(settings, changes, live or Present().live(), overridden=overridden)
        self.window.make_all()
        self.window.show_page(SettingsPage.REMINDERS)
        self.window.show()

    def apply(self, values: Mapping[str, Any]) -> None:
        if self.fails is not None:
            raise self.fails
        self.applied += values.items()
        self.settings = replace(self.settings, **values)
        self.window.refresh(self.settings)

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def go_to(self, key: str) -> None:
        """Show the page of this setting, and open the row that it is in."""
        setting = TABLE[key]
        self.find(QPushButton, f"page_{setting.page}").click()
        if setting.group and not self.find(QWidget, key).isVisible():
            self.find(QPushButton, f"{setting.group}_open").click()
        for _layer in range(2):
            QApplication.processEvents()  # it is laid out only now, and what lies in it after that
        assert self.find(QWidget, key).isVisible(), key

    def type_into(self, key: str, text: str, *, enter: bool = True) -> Any:
        self.go_to(key)
        editor = self.find(QWidget, key)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)
        if enter:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        return editor

    def fault(self, key: str) -> str:
        label = self.find(QLabel, f"{key}_fault")
        return "" if label.isHidden() else label.text()


def last(desk: Desk, key: str) -> object:
    """What was last applied for this key."""
    return [value for applied, value in desk.applied if applied == key][-1]
