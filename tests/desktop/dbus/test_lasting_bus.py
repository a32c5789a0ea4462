"""A bus that dies, hangs, or comes late, on real daemons."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Address
from posture_app.desktop.dbus.lasting_bus import LastingBus
from tests.buses import Peer, PrivateBus
from tests.loop import SelectLoop, SelectTimer

if sys.platform != "linux":
    pytest.skip("D-Bus is a Linux matter", allow_module_level=True)

NAME = "org.example.Clock"
PATH = "/org/example/Clock"
CLOCK = Address(NAME, PATH, NAME)
DAEMON = "org.freedesktop.DBus"
Start = Callable[[], PrivateBus]


@pytest.fixture
def loop() -> Iterator[SelectLoop]:
    loop = SelectLoop()
    yield loop
    loop.close()


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a session bus, at the same place each time."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    monkeypatch.setattr("posture_app.desktop.dbus.lasting_bus.FIRST_PAUSE", 0.05)
    daemons: list[PrivateBus] = []

    def make() -> PrivateBus:
        daemons.append(PrivateBus(tmp_path))
        return daemons[-1]

    yield make
    for daemon in daemons:
        daemon.kill()


class Listener:
    """Follows the name, hears its signals, and asks it."""

    def __init__(self, loop: SelectLoop, bus: LastingBus) -> None:
        self.owners: list[bool] = []
        self.heard: list[str] = []
        self._loop, self._bus = loop, bus
        bus.subscribe(
            lambda _name, _old, new: self.owners.append(bool(new)),
            interface=DAEMON,
            member="NameOwnerChanged",
            sender=DAEMON,
            arg0=NAME,
        )
        self.end = bus.subscribe(self.heard.append, interface=NAME, member="Struck", sender=NAME)

    def ask(self) -> str:
        answers: list[str] = []
        self._bus.call(CLOCK, "Tell", reply=answers.append, failed=answers.append)
        self._loop.run_until(lambda: answers)
        return answers[0]


def clock(loop: SelectLoop, daemon: PrivateBus) -> Peer:
    peer = Peer(loop, daemon.address)
    peer.answers["Tell"] = lambda: ("s", ("noon",))
    peer.own(NAME)
    return peer


def test_after_a_restart_all_is_as_it_was(loop: SelectLoop, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    daemon, bus = start(), LastingBus(loop, "SESSION")
    back: list[bool] = []
    bus.on_back(lambda: back.append(True))
    listener = Listener(loop, bus)
    loop.run_until(lambda: back)
    first = clock(loop, daemon)
    loop.run_until(lambda: listener.owners)
    assert bus.trouble is None
    daemon.kill()
    first.close()
    loop.run_until(lambda: listener.owners == [True, False])
    assert "the session bus" in listener.ask()
    second = clock(loop, start())
    loop.run_until(lambda: listener.owners[-1])
    assert "noon" == listener.ask()
    second.emit(PATH, NAME, "Struck", "s", ("one",))
    loop.run_until(lambda: listener.heard)
    assert (["one"], 2) == (listener.heard, len(back))
    bus.close()
    second.close()
    assert ["the session bus is gone: it ended the connection"] == [record.getMessage() for record in caplog.records]
    caplog.clear()


def test_one_that_comes_later_than_we_do_is_found(loop: SelectLoop, start: Start) -> None:
    bus = LastingBus(loop, "SESSION")
    listener = Listener(loop, bus)
    assert "No such file" in listener.ask()
    peer = clock(loop, start())
    loop.run_until(lambda: listener.owners and listener.owners[-1])
    assert "noon" == listener.ask()
    bus.close()
    peer.close()


def test_one_that_hangs_at_first_is_waited_for_without_holding_up_anybody(loop: SelectLoop, start: Start) -> None:
    daemon = start()
    peer = clock(loop, daemon)
    answers: list[str] = []
    daemon.stop()
    bus = LastingBus(loop, "SESSION")
    bus.call(CLOCK, "Tell", reply=answers.append, timeout=60)
    loop.run_for(0.1)
    assert "the session bus has not answered yet" == bus.trouble
    daemon.go_on()
    loop.run_until(lambda: answers)
    assert ["noon"] == answers
    bus.close()
    peer.close()


def test_what_was_ended_in_between_stays_ended(
    loop: SelectLoop, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    daemon, bus = start(), LastingBus(loop, "SESSION")
    listener, other = Listener(loop, bus), Listener(loop, bus)
    listener.ask()
    daemon.kill()
    loop.run_until(lambda: listener.owners)
    listener.end()
    listener.end()
    peer = clock(loop, start())
    loop.run_until(lambda: other.owners[-1])
    assert "noon" == other.ask()
    peer.emit(PATH, NAME, "Struck", "s", ("one",))
    loop.run_until(lambda: other.heard)
    assert [] == listener.heard
    bus.close()
    peer.close()
    assert 0 == loop.pending
    caplog.clear()


def test_the_pauses_between_tries_become_long(loop: SelectLoop, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    deadline = loop.deadline

    def at_once(seconds: float, call: Callable[[], None]) -> SelectTimer:
        pauses.append(seconds)
        return deadline(0, call)

    monkeypatch.setattr(loop, "deadline", at_once)
    bus = LastingBus(loop, "SESSION")
    loop.run_until(lambda: len(pauses) > 20)
    bus.close()
    assert [0.05, 0.1, 0.2] == pauses[:3]
    assert [600.0] == sorted(set(pauses[16:]))
    assert 0 == loop.pending


@pytest.mark.parametrize("address", ["", "tcp:host=localhost,port=1", "nonsense"])
def test_where_no_bus_can_ever_be_none_is_tried(
    loop: SelectLoop, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(Unavailable):
        LastingBus(loop, "SESSION")
    assert 0 == loop.pending
