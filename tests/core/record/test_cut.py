"""What goes on is recorded in two, and nothing else is any different for it."""

import random
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posture_app.core.effects import Effect, Prompt, Record, Settled, Withdraw
from posture_app.core.engine.engine import Engine
from posture_app.core.events import Cut, Event, Input, Kill, Memory, Say, Start, Stop, Word
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Posture, Span
from tests.core.days import Lines, as_text, days
from tests.core.engine.fake_alarm import NINE
from tests.core.engine.test_runner import MINUTE, Desk

SECOND = timedelta(seconds=1)
Ticks = list[tuple[Posture, datetime]]


def ticks(effects: list[Effect]) -> Ticks:
    """Every second of what was recorded, in order."""
    spans: list[Span] = []
    for effect in effects:
        if isinstance(effect, Record):
            if spans and (spans[-1].posture, spans[-1].start) == (effect.span.posture, effect.span.start):
                spans.pop()
            spans.append(effect.span)
    return [(span.posture, span.start + n * SECOND) for span in spans for n in range(span.length // SECOND)]


def run(events: list[tuple[Event, int]]) -> list[Effect]:
    engine = Engine()
    return [effect for event, at in events for effect in engine.handle(event, at)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(days(), st.randoms(use_true_random=False))
def test_the_time_and_the_reminders_stay_as_they_are(lines: Lines, chance: random.Random) -> None:
    told = list(read_trace(as_text(lines), "random day"))
    # A crash costs less of a span that was cut than of one that was not.
    events: list[tuple[Event, int]]
    events = [(Stop() if isinstance(event, Kill) else event, at) for event, at in (*told, (Stop(), told[-1][1]))]
    cut: list[tuple[Event, int]] = []
    for event, at in events:
        cut.append((event, at))
        if isinstance(event, Input) and chance.random() < 0.5:
            cut.append((Cut(), at))
    before, after = run(events), run(cut)
    assert ticks(before) == ticks(after)
    others = Prompt, Settled, Withdraw
    assert [each for each in before if isinstance(each, others)] == [each for each in after if isinstance(each, others)]


def test_a_span_ends_and_the_next_begins_in_the_same_breath() -> None:
    desk = Desk()
    desk.live.start(Rules(), Memory())
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    desk.live.cut(NINE + timedelta(minutes=1))
    assert NINE + timedelta(minutes=10) == desk.live.status().since
    assert 10 * MINUTE == desk.live.status().bout_s
    desk.run(MINUTE)
    assert [
        (NINE, NINE + timedelta(minutes=10), EndedBy.STOPPED),
        (NINE + timedelta(minutes=10), NINE + timedelta(minutes=11), None),
    ] == [(span.start, span.end, span.ended_by) for span in desk.spans.values()]


def test_what_began_later_and_nobody_s_time_is_not_cut() -> None:
    desk = Desk()
    desk.live.start(Rules(), Memory())
    desk.live.cut(None)
    assert {} == desk.spans
    desk.live.feed(Input())
    desk.run(10 * MINUTE)
    desk.live.cut(NINE)
    assert NINE == desk.live.status().since
    assert [None] == [span.ended_by for span in desk.spans.values()]


def test_who_has_it_cut_is_there() -> None:
    """For four minutes nobody has typed; whoever asks to delete something has not been away."""
    engine = Engine()
    engine.handle(Start("UTC", Rules()), 0)
    engine.handle(Input(lasts=60), 0)
    made = engine.handle(Cut(), 300)
    ended = [effect.span for effect in made if isinstance(effect, Record) and effect.span.ended_by]
    assert [timedelta(minutes=5)] == [span.length for span in ended]


def test_a_log_that_has_forgotten_everything_is_told_again_of_pause_and_private_mode() -> None:
    desk = Desk()
    desk.live.start(Rules(), Memory())
    desk.live.feed(Say(Word.PAUSE))
    desk.live.feed(Say(Word.PRIVATE, 60))
    kept = dict(desk.kept)
    assert {"pause", "private"} == set(kept)
    desk.kept.clear()
    desk.live.keep()
    assert kept == desk.kept
