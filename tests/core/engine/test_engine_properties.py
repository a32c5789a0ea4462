"""What holds of the engine on every day, whoever feeds it and however often it is woken."""

import itertools
import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from posture_app.core.effects import Effect, Prompt, Record, Settled, WakeAt, Withdraw
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.stored_pause import read_pause, read_private, stored_pause, stored_private
from posture_app.core.events import (
    Adjust,
    ClockSet,
    Event,
    Fact,
    Idle,
    Input,
    Kill,
    Memory,
    Say,
    Signal,
    Start,
    Stop,
    Wake,
    Word,
)
from posture_app.core.record.memory import remember
from posture_app.core.replay.replay import Account, replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import Rules
from posture_app.core.spans import Posture, Span
from posture_app.core.statistics.bouts import bouts
from posture_app.core.status import State
from tests.core.days import Lines, as_text, days

Fed = list[tuple[Event, int]]
PRESENT = (State.SITTING, State.STANDING)
SEEN_AFTER = 30
"""Seconds after which a sensor says that input has stopped."""
EXAMPLES = int(os.environ.get("POSTURE_APP_EXAMPLES", "60"))
widely = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)


def events_of(lines: Lines) -> Fed:
    return list(read_trace(as_text(lines), "random day"))


@dataclass
class Log:
    """A store as simple as can be: rows of spans, the last of which may be open."""

    rows: list[Span] = field(default_factory=list)

    def take(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Record):
                self.record(effect.span)

    def record(self, span: Span) -> None:
        if self.rows and self.rows[-1].ended_by is None:
            last = self.rows.pop()
            assert (last.posture, last.start) == (span.posture, span.start), "an open span was left behind"
        if span.ended_by is None or span.end > span.start:
            self.rows.append(span)


@dataclass
class Woken:
    """An engine that is woken whenever it asks, as the live app does."""

    engine: Engine = field(default_factory=Engine)
    account: Account = field(default_factory=Account)
    log: Log = field(default_factory=Log)
    wake_at: int | None = None
    at: int = 0
    safe: int = 0
    withdrawn: list[int] = field(default_factory=list)
    wakes: int = 0

    def feed(self, event: Event, at: int) -> None:
        while self.wake_at is not None and self.wake_at < at:
            due, self.wake_at = self.wake_at, None
            assert due >= self.at, "it asked to be woken in the past"
            self.wakes += 1
            self.handle(Wake(), due)
        self.handle(event, at)

    def handle(self, event: Event, at: int) -> None:
        before = self.engine.status()
        self.at = at
        effects = self.engine.handle(event, at)
        for effect in effects:
            match effect:
                case WakeAt(when):
                    self.wake_at = when
                case Record():
                    self.safe = at
                case Withdraw(number):
                    self.withdrawn.append(number)
                case _:
                    pass
        self.account.take(effects)
        self.log.take(effects)
        after = self.engine.status()
        if after.state not in PRESENT or (before.state, before.since) != (after.state, after.since):
            self.safe = at
        assert at - self.safe <= 60, "more than a minute would be lost in a crash"


def woken(fed: Fed) -> Woken:
    app = Woken()
    for event, at in fed:
        if isinstance(event, Start):
            app.account.rules = event.rules
        app.feed(event, at)
    return app


@widely
@given(days())
def test_being_woken_when_it_asks_changes_nothing(lines: Lines) -> None:
    fed = events_of(lines)
    app = woken(fed)
    assert replay(fed).as_json() == app.account.as_json()
    hours = (fed[-1][1] - fed[0][1]) / 3600
    assert app.wakes <= 60 * hours + 20 * len(fed) + 100 + 3 * len(app.account.prompts)


@widely
@given(days())
def test_what_was_recorded_piece_by_piece_is_what_is_told_in_the_end(lines: Lines) -> None:
    app = woken(events_of(lines))
    assert app.account.spans == app.log.rows


@widely
@given(days(), st.data())
def test_an_engine_that_is_put_away_and_taken_up_again_goes_on_as_before(lines: Lines, data: st.DataObject) -> None:
    fed = events_of(lines)
    cuts = data.draw(st.sets(st.integers(0, len(fed) - 1)))
    engine, account = Engine(), Account()
    for number, (event, at) in enumerate(fed):
        if number in cuts:
            engine = pickle.loads(pickle.dumps(engine))
        if isinstance(event, Start):
            account.rules = event.rules
        account.take(engine.handle(event, at))
    assert replay(fed).as_json() == account.as_json()


@widely
@given(days(), st.data())
def test_looking_in_at_any_time_changes_nothing(lines: Lines, data: st.DataObject) -> None:
    """`Wake` at a moment it did not ask for, after all events of that second, is harmless."""
    fed = events_of(lines)
    first, last = fed[0][1], fed[-1][1]
    looks = data.draw(st.lists(st.integers(first, last - 1), max_size=20)) if last > first else []
    both = sorted([*fed, *((Wake(), at) for at in looks)], key=lambda pair: (pair[1], isinstance(pair[0], Wake)))
    assert replay(fed).as_json() == replay(both).as_json()


@widely
@given(days())
def test_spans_are_no_longer_than_the_time_there_was(lines: Lines) -> None:
    fed = events_of(lines)
    account = replay(fed)
    assert sum((s.length for s in account.spans), timedelta()) <= timedelta(seconds=fed[-1][1] - fed[0][1])
    assert all(s.end > s.start for s in account.spans)
    assert all(s.ended_by is not None for s in account.spans)
    if not any(isinstance(event, ClockSet) for event, _ in fed):
        assert all(a.end <= b.start for a, b in itertools.pairwise(account.spans))


@widely
@given(days())
def test_the_days_add_up_to_the_spans(lines: Lines) -> None:
    account = replay(events_of(lines))
    totals = account.days()
    for posture, of_days in (
        (Posture.SITTING, sum(d.sitting_s for d in totals)),
        (Posture.STANDING, sum(d.standing_s for d in totals)),
    ):
        assert timedelta(seconds=of_days) == sum((s.length for s in account.spans if s.posture is posture), timedelta())
    for day in totals:
        assert day.longest_bout_s <= day.sitting_s
        assert (day.bouts == 0) == (day.sitting_s == 0)
        if not any("clock_set" in line["event"] for line in lines):
            assert day.sitting_s + day.standing_s <= 25 * 3600


@widely
@given(days())
def test_each_showing_has_just_one_outcome(lines: Lines) -> None:
    shown: list[int] = []
    settled: list[int] = []
    engine = Engine()
    for event, at in events_of(lines):
        for effect in engine.handle(event, at):
            match effect:
                case Prompt(prompt):
                    assert prompt.number not in shown
                    shown.append(prompt.number)
                case Settled(number, _):
                    assert number in shown
                    settled.append(number)
                case _:
                    pass
    assert shown == sorted(settled)
    assert len(settled) == len(set(settled))


@widely
@given(days())
def test_nobody_is_prompted_who_does_not_sit_or_is_held_or_outside_hours(lines: Lines) -> None:
    app = Woken()
    facts: set[Fact] = set()
    for event, at in events_of(lines):
        before = len(app.account.prompts)
        while app.wake_at is not None and app.wake_at < at:
            due, app.wake_at = app.wake_at, None
            app.handle(Wake(), due)
            if len(app.account.prompts) > before:
                before = len(app.account.prompts)
                status = app.engine.status()
                assert State.SITTING is status.state
                assert () == status.holds
                assert not facts
                assert status.prompt == app.account.prompts[-1]
        app.handle(event, at)
        if isinstance(event, Signal):
            facts = facts | {event.fact} if event.on else facts - {event.fact}


SOONER = (Word.SNOOZE, Word.SNOOZE_QUIET, Word.PAUSE)


@widely
@given(days(hours_too=False))
def test_a_prompt_returns_no_sooner_than_the_rules_allow(lines: Lines) -> None:
    """Unless it was snoozed, or taken away by a pause: then it comes by rules of its own."""
    fed: Fed = [pair for pair in events_of(lines) if not isinstance(pair[0], ClockSet | Stop | Kill)]
    others = [p for p in fed[1:] if not isinstance(p[0], Start)]
    fed = [fed[0], *(p for p in others if not (isinstance(p[0], Say) and p[0].word in SOONER))]
    first = fed[0][0]
    assert isinstance(first, Start)
    least = min(first.rules.again_after, (first.rules.every("stand") or 0))
    shown = [prompt.at for prompt in replay([*fed, (Stop(), fed[-1][1])]).prompts]
    assert all(b - a >= timedelta(seconds=least) for a, b in itertools.pairwise(shown))


@widely
@given(days(), st.integers(0, 60))
def test_a_crash_loses_a_minute_at_most(lines: Lines, late: int) -> None:
    fed: Fed = [(e, at) for e, at in events_of(lines) if not isinstance(e, Stop | Kill | ClockSet | Start)]
    start = next(pair for pair in events_of(lines) if isinstance(pair[0], Start))
    fed = [start, *fed]
    end = fed[-1][1] + late
    in_order, crashed = replay([*fed, (Stop(), end)]), replay([*fed, (Kill(), end)])
    lost = sum((s.length for s in in_order.spans), timedelta()) - sum((s.length for s in crashed.spans), timedelta())
    assert timedelta() <= lost <= timedelta(seconds=60)
    app = Woken()
    for event, at in fed:
        app.feed(event, at)
    app.feed(Wake(), end)
    kept = sum((s.length for s in app.log.rows), timedelta())
    assert sum((s.length for s in in_order.spans), timedelta()) - kept <= timedelta(seconds=60)


@widely
@given(days())
def test_each_gap_that_a_set_clock_hides_is_told(lines: Lines) -> None:
    """The true bouts can be had from spans alone, as the log keeps them."""
    fed = events_of(lines)
    account = replay(fed)
    for span in account.spans:
        assert span.gap is None or span.gap >= timedelta()
    for bout in bouts(account.spans, timedelta(seconds=account.rules.break_min)):
        assert bout.sitting == sum((s.length for s in bout.spans), timedelta())


_words = st.builds(Say, st.sampled_from(Word), st.none() | st.floats(0.01, 600))
_events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Input, st.none() | st.integers(0, 2000)),
    st.builds(Idle, st.floats(0, 4000)),
    st.builds(Signal, st.sampled_from(Fact), st.booleans()),
    _words,
    st.builds(ClockSet, st.integers(-90_000, 90_000)),
    st.builds(Start, st.just("Europe/Berlin"), st.builds(Rules().with_stand, every=st.integers(60, 900))),
    st.builds(
        Adjust, st.builds(Rules().with_stand, every=st.integers(60, 900)), st.sampled_from(["UTC", "Asia/Kolkata"])
    ),
    st.just(Stop()),
    st.just(Kill()),
    st.just(Wake()),
)


@settings(deadline=None, max_examples=3 * EXAMPLES)
@given(st.lists(st.tuples(_events, st.one_of(st.integers(0, 90), st.integers(0, 20_000))), max_size=40))
def test_no_order_of_events_breaks_it(steps: list[tuple[Event, int]]) -> None:
    app, at = Woken(), 1_772_438_400
    for event, step in steps:
        at += step
        app.feed(event, at)
        status = app.engine.status()
        assert 0 <= status.progress <= 1
        assert status.bout_s >= 0
    app.feed(Stop(), at + 10)
    assert all(s.end > s.start for s in app.account.spans)
    assert app.account.spans == app.log.rows


def test_idleness_told_long_after_it_began_is_taken_in_by_the_next_second() -> None:
    """Nor is there anything to wake for twice in one second."""
    app = Woken()
    for event, at in ((Start("UTC", Rules()), START), (Input(), START), (Idle(2000), START + 3000)):
        app.feed(event, at)
    app.feed(Stop(), START + 3050)
    assert [(START, START + 1000)] == [(int(s.start.timestamp()), int(s.end.timestamp())) for s in app.account.spans]
    assert app.wakes <= 60


def kept_by(engine: Engine) -> tuple[tuple[bool, int | None], tuple[bool, int | None]]:
    """The pause and the private mode of this moment, as the log is told of them."""
    status = engine.status()
    return read_pause(stored_pause(status), status.at), read_private(stored_private(status), status.at)


def _restarted(fed: Fed) -> Account:
    """As `replay`, but with a new engine at each start, which knows only what the log and the sensors tell it."""
    engine, account = Engine(), Account()
    facts: set[Fact] = set()
    paused: tuple[bool, int | None] = (False, None)
    private = paused
    first = True
    for event, at in fed:
        given_event = event
        if isinstance(event, Signal):
            facts = facts | {event.fact} if event.on else facts - {event.fact}
        if isinstance(event, Stop | Kill):
            account.take(engine.handle(event, at))
            paused, private = kept_by(engine)
            continue
        if isinstance(event, Start):
            account.rules = event.rules
            memory = None if first else remember(account.spans, event.rules, paused=paused[0], pause_until=paused[1])
            if memory:
                memory = replace(memory, private=private[0], private_until=private[1])
            engine, first = Engine(), False
            for fact in facts:
                engine.handle(Signal(fact, on=True), at)
            numbers = len(account.prompts)
            engine._asking.number = numbers
            given_event = Start(event.zone, event.rules, memory)
        account.take(engine.handle(given_event, at))
    return account


@widely
@given(days())
def test_a_new_engine_with_the_memory_of_the_log_goes_on_as_the_old_one_would(lines: Lines) -> None:
    fed: Fed = [(e, at) for e, at in events_of(lines) if not isinstance(e, ClockSet)]
    words = {e.word for e, _ in fed if isinstance(e, Say)}
    assume(not words & {Word.STAND, Word.UP})  # said by someone who is gone again at once, the log does not know it
    assert replay(fed).as_json() == _restarted(fed).as_json()


START = 1_772_438_400  # 2026-03-02 08:00 UTC


def test_standing_and_a_break_that_was_announced_outlive_a_quick_restart() -> None:
    rules = Rules()
    for word, between in itertools.product((Word.STAND, Word.UP), (0, 1, 30, 119)):
        fed: Fed = [
            (Start("UTC", rules), START),
            (Input(600), START),
            (Say(word), START + 300),
            (Stop(), START + 301 if word is Word.UP else START + 600),
            (Start("UTC", rules), START + 301 + between if word is Word.UP else START + 600 + between),
            (Input(900), START + 310 + between if word is Word.UP else START + 610 + between),
            (Stop(), START + 3000),
        ]
        assert replay(fed).as_json() == _restarted(fed).as_json()


def _ranges(fed: Fed) -> list[tuple[int, int]]:
    """The input of a day as a sensor sees it: gaps that are too short are not seen; it ends at a barrier."""
    seen: list[tuple[int, int]] = []
    barriers: set[Fact] = set()
    running = False
    for event, at in fed:
        match event:
            case Start():
                running = True
            case Stop() | Kill():
                running = False
            case Signal(Fact.LOCKED | Fact.ASLEEP as fact, on):
                barriers = barriers | {fact} if on else barriers - {fact}
            case Input(lasts) if running and not barriers:
                end = at + (lasts or 0)
                if seen and at - seen[-1][1] < SEEN_AFTER:
                    seen[-1] = seen[-1][0], max(end, seen[-1][1])
                else:
                    seen.append((at, end))
            case _:
                pass
        if not running or barriers:
            seen = [(a, min(b, at)) for a, b in seen]
    return seen


@widely
@given(days(), st.integers(0, 3600))
def test_a_sensor_that_tells_late_of_idleness_gives_the_same_answer(lines: Lines, late_stop: int) -> None:
    """Without barriers (there the sensor is armed anew), words (they are input that it may not see) and set clocks."""
    day = events_of(lines)
    (first, begun), end = day[0], max(at for _, at in day) + SEEN_AFTER + late_stop
    assert isinstance(first, Start)
    passive = max(first.rules.passive_limit, 2 * SEEN_AFTER)
    rules = replace(first.rules, passive_limit=passive, right_moment=0)  # a pause it tells of by itself
    start: tuple[Event, int] = (replace(first, rules=rules), begun)
    inputs = [pair for pair in day if isinstance(pair[0], Input)]
    facts = [pair for pair in day if isinstance(pair[0], Signal) and pair[0].fact not in (Fact.LOCKED, Fact.ASLEEP)]
    ranges = _ranges([start, *inputs])
    # Not in the very second in which the sensor tells: what it tells then is an event of that second, the break is not.
    assume(not any(a == b + SEEN_AFTER for a, _ in ranges for _, b in ranges))
    end = max([end, *(b + SEEN_AFTER + 1 for _, b in ranges)])
    told: Fed = [(Input(b - a), a) for a, b in ranges]
    late: Fed = [pair for a, b in ranges for pair in ((Input(), a), (Idle(SEEN_AFTER), b + SEEN_AFTER))]
    exact, sensed = (
        replay([start, *sorted([*some, *facts], key=lambda pair: pair[1]), (Stop(), end)]) for some in (told, late)
    )
    assert exact.as_json() == sensed.as_json()


def test_a_memory_of_nothing_is_no_memory() -> None:
    fed: Fed = [(Start("UTC", Rules(), Memory()), START), (Input(3600), START), (Stop(), START + 4000)]
    plain: Fed = [(Start("UTC", Rules()), START), *fed[1:]]
    assert replay(plain).as_json() == replay(fed).as_json()
