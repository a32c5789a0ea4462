"""Doing the exercises of a break in time, on the break screen itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from posture_app.core.content.programmes import Item, ProgrammeSession, SessionOffer
from posture_app.core.events import Word
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.ui.exercises.player import Player
from posture_app.ui.prompts.break_window import BreakWindow
from tests.ui.lessons import NECK_TILT, SHORT_FOOT
from tests.ui.prompts.break_person import BREAK, SKIP, SNOOZE, Person, before_a_break, windows
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")

STRETCH = replace(BREAK, exercise="neck_tilt", answers=((Word.DONE, "Done"), SNOOZE, SKIP), kind="stretch")
WHOLE_S = 5 + NECK_TILT.total_s


@pytest.fixture
def person() -> Iterator[Person]:
    yield from before_a_break()


def playing(window: BreakWindow) -> Player | None:
    found = window.findChild(Player)
    return found if found is not None and found.isVisible() else None


def started(person: Person, message: object = STRETCH) -> Player:
    person.attend(message)  # type: ignore[arg-type]
    person.click("start exercise")
    player = playing(person.window)
    assert player is not None
    return player


def focus() -> QWidget:
    (window,) = windows()
    found: QWidget | None = window.focusWidget()
    return window if found is None else found


def test_in_one_click_the_words_become_the_player_in_the_same_window(person: Person) -> None:
    window = person.attend(STRETCH)
    person.click("start exercise")
    player = playing(window)
    assert player is not None
    assert [window] == windows()
    assert [NECK_TILT] == list(player.run.plan.exercises)
    assert not [found for found in window.findChildren(QLabel, "break_title") if found.isVisible()]
    step = player.findChild(QLabel, "player step 1")
    assert step is not None
    assert step.font().pointSizeF() > 1.3 * window.scale * player.font().pointSizeF()


def test_by_keys_alone_it_begins_in_a_few_and_goes_by_them(person: Person) -> None:
    person.attend(STRETCH)
    keys = 0
    while focus().objectName() != "start exercise":
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        keys += 1
        assert keys < 9
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    player = playing(person.window)
    assert player is not None
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert player.run.paused


def test_all_that_the_break_has_time_for_is_done_one_after_the_other(person: Person) -> None:
    player = started(person, replace(STRETCH, exercises=("neck_tilt", "short_foot", "long gone")))
    assert [NECK_TILT, SHORT_FOOT] == list(player.run.plan.exercises)


def test_what_else_there_is_time_for_is_named_once(person: Person) -> None:
    more = "There is time for more: Short foot."
    window = person.see(replace(STRETCH, body=f"Something else.\n{more}", exercises=("neck_tilt", "short_foot")))
    words = "\n".join(found.text() for found in window.findChildren(QLabel))
    assert (1, 1) == (words.count(more), words.count("Something else."))


def test_escape_ends_the_session_keeps_what_was_done_and_leads_back_to_the_break(person: Person) -> None:
    started(person)
    person.loop.go(25)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert [("neck_tilt", 20, Ended.STOPPED)] == [(d.exercise, d.length_s, d.ended) for d in person.kept]
    assert playing(person.window) is None
    assert ["Done", "Snooze 5 min", "Skip"] == person.labels()
    assert [] == person.heard
    QTest.keyClick(focus(), Qt.Key.Key_Escape)  # now that of the break
    person.loop.go(0.1)
    assert [(1, Word.SKIP)] == person.heard


def test_what_the_player_kept_is_not_counted_again(person: Person) -> None:
    started(person)
    person.loop.go(WHOLE_S + 1)
    assert [Ended.DONE] == [done.ended for done in person.kept]
    person.loop.go(200)
    assert ([(1, Word.DONE)], []) == (person.heard, person.exercised)


def test_who_left_the_player_before_it_began_may_go_by_the_words(person: Person) -> None:
    started(person)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    person.loop.go(200)
    assert ([], [True]) == (person.kept, [session.completed for session in person.exercised])


def test_the_break_is_not_over_before_its_exercise_is(person: Person) -> None:
    message = replace(STRETCH, length_s=30)
    started(person, message)
    person.loop.go(WHOLE_S - 1)
    assert (1, []) == (len(windows()), person.ended)
    person.loop.go(2)
    assert ([], [1]) == (windows(), person.ended)


def test_who_is_to_get_up_for_it_does_with_start(person: Person) -> None:
    person.answered = lambda number, word: person.notifier.rest(number, 300) if word is Word.UP else None
    started(person, replace(BREAK, exercise="neck_tilt", on_feet=True))
    assert [(1, Word.UP)] == person.heard
    person.loop.go(WHOLE_S + 1)
    assert ["Back to work"] == person.labels()
    delete_what_was_closed()
    person.click("start exercise")
    assert playing(person.window) is not None
    assert [(1, Word.UP)] == person.heard


def test_who_does_it_sitting_has_not_got_up(person: Person) -> None:
    started(person, replace(BREAK, exercise="neck_tilt"))
    person.loop.go(WHOLE_S + 1)
    assert [] == person.heard


def test_a_break_that_goes_with_the_word_has_its_exercise_in_a_window(person: Person) -> None:
    person.attend(replace(BREAK, exercise="neck_tilt", on_feet=True))
    person.click("start exercise")
    assert ([], [("neck_tilt",)]) == (windows(), person.played)


def test_an_exercise_that_answers_the_prompt_takes_the_break_with_it(person: Person) -> None:
    def keep(results: Sequence[Done]) -> None:
        person.kept.extend(results)
        person.notifier.withdraw(1)

    person.keep = keep
    started(person)
    person.loop.go(WHOLE_S + 1)
    assert ([], [Ended.DONE], []) == (windows(), [done.ended for done in person.kept], person.exercised)


@pytest.mark.parametrize("how", ["withdrawn", "closed"])
def test_a_break_that_is_taken_away_keeps_what_was_done(person: Person, how: str) -> None:
    started(person)
    person.loop.go(25)
    if how == "withdrawn":
        person.notifier.withdraw(1)
    else:
        person.window.close()
        person.loop.go(0.1)
    assert [20] == [done.length_s for done in person.kept]
    assert [] == person.exercised


def test_keys_before_the_break_listens_do_not_reach_the_player(person: Person) -> None:
    person.stillness.idle = 0
    window = person.see(STRETCH)
    window.make_clickable()
    person.click("start exercise")
    player = playing(window)
    assert player is not None
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert not player.run.paused
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert not player.run.over
    assert [] == person.heard


def test_a_break_without_an_exercise_has_nothing_to_start(person: Person) -> None:
    window = person.see(BREAK)
    assert not window.findChildren(QWidget, "start exercise")


def test_a_session_of_a_programme_is_done_whole_and_in_its_dose(person: Person) -> None:
    items = (Item("neck_tilt", reps=1), Item("short_foot", hold_s=3), Item("no such exercise"))
    session = SessionOffer("Desk back", ProgrammeSession("desk_back", 2, 0), items, 300)
    names = (NECK_TILT.name, SHORT_FOOT.name)
    player = started(person, replace(STRETCH, body=", ".join(names), exercises=tuple(names), session=session))
    assert [items[0].dosed(NECK_TILT), items[1].dosed(SHORT_FOOT)] == list(player.run.plan.exercises)
    assert [ProgrammeSession("desk_back", 2, 0)] == person.belongs
