"""What keeps the session from becoming idle: a real bus, and peers that answer as GNOME's, Cinnamon's and MATE's do."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.events import Fact, Signal
from posture_app.sensors.gnome.session_manager import NAME, SessionInhibitors
from tests.buses import Peer, Refusal
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus

PATH, PROPERTIES = "/org/gnome/SessionManager", "org.freedesktop.DBus.Properties"
WATCHING, NOT_WATCHING = Signal(Fact.WATCHING, on=True), Signal(Fact.WATCHING, on=False)


class Manager:
    """A peer that plays a session manager; with `property` one that has InhibitedActions."""

    def __init__(self, peer: Peer, *, has_property: bool) -> None:
        self.peer = peer
        self.actions = 0
        self._has_property = has_property
        peer.answers |= {"Get": self._get, "IsInhibited": lambda flags: ("b", (bool(flags & self.actions),))}

    def inhibit(self, actions: int) -> None:
        before, self.actions = self.actions, actions
        member = "InhibitorAdded" if actions & ~before else "InhibitorRemoved"
        self.peer.emit(PATH, NAME, member, "o", (f"{PATH}/Inhibitor1",))
        if self._has_property:
            self.change({"InhibitedActions": ("u", actions)})

    def change(self, changed: dict[str, Any], *invalidated: str) -> None:
        self.peer.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", (NAME, changed, list(invalidated)))

    def _get(self, interface: str, key: str) -> tuple[str, tuple[Any, ...]]:
        if not self._has_property:
            raise Refusal("org.freedesktop.DBus.Error.InvalidArgs", f"No such property {key}")
        assert (NAME, "InhibitedActions") == (interface, key)
        return "v", (("u", self.actions),)


@pytest.fixture(params=[True, False], ids=["property", "asked"])
def manager(request: pytest.FixtureRequest, make_peer: Callable[[], Peer]) -> Manager:
    return Manager(make_peer(), has_property=request.param)


@pytest.fixture
def inhibitors(bus: "JeepneyBus") -> Iterator[SessionInhibitors]:
    inhibitors = SessionInhibitors(bus)
    yield inhibitors
    inhibitors.close()


def ends_with(heard: SensorReports, expected: Signal) -> bool:
    return heard.reports[-1] == expected


def test_what_keeps_the_session_from_idling_is_watching(
    loop: SelectLoop, manager: Manager, inhibitors: SessionInhibitors, heard: SensorReports
) -> None:
    manager.actions = 12
    manager.peer.own(NAME)
    inhibitors.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: [WATCHING] == heard.reports)
    for actions in (4, 5, 13, 8, 0):
        manager.inhibit(actions)
        expected = WATCHING if actions & 8 else NOT_WATCHING
        loop.run_until(partial(ends_with, heard, expected))
    assert [WATCHING, NOT_WATCHING, WATCHING, NOT_WATCHING] == heard.reports
    assert inhibitors.trouble is None


def test_it_goes_and_comes_back(
    loop: SelectLoop, manager: Manager, inhibitors: SessionInhibitors, heard: SensorReports
) -> None:
    inhibitors.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: inhibitors.trouble == f"{NAME} is not on the bus")
    manager.actions = 8
    manager.peer.own(NAME)
    loop.run_until(lambda: WATCHING in heard.reports)
    manager.peer.disown(NAME)
    loop.run_until(lambda: heard.reports[-1] == NOT_WATCHING)
    manager.peer.own(NAME)
    loop.run_until(lambda: heard.reports[-1] == WATCHING)
    assert [] == heard.losses


def test_a_property_that_is_said_to_have_changed_is_asked_for(
    loop: SelectLoop, make_peer: Callable[[], Peer], inhibitors: SessionInhibitors, heard: SensorReports
) -> None:
    manager = Manager(make_peer(), has_property=True)
    manager.peer.own(NAME)
    inhibitors.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: [NOT_WATCHING] == heard.reports)
    manager.actions = 8
    manager.change({"SessionIsActive": ("b", True)})
    manager.change({}, "InhibitedActions")
    loop.run_until(lambda: heard.reports[-1] == WATCHING)


def test_nonsense_is_no_inhibitor(
    loop: SelectLoop,
    make_peer: Callable[[], Peer],
    inhibitors: SessionInhibitors,
    heard: SensorReports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    manager = Manager(make_peer(), has_property=True)
    manager.peer.answers["Get"] = lambda *_: ("v", (("s", "eight"),))
    manager.peer.own(NAME)
    inhibitors.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: "something else than a yes or no" in (inhibitors.trouble or ""))
    manager.peer.emit(PATH, PROPERTIES, "PropertiesChanged", "s", ("what?",))
    manager.peer.emit(
        PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", ("another", {"InhibitedActions": ("u", 8)}, [])
    )
    manager.change({"InhibitedActions": ("d", 8.0)})
    manager.change({"InhibitedActions": ("u", 8)})
    loop.run_until(lambda: heard.reports)
    assert [WATCHING] == heard.reports
    assert inhibitors.trouble is None
    assert "something else than a yes or no" in caplog.text
    caplog.clear()


def test_one_that_refuses_is_named(
    loop: SelectLoop,
    make_peer: Callable[[], Peer],
    inhibitors: SessionInhibitors,
    heard: SensorReports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: Any) -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.DBus.Error.UnknownMethod", "not so")

    manager = Manager(make_peer(), has_property=False)
    manager.peer.answers["IsInhibited"] = refuse
    manager.peer.own(NAME)
    inhibitors.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: "not so" in (inhibitors.trouble or ""))
    assert [] == heard.reports
    caplog.clear()
