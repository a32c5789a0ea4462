"""Whatever the day: in private mode nothing is recorded, and the record does not tell that it was on."""

import pickle
from collections.abc import Iterable

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from posture_app.core.effects import Prompt, Record, Settled, WakeAt, Withdraw
from posture_app.core.engine.clock_times import with_times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.events import ClockSet, Event, Fact, Input, Kill, Say, Signal, Start, Stop, Wake, Word
from posture_app.core.record.memory import remember
from posture_app.core.replay.replay import Account, replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import Rules
from posture_app.core.status import State
from tests.core.days import Lines, as_text, days
from tests.core.engine.test_engine_properties import EXAMPLES, START, Fed, Woken, events_of, kept_by
from tests.core.reminder_days import busy_days

MINUTE, HOUR = 60, 3600
EVER = 1 << 60
PRIVATE, PRIVATE_OFF = Word.PRIVATE, Word.PRIVATE_OFF
widely = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)


@widely
@given(days())
def test_nothing_comes_out_of_the_engine_but_when_to_wake_it(lines: Lines) -> None:
    app = Woken()
    for event, at in events_of(lines):
        while app.wake_at is not None and app.wake_at < at:
            due, app.wake_at = app.wake_at, None
            _quiet(app, Wake(), due)
        _quiet(app, event, at)


def _quiet(app: Woken, event: Event, at: int) -> None:
    before = app.engine.status().private
    counts = len(app.account.spans), len(app.account.prompts), len(app.account.outcomes), len(app.withdrawn)
    rows = list(app.log.rows)
    app.handle(event, at)
    after = app.engine.status()
    if before and after.private:
        account = app.account
        assert counts == (len(account.spans), len(account.prompts), len(account.outcomes), len(app.withdrawn))
        assert rows == app.log.rows
    if after.private:
        assert (State.AWAY, None) == (after.state, after.prompt)


def _private_times(fed: Fed) -> list[tuple[int, int]]:
    """From when until when private mode is on, by the words alone."""
    found: list[tuple[int, int]] = []
    running, begun, until = False, EVER, EVER
    for event, at in fed:
        if begun <= until <= at:
            found.append((begun, until))
            begun = until = EVER
        match event:
            case Start():
                running = True
            case Stop() | Kill():
                running = False
            case Say(Word.PRIVATE, minutes) if running:
                begun, until = min(begun, at), EVER if minutes is None else at + round(minutes * MINUTE)
            case Say(Word.PRIVATE_OFF) if running and begun < EVER:
                found.append((begun, at))
                begun = until = EVER
            case _:
                pass
    return [*found, (begun, until)] if begun < EVER else found


@widely
@given(days())
def test_no_span_has_a_part_in_it_and_no_prompt_is_shown(lines: Lines) -> None:
    fed: Fed = [pair for pair in events_of(lines) if not isinstance(pair[0], ClockSet)]
    account = replay(fed)
    for begun, until in _private_times(fed):
        for span in account.spans:
            assert span.end.timestamp() <= begun or span.start.timestamp() >= until
        for shown in account.prompts:
            assert not begun <= shown.at.timestamp() < until


@widely
@given(days(), st.data())
def test_putting_the_engine_away_in_it_changes_nothing(lines: Lines, data: st.DataObject) -> None:
    fed = _hidden_at(lines, data)
    engine, account = Engine(), Account(rules=_rules(fed))
    for event, at in fed:
        if engine.status().private:
            engine = pickle.loads(pickle.dumps(engine))
        account.take(engine.handle(event, at))
    assert replay(fed) == account


@widely
@given(days(), st.data())
def test_a_restart_in_it_changes_nothing(lines: Lines, data: st.DataObject) -> None:
    """A new engine that knows only what the log keeps."""
    fed = [pair for pair in _hidden_at(lines, data) if not isinstance(pair[0], ClockSet)]
    words = {event.word for event, _ in fed if isinstance(event, Say)}
    assume(not words & {Word.STAND, Word.UP})  # said by someone who is gone again at once, the log does not know it
    engine, account, plain = Engine(), Account(rules=_rules(fed)), replay(fed)
    facts: set[Fact] = set()
    for event, at in fed:
        if isinstance(event, Signal):
            facts = facts | {event.fact} if event.on else facts - {event.fact}
        account.take(engine.handle(event, at))
        if engine.status().private:
            account.take(engine.handle(Stop(), at))
            engine = _anew(engine, account, facts, at, _zone(fed))
    assert [(span.start, span.end, span.ended_by) for span in plain.spans] == [
        (span.start, span.end, span.ended_by) for span in account.spans
    ]
    assert plain.as_json() == account.as_json()


def _anew(old: Engine, account: Account, facts: Iterable[Fact], at: int, zone: str) -> Engine:
    (paused, until), (private, private_until) = kept_by(old)
    memory = remember(
        account.spans, account.rules, paused=paused, pause_until=until, private=private, private_until=private_until
    )
    new = Engine()
    for fact in facts:
        new.handle(Signal(fact, on=True), at)
    new._asking.number = old._asking.number
    assert not [e for e in new.handle(Start(zone, account.rules, memory), at) if isinstance(e, Record | Prompt)]
    return new


@widely
@given(days(), st.data())
def test_the_record_is_that_of_an_app_that_did_not_run(lines: Lines, data: st.DataObject) -> None:
    _looks_stopped(lines, data)


@widely
@given(busy_days(), st.data())
def test_so_it_is_with_reminders_of_all_kinds(lines: Lines, data: st.DataObject) -> None:
    _looks_stopped(lines, data)


def _looks_stopped(lines: Lines, data: st.DataObject) -> None:
    fed, (begun, ended), (word, first) = _one_run(lines), *_window(_one_run(lines), data)
    start = Start(_zone(fed), _rules(fed))
    off: Fed = [(Say(PRIVATE_OFF), ended)] if first is None else []
    seen: Fed = [(Input(0), ended)] if first is None else []
    hidden = [*_until(fed, begun), (word, begun), *_between(fed, begun, ended), *off, *_from(fed, ended)]
    stops: Fed = [(Input(0), begun), (Stop(), begun)]
    stopped = [*_until(fed, begun), *stops, *_between(fed, begun, ended), (start, ended), *seen, *_from(fed, ended)]
    one, other = replay(with_times_reached(hidden)), replay(with_times_reached(stopped))
    assert one == other


def _one_run(lines: Lines) -> Fed:
    """The day with one start and one end, and without private words of its own."""
    fed: Fed = list(read_trace(as_text(lines), "a day"))
    inner = [
        (event, at)
        for event, at in fed[1:]
        if not isinstance(event, Start | Stop | Kill)
        and not (isinstance(event, Say) and event.word in (PRIVATE, PRIVATE_OFF))
    ]
    return [fed[0], *inner, (Stop(), fed[-1][1] + 1)]


def _window(fed: Fed, data: st.DataObject) -> tuple[tuple[int, int], tuple[Say, int | None]]:
    """When private mode is on, and the word for it; without minutes it is ended by a word."""
    first, last = fed[0][1], fed[-1][1]
    assume(last - first >= 2)
    begun = data.draw(st.integers(first, last - 2) | st.sampled_from([at for _, at in fed if at <= last - 2]))
    most = last - 1 - begun
    length = data.draw(st.integers(1, most) | st.sampled_from([n for n in (1, 29, 30, 60, 119, 120) if n <= most]))
    minutes = data.draw(st.sampled_from([None, length]))
    return (begun, begun + length), (Say(PRIVATE, None if minutes is None else minutes / MINUTE), minutes)


def _hidden_at(lines: Lines, data: st.DataObject) -> Fed:
    """A day with one time of private mode in it, or more."""
    fed = _one_run(lines)
    for _ in range(data.draw(st.integers(1, 3))):
        (begun, ended), (word, minutes) = _window(fed, data)
        off: Fed = [(Say(PRIVATE_OFF), ended)] if minutes is None else []
        fed = [*_until(fed, begun), (word, begun), *_between(fed, begun, ended), *off, *_from(fed, ended)]
    return fed


def _until(fed: Fed, at: int) -> Fed:
    return [pair for pair in fed if pair[1] <= at]


def _between(fed: Fed, begun: int, ended: int) -> Fed:
    return [pair for pair in fed if begun < pair[1] < ended]


def _from(fed: Fed, at: int) -> Fed:
    return [pair for pair in fed if pair[1] >= at]


def _rules(fed: Fed) -> Rules:
    start = fed[0][0]
    assert isinstance(start, Start)
    return start.rules


def _zone(fed: Fed) -> str:
    start = fed[0][0]
    assert isinstance(start, Start)
    return start.zone


def test_the_property_above_can_fail() -> None:
    """The record of a day with private mode is not that of the same day without it."""
    fed: Fed = [(Start("UTC", Rules()), START), (Input(HOUR), START), (Stop(), START + 2 * HOUR)]
    hidden: Fed = [*fed[:2], (Say(PRIVATE, 5), START + 600), fed[2]]
    assert replay(fed) != replay(hidden)


def test_effects_are_of_the_kinds_that_the_tests_above_look_for() -> None:
    engine = Engine()
    kinds = set()
    for event, at in ((Start("UTC", Rules()), 0), (Input(HOUR), 0), (Wake(), 1900), (Say(PRIVATE), 1910)):
        kinds |= {type(effect) for effect in engine.handle(event, START + at)}
    assert {Record, Prompt, Settled, WakeAt, Withdraw} == kinds
