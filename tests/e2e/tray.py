"""The tray of the desk: what the icon says, and what its menu does, as a panel has them over D-Bus."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from posture_app.core.ports import Address, Bus
from tests.loop import SelectLoop

ROOT = Path(__file__).parents[2]
WATCHER = Address("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties")
ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
EVERYTHING = -1


class Tray:
    """A StatusNotifierWatcher with one icon."""

    def __init__(self, bus: Bus, loop: SelectLoop) -> None:
        self._bus, self._loop = bus, loop
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.tray_watcher"], stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        assert self._process.stdout is not None
        assert "ready\n" == self._process.stdout.readline()

    def tooltip(self) -> str:
        """What it says when pointed at; empty as long as there is no icon."""
        item = self._item()
        if not item:
            return ""
        properties = Address(item, "/StatusNotifierItem", WATCHER.interface)
        (_, (_, _, title, text)), *_ = self._ask(properties, "Get", "ss", ITEM, "ToolTip")
        return f"{title}\n{text}"

    def labels(self) -> dict[str, int]:
        """The visible entries of the menu, and their numbers."""
        menu = Address(self._item(), "/MenuBar", MENU)
        self._ask(menu, "AboutToShow", "i", 0)
        _, layout = self._ask(menu, "GetLayout", "iias", 0, EVERYTHING, [])
        return dict(_entries(layout))

    def click(self) -> None:
        """Click the icon, as a panel tells of it."""
        self._ask(Address(self._item(), "/StatusNotifierItem", ITEM), "Activate", "ii", 100, 0)

    def choose(self, label: str) -> None:
        """Click this entry of the menu."""
        number = self.labels()[label]
        self._ask(Address(self._item(), "/MenuBar", MENU), "Event", "isvu", number, "clicked", ("s", ""), 0)

    def close(self) -> None:
        """There is no tray any more."""
        self._process.kill()
        self._process.communicate()

    def _item(self) -> str:
        (_, items), *_ = self._ask(WATCHER, "Get", "ss", WATCHER.destination, "RegisteredStatusNotifierItems")
        return str(items[-1]) if items else ""

    def _ask(self, to: Address, method: str, signature: str, *body: object) -> tuple[Any, ...]:
        answers: list[tuple[Any, ...]] = []
        failures: list[str] = []
        self._bus.call(
            to, method, signature, body, reply=lambda *results: answers.append(results), failed=failures.append
        )
        self._loop.run_until(lambda: answers or failures)
        assert [] == failures
        return answers[0]


def _entries(layout: Any) -> "list[tuple[str, int]]":
    number, properties, children = layout
    own = []
    if properties.get("visible", ("b", True))[1]:
        own = [(str(properties.get("label", ("s", ""))[1]).replace("_", ""), int(number))]
    return own + [entry for _, child in children for entry in _entries(child)]
