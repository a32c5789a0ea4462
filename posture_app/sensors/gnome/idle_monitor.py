"""The IdleMonitor of Mutter, and of Muffin, which is Cinnamon's: how it is spoken to over D-Bus.

It numbers the watches that it is asked for, and fires them by number: one for a silence each time that has lasted so
long, one for activity once, at the next input.
"""

from collections.abc import Callable, Sequence
from typing import Any

from posture_app.core.language import lasting
from posture_app.core.ports import Address, Bus, Watch, owner_changes
from posture_app.sensors.linux.service import BUS, end_all, only

MUTTER, MUFFIN = "org.gnome.Mutter.IdleMonitor", "org.cinnamon.Muffin.IdleMonitor"
PATHS = {MUTTER: "/org/gnome/Mutter/IdleMonitor/Core", MUFFIN: "/org/cinnamon/Muffin/IdleMonitor/Core"}
"""Where the object of each name lies; its interface has the same name."""

_LONGEST_MS = 1 << 40  # no idle time is as long as that; it is what comes of a -1


class IdleMonitor:
    """Whoever owns the first of these names that anybody owns at the start. It is lost with that owner, and once that
    says what cannot be.
    """

    def __init__(self, bus: Bus) -> None:
        self.name = MUTTER
        self._bus = bus
        self._owner: Address | None = None
        self._closed = False
        self._lost: Callable[[str], None] = _ignore
        self._ends: list[Callable[[], None]] = []
        self._watches: dict[int, Callable[[], None]] = {}

    def start(self, ready: Callable[[], None], lost: Callable[[str], None]) -> None:
        """Find it. Exactly one of `ready` and `lost` (why) is called, later; `lost` also if it is lost after that."""

        def found(owner: object) -> None:
            if self._closed:
                return
            if not (isinstance(owner, str) and owner.startswith(":")):
                self._lose(lasting("the bus does not say who owns {name}", name=self.name))
                return
            # By its own name: a watch of the owner before it may have a number that one of ours has, too.
            self._owner = Address(owner, PATHS[self.name], self.name)
            fired = self._bus.subscribe(self._fired, interface=self.name, member="WatchFired", sender=owner)
            self._ends.append(fired)
            self._ends.append(self._bus.subscribe(self._changed_hands, **owner_changes(self.name)))
            self.idle(lambda _: ready())

        def find(names: Sequence[str]) -> None:
            def failed(why: str) -> None:
                if "NameHasNoOwner" not in why:
                    self._lose(why)
                elif names[1:]:
                    find(names[1:])
                else:
                    self._lose(lasting("there is no {one} on the bus, and no {other}", one=MUTTER, other=MUFFIN))

            self.name = names[0]
            self._bus.call(BUS, "GetNameOwner", "s", (names[0],), reply=lambda *args: found(only(args)), failed=failed)

        self._lost = lost
        self._bus.on_lost(self._lose)
        find(tuple(PATHS))

    def idle(self, answer: Callable[[int], None]) -> None:
        """Ask how many milliseconds ago it thinks that the last input was."""

        def said(idle: object) -> None:
            if self._closed:
                return
            if type(idle) is int and 0 <= idle < _LONGEST_MS:
                answer(idle)
            else:
                self._lose(lasting("{name} answers {idle} to GetIdletime", name=self.name, idle=str(idle)[:40]))

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
                self._lose(
                    lasting(
                        "{name} answers {number} to {method}", name=self.name, number=str(number)[:40], method=method
                    )
                )
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
            self._lose(
                lasting("another program owns {name} now", name=self.name)
                if new
                else lasting("{name} has gone from the bus", name=self.name)
            )

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
