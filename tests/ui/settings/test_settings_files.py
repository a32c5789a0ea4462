"""Settings taken to a file and from one, in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton

from tests.ui.settings.settings_desk import Desk
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(overridden=("volume",))
    desk.find(QPushButton, "page_data").click()
    yield desk
    desk.window.close()
    delete_what_was_closed()


def choose(desk: Desk, button: str, file: Path) -> None:
    desk.find(QPushButton, button).click()
    (asked,) = desk.window.findChildren(QFileDialog)
    edit = asked.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.setText(str(file))
    asked.accept()
    delete_what_was_closed()
    QApplication.processEvents()


def texts(desk: Desk) -> list[str]:
    """What the dialog says."""
    return [label.text() for label in desk.find(QDialog, "settings import dialog").findChildren(QLabel) if label.text()]


def test_what_would_change_is_said_first_and_comes_as_one_change(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('snooze = 9\ntheme = "dark"\nvolume = 10\naway_after = 5\nlunch = 1\nstretch = false\n')
    choose(desk, "import settings", file)
    said = texts(desk)
    assert "3 settings would change" in said
    assert {"5 min → 9 min", "“Like the system” → “Dark”", "Stretch: On", "“On” → “Off”"} <= set(said)
    assert "“lunch” is not a setting; it changes nothing." in said
    assert [] == desk.applied
    desk.find(QPushButton, "take settings").click()
    assert {"snooze": 9, "theme": "dark", "stretch": False} == dict(desk.applied)
    desk.find(QPushButton, "undo").click()
    assert (5, "system", True) == (desk.settings.snooze, desk.settings.theme, desk.settings.stretch)
    delete_what_was_closed()


def test_who_exports_and_imports_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    choose(desk, "export settings", file)
    choose(desk, "import settings", file)
    assert "There is nothing new in it" in texts(desk)
    desk.find(QPushButton, "leave").click()
    delete_what_was_closed()


def test_what_cannot_be_taken_or_written_is_said_below(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("no settings")
    choose(desk, "import settings", file)
    assert "is not a file of settings" in desk.find(QLabel, "settings_files_fault").text()
    assert [] == desk.window.findChildren(QDialog)
