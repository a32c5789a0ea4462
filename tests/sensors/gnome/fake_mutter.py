"""A peer that plays Mutter's IdleMonitor as `meta-idle-monitor.c` has it; its time stands still but for `idle`."""

from typing import Any

from posture_app.core.ports import Loop
from posture_app.sensors.gnome.idle_monitor import MUTTER, PATHS
from tests.buses import Peer


class FakeMutter(Peer):
    """Silence lasts as `lasts` says; `input` ends it. Watches have numbers from 1 on."""

    def __init__(self, loop: Loop, address: str, service: str = MUTTER) -> None:
        super().__init__(loop, address)
        self._service = service
        self.idle = 0
        self.inhibited = False
        self.watches: dict[int, int] = {}
        """The length of each, 0 for activity."""
        self._number = 0
        self.answers = {
            "GetIdletime": lambda: ("t", (self.idle,)),
            "AddIdleWatch": lambda length: ("u", (self._add(length),)),
            "AddUserActiveWatch": lambda: ("u", (self._add(0),)),
            "RemoveWatch": self._remove,
        }

    def count(self, method: str) -> int:
        return sum(member == method for member, _ in self.calls)

    @property
    def awaits_activity(self) -> bool:
        return 0 in self.watches.values()

    @property
    def silences(self) -> list[int]:
        return [length for length in self.watches.values() if length]

    def lasts(self, idle: int) -> None:
        """There has been no input for so long by now."""
        before, self.idle = self.idle, idle
        if not self.inhibited:
            for number, length in self.watches.items():
                if before < length <= idle:
                    self.fire(number)

    def input(self) -> None:
        self.idle = 0
        for number, length in tuple(self.watches.items()):
            if not length:
                del self.watches[number]
                self.fire(number)

    def fire(self, *number: Any) -> None:
        self.emit(PATHS[self._service], self._service, "WatchFired", "u", number)

    def _add(self, length: int) -> int:
        self._number += 1
        self.watches[self._number] = length
        return self._number

    def _remove(self, number: int) -> tuple[str, tuple[Any, ...]]:
        self.watches.pop(number, None)
        return "", ()
