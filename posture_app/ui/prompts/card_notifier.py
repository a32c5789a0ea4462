"""Reminding by cards: one at a time, and what becomes of its answer and of the exercise that it shows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from posture_app.core.errors import Unavailable
from posture_app.core.events import Say, Word
from posture_app.core.language import lasting
from posture_app.core.ports import Clock, Loop, Message, Timer
from posture_app.ui.prompts.card import Card, due_picture
from posture_app.ui.prompts.entrance import Entrance
from posture_app.ui.prompts.guide import BreakSession, Guide

if TYPE_CHECKING:
    from posture_app.ui.prompts.lesson import Lesson

Answered = Callable[[int, Say], None]


class CardNotifier:
    """Reminds by a card of our own, which has buttons on every system. `answered` gets number and answer.

    On Wayland the compositor chooses where the card lies.
    With a `guide`, and the `clock` and `loop` by which it counts, the card can show the exercise that is offered; who
    gets up for it sees it until the break is over.
    """

    name = "card"
    answers = True

    def __init__(
        self,
        answered: Answered,
        entrance: Entrance | None = None,
        *,
        guide: Guide | None = None,
        clock: Clock | None = None,
        loop: Loop | None = None,
    ) -> None:
        """Raises Unavailable where there is no screen to show it on."""
        if QApplication.instance() is None or QGuiApplication.primaryScreen() is None:
            raise Unavailable(lasting("there is no screen"))
        self._answered, self._entrance = answered, entrance
        self._guide, self._clock, self._loop = guide, clock, loop
        self._card: Card | None = None
        self._session: BreakSession | None = None
        self._resting: Timer | None = None

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        """Show it in place of the one before, now or in the next pause."""
        if QGuiApplication.primaryScreen() is None:
            failed(lasting("there is no screen"))
            return
        self._end_rest()
        before, self._card = self._card, self._made(message)
        try:
            self._card.appear()
        except Unavailable as why:
            self.close()
            failed(str(why))
        finally:
            if before is not None:
                before.leave()

    def rest(self, number: int, seconds: int) -> None:
        """The break goes on for so long: an exercise that shows stays, else the card is taken away."""
        if self._card is None or self._card.number != number:
            return
        if self._loop is None or not self._card.teaches or seconds <= 0:
            self.close()
            return
        if self._session is not None:
            self._session.count(seconds)
        self._resting = self._loop.later(seconds, self._rested)
        self._card.rest(self.close)

    def withdraw(self, number: int) -> None:
        """Take the card away if it is of this number."""
        if self._card is not None and self._card.number == number:
            self.close()

    def close(self) -> None:
        """Take the card away."""
        self._end_rest()
        if self._card is not None:
            self._card.leave()
            self._card = None

    def _made(self, message: Message) -> Card:
        picture, guide = due_picture(message), self._guide
        exercise = next(iter(guide.offered(message)), None) if guide is not None and message.exercise else None
        if guide is None or exercise is None:
            return Card(message, self._answer, picture, self._entrance)

        def lesson() -> "Lesson":
            from posture_app.ui.prompts.lesson import Lesson  # noqa: PLC0415 - for who wants to see it

            return Lesson(exercise, guide, partial(self._start, guide, message))

        begin = partial(self._begin_session, message, real=message.number >= 0)  # a mere trial counts as nothing
        return Card(message, self._answer, picture, self._entrance, lesson=lesson, shown=begin)

    def _begin_session(self, message: Message, *, real: bool) -> None:
        if real and self._guide is not None and self._clock is not None:
            self._session = self._guide.session(message, 0, self._clock)

    def _start(self, guide: Guide, message: Message) -> None:
        """Open the window in which the exercises are done, which keeps what is. Who gets up for them does."""
        self._session = None
        if self._resting is not None:
            self.close()
        elif self._card is not None:
            self._card.fold()
            if message.on_feet:
                self._answer(Say(Word.UP))
        guide.play(*message.to_play)

    def _end_rest(self, word: Word | None = None, *, over: bool = False) -> None:
        """What was done of the exercise, if it showed, is kept."""
        if self._session is not None:
            self._session.end(word, over=over)
            self._session = None
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _rested(self) -> None:
        self._end_rest(over=True)
        self.close()

    def _answer(self, say: Say) -> None:
        card = self._card
        if card is None:
            return
        if say.word is not Word.UP or not card.teaches:  # who gets up for an exercise begins with it
            self._end_rest(say.word)
            self.close()
        self._answered(card.number, say)
        if self._card is card and self._resting is None:
            self.close()
