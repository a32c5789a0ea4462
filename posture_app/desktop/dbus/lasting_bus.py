"""A bus that is connected again whenever it comes back, or when it comes for the first time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Unpack

from posture_app.core.language import lasting
from posture_app.core.ports import Address, CallOptions, Loop, SignalFilter, Timer
from posture_app.desktop.dbus.bus import JeepneyBus, NotNowError, bus_name
from posture_app.desktop.dbus.signals import BUS, DAEMON

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 600.0
"""Real seconds until a bus that is gone is tried again; each pause is twice as long as the one before."""

_SOMEBODY = ":0.0"  # who owned a name on a bus that is gone: it no longer matters who that was
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Subscription:
    """A subscription that holds from one connection to the next."""

    callback: Callable[..., None]
    signals: SignalFilter
    end: Callable[[], None] = lambda: None

    @property
    def followed(self) -> str | None:
        """The name whose owner it follows, if it does that."""
        is_change = (self.signals["interface"], self.signals["member"]) == (DAEMON, "NameOwnerChanged")
        return self.signals.get("arg0") if is_change else None


class LastingBus:
    """Implements `core.ports.Bus`. Raises Unavailable where no bus can ever be.

    Subscriptions hold from one connection to the next. Who follows the owner of a name (NameOwnerChanged with `arg0`)
    is told of a connection that breaks as if the owner had gone, and of the next one as if it had come; so a service
    on a bus that is started afresh is a service started afresh. Calls fail while there is no connection.
    """

    def __init__(self, loop: Loop, which: Literal["SESSION", "SYSTEM"]) -> None:
        self._loop, self._which = loop, which
        self.trouble: str | None = lasting("the {bus} has not answered yet", bus=bus_name(which))
        """Why it cannot be used at the moment, if so."""
        self._subscriptions: list[_Subscription] = []
        self._back: list[Callable[[], None]] = []
        self._bus: JeepneyBus | None = None
        self._broke = False
        self._pause = FIRST_PAUSE
        self._retry: Timer | None = None
        self._connect()

    def call(
        self, to: Address, method: str, signature: str = "", body: Sequence[Any] = (), **then: Unpack[CallOptions]
    ) -> None:
        if self._bus is not None:
            self._bus.call(to, method, signature, body, **then)
        elif (failed := then.get("failed")) is not None:
            self._loop.soon(partial(failed, self.trouble or ""))

    def subscribe(self, callback: Callable[..., None], **signals: Unpack[SignalFilter]) -> Callable[[], None]:
        subscription = _Subscription(callback, signals)
        self._subscriptions.append(subscription)
        if self._bus is not None:
            subscription.end = self._bus.subscribe(callback, **signals)

        def end() -> None:
            if subscription in self._subscriptions:
                self._subscriptions.remove(subscription)
            subscription.end()

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
        for subscription in self._subscriptions:
            subscription.end = bus.subscribe(subscription.callback, **subscription.signals)

    def _greeted(self) -> None:
        self.trouble = None
        self._pause = FIRST_PAUSE
        if self._broke:
            _log.info("the %s bus is there again", self._which.lower())
            for follower in self._followers():
                self._report_change(follower, _SOMEBODY, "")  # also to those who asked while there was no connection
                answered = partial(self._report_change, follower, "")
                self.call(BUS, "GetNameOwner", "s", (follower.followed,), reply=answered)
        for call in tuple(self._back):
            call()

    def _lost(self, why: str) -> None:
        if self._bus is not None and why != self.trouble:
            _log.warning("%s", why)
        self.trouble, self._bus, self._broke = why, None, True
        for follower in self._followers():
            self._report_change(follower, _SOMEBODY, "")
        self._retry = self._loop.deadline(self._pause, self._connect)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _followers(self) -> list[_Subscription]:
        return [subscription for subscription in self._subscriptions if subscription.followed is not None]

    def _report_change(self, follower: _Subscription, old: str, new: str) -> None:
        """Later, and to each on its own, so that whoever raises harms nobody else."""

        def report() -> None:
            if follower in self._subscriptions:
                follower.callback(follower.followed, old, new)

        self._loop.soon(report)
