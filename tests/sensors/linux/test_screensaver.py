from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from posture_app.core.events import Fact, Signal
from posture_app.core.ports import Address
from posture_app.sensors.linux.screensaver import SCREEN_SAVERS, ScreenSaver
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus
    from tests.buses import Peer, PrivateBus

LOCKED, UNLOCKED = Signal(Fact.LOCKED, on=True), Signal(Fact.LOCKED, on=False)


class Saver:
    """A peer that plays a screen saver."""

    def __init__(self, peer: "Peer", address: Address) -> None:
        self.peer = peer
        self.address = address
        self.answer(lambda: ("b", (False,)))

    def answer(self, get_active: Callable[[], tuple[str, tuple[Any, ...]]]) -> None:
        self.peer.answers["GetActive"] = get_active

    def appear(self) -> None:
        self.peer.own(self.address.destination)

    def say(self, signature: str, *body: Any) -> None:
        self.peer.emit(self.address.path, self.address.interface, "ActiveChanged", signature, body)


@pytest.fixture(params=SCREEN_SAVERS, ids=lambda address: address.destination)
def saver(request: pytest.FixtureRequest, make_peer: "Callable[[], Peer]") -> Saver:
    return Saver(make_peer(), request.param)


Start = Callable[[], ScreenSaver]


@pytest.fixture
def start(bus: "JeepneyBus", heard: SensorReports, saver: Saver) -> Iterator[Start]:
    sensor = ScreenSaver(bus, saver.address)

    def start() -> ScreenSaver:
        sensor.start(heard.reports.append, heard.losses.append)
        return sensor

    yield start
    sensor.close()


def test_what_covers_the_screen_is_a_lock(loop: SelectLoop, saver: Saver, heard: SensorReports, start: Start) -> None:
    saver.appear()
    sensor = start()
    loop.run_until(lambda: heard.reports == [UNLOCKED])
    for active in (True, True, False, False):
        saver.say("b", active)
    loop.run_until(lambda: UNLOCKED in heard.reports[1:])
    assert [UNLOCKED, LOCKED, LOCKED, UNLOCKED] == heard.reports  # a lock that begins anew is told anew
    assert sensor.trouble is None


def test_one_that_appears_locked_is_heard_and_one_that_vanishes_holds_nothing(
    loop: SelectLoop, saver: Saver, heard: SensorReports, start: Start
) -> None:
    saver.answer(lambda: ("b", (True,)))
    sensor = start()
    loop.run_until(lambda: heard.reports == [UNLOCKED])
    assert f"{saver.address.destination} is not on the bus" == sensor.trouble
    saver.appear()
    loop.run_until(lambda: heard.reports == [UNLOCKED, LOCKED])
    saver.peer.close()
    loop.run_until(lambda: heard.reports == [UNLOCKED, LOCKED, UNLOCKED])
    assert [] == heard.losses


def test_nobody_is_started_by_being_asked(loop: SelectLoop, saver: Saver, heard: SensorReports, start: Start) -> None:
    start()
    loop.run_until(lambda: heard.reports)
    assert [] == saver.peer.calls


def test_words_of_the_wrong_type_are_ignored_and_logged_once(
    loop: SelectLoop, saver: Saver, heard: SensorReports, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    saver.appear()
    saver.answer(lambda: ("s", ("perhaps",)))
    start()
    loop.run_until(lambda: caplog.messages)
    saver.say("u", 1)
    saver.say("")
    saver.say("bb", True, True)
    saver.say("b", True)
    loop.run_until(lambda: heard.reports)
    assert [LOCKED] == heard.reports
    assert 1 == len(caplog.messages)
    caplog.clear()


def test_one_that_cannot_tell_says_so_and_its_signals_count(
    loop: SelectLoop, saver: Saver, heard: SensorReports, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    from tests.buses import Refusal  # noqa: PLC0415 - on Linux only

    def refuse() -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.DBus.Error.NotSupported", "no")

    saver.answer(refuse)
    saver.appear()
    sensor = start()
    loop.run_until(lambda: caplog.messages)
    assert "NotSupported" in (sensor.trouble or "")
    saver.say("b", True)
    loop.run_until(lambda: heard.reports == [LOCKED])
    caplog.clear()


def test_a_bus_that_dies_is_a_loss(loop: SelectLoop, daemon: "PrivateBus", heard: SensorReports, start: Start) -> None:
    start()
    loop.run_until(lambda: heard.reports)
    daemon.kill()
    loop.run_until(lambda: heard.losses)
    assert 1 == len(heard.losses)
