"""What a break screen keeps of the exercise that it showed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from posture_app.core.events import Word
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from tests.ui.hand_loop import EPOCH
from tests.ui.prompts.break_person import BREAK, SKIP, SNOOZE, Person, before_a_break
from tests.ui.samples import ZONE

pytestmark = pytest.mark.usefixtures("qt")

STRETCH = replace(BREAK, exercise="neck_tilt", answers=((Word.DONE, "Done"), SNOOZE, SKIP), kind="stretch")
RISE = replace(BREAK, exercise="neck_tilt")


@pytest.fixture
def person() -> Iterator[Person]:
    yield from before_a_break()


def kept(length_s: int, *, completed: bool) -> list[Session]:
    return [Session("neck_tilt", EPOCH, ZONE, length_s, Ended.DONE if completed else Ended.STOPPED)]


def test_one_that_ran_to_its_end_was_done(person: Person) -> None:
    person.see(STRETCH)
    person.loop.go(121)
    assert kept(120, completed=True) == person.exercised


def test_one_that_is_answered_as_done_was_done_for_as_long_as_it_took(person: Person) -> None:
    person.attend(STRETCH)
    person.loop.go(30)
    person.click("answer_done")
    assert kept(31, completed=True) == person.exercised


@pytest.mark.parametrize(("seconds", "length_s"), [(5, None), (8, None), (9, 10), (60, 61)])
def test_one_left_early_counts_as_far_as_it_came_unless_that_is_next_to_nothing(
    person: Person, seconds: int, length_s: int | None
) -> None:
    person.attend(STRETCH)
    person.loop.go(seconds)
    person.click("answer_skip")
    assert ([] if length_s is None else kept(length_s, completed=False)) == person.exercised


def test_one_put_off_was_not_done(person: Person) -> None:
    person.attend(STRETCH)
    person.loop.go(60)
    person.click("answer_snooze")
    assert [] == person.exercised


def test_the_break_that_begins_with_a_word_goes_on_with_the_exercise(person: Person) -> None:
    person.answered = lambda number, word: person.notifier.rest(number, 120) if word is Word.UP else None
    person.attend(RISE)
    person.loop.go(10)
    person.click("answer_up")
    person.loop.go(121)
    assert 1 == len(person.exercised)
    assert (True, EPOCH) == (person.exercised[0].completed, person.exercised[0].at)
    assert 131 == person.exercised[0].length_s


def test_back_to_work_before_its_end_leaves_it_unfinished(person: Person) -> None:
    person.answered = lambda number, word: person.notifier.rest(number, 120) if word is Word.UP else None
    person.attend(RISE)
    person.click("answer_up")
    person.loop.go(40)
    person.click("answer_back")
    assert [False] == [session.completed for session in person.exercised]


@pytest.mark.parametrize(("seconds", "completed"), [(60, False), (119.5, True)])
def test_one_that_is_withdrawn_is_finished_only_if_it_was_at_its_end(
    person: Person, seconds: float, *, completed: bool
) -> None:
    person.see(STRETCH)
    person.loop.go(seconds)
    person.notifier.withdraw(STRETCH.number)
    assert [completed] == [session.completed for session in person.exercised]
    person.notifier.close()
    assert 1 == len(person.exercised)


def test_escape_counts_as_leaving(person: Person) -> None:
    window = person.attend(STRETCH)
    person.loop.go(20)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert [(1, Word.SKIP)] == person.heard
    assert kept(21, completed=False) == person.exercised


@pytest.mark.parametrize("message", [replace(STRETCH, number=-100), replace(STRETCH, exercise=""), BREAK])
def test_a_trial_or_a_break_without_an_exercise_counts_as_none(person: Person, message: object) -> None:
    person.see(message)  # type: ignore[arg-type]
    person.loop.go(121)
    assert [] == person.exercised


def test_a_notice_that_is_all_there_was_counts_as_none(person: Person) -> None:
    person.options = replace(person.options, notice_s=30)
    person.notifier.show(STRETCH, lambda _: None)
    person.loop.go(20)
    person.notifier.withdraw(STRETCH.number)
    assert [] == person.exercised
