"""What a restart remembers of the reminders, told by the log."""

import os
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from posture_app.core.engine.clock_times import with_times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.events import ClockSet, Input, Memory, Signal, Start, Stop, Wake
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.record.memory import remember, remember_reminders
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from posture_app.core.spans import EndedBy, Posture, Span
from tests.core.days import Lines, as_text
from tests.core.engine.test_engine_properties import kept_by
from tests.core.engine.test_reminder_properties import Watched, events_of, rules_of
from tests.core.reminder_days import busy_days
from tests.core.sitting_day import FEET, MICRO, POSTURE, STAND, STRETCH

TEN = time(10)
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EXAMPLES = int(os.environ.get("POSTURE_APP_EXAMPLES", "40"))
EVERYTHING = Rules(reminders=(STAND, STRETCH, FEET, MICRO, POSTURE))
TEA = Reminder("own:Tea", Basis.CLOCK, 0, 60, times=((TEN,),) * 7)


def span(begin: int, end: int, posture: Posture = Posture.SITTING, **more: object) -> Span:
    """From one minute after nine to another."""
    first, last = (NINE + timedelta(minutes=minute) for minute in (begin, end))
    return replace(Span(posture, first, last, EndedBy.IDLE, "UTC"), **more)  # type: ignore[arg-type] # its own


def asked(minute: int, outcome: Outcome | None, *kinds: str) -> LoggedPrompt:
    return LoggedPrompt(kinds[0], kinds[1:], NINE + timedelta(minutes=minute), "UTC", outcome)


def recalled(spans: list[Span], prompts: list[LoggedPrompt], rules: Rules = EVERYTHING, *, now: int = 300) -> Memory:
    at = NINE + timedelta(minutes=now)
    return remember_reminders(remember(spans, rules), spans, prompts, rules, now=at, zone="UTC")


def minutes(memory: Memory, kind: str = "stretch") -> float:
    return memory.since[kind] / 60


def test_sitting_counts_from_the_last_gap_that_was_long_enough() -> None:
    spans = [span(0, 40), span(43, 60), span(62, 70)]
    assert 25 == minutes(recalled(spans, []))
    assert 8 == minutes(recalled(spans, []), "micro")
    assert 65 == minutes(recalled(spans, [], replace(EVERYTHING, reminders=(replace(STRETCH, length=300),))))


def test_standing_is_such_a_gap() -> None:
    spans = [span(0, 40), span(40, 43, Posture.STANDING), span(43, 60)]
    assert 17 == minutes(recalled(spans, []))


def test_a_kind_without_a_break_takes_a_real_one() -> None:
    spans = [span(0, 40), span(41, 50), span(52, 60), span(60, 70)]
    assert 18 == minutes(recalled(spans, []), "posture")


def test_a_set_clock_is_no_gap_and_hides_none() -> None:
    cut = [span(0, 40, ended_by=EndedBy.CLOCK), span(100, 120)]
    assert 60 == minutes(recalled(cut, []))
    hidden = [span(0, 40), span(41, 60, gap=timedelta(minutes=10))]
    assert 19 == minutes(recalled(hidden, []))


@pytest.mark.parametrize(
    ("outcome", "since"),
    [(Outcome.KEPT, 10), (Outcome.SKIPPED, 10), (Outcome.SNOOZED, 70), (Outcome.MISSED, 70), (Outcome.AWAY, 70),
     (Outcome.OPEN, 70), (None, 70)],
)  # fmt: skip
def test_an_answer_counts_for_all_kinds_of_a_prompt(outcome: Outcome | None, since: float) -> None:
    memory = recalled([span(0, 70)], [asked(60, outcome, "feet", "stretch")], now=70)
    assert since == minutes(memory)
    assert (outcome in (Outcome.KEPT, Outcome.SKIPPED)) == ("feet" in memory.had_turn)


def test_the_present_day_is_told_apart_from_the_last() -> None:
    spans = [span(-600, -500), span(0, 70)]  # nine at the evening before and this day
    memory = recalled(spans, [asked(-550, Outcome.KEPT, "feet")], now=70)
    assert 70 * 60 == memory.today_s
    assert frozenset() == memory.had_turn


@pytest.mark.parametrize(
    ("now", "prompts", "struck"),
    [
        (59, [], False),
        (60, [], True),
        (70, [asked(60, Outcome.KEPT, "own:Tea")], False),
        (70, [asked(60, Outcome.MISSED, "own:Tea")], True),
        (70, [asked(59, Outcome.KEPT, "own:Tea")], True),
        (19 * 60 - 1, [], True),
        (19 * 60, [], False),  # four in the morning
    ],
)
def test_a_clock_time_has_struck_until_it_was_answered_or_the_day_ends(
    now: int, prompts: list[LoggedPrompt], struck: bool
) -> None:
    rules = replace(EVERYTHING, reminders=(TEA,))
    assert struck == ("own:Tea" in recalled([span(0, 10)], prompts, rules, now=now).times_reached)


def test_a_break_over_a_restart_satisfies_a_clock_time_that_struck_before_it() -> None:
    """As it would without one: who was away for longer than the break takes has had it."""
    rules = replace(EVERYTHING, reminders=(TEA,))
    memory = recalled([span(0, 70)], [], rules, now=80)
    assert {"own:Tea": int((NINE + timedelta(minutes=60)).timestamp())} == memory.times_reached
    start = int((NINE + timedelta(minutes=80)).timestamp())
    app = Watched(engine=Engine(), at=start)
    app.feed(Start("UTC", rules, memory), start)
    app.feed(Input(3600), start + 5)
    app.feed(Wake(), start + 3600)
    assert [] == app.moments


def test_a_clock_time_that_begins_the_day_counts() -> None:
    rules = replace(EVERYTHING, reminders=(TEA,), day_start=TEN)
    assert {"own:Tea"} == {*recalled([], [], rules, now=90).times_reached}


def test_what_lies_ahead_of_a_clock_that_stands_behind_is_not_of_today() -> None:
    ahead = 3 * 24 * 60
    prompts = [asked(ahead, Outcome.KEPT, "feet"), asked(ahead, Outcome.SKIPPED, "stand")]
    memory = recalled([span(ahead, ahead + 30)], prompts, now=90)
    assert (0, frozenset(), 0) == (memory.today_s, memory.had_turn, memory.skips)


def test_a_log_without_anything_remembers_nothing() -> None:
    memory = recalled([], [])
    assert {"stretch": 0, "micro": 0, "posture": 0} == memory.since
    assert (0, frozenset(), {}) == (memory.today_s, memory.had_turn, memory.times_reached)


def _remembered(app: Watched, rules: Rules, zone: str) -> Memory:
    """The memory that the log of this engine gives, as it stops."""
    account = app.account
    rows = [
        LoggedPrompt(shown.kind, shown.also, shown.at, shown.zone, account.outcomes.get(shown.number))
        for shown in account.prompts
    ]
    now = datetime.fromtimestamp(app.at + app.engine.shift, UTC)
    (paused, until), (private, private_until) = kept_by(app.engine)
    memory = remember(
        app.log.rows, rules, paused=paused, pause_until=until, private=private, private_until=private_until
    )
    return remember_reminders(memory, app.log.rows, rows, rules, now=now, zone=zone)


def _stopped(lines: Lines, cut: int) -> Watched:
    """An engine stopped somewhere in the day, whose clock nobody sets."""
    told = [pair for pair in read_trace(as_text(lines), "a day") if not isinstance(pair[0], ClockSet)]
    fed, app = list(with_times_reached(told)), Watched()
    for event, at in fed[: 1 + cut % len(fed)]:
        app.feed(event, at)
    if app.engine._presence.running:
        app.feed(Stop(), app.at)
    return app


_cuts = st.integers(0, 99)
AT_TEA: Lines = [
    {"at": "2026-03-02T09:59:00Z", "event": "start", "zone": "UTC",
     "settings": {"reminders": [{"kind": "own:Tea", "basis": "clock", "times": {"mon": ["10:00"]}}]}},
    {"at": "2026-03-02T09:59:00Z", "event": "clock_set", "to": "2026-03-02T09:59:02Z"},
    {"at": "2026-03-02T09:59:02Z", "event": "input", "until": "2026-03-02T10:00:02Z"},
    {"at": "2026-03-02T10:00:02Z", "event": "end"},
]  # fmt: skip
"""Its clock time strikes two seconds later where nobody sets the clock."""


def _ends_with_a_short_gap(rule: Reminder, rules: Rules) -> bool:
    """Whether a gap that is no break satisfies it."""
    return rule.basis is Basis.SITTING and (rule.length or rules.break_min) < rules.break_min


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
@given(busy_days(), _cuts)
@example(AT_TEA, 2)
def test_the_log_forgets_nothing_that_is_due(lines: Lines, cut: int) -> None:
    """It may know less of what has been satisfied: a break that nobody was asked for, sitting before a break began."""
    rules, zone = rules_of(events_of(lines)), lines[0]["zone"]
    app = _stopped(lines, cut)
    memory = _remembered(app, rules, zone)
    total = app.engine._sitting.total_s
    today = app.engine._asking.today
    assume(today.ends > app.at + app.engine.shift)
    assert total - today.total_before == memory.today_s
    turns = [
        moment.at
        for moment in app.moments
        if app.account.outcomes[moment.shown.number] in (Outcome.KEPT, Outcome.SKIPPED)
    ]
    shown = {kind for moment in app.moments for kind in moment.shown.kinds}
    for kind, track in app.engine._asking.reminders._states.items():
        match track.rule.basis:
            case Basis.SITTING if kind in shown and _ends_with_a_short_gap(track.rule, rules):
                pass  # a short gap while it shows is left to what becomes of that
            case Basis.SITTING:
                assert memory.since[kind] >= total - track.since
                if not turns and track.since < total:  # one who has just come back is not in the log yet
                    assert memory.since[kind] == total - track.since
            case Basis.DAY:
                assert not (track.armed and kind in memory.had_turn)
            case Basis.CLOCK:
                assert not (track.armed and kind not in memory.times_reached)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
@given(busy_days(), _cuts)
def test_a_new_engine_asks_next_for_what_the_old_one_would(lines: Lines, cut: int) -> None:
    rules, zone = rules_of(events_of(lines)), lines[0]["zone"]
    words = {line.get("what") for line in lines}
    assume(not words & {"up", "stand"})  # said by someone who is gone again at once, the log does not know it
    app = _stopped(lines, cut)
    outcomes = set(app.account.outcomes.values())
    assume(not outcomes & {Outcome.KEPT, Outcome.SKIPPED})
    assume(app.engine._asking.today.ends > app.at + app.engine.shift)
    memory = _remembered(app, rules, zone)
    tracks = app.engine._asking.reminders._states
    had = {kind for kind, track in tracks.items() if track.rule.basis is Basis.DAY and not track.armed}
    assume(had <= memory.had_turn)  # of breaks that satisfied one unasked the log does not know
    total = app.engine._sitting.total_s
    short = {kind: track for kind, track in tracks.items() if _ends_with_a_short_gap(track.rule, rules)}
    # a short gap while it shows is left to what becomes of that; the log has it satisfied
    assume(all(memory.since[kind] == total - track.since for kind, track in short.items()))
    clocks = {kind: track for kind, track in tracks.items() if track.rule.times}
    assume(
        {kind for kind, track in clocks.items() if track.armed} == {*memory.times_reached}
    )  # it knows of those before a start
    new = Watched(engine=Engine(), at=app.at)
    for fact in app.engine._presence.facts:
        new.feed(Signal(fact, on=True), app.at)
    asks = []
    for one, told in ((app, None), (new, memory)):
        begun = len(one.moments)
        one.feed(Start(zone, rules, told), one.at)
        one.feed(Input(7200), one.at)
        one.feed(Wake(), one.at + 7200)
        asks.append([(moment.at, moment.shown.kinds) for moment in one.moments[begun:]])
    assert asks[0] == asks[1]


def test_the_skips_of_the_day_and_the_last_showing_are_remembered() -> None:
    yesterday = 15 * 60 - 24 * 60  # minutes after nine today
    prompts = [
        asked(yesterday, Outcome.SKIPPED, "stand"),
        asked(10, Outcome.SKIPPED, "stand"),
        asked(20, Outcome.MISSED, "stand"),
    ]
    memory = recalled([span(0, 40)], prompts)
    assert (1, NINE + timedelta(minutes=20)) == (memory.skips, datetime.fromtimestamp(memory.shown_at or 0, UTC))
    assert ("stand",) == memory.shown_kinds


def test_after_a_restart_the_limit_of_skips_and_the_distance_of_prompts_still_hold() -> None:
    engine, rules = Engine(), replace(EVERYTHING, skips_a_day=1)
    start = int(NINE.timestamp())
    memory = Memory(
        sat=1800, sat_until=start, present_until=start, skips=1, shown_at=start - 10, shown_kinds=("stretch",)
    )
    engine.handle(Start("UTC", rules, memory), start)
    engine.handle(Input(), start)
    engine.handle(Wake(), start + 49)
    assert engine.status().prompt is None
    engine.handle(Wake(), start + 50)
    prompt = engine.status().prompt
    assert prompt is not None
    assert not prompt.may_skip
