"""What keeps the computer from idling: a real bus, and peers that answer as Powerdevil, logind and Xfce's power manager
do by their sources.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.events import Fact, Signal
from posture_app.sensors.gnome.session_manager import SessionInhibitors
from posture_app.sensors.in_use import FOR_GOOD_S
from posture_app.sensors.linux.inhibitors import KDE, POWER_MANAGER, HasInhibit, IdleBlocked, PolicyAgent
from posture_app.sensors.linux.screensaver import SCREEN_SAVERS, ScreenSaver
from posture_app.sensors.linux.service import ServiceSensor
from tests.buses import Peer, Refusal
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports
from tests.sensors.test_doubt import HandLoop

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus

WATCHING, NOT_WATCHING = Signal(Fact.WATCHING, on=True), Signal(Fact.WATCHING, on=False)
AGENT, LOGIND = "/org/kde/Solid/PowerManagement/PolicyAgent", "/org/freedesktop/login1"
PROPERTIES = "org.freedesktop.DBus.Properties"


def refuse(*_: object) -> tuple[str, tuple[Any, ...]]:
    raise Refusal("org.freedesktop.DBus.Error.UnknownMethod", "no such method")


@pytest.fixture
def begin(heard: SensorReports) -> Iterator[Callable[[ServiceSensor], ServiceSensor]]:
    sensors: list[ServiceSensor] = []

    def begin(sensor: ServiceSensor) -> ServiceSensor:
        sensors.append(sensor)
        sensor.start(heard.reports.append, heard.losses.append)
        return sensor

    yield begin
    for sensor in sensors:
        sensor.close()


Begin = Callable[[ServiceSensor], ServiceSensor]
Make = Callable[["JeepneyBus"], ServiceSensor]


class Powerdevil:
    """A peer that plays KDE's PolicyAgent. `policies` are what each program inhibits."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.policies: dict[tuple[str, str], int] = {}
        peer.answers |= {
            "HasInhibition": lambda wanted: ("b", (any(wanted & policy for policy in self.policies.values()),)),
            "ListInhibitions": lambda: ("a(ss)", (list(self.policies),)),
        }

    def set(self, program: str, policy: int) -> None:
        key = (program, "Playing a video")
        if policy:
            self.policies[key] = policy
            self.peer.emit(AGENT, KDE, "InhibitionsChanged", "a(ss)as", ([key], []))
        else:
            del self.policies[key]
            self.peer.emit(AGENT, KDE, "InhibitionsChanged", "a(ss)as", ([], [program]))


def test_kde_is_asked_at_each_change(
    loop: SelectLoop, bus: "JeepneyBus", heard: SensorReports, begin: Begin, make_peer: Callable[[], Peer]
) -> None:
    powerdevil = Powerdevil(make_peer())
    powerdevil.peer.own(KDE)
    begin(PolicyAgent(bus))
    loop.run_until(lambda: [NOT_WATCHING] == heard.reports)
    powerdevil.set("Dolphin", 1)  # a copy of files, which keeps the computer from sleeping alone
    powerdevil.set("Firefox", 5)
    loop.run_until(lambda: heard.reports[-1] == WATCHING)
    powerdevil.set("Firefox", 0)
    loop.run_until(lambda: heard.reports[-1] == NOT_WATCHING)
    assert 3 == len(heard.reports)
    powerdevil.policies["VLC", ""] = 4
    powerdevil.peer.emit(AGENT, PROPERTIES, "PropertiesChanged", "sa{sv}as", (KDE, {}, ["ActiveInhibitions"]))
    loop.run_until(lambda: heard.reports[-1] == WATCHING)
    powerdevil.peer.disown(KDE)
    loop.run_until(lambda: heard.reports[-1] == NOT_WATCHING)


def test_an_older_kde_lists_what_it_has(
    loop: SelectLoop, bus: "JeepneyBus", heard: SensorReports, begin: Begin, make_peer: Callable[[], Peer]
) -> None:
    powerdevil = Powerdevil(make_peer())
    powerdevil.peer.answers["HasInhibition"] = refuse
    powerdevil.peer.own(KDE)
    begin(PolicyAgent(bus))
    loop.run_until(lambda: [NOT_WATCHING] == heard.reports)
    powerdevil.set("Firefox", 5)
    loop.run_until(lambda: heard.reports[-1] == WATCHING)
    powerdevil.set("Firefox", 0)
    loop.run_until(lambda: heard.reports[-1] == NOT_WATCHING)


class Logind:
    """A peer that plays logind."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.blocked: object = "handle-power-key"
        peer.answers["Get"] = lambda *_: ("v", (("s", self.blocked),))
        peer.own("org.freedesktop.login1")

    def change(self, *names: str, **changed: Any) -> None:
        body = ("org.freedesktop.login1.Manager", changed, list(names))
        self.peer.emit(LOGIND, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)


def test_who_has_logind_block_idling(
    loop: SelectLoop, bus: "JeepneyBus", heard: SensorReports, begin: Begin, make_peer: Callable[[], Peer]
) -> None:
    logind = Logind(make_peer())
    begin(IdleBlocked(bus))
    loop.run_until(lambda: [NOT_WATCHING] == heard.reports)
    logind.change(BlockInhibited=("s", "shutdown:sleep:idle:handle-power-key"))
    loop.run_until(lambda: heard.reports[-1] == WATCHING)
    logind.change(BlockInhibited=("s", "sleep:idle-hands"), IdleHint=("b", True))
    loop.run_until(lambda: heard.reports[-1] == NOT_WATCHING)
    logind.blocked = "idle"
    logind.change("BlockInhibited")
    loop.run_until(lambda: heard.reports[-1] == WATCHING)


@pytest.mark.parametrize("make", [PolicyAgent, IdleBlocked])
def test_nonsense_is_named_and_no_reason(
    loop: SelectLoop,
    bus: "JeepneyBus",
    heard: SensorReports,
    begin: Begin,
    *,
    make_peer: Callable[[], Peer],
    caplog: pytest.LogCaptureFixture,
    make: Make,
) -> None:
    peer = make_peer()
    peer.answers |= {"HasInhibition": lambda _: ("s", ("maybe",)), "Get": lambda *_: ("v", (("i", 3),))}
    peer.own(KDE)
    peer.own("org.freedesktop.login1")
    sensor = begin(make(bus))
    loop.run_until(lambda: "something else than a yes or no" in (sensor.trouble or ""))
    for path in (AGENT, LOGIND):
        peer.emit(path, PROPERTIES, "PropertiesChanged", "ay", (b"\xff\xfe",))
        peer.emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", ("", {"BlockInhibited": ("ai", [1])}, []))
    peer.answers |= {"HasInhibition": lambda _: ("b", (True,))}
    peer.emit(AGENT, KDE, "InhibitionsChanged")
    peer.emit(LOGIND, PROPERTIES, "PropertiesChanged", "sa{sv}as", ("", {"BlockInhibited": ("s", "idle")}, []))
    loop.run_until(lambda: [WATCHING] == heard.reports)
    assert sensor.trouble is None
    caplog.clear()


@pytest.mark.parametrize("make", [PolicyAgent, IdleBlocked])
def test_one_that_refuses_is_named(
    bus: "JeepneyBus",
    heard: SensorReports,
    begin: Begin,
    make_peer: Callable[[], Peer],
    caplog: pytest.LogCaptureFixture,
    *,
    loop: SelectLoop,
    make: Make,
) -> None:
    peer = make_peer()
    peer.answers |= dict.fromkeys(("HasInhibition", "ListInhibitions", "Get"), refuse)
    peer.own(KDE)
    peer.own("org.freedesktop.login1")
    sensor = begin(make(bus))
    loop.run_until(lambda: "no such method" in (sensor.trouble or ""))
    assert [] == heard.reports
    caplog.clear()


@pytest.mark.parametrize(
    "make",
    [PolicyAgent, IdleBlocked, SessionInhibitors, partial(ScreenSaver, address=SCREEN_SAVERS[0])],
    ids=["kde", "logind", "gnome", "lock"],
)
def test_what_it_answers_once_it_has_gone_is_for_nobody(
    loop: SelectLoop,
    bus: "JeepneyBus",
    heard: SensorReports,
    begin: Begin,
    make_peer: Callable[[], Peer],
    *,
    make: Make,
) -> None:
    peer = make_peer()
    names = (KDE, "org.freedesktop.login1", "org.gnome.SessionManager", SCREEN_SAVERS[0].destination)

    def leaving(signature: str, *answer: object) -> Callable[..., tuple[str, tuple[Any, ...]]]:
        def leave(*_: object) -> tuple[str, tuple[Any, ...]]:
            for name in names:
                peer.disown(name)
            return signature, answer

        return leave

    wanted = ("s", "idle") if make is IdleBlocked else ("u", 8)
    peer.answers |= {"Get": leaving("v", wanted), **dict.fromkeys(("HasInhibition", "GetActive"), leaving("b", True))}
    for name in names:
        peer.own(name)
    sensor = begin(make(bus))
    loop.run_until(lambda: "is not on the bus" in (sensor.trouble or ""))
    loop.run_for(0.1)
    assert WATCHING not in heard.reports
    assert Signal(Fact.LOCKED, on=True) not in heard.reports
    assert "is not on the bus" in str(sensor.trouble)


class Manager:
    """Who asks a power manager."""

    def __init__(self, loop: SelectLoop, bus: "JeepneyBus") -> None:
        self._loop = loop
        self.question = HasInhibit(loop, bus)

    def ask(self) -> bool | None:
        answers: list[bool | None] = []
        self.question.ask(answers.append)
        self._loop.run_until(lambda: answers)
        return answers[0]


def test_a_power_manager_is_asked(loop: SelectLoop, bus: "JeepneyBus", make_peer: Callable[[], Peer]) -> None:
    manager, peer = Manager(loop, bus), make_peer()
    assert manager.ask() is None
    assert f"{POWER_MANAGER} is not on the bus" == manager.question.trouble
    peer.own(POWER_MANAGER)
    for inhibited in (True, False):
        peer.answers["HasInhibit"] = lambda inhibited=inhibited: ("b", (inhibited,))
        assert manager.ask() is inhibited
        assert manager.question.trouble is None
    assert "no program keeps it awake" == manager.question.reading
    peer.answers["HasInhibit"] = lambda: ("s", ("yes",))
    assert manager.ask() is None
    assert "it answers something else than yes or no" == manager.question.trouble
    peer.answers["HasInhibit"] = refuse
    assert manager.ask() is None
    assert "no such method" in str(manager.question.trouble)


def test_kde_is_not_asked_as_a_power_manager(
    loop: SelectLoop, bus: "JeepneyBus", make_peer: Callable[[], Peer]
) -> None:
    """It counts files that are being copied, too."""
    manager, peer = Manager(loop, bus), make_peer()
    peer.answers["HasInhibit"] = lambda: ("b", (True,))
    peer.own(POWER_MANAGER)
    peer.own(KDE)
    assert manager.ask() is None
    assert 0 == len(peer.calls)


def test_what_a_power_manager_has_kept_awake_for_hours_is_no_film(
    loop: SelectLoop, bus: "JeepneyBus", make_peer: Callable[[], Peer]
) -> None:
    hand, peer = HandLoop(), make_peer()
    peer.answers["HasInhibit"] = lambda: ("b", (True,))
    peer.own(POWER_MANAGER)
    manager = Manager(loop, bus)
    manager.question = HasInhibit(hand, bus)
    assert manager.ask() is True
    hand.pass_time(FOR_GOOD_S)
    assert manager.ask() is False
    assert "not taken for a film" in str(manager.question.reading)
