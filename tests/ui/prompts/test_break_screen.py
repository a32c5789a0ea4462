"""The break screen: what it shows and offers, how it counts and ends."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from posture_app.core.errors import KnownError
from posture_app.core.events import Word
from posture_app.desktop.clock import SystemClock
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.kit.countdown import CountdownRing, digits, in_words
from posture_app.ui.prompts.break_cover import BreakSurroundings
from posture_app.ui.prompts.break_screen import BreakOptions, BreakScreenNotifier
from posture_app.ui.prompts.break_window import BreakWindow
from posture_app.ui.prompts.entrance import AtOnce
from tests.desktop.qt_loop import TestedQtLoop
from tests.notify.contract import AWKWARD, WithdrawingContract, unexpected
from tests.spoken import spoken
from tests.ui.lessons import NECK_TILT
from tests.ui.prompts.break_person import BREAK, SKIP, SNOOZE, STOP_RULE, STRICT, UP, Person, before_a_break, windows
from tests.ui.prompts.guides import empty_guide
from tests.ui.prompts.stillness import Stillness
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def person() -> Iterator[Person]:
    yield from before_a_break()


class ScreenStage:
    """For the contract: the notifier on the app's own loop."""

    def __init__(self) -> None:
        self.loop = TestedQtLoop()
        self.notifier = BreakScreenNotifier(
            lambda *_: None,
            ended=lambda _: None,
            guide=empty_guide(),
            options=lambda: BreakOptions(notice_s=0),
            around=BreakSurroundings(self.loop, SystemClock(), Stillness(0, self.loop.soon).quiet, AtOnce()),
        )
        self._seen: list[weakref.ref[BreakWindow]] = []

    def reached(self) -> int:
        known = [ref() for ref in self._seen]
        self._seen += [weakref.ref(window) for window in windows() if window not in known]
        return len(self._seen)

    def showing(self) -> int:
        return len(windows())


class TestContract(WithdrawingContract):
    @pytest.fixture
    def stage(self) -> Iterator[ScreenStage]:
        stage = ScreenStage()
        yield stage
        stage.notifier.close()
        stage.loop.close()
        delete_what_was_closed()


def test_it_covers_the_monitor(person: Person) -> None:
    window = person.see()
    assert QGuiApplication.primaryScreen().geometry() == window.geometry()


def test_it_shows_the_exercise_with_drawing_steps_and_when_to_stop(person: Person) -> None:
    window = person.see(replace(BREAK, exercise="neck_tilt", body=NECK_TILT.in_a_line))
    texts = [label.text() for label in window.findChildren(QLabel)]
    for text in ("Time to get up", "Neck side tilt", *NECK_TILT.steps, STOP_RULE):
        assert text in texts
    assert NECK_TILT.in_short not in texts  # its steps say more
    (figure,) = window.findChildren(Figure)
    assert figure.isVisible()


def test_what_the_prompt_says_besides_the_exercise_is_not_lost(person: Person) -> None:
    body = f"Two drops each.\n{NECK_TILT.in_a_line}\nAlso: get up."
    window = person.see(replace(BREAK, exercise="neck_tilt", body=body))
    said = window.findChild(QLabel, "break_body")
    assert said is not None
    assert said.text() == "Two drops each.\nAlso: get up."


@pytest.mark.parametrize("exercise", ["", "long gone"])
def test_without_an_exercise_it_shows_the_words(person: Person, exercise: str) -> None:
    window = person.see(replace(BREAK, exercise=exercise))
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert {"Time to get up", "Walk a little."} <= set(texts)
    assert [] == window.findChildren(Figure)


def test_an_exercise_without_its_drawing_is_told_in_words(person: Person, caplog: pytest.LogCaptureFixture) -> None:
    def unreadable(name: str) -> bytes:
        raise KnownError(f"{name}.svg cannot be read.")

    person.drawing = unreadable
    window = person.see(replace(BREAK, exercise="neck_tilt"))
    delete_what_was_closed()
    assert [] == window.findChildren(Figure)
    assert NECK_TILT.steps[0] in [label.text() for label in window.findChildren(QLabel)]
    assert ["neck_tilt.svg cannot be read."] == [record.getMessage() for record in caplog.records]
    caplog.clear()


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_whatever_its_text_the_buttons_show_and_nothing_is_cut_off(person: Person, text: tuple[str, str]) -> None:
    window = person.see(replace(BREAK, title=text[0], body=text[1]))
    for button in window.findChildren(QPushButton):
        assert window.rect().contains(button.geometry())
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
    (area,) = window.findChildren(QScrollArea)
    assert area.height() > 0 or not "".join(text).strip()
    for label in area.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.height() >= label.heightForWidth(label.width())
        assert label.width() <= area.viewport().width()


def test_long_words_scroll_by_the_keyboard(person: Person) -> None:
    window = person.attend(replace(BREAK, body="word " * 5000))
    bar = window.findChildren(QScrollArea)[0].verticalScrollBar()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert bar.pageStep() == bar.value() > 0
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert 0 == bar.value()


@pytest.mark.parametrize("word", [Word.UP, Word.SNOOZE, Word.SKIP])
def test_a_button_gives_its_answer_and_the_screen_goes(person: Person, word: Word) -> None:
    person.attend()
    person.click(f"answer_{word}")
    assert [(1, word)] == person.heard
    assert [] == windows()
    assert [] == person.ended


def test_a_strict_break_offers_no_evasion(person: Person) -> None:
    person.see(replace(STRICT, answers=(UP, (Word.DONE, "Done"), SNOOZE, SKIP, (Word.LONGER, "Less often"))))
    assert ["I’m up", "Done"] == person.labels()


def test_the_countdown_tells_what_is_left(person: Person) -> None:
    window = person.see()
    (ring,) = window.findChildren(CountdownRing)
    assert "2 min left" == ring.accessibleName()
    person.loop.go(75.5)
    assert "45 s left" == ring.accessibleName()


def test_a_break_without_length_counts_nothing_and_waits(person: Person) -> None:
    window = person.attend(replace(BREAK, length_s=0))
    (ring,) = window.findChildren(CountdownRing)
    assert not ring.isVisible()
    person.loop.go(10_000)
    assert [window] == windows()
    assert [] == person.heard


def test_an_unanswered_break_that_has_run_out_was_done_if_it_is_one_at_the_desk(person: Person) -> None:
    person.see(replace(BREAK, answers=((Word.DONE, "Done"), SNOOZE, SKIP)))
    person.loop.go(119.9)
    assert ([], []) == (person.heard, person.ended)
    person.loop.go(0.2)
    assert ([(1, Word.DONE)], [1]) == (person.heard, person.ended)
    assert [] == windows()


def test_that_somebody_got_up_is_not_claimed_because_the_time_has_run_out(person: Person) -> None:
    person.see()
    person.loop.go(120.1)
    assert ([], [1]) == (person.heard, person.ended)
    assert [] == windows()


def test_after_an_answer_the_rest_of_the_break_is_counted_down_on_the_same_screen(person: Person) -> None:
    person.answered = lambda number, _word: person.notifier.rest(number, 90)
    window = person.attend()
    person.click("answer_up")
    assert [window] == windows()
    assert ["Back to work"] == person.labels()
    assert "1 min 30 s left" == window.findChildren(CountdownRing)[0].accessibleName()
    person.loop.go(90.1)
    assert ([(1, Word.UP)], [1]) == (person.heard, person.ended)
    assert [] == windows()


@pytest.mark.parametrize("way", ["button", "Enter", "Esc", "Esc held"])
def test_back_to_work_closes_it_and_ends_the_break(person: Person, way: str) -> None:
    window = person.attend()
    person.notifier.rest(1, 90)  # it was answered elsewhere
    QApplication.processEvents()
    person.loop.go(1.5)
    if way == "button":
        person.click("answer_back")
    elif way == "Enter":
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    else:
        QTest.keyPress(window, Qt.Key.Key_Escape)
        person.loop.go(4 if way == "Esc held" else 0.1)
        QTest.keyRelease(window, Qt.Key.Key_Escape)
        person.loop.go(0.1)
    assert ([(1, Word.BACK)], []) == (person.heard, person.ended)
    assert [] == windows()


def test_a_rest_of_another_break_changes_nothing(person: Person) -> None:
    person.see()
    person.notifier.rest(2, 90)
    assert ["I’m up", "Snooze 5 min", "Skip"] == person.labels()


def test_an_answer_may_bring_the_next_break(person: Person) -> None:
    person.answered = lambda *_: person.notifier.show(replace(BREAK, number=2), unexpected)
    person.attend()
    person.click("answer_skip")
    QApplication.processEvents()
    person.loop.go(1.5)
    person.answered = lambda *_: None
    person.click("answer_up")
    assert [(1, Word.SKIP), (2, Word.UP)] == person.heard


def test_a_hundred_breaks_leave_nothing_behind(person: Person) -> None:
    def count() -> tuple[int, int]:
        delete_what_was_closed()
        gc.collect()
        return len(QApplication.allWidgets()), sum(isinstance(o, QObject) for o in gc.get_objects())

    def one(number: int) -> None:
        person.notifier.show(replace(BREAK, number=number, exercise="neck_tilt"), unexpected)
        if number % 2:
            QApplication.processEvents()
            person.loop.go(1.5)
            person.click("answer_up")
        else:
            person.notifier.withdraw(number)

    one(0)
    one(1)
    before = count()
    for number in range(2, 102):
        one(number)
        delete_what_was_closed()
    assert before == count()
    assert 0 == person.loop.pending
    assert 51 == len(person.heard)


@pytest.mark.parametrize(
    ("seconds", "clock", "words"),
    [(0, "0:00", "0 s"), (59, "0:59", "59 s"), (60, "1:00", "1 min"), (65, "1:05", "1 min 05 s")],
)
def test_what_is_left_is_said_to_the_second(seconds: int, clock: str, words: str) -> None:
    assert (clock, words) == (digits(seconds), in_words(seconds))


def test_all_numbers_of_what_is_left_have_the_digits_of_the_country() -> None:
    with spoken("ar"):
        assert not set(in_words(175)) & set("0123456789")


def test_a_break_that_was_asked_for_comes_without_a_notice_and_its_exercise_counts(person: Person) -> None:
    person.options = BreakOptions(notice_s=30)
    person.notifier.show(replace(BREAK, number=-100, exercise="neck_tilt", answers=(UP,), at_once=True), unexpected)
    person.notifier.rest(-100, 120)
    person.loop.go(121)
    assert [] == windows()
    assert [-100] == person.ended
    assert [("neck_tilt", 120, True)] == [(each.exercise, each.length_s, each.completed) for each in person.exercised]
