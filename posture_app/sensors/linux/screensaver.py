"""Whether the screen saver covers the screen, as the desktop's own tells it: lockers that logind does not hear of."""

from collections.abc import Callable
from typing import Any

from posture_app.core.events import Fact, Sensed, Signal
from posture_app.core.ports import Address, Bus
from posture_app.sensors.linux.service import Service
from posture_app.sensors.source import FactSource, Surroundings

SCREEN_SAVERS = (
    Address("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    Address("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)


class ScreenSaver:
    """Implements `core.ports.Sensor` for Fact.LOCKED by one screen saver on the session bus.

    A saver that is not there yet counts as unlocked, and is heard as soon as it is there; `trouble` says so.
    """

    def __init__(self, bus: Bus, address: Address) -> None:
        self.name = address.destination
        self._bus = bus
        self._address = address
        self._service = Service(bus, address.destination)
        self._end: Callable[[], None] = lambda: None
        self._report: Callable[[Sensed], None] = lambda _: None
        self._locked: bool | None = None

    @property
    def trouble(self) -> str | None:
        """Why it tells nothing at the moment, if so."""
        return self._service.trouble

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        """See `core.ports.Sensor`."""
        self._report = report
        self._bus.on_lost(lost)
        self._end = self._bus.subscribe(
            lambda *args: self._said(args, anew=True),
            interface=self._address.interface,
            member="ActiveChanged",
            sender=self._address.destination,
        )
        self._service.follow(self._ask, lambda: self._tell(locked=False))

    def close(self) -> None:
        """Listen no longer."""
        self._report = lambda _: None
        self._end()
        self._service.close()

    def _ask(self) -> None:
        self._bus.call(self._address, "GetActive", reply=lambda *args: self._said(args), failed=self._service.complain)

    def _said(self, args: tuple[Any, ...], *, anew: bool = False) -> None:
        locked = self._service.flag(args[0] if len(args) == 1 else args, "whether it is active")
        if locked is not None:
            self._tell(locked=locked, anew=anew)

    def _tell(self, *, locked: bool, anew: bool = False) -> None:
        """`anew`: it has begun now, even if it was said before, and nobody believed it any more."""
        if locked != self._locked or (locked and anew):
            self._locked = locked
            self._report(Signal(Fact.LOCKED, locked))


def _source(address: Address) -> FactSource:
    def make(here: Surroundings) -> ScreenSaver:
        return ScreenSaver(here.session_bus(), address)

    return FactSource(address.destination, "lock and sleep", make)


SOURCES = tuple(map(_source, SCREEN_SAVERS))
