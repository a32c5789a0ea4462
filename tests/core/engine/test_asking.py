"""Answers and their limits, louder and quieter asking, the break screen, settings that change, restarts."""

from dataclasses import replace
from datetime import time

import pytest

from posture_app.core.events import Fact, Word
from posture_app.core.prompts import Outcome, Way
from posture_app.core.settings.reminder_kinds import RISE, Basis, Reminder
from posture_app.core.status import State
from tests.core.sitting_day import FEET, HOUR, MICRO, MINUTE, POSTURE, STAND, STRETCH, Day, alternation, own

HOURLY = replace(STAND, every=HOUR)
SCREEN = replace(STAND, way=Way.SCREEN)
TEA = own("Tea", Basis.CLOCK, length=1)


# --- answers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reminder", "length"),
    [(STRETCH, 180), (FEET, 90), (replace(STAND, length=300), 300), (alternation(1800, 900)[0], 90)],
)
def test_the_break_of_who_gets_up_is_as_long_as_the_prompt_s_if_it_rises(reminder: Reminder, length: int) -> None:
    day = Day(replace(reminder, every=1800), break_length=90)
    day.run(30.5)
    day.say(31, Word.UP)
    until = day.engine.status().up_until
    assert until is not None
    assert length == (until - day.engine.status().at).total_seconds()


def test_up_is_for_all_kinds_of_the_prompt() -> None:
    day = Day(HOURLY, STRETCH)
    day.say(61, Word.UP)
    assert [(60, "stretch stand"), (124, "stretch stand")] == day.run(125)
    assert [Outcome.KEPT, None] == day.outcomes


def test_a_snooze_is_for_all_kinds_of_the_prompt() -> None:
    day = Day(HOURLY, STRETCH)
    day.say(61, Word.SNOOZE, 7)
    assert [(60, "stretch stand"), (68, "stretch stand")] == day.run(69)
    assert [Outcome.SNOOZED, None] == day.outcomes


@pytest.mark.parametrize("word", [Word.SKIP, Word.DONE])
def test_an_answer_at_the_desk_is_for_all_kinds_of_the_prompt(word: Word) -> None:
    day = Day(HOURLY, STRETCH)
    day.say(61, word)
    assert [(60, "stretch stand"), (121, "stretch stand")] == day.run(122)


@pytest.mark.parametrize("word", [Word.SNOOZE, Word.SKIP, Word.DONE, Word.ESCAPE, Word.LONGER])
def test_with_nothing_shown_an_answer_does_nothing(word: Word) -> None:
    day = Day(STAND, skips_a_day=1)
    day.say(29, word)
    assert [(30, "stand")] == day.run(31)
    assert day.shown[0].may_skip


def test_a_reminder_is_snoozed_so_often_in_a_row() -> None:
    day = Day(STAND, snoozes_in_row=2)
    for minute in (30.5, 36, 41.5, 42):  # the last two are not heeded
        day.run(minute)
        day.say(minute, Word.SNOOZE, 5)
    assert [(30, "stand"), (35.5, "stand"), (41, "stand"), (51, "stand")] == day.run(52)
    assert [True, True, False, False] == [shown.may_snooze for shown in day.shown]
    day.say(52, Word.DONE)
    day.run(83)
    assert day.shown[-1].may_snooze


def test_without_snoozing_the_first_prompt_cannot_be_snoozed() -> None:
    day = Day(STAND, snoozes_in_row=0)
    day.say(31, Word.SNOOZE, 1)
    assert [(30, "stand"), (40, "stand")] == day.run(41)
    assert not day.shown[0].may_snooze


def test_a_prompt_can_be_snoozed_if_each_of_its_kinds_can() -> None:
    day = Day(STAND, replace(STRETCH, every=36 * MINUTE), snoozes_in_row=1)
    day.say(30.5, Word.SNOOZE, 6)
    day.run(37)
    assert [("stand", True), ("stretch", False)] == [(shown.kind, shown.may_snooze) for shown in day.shown]


def test_so_many_are_skipped_in_a_day_and_the_next_day_as_many() -> None:
    day = Day(STAND, skips_a_day=1, day_start=time(9, 30))
    day.say(31, Word.SKIP)
    day.say(62, Word.SKIP)  # one too many
    assert [(30, "stand"), (61, "stand"), (71, "stand")] == day.run(72)
    assert [True, False, False] == [shown.may_skip for shown in day.shown]
    day.run(90)
    day.say(90.5, Word.DONE)
    day.run(121)
    assert day.shown[-1].may_skip


@pytest.mark.parametrize("word", [Word.ESCAPE, Word.LONGER])
def test_an_escape_knows_no_limit(word: Word) -> None:
    day = Day(STAND, skips_a_day=1)
    for minute in (31, 62, 93):
        day.run(minute)
        day.say(minute, word)
    assert [Outcome.SKIPPED] * 3 == day.outcomes


# --- louder, quieter ----------------------------------------------------------------------------------------------


def test_what_is_ignored_takes_the_next_way_each_so_many_times() -> None:
    day = Day(STAND, escalate_after=2)
    day.run(101)
    ways = [Way.NOTIFICATION, Way.NOTIFICATION, Way.CARD, Way.CARD, Way.SCREEN, Way.SCREEN, Way.SCREEN, Way.SCREEN]
    assert ways == [shown.way for shown in day.shown]


def test_an_answer_lets_it_ask_as_before() -> None:
    day = Day(STAND, escalate_after=1)
    day.say(41, Word.SNOOZE, 5)
    day.run(47)
    assert [Way.NOTIFICATION, Way.CARD, Way.NOTIFICATION] == [shown.way for shown in day.shown]


def test_what_was_ignored_asks_once_whether_it_should_come_less_often_and_rests() -> None:
    day = Day(STAND, quiet_after=2)
    assert [(30, "stand"), (40, "stand"), (50, "stand")] == day.run(10 * HOUR / MINUTE)
    assert [False, False, True] == [shown.asks for shown in day.shown]


@pytest.mark.parametrize(("word", "minute"), [(Word.ESCAPE, 81), (Word.DONE, 81), (Word.UP, 83)])
def test_it_asks_again_after_the_answer(word: Word, minute: float) -> None:
    day = Day(STAND, quiet_after=2)
    day.say(51, word)
    assert (minute, "stand") == day.run(84)[-1]
    assert not day.shown[-1].asks


def test_it_asks_again_in_the_next_bout() -> None:
    day = Day(STAND, quiet_after=2)
    day.gone(60, 2)
    assert [(30, "stand"), (40, "stand"), (50, "stand"), (92, "stand")] == day.run(93)


def test_what_counts_sitting_in_all_rests_until_the_bout_ends_too() -> None:
    day = Day(replace(STRETCH, every=20 * MINUTE, length=10 * MINUTE), HOURLY, quiet_after=1)
    day.gone(62, 2)
    assert [(20, "stretch"), (30, "stretch"), (60, "stand"), (64, "stretch")] == day.run(65)


def test_what_rests_is_not_shown_with_what_comes() -> None:
    day = Day(STAND, STRETCH, quiet_after=1)
    assert [(30, "stand"), (40, "stand"), (60, "stretch"), (70, "stretch")] == day.run(200)
    assert [False, True, False, True] == [shown.asks for shown in day.shown]


def test_the_question_is_about_what_was_ignored() -> None:
    day = Day(STAND, replace(STRETCH, every=40 * MINUTE), quiet_after=1)
    day.run(41)
    assert [("stand", False), ("stretch", False)] == [(shown.kind, shown.asks) for shown in day.shown]


# --- the break screen ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", [Fact.LOCKED, Fact.ASLEEP, Fact.CALL])
def test_the_break_screen_makes_way_at_once_and_comes_again(fact: Fact) -> None:
    day = Day(SCREEN)
    day.on(30.5, fact)
    assert [1] == day.withdrawn
    day.off(31, fact)
    day.come(31)
    again = 31.5 if fact is Fact.CALL else 32
    assert [(30, "stand"), (again, "stand")] == day.run(33)


@pytest.mark.parametrize("way", [Way.NOTIFICATION, Way.CARD])
def test_other_ways_stay_where_they_are(way: Way) -> None:
    day = Day(replace(STAND, way=way))
    day.on(30.5, Fact.CALL)
    assert [] == day.withdrawn


def test_a_call_in_the_break_takes_the_break_screen_away_and_the_break_counts() -> None:
    day = Day(SCREEN)
    day.say(30.5, Word.UP)
    day.leave(30.5)
    day.on(31, Fact.CALL)
    day.run(40)
    assert [Outcome.KEPT] == day.outcomes


# --- what takes away every prompt -------------------------------------------------------------------------------


@pytest.mark.parametrize("way", Way)
def test_a_pause_takes_away_what_shows_and_it_comes_again(way: Way) -> None:
    day = Day(replace(STAND, way=way))
    day.say(30.5, Word.PAUSE, 10)
    assert ([1], None) == (day.withdrawn, day.engine.status().prompt)
    assert [(30, "stand"), (40.5, "stand")] == day.run(41)
    assert day.engine.status().prompt == day.shown[-1]


@pytest.mark.parametrize("way", Way)
def test_the_end_of_working_hours_takes_away_what_shows_and_their_beginning_brings_it_back(way: Way) -> None:
    monday = ((time(8), time(8, 31)), (time(8, 50), time(17)))
    day = Day(replace(STAND, way=way), working_hours=(monday, *((),) * 6))
    day.run(30.5)
    assert ([], 1) == (day.withdrawn, len(day.shown))
    assert day.seconds + MINUTE // 2 == day.engine.next_change  # it asks to be woken then
    day.run(31)
    assert ([1], None) == (day.withdrawn, day.engine.status().prompt)
    assert [(30, "stand"), (50, "stand")] == day.run(51)


def test_hours_that_end_by_a_change_of_the_settings_take_it_away() -> None:
    day = Day(STAND)
    day.adjust(31, working_hours=(((time(9), time(17)),), *((),) * 6))
    assert ([1], None) == (day.withdrawn, day.engine.status().prompt)


@pytest.mark.parametrize("word", [Word.SNOOZE, Word.SKIP, Word.DONE])
def test_what_was_taken_away_cannot_be_answered(word: Word) -> None:
    day = Day(STAND)
    day.say(30.5, Word.PAUSE, 1)
    day.say(31, word)
    assert [(30, "stand"), (31.5, "stand")] == day.run(32)


def test_what_was_taken_away_was_not_ignored() -> None:
    day = Day(STAND, escalate_after=1)
    day.say(31, Word.PAUSE, 5)
    day.run(47)
    assert [Way.NOTIFICATION, Way.NOTIFICATION, Way.CARD] == [shown.way for shown in day.shown]


def test_who_gets_up_in_the_pause_has_kept_it() -> None:
    day = Day(STAND)
    day.say(30.5, Word.PAUSE)
    day.leave(33)
    day.run(40)
    assert [Outcome.KEPT] == day.outcomes


# --- settings that change -----------------------------------------------------------------------------------------


def test_a_shorter_interval_holds_at_once() -> None:
    day = Day(STAND, STRETCH)
    day.adjust(19, replace(STAND, every=20 * MINUTE), replace(STRETCH, every=40 * MINUTE))
    assert [(20, "stand"), (30, "stand"), (40, "stretch stand")] == day.run(40.5)


def test_a_longer_interval_puts_off_what_is_due_and_held() -> None:
    day = Day(STAND)
    day.on(29, Fact.CALL)
    day.adjust(35, replace(STAND, every=40 * MINUTE))
    day.off(36, Fact.CALL)
    assert [(40, "stand")] == day.run(41)


def test_a_kind_that_is_switched_on_counts_from_now_or_with_the_bout_or_with_the_day() -> None:
    day = Day(own("Post", Basis.UNBROKEN, every=100))
    day.gone(10, 5)
    day.adjust(25, STAND, STRETCH, FEET, merge_within=0)
    assert [(45, "stand")] == day.run(46)
    day.say(46, Word.DONE)
    day.run(140)
    first = {kind: minute for minute, kinds in reversed(day.prompts) for kind in kinds.split()}
    assert {"stand": 45, "stretch": 85, "feet": 125} == first


def test_a_kind_that_is_switched_off_takes_its_prompt_with_it() -> None:
    day = Day(STAND, STRETCH)
    day.adjust(31, STRETCH)
    assert [1] == day.withdrawn
    assert [Outcome.SKIPPED] == day.outcomes
    assert [(30, "stand"), (60, "stretch")] == day.run(61)


def test_a_prompt_stays_while_one_of_its_kinds_is_on() -> None:
    day = Day(HOURLY, STRETCH)
    day.adjust(61, HOURLY)
    assert [] == day.withdrawn
    day.say(62, Word.DONE)
    assert [(60, "stretch stand"), (122, "stand")] == day.run(123)
    assert [Outcome.KEPT, None] == day.outcomes


@pytest.mark.parametrize("answer", [Word.DONE, Word.SKIP])
def test_switching_off_and_on_again_shows_nothing_that_has_had_its_turn(answer: Word) -> None:
    day = Day(STAND, FEET)
    day.run(119)
    day.say(119.5, Word.DONE)
    day.run(120.5)
    day.say(121, answer)
    day.run(130)
    before = day.prompts
    day.adjust(130, STRETCH)
    day.adjust(131, STAND, FEET)
    assert before == day.run(140)


def test_a_switched_off_prompt_does_not_come_back_as_it_is_switched_on() -> None:
    day = Day(STAND, STRETCH)
    day.adjust(30.2, STRETCH)
    day.adjust(30.4, STAND, STRETCH)
    assert [(30, "stand"), (60, "stretch stand")] == day.run(61)


def test_what_counts_sitting_in_all_counts_from_being_switched_on_again() -> None:
    day = Day(STRETCH, POSTURE)
    day.adjust(50, POSTURE)
    day.adjust(70, STRETCH)
    assert [(130, "stretch")] == [prompt for prompt in day.run(131) if "stretch" in prompt[1]]


def test_another_way_to_count_shows_nothing_within_a_minute() -> None:
    post = own("Post", Basis.SITTING, every=30)
    day = Day(post)
    day.say(30.2, Word.DONE)
    day.adjust(30.4, replace(post, basis=Basis.UNBROKEN))
    assert [(30, "own:Post"), (31, "own:Post")] == day.run(32)


def test_a_way_that_is_changed_holds_from_the_next_showing_on() -> None:
    day = Day(STAND)
    day.adjust(31, SCREEN)
    day.run(41)
    assert [Way.NOTIFICATION, Way.SCREEN] == [shown.way for shown in day.shown]


# --- restarts -----------------------------------------------------------------------------------------------------


def test_what_is_due_outlives_a_stop() -> None:
    day = Day(STRETCH, replace(FEET, every=HOUR), TEA)
    day.on(5, Fact.DND)
    day.strike(59, "Tea")
    day.stop(65)
    day.start(65.5)
    day.off(65.75, Fact.DND)
    assert [(65.75, "feet stretch own:Tea")] == day.run(66)


def test_how_far_it_has_come_outlives_a_stop() -> None:
    day = Day(STRETCH, POSTURE)
    day.stop(20)
    day.start(21)
    assert [(31, "posture"), (61, "stretch posture")] == day.run(62)


def test_a_stop_settles_what_shows_as_open() -> None:
    day = Day(STAND, STRETCH, FEET)
    day.stop(31)
    assert [Outcome.OPEN] == day.outcomes


@pytest.mark.parametrize("private", [False, True])
def test_what_held_it_before_a_stop_or_private_mode_is_forgotten(private: bool) -> None:
    day = Day(STAND)
    day.on(29, Fact.CALL)
    day.off(36, Fact.CALL)
    day.say(36, Word.PRIVATE, 1) if private else day.stop(36)
    day.come(37) if private else day.start(37)
    day.run(38)
    assert [(37, None)] == [(minute, shown.held) for (minute, _), shown in zip(day.prompts, day.shown, strict=True)]


# --- the status ---------------------------------------------------------------------------------------------------


def test_the_next_reminder_is_the_next_that_can_be_noticed() -> None:
    day = Day(STRETCH, replace(POSTURE, every=600))
    day.run(6)
    assert ("stretch", 54 * MINUTE) == (day.engine.status().due_kind, day.engine.status().due_s)
    day = Day(POSTURE)
    day.run(6)
    assert ("posture", 24 * MINUTE) == (day.engine.status().due_kind, day.engine.status().due_s)


def test_progress_goes_from_nought_to_one_whatever_day_it_is() -> None:
    day = Day(STRETCH, day_start=time(9))
    day.leave(58)
    day.run(62)  # the new day began while it was in doubt
    day.run(64)
    day.adjust(64.5, FEET)
    day.come(65)
    assert State.SITTING is day.engine.status().state
    assert 0 <= day.engine.status().progress <= 1
    assert 120 * MINUTE == day.engine.status().due_s


def test_a_stand_desk_says_which_way_comes_next() -> None:
    day = Day(*alternation(1800, 900))
    day.say(10, Word.STAND)
    day.run(12)
    assert ("sit", 13 * MINUTE) == (day.engine.status().due_kind, day.engine.status().due_s)
    day.say(13, Word.SIT)
    day.run(14)
    assert RISE == day.engine.status().due_kind


def test_micro_comes_again_when_it_is_due_once_more() -> None:
    assert [(20, "micro"), (40, "micro")] == Day(MICRO).run(41)
