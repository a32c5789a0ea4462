"""A bus of the test's own, and what a sensor said."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.core.events import Sensed
from tests import needs
from tests.loop import SelectLoop

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus
    from tests.buses import Peer, PrivateBus


class SensorReports:
    """What a sensor said."""

    def __init__(self) -> None:
        self.reports: list[Sensed] = []
        self.losses: list[str] = []

    @property
    def kinds(self) -> list[str]:
        return [type(report).__name__ for report in self.reports]


@pytest.fixture
def heard() -> SensorReports:
    return SensorReports()


@pytest.fixture
def loop() -> Iterator[SelectLoop]:
    loop = SelectLoop()
    yield loop
    loop.close()


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[PrivateBus]":
    needs.linux()
    from tests.buses import PrivateBus  # noqa: PLC0415 - on Linux only

    daemon = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", daemon.address)
    yield daemon
    daemon.kill()


@pytest.fixture
def bus(loop: SelectLoop, daemon: "PrivateBus") -> "Iterator[JeepneyBus]":
    from posture_app.desktop.dbus.bus import JeepneyBus  # noqa: PLC0415 - on Linux only

    bus = JeepneyBus(loop, "SYSTEM")
    yield bus
    bus.close()


@pytest.fixture
def make_peer(loop: SelectLoop, daemon: "PrivateBus") -> "Iterator[Callable[[], Peer]]":
    from tests.buses import Peer  # noqa: PLC0415 - on Linux only

    peers: list[Peer] = []

    def make() -> Peer:
        peers.append(Peer(loop, daemon.address))
        return peers[-1]

    yield make
    for peer in peers:
        peer.close()
