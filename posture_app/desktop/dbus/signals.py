"""Who on this connection gets which D-Bus signal, whoever owns the sender's name at the time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from posture_app.core.ports import Address, owner_changes
from posture_app.core.value import value

DAEMON = "org.freedesktop.DBus"
BUS = Address(DAEMON, "/org/freedesktop/DBus", DAEMON)


@value
class BusSignal:
    """A signal as it came; `sender` is a unique name, or the bus itself."""

    interface: str | None
    member: str | None
    path: str | None
    sender: str | None
    body: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Subscription:
    """Somebody wants these signals; None stands for any."""

    callback: Callable[..., None]
    interface: str
    member: str
    path: str | None = None
    sender: str | None = None
    arg0: str | None = None

    @property
    def well_known(self) -> str | None:
        """The name whose owner must be known to tell whether a signal is from `sender`."""
        is_literal = self.sender is None or self.sender == DAEMON or self.sender.startswith(":")
        return None if is_literal else self.sender

    @property
    def rule(self) -> str:
        """The match rule for the bus."""
        parts = {"interface": self.interface, "member": self.member, "path": self.path, "sender": self.sender}
        given = [f"{key}='{value}'" for key, value in {**parts, "arg0": self.arg0}.items() if value is not None]
        return ",".join(["type='signal'", *given])

    def may_cover(self, signal: BusSignal, sender: str | None) -> bool:
        """As `covers`, as far as can be told without the body."""
        return (
            (self.interface, self.member) == (signal.interface, signal.member)
            and self.path in (None, signal.path)
            and (self.sender is None or signal.sender == sender)
        )

    def covers(self, signal: BusSignal, sender: str | None) -> bool:
        """Whether it means this signal, `sender` being the unique name that the wanted sender has at the moment."""
        return self.may_cover(signal, sender) and (self.arg0 is None or signal.body[:1] == (self.arg0,))


@dataclass(slots=True, eq=False)
class _Name:
    """A well-known name and its owner at this point of the stream of messages."""

    changes: Subscription
    owner: str | None = None
    users: int = 0

    def set_owner(self, owner: object = None, *_: object) -> None:
        """The bus says that this one owns it; what is no name, or an empty one, is nobody."""
        self.owner = owner if isinstance(owner, str) and owner else None


class Subscriptions:
    """All subscriptions of one connection.

    `ask` calls a method of the bus itself that takes one text; its `reply` and `failed` come in the midst of the stream
    of messages. `complain` gets one line if the bus refuses to pass signals on.
    """

    def __init__(self, ask: Callable[..., None], complain: Callable[[str], None]) -> None:
        self._ask = ask
        self._complain = complain
        self._subscriptions: list[Subscription] = []
        self._names: dict[str, _Name] = {}

    def add(self, subscription: Subscription) -> None:
        """Pass such signals on from now on."""
        if subscription.well_known is not None:
            self._follow(subscription.well_known)
        self._subscriptions.append(subscription)
        self._ask("AddMatch", subscription.rule, failed=lambda why: self._complain(f"{subscription.rule}: {why}"))

    def remove(self, subscription: Subscription) -> None:
        """Pass them on no longer; harmless if done before."""
        if subscription not in self._subscriptions:
            return
        self._subscriptions.remove(subscription)
        if subscription.well_known is not None:  # first: if the bus is found dead as it is asked, all is forgotten
            self._unfollow(subscription.well_known)
        self._ask("RemoveMatch", subscription.rule)

    def clear(self) -> None:
        """Forget all, without telling the bus."""
        self._subscriptions.clear()
        self._names.clear()

    def want(self, signal: BusSignal) -> bool:
        """Whether anyone may want it, of which the body is not known yet."""
        return any(subscription.may_cover(signal, self._sender(subscription)) for subscription in self._subscriptions)

    def pass_on(self, signal: BusSignal) -> None:
        """Call back everyone who wants it."""
        for subscription in tuple(self._subscriptions):
            if subscription.covers(signal, self._sender(subscription)):
                subscription.callback(*signal.body)

    def _sender(self, subscription: Subscription) -> str | None:
        """The unique name of the wanted sender at the moment."""
        name = subscription.well_known
        return subscription.sender if name is None else self._names[name].owner

    def _follow(self, name: str) -> None:
        """Find out who owns the name. The bus answers in order, so this is known before the first wanted signal."""
        if name not in self._names:
            known = _Name(Subscription(lambda *args: known.set_owner(*args[2:]), **owner_changes(name)))
            self._names[name] = known
            self.add(known.changes)
            # Without an owner the answer is an error, and the owner stays unknown.
            self._ask("GetNameOwner", name, reply=known.set_owner, failed=lambda _: None)
        self._names[name].users += 1

    def _unfollow(self, name: str) -> None:
        known = self._names[name]
        known.users -= 1
        if not known.users:
            del self._names[name]
            self.remove(known.changes)
