"""What makes each kind of reminder due, and what satisfies it."""

from dataclasses import replace
from datetime import time

import pytest

from posture_app.core.events import BreakTaken, Fact, Input, Word
from posture_app.core.prompts import Outcome, Way
from posture_app.core.settings.reminder_kinds import RISE, SIT, Basis, Reminder
from posture_app.core.status import State
from tests.core.sitting_day import FEET, HOUR, MICRO, MINUTE, POSTURE, STAND, STRETCH, Day, alternation, own

WATER = own("Water", Basis.SITTING, every=45, length=1)
POST = own("Post", Basis.UNBROKEN, every=40, length=1)
TEA = own("Tea", Basis.CLOCK, length=1)
RISING = alternation(30 * MINUTE, 15 * MINUTE)


@pytest.mark.parametrize(
    ("reminder", "minute"),
    [(STAND, 30), (STRETCH, 60), (FEET, 120), (MICRO, 20), (POSTURE, 30), (WATER, 45), (POST, 40)],
)
def test_each_kind_is_due_after_its_time_of_sitting(reminder: Reminder, minute: float) -> None:
    assert [(minute, reminder.kind)] == Day(reminder).run(minute + 1)


def test_unbroken_sitting_begins_anew_after_a_break_and_sitting_in_all_does_not() -> None:
    day = Day(POST, STRETCH)
    day.gone(35, 2)  # a break, and too short for a stretch
    assert [(62, STRETCH.kind)] == day.run(63)
    day = Day(POST, STRETCH)
    day.gone(35, 1.9)
    assert [(41.9, POST.kind)] == day.run(50)


def test_a_gap_satisfies_what_counts_sitting_in_all_if_it_is_long_enough() -> None:
    day = Day(STRETCH)
    day.gone(50, 3)
    assert [(113, "stretch")] == day.run(114)
    day = Day(STRETCH)
    day.gone(50, 2.99)
    assert [(62.983333333333334, "stretch")] == day.run(114)[:1]


def test_standing_is_such_a_gap() -> None:
    day = Day(STRETCH)
    day.say(50, Word.STAND)
    day.say(53, Word.SIT)
    assert [] == day.run(112)
    assert [(113, "stretch")] == day.run(114)


def test_a_kind_without_a_break_is_satisfied_by_a_real_one_alone() -> None:
    day = Day(POSTURE)
    day.gone(20, 0)
    day.gone(25, 1.5)
    assert [(31.5, "posture")] == day.run(32)
    day = Day(POSTURE)
    day.gone(20, 2)
    assert [(52, "posture")] == day.run(53)


def test_feet_have_one_turn_a_day() -> None:
    day = Day(FEET, day_start=time(4))
    day.say(121, Word.DONE)
    assert [(120, "feet")] == day.run(20 * 60)
    assert [(120, "feet"), (22 * 60, "feet")] == day.run(22 * 60 + 1)  # 04:00 and two hours


def test_feet_that_were_done_unasked_have_had_their_turn_and_a_prompt_for_them_is_kept() -> None:
    day = Day(FEET, day_start=time(4))
    day.feed(60, BreakTaken("feet"))
    assert [(22 * 60, "feet")] == day.run(22 * 60 + 1)
    day = Day(FEET)
    day.feed(125, BreakTaken("feet"))
    assert [(120, "feet")] == day.run(600)
    assert [Outcome.KEPT] == day.outcomes
    day = Day(FEET)
    day.feed(60, BreakTaken("nothing"))
    day.on(61, Fact.LOCKED)
    day.feed(62, BreakTaken("feet"))  # nobody can have
    day.off(63, Fact.LOCKED)
    day.come(63)
    assert [(122, "feet")] == day.run(123)


def test_what_was_done_at_the_desk_does_not_answer_for_what_shows_with_it() -> None:
    day = Day(STAND, MICRO)
    day.feed(35, BreakTaken("micro"))
    assert [(20, "micro"), (30, "stand micro"), (40, "stand micro")] == day.run(41)  # nobody got up
    day.gone(45, 3)
    day.run(50)
    assert [Outcome.MISSED, Outcome.MISSED, Outcome.KEPT] == day.outcomes
    day = Day(FEET, replace(MICRO, every=2 * HOUR))
    day.feed(121, BreakTaken("micro"))  # the shorter of the two
    assert [(120, "feet micro"), (130, "feet micro")] == day.run(131)
    day = Day(FEET, replace(MICRO, every=2 * HOUR))
    day.feed(121, BreakTaken("feet"))
    assert [(120, "feet micro"), (241, "micro")] == day.run(242)
    assert Outcome.KEPT is day.outcomes[0]


def test_what_counts_sitting_in_all_counts_anew_from_what_was_done_unasked() -> None:
    day = Day(MICRO)
    day.feed(15, BreakTaken("micro"))
    assert [(35, "micro")] == day.run(36)


def test_a_break_takes_the_turn_of_feet_only_when_they_are_due() -> None:
    day = Day(FEET)
    day.gone(60, 10)
    assert [(130, "feet")] == day.run(131)
    day = Day(FEET)
    day.on(119, Fact.CALL)
    day.gone(125, 5)
    day.off(131, Fact.CALL)
    assert [] == day.run(300)


def test_a_break_too_short_for_feet_leaves_them_due() -> None:
    day = Day(FEET)
    day.on(119, Fact.CALL)
    day.gone(125, 4)
    day.off(131, Fact.CALL)
    assert [(131, "feet")] == day.run(132)


def test_a_clock_time_is_due_when_it_strikes_and_once() -> None:
    day = Day(TEA)
    day.strike(10, "Tea")
    day.say(11, Word.DONE)
    day.run(100)
    day.strike(200, "Tea")
    assert [(10, "own:Tea"), (200, "own:Tea")] == day.run(201)


def test_a_clock_time_stays_due_until_the_day_ends() -> None:
    day = Day(TEA, day_start=time(10))
    day.on(5, Fact.DND)
    day.strike(10, "Tea")
    day.off(119, Fact.DND)
    assert [(119, "own:Tea")] == day.run(119.5)
    day = Day(TEA, day_start=time(10))
    day.on(5, Fact.DND)
    day.strike(10, "Tea")
    day.off(121, Fact.DND)
    assert [] == day.run(200)


def test_a_clock_time_that_strikes_in_sleep_counts_after_a_gap_too_short_for_it() -> None:
    tea = replace(TEA, length=20 * MINUTE)
    day = Day(tea)
    day.on(5, Fact.ASLEEP)
    day.strike(10, "Tea")
    day.off(15, Fact.ASLEEP)
    day.come(15)
    assert [(15, "own:Tea")] == day.run(16)


def test_who_alternates_is_asked_in_each_direction() -> None:
    day = Day(*RISING)
    day.say(31, Word.STAND)
    day.say(47, Word.SIT)
    assert [(30, RISE), (46, SIT), (77, RISE)] == day.run(78)
    assert [Outcome.KEPT, Outcome.KEPT, None] == day.outcomes


def test_standing_over_a_short_absence_goes_on() -> None:
    day = Day(*RISING)
    day.say(1, Word.STAND)
    day.gone(10, 1)
    assert [(17, SIT)] == day.run(18)


def test_a_prompt_to_sit_that_is_ignored_comes_again_and_ends_with_a_break() -> None:
    day = Day(*RISING)
    day.say(1, Word.STAND)
    assert [(16, SIT), (26, SIT)] == day.run(27)
    day.gone(28, 3)
    assert [Outcome.MISSED, Outcome.KEPT] == day.outcomes
    assert [SIT, SIT, RISE] == [kinds for _, kinds in day.run(62)]


def test_who_stands_is_not_asked_to_stretch_before_they_sit() -> None:
    day = Day(STRETCH)
    day.on(59, Fact.CALL)
    day.run(61)
    day.say(62, Word.STAND)
    day.off(63, Fact.CALL)
    assert [] == day.run(64)
    day.say(64, Word.SIT)
    assert [(64, "stretch")] == day.run(65)


def test_a_kept_prompt_satisfies_all_its_kinds_however_short_the_break() -> None:
    day = Day(STAND, STRETCH)
    day.say(31, Word.SKIP)
    day.run(61)
    assert [(30, "stand"), (60, "stretch stand")] == day.prompts
    day.gone(62, 2)
    day.say(95, Word.SKIP)
    assert [(94, "stand"), (124, "stretch stand")] == day.run(125)[2:]


def test_what_is_in_a_standing_prompt_is_left_to_its_outcome() -> None:
    day = Day(MICRO)
    day.gone(21, 1)  # long enough for it, but no break, so the prompt waits on
    assert [(20, "micro")] == day.run(40)
    assert [None] == day.outcomes
    assert [(20, "micro"), (41, "micro")] == day.run(42)


@pytest.mark.parametrize("word", [Word.DONE, Word.SKIP, Word.ESCAPE, Word.LONGER])
def test_what_was_done_or_left_out_begins_to_count_anew(word: Word) -> None:
    day = Day(STRETCH)
    day.say(65, word)
    assert [(60, "stretch"), (125, "stretch")] == day.run(126)
    assert [Outcome.KEPT if word is Word.DONE else Outcome.SKIPPED, None] == day.outcomes


def test_nothing_is_due_while_nobody_sits() -> None:
    day = Day(STAND, STRETCH, FEET, MICRO, POSTURE, WATER, POST)
    day.leave(0)
    assert [] == day.run(10 * HOUR / MINUTE)


def test_sitting_in_doubt_is_taken_back() -> None:
    day = Day(STRETCH)
    day.leave(54)
    day.come(200)
    assert [(260, "stretch")] == day.run(261)
    day = Day(replace(STRETCH, length=20 * MINUTE))
    day.leave(54)
    day.come(64)  # ten minutes away, five of them in doubt
    assert [(70, "stretch")] == day.run(71)


def test_what_showed_to_who_touched_the_mouse_and_left_met_nobody() -> None:
    day = Day(own("Water", Basis.SITTING, every=20, length=10))
    day.on(19, Fact.DND)
    day.leave(25)
    day.off(31, Fact.DND)
    day.feed(32, Input(0))
    day.run(35)
    assert ([Outcome.AWAY], [1]) == (day.outcomes, day.withdrawn)
    day.come(60)
    assert [(32, "own:Water"), (80, "own:Water")] == day.run(81)


def test_a_clock_time_that_struck_while_nobody_was_there_is_told_when_they_are_back() -> None:
    day = Day(TEA)
    day.leave(10)
    day.strike(20, "Tea")
    day.come(50)
    assert [(50, TEA.kind)] == day.run(51)


def test_a_break_that_begins_after_the_stroke_takes_its_turn() -> None:
    day = Day(TEA)
    day.on(9, Fact.CALL)
    day.strike(10, "Tea")
    day.gone(20, 5)
    day.off(40, Fact.CALL)
    assert [] == day.run(60)


def test_a_break_announced_for_less_than_a_real_one_is_made_one_and_keeps_the_prompt() -> None:
    day = Day(POST)
    day.say(41, Word.UP)
    assert [(40, POST.kind)] == day.run(60)
    assert [Outcome.KEPT] == day.outcomes


def test_nobody_is_taken_to_have_left_for_a_break_screen_that_had_to_make_way() -> None:
    day = Day(replace(STAND, way=Way.SCREEN))
    day.on(31, Fact.CALL)
    day.off(32, Fact.CALL)
    day.on(32, Fact.DND)  # so that it does not come back
    day.leave(33)
    day.come(36)
    assert State.SITTING is day.engine.status().state
    assert 36 * MINUTE == day.engine.status().bout_s
