"""A notifier made of others: each prompt goes to the first that can show it, and shows in one place at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from posture_app.core.errors import tell_of_missing_part
from posture_app.core.language import lasting
from posture_app.core.ports import Message, Notifier

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Showing:
    """A prompt that has been neither withdrawn nor replaced, and who shows it, by name (nobody if it is silent)."""

    message: Message
    failed: Callable[[str], None]
    name: str = ""
    notifier: Notifier | None = None
    resting: bool = False
    """Its break runs: it has been answered, and is not shown again."""

    def take_away(self) -> None:
        """Withdraw it from whoever shows it."""
        notifier, self.notifier = self.notifier, None
        if notifier is not None:
            with bugs_logged(self.name):
                notifier.withdraw(self.message.number)


class Fallback:
    """What such notifiers have in common. `answers` says whether whoever shows, or showed last, has buttons."""

    answers = False
    _showing: Showing | None = None

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        before, self._showing = self._showing, Showing(message, failed)
        showing = self._showing
        self._offer(showing)
        if before is not None and before.notifier is not showing.notifier:
            before.take_away()

    @property
    def plays_sound(self) -> bool:
        """Whether the sound of the prompt that shows comes with it."""
        notifier = self._showing.notifier if self._showing else None
        return bool(getattr(notifier, "plays_sound", False))

    def withdraw(self, number: int) -> None:
        showing = self._of(number)
        if showing is not None:
            self._showing = None
            showing.take_away()

    def _of(self, number: int) -> Showing | None:
        showing = self._showing
        return showing if showing is not None and showing.message.number == number else None

    def _offer(self, showing: Showing) -> None:
        """Hand the prompt over to the first that can show it."""
        raise NotImplementedError

    def _go_on(self, showing: Showing, name: str, why: str) -> None:
        """Hand the prompt over to the next: `name` could not show it, or shows it no longer without an answer."""
        raise NotImplementedError

    def _hand_over(self, showing: Showing, name: str, notifier: Notifier) -> None:
        showing.name, showing.notifier = name, notifier
        try:
            notifier.show(showing.message, partial(self._failed, showing, name))
        except Exception as error:  # noqa: BLE001 - a bug in one way must not cost the person the prompt
            if not tell_of_missing_part(error):
                _log.exception("a bug in the way to notify “%s”", name)
            self._failed(showing, name, lasting("a bug: {error}", error=f"{error!r}"))
        if showing.notifier is notifier:
            self.answers = notifier.answers

    def _failed(self, showing: Showing, name: str, why: str) -> None:
        if showing is not self._showing or showing.name != name:
            _log.debug("“%s” failed a prompt that is over: %s", name, why)
            return
        showing.take_away()  # whatever is left of it: it must not show twice
        showing.name = ""
        self._go_on(showing, name, why)

    def _give_up(self, showing: Showing, why: str) -> None:
        if self._showing is showing:
            self._showing = None
        showing.failed(why)


@contextmanager
def bugs_logged(name: str) -> Iterator[None]:
    """For what comes after a prompt has been shown: a bug in one way must not keep the others from their turn."""
    try:
        yield
    except Exception:  # noqa: BLE001 - as it says
        _log.exception("a bug in taking prompts away by “%s”", name)
