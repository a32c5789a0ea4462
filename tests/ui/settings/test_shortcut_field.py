"""The field for a shortcut: it takes the keys pressed in it, and says what cannot be one."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.settings.shortcuts import Shortcut, parse_shortcut
from posture_app.ui.settings.shortcut_field import KeyRecorder
from tests.ui.settings.settings_desk import Desk, last
from tests.ui.settings.settings_live import Present
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
KEY = "hotkey_up"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, META = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.window.close()
    delete_what_was_closed()


def _recorder(desk: Desk) -> KeyRecorder:
    desk.go_to(KEY)
    recorder = desk.find(KeyRecorder, KEY)
    assert isinstance(recorder, KeyRecorder)
    desk.window.activateWindow()
    QApplication.processEvents()
    recorder.setFocus(Qt.FocusReason.TabFocusReason)
    return recorder


@pytest.mark.parametrize(
    ("key", "held", "notation"),
    [
        (Qt.Key.Key_U, CTRL | ALT, "ctrl+alt+u"),
        (Qt.Key.Key_5, META | SHIFT, "super+shift+5"),
        (Qt.Key.Key_F9, NONE, "f9"),
        (Qt.Key.Key_Return, CTRL, "ctrl+enter"),
        (Qt.Key.Key_PageDown, ALT, "alt+pagedown"),
        (Qt.Key.Key_Tab, CTRL, "ctrl+tab"),
        (Qt.Key.Key_Backtab, CTRL | SHIFT, "ctrl+shift+tab"),
        (Qt.Key.Key_Delete, CTRL, "ctrl+delete"),
        (Qt.Key.Key_Escape, CTRL, "ctrl+escape"),
        (Qt.Key.Key_W, CTRL, "ctrl+w"),  # which would close the window
    ],
)
def test_the_keys_that_are_pressed_become_the_shortcut(
    desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier, notation: str
) -> None:
    QTest.keyClick(_recorder(desk), key, held)
    assert desk.applied == [(KEY, parse_shortcut(notation))]
    assert desk.window.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="the codes are those of X and of Wayland")
def test_a_digit_is_known_by_its_key_where_shift_makes_it_a_sign(desk: Desk) -> None:
    recorder = _recorder(desk)
    five = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Percent, CTRL | SHIFT, 14, 0x25, 0)
    QApplication.sendEvent(recorder, five)
    assert desk.applied == [(KEY, parse_shortcut("ctrl+shift+5"))]


def test_while_it_listens_it_says_so_and_shows_what_is_held(desk: Desk) -> None:
    recorder = _recorder(desk)
    assert recorder.shown_text() == "Press keys…"
    QTest.keyPress(recorder, Qt.Key.Key_Control, CTRL)
    assert recorder.shown_text() == "Ctrl+…"
    QTest.keyPress(recorder, Qt.Key.Key_Alt, CTRL | ALT)
    assert recorder.shown_text() == "Ctrl+Alt+…"
    # QTest would let go of Ctrl, too; the modifiers are those from before, as X has them.
    QApplication.sendEvent(recorder, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Alt, CTRL | ALT))
    assert recorder.shown_text() == "Ctrl+…"
    QTest.keyClick(recorder, Qt.Key.Key_U, CTRL | ALT)
    assert recorder.shown_text() == "Ctrl+Alt+U"
    assert recorder.accessibleName() == "I’m up: Ctrl+Alt+U"


@pytest.mark.parametrize(
    ("key", "held", "says"),
    [
        (Qt.Key.Key_U, NONE, "needed for typing"),
        (Qt.Key.Key_U, SHIFT, "needed for typing"),
        (Qt.Key.Key_Odiaeresis, CTRL, "that key"),
        (Qt.Key.Key_1, CTRL | Qt.KeyboardModifier.KeypadModifier, "that key"),
    ],
)
def test_keys_that_cannot_be_one_are_refused_in_words_and_escape_brings_back_what_holds(
    key: Qt.Key, held: Qt.KeyboardModifier, says: str
) -> None:
    desk = Desk(replace(DEFAULTS, hotkey_up=parse_shortcut("ctrl+alt+u")))
    recorder = _recorder(desk)
    QTest.keyClick(recorder, key, held)
    assert desk.applied == []
    assert says in desk.fault(KEY).lower()
    QTest.keyClick(recorder, Qt.Key.Key_Escape)
    assert (desk.fault(KEY), recorder.shown_text()) == ("", "Ctrl+Alt+U")
    desk.window.close()
    delete_what_was_closed()


def test_after_escape_it_listens_again_only_when_asked_to(desk: Desk) -> None:
    recorder = _recorder(desk)
    QTest.keyClick(recorder, Qt.Key.Key_Escape)
    assert recorder.shown_text() == "None"
    QTest.keyClick(recorder, Qt.Key.Key_U, CTRL)
    assert desk.applied == []
    QTest.keyClick(recorder, Qt.Key.Key_Space)
    QTest.keyClick(recorder, Qt.Key.Key_U, CTRL)
    assert desk.applied == [(KEY, Shortcut(frozenset(["Ctrl"]), "U"))]  # type: ignore[list-item]


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_backspace_and_delete_take_it_away(key: Qt.Key) -> None:
    desk = Desk(replace(DEFAULTS, hotkey_up=parse_shortcut("ctrl+alt+u")))
    QTest.keyClick(_recorder(desk), key)
    assert last(desk, KEY) is None
    desk.window.close()
    delete_what_was_closed()


def test_tab_goes_on_to_the_next_field_and_back(desk: Desk) -> None:
    recorder = _recorder(desk)
    QTest.keyClick(recorder, Qt.Key.Key_Tab)
    assert desk.find(KeyRecorder, "hotkey_switch").hasFocus()
    QTest.keyClick(desk.find(KeyRecorder, "hotkey_switch"), Qt.Key.Key_Backtab, SHIFT)
    assert recorder.hasFocus()
    assert desk.applied == []


def test_a_click_listens_and_leaving_ends_it(desk: Desk) -> None:
    recorder = _recorder(desk)
    QTest.keyClick(recorder, Qt.Key.Key_Escape)
    QTest.mouseClick(recorder, Qt.MouseButton.LeftButton)
    assert recorder.shown_text() == "Press keys…"
    desk.find(QPushButton, "page_general").setFocus()
    assert recorder.shown_text() == "None"


def test_what_keeps_a_shortcut_from_working_is_said_below_it_until_it_works() -> None:
    present = Present()
    present.faults = {KEY: "Ctrl+Alt+U is taken by another program."}
    desk = Desk(live=present.live())
    desk.go_to(KEY)
    trouble = desk.find(QLabel, f"{KEY}_trouble")
    assert (trouble.isVisible(), trouble.text()) == (True, "Ctrl+Alt+U is taken by another program.")
    assert not desk.find(QLabel, "hotkey_pause_trouble").isVisible()
    present.faults = {}
    desk.window.refresh(desk.settings)
    assert not trouble.isVisible()
    desk.window.close()
    delete_what_was_closed()
