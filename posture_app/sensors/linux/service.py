"""A sensor by one service on a bus, which may come and go, and may send what is not expected."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from posture_app.core.events import Fact, Sensed, Signal
from posture_app.core.language import N_, _, lasting
from posture_app.core.ports import Address, Bus, SignalFilter, owner_changes

PROPERTIES = "org.freedesktop.DBus.Properties"
BUS = Address("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
"""The bus itself."""
UNANSWERED = N_("it is there, and has not answered yet")

_log = logging.getLogger(__name__)


class ServiceSensor:
    """Implements `core.ports.Sensor` by the service that owns the name `service`, as far as any such sensor does.

    While nobody owns it, nothing holds and `trouble` says why; it is asked as soon as somebody does. What it answers
    once it has given the name back is for nobody.
    """

    name: str

    def __init__(self, bus: Bus, service: str) -> None:
        self.trouble: str | None = lasting("nobody has asked for it yet")
        """Why it tells nothing at the moment, if so."""
        self._bus, self._service = bus, service
        self._report: Callable[[Sensed], None] = lambda _: None
        self._reported: dict[Fact, bool] = {}
        self._present: bool | None = None
        self._owners = 0  # so many have come or gone
        self._logged: set[str] = set()
        self._ends: list[Callable[[], None]] = []

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        def change(there: object) -> None:
            before, self._present = self._present, bool(there)
            self._owners += 1
            self.trouble = (
                lasting(UNANSWERED) if there else lasting("{service} is not on the bus", service=self._service)
            )
            if there:
                self._appeared()
            elif before is not False:
                self._vanished()

        def no_answer(why: str) -> None:  # that is for the bus to complain of
            self.trouble = why

        self._report = report
        self._bus.on_lost(lost)
        self._listen()
        follow = self._bus.subscribe(lambda _name, _old, new: change(new), **owner_changes(self._service))
        self._ends.append(follow)
        self._bus.call(BUS, "NameHasOwner", "s", (self._service,), reply=change, failed=no_answer)

    def close(self) -> None:
        self._report = lambda _: None
        end_all(self._ends)

    def _listen(self) -> None:
        """Subscribe to what the service says by itself."""
        raise NotImplementedError

    def _appeared(self) -> None:
        """The service is there, or another has taken its place: ask how things stand."""
        raise NotImplementedError

    def _vanished(self) -> None:
        """The service has gone, or is not there yet: nothing holds."""
        raise NotImplementedError

    def _hear(
        self,
        ends: list[Callable[[], None]],
        interface: str,
        member: str,
        path: str | None,
        heard: Callable[[object], None],
    ) -> None:
        """Hear such signals of the service until one of `ends` is called."""
        signal: SignalFilter = {"interface": interface, "member": member, "path": path, "sender": self._service}
        ends.append(self._bus.subscribe(lambda *args: heard(only(args)), **signal))

    def _get(
        self,
        path: str,
        interface: str,
        key: str,
        got: Callable[[object], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask for a property of the service; without `failed` it is complained of."""
        to = Address(self._service, path, PROPERTIES)
        self._ask(to, "Get", lambda value: got(plain(value)), failed, signature="ss", body=(interface, key))

    def _ask(
        self,
        to: Address,
        method: str,
        got: Callable[[object], None],
        failed: Callable[[str], None] | None = None,
        *,
        signature: str = "",
        body: Sequence[object] = (),
    ) -> None:
        """Call a method of the service; without `failed` it is complained of."""
        owners = self._owners

        def reply(*args: object) -> None:
            if owners == self._owners:
                got(only(args))

        def refused(why: str) -> None:
            if owners == self._owners:
                (failed or self._complain)(why)

        self._bus.call(to, method, signature, body, reply=reply, failed=refused)

    def _tell(self, fact: Fact, *, on: bool) -> None:
        if self._reported.get(fact) is not on:
            self._reported[fact] = on
            self._report(Signal(fact, on))

    def _tell_flag(self, fact: Fact, said: object, meaning: str) -> None:
        """Tell of a fact that it said holds or does not; `meaning` is what it said so of."""
        on = self._flag(said, meaning)
        self.trouble = (
            lasting("it said {meaning} with something else than a yes or no", meaning=meaning) if on is None else None
        )
        if on is not None:
            self._tell(fact, on=on)

    def _answered(self) -> None:
        """It has answered: that it has not yet is no trouble any more; others are."""
        if str(self.trouble) == _(UNANSWERED):
            self.trouble = None

    def _complain(self, why: str) -> None:
        """It does not do what it should: keep the reason, and log it if it is a new one."""
        self.trouble = why
        self._log_once(f"{self._service}: {why}")

    def _flag(self, value: object, meaning: str) -> bool | None:
        """What it said, if it is a yes or no; anything else is logged once and None."""
        if isinstance(value, bool):
            return value
        self._log_once(f"{self._service} said {meaning} with something else than a yes or no, which tells nothing")
        return None

    def _log_once(self, text: str) -> None:
        if text not in self._logged:
            self._logged.add(text)
            _log.warning("%s", text)


def only(args: tuple[Any, ...]) -> object:
    """The one argument of a reply or a signal; all of them, if there are more or none."""
    return args[0] if len(args) == 1 else args


def plain(variant: object) -> object:
    """What a variant holds; whatever else came, as it is."""
    match variant:
        case (str(), value):
            return value
    return variant


def end_all(ends: list[Callable[[], None]]) -> None:
    """Call each, and forget them."""
    while ends:
        ends.pop()()
