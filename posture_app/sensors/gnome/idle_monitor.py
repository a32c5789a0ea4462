"""The IdleMonitor of Mutter, and of Muffin, which is Cinnamon's: how it is spoken to over D-Bus.

It numbers the watches that it is asked for, and fires them by number: one for a silence each time that has lasted so
long, one for activity once, at the next input.
"""

from collections.abc import Callable
from typing import Any

from posture_app.core.ports import Address, Bus, Watch, owner_changes
from posture_app.sensors.linux.service import BUS, end_all, only

MUTTER, MUFFIN = "org.gnome.Mutter.IdleMonitor", "org.cinnamon.Muffin.IdleMonitor"
PATHS = {MUTTER: "/org/gnome/Mutter/IdleMonitor/Core", MUFFIN: "/org/cinnamon/Muffin/IdleMonitor/Core"}

_LONGEST_MS = 1 << 40  # no idle time is as long as that; it is what comes of a -1


class IdleMonitor:
    """Whoever owns the name `service` at the start. It is lost with that owner, and once that says what cannot be."""

    def __init__(self, bus: Bus, service: str) -> None:
        self._bus, self._service = bus, service
        self._owner: Address | None = None
        self._closed = False
        self._lost: Callable[[str], None] = _ignore
        self._ends: list[Callable[[], None]] = []
        self._watches: dict[int, Callable[[], None]] = {}

    def start(self, ready: Callable[[], None], lost: Callable[[str], None]) -> None:
        """Find it. Exactly one of `ready` and `lost` (why) is called, later; `lost` also if it is lost after that."""

        def found(*args: Any) -> None:
            owner = only(args)
            if self._closed:
                return
            if not (isinstance(owner, str) and owner.startswith(":")):
                self._lose(f"the bus does not say who owns {self._service}")
                return
            # By its own name: a watch of the owner before it may have a number that one of ours has, too.
            self._owner = Address(owner, PATHS[self._service], self._service)
            fired = self._bus.subscribe(self._fired, interface=self._service, member="WatchFired", sender=owner)
            self._ends.append(fired)
            self.idle(lambda _: ready())

        def failed(why: str) -> None:
            self._lose(f"{self._service} is not on the bus" if "NameHasNoOwner" in why else why)

        self._lost = lost
        self._bus.on_lost(self._lose)
        self._ends.append(self._bus.subscribe(self._changed_hands, **owner_changes(self._service)))
        self._bus.call(BUS, "GetNameOwner", "s", (self._service,), reply=found, failed=failed)

    def idle(self, answer: Callable[[int], None]) -> None:
        """Ask how many milliseconds ago it thinks that the last input was."""

        def said(idle: object) -> None:
            if self._closed:
                return
            if type(idle) is int and 0 <= idle < _LONGEST_MS:
                answer(idle)
            else:
                self._lose(f"{self._service} answers {str(idle)[:40]} to GetIdletime")

        self._ask("GetIdletime", "", (), said)

    def watch_silence(self, milliseconds: int, fired: Callable[[], None]) -> Watch:
        """Have `fired` called each time that there has been no input for so long; at once, if there has not."""
        return self._watch("AddIdleWatch", "t", (milliseconds,), fired)

    def watch_activity(self, fired: Callable[[], None]) -> Watch:
        """Have `fired` called once, at the next input."""
        return self._watch("AddUserActiveWatch", "", (), fired)

    def close(self) -> None:
        """Give back what was asked for; harmless if done before."""
        self._closed, self._lost = True, _ignore
        for number in tuple(self._watches):
            self.give_back(number)
        end_all(self._ends)

    def give_back(self, number: int) -> None:
        """The watch of this number need not fire any more."""
        self._watches.pop(number, None)
        if self._owner is not None:
            self._bus.call(self._owner, "RemoveWatch", "u", (number,))

    def _watch(self, method: str, signature: str, body: tuple[int, ...], fired: Callable[[], None]) -> Watch:
        watch = _Numbered(self)

        def made(number: object) -> None:
            if type(number) is not int or not 0 <= number < 1 << 32:
                self._lose(f"{self._service} answers {str(number)[:40]} to {method}")
            elif self._closed:
                self.give_back(number)
            else:
                self._watches[number] = fired
                watch.made(number)

        self._ask(method, signature, body, made)
        return watch

    def _ask(self, method: str, signature: str, body: tuple[int, ...], said: Callable[[object], None]) -> None:
        if self._owner is not None and not self._closed:
            self._bus.call(
                self._owner, method, signature, body, reply=lambda *args: said(only(args)), failed=self._lose
            )

    def _fired(self, *args: Any) -> None:
        number = only(args)
        if isinstance(number, int) and number in self._watches:
            self._watches[number]()

    def _changed_hands(self, _name: str, _old: str, new: str) -> None:
        if self._owner is not None and new != self._owner.destination:
            self._lose(f"another program owns {self._service} now" if new else f"{self._service} has gone from the bus")

    def _lose(self, why: str) -> None:
        lost = self._lost
        self.close()
        lost(why)


class _Numbered:
    """Implements `core.ports.Watch` by a watch whose number may not be known yet."""

    def __init__(self, monitor: IdleMonitor) -> None:
        self._monitor = monitor
        self._number: int | None = None
        self._stopped = False

    def made(self, number: int) -> None:
        """It has this number."""
        self._number = number
        if self._stopped:
            self.stop()

    def stop(self) -> None:
        self._stopped = True
        if self._number is not None:
            self._monitor.give_back(self._number)
            self._number = None


def _ignore(_: object) -> None:
    """Nobody wants to know."""
