"""What is to come, foreseen by the engine itself."""

import copy
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.effects import Effect, WakeAt
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.preview import UpcomingPrompt, preview
from posture_app.core.events import Event, Fact, Say, Start, Wake, Word
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from tests.core.days import Lines, days
from tests.core.engine.test_engine_properties import events_of, widely
from tests.core.sitting_day import EIGHT, HOUR, MICRO, MINUTE, STAND, STRETCH, Day, alternation

LOOK = 3 * HOUR


class Counted(Engine):
    """An engine that is looked ahead with gives up where nothing but a loop without an end would still feed it."""

    fed = 0
    most = 4 * LOOK  # a wake-up and an event in each second would be half of it

    def handle(self, event: Event, at: int) -> list[Effect]:
        self.fed += 1
        assert self.fed <= self.most, f"it goes round and round at {at}"
        return super().handle(event, at)


def looked_ahead(engine: Engine, at: int, rules: Rules, *, seconds: int = LOOK) -> list[UpcomingPrompt]:
    """The preview of an engine that counts how often it is fed."""
    engine = copy.deepcopy(engine)
    engine.__class__ = Counted
    return list(preview(engine, at, rules, "UTC", seconds=seconds))


def coming(day: Day, minute: float, rules: Rules | None = None, *, seconds: int = LOOK, most: int = 8) -> list[str]:
    """The clock times (from eight on) and kinds."""
    now = EIGHT + round(minute * MINUTE)
    found = preview(day.engine, now, rules or day.rules, "UTC", seconds=seconds, most=most)
    return [f"{datetime.fromtimestamp(one.at.timestamp(), UTC):%H:%M:%S} {' '.join(one.kinds)}" for one in found]


def test_who_does_what_each_prompt_asks_for_is_asked_at_these_times() -> None:
    day = Day(STAND, STRETCH)
    day.run(10)
    # fifteen seconds to get up, and the break, which is not sitting
    expected = ["08:30:00 stand", "09:02:00 stretch stand", "09:35:15 stand", "10:07:15 stretch stand"]
    assert expected == coming(day, 10, most=4)


def test_the_engine_is_left_as_it_is() -> None:
    day, other = Day(STAND, STRETCH, MICRO), Day(STAND, STRETCH, MICRO)
    for minute in (10, 25, 31, 45):
        day.run(minute)
        coming(day, minute)
    assert other.run(130) == day.run(130)
    assert other.engine.status() == day.engine.status()


def test_it_goes_by_rules_that_are_not_in_force_yet() -> None:
    day = Day(STAND)
    day.run(10)
    assert "08:20:00 stand" == coming(day, 10, replace(day.rules, reminders=(replace(STAND, every=20 * MINUTE),)))[0]
    assert [] == coming(day, 10, replace(day.rules, reminders=()))
    assert [(30, "stand")] == day.run(31)


def test_what_shows_already_is_not_to_come() -> None:
    day = Day(STAND)
    day.run(31)
    assert "09:01:00 stand" == coming(day, 31)[0]


def test_it_ends_after_so_many_or_so_long() -> None:
    day = Day(MICRO)
    assert 3 == len(coming(day, 1, most=3))
    assert ["08:20:00 micro", "08:40:15 micro", "09:00:30 micro"] == coming(day, 1, seconds=HOUR)
    assert ["08:20:00 micro"] == coming(day, 1, seconds=19 * MINUTE)


def test_who_alternates_is_asked_in_turn() -> None:
    day = Day(*alternation(30 * MINUTE, 15 * MINUTE))
    assert ["08:30:00 rise", "08:45:15 sit", "09:15:30 rise", "09:30:45 sit"] == coming(day, 1, most=4)


def test_clock_times_are_foreseen() -> None:
    tea = Reminder("own:Tea", Basis.CLOCK, 0, 60, rises=False, times=((time(8, 10), time(9, 0)),) * 7)
    assert ["08:10:00 own:Tea", "09:00:00 own:Tea"] == coming(Day(tea), 1)


@pytest.mark.parametrize("minutes", [None, 600])
def test_in_a_pause_nothing_comes(minutes: float | None) -> None:
    day = Day(STAND)
    day.say(1, Word.PAUSE, minutes)
    assert [] == coming(day, 1)


def test_a_pause_that_ends_and_hours_that_begin_are_foreseen() -> None:
    day = Day(STAND)
    day.say(1, Word.PAUSE, 60)
    assert "09:01:00 stand" == coming(day, 1)[0]
    day = Day(STAND, working_hours=(((time(9, 30), time(17)),),) * 7)
    assert "09:30:00 stand" == coming(day, 1)[0]


def test_who_is_away_is_taken_to_come_back_now() -> None:
    day = Day(STAND)
    day.leave(10)
    day.run(40)
    assert "09:10:00 stand" == coming(day, 40)[0]


def test_a_break_that_runs_is_waited_for() -> None:
    day = Day(STAND)
    day.run(30.5)
    day.say(31, Word.UP)
    assert "09:03:00 stand" == coming(day, 31.5)[0]


def test_behind_a_lock_nothing_comes() -> None:
    day = Day(STAND)
    day.on(10, Fact.LOCKED)
    assert [] == coming(day, 20)


@pytest.mark.parametrize("minutes", [None, 600, 60])
@pytest.mark.parametrize("there", [True, False])
def test_in_private_mode_nothing_comes_and_the_look_ahead_ends(minutes: float | None, *, there: bool) -> None:
    day = Day(STAND)
    if not there:
        day.on(0.5, Fact.LOCKED)
        day.run(10)
    day.say(11, Word.PRIVATE, minutes)
    day.run(11.5)
    assert [] == looked_ahead(day.engine, EIGHT + 12 * MINUTE, day.rules)


def test_behind_a_lock_and_after_the_end_of_the_app_the_look_ahead_ends() -> None:
    day = Day(STAND)
    day.on(10, Fact.LOCKED)
    day.run(20)
    assert [] == looked_ahead(day.engine, EIGHT + 21 * MINUTE, day.rules)
    day.stop(22)
    assert [] == looked_ahead(day.engine, EIGHT + 23 * MINUTE, day.rules)


@widely
@given(days(), st.data())
def test_the_look_ahead_ends_whatever_happened_before_it(lines: Lines, data: st.DataObject) -> None:
    fed = events_of(lines)
    looks = data.draw(st.sets(st.integers(0, len(fed) - 1), min_size=1, max_size=3))
    private = data.draw(st.none() | st.sampled_from([Say(Word.PRIVATE), Say(Word.PRIVATE, 20.0)]))
    engine, rules = Engine(), Rules()
    for number, (event, at) in enumerate(fed):
        rules = event.rules if isinstance(event, Start) else rules
        engine.handle(event, at)
        if number in looks:
            if private is not None:
                engine.handle(private, at)
            found = [coming.at for coming in looked_ahead(engine, at, rules)]
            assert all(one < other for one, other in pairwise(found))


@widely
@given(days(), st.booleans())
def test_a_wake_up_that_was_spent_is_told_anew(lines: Lines, twice: bool) -> None:
    """So whoever feeds the engine needs not know which wake-ups it has spent."""
    engine = Engine()
    for event, at in events_of(lines):
        engine.handle(event, at)
        for _ in range(1 + twice):
            told = [effect.at for effect in engine.handle(Wake(), at) if isinstance(effect, WakeAt)]
            assert 1 == len(told)
            assert told[0] is None or told[0] > at
