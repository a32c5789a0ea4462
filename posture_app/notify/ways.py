"""Every way to ask, as each prompt wants it: at the tray only, by notification, by the card, by the break screen."""

import logging
from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from posture_app.core.errors import Unavailable, tell_of_missing_part
from posture_app.core.ports import Notifier
from posture_app.core.prompts import Way
from posture_app.notify.fallback import Fallback, Showing, bugs_logged

_log = logging.getLogger(__name__)
QUIETER = {Way.SCREEN: Way.CARD, Way.CARD: Way.NOTIFICATION}
"""Where a prompt goes that one way could not show."""


@runtime_checkable
class _CountsDown(Protocol):
    def rest(self, number: int, seconds: int) -> None: ...


class Ways(Fallback):
    """A `Prompter` made of the chain of notifications, and of the card and the break screen as far as there are any.

    Those are built by their factories when they are first needed. A prompt that the break screen cannot show goes to
    the card, and one that the card cannot show to the chain; if that fails, too, `failed` is called. The next prompt
    is offered to the way it wants again: a monitor may have come back. A silent prompt takes away what showed before.
    """

    name = "ways"

    def __init__(self, chain: Notifier, links: Mapping[Way, Callable[[], Notifier]]) -> None:
        self._chain, self._factories = chain, dict(links)
        self._built: dict[Way, Notifier] = {}
        self.answers = chain.answers

    def rest(self, number: int, seconds: int) -> None:
        """Have its break counted down where it shows, if that can count (the break screen); else withdraw it."""
        showing = self._of(number)
        if showing is None or not isinstance(showing.notifier, _CountsDown):
            self.withdraw(number)
            return
        showing.resting = True
        try:
            showing.notifier.rest(number, seconds)
        except Exception:  # noqa: BLE001 - a bug in the break screen must not leave it there
            _log.exception("a bug in counting down a break by “%s”", showing.name)
            self.withdraw(number)

    def end_rest(self) -> None:
        """Take away what counts down a break, which is over."""
        if self._showing is not None and self._showing.resting:
            self.withdraw(self._showing.message.number)

    def close(self) -> None:
        self._showing = None
        for way, notifier in (*self._built.items(), (Way.NOTIFICATION, self._chain)):
            with bugs_logged(way):
                notifier.close()
        self._built.clear()

    def _offer(self, showing: Showing) -> None:
        if showing.message.way is not Way.SILENT:
            self._try(showing, showing.message.way)

    def _try(self, showing: Showing, way: Way) -> None:
        """Hand the prompt over to this way, or to the next quieter one that there is."""
        while (notifier := self._notifier(way)) is None:
            way = QUIETER[way]
        self._hand_over(showing, way, notifier)

    def _notifier(self, way: Way) -> Notifier | None:
        """Who shows prompts in this way, built if need be; None if nobody can now."""
        if way is Way.NOTIFICATION:
            return self._chain
        if way not in self._built and way in self._factories:
            try:
                self._built[way] = self._factories[way]()
            except Unavailable as reason:
                _log.info("no prompt can be shown by “%s”: %s", way, reason)
            except Exception as error:  # noqa: BLE001 - as in `_offer`
                if not tell_of_missing_part(error):
                    _log.exception("a bug in building the way to ask by “%s”", way)
        return self._built.get(way)

    def _go_on(self, showing: Showing, name: str, why: str) -> None:
        if showing.resting:
            self._showing = None
            _log.info("a break is no longer counted down by “%s”: %s", name, why)
        elif name == Way.NOTIFICATION:
            self._give_up(showing, why)
        else:
            _log.info("a prompt could not be shown by “%s”: %s", name, why)
            self._try(showing, QUIETER[Way(name)])
