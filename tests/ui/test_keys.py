"""The list of keys says what the windows know, no more and no less."""

import re
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from posture_app.core.pages import TITLES
from posture_app.core.settings.settings import Settings
from posture_app.core.settings.shortcuts import parse_shortcut
from posture_app.desktop.bundled import load_help
from posture_app.ui.help.help_window import HelpWindow
from posture_app.ui.kit.window_places import FRAME
from posture_app.ui.pages.main_window import MainWindow
from posture_app.ui.settings.keys_dialog import CLOSES, CLOSES_ALL, KEYS, KeysDialog, keys_words
from tests.spoken import spoken
from tests.ui.exercises.player_screens import player
from tests.ui.settings.settings_desk import Desk
from tests.ui.showing import shown
from tests.ui.sources import sources
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
HELD = "+ − 0"
"""What a chart hears itself."""


def named(window: QWidget) -> list[set[str]]:
    """The keys of a window and of all that is in it: for each thing, those that do it."""
    keys = [QShortcut.keys(each) for each in window.findChildren(QShortcut)]
    keys += [each.shortcuts() for each in window.findChildren(QAction) if each.shortcuts()]
    return [{QKeySequence(key).toString() for key in each} for each in keys]


def listed() -> set[str]:
    """The keys in the list, each by itself."""
    found: set[str] = set()
    for keys, _what in (*KEYS, CLOSES):
        if keys != HELD:
            words = keys.removesuffix(" …").replace("Alt+← →", "Alt+Left, Alt+Right").replace("← →", "Left, Right")
            found.update(re.split(r", (?=\w)", words))
    return found


@pytest.fixture
def windows() -> Iterator[list[QWidget]]:
    main, desk, help_, playing = MainWindow(sources()), Desk(), HelpWindow(load_help()), player(0)
    for page in TITLES:
        main.show_page(page)
    yield [main, desk.window, help_, playing]
    for window in (main, desk.window, help_, playing):
        window.close()
    delete_what_was_closed()


def test_keys_are_called_what_is_printed_on_them() -> None:
    with spoken("de"):
        keys = [key for key, _what in keys_words(has_tray=True)]
    first = "Cmd" if sys.platform == "darwin" else "Strg"
    assert {f"{first}+Eingabe", f"{first}+Umschalt+P", "Rücktaste", "Alt+← →", "Esc"} <= set(keys)
    assert "Ctrl" not in " ".join(keys)


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
        both = Settings(hotkey_up=parse_shortcut("Ctrl+Alt+U"), hotkey_pause=parse_shortcut("Ctrl+Alt+U"))
        for settings, count in ((Settings(), 0), (both, 2)):
            dialog = KeysDialog(parent, settings, has_tray=False)
            dialog.start()
            said = [label.text() for label in dialog.findChildren(QLabel)]
            assert {*(what for _keys, what in KEYS), CLOSES_ALL[1]} <= set(said)
            assert count == said.count("Ctrl+Alt+U")
            assert dialog.height() <= dialog.screen().availableSize().height() - FRAME.height()  # its frame has room
            leave = dialog.findChild(QPushButton, "leave")
            assert leave is not None
            QTest.keyClick(leave, Qt.Key.Key_Escape)
            assert not dialog.isVisible()
    delete_what_was_closed()
