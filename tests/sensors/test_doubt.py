"""Locks that input contradicts are taken back; true ones are not."""

import logging
from collections.abc import Callable, Iterator

import pytest

from posture_app.core.events import Fact, Idle, Input, Sensed, Signal
from posture_app.core.ports import Timer, Watch
from posture_app.sensors.any_of import GOES_ON_S, AnyOf, Doubt
from posture_app.sensors.in_use import FOR_GOOD_S

LOCKED, UNLOCKED = Signal(Fact.LOCKED, on=True), Signal(Fact.LOCKED, on=False)
ASLEEP, AWAKE = Signal(Fact.ASLEEP, on=True), Signal(Fact.ASLEEP, on=False)


class Source:
    """A sensor that says what the test says."""

    def __init__(self, name: str) -> None:
        self.name = name

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        self.say, self.lose = report, lost

    def close(self) -> None:
        """Nothing is held."""


class Timed:
    def __init__(self, at: float, call: Callable[[], None]) -> None:
        self.at, self.call = at, call
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class HandLoop:
    """A loop whose time passes when the test says so. Only `later` is asked of it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[Timed] = []

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        self.timers.append(Timed(self.now + seconds, call))
        return self.timers[-1]

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        for timer in [timer for timer in self.timers if timer.at <= self.now]:
            self.timers.remove(timer)
            if not timer.cancelled:
                timer.call()

    @property
    def waiting(self) -> int:
        return sum(not timer.cancelled for timer in self.timers)

    def deadline(self, seconds: float, call: Callable[[], None]) -> Timer:
        raise NotImplementedError

    def soon(self, call: Callable[[], None]) -> None:
        raise NotImplementedError

    def watch(self, descriptor: int, readable: Callable[[], None]) -> Watch:
        raise NotImplementedError


class Room:
    """A computer with two sources of locks, and what is heard of them."""

    def __init__(self) -> None:
        self.loop = HandLoop()
        self.hint, self.saver = Source("logind"), Source("saver")
        self.barriers = AnyOf("barriers", [self.hint, self.saver])
        self.doubt = Doubt(self.loop, self.barriers)
        self.heard: list[Sensed] = []
        self.doubt.start(self.heard.append, lambda _: None)


@pytest.fixture
def room(caplog: pytest.LogCaptureFixture) -> Iterator[Room]:
    caplog.set_level(logging.CRITICAL, "posture_app.sensors.any_of")  # that it is taken back is worth a warning
    room = Room()
    yield room
    room.doubt.close()
    assert 0 == room.loop.waiting


def test_input_that_goes_on_for_minutes_takes_a_lock_back(room: Room) -> None:
    room.hint.say(LOCKED)
    room.doubt.input(Input())
    room.loop.pass_time(GOES_ON_S - 1)
    assert [LOCKED] == room.heard
    room.loop.pass_time(1)
    assert [LOCKED, UNLOCKED] == room.heard
    assert () == room.barriers.saying(Fact.LOCKED)


@pytest.mark.parametrize("on", [LOCKED, ASLEEP])
def test_input_from_before_the_barrier_counts_if_it_goes_on(room: Room, on: Signal) -> None:
    room.doubt.input(Input())
    room.loop.pass_time(1000)
    room.hint.say(on)
    room.loop.pass_time(GOES_ON_S)
    assert [on, Signal(on.fact, on=False)] == room.heard


def test_a_password_or_the_key_that_locked_is_not_enough(room: Room) -> None:
    room.doubt.input(Input())
    room.hint.say(LOCKED)
    room.loop.pass_time(30)
    room.doubt.input(Idle(30))
    for _ in range(10):
        room.loop.pass_time(300)
        room.doubt.input(Input())
        room.loop.pass_time(60)
        room.doubt.input(Idle(30))
    assert [LOCKED] == room.heard


def test_a_lock_that_is_over_is_not_doubted(room: Room) -> None:
    room.hint.say(LOCKED)
    room.doubt.input(Input())
    room.hint.say(UNLOCKED)
    assert 0 == room.loop.waiting


def test_a_click_takes_everything_back_at_once(room: Room) -> None:
    room.doubt.take_back()
    room.hint.say(LOCKED)
    room.saver.say(LOCKED)
    room.hint.say(ASLEEP)
    assert ("logind", "saver") == room.barriers.saying(Fact.LOCKED)
    room.doubt.take_back()
    assert [LOCKED, ASLEEP, UNLOCKED, AWAKE] == room.heard


def test_who_says_it_anew_is_believed_again(room: Room) -> None:
    room.hint.say(LOCKED)
    room.doubt.take_back()
    room.hint.say(UNLOCKED)  # of the lock that nobody believed any more
    assert [LOCKED, UNLOCKED] == room.heard
    room.hint.say(LOCKED)
    room.doubt.take_back()
    room.hint.say(LOCKED)
    assert [LOCKED, UNLOCKED, LOCKED, UNLOCKED, LOCKED] == room.heard


@pytest.mark.parametrize("who", ["hint", "saver"])
def test_a_true_lock_amid_the_doubt_has_its_own_time(room: Room, who: str) -> None:
    """Somebody types behind a lock that is none, then locks the screen and goes."""
    room.hint.say(LOCKED)
    room.doubt.input(Input())
    room.loop.pass_time(GOES_ON_S - 10)
    getattr(room, who).say(LOCKED)
    room.loop.pass_time(20)
    room.doubt.input(Idle(30))
    room.loop.pass_time(10 * GOES_ON_S)
    assert [LOCKED] == room.heard
    assert (room.hint.name if who == "hint" else "saver",) == room.barriers.saying(Fact.LOCKED)


def test_what_keeps_the_screen_on_for_hours_is_no_film_until_it_is_said_anew() -> None:
    on, off = Signal(Fact.WATCHING, on=True), Signal(Fact.WATCHING, on=False)
    loop, tool, player, reported = HandLoop(), Source("caffeine"), Source("player"), list[Sensed]()
    doubt = Doubt(loop, AnyOf("facts", (tool, player)))
    doubt.start(reported.append, lambda _why: None)
    tool.say(on)
    loop.pass_time(FOR_GOOD_S - 1)
    assert [on] == reported
    loop.pass_time(1)
    assert [on, off] == reported
    player.say(on)
    loop.pass_time(3600)
    player.say(off)
    assert [on, off, on, off] == reported
    assert 0 == loop.waiting
    tool.say(off)
    tool.say(on)
    assert [on, off, on, off, on] == reported
    doubt.close()
    assert 0 == loop.waiting


def test_a_film_beside_such_a_tool_goes_on() -> None:
    on, off = Signal(Fact.WATCHING, on=True), Signal(Fact.WATCHING, on=False)
    loop, tool, player, reported = HandLoop(), Source("caffeine"), Source("player"), list[Sensed]()
    doubt = Doubt(loop, AnyOf("facts", (tool, player)))
    doubt.start(reported.append, lambda _why: None)
    tool.say(on)
    loop.pass_time(FOR_GOOD_S - 60)
    player.say(on)
    loop.pass_time(60)
    assert [on] == reported
    player.say(off)
    assert [on, off] == reported
