"""What the live app fed to the engine, written down, gives the same spans and prompts when it is replayed."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posture_app.core.calendar import Times
from posture_app.core.engine.inquiry import HOLDING
from posture_app.core.events import BreakTaken, Event, Fact, Idle, Input, Memory, Say, Signal, Start, Word
from posture_app.core.prompts import Outcome
from posture_app.core.record.memory import remember
from posture_app.core.replay.recording import Recording
from posture_app.core.replay.replay import Account, replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.replay.trace_settings import read_memory, read_rules, write_memory, write_rules
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.hours import parse_hours
from posture_app.core.settings.reminder_kinds import Basis
from posture_app.core.spans import Posture, Span
from tests.core.engine.test_engine_properties import Log
from tests.core.engine.test_runner import Desk
from tests.core.engine.world import World
from tests.core.reminder_days import settings as trace_settings

MINUTE, HOUR = 60, 3600


@dataclass
class RecordedDesk(Desk):
    """A desk with a log, at which all that is fed is written down."""

    log: Log = field(default_factory=Log)
    recording: Recording = field(default_factory=Recording)
    lines: list[str] = field(default_factory=list)

    def record(self, span: Span) -> None:
        self.log.record(span)

    def fed(self, event: Event, at: int) -> None:
        self.lines += self.recording.lines(event, at)

    def replayed(self) -> Account:
        return replay(read_trace(self.lines, "recording"))

    def restart(self, rules: Rules) -> None:
        self.live.stop()
        spans = self.log.rows[-20:]
        memory = remember(spans, rules, paused=False, pause_until=None, private=False, private_until=None)
        self.live.start(rules, memory)


_WORDS = st.sampled_from([*Word])
_STEP = st.one_of(
    st.tuples(st.just("input"), st.sampled_from([0, 0, 0, 3.5, 14])),
    st.tuples(st.just("idle"), st.sampled_from([0, 10.25, 30])),
    st.tuples(st.just("say"), st.tuples(_WORDS, st.sampled_from([None, 1, 5, 0.5]))),
    st.tuples(st.just("sensor"), st.tuples(st.sampled_from([*Fact]), st.booleans())),
    st.tuples(st.just("world"), st.sampled_from(sorted(HOLDING))),
    st.tuples(st.just("world"), st.sampled_from(sorted(HOLDING))),
    st.tuples(st.just("later"), st.booleans()),
    st.tuples(st.just("answer"), st.none()),
    st.tuples(st.just("set clock"), st.sampled_from([1, 2, -2, HOUR, -HOUR, 45])),
    st.tuples(st.just("sleep"), st.sampled_from([3, 7, 100, 8 * HOUR])),
    st.tuples(st.just("zone"), st.sampled_from(["Europe/Berlin", "Asia/Kolkata"])),
    st.tuples(st.just("adjust"), st.none()),
    st.tuples(st.just("cut"), st.none()),
    st.tuples(st.just("pause"), st.none()),
    st.tuples(st.just("pause"), st.none()),
    st.tuples(st.just("look"), st.none()),
    st.tuples(st.just("restart"), st.none()),
    st.tuples(st.just("taken"), st.sampled_from(["feet", "micro"])),
)
_WAIT = st.one_of(
    st.sampled_from([0, 0, 0.4, 1, 2, 29, 59.9, 60, 61, 119, 120, 121, 299, 300, 301]), st.integers(0, 2000)
)
_STEPS = st.lists(st.tuples(_WAIT, _STEP), min_size=1, max_size=60)


def _strict(rules: Rules) -> Rules:
    return replace(
        rules, days_off=((date(2026, 3, 3), date(2026, 3, 3)),), working_hours=parse_hours("mon-sun 8:00-23:00")
    )


def take(desk: RecordedDesk, rules: Rules, what: str, detail: object) -> None:  # noqa: C901, PLR0912 - one for each kind
    match what, detail:
        case "input", float() | int() as ago:
            desk.live.feed(Input(ago=ago))
        case "idle", float() | int() as ago:
            desk.live.feed(Idle(ago))
        case "say", (Word() as word, int() | float() | None as minutes):
            desk.live.feed(Say(word, minutes))
        case "taken", str() as kind:
            desk.live.feed(BreakTaken(kind))
        case "sensor", (Fact() as fact, bool() as on):
            desk.live.feed(Signal(fact, on))
        case "world", Fact() as fact:
            desk.world.holds ^= {fact}
        case "later", bool() as later:
            desk.world.later = later
        case "answer", _:
            desk.world.answer()
        case "set clock", int() as ahead:
            desk.clocks.set_wall(ahead)
        case "sleep", int() as seconds:
            desk.clocks.sleep(seconds)
        case "zone", str() as zone:
            desk.zone = zone
            desk.live.look_at_zone()
        case "adjust", _:
            desk.live.adjust(rules)
        case "pause", _:
            desk.pause()
        case "cut", _:
            desk.live.cut(None)
        case "look", _:
            desk.live.status_now()
        case "restart", _:
            desk.restart(rules)
        case _:
            raise AssertionError(what)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(_STEPS, trace_settings().map(read_rules), st.sampled_from([0, 60, 120]))
def test_a_recording_of_any_run_replays_to_the_very_spans_and_prompts(
    steps: list[tuple[float, tuple[str, object]]], rules: Rules, right_moment: int
) -> None:
    rules = replace(rules, right_moment=right_moment)
    desk = RecordedDesk(world=World(tells=HOLDING))
    desk.live.start(rules, Memory())
    for number, (wait, (what, detail)) in enumerate(steps):
        desk.run(wait)
        take(desk, _strict(rules) if number % 2 else rules, what, detail)
    desk.run(10)
    desk.live.stop()
    account = desk.replayed()
    assert desk.log.rows == account.spans
    assert desk.prompts == account.prompts
    assert desk.outcomes == [
        (shown.number, account.outcomes.get(shown.number, Outcome.OPEN)) for shown in account.prompts
    ]
    assert [] == desk.errors


def test_a_recording_is_what_was_fed_line_by_line() -> None:
    desk = RecordedDesk(world=World(tells=HOLDING))
    desk.live.start(Rules(), Memory())
    desk.run(5)
    desk.live.feed(Input())
    desk.run(50)
    desk.live.feed(Idle(30))
    desk.live.feed(Say(Word.PAUSE, 5))
    desk.live.stop()
    assert [
        '{"at": "2026-03-02T09:00:05Z", "event": "input", "until": null}',
        '{"at": "2026-03-02T09:00:55Z", "event": "idle", "ago": 30.0}',
        '{"at": "2026-03-02T09:00:55Z", "event": "say", "what": "pause", "minutes": 5}',
        '{"at": "2026-03-02T09:00:55Z", "event": "stop"}',
    ] == desk.lines[1:]


def test_what_was_found_by_asking_stands_before_what_it_was_asked_for() -> None:
    desk = RecordedDesk(world=World(tells=HOLDING, holds={Fact.CALL}))
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    desk.run(30 * MINUTE)
    assert [
        '{"at": "2026-03-02T09:30:00Z", "event": "call_on"}',
        '{"at": "2026-03-02T09:30:00Z", "event": "look"}',
    ] == desk.lines[-2:]


def test_of_private_mode_a_recording_tells_only_when_it_was() -> None:
    desk = RecordedDesk()
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    desk.run(MINUTE)
    desk.live.feed(Say(Word.PRIVATE, 10))
    before = len(desk.lines)
    desk.live.feed(Input())
    desk.live.feed(Signal(Fact.CALL, on=True))
    desk.live.feed(Signal(Fact.LOCKED, on=True))
    desk.live.feed(Signal(Fact.LOCKED, on=False))
    desk.live.feed(Say(Word.STAND))
    desk.live.feed(Idle(0))
    assert before == len(desk.lines)
    desk.run(20 * MINUTE)
    desk.live.feed(Input())
    desk.live.stop()
    assert '"call_on"' in "".join(desk.lines)
    assert "lock" not in "".join(desk.lines[before:])
    assert desk.log.rows == desk.replayed().spans


TIMES: Times = ((time(9, 30),), (), (), (), (), (), (time(0, 0), time(23, 59)))
TEA = replace(REMINDERS["stand"], kind="own:Tea", every=0, basis=Basis.CLOCK, times=TIMES)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        _strict(Rules()),
        Rules(working_hours=parse_hours("mon 22:00-06:00; wed 09:00-12:00 13:00-24:00"), skips_a_day=0, quiet_after=3),
        Rules(break_length=300),
        Rules(reminders=(*REMINDERS.values(), TEA)),
    ],
)  # fmt: skip
def test_rules_come_back_as_they_were_written(rules: Rules) -> None:
    assert rules == read_rules(json.loads(json.dumps(write_rules(rules))))


@pytest.mark.parametrize("name", [each.name for each in fields(Rules)])
def test_no_rule_is_forgotten(name: str) -> None:
    others: dict[str, Any] = {
        "day_start": time(5, 30),
        "working_hours": parse_hours("mon 09:00-12:00"),
        "days_off": ((date(2026, 5, 1), date(2026, 5, 3)),),
        "reminders": (*REMINDERS.values(), TEA),
    }
    changed: dict[str, Any] = {name: others[name] if name in others else (getattr(Rules(), name) or 0) + 7}
    rules = replace(Rules(), **changed)
    assert rules == read_rules(json.loads(json.dumps(write_rules(rules))))


def test_a_memory_comes_back_as_it_was_written() -> None:
    memory = Memory(
        sat=10, sat_until=20, present_until=30, posture=Posture.STANDING, paused=True, private=True, private_until=70,
        since={"stretch": 4}, today_s=5, had_turn=frozenset({"feet"}), times_reached={"own:Tea": 6}, skips=2,
        shown_at=8, shown_kinds=("stand", "stretch"),
    )  # fmt: skip
    assert memory == read_memory(json.loads(json.dumps(write_memory(memory))))
    assert {} == write_memory(Memory())
    assert {"own:Tea"} == {*read_memory({"times_reached": ["own:Tea"]}).times_reached}


def test_clock_times_of_a_recording_strike_where_it_says_so() -> None:
    """The app is told by its scheduler, which may come a little late."""
    rules = Rules(reminders=(TEA,))
    start = list(Recording().lines(Start("UTC", rules, Memory()), int(datetime(2026, 3, 2, 9, tzinfo=UTC).timestamp())))
    lines = [
        '{"at": "2026-03-02T09:00:00Z", "event": "input", "until": "2026-03-02T10:00:00Z"}',
        '{"at": "2026-03-02T09:30:02Z", "event": "time", "kind": "own:Tea"}',
        '{"at": "2026-03-02T10:00:00Z", "event": "stop"}',
    ]
    prompts = replay(read_trace([*start, *lines], "recording")).prompts
    assert datetime(2026, 3, 2, 9, 30, 2, tzinfo=UTC) == prompts[0].at
