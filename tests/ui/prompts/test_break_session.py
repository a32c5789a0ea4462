"""What a break screen keeps of the exercise that it showed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from posture_app.core.content.programmes import Item, ProgrammeSession, SessionOffer
from posture_app.core.events import Word
from posture_app.core.record.diary import Session
from posture_app.core.record.programme_progress import done_on_days
from posture_app.core.session.ends import Ended
from tests.ui.hand_loop import EPOCH
from tests.ui.lessons import NECK_TILT, SHORT_FOOT
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


SESSION = ProgrammeSession("desk_back", 2, 0)
ITEMS = (Item("neck_tilt", hold_s=20, reps=2, sets=1), Item("short_foot", up_s=0, hold_s=10, down_s=0, reps=6, sets=1))
PLANNED = [item.dosed(each) for item, each in zip(ITEMS, (NECK_TILT, SHORT_FOOT), strict=True)]
OF_A_PROGRAMME = replace(
    STRETCH,
    exercises=("neck_tilt", "short_foot"),
    session=SessionOffer("Desk back", SESSION, ITEMS, 200),
    length_s=PLANNED[0].total_s + PLANNED[1].total_s // 2,
)


def test_a_session_of_a_programme_that_ran_to_its_end_counts_as_far_as_there_was_time(person: Person) -> None:
    first, second = PLANNED
    person.see(OF_A_PROGRAMME)
    person.loop.go(OF_A_PROGRAMME.length_s + 1)
    assert ["neck_tilt", "short_foot"] == [each.exercise for each in person.exercised]
    assert [Ended.DONE, Ended.STOPPED] == [each.ended for each in person.exercised]
    assert [first.total_s, second.total_s // 2] == [each.length_s for each in person.exercised]
    assert [100, 50] == [round(each.share or 0, -1) for each in person.exercised]
    assert EPOCH + timedelta(seconds=first.total_s) == person.exercised[1].at
    assert {SESSION} == {each.belongs for each in person.exercised}
    (of_day,) = done_on_days("desk_back", person.exercised, time(4))
    whole = first.total_s + second.total_s
    assert round(100 * OF_A_PROGRAMME.length_s / whole) == pytest.approx(of_day.percent, abs=1)
    assert of_day.percent >= 50  # so it counts


def test_who_says_that_it_is_done_has_done_all_of_it(person: Person) -> None:
    person.attend(OF_A_PROGRAMME)
    person.loop.go(20)
    person.click("answer_done")
    assert [(Ended.DONE, 100)] * 2 == [(each.ended, each.share) for each in person.exercised]
    (of_day,) = done_on_days("desk_back", person.exercised, time(4))
    assert 99 <= of_day.percent <= 101


def test_who_leaves_a_session_early_has_done_as_much_as_there_was_time_for(person: Person) -> None:
    person.attend(OF_A_PROGRAMME)
    person.loop.go(PLANNED[0].total_s / 2)
    person.click("answer_skip")
    assert [("neck_tilt", Ended.STOPPED)] == [(each.exercise, each.ended) for each in person.exercised]
    assert [50] == [round(each.share or 0, -1) for each in person.exercised]


def test_a_notice_that_is_all_there_was_counts_as_none(person: Person) -> None:
    person.options = replace(person.options, notice_s=30)
    person.notifier.show(STRETCH, lambda _: None)
    person.loop.go(20)
    person.notifier.withdraw(STRETCH.number)
    assert [] == person.exercised
