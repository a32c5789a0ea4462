"""Plausible days at a desk, for `posture-app demo` and for pictures: made by the engine from made-up events."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from posture_app.core.calendar import local_to_utc
from posture_app.core.events import Event, Fact, Input, Say, Signal, Start, Stop, Word
from posture_app.core.rules import Rules

SATURDAY = 5
MINUTE = 60
WEEKEND_OFF, STANDS, CALLS = 0.75, 0.2, 0.15
"""How likely a weekend day is free, a stretch is spent standing, or in a call."""
Dated = tuple[Event, int]


def sample_events(last: date, days: int, *, zone: str, until: datetime, seed: int = 1) -> Iterator[Dated]:
    """Working days up to `last`, none of it after `until` (UTC): bursts of work, breaks, calls and standing.

    `last` is a working day whatever its weekday. The same seed gives the same days.
    """
    random = Random(seed)
    end = int(until.timestamp())
    for back in reversed(range(days)):
        day = last - timedelta(days=back)
        if back and day.weekday() >= SATURDAY and random.random() < WEEKEND_OFF:
            continue
        yield from _up_to(end, list(_day(random, day, zone)))


def _up_to(end: int, events: list[Dated]) -> Iterator[Dated]:
    """The events before `end`; a day that goes on then stops there."""
    before = [(event, at) for event, at in events if at < end]
    yield from before
    if before and len(before) < len(events):
        yield Stop(), end


def _day(random: Random, day: date, zone: str) -> Iterator[Dated]:
    at = int(local_to_utc(day, time(8, 0), zone).timestamp()) + random.randrange(75 * MINUTE)
    leave = at + round(random.triangular(6.5, 10.5, 8.5) * 3600)
    lunch = int(local_to_utc(day, time(12, 0), zone).timestamp()) + random.randrange(60 * MINUTE)
    diligence = random.uniform(0.35, 0.9)
    yield Start(zone, Rules()), at
    while at < leave:
        if at >= lunch:
            yield Signal(Fact.LOCKED, on=True), at
            at += random.randrange(25, 55) * MINUTE
            yield Signal(Fact.LOCKED, on=False), at
            lunch = leave
        stretch = round(random.triangular(8, 75, 26) * MINUTE)
        yield from _work(random, at, stretch)
        at += stretch
        if random.random() < diligence and stretch > 20 * MINUTE:
            yield Say(Word.UP), at
        at += round(random.triangular(3, 16, 5) * MINUTE)
    yield Stop(), at


def _work(random: Random, at: int, stretch: int) -> Iterator[Dated]:
    """Input with pauses to think; now and then at the standing desk, or in a call."""
    yield Input(lasts=MINUTE), at
    stands, calls = random.random() < STANDS, random.random() < CALLS
    if stands:
        yield Say(Word.STAND), at + MINUTE
    if calls:
        yield Signal(Fact.CALL, on=True), at + MINUTE
    moment = at + MINUTE
    while moment < at + stretch - 1:
        burst = min(random.randrange(MINUTE, 6 * MINUTE), at + stretch - moment)
        yield Input(lasts=burst), moment
        moment += burst + random.randrange(5, 150)
    if calls:
        yield Signal(Fact.CALL, on=False), at + stretch
    if stands:
        yield Say(Word.SIT), at + stretch
