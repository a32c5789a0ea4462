"""One prompt at a time: what is merged, what waits, what was held."""

from dataclasses import replace

import pytest

from posture_app.core.events import Fact, Word
from posture_app.core.prompts import Hold, Outcome, Way
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from tests.core.sitting_day import FEET, MICRO, MINUTE, STAND, STRETCH, Day, own

TEA = own("Tea", Basis.CLOCK, length=1)


def stretch(minutes: float, length: float = 3, way: Way = Way.NOTIFICATION) -> Reminder:
    return replace(STRETCH, every=round(minutes * MINUTE), length=round(length * MINUTE), way=way)


def test_what_will_be_due_within_five_minutes_is_shown_at_once_and_what_will_later_is_not() -> None:
    assert [(30, "stretch stand")] == Day(STAND, stretch(35)).run(31)
    assert [(30, "stand")] == Day(STAND, stretch(35 + 1 / 60)).run(31)
    assert [(30, "stand"), (31, "stretch stand")] == Day(STAND, stretch(31), merge_within=0).run(32)


def test_a_prompt_is_of_the_longest_break_in_the_loudest_way() -> None:
    day = Day(replace(STAND, way=Way.SILENT), stretch(30, length=3, way=Way.SCREEN), replace(FEET, every=1800))
    day.run(31)
    (shown,) = day.shown
    assert ("feet", ("stretch", "stand"), 300) == (shown.kind, shown.also, shown.length_s)
    assert (Way.SCREEN, True) == (shown.way, shown.rises)


def test_a_prompt_of_what_is_done_at_the_desk_does_not_rise() -> None:
    day = Day(replace(FEET, every=1800), replace(MICRO, every=1800))
    day.run(31)
    assert [("feet micro", False)] == [(" ".join(shown.kinds), shown.rises) for shown in day.shown]


def test_what_stands_unanswered_is_shown_with_the_next_and_was_missed() -> None:
    day = Day(STAND, stretch(36))
    assert [(30, "stand"), (36, "stretch stand")] == day.run(37)
    assert [Outcome.MISSED, None] == day.outcomes
    assert [(46, "stretch stand")] == day.run(47)[2:]


def test_again_is_said_of_what_was_shown_before_and_not_of_what_is_merged_with_it() -> None:
    day = Day(replace(MICRO, way=Way.SILENT), STAND)
    day.run(41)
    assert [("micro", False), ("stand", False), ("stand", True)] == [(s.kind, s.again) for s in day.shown]


def test_two_prompts_of_different_kinds_are_a_minute_apart() -> None:
    day = Day(STAND, TEA)
    day.say(30.25, Word.SKIP)
    day.strike(30.5, "Tea")
    assert [(30, "stand"), (31, "own:Tea")] == day.run(32)


def test_two_clock_times_of_one_reminder_are_a_minute_apart() -> None:
    day = Day(TEA)
    day.on(9, Fact.DND)
    day.strike(10, "Tea")
    day.off(10.75, Fact.DND)
    day.say(10.9, Word.DONE)
    day.strike(11, "Tea")
    assert [(10.75, "own:Tea"), (11.75, "own:Tea")] == day.run(12)


def test_what_falls_due_waits_for_the_end_of_a_short_snooze() -> None:
    day = Day(STAND, stretch(36))
    day.say(31.5, Word.SNOOZE, 5)
    assert [(30, "stand"), (36.5, "stretch stand")] == day.run(37)


def test_what_falls_due_does_not_wait_for_the_end_of_a_long_snooze() -> None:
    day = Day(STAND, stretch(36))
    day.say(31.5, Word.SNOOZE, 30)
    assert [(30, "stand"), (36, "stretch")] == day.run(37)
    day.say(38, Word.SKIP)
    assert [(61.5, "stand")] == day.run(62)[2:]


def test_a_prompt_to_sit_stands_alone() -> None:
    stands = (Reminder("sit", Basis.STANDING, 600, 0, rises=False), STAND)
    day = Day(*stands)
    day.run(29)
    day.say(29, Word.STAND)
    assert [(39, "sit")] == day.run(40)


FACTS = {Fact.CALL: Hold.CALL, Fact.WATCHING: Hold.WATCHING, Fact.FULLSCREEN: Hold.FULLSCREEN, Fact.DND: Hold.DND}


@pytest.mark.parametrize("fact", FACTS)
def test_what_was_held_comes_once_after_it_and_after_long_says_what_held_it(fact: Fact) -> None:
    day = Day(STAND, STRETCH, FEET)
    day.on(10, fact)
    day.off(125, fact)
    assert [(125, "feet stretch stand")] == day.run(126)
    assert [FACTS[fact]] == [shown.held for shown in day.shown]


@pytest.mark.parametrize(("minute", "held"), [(34.9, None), (35, Hold.DND)])
def test_it_says_so_only_if_it_was_due_for_five_minutes(minute: float, held: Hold | None) -> None:
    day = Day(STAND)
    day.on(29, Fact.DND)
    day.off(minute, Fact.DND)
    day.run(36)
    assert [held] == [shown.held for shown in day.shown]


def test_the_last_of_several_holds_is_the_one_that_is_named() -> None:
    day = Day(STAND)
    day.on(10, Fact.CALL)
    day.on(20, Fact.FULLSCREEN)
    day.off(40, Fact.CALL)
    assert [] == day.run(41)
    day.off(50, Fact.FULLSCREEN)
    assert [(50, "stand")] == day.run(51)
    assert [Hold.FULLSCREEN] == [shown.held for shown in day.shown]


def test_what_waited_for_a_snooze_was_not_held() -> None:
    day = Day(STAND, stretch(20, length=9))
    day.say(21, Word.SNOOZE, 45)
    day.on(29, Fact.CALL)
    day.gone(31, 2)  # the break that drops what the call held back
    day.off(40, Fact.CALL)
    assert [(20, "stretch"), (68, "stretch stand")] == day.run(69)  # five minutes after the time for the stand-up
    assert [None, None] == [shown.held for shown in day.shown]


def test_a_pause_and_working_hours_hold_too() -> None:
    day = Day(STAND)
    day.say(10, Word.PAUSE, 60)
    assert [(70, "stand")] == day.run(71)
    assert [Hold.PAUSE] == [shown.held for shown in day.shown]
