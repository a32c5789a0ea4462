"""Mutter's two traps, on a real Mutter, with a session manager that inhibits idling."""

import sys
from collections.abc import Callable, Iterator

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Signal
from posture_app.desktop.dbus.lasting_bus import LastingBus
from posture_app.sensors.gnome.session_manager import SessionInhibitors
from posture_app.sensors.gnome.waiting import MutterWaiting
from posture_app.sensors.source import Surroundings
from tests.desktops.gnome import Mutter
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports

THRESHOLD_MS = 1500
NEAR_MS = 500
LATE_S = 15.0


@pytest.fixture(scope="module")
def mutter() -> Iterator[Mutter]:
    with Mutter() as desktop:
        yield desktop


class Person:
    """Somebody at this desktop, and what is told of them: each silence and each input, one after the other."""

    def __init__(self, mutter: Mutter, loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", mutter.bus.address)
        self._loop, self._mutter = loop, mutter
        self.bus = LastingBus(loop, "SESSION")
        self.waiting = MutterWaiting(Surroundings(loop, mutter.environ, session=self.bus))
        self.told: list[tuple[str, int]] = []
        ready: list[bool] = []
        self.waiting.start(lambda: ready.append(True), self._lost, lambda _: None)
        loop.run_until(lambda: ready, LATE_S)

    def follow(self) -> None:
        """Press a key, and be told of every silence and input from then on."""
        self.waiting.at_input(self._input)
        self.next_told(self._mutter.key)

    def type(self) -> None:
        self._mutter.key()

    def wait(self, seconds: float) -> None:
        self._loop.run_for(seconds)

    def next_told(self, do: Callable[[], None] = lambda: None) -> tuple[str, int]:
        """What is told next, after this was done."""
        count = len(self.told)
        do()
        self._loop.run_until(lambda: len(self.told) > count, LATE_S)
        return self.told[count]

    def close(self) -> None:
        self.waiting.close()
        self.bus.close()

    def _input(self, ago: int) -> None:
        self.told.append(("input", ago))
        self.waiting.after_silence(THRESHOLD_MS, self._silent)

    def _silent(self, idle: int) -> None:
        self.told.append(("silence", idle))
        self.waiting.at_input(self._input)

    def _lost(self, why: str) -> None:
        raise AssertionError(why)


@pytest.fixture
def person(mutter: Mutter, loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    person = Person(mutter, loop, monkeypatch)
    yield person
    person.close()
    mutter.session_manager.inhibit(0)


def test_a_pause_in_the_midst_of_a_film_is_told_and_the_return(mutter: Mutter, person: Person) -> None:
    person.follow()
    mutter.session_manager.inhibit()
    person.wait(0.5)
    person.type()
    kind, idle = person.next_told()
    assert "silence" == kind
    assert abs(idle - THRESHOLD_MS) < NEAR_MS
    assert ("input", 0) == person.next_told(person.type)


def test_the_end_of_a_film_is_neither_input_nor_a_later_absence(mutter: Mutter, person: Person) -> None:
    person.follow()
    mutter.session_manager.inhibit()
    person.wait(0.6)
    mutter.session_manager.inhibit(0)  # in the midst of the silence, whose beginning that is to Mutter
    kind, idle = person.next_told()
    assert "silence" == kind
    assert abs(idle - THRESHOLD_MS) < NEAR_MS
    told = len(person.told)
    mutter.session_manager.inhibit()
    mutter.session_manager.inhibit(0)  # with nobody there
    person.wait(2.0)
    assert told == len(person.told)
    assert ("input", 0) == person.next_told(person.type)


def test_another_inhibitor_is_no_input(mutter: Mutter, person: Person) -> None:
    """It sets back Mutter's idle time, too."""
    person.follow()
    person.wait(0.8)
    mutter.session_manager.inhibit(1)
    kind, idle = person.next_told()
    assert ("silence", True) == (kind, abs(idle - THRESHOLD_MS) < NEAR_MS)
    told = len(person.told)
    person.wait(1.0)
    assert told == len(person.told)


def test_what_inhibits_is_watching(mutter: Mutter, person: Person, heard: SensorReports, loop: SelectLoop) -> None:
    inhibitors = SessionInhibitors(person.bus)
    inhibitors.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: heard.reports, LATE_S)
    mutter.session_manager.inhibit(12)
    loop.run_until(lambda: heard.reports[-1] == Signal(Fact.WATCHING, on=True), LATE_S)
    mutter.session_manager.inhibit(4)
    loop.run_until(lambda: heard.reports[-1] == Signal(Fact.WATCHING, on=False), LATE_S)
    inhibitors.close()


def test_an_x_server_of_the_session_is_no_reason_to_refuse(mutter: Mutter, person: Person, loop: SelectLoop) -> None:
    """Xwayland tells DISPLAY to every program; an X11 session has no compositor that answers."""
    MutterWaiting(Surroundings(loop, {**mutter.environ, "DISPLAY": ":4711"}, session=person.bus)).close()
    with pytest.raises(Unavailable):
        MutterWaiting(Surroundings(loop, {"DISPLAY": ":4711"}, session=person.bus))
