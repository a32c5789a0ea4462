"""A D-Bus of the test's own, on which nothing is started by itself, and the recording daemon on it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from posture_app.core.ports import Bus
from posture_app.desktop.dbus.bus import JeepneyBus
from tests.loop import SelectLoop
from tests.notify.recorder import Recorder

StartRecorder = Callable[..., Recorder]


@pytest.fixture
def loop() -> Iterator[SelectLoop]:
    loop = SelectLoop()
    yield loop
    loop.close()


@dataclass(frozen=True, slots=True)
class SessionBus:
    """A session bus without services; its address is in the environment, too."""

    address: str
    kill: Callable[[], None]


@pytest.fixture
def session_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    if sys.platform != "linux":
        pytest.skip("D-Bus is a Linux matter")
    from tests.buses import PrivateBus  # noqa: PLC0415 - it loads on Linux only

    bus = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    yield SessionBus(bus.address, bus.kill)
    bus.kill()


@pytest.fixture
def bus(session_bus: SessionBus, loop: SelectLoop) -> Iterator[Bus]:
    bus = JeepneyBus(loop, "SESSION")
    yield bus
    bus.close()


@pytest.fixture
def recorder(bus: Bus, loop: SelectLoop, tmp_path: Path) -> Iterator[StartRecorder]:
    """Starts a recording daemon with the given arguments."""
    started: list[Recorder] = []

    def start(*arguments: str) -> Recorder:
        started.append(Recorder(bus, loop, tmp_path / f"calls{len(started)}.jsonl", *arguments))
        return started[-1]

    yield start
    for daemon in started:
        daemon.exit()
