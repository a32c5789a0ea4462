"""A prompt waits for a pause in the input, for two minutes at the most, and only then is a pause waited for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.core.engine.inquiry import HOLDING
from posture_app.core.events import Fact, Idle, Input, Memory, Quiet, Say, Signal, Word
from posture_app.core.rules import RIGHT_MOMENT, Rules, rules_of
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.status_words import Glance, glance, status_line
from tests.core.engine.fake_alarm import NINE
from tests.core.engine.test_runner import Desk
from tests.core.engine.world import World
from tests.core.sitting_day import STAND, STRETCH, Day

MINUTE = 60
RULES = Rules(right_moment=RIGHT_MOMENT)


@pytest.fixture
def desk() -> Desk:
    desk = Desk(world=World(tells=HOLDING))
    desk.live.start(RULES, Memory())
    desk.live.feed(Input())
    return desk


def shown(desk: Desk) -> list[tuple[float, float | None]]:
    """The minute of each prompt, and since which it waited."""
    return [
        (
            (each.at - NINE) / timedelta(minutes=1),
            None if each.due is None else (each.due - NINE) / timedelta(minutes=1),
        )
        for each in desk.prompts
    ]


def test_it_is_shown_in_the_first_pause(desk: Desk) -> None:
    desk.run(29 * MINUTE)
    assert [] == desk.pauses
    desk.run(1.5 * MINUTE)
    assert ([], 1) == (desk.prompts, len(desk.pauses))
    desk.pause()
    desk.run(1)
    assert [(30.5, 30)] == shown(desk)
    assert [] == desk.pauses


def test_it_waits_for_two_minutes_at_the_most(desk: Desk) -> None:
    desk.run(33 * MINUTE)
    assert [(32, 30)] == shown(desk)
    assert [] == desk.pauses


def test_who_does_not_type_has_it_at_once(desk: Desk) -> None:
    desk.run(29 * MINUTE)
    desk.live.feed(Idle(10))
    desk.run(2 * MINUTE)
    assert [(30, None)] == shown(desk)
    assert [] == desk.pauses


def test_a_sensor_that_tells_of_the_pause_is_enough(desk: Desk) -> None:
    desk.run(30 * MINUTE + 20)
    desk.live.feed(Idle(10))
    desk.run(1)
    assert [(30 + 20 / 60, 30)] == shown(desk)
    assert [] == desk.pauses


def test_what_can_hold_it_is_asked_when_it_would_be_shown(desk: Desk) -> None:
    desk.run(30 * MINUTE + 30)
    assert [] == desk.world.asked
    desk.world.holds.add(Fact.CALL)
    desk.pause()
    desk.run(5 * MINUTE)
    assert [HOLDING] * 6 == desk.world.asked
    assert ([], []) == (desk.prompts, desk.pauses)
    desk.world.holds.clear()
    desk.run(MINUTE)
    assert ([], 1) == (desk.prompts, len(desk.pauses))  # the call is over, but they type
    desk.pause()
    desk.run(1)
    assert 1 == len(desk.prompts)


def test_nothing_waits_for_who_has_gone_or_is_held_up(desk: Desk) -> None:
    desk.run(30 * MINUTE + 10)
    assert 1 == len(desk.pauses)
    desk.live.feed(Say(Word.PAUSE))
    assert [] == desk.pauses
    desk.live.feed(Say(Word.RESUME))
    assert 1 == len(desk.pauses)
    desk.live.feed(Signal(Fact.LOCKED, on=True))
    assert [] == desk.pauses
    desk.run(10 * MINUTE)
    assert [] == desk.prompts


def test_a_pause_that_nobody_waits_for_changes_nothing(desk: Desk) -> None:
    desk.run(10 * MINUTE)
    desk.live.feed(Quiet())
    desk.run(20 * MINUTE + 10)
    assert [] == desk.prompts


def test_a_repetition_waits_as_well(desk: Desk) -> None:
    desk.run(30 * MINUTE + 10)
    desk.pause()
    desk.run(10 * MINUTE + 30)
    assert 1 == len(desk.prompts)
    desk.pause()
    desk.run(1)
    assert 2 == len(desk.prompts)


def test_a_snooze_until_a_pause_ends_with_the_first_that_comes_a_minute_later(desk: Desk) -> None:
    desk.run(32 * MINUTE)
    desk.live.feed(Say(Word.SNOOZE_QUIET))
    desk.live.feed(Quiet())  # of the hand that has pressed the button
    desk.run(50)
    assert [] == desk.pauses
    desk.run(20 * MINUTE)
    assert (1, 1) == (len(desk.prompts), len(desk.pauses))
    status = desk.live.status_now()
    assert (Glance.SITTING, 39 * MINUTE + 10) == (glance(status), status.due_s)
    assert "Sitting for 52 min · Get up once your hands rest" == status_line(status, "UTC")
    desk.pause()
    desk.run(1)
    assert 2 == len(desk.prompts)
    assert not desk.live.status().until_pause


def test_what_falls_due_in_such_a_snooze_is_not_announced_before_it() -> None:
    day = Day(STAND, replace(STRETCH, every=40 * MINUTE))
    day.run(30)
    day.say(31, Word.SNOOZE_QUIET)
    for minute in (35, 45, 85):
        day.run(minute)
        status = day.engine.status()
        assert (Glance.SITTING, "stand", True) == (glance(status), status.due_kind, status.until_pause)
    assert [(30, "stand"), (91, "stretch stand")] == day.run(92)


def test_without_a_pause_it_lasts_an_hour(desk: Desk) -> None:
    desk.live.adjust(Rules())
    desk.run(31 * MINUTE)
    desk.live.feed(Say(Word.SNOOZE_QUIET))
    desk.run(59 * MINUTE)
    assert 1 == len(desk.prompts)
    desk.run(2 * MINUTE)
    assert [(30, None), (91, 32)] == shown(desk)


def test_the_preview_says_when_it_is_due(desk: Desk) -> None:
    desk.run(MINUTE)
    (first, *_) = desk.live.upcoming(RULES, 60 * MINUTE)
    assert NINE + timedelta(minutes=30) == first.at


def test_the_setting_turns_it_on() -> None:
    assert (True, RIGHT_MOMENT) == (DEFAULTS.right_moment, rules_of(DEFAULTS).right_moment)
    assert 0 == Rules().right_moment
