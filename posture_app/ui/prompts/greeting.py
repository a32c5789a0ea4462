"""A greeting on a card that closes by itself."""

import logging
from typing import NoReturn

from posture_app.core.errors import Unavailable
from posture_app.core.events import Say
from posture_app.core.language import N_, _
from posture_app.core.ports import Loop, Message, Timer
from posture_app.core.status_words import Glance
from posture_app.ui.prompts.card import Card
from posture_app.ui.prompts.entrance import Entrance
from posture_app.ui.tray.ring_picture import RingPicture

TITLE = N_("Welcome back")
STAYS_S = 8.0
LETTER_S = 0.1
"""Real seconds, at the least and for each letter: long enough to be read twice."""
_log = logging.getLogger(__name__)


class Greeter:
    """Shows one card at a time in the corner for some seconds, which takes no answer."""

    def __init__(self, loop: Loop, entrance: Entrance | None = None) -> None:
        self._loop, self._entrance = loop, entrance
        self._card: Card | None = None
        self._stays = STAYS_S
        self._timer: Timer | None = None

    def greet(self, text: str) -> None:
        """Show this text."""
        self.close()
        self._stays = max(STAYS_S, LETTER_S * len(text))
        self._card = Card(Message(0, _(TITLE), text), _no_answer, RingPicture(Glance.SITTING), self._entrance)
        try:
            self._card.appear(self._appeared)
        except Unavailable as why:
            _log.info("no greeting: %s", why)
            self.close()

    def _appeared(self) -> None:
        self._timer = self._loop.deadline(self._stays, self.close)

    def close(self) -> None:
        """Take it away."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._card is not None:
            self._card.leave()
            self._card = None


def _no_answer(say: Say) -> NoReturn:
    raise AssertionError(f"a greeting was answered: {say.word}")
