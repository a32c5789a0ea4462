"""What holds of the reminders on every day, with all kinds of them on."""

import itertools
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from posture_app.core.effects import Prompt, Settled
from posture_app.core.engine.clock_times import with_times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.reminder_state import LONGEST_QUIET
from posture_app.core.events import (
    Adjust,
    BreakTaken,
    Event,
    Fact,
    Idle,
    Input,
    Say,
    Signal,
    Start,
    Stop,
    TimeReached,
    Wake,
    Word,
)
from posture_app.core.prompts import Shown, Way
from posture_app.core.replay.replay import Account
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.reminder_kinds import SIT, STAND, Basis, Reminder
from posture_app.core.status import State
from tests.core.days import Lines, as_text
from tests.core.engine.test_engine_properties import Fed, Log, Woken
from tests.core.reminder_days import busy_days

MINUTE, HOUR = 60, 3600
EXAMPLES = int(os.environ.get("POSTURE_APP_EXAMPLES", "25"))
LASTING = (Basis.SITTING, Basis.DAY, Basis.CLOCK)
"""What these count goes on over a restart."""
slowly = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=max(1, EXAMPLES // 4))
busily = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)


def events_of(lines: Lines) -> Fed:
    return list(with_times_reached(read_trace(as_text(lines), "busy day")))


def rules_of(fed: Fed) -> Rules:
    first = fed[0][0]
    assert isinstance(first, Start)
    return first.rules


@dataclass(frozen=True)
class Moment:
    """A prompt as it was shown: at which true second, and how often the app had started."""

    at: int
    shown: Shown
    starts: int


@dataclass
class Watched:
    """An engine, and what it showed."""

    engine: Engine = field(default_factory=Engine)
    account: Account = field(default_factory=Account)
    log: Log = field(default_factory=Log)
    moments: list[Moment] = field(default_factory=list)
    at: int = 0
    starts: int = 0

    def feed(self, event: Event, at: int) -> None:
        if isinstance(event, Start):
            self.starts += 1
            self.account.rules = event.rules
        self.at, shift = at, self.engine.shift
        effects = self.engine.handle(event, at)
        self.account.take(effects)
        self.log.take(effects)
        self.moments += [
            Moment(int(effect.shown.at.timestamp()) - shift, effect.shown, self.starts)
            for effect in effects
            if isinstance(effect, Prompt)
        ]


def watched(fed: Fed) -> Watched:
    app = Watched()
    for event, at in fed:
        app.feed(event, at)
    return app


@busily
@given(busy_days())
def test_two_prompts_keep_their_distance(lines: Lines) -> None:
    fed = events_of(lines)
    for one, other in itertools.pairwise(watched(fed).moments):
        if one.starts == other.starts:
            assert other.at - one.at >= 60, (one, other)


@slowly
@given(busy_days())
def test_a_prompt_finds_a_person_in_its_posture_and_nothing_that_holds_it(lines: Lines) -> None:
    app = Woken()

    def handle(event: Event, at: int) -> None:
        before = len(app.account.prompts)
        app.handle(event, at)
        for shown in app.account.prompts[before:]:
            status = app.engine.status()
            assert (shown, ()) == (status.prompt, status.holds)
            assert status.state is (State.STANDING if shown.kind == SIT else State.SITTING)

    _each_moment(app, events_of(lines), handle)


def _each_moment(app: Woken, fed: Fed, handle: Callable[[Event, int], None]) -> None:
    """Feed the events, and wake it whenever it asks."""
    for event, at in fed:
        while app.wake_at is not None and app.wake_at < at:
            due, app.wake_at = app.wake_at, None
            handle(Wake(), due)
        handle(event, at)


@busily
@given(busy_days())
def test_each_showing_is_settled_just_once(lines: Lines) -> None:
    engine, shown, settled = Engine(), [], []
    for event, at in events_of(lines):
        for effect in engine.handle(event, at):
            if isinstance(effect, Prompt):
                shown.append(effect.shown.number)
            if isinstance(effect, Settled):
                assert effect.number in shown
                settled.append(effect.number)
    assert shown == sorted(settled)


@busily
@given(busy_days())
def test_a_merged_prompt_is_of_the_longest_and_as_loud_as_the_loudest(lines: Lines) -> None:
    fed = events_of(lines)
    rules = rules_of(fed)
    table = {reminder.kind: reminder for reminder in rules.reminders}
    loudness = list(Way)
    for moment in watched(fed).moments:
        shown, merged = moment.shown, [table[kind] for kind in moment.shown.kinds]
        assert len(merged) == len(set(shown.kinds))
        assert max(reminder.length for reminder in merged) == shown.length_s == table[shown.kind].length
        loudest = max(loudness.index(reminder.way) for reminder in merged)
        if rules.escalate_after is None:
            assert loudness[loudest] is shown.way
        else:
            assert loudest <= loudness.index(shown.way)
        assert any(reminder.rises for reminder in merged) == shown.rises


@busily
@given(busy_days(), st.data())
def test_an_engine_put_away_and_taken_up_again_goes_on_as_before(lines: Lines, data: st.DataObject) -> None:
    fed = events_of(lines)
    cuts = data.draw(st.sets(st.integers(0, len(fed) - 1), max_size=4))
    app, plain = Watched(), watched(fed)
    for number, (event, at) in enumerate(fed):
        if number in cuts:
            app.engine = pickle.loads(pickle.dumps(app.engine))
        app.feed(event, at)
    assert plain.moments == app.moments
    assert plain.account == app.account


def _due(app: Watched) -> set[str]:
    """The kinds that a person would miss if they were forgotten now: due, or shown today and not answered."""
    asking, scene = app.engine._asking, app.engine._scene()
    prompt, rules = asking.reminders.current, asking.reminders.rules
    today = prompt is not None and prompt.at.timestamp() > asking.today.ends - 23 * HOUR
    shown = prompt.kinds if prompt and today else ()
    return {
        kind
        for kind, track in asking.reminders._states.items()
        if track.rule.basis in LASTING and track.armed and (track.due_in(scene.counts, rules) <= 0 or kind in shown)
    }


DAY_AHEAD: Lines = [
    {"at": "2026-03-02T08:00:00Z", "event": "start", "zone": "UTC",
     "settings": {"reminders": [{"kind": "feet", "every": 1200}]}},
    {"at": "2026-03-02T08:00:00Z", "event": "input", "until": "2026-03-02T08:21:00Z"},
    {"at": "2026-03-02T08:21:00Z", "event": "clock_set", "to": "2026-03-03T08:21:00Z"},
    {"at": "2026-03-03T08:21:00Z", "event": "end"},
]  # fmt: skip
"""The prompt of the day shows as the clock is set to the next day, which has its own turn."""


@busily
@given(busy_days(), st.integers(0, 99), st.sampled_from([0, 1, 30, 90]))
@example(DAY_AHEAD, 2, 1)
def test_what_is_due_is_asked_for_after_a_restart(lines: Lines, cut: int, stopped: int) -> None:
    """Unless the gap is as long as its break, or the day is over."""
    fed = events_of(lines)
    start, app = fed[0][0], Watched()
    assert isinstance(start, Start)
    for event, at in fed[: 1 + cut % (len(fed) - 1)]:
        app.feed(event, at)
    assume(app.engine.status().state is State.SITTING)
    due, again = _due(app), app.at + stopped
    assume(again + HOUR < app.engine._asking.today.ends - app.engine.shift)
    app.feed(Stop(), app.at)
    app.feed(start, again)
    freed: list[Event] = [*(Signal(fact, on=False) for fact in Fact), Say(Word.RESUME), Say(Word.SIT), Input(HOUR)]
    for event in freed:
        app.feed(event, again)
    before, gap = len(app.moments), again - (app.engine._sitting.last_sitting_end or 0)
    app.feed(Wake(), again + 6 * MINUTE + 1)
    asked = {kind for moment in app.moments[before:] for kind in moment.shown.kinds}
    lengths = {rule.kind: rule.length or start.rules.break_min for rule in start.rules.reminders}
    assert {kind for kind in due if lengths[kind] > gap} <= asked


@busily
@given(busy_days(), st.data())
def test_the_same_rules_once_more_change_nothing(lines: Lines, data: st.DataObject) -> None:
    fed = events_of(lines)
    start = fed[0][0]
    assert isinstance(start, Start)
    first, last = fed[0][1], fed[-1][1]
    looks = data.draw(st.lists(st.integers(first, last), max_size=10))
    again: Fed = [(Adjust(start.rules, start.zone), at) for at in looks]
    both = sorted([*fed, *again], key=lambda pair: (pair[1], isinstance(pair[0], Adjust)))
    while isinstance(both[-1][0], Adjust):
        both.pop()
    plain, adjusted = Account(), Account()
    for account, day in ((plain, fed), (adjusted, both)):
        engine = Engine()
        for event, at in day:
            account.take(engine.handle(event, at))
    assert plain == adjusted


@busily
@given(busy_days(), st.data())
def test_longer_intervals_show_nothing_as_they_are_saved(lines: Lines, data: st.DataObject) -> None:
    fed = events_of(lines)
    start = fed[0][0]
    assert isinstance(start, Start)
    cut = data.draw(st.integers(1, len(fed) - 1))
    more = data.draw(st.integers(1, HOUR))
    reminders = tuple(
        replace(reminder, every=reminder.every and reminder.every + more) for reminder in start.rules.reminders
    )
    rules = replace(start.rules, reminders=reminders, again_after=start.rules.again_after + more)
    app = Watched()
    for event, at in fed[:cut]:
        app.feed(event, at)
    other = pickle.loads(pickle.dumps(app))
    other.feed(Adjust(rules, start.zone), app.at)
    for one in (app, other):
        one.feed(Wake(), app.at + 1)
    assert len(other.moments) <= len(app.moments)


NO_REST: Lines = [
    {"at": "2026-03-02T08:00:00Z", "event": "start", "zone": "UTC", "settings": {"reminders": [{"kind": "stand"}]}},
    {"at": "2026-03-02T08:00:00Z", "event": "input", "until": "2026-03-02T08:30:01Z"},
    {"at": "2026-03-02T08:30:01Z", "event": "say", "what": "snooze_quiet"},
    {"at": "2026-03-02T08:30:01Z", "event": "end"},
]
"""The snooze until the hands rest lasts an hour where they never do."""
DAY_ENDS: Lines = [
    {"at": "2026-03-02T03:40:00Z", "event": "start", "zone": "UTC",
     "settings": {"again_after": 240, "reminders": [
         {"kind": "stand"}, {"kind": "own:Tea", "basis": "clock", "times": {"mon": ["03:50"]}}
     ]}},
    {"at": "2026-03-02T03:40:00Z", "event": "input", "until": "2026-03-02T03:51:00Z"},
    {"at": "2026-03-02T03:51:00Z", "event": "end"},
]  # fmt: skip
"""The reminder of a clock time is over with its day, ten minutes before the other is due."""


@slowly
@given(busy_days())
@example(NO_REST)
@example(DAY_ENDS)
def test_a_person_who_works_on_is_asked_for_everything_in_the_end(lines: Lines) -> None:
    fed = events_of(lines)[:-1]
    start, app = fed[0][0], Watched()
    assert isinstance(start, Start)
    for event, at in fed:
        persistent = isinstance(event, Start) and replace(event, rules=replace(event.rules, quiet_after=None))
        app.feed(persistent or event, at)
    now = app.at
    for fact in Fact:
        app.feed(Signal(fact, on=False), now)
    app.feed(Say(Word.RESUME), now)
    app.feed(Say(Word.SIT), now)
    app.feed(Input(26 * HOUR), now)
    before = len(app.moments)
    app.feed(Wake(), now + 26 * HOUR)
    tail = app.moments[before:]
    rules = start.rules
    for reminder in rules.reminders:
        if reminder.basis in (Basis.UNBROKEN, Basis.SITTING):
            first = min(m.at for m in tail if reminder.kind in m.shown.kinds)
            assert first - now <= max(reminder.every, rules.again_after, LONGEST_QUIET) + 6 * MINUTE
        if reminder.basis is Basis.DAY:
            first = min(m.at for m in tail if reminder.kind in m.shown.kinds)
            assert first - now <= 25 * HOUR + reminder.every + 6 * MINUTE
    ignored = itertools.dropwhile(lambda moment: STAND not in moment.shown.kinds, tail)
    for a, b in itertools.pairwise(ignored):
        assert STAND in b.shown.kinds
        assert b.at - a.at <= max(rules.again_after, 60) + 5 * MINUTE


@slowly
@given(busy_days())
def test_who_is_due_is_asked_within_minutes(lines: Lines) -> None:
    """Due and not held, somebody who goes on sitting waits at most for a snooze that is about to end."""
    app = Woken()
    waits: list[int | None] = [None]

    def handle(event: Event, at: int) -> None:
        app.handle(event, at)
        status = app.engine.status()
        waiting = status.state in (State.SITTING, State.STANDING) and status.due_s == 0 and not status.holds
        if not waiting:
            waits[0] = None
        elif waits[0] is None:  # a clock time that struck while nobody was there waits from their return on
            waits[0] = at
        assert waits[0] is None or at - waits[0] <= 6 * MINUTE

    _each_moment(app, events_of(lines), handle)


@busily
@given(busy_days())
def test_reminders_do_not_change_what_counts_as_sitting(lines: Lines) -> None:
    """Where an unanswered prompt proves nothing about presence (`break_min` >= `away_after`) and nobody says `up`
    (whose break is as long as the prompt's), spans are the same without any reminder.
    """
    fed = [pair for pair in events_of(lines) if pair[0] != Say(Word.UP)]

    def spans(*, reminders: bool, quietly: bool) -> Account:
        engine, account = Engine(), Account()
        for event, at in fed:
            if isinstance(event, Start):
                rules = quiet(event.rules) if quietly else impatient(event.rules)
                start = replace(event, rules=rules if reminders else replace(rules, reminders=()))
                account.take(engine.handle(start, at))
            else:
                account.take(engine.handle(event, at))
        return account

    def quiet(rules: Rules) -> Rules:
        silent = tuple(replace(reminder, way=Way.SILENT) for reminder in rules.reminders)
        return replace(rules, escalate_after=None, reminders=silent)

    def impatient(rules: Rules) -> Rules:
        return replace(rules, away_after=min(rules.away_after, rules.break_min))

    for quietly in (False, True):
        assert spans(reminders=False, quietly=quietly).spans == spans(reminders=True, quietly=quietly).spans


WEEK = ((time(8, 30), time(8, 31), time(12)),) * 7
EVERY_KIND = (
    *REMINDERS.values(),
    Reminder("own:Water", Basis.SITTING, 2700, 0, Way.SCREEN, rises=False),
    Reminder("own:Post", Basis.UNBROKEN, 600, 60, Way.CARD),
    Reminder("own:Tea", Basis.CLOCK, 0, 60, times=WEEK),
)
_some = st.lists(st.sampled_from(EVERY_KIND), unique_by=lambda reminder: reminder.kind).map(tuple)
_limit = st.none() | st.integers(1, 3)
_rules = st.builds(
    Rules,
    away_after=st.sampled_from([60, 300]),
    break_min=st.sampled_from([60, 120, 1800]),
    again_after=st.sampled_from([60, 600]),
    day_start=st.sampled_from([time(4), time(9)]),
    reminders=_some,
    snoozes_in_row=_limit,
    skips_a_day=_limit,
    quiet_after=_limit,
    escalate_after=_limit,
)
_happenings: st.SearchStrategy[Event] = st.one_of(
    st.builds(Input, st.none() | st.integers(0, 7200)),
    st.just(Idle(0)),
    st.builds(Signal, st.sampled_from(Fact), st.booleans()),
    st.builds(Say, st.sampled_from([word for word in Word if word is not Word.SNOOZE])),
    st.builds(Say, st.just(Word.SNOOZE), st.none() | st.integers(1, 60)),
    st.builds(Adjust, _rules, st.just("UTC")),
    st.builds(TimeReached, st.just("own:Tea")),
    st.builds(BreakTaken, st.sampled_from(["feet", "micro", "stand", "none"])),
    st.just(Wake()),
)
_steps = st.one_of(
    st.sampled_from([0, 1, 15, 30, 59, 60, 61]), st.integers(0, 7200), st.sampled_from([600, 1800, 3600])
)


@settings(deadline=None, max_examples=4 * EXAMPLES)
@given(_rules, st.lists(st.tuples(_happenings, _steps), max_size=40))
def test_whatever_settings_change_to_no_rule_of_showing_is_broken(rules: Rules, steps: list[tuple[Event, int]]) -> None:
    app, at = Watched(), 1_772_438_400
    whole: list[tuple[Event, int]] = [(Start("UTC", rules), 0), (Input(), 0), *steps, (Stop(), 600)]
    for event, step in whole:
        at += step
        app.feed(Wake(), at)
        rules, known = (event.rules if isinstance(event, Adjust) else rules), len(app.moments)
        app.feed(event, at)
        status = app.engine.status()
        assert 0 <= status.progress <= 1
        assert status.due_kind in (None, *(reminder.kind for reminder in rules.reminders))
        assert known == len(app.moments), "shown within an event, before its second was over"
    assert {moment.shown.number for moment in app.moments} == set(app.account.outcomes)
    for one, other in itertools.pairwise(app.moments):
        assert other.at - one.at >= 60
