"""A service on the bus that may appear late, vanish and come back, and whose words may be odd."""

import logging
from collections.abc import Callable

from posture_app.core.ports import Address, Bus

_DAEMON = Address("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_log = logging.getLogger(__name__)


class Service:
    """Follows whether someone owns `name`. `trouble` says what is wrong with it now, for `posture-app doctor`."""

    def __init__(self, bus: Bus, name: str) -> None:
        self.name = name
        self.trouble: str | None = "nobody has asked for it yet"
        self._bus = bus
        self._there: bool | None = None
        self._odd: set[str] = set()
        self._end: Callable[[], None] = lambda: None

    def follow(self, appeared: Callable[[], None], vanished: Callable[[], None]) -> None:
        """Call `appeared` now or when it comes, and again whenever it was replaced; `vanished` when it goes."""

        def change(there: object) -> None:
            was, self._there = self._there, bool(there)
            self.trouble = None if there else f"{self.name} is not on the bus"
            if there:
                appeared()
            elif was is not False:
                vanished()

        def no_answer(why: str) -> None:  # that is for the bus to complain of
            self.trouble = why

        self._end = self._bus.subscribe(
            lambda _name, _old, new: change(new),
            interface=_DAEMON.interface,
            member="NameOwnerChanged",
            sender=_DAEMON.destination,
            arg0=self.name,
        )
        self._bus.call(_DAEMON, "NameHasOwner", "s", (self.name,), reply=change, failed=no_answer)

    def complain(self, why: str) -> None:
        """It does not do what it should: keep the reason, and log it if it is a new one."""
        self.trouble = why
        self._log_once(f"{self.name}: {why}")

    def flag(self, value: object, meaning: str) -> bool | None:
        """What it said, if it is a yes or no; anything else is logged once and None."""
        if isinstance(value, bool):
            return value
        self._log_once(f"{self.name} said {meaning} with something else than a yes or no, which is ignored")
        return None

    def close(self) -> None:
        """Follow it no longer."""
        self._end()

    def _log_once(self, text: str) -> None:
        if text not in self._odd:
            self._odd.add(text)
            _log.warning("%s", text)
