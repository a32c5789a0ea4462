"""Every way to ask, as each prompt wants it: at the tray only, by notification, by the card, by the break screen."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Message, Notifier
from posture_app.core.prompts import Way

_log = logging.getLogger(__name__)
QUIETER = {Way.SCREEN: Way.CARD, Way.CARD: Way.NOTIFICATION}
"""Where a prompt goes that one way could not show."""


@runtime_checkable
class _CountsDown(Protocol):
    def rest(self, number: int, seconds: int) -> None: ...


@dataclass(slots=True, eq=False)
class _WayShowing:
    """A prompt that has been neither withdrawn nor replaced, and who has it (nobody if it is silent)."""

    message: Message
    failed: Callable[[str], None]
    way: Way
    notifier: Notifier | None = None
    resting: bool = False
    """Its break runs: it has been answered, and is not shown again."""


class Ways:
    """A `Prompter` made of the chain of notifications, and of the card and the break screen as far as there are any.

    Those are built by their factories when they are first needed. A prompt that the break screen cannot show goes to
    the card, and one that the card cannot show to the chain; if that fails, too, `failed` is called. The next prompt
    is offered to the way it wants again: a monitor may have come back. A silent prompt takes away what showed before.
    """

    name = "ways"

    def __init__(self, chain: Notifier, links: Mapping[Way, Callable[[], Notifier]]) -> None:
        self._chain, self._factories = chain, dict(links)
        self._built: dict[Way, Notifier] = {}
        self._showing: _WayShowing | None = None
        self.answers = chain.answers
        """Whether what shows, or showed last, had buttons as it took the prompt."""

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        before, self._showing = self._showing, _WayShowing(message, failed, message.way)
        showing = self._showing
        if message.way is not Way.SILENT:
            self._offer(showing)
        if before is not None and before.notifier is not showing.notifier:
            _take_away(before)

    @property
    def plays_sound(self) -> bool:
        """Whether the sound of the prompt that shows comes with it."""
        notifier = self._showing.notifier if self._showing else None
        return bool(getattr(notifier, "plays_sound", False))

    def withdraw(self, number: int) -> None:
        showing = self._of(number)
        if showing is not None:
            self._showing = None
            _take_away(showing)

    def rest(self, number: int, seconds: int) -> None:
        """Have the break of this prompt counted down where it shows, if that can count (the break screen); else
        withdraw it.
        """
        showing = self._of(number)
        if showing is None or not isinstance(showing.notifier, _CountsDown):
            self.withdraw(number)
            return
        showing.resting = True
        try:
            showing.notifier.rest(number, seconds)
        except Exception:  # noqa: BLE001 - a bug in the break screen must not leave it there
            _log.exception("a bug in counting down a break by “%s”", showing.way.value)
            self.withdraw(number)

    def close(self) -> None:
        self._showing = None
        for way, notifier in (*self._built.items(), (Way.NOTIFICATION, self._chain)):
            with _bugs_logged(way):
                notifier.close()
        self._built.clear()

    def _of(self, number: int) -> _WayShowing | None:
        showing = self._showing
        return showing if showing is not None and showing.message.number == number else None

    def _offer(self, showing: _WayShowing) -> None:
        """Hand the prompt to its way, or to the next quieter one that there is."""
        while (notifier := self._notifier(showing.way)) is None:
            showing.way = QUIETER[showing.way]
        way, showing.notifier = showing.way, notifier
        try:
            notifier.show(showing.message, partial(self._failed, showing, way))
        except Exception as error:  # noqa: BLE001 - a bug in one way must not cost the person the prompt
            _log.exception("a bug in asking by “%s”", way.value)
            self._failed(showing, way, f"a bug: {error!r}")
        if showing.notifier is notifier:
            self.answers = notifier.answers

    def _notifier(self, way: Way) -> Notifier | None:
        """Who shows prompts in this way, built if need be; None if nobody can now."""
        if way is Way.NOTIFICATION:
            return self._chain
        if way not in self._built and way in self._factories:
            try:
                self._built[way] = self._factories[way]()
            except Unavailable as reason:
                _log.info("no prompt can be shown by “%s”: %s", way.value, reason)
            except Exception:  # noqa: BLE001 - as in `_offer`
                _log.exception("a bug in building the way to ask by “%s”", way.value)
        return self._built.get(way)

    def _failed(self, showing: _WayShowing, way: Way, why: str) -> None:
        """A way could not show this prompt, or shows it no longer without an answer."""
        if showing is not self._showing or showing.way is not way:
            _log.debug("“%s” failed a prompt that is over: %s", way.value, why)
            return
        _take_away(showing)  # whatever is left of it: it must not show twice
        showing.notifier = None
        if showing.resting:
            self._showing = None
            _log.info("a break is no longer counted down by “%s”: %s", way.value, why)
        elif way is Way.NOTIFICATION:
            self._showing = None
            showing.failed(why)
        else:
            _log.info("a prompt could not be shown by “%s”: %s", way.value, why)
            showing.way = QUIETER[way]
            self._offer(showing)


def _take_away(showing: _WayShowing) -> None:
    if showing.notifier is not None:
        with _bugs_logged(showing.way):
            showing.notifier.withdraw(showing.message.number)


@contextmanager
def _bugs_logged(way: Way) -> Iterator[None]:
    """For what comes after the prompt has been shown: a bug in one way must not keep the others from their turn."""
    try:
        yield
    except Exception:  # noqa: BLE001 - as it says
        _log.exception("a bug in taking prompts away by “%s”", way.value)
