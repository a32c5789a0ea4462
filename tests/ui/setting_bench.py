"""One setting in a window of its own, for the tests of its field."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget

from posture_app.core.settings.setting import Setting
from posture_app.ui.settings.setting_row import SettingRow

WIDE, NARROW = 624, 384
"""What a setting has in the settings window as it opens, and at its smallest."""
HEIGHT = 900


class Bench:
    """A row of the settings window, and what it applied."""

    def __init__(self, key: str, setting: Setting, value: object, *, overridden: bool = False) -> None:
        self.key = key
        self.applied: list[object] = []
        self.fails: Exception | None = None
        self.row = SettingRow(key, setting, self._apply, overridden=overridden)
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.addWidget(self.row)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        self.row.refresh(value)
        self.window.resize(WIDE, HEIGHT)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def _apply(self, _key: str, value: object) -> None:
        if self.fails is not None:
            raise self.fails
        self.applied.append(value)
        self.row.refresh(value)

    def find(self, kind: type[Any], name: str) -> Any:
        """The part whose objectName is the key and this."""
        found = self.window.findChild(kind, f"{self.key}_{name}")
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        """Click this button, or the box of this check box."""
        button = self.find(QAbstractButton, name)
        at = QPoint(min(8, button.width() // 2), button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QApplication.processEvents()

    def type_into(self, name: str, text: str, *, enter: bool = True) -> Any:
        """Type in place of what stands in an editor."""
        editor = self.find(QWidget, name)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)
        if enter:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        return editor

    def fault(self) -> str:
        """What is said to be wrong."""
        label = self.find(QLabel, "fault")
        return "" if label.isHidden() else label.text()

    def tab_stops(self) -> list[str]:
        """Where the Tab key goes, from the top on, as far as it shows."""
        stops = [
            widget.objectName().removeprefix(f"{self.key}_")
            for widget in _chain(self.window)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        return [name for name in stops if name and not name.startswith("qt_")]


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()
