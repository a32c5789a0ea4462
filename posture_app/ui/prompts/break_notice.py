"""The notice before a break screen: a card that counts down to it, and offers to begin or to put it off."""

from collections.abc import Callable

from posture_app.core.events import Word
from posture_app.core.ports import Clock, Loop, Message
from posture_app.ui.kit.countdown import Countdown, in_words
from posture_app.ui.prompts.card import Card, due_picture


class BreakNotice:
    """Says for so many seconds that the break of this message comes, then calls `begin`. It never takes the focus."""

    def __init__(
        self,
        message: Message,
        seconds: int,
        *,
        loop: Loop,
        clock: Clock,
        begin: Callable[[], None],
        say: Callable[[Word], None],
    ) -> None:
        self._begin, self._say = begin, say
        self._card = notice_card(message, seconds, self._said)
        self._card.appear()
        self._countdown = Countdown(
            seconds, loop=loop, clock=clock, tick=lambda left: self._card.retitle(_title(left)), over=begin
        )

    def leave(self) -> None:
        """Take it away for good."""
        self._countdown.cancel()
        self._card.leave()

    def _said(self, word: Word) -> None:
        if word is Word.UP:
            self._begin()
        else:
            self._say(word)


def notice_card(message: Message, seconds: int, say: Callable[[Word], None]) -> Card:
    """The card, as it is so many seconds before. Its main button says `UP`."""
    offered = () if message.strict else (Word.SNOOZE, Word.SKIP)
    answers = ((Word.UP, "Start now"), *(answer for answer in message.answers if answer[0] in offered))
    return Card(Message(message.number, _title(seconds), message.title, answers), say, due_picture(message.kind))


def _title(seconds: int) -> str:
    return f"Break in {in_words(seconds)}"
