"""Input that is asked for: the contract of all sources of input, on a system of our own, and when it is asked."""

from collections.abc import Mapping
from typing import cast

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Signal
from posture_app.desktop.clock import SystemClock
from posture_app.sensors import polled
from posture_app.sensors.hands import Hands
from posture_app.sensors.polled import PolledWaiting, SystemReading
from posture_app.sensors.source import InputSource, Surroundings
from tests.loop import SelectLoop
from tests.sensors.contract import WaitingContract
from tests.ui.hand_loop import HandLoop


class System:
    """A system that says when the last input was, and a stage of the contract."""

    environ: Mapping[str, str] = {}
    off_s = 0.3

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._last = self._now()
        self._dead = False
        pauses = (0.05, 0.05)
        self.source = InputSource("system", lambda here: PolledWaiting("system", here.loop, self.look, pauses=pauses))

    def on(self, loop: SelectLoop) -> None:
        """It is a program of its own."""

    def key(self) -> None:
        self._last = self._now()

    def kill(self) -> None:
        self._dead = True

    def start(self) -> None:
        self._dead = False

    def look(self) -> SystemReading:
        if self._dead:
            raise OSError(5, "Access is denied")
        return SystemReading(self._now(), self._now() - self._last)

    def _now(self) -> int:
        return round(self._clock.now().awake * 1000)


class TestPolled(WaitingContract):
    @pytest.fixture
    def stage(self) -> System:
        return System()


class TestHandsThatArePolled(WaitingContract):
    @pytest.fixture
    def stage(self) -> System:
        system = System()
        make = system.source.make

        def hands(here: Surroundings) -> Hands:
            return Hands(here.loop, cast("PolledWaiting", make(here)), here.trembles, resets=False)

        system.source = InputSource("system", hands)
        return system


class Person:
    """Somebody at a computer whose time the test lets pass, and how often the computer was asked about them."""

    def __init__(self) -> None:
        self.loop = HandLoop()
        self.looks = 0
        self.last_s = 0.0
        self.inputs: list[float] = []
        self.silences: list[float] = []
        self.locked = False
        self.pointer = (100, 100)
        self.told: list[Signal] = []
        self.waiting = PolledWaiting("system", self.loop, self.look, facts=lambda: {Fact.LOCKED: self.locked})
        self.waiting.start(lambda: None, lambda _: None, self.told.append)
        self.looks = 0

    def look(self) -> SystemReading:
        self.looks += 1
        now = round(self.loop.now().awake * 1000)
        return SystemReading(now, now - round(self.last_s * 1000), pointer=self.pointer)

    def key(self) -> None:
        self.last_s = self.loop.now().awake

    def type(self, seconds: int) -> None:
        for _ in range(seconds):
            self.loop.go(1)
            self.key()

    def await_silence(self, seconds: float) -> None:
        def told(idle: int) -> None:
            self.silences.append(idle / 1000)
            self.waiting.at_input(lambda ago: self.inputs.append(ago / 1000))

        self.waiting.after_silence(round(seconds * 1000), told)


def test_it_is_asked_twice_a_minute_while_somebody_types() -> None:
    person = Person()
    person.await_silence(30)
    person.type(600)
    assert 19 <= person.looks <= 22
    assert [] == person.silences


def test_a_silence_is_told_when_it_is_so_long() -> None:
    person = Person()
    person.await_silence(30)
    person.type(47)
    person.loop.go(29.9)
    assert [] == person.silences
    person.loop.go(0.2)
    assert [30.0] == person.silences


def test_a_return_is_told_five_seconds_late_at_most_and_later_fifteen_with_when_it_was() -> None:
    person = Person()
    person.await_silence(30)
    person.loop.go(30 + 12)
    person.key()
    person.loop.go(4.9)
    assert [3.0] == person.inputs  # at 45 s, as it is looked for at 30, 35, 40 and 45
    person.await_silence(30)
    person.loop.go(3600)
    person.looks = 0
    person.loop.go(600)
    assert 40 == person.looks
    person.key()
    person.loop.go(15)
    assert 2 == len(person.inputs)
    assert 0 <= person.inputs[-1] <= 15


def test_a_silence_that_grows_and_a_clock_that_jitters_are_no_input() -> None:
    person = Person()
    person.await_silence(30)
    person.loop.go(35)
    person.last_s += polled.JITTER_MS / 1000
    person.loop.go(600)
    assert [] == person.inputs
    person.last_s -= 3600
    person.loop.go(600)
    assert [] == person.inputs


def test_a_system_that_does_not_say_is_refused() -> None:
    system = System()
    system.kill()
    with pytest.raises(Unavailable, match=r"it does not say when the last input was \(Access is denied\)"):
        PolledWaiting("system", HandLoop(), system.look)


def test_facts_are_told_as_each_look_finds_them() -> None:
    person = Person()
    person.await_silence(30)
    person.loop.go(35)
    assert [] == person.told
    person.locked = True
    person.loop.go(5)
    person.locked = False
    person.loop.go(60)
    assert [Signal(Fact.LOCKED, on) for on in (True, False)] == person.told
    person.waiting.close()
    person.locked = True
    person.loop.go(60)
    assert 2 == len(person.told)


def test_a_mouse_that_trembles_is_nobody_where_the_person_says_so() -> None:
    person = Person()
    trembles = [True]
    hands = Hands(person.loop, person.waiting, lambda: trembles[0], resets=False)
    assert () == hands.tells
    inputs: list[int] = []
    hands.after_silence(30_000, lambda _: void(hands.at_input(inputs.append)))
    person.loop.go(60)

    def moved(to: tuple[int, int]) -> int:
        person.key()
        person.pointer = to
        person.loop.go(30)
        return len(inputs)

    assert 0 == moved((103, 104))
    assert 1 == moved((150, 104))
    hands.at_input(inputs.append)
    person.loop.go(60)
    assert 2 == moved((150, 104))  # a key, as the pointer stays where it is
    trembles[0] = False
    hands.at_input(inputs.append)
    person.loop.go(60)
    assert 3 == moved((151, 104))
    hands.close()


def void(_: object) -> None:
    """A callback returns nothing."""
