"""The size of text that the desktop's portal tells: at first, as it changes, nonsense, and nobody there."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.desktop.dbus.bus import JeepneyBus
from posture_app.desktop.text_size import GROUP, KEY, NAME, PORTAL, watch_text_size
from tests.buses import Peer, PrivateBus
from tests.loop import SelectLoop


class Portal:
    """A desktop's portal on a bus of its own, and who watches it."""

    def __init__(self, folder: Path) -> None:
        self.loop = SelectLoop()
        self.daemon = PrivateBus(folder)
        self.peer = Peer(self.loop, self.daemon.address)
        self.told: list[float] = []
        self._bus: JeepneyBus | None = None

    def begin(self, signature: str, *body: Any) -> None:
        """It answers so, and is watched from now on."""
        self.peer.own(NAME)
        self.asked: list[tuple[str, str]] = []

        def read(group: str, key: str) -> tuple[str, tuple[Any, ...]]:
            self.asked.append((group, key))
            return signature, body

        self.peer.answers["Read"] = read
        self._bus = JeepneyBus(self.loop, "SESSION")
        watch_text_size(self._bus, self.told.append)
        self.loop.run_until(lambda: self.asked)

    def say(self, group: str, key: str, value: tuple[str, Any]) -> None:
        self.peer.emit(PORTAL.path, PORTAL.interface, "SettingChanged", "ssv", (group, key, value))

    def close(self) -> None:
        if self._bus is not None:
            self._bus.close()
        self.peer.close()
        self.daemon.kill()
        self.loop.close()


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    made = Portal(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.daemon.address)
    yield made
    made.close()


def test_the_factor_is_told_at_first_and_as_it_changes(portal: Portal) -> None:
    portal.begin("v", ("v", ("d", 1.25)))
    portal.loop.run_until(lambda: portal.told)
    portal.say(GROUP, "cursor-size", ("i", 32))
    portal.say(GROUP, KEY, ("d", 1.5))
    portal.loop.run_until(lambda: len(portal.told) == 2)
    assert [(GROUP, KEY)] == portal.asked
    assert [1.25, 1.5] == portal.told


@pytest.mark.parametrize("value", [("s", "large"), ("d", 40.0), ("d", float("nan")), ("b", True)])
def test_nonsense_changes_nothing(portal: Portal, value: tuple[str, Any]) -> None:
    portal.begin("v", value)
    portal.say(GROUP, KEY, value)
    portal.say(GROUP, KEY, ("d", 2.0))
    portal.loop.run_until(lambda: portal.told)
    assert [2.0] == portal.told
