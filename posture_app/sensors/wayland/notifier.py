"""The two protocols by which a compositor counts how long there has been no input, as one.

The numbers below are those of `ext_idle_notifier_v1`, versions 1 and 2, and of `org_kde_kwin_idle`.
"""

from collections.abc import Callable

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Loop
from posture_app.core.value import value
from posture_app.sensors.wayland.wire import NEW, WaylandConnection

SHORTEST_MS = 1
"""Nought would mean a pair of events for each input on KWin."""
_DESTROY = 0
_IDLED, _RESUMED = 0, 1


@value
class Protocol:
    """`seeing` is the version from which on input is seen while something inhibits idleness; 0: there is none."""

    interface: str
    seeing: int


EXT = Protocol("ext_idle_notifier_v1", seeing=2)
KDE = Protocol("org_kde_kwin_idle", seeing=0)
_GET_OBEYING, _GET_INPUT, _KDE_GET = 1, 2, 0


class IdleNotifier:
    """Hands out notifications of one protocol over one connection."""

    def __init__(self, loop: Loop, wire: WaylandConnection, protocol: Protocol) -> None:
        self.loop, self.wire, self.protocol = loop, wire, protocol
        self.version = 0
        self.seats: list[int] = []
        self._object = 0
        self._live: list[Notification] = []

    @property
    def sees_all(self) -> bool:
        """Whether input is seen even while something inhibits idleness."""
        return 0 < self.protocol.seeing <= self.version

    @property
    def cries_wolf(self) -> bool:
        """Whether it tells of input where there was none: Hyprland before 0.48 does (`IdleNotify.cpp`), whenever it
        looks at what inhibits, which is each time that a window comes, goes, or gets the focus.
        """
        return not self.sees_all and self.wire.is_made_by("hyprland")

    def bind(self) -> None:
        """To be called once it is known what the compositor offers. Raises Unavailable if this is not offered."""
        if self.protocol is KDE and not any(self.wire.offers(each.interface) for each in (EXT, KDE)):
            why = lasting("it does not offer {one} or {other}", one=EXT.interface, other=KDE.interface)
            raise Unavailable(lasting("{who} tells no program of input ({why})", who=self.wire.who, why=why))
        self._object, self.version = self.wire.bind(self.protocol.interface, max(self.protocol.seeing, 1))
        self.wire.follow_seats(self._seat_came, self._seat_went)

    def notify(self, milliseconds: int, idled: Callable[[], None], *, obeys: bool = False) -> "Notification":
        """See `Notification`. `obeys`: it is silent while something inhibits idleness, whatever the protocol can do."""
        notification = Notification(self, milliseconds, idled, obeys=obeys)
        self._live.append(notification)
        return notification

    def request(self, seat: int, milliseconds: int, event: Callable[[int, bytes], None], *, obeys: bool) -> int:
        """An object that counts so long a silence on this seat."""
        if self.protocol is KDE:
            return self.wire.make(self._object, _KDE_GET, NEW, seat, milliseconds, event=event)
        opcode = _GET_OBEYING if obeys or not self.sees_all else _GET_INPUT
        return self.wire.make(self._object, opcode, NEW, milliseconds, seat, event=event)

    def soon(self, call: Callable[[], None]) -> None:
        """Call once the loop is free, if the compositor is still there."""
        self.loop.soon(lambda: call() if self.wire.is_open else None)

    def forget(self, notification: "Notification") -> None:
        if notification in self._live:
            self._live.remove(notification)

    def _seat_came(self, seat: int) -> None:
        self.seats.append(seat)
        for notification in tuple(self._live):
            notification.add(seat)

    def _seat_went(self, seat: int) -> None:
        self.seats.remove(seat)
        for notification in tuple(self._live):
            notification.drop(seat)


class Notification:
    """Implements `core.ports.Watch` by one object for each seat, until `stop`.

    `idled` is called when there has been no input on any seat for so long, counted from now at the earliest; after that
    `resumed` at the next input on any of them, and so on. `again` is called if it idles, after so many milliseconds, a
    second time in a row: there was input between (niri, of which it is reported that it never sends `resumed`).
    """

    def __init__(self, notifier: IdleNotifier, milliseconds: int, idled: Callable[[], None], *, obeys: bool) -> None:
        self._notifier, self._obeys = notifier, obeys
        self.milliseconds = max(milliseconds, SHORTEST_MS)
        self.idled = idled
        self.resumed: Callable[[], None] = lambda: None
        self.again: Callable[[int], None] = lambda _: None
        self.is_idle = False
        self._counting: dict[int, int] = {}
        self._idle: set[int] = set()
        for seat in notifier.seats:
            self.add(seat)
        if not notifier.seats:
            notifier.soon(self._look)

    def add(self, seat: int) -> None:
        """Count on this seat, too."""
        # On one that comes in the midst of a silence the very next input counts.
        length = SHORTEST_MS if self.is_idle else self.milliseconds

        def told(opcode: int, _body: bytes) -> None:
            if opcode == _IDLED:
                self._seat_idled(seat, length)
            elif opcode == _RESUMED:
                self._seat_resumed(seat)

        self._counting[seat] = self._notifier.request(seat, length, told, obeys=self._obeys)

    def drop(self, seat: int) -> None:
        """Count on it no longer: the seat is gone, and its input."""
        self._idle.discard(seat)
        if seat in self._counting:
            self._notifier.wire.destroy(self._counting.pop(seat), _DESTROY)
            self._notifier.soon(self._look)

    def stop(self) -> None:
        self._notifier.forget(self)
        self.idled = self.resumed = lambda: None
        self.again = lambda _: None
        while self._counting:
            self._notifier.wire.destroy(self._counting.popitem()[1], _DESTROY)

    def _seat_idled(self, seat: int, length: int) -> None:
        if seat in self._idle:
            self.again(length)
        else:
            self._idle.add(seat)
            self._look()

    def _seat_resumed(self, seat: int) -> None:
        self._idle.discard(seat)
        if self.is_idle:
            self.is_idle = False
            self.resumed()

    def _look(self) -> None:
        if not self.is_idle and self._idle.issuperset(self._counting):
            self.is_idle = True
            self.idled()
