"""The ways to reach the person, in order: each prompt goes to the first that works, and none is lost on the way."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Message, Notifier

_log = logging.getLogger(__name__)


class LinkState(StrEnum):
    """How things stand with one way."""

    UNTRIED = "not tried yet"
    READY = "ready"
    UNAVAILABLE = "unavailable"
    """It cannot work here, and said so when it was to be built."""
    DROPPED = "dropped"
    """It failed to show a prompt."""


@dataclass(slots=True)
class _Link:
    """One way: how to build it, and what is known of it."""

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


@dataclass(slots=True, eq=False)
class _LinkShowing:
    """A prompt that has been neither withdrawn nor replaced, and the link that has it."""

    message: Message
    failed: Callable[[str], None]
    link: _Link | None = None


class Chain:
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
        self._showing: _LinkShowing | None = None
        self.answers = False
        """Whether the link that shows, or showed last, has buttons."""

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        before, self._showing = self._showing, _LinkShowing(message, failed)
        showing = self._showing
        self._offer(showing)
        if before is not None and before.link is not showing.link:
            _take_away(before)

    @property
    def plays_sound(self) -> bool:
        """Whether the sound of the prompt that shows comes with it."""
        link = self._showing.link if self._showing else None
        return link is not None and bool(getattr(link.notifier, "plays_sound", False))

    def withdraw(self, number: int) -> None:
        showing = self._showing
        if showing is None or showing.message.number != number:
            return
        self._showing = None
        _take_away(showing)

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

    def _offer(self, showing: _LinkShowing) -> None:
        """Hand the prompt to the first link that is usable."""
        for name in self._order:
            notifier = self._notifier(name)
            if notifier is not None:
                break
        else:
            self._give_up(showing, self._links[self._last].why)
            return
        showing.link = self._links[name]
        self.answers = notifier.answers
        try:
            notifier.show(showing.message, partial(self._failed, showing, name))
        except Exception as error:  # noqa: BLE001 - a bug in one way must not cost the person the prompt
            _log.exception("a bug in the way to notify “%s”", name)
            self._failed(showing, name, f"a bug: {error!r}")

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
                link.state, link.why = LinkState.UNAVAILABLE, f"a bug: {error!r}"
                _log.exception("a bug in building the way to notify “%s”", name)
            else:
                link.state, link.why = LinkState.READY, ""
        return link.notifier

    def _failed(self, showing: _LinkShowing, name: str, why: str) -> None:
        """A link could not show this prompt, or shows it no longer without an answer."""
        link = self._links[name]
        if showing is not self._showing or showing.link is not link:
            _log.debug("“%s” failed a prompt that is over: %s", name, why)
            return
        _take_away(showing)  # whatever is left of it: it must not show twice
        showing.link = None
        if name == self._last:
            link.why = why
            self._give_up(showing, why)
            return
        link.state, link.why = LinkState.DROPPED, why
        _log.info("reminders no longer come by “%s”: %s", name, why)
        self._offer(showing)

    def _give_up(self, showing: _LinkShowing, why: str) -> None:
        if self._showing is showing:
            self._showing = None
        showing.failed(why)


def _take_away(showing: _LinkShowing) -> None:
    if showing.link is not None and showing.link.notifier is not None:
        showing.link.notifier.withdraw(showing.message.number)
