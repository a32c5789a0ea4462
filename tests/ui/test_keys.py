"""The list of keys says what the windows know, no more and no less."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from posture_app.core.pages import TITLES
from posture_app.core.settings.settings import Settings
from posture_app.core.settings.shortcuts import parse_shortcut
from posture_app.desktop.bundled import load_help
from posture_app.ui.help.help_window import HelpWindow
from posture_app.ui.pages.main_window import MainWindow
from posture_app.ui.settings.keys_dialog import CLOSES, CLOSES_ALL, KEYS, KeysDialog
from tests.ui.settings.settings_desk import Desk
from tests.ui.showing import shown
from tests.ui.sources import sources
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
HELD = "← →", "Esc"
"""What a chart, or whatever is open, hears itself."""


def named(window: QWidget) -> list[set[str]]:
    """The keys of a window and of all that is in it: for each thing, those that do it."""
    shortcuts = window.findChildren(QShortcut)
    return [{QKeySequence(key).toString() for key in QShortcut.keys(each)} for each in shortcuts]


def listed() -> set[str]:
    """The keys in the list, each by itself."""
    found: set[str] = set()
    for keys, _what in (*KEYS, CLOSES):
        if keys not in HELD:
            found.update(re.split(r", (?=\w)", keys.removesuffix(" …")))
    return found - {"Alt+← →"} | {"Alt+Left", "Alt+Right"}


@pytest.fixture
def windows() -> Iterator[list[QWidget]]:
    main, desk, help_ = MainWindow(sources()), Desk(), HelpWindow(load_help())
    for page in TITLES:
        main.show_page(page)
    yield [main, desk.window, help_]
    for window in (main, desk.window, help_):
        window.close()
    delete_what_was_closed()


def test_each_key_of_a_window_is_listed_and_each_that_is_listed_does_something(windows: list[QWidget]) -> None:
    there = [keys for window in windows for keys in named(window)]
    more = {"Ctrl+Return", *(f"Ctrl+{number}" for number in range(3, 10))}
    assert [] == [keys for keys in there if not keys & (listed() | more)]
    assert {"Ctrl+Enter"} >= listed() - set[str]().union(*there)


@pytest.mark.parametrize("which", range(3))
def test_a_question_mark_asks_for_the_list(windows: list[QWidget], which: int) -> None:
    window, asked = windows[which], list[bool]()
    window.keys_wanted.connect(lambda: asked.append(True))  # type: ignore[attr-defined]
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ControlModifier)
    assert [True] == asked


def test_the_list_has_the_shortcuts_of_every_program_once_there_are_some() -> None:
    with shown(QWidget()) as parent:
        for settings, there in (
            (Settings(), False),
            (Settings(hotkey_up=parse_shortcut("Ctrl+Alt+U")), True),
        ):
            dialog = KeysDialog(parent, settings, has_tray=False)
            dialog.start()
            said = {label.text() for label in dialog.findChildren(QLabel)}
            assert {keys for keys, _what in KEYS} | {CLOSES_ALL[1]} <= said
            assert there is ("Ctrl+Alt+U" in said)
            leave = dialog.findChild(QPushButton, "leave")
            assert leave is not None
            QTest.keyClick(leave, Qt.Key.Key_Escape)
            assert not dialog.isVisible()
    delete_what_was_closed()
