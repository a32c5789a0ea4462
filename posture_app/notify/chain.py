"""The ways to reach the person, in order: each prompt goes to the first that works, and none is lost on the way."""

import logging
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from posture_app.core.errors import Unavailable, tell_of_missing_part
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Notifier
from posture_app.core.value import mutable
from posture_app.notify.fallback import Fallback, Showing

_log = logging.getLogger(__name__)


class LinkState(StrEnum):
    """How things stand with one way."""

    UNTRIED = "not tried yet"
    READY = "ready"
    UNAVAILABLE = "unavailable"
    """It cannot work here, and said so when it was to be built."""
    DROPPED = "dropped"
    """It failed to show a prompt."""


STATES = {
    LinkState.UNTRIED: N_("not tried yet"),
    LinkState.READY: N_("ready"),
    LinkState.UNAVAILABLE: N_("unavailable"),
    LinkState.DROPPED: N_("dropped"),
}


@mutable
class _Link:
    build: Callable[[], Notifier]
    notifier: Notifier | None = None
    state: LinkState = LinkState.UNTRIED
    why: str = ""

    @property
    def usable(self) -> bool:
        return self.state in (LinkState.UNTRIED, LinkState.READY)

    def forgive(self) -> None:
        """Give it another chance."""
        self.state, self.why = LinkState.READY if self.notifier else LinkState.UNTRIED, ""


class Chain(Fallback):
    """A `Notifier` made of others, each built by its factory when it is first needed.

    A link that fails is dropped, and the prompt it had goes to the next at once; but the link named `last` is always
    tried, and only if it fails, too, is `failed` called. A dropped link is tried again after `restore` (a notification
    service has come back) or `reorder` (the person has changed the setting), from the next prompt on, and at the next
    start. Names in the order that have no factory on this system are passed over.
    """

    name = "chain"

    def __init__(self, factories: Mapping[str, Callable[[], Notifier]], order: Sequence[str], *, last: str) -> None:
        self._links = {name: _Link(build) for name, build in factories.items()}
        self._last = last
        self._order = self._arranged(order)

    def close(self) -> None:
        self._showing = None
        for link in self._links.values():
            if link.notifier is not None:
                link.notifier.close()
                link.notifier = None

    def reorder(self, order: Sequence[str]) -> None:
        """Go by another order from the next prompt on. Every link gets a fresh chance: the person had a reason."""
        self._order = self._arranged(order)
        for link in self._links.values():
            link.forgive()

    def restore(self, name: str) -> None:
        """Try this link again from the next prompt on, as what made it fail may be over."""
        self._links[name].forgive()

    def probe(self) -> None:
        """Build every link of the order now, to learn which cannot work here."""
        for name in self._order:
            self._notifier(name)

    def report(self) -> tuple[tuple[str, LinkState, str], ...]:
        """Name, state and reason (empty if there is none) of each link, in the order in which they are tried."""
        return tuple((name, self._links[name].state, self._links[name].why) for name in self._order)

    def _arranged(self, order: Sequence[str]) -> tuple[str, ...]:
        known = (name for name in dict.fromkeys(order) if name in self._links and name != self._last)
        return (*known, self._last)

    def _offer(self, showing: Showing) -> None:
        for name in self._order:
            notifier = self._notifier(name)
            if notifier is not None:
                self._hand_over(showing, name, notifier)
                return
        self._give_up(showing, self._links[self._last].why)

    def _notifier(self, name: str) -> Notifier | None:
        """The notifier of this link, built if need be; None if it is not to be used."""
        link = self._links[name]
        if not link.usable and name != self._last:
            return None
        if link.notifier is None:
            try:
                link.notifier = link.build()
            except Unavailable as reason:
                link.state, link.why = LinkState.UNAVAILABLE, str(reason)
                _log.info("reminders cannot come by “%s”: %s", name, reason)
            except Exception as error:  # noqa: BLE001 - as in `_offer`
                link.state, link.why = LinkState.UNAVAILABLE, lasting("a bug: {error}", error=f"{error!r}")
                if not tell_of_missing_part(error):
                    _log.exception("a bug in building the way to notify “%s”", name)
            else:
                link.state, link.why = LinkState.READY, ""
        return link.notifier

    def _go_on(self, showing: Showing, name: str, why: str) -> None:
        link = self._links[name]
        link.why = why
        if name == self._last:
            self._give_up(showing, why)
            return
        link.state = LinkState.DROPPED
        _log.info("reminders no longer come by “%s”: %s", name, why)
        self._offer(showing)
