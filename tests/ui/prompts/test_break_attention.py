"""The break screen: when it listens, to what, and how one always gets away."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.ui.kit.countdown import CountdownRing
from posture_app.ui.kit.hold_button import HoldButton
from posture_app.ui.prompts import monitors
from tests.notify.contract import unexpected
from tests.ui.prompts.break_person import BREAK, SNOOZE, STRICT, UP, Person, before_a_break, windows

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def person() -> Iterator[Person]:
    yield from before_a_break()


def test_a_click_in_the_first_second_does_nothing(person: Person) -> None:
    person.see()
    person.loop.go(0.9)
    person.click("answer_up")
    assert [] == person.heard
    person.loop.go(0.2)
    person.click("answer_up")
    assert [(1, Word.UP)] == person.heard


def test_the_first_second_begins_when_it_is_seen(person: Person) -> None:
    person.notifier.show(BREAK, unexpected)
    person.loop.go(5)
    QApplication.processEvents()
    person.click("answer_up")
    assert [] == person.heard


def test_it_can_be_clicked_while_keys_are_not_still(person: Person) -> None:
    person.stillness.idle = 0
    person.see()
    person.loop.go(1.5)
    QTest.keyClick(person.window, Qt.Key.Key_Return)
    assert [] == person.heard
    person.click("answer_up")
    assert [(1, Word.UP)] == person.heard


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_do_nothing_until_they_have_been_still(person: Person, key: Qt.Key) -> None:
    person.stillness.idle = 999
    window = person.see()
    person.loop.go(10)
    QTest.keyClick(window, key)
    assert [] == person.heard
    person.stillness.idle = 1000
    person.loop.go(0.5)
    QTest.keyClick(window.focusWidget(), key)
    person.loop.go(0.1)
    assert 1 == len(person.heard)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_A])
def test_where_stillness_is_not_known_each_key_makes_it_deaf_for_a_second(person: Person, key: Qt.Key) -> None:
    person.stillness.idle = None
    window = person.see()
    for _ in range(20):
        person.loop.go(0.9)
        QTest.keyClick(window, key)
    assert [] == person.heard
    person.loop.go(1.25)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert [(1, Word.SKIP)] == person.heard


def test_it_looks_no_more_once_it_listens(person: Person) -> None:
    person.see(replace(BREAK, length_s=0))
    assert person.loop.pending
    person.loop.go(1.5)
    assert 0 == person.loop.pending


def test_a_key_held_down_since_before_presses_nothing(person: Person) -> None:
    window = person.attend()
    main = window.focusWidget()
    assert main is not None
    assert "answer_up" == main.objectName()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        for target in (main, window):
            QApplication.sendEvent(target, repeated(key))
    assert [] == person.heard
    person.loop.go(4)
    assert [] == person.heard


def repeated(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)


def test_escape_skips_where_skipping_is_allowed(person: Person) -> None:
    QTest.keyClick(person.attend(), Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert [(1, Word.SKIP)] == person.heard
    assert [] == windows()


@pytest.mark.parametrize("message", [STRICT, replace(BREAK, answers=(UP, SNOOZE)), replace(BREAK, answers=())])
def test_without_skip_a_short_escape_does_nothing(person: Person, message: Message) -> None:
    window = person.attend(message)
    QTest.keyPress(window, Qt.Key.Key_Escape)
    person.loop.go(2.9)
    QTest.keyRelease(window, Qt.Key.Key_Escape)
    person.loop.go(10)
    assert [] == person.heard
    assert [window] == windows()


@pytest.mark.parametrize("message", [BREAK, STRICT, replace(BREAK, answers=())])
def test_holding_escape_for_three_seconds_always_leaves(person: Person, message: Message) -> None:
    window = person.attend(message)
    QTest.keyPress(window, Qt.Key.Key_Escape)
    for _ in range(29):
        person.loop.go(0.1)
        QApplication.sendEvent(window, repeated(Qt.Key.Key_Escape))
    assert [] == person.heard
    (button,) = window.findChildren(HoldButton)
    assert "Keep holding to leave…" == button.text()
    person.loop.go(0.2)
    assert [(1, Word.ESCAPE)] == person.heard
    assert [] == windows()


def test_a_key_that_repeats_is_held_even_where_it_goes_up_and_down(person: Person) -> None:
    window = person.attend()
    for _ in range(31):
        QTest.keyPress(window, Qt.Key.Key_Escape)
        person.loop.go(0.1)
        QTest.keyRelease(window, Qt.Key.Key_Escape)
    assert [(1, Word.ESCAPE)] == person.heard


def test_a_hold_given_up_begins_anew(person: Person) -> None:
    window = person.attend(STRICT)
    for _ in range(3):
        QTest.keyPress(window, Qt.Key.Key_Escape)
        person.loop.go(2)
        QTest.keyRelease(window, Qt.Key.Key_Escape)
        person.loop.go(0.1)
    assert [] == person.heard


def test_holding_its_button_leaves_a_strict_break(person: Person) -> None:
    (button,) = person.attend(STRICT).findChildren(HoldButton)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    person.loop.go(2.9)
    assert [] == person.heard
    person.loop.go(0.2)
    assert [(1, Word.ESCAPE)] == person.heard


def test_a_hold_fills_its_button(person: Person) -> None:
    (button,) = person.attend(STRICT).findChildren(HoldButton)
    empty = button.grab().toImage()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    person.loop.go(1.5)
    left, right = (round(button.width() * share) for share in (0.1, 0.9))
    half, middle = button.grab().toImage(), button.height() // 4
    assert half.pixelColor(left, middle) != half.pixelColor(right, middle)
    assert empty.pixelColor(left, middle) == empty.pixelColor(right, middle)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    person.loop.go(0.1)
    assert "Hold this, or Esc, for 3 seconds to leave" == button.text()


def test_closing_the_window_skips_where_skipping_is_allowed(person: Person) -> None:
    person.attend().close()
    person.loop.go(0)
    assert [(1, Word.SKIP)] == person.heard
    assert [] == windows()


def test_a_strict_break_that_was_closed_comes_back(person: Person) -> None:
    before = person.attend(STRICT)
    before.close()
    person.loop.go(0)
    assert before is not person.window
    QApplication.processEvents()
    person.click("answer_up")
    assert [(1, Word.UP)] == person.heard


def test_it_does_not_keep_the_app_from_ending(person: Person) -> None:
    assert person.attend(STRICT).close()
    person.notifier.close()
    person.loop.go(0)
    assert [] == windows()


def test_the_second_click_of_a_double_click_does_not_end_the_rest(person: Person) -> None:
    person.answered = lambda number, _word: person.notifier.rest(number, 90)
    person.attend()
    person.click("answer_up")
    person.click("answer_back")
    assert ["Back to work"] == person.labels()


def test_without_a_monitor_it_waits_for_one(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    there = QGuiApplication.screens()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    gone = person.attend()
    monkeypatch.setattr(monitors, "_present", list)
    app.screenRemoved.emit(there[0])
    assert [] == windows()
    person.loop.go(30)
    monkeypatch.setattr(monitors, "_present", lambda: there)
    app.screenAdded.emit(there[0])
    assert gone is not person.window
    assert "1 min 29 s left" == person.window.findChildren(CountdownRing)[0].accessibleName()
    QTest.keyClick(person.window, Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert [(1, Word.SKIP)] == person.heard
