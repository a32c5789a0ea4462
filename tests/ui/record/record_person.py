"""Somebody at the page “Your record” of the settings, and in the dialogs that it opens, with nothing but a keyboard."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from shiboken6 import isValid

from posture_app.core.settings.changes import Changes
from posture_app.core.settings.settings import DEFAULTS
from posture_app.ui.kit.progress_bar import ProgressBar
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.settings.settings_window import SettingsWindow
from tests.ui.fake_record import FakeRecord
from tests.ui.settings.settings_live import Present
from tests.ui.waiting import delete_what_was_closed, until

PAGE = "page_data"


class Person:
    """What they do and see."""

    def __init__(self) -> None:
        present = Present()
        self.record: FakeRecord = present.record
        self.begin(SettingsWindow(DEFAULTS, Changes(lambda _values: None, lambda: DEFAULTS), present.live()))

    def begin(self, window: SettingsWindow) -> None:
        """Go to the page."""
        self.window = window
        self.window.show()
        self.window.activateWindow()
        self.button(PAGE, self.window).click()
        QApplication.processEvents()

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        found = (within or self.dialog).findChild(QAbstractButton, name)
        assert found is not None, name
        return found

    def open(self, name: str) -> None:
        """Go to the button of a row, and press it."""
        button = self.button(f"open {name}", self.window)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QApplication.processEvents()

    @property
    def dialogs(self) -> list[RecordDialog]:
        delete_what_was_closed()
        return [found for found in self.window.findChildren(RecordDialog) if found.isVisible()]

    @property
    def dialog(self) -> RecordDialog:
        (found,) = self.dialogs
        return found

    def press(self, name: str) -> None:
        """Go there, and press it, if it can be pressed now."""
        button = self.button(name)
        assert button.isVisible(), name
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        """Wherever the focus is."""
        focus = self.dialog.focusWidget()
        QTest.keyClick(focus if self.dialog.isAncestorOf(focus) and focus.isVisible() else self.dialog, key)
        QApplication.processEvents()

    def choose(self, kind: str) -> None:
        combo = self.dialog.findChild(QComboBox, "kind")
        assert combo is not None
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Home)
        while combo.currentData() != kind:
            before = combo.currentIndex()
            QTest.keyClick(combo, Qt.Key.Key_Down)
            assert before != combo.currentIndex(), kind
        QApplication.processEvents()

    def set_days(self, first: str, last: str) -> None:
        for name, day in (("first day", first), ("last day", last)):
            edit = self.dialog.findChild(QDateEdit, name)
            assert edit is not None
            edit.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))
        QApplication.processEvents()

    @property
    def proposed(self) -> str:
        """The name in the dialog that asks for a file."""
        return self._file_name().text()

    def name_file(self, path: Path) -> None:
        """Type it, and press Enter."""
        edit = self._file_name()
        edit.selectAll()
        QTest.keyClicks(edit, str(path))
        QTest.keyClick(edit, Qt.Key.Key_Return)
        until(lambda: not self.asks_for_file)

    def name_no_file(self) -> None:
        QTest.keyClick(self._files(), Qt.Key.Key_Escape)
        until(lambda: not self.asks_for_file)

    @property
    def asks_for_file(self) -> bool:
        delete_what_was_closed()
        return any(found.isVisible() for found in self.window.findChildren(QFileDialog))

    def _files(self) -> QFileDialog:
        (found,) = (found for found in self.window.findChildren(QFileDialog) if found.isVisible())
        return found

    def _file_name(self) -> QLineEdit:
        edit = self._files().findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        return edit

    def text(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, name)
        assert found is not None, name
        return "" if found.isHidden() else found.text()

    @property
    def said(self) -> tuple[str, str]:
        return self.text("heading"), self.text("lead")

    @property
    def fault(self) -> str:
        return self.text("fault")

    def sees(self, words: str) -> bool:
        return any(words in label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())

    @property
    def bar(self) -> float | None:
        """How far the bar has come, if it shows that."""
        (found,) = self.dialog.findChildren(QProgressBar)
        return found.value() / found.maximum() if found.isVisible() and found.maximum() else None

    @property
    def busy(self) -> bool:
        """Whether it only shows that something is being done."""
        (found,) = self.dialog.findChildren(ProgressBar)
        return found.isVisible() and found.moving.state() is found.moving.State.Running

    def buttons(self) -> list[str]:
        """What can be pressed below, from the left."""
        foot = self.button("leave").parentWidget()
        assert foot is not None
        found = [b for b in foot.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
        return [b.text().replace("&", "") for b in sorted(found, key=lambda b: b.x())]

    def close(self) -> None:
        self.window.close()
        delete_what_was_closed()


def at_the_page() -> Iterator[Person]:
    """For a fixture."""
    person = Person()
    yield person
    if isValid(person.window):
        person.close()
