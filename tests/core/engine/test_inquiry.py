"""Facts are asked before a prompt shows and before presence ends, and at no other time."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pytest

from posture_app.core.engine.inquiry import HOLDING
from posture_app.core.engine.presence import PASSIVE
from posture_app.core.events import Fact, Idle, Input, Memory, Say, Signal, Word
from posture_app.core.prompts import Hold, Way
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.reminder_kinds import STAND
from posture_app.core.spans import EndedBy
from posture_app.core.status import State
from tests.core.engine.fake_alarm import NINE
from tests.core.engine.test_runner import Desk
from tests.core.engine.world import World

MINUTE = 60


@pytest.fixture
def desk() -> Desk:
    """Somebody sits down at nine and types; all facts can be asked, and none holds."""
    desk = Desk(world=World(tells=HOLDING))
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    return desk


def shown_at(desk: Desk) -> list[float]:
    """The minutes after nine at which prompts were shown."""
    return [(shown.at - NINE).total_seconds() / MINUTE for shown in desk.prompts]


def test_nobody_is_asked_while_nothing_is_due(desk: Desk) -> None:
    desk.run(29 * MINUTE)
    desk.live.feed(Idle(30))
    desk.live.feed(Input())
    desk.live.feed(Signal(Fact.LOCKED, on=True))
    desk.run(60 * MINUTE)
    desk.live.feed(Signal(Fact.LOCKED, on=False))
    desk.run(60 * MINUTE)
    assert [] == desk.world.asked


def test_a_prompt_is_shown_after_asking_once(desk: Desk) -> None:
    desk.run(31 * MINUTE)
    assert [HOLDING] == desk.world.asked
    assert [30] == shown_at(desk)


@pytest.mark.parametrize("fact", sorted(HOLDING))
def test_what_is_found_holds_the_prompt_and_is_asked_for_each_minute(desk: Desk, fact: Fact) -> None:
    desk.run(20 * MINUTE)
    desk.world.holds.add(fact)
    desk.run(15 * MINUTE + 5)
    assert [HOLDING] * 6 == desk.world.asked
    assert (Hold(fact),) == desk.live.status().holds
    desk.world.holds.discard(fact)
    desk.run(MINUTE)
    assert [36] == shown_at(desk)
    assert 7 == len(desk.world.asked)
    assert () == desk.live.status().holds
    desk.run(5 * MINUTE)
    assert 7 == len(desk.world.asked)
    assert (Hold(fact),) == (desk.prompts[0].held,)


def test_what_holds_nothing_any_more_is_not_asked_for(desk: Desk) -> None:
    desk.world.holds.add(Fact.DND)
    desk.run(32 * MINUTE + 5)
    desk.live.feed(Say(Word.PAUSE))
    desk.run(30 * MINUTE)
    assert [HOLDING] * 3 == desk.world.asked
    assert (Hold.PAUSE,) == desk.live.status().holds
    desk.live.feed(Say(Word.RESUME))
    desk.run(1)
    assert [] == desk.prompts
    assert [HOLDING] * 4 == desk.world.asked


def test_who_is_in_a_call_is_there_and_is_asked_for_every_five_minutes(desk: Desk) -> None:
    desk.live.adjust(Rules().with_stand(every=120 * MINUTE))
    desk.run(2 * MINUTE)
    desk.live.feed(Idle(0))
    desk.world.holds.add(Fact.CALL)
    desk.run(24 * MINUTE)
    assert [PASSIVE] * 4 == desk.world.asked
    assert State.SITTING is desk.live.status().state
    desk.world.holds.clear()
    desk.run(11 * MINUTE)
    assert [PASSIVE] * 6 == desk.world.asked
    ((begin, end, why),) = desk.record_of_spans
    assert (0, EndedBy.IDLE) == (begin, why)
    assert 22 * MINUTE <= end <= 27 * MINUTE


def test_a_call_is_asked_for_no_more_once_there_is_input_again(desk: Desk) -> None:
    desk.run(2 * MINUTE)
    desk.live.feed(Idle(0))
    desk.world.holds.add(Fact.CALL)
    desk.run(8 * MINUTE)
    desk.live.feed(Input())
    desk.run(15 * MINUTE)
    assert [PASSIVE] == desk.world.asked
    assert "inquiry" not in desk.alarm.calls


def test_a_film_starts_no_presence(desk: Desk) -> None:
    desk.live.feed(Signal(Fact.LOCKED, on=True))
    desk.live.feed(Signal(Fact.LOCKED, on=False))
    desk.world.holds.add(Fact.WATCHING)
    desk.run(120 * MINUTE)
    assert State.AWAY is desk.live.status().state
    assert [] == desk.world.asked


def test_a_film_counts_no_longer_than_the_limit(desk: Desk) -> None:
    desk.run(2 * MINUTE)
    desk.live.feed(Idle(0))
    desk.world.holds.add(Fact.WATCHING)
    desk.run(180 * MINUTE)
    assert [(0, 122 * MINUTE, EndedBy.IDLE)] == desk.record_of_spans
    asked = len(desk.world.asked)
    desk.run(60 * MINUTE)
    assert asked == len(desk.world.asked)


def test_a_film_whose_end_is_told_counts_to_its_end_although_asking_has_found_it_too(desk: Desk) -> None:
    desk.live.adjust(Rules().with_stand(every=120 * MINUTE))
    desk.run(2 * MINUTE)
    desk.live.feed(Idle(0))
    desk.world.holds.add(Fact.WATCHING)
    desk.run(6 * MINUTE)
    assert [PASSIVE] == desk.world.asked
    desk.live.feed(Signal(Fact.WATCHING, on=True))  # who was asked goes on to tell
    desk.run(8 * MINUTE)
    desk.world.holds.clear()
    desk.live.feed(Signal(Fact.WATCHING, on=False))
    desk.run(30 * MINUTE)
    assert [(0, 16 * MINUTE, EndedBy.IDLE)] == desk.record_of_spans


def test_what_happens_while_the_answer_is_awaited_comes_after_it_with_its_own_moment(desk: Desk) -> None:
    desk.world.later = True
    desk.run(30 * MINUTE + 1)
    assert [HOLDING] == desk.world.asked
    changes = desk.changes
    desk.live.feed(Signal(Fact.LOCKED, on=True))
    desk.run(30)
    desk.live.feed(Signal(Fact.LOCKED, on=False))
    desk.live.feed(Input())
    desk.run(30)
    assert ([], changes) == (desk.prompts, desk.changes)
    assert 0 == desk.rearmed
    desk.world.answer()
    assert [30] == shown_at(desk)
    assert 1 == desk.rearmed
    desk.live.stop()
    assert [
        (0, 30 * MINUTE + 1, EndedBy.LOCKED),
        (30 * MINUTE + 31, 31 * MINUTE + 1, EndedBy.STOPPED),
    ] == desk.record_of_spans


def test_a_late_wake_asks_for_the_moment_at_which_the_prompt_was_due(desk: Desk) -> None:
    desk.run(29 * MINUTE)
    desk.world.holds.add(Fact.CALL)
    desk.clocks.run(80)  # nothing is woken meanwhile
    desk.live.feed(Input())
    assert [] == desk.prompts
    assert (Hold.CALL,) == desk.live.status().holds


def test_who_never_answers_does_not_keep_the_app_from_ending(desk: Desk) -> None:
    desk.world.later = True
    desk.run(31 * MINUTE)
    desk.live.stop()
    assert [30] == shown_at(desk)
    assert [(0, 31 * MINUTE, EndedBy.STOPPED)] == desk.record_of_spans
    desk.world.answer()  # too late for anyone
    assert {} == desk.alarm.calls


def test_sleep_is_written_down_while_an_answer_is_awaited(desk: Desk) -> None:
    desk.world.later = True
    desk.run(30 * MINUTE)
    assert desk.world.asked
    desk.live.feed(Signal(Fact.ASLEEP, on=True))
    assert [EndedBy.SLEPT] == [span.ended_by for span in desk.spans.values()]


def test_a_fault_in_asking_is_reported_and_the_prompt_shown() -> None:
    class Broken(World):
        def ask(self, facts: AbstractSet[Fact], answered: Callable[[Mapping[Fact, bool]], None]) -> None:
            raise ZeroDivisionError

    desk = Desk(world=Broken())
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    desk.run(31 * MINUTE)
    assert [30] == shown_at(desk)
    assert 1 == len(desk.errors)


def test_what_a_sensor_says_by_itself_holds_whatever_is_found(desk: Desk) -> None:
    desk.live.feed(Signal(Fact.WATCHING, on=True))
    desk.run(35 * MINUTE)
    assert [] == desk.prompts
    desk.world.holds.add(Fact.WATCHING)
    desk.live.feed(Signal(Fact.WATCHING, on=False))
    desk.run(3 * MINUTE)
    assert (Hold.WATCHING,) == desk.live.status().holds  # found by asking
    desk.live.feed(Signal(Fact.WATCHING, on=True))
    desk.live.feed(Signal(Fact.WATCHING, on=False))
    desk.run(10)
    assert [] == desk.prompts
    desk.world.holds.clear()
    desk.run(MINUTE)
    assert 1 == len(desk.prompts)


def test_a_call_that_begins_while_a_prompt_is_ignored_holds_its_next_showing(desk: Desk) -> None:
    desk.run(31 * MINUTE)
    desk.world.holds.add(Fact.CALL)
    desk.run(20 * MINUTE)
    assert [30] == shown_at(desk)
    desk.world.holds.clear()
    desk.run(2 * MINUTE)
    assert 2 == len(desk.prompts)


def test_the_break_screen_makes_way_for_a_call_that_is_found() -> None:
    desk = Desk(world=World(tells=HOLDING))
    desk.live.start(Rules(reminders=(replace(REMINDERS[STAND], way=Way.SCREEN),)), Memory())
    desk.live.feed(Input())
    desk.run(31 * MINUTE)
    assert [] == desk.withdrawn
    desk.world.holds.add(Fact.CALL)
    desk.run(10 * MINUTE)
    assert {1} == set(desk.withdrawn)
    assert [30] == shown_at(desk)
