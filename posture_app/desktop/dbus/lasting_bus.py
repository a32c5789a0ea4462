"""A bus that is connected again whenever it comes back, or when it comes for the first time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from posture_app.core.ports import Address, Loop, Timer
from posture_app.desktop.dbus.bus import JeepneyBus, NotNowError
from posture_app.desktop.dbus.signals import BUS, DAEMON

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 600.0
"""Real seconds until a bus that is gone is tried again; each pause is twice as long as the one before."""

_SOMEBODY = ":0.0"  # who owned a name on a bus that is gone, and who that was is gone with it
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Subscription:
    """What somebody wants to hear, on whatever connection there is."""

    callback: Callable[..., None]
    filters: dict[str, Any]
    end: Callable[[], None] = lambda: None

    @property
    def followed(self) -> str | None:
        """The name whose owner it follows, if it does that."""
        is_change = (self.filters["interface"], self.filters["member"]) == (DAEMON, "NameOwnerChanged")
        return self.filters.get("arg0") if is_change else None


class LastingBus:
    """Implements `core.ports.Bus`. Raises Unavailable where no bus can ever be.

    Subscriptions hold from one connection to the next. Who follows the owner of a name (NameOwnerChanged with `arg0`)
    is told of a connection that breaks as if the owner had gone, and of the next one as if it had come; so a service
    on a bus that is started afresh is a service started afresh. Calls fail while there is no connection.
    """

    def __init__(self, loop: Loop, which: Literal["SESSION", "SYSTEM"]) -> None:
        self._loop, self._which = loop, which
        self.trouble: str | None = f"the {which.lower()} bus has not answered yet"
        """Why it cannot be used at the moment, if so."""
        self._subscriptions: list[_Subscription] = []
        self._back: list[Callable[[], None]] = []
        self._bus: JeepneyBus | None = None
        self._broke = False
        self._pause = FIRST_PAUSE
        self._retry: Timer | None = None
        self._connect()

    def call(
        self,
        to: Address,
        method: str,
        signature: str = "",
        body: Sequence[Any] = (),
        *,
        reply: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
        timeout: float = 5.0,
    ) -> None:
        """See `core.ports.Bus`."""
        if self._bus is not None:
            self._bus.call(to, method, signature, body, reply=reply, failed=failed, timeout=timeout)
        elif failed is not None:
            self._loop.soon(partial(failed, self.trouble or ""))

    def subscribe(
        self,
        callback: Callable[..., None],
        *,
        interface: str,
        member: str,
        path: str | None = None,
        sender: str | None = None,
        arg0: str | None = None,
    ) -> Callable[[], None]:
        """See `core.ports.Bus`."""
        filters: dict[str, Any] = {
            "interface": interface,
            "member": member,
            "path": path,
            "sender": sender,
            "arg0": arg0,
        }
        wanted = _Subscription(callback, filters)
        self._subscriptions.append(wanted)
        if self._bus is not None:
            wanted.end = self._bus.subscribe(callback, **filters)

        def end() -> None:
            if wanted in self._subscriptions:
                self._subscriptions.remove(wanted)
            wanted.end()

        return end

    @property
    def is_silent(self) -> bool:
        """Whether there is a bus that has not answered yet."""
        return self._bus is not None and self.trouble is not None

    def on_lost(self, callback: Callable[[str], None]) -> None:
        """See `core.ports.Bus`: it is never gone for good, so that nobody is called."""

    def on_back(self, callback: Callable[[], None]) -> None:
        """Call each time there is a connection that works, the first one included."""
        self._back.append(callback)

    def close(self) -> None:
        """Let go of the connection, and try no more; harmless if done before."""
        if self._retry is not None:
            self._retry.cancel()
        self._subscriptions.clear()
        self._back.clear()
        if self._bus is not None:
            self._bus.close()

    def _connect(self) -> None:
        self._retry = None
        try:
            self._bus = bus = JeepneyBus(self._loop, self._which, self._greeted)
        except NotNowError as why:
            self._lost(str(why))
            return
        bus.on_lost(self._lost)
        for wanted in self._subscriptions:
            wanted.end = bus.subscribe(wanted.callback, **wanted.filters)

    def _greeted(self) -> None:
        self.trouble = None
        self._pause = FIRST_PAUSE
        if self._broke:
            _log.info("the %s bus is there again", self._which.lower())
            self._tell_owners(self._ask_owner)
        for call in tuple(self._back):
            call()

    def _lost(self, why: str) -> None:
        if self._bus is not None and why != self.trouble:
            _log.warning("%s", why)
        self.trouble, self._bus, self._broke = why, None, True
        self._tell_owners(lambda _: None)
        self._retry = self._loop.deadline(self._pause, self._connect)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _tell_owners(self, then: Callable[[_Subscription], None]) -> None:
        """Whoever owned a followed name has gone; also told again of those who were asked about in between."""
        for wanted in tuple(self._subscriptions):
            if wanted.followed is not None:
                self._change(wanted, _SOMEBODY, "")
                then(wanted)

    def _ask_owner(self, wanted: _Subscription) -> None:
        if self._bus is not None:
            self._bus.call(
                BUS, "GetNameOwner", "s", (wanted.followed,), reply=lambda owner: self._change(wanted, "", owner)
            )

    def _change(self, wanted: _Subscription, old: str, new: str) -> None:
        """Tell of it, each on its own, so that whoever raises harms nobody else."""
        self._loop.soon(lambda: wanted.callback(wanted.followed, old, new) if wanted in self._subscriptions else None)
