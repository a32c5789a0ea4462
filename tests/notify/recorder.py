"""The recording daemon (`tests.notify.daemon`) as a test sees it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from posture_app.core.ports import Address, Bus
from tests.loop import SelectLoop
from tests.notify.daemon import NAME, PATH, TEST

ORDERS = Address(NAME, PATH, TEST)
ROOT = Path(__file__).parents[2]


class Recorder:
    """A running daemon. `calls` fills, in order, while the loop runs."""

    def __init__(self, bus: Bus, loop: SelectLoop, log: Path, *arguments: str) -> None:
        self._bus = bus
        self._loop = loop
        self.log = log
        self.calls: list[dict[str, Any]] = []
        self.closed: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.notify.daemon", "--log", str(log), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert self.process.stdout is not None
        ready, _, sender = self.process.stdout.readline().strip().partition(" ")
        assert ready == "ready", self.process.communicate()
        self._ends = [
            bus.subscribe(self._recorded, interface=TEST, member="Recorded", sender=sender),
            bus.subscribe(self._closed, interface=NAME, member="NotificationClosed", sender=sender),
        ]

    def of(self, member: str) -> list[dict[str, Any]]:
        """The calls of this method so far."""
        return [call for call in self.calls if call["member"] == member]

    @property
    def notified(self) -> list[list[Any]]:
        """The arguments of each Notify so far: app, replaces, icon, summary, body, actions, hints, expire."""
        return [call["body"] for call in self.of("Notify")]

    @property
    def showing(self) -> list[int]:
        """The ids on the screen, or about to be."""
        return sorted({call["id"] for call in self.of("Notify")} - set(self.closed))

    def wait(self, member: str, count: int = 1) -> None:
        """Run the loop until so many calls of this method have come."""
        self._loop.run_until(lambda: len(self.of(member)) >= count)

    def order(self, method: str, signature: str = "", *body: object) -> None:
        """Tell it to do something (see there), and run the loop until it and all it caused so far has come in."""
        done: list[bool] = []
        self._bus.call(
            ORDERS, method, signature, body, reply=lambda: done.append(True), failed=lambda _: done.append(True)
        )
        self._loop.run_until(lambda: done)

    def exit(self) -> None:
        """See to it that it is gone."""
        self.process.kill()
        self.process.communicate()
        for end in self._ends:
            end()

    def _recorded(self, line: str) -> None:
        self.calls.append(json.loads(line))

    def _closed(self, *arguments: object) -> None:
        match arguments:  # it can be told to send nonsense
            case (int(number), int()):
                self.closed.append(number)
