"""The break screen: the loudest way to ask, which covers the monitors, shows what to do, and counts the break down."""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from posture_app.core.errors import Unavailable
from posture_app.core.events import Say, Word
from posture_app.core.language import _, lasting
from posture_app.core.ports import Message, Watch
from posture_app.core.text import plain
from posture_app.core.value import value
from posture_app.core.words import time_for_more
from posture_app.ui.kit.countdown import Countdown, in_words
from posture_app.ui.prompts.break_content import BreakContent
from posture_app.ui.prompts.break_cover import BreakCover, BreakListener, BreakSurroundings
from posture_app.ui.prompts.break_window import Offer
from posture_app.ui.prompts.card import Card, due_picture
from posture_app.ui.prompts.entrance import AGAIN_MS, PAUSE_MS, Entrance
from posture_app.ui.prompts.guide import RESTING, SNOOZES, BreakSession, Guide

if TYPE_CHECKING:
    from posture_app.core.session.run import Done
    from posture_app.ui.exercises.player import Player

EVASIONS = (*SNOOZES, Word.SKIP, Word.LONGER)
"""What a strict break does not offer."""
_log = logging.getLogger(__name__)


class BreakNotice:
    """Says for so many seconds that the break of this message comes, then calls `over`; or `begin` if the person would
    rather not wait. It never takes the focus, where windows can do without.
    """

    def __init__(
        self,
        message: Message,
        seconds: int,
        around: BreakSurroundings,
        *,
        begin: Callable[[], None],
        over: Callable[[], None],
        say: Callable[[Say], None],
    ) -> None:
        self._seconds, self._around = seconds, around
        self._begin, self._over, self._say = begin, over, say
        self._card = notice_card(message, seconds, self._said, around.entrance)
        self._countdown: Countdown | None = None

    def appear(self) -> None:
        """Show it, now or in the next pause, and count from then on. Raises Unavailable."""
        self._card.appear(self._count)

    def leave(self) -> None:
        """Take it away for good."""
        if self._countdown is not None:
            self._countdown.cancel()
        self._card.leave()

    def _count(self) -> None:
        def tick(left: int) -> None:
            self._card.retitle(_title(left))

        loop, clock = self._around.loop, self._around.clock
        self._countdown = Countdown(self._seconds, loop=loop, clock=clock, tick=tick, over=self._over)

    def _said(self, say: Say) -> None:
        if say.word is Word.UP:
            self._begin()
        else:
            self._say(say)


def notice_card(message: Message, seconds: int, say: Callable[[Say], None], entrance: Entrance | None = None) -> Card:
    """The card so many seconds before the break. Its main button says `UP`."""
    offered = () if message.strict else (Word.SNOOZE, Word.SKIP)
    answers = ((Word.UP, _("Start now")), *(answer for answer in message.answers if answer[0] in offered))
    lengths = () if message.strict else message.snoozes
    what = "\n".join(line for line in (message.title, message.body) if line)
    before = Message(message.number, _title(seconds), what, answers, snoozes=lengths)
    return Card(before, say, due_picture(message), entrance)


def _title(seconds: int) -> str:
    return _("Break in {length}").format(length=in_words(seconds))


@value
class BreakOptions:
    """The settings of break screens. With a notice of 0 s they come at once."""

    all_monitors: bool = True
    notice_s: int = 30


class BreakScreenNotifier:
    """Asks by covering the monitors, after a notice. It does not take the keyboard from whoever is typing: where each
    window has it at once, it comes in a pause, and goes again if the next key was not meant for it.

    `answered` gets number and answer. When the countdown has come to its end unanswered, what is done at the desk is
    answered as done, and `ended` gets the number in any case. `options` are asked for at each showing.
    """

    name = "screen"
    answers = True

    def __init__(
        self,
        answered: Callable[[int, Say], None],
        *,
        ended: Callable[[int], None],
        guide: Guide,
        options: Callable[[], BreakOptions],
        around: BreakSurroundings,
    ) -> None:
        """Raises Unavailable where there is no screen."""
        if QApplication.instance() is None or QGuiApplication.primaryScreen() is None:
            raise Unavailable(lasting("there is no screen"))
        self._answered, self._ended = answered, ended
        self._guide, self._options = guide, options
        self._around = around
        self._message: Message | None = None
        self._failed: Callable[[str], None] = lambda _: None
        self._coming: Watch | None = None
        self._notice: BreakNotice | None = None
        self._cover: BreakCover | None = None
        self._session: BreakSession | None = None
        self._resting = False

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        """Show the notice and then the break, in place of the one before."""
        if QGuiApplication.primaryScreen() is None:
            failed(lasting("there is no screen"))
            return
        self.close()
        self._message, self._failed = message, failed
        seconds = self._options().notice_s
        if message.at_once:
            self._try(self._begin)
        elif seconds > 0:
            self._notice = BreakNotice(
                message, seconds, self._around, begin=self._begin, over=self._begin_in_pause, say=self._say
            )
            self._try(self._notice.appear)
        else:
            self._begin_in_pause()

    def rest(self, number: int, seconds: int) -> None:
        """The break goes on for so many seconds: count them down if it shows; a notice of it is taken away."""
        if self._message is None or self._message.number != number:
            return
        if self._cover is None or seconds <= 0:
            self.close()
            return
        self._resting = True
        if self._session is not None:
            self._session.count(seconds)
        self._cover.ask(_(RESTING), _to_work(), seconds)

    def withdraw(self, number: int) -> None:
        """Take away the notice or the break of this number."""
        if self._message is not None and self._message.number == number:
            self.close()

    def close(self) -> None:
        """Take everything away."""
        notice, cover, coming = self._notice, self._cover, self._coming
        self._message = self._notice = self._cover = self._coming = None
        self._resting = False
        if coming is not None:
            coming.stop()
        self._end_session()
        if notice is not None:
            notice.leave()
        if cover is not None:
            cover.close()

    def _try(self, come: Callable[[], None]) -> None:
        try:
            come()
        except Unavailable as why:
            self.close()
            self._failed(str(why))

    def _begin_in_pause(self, pause_ms: int = PAUSE_MS) -> None:
        message = self._message
        assert message is not None
        self._leave_notice()

        def come() -> None:
            title, body = plain(message.title), plain(message.body)
            self._coming = self._around.entrance.wait(title, body, self._begin, pause_ms)

        self._try(come)

    def _typed(self) -> None:
        """Somebody types on, and what they type does not reach where it is meant to go: give the keyboard back."""
        if self._around.entrance.takes_keyboard and self._cover is not None and not self._resting:
            self._end_session()
            self._cover.close()
            self._cover = None
            self._begin_in_pause(AGAIN_MS)

    def _leave_notice(self) -> None:
        if self._notice is not None:
            self._notice.leave()
            self._notice = None

    def _begin(self) -> None:
        assert self._message is not None
        self._leave_notice()
        listener = BreakListener(self._say, self._left, self._over, self._typed, self._start)
        everywhere = self._options().all_monitors
        content = self._content_of(self._message)
        real = self._message.number >= 0 or self._message.at_once  # a mere trial counts as nothing
        if content.exercise is not None and real:
            self._session = self._guide.session(self._message, self._message.length_s, self._around.clock)
        self._cover = BreakCover(content, self._around, listener, everywhere=everywhere)
        self._cover.open(offer(self._message), self._message.length_s)

    def _say(self, say: Say) -> None:
        """The person's answer."""
        if self._message is None:
            return
        message = self._message
        if say.word is not Word.UP:  # with which it only begins
            self._end_session(say.word)
        self._answered(message.number, say)
        if self._message is message and (say.word is Word.BACK or not self._resting):
            self.close()

    def _start(self, scale: float) -> "Player | None":
        """The player of what this break offers, which keeps what is done. Who gets up for it is up from then on."""
        from posture_app.ui.exercises.player import Player  # noqa: PLC0415 - when it is begun

        message, cover = self._message, self._cover
        assert message is not None
        if message.on_feet and not self._resting:
            self._say(Say(Word.UP))
        items, belongs = message.to_play
        if self._cover is not cover:  # it went with the word
            self._guide.play(items, belongs)
            return None
        watched, self._session = self._session, None
        exercises = self._guide.offered(message)
        player = Player(exercises, self._guide.sources(exercises, belongs), scale=scale)
        player.over.connect(lambda results: self._played(results, watched))
        return player

    def _played(self, results: "Sequence[Done]", watched: BreakSession | None) -> None:
        """Who has done nothing in time may do it by the words; what was done is not counted again."""
        if self._cover is not None and not results:
            self._session = watched

    def _left(self) -> None:
        self._say(Say(Word.BACK if self._resting else Word.ESCAPE))

    def _over(self) -> None:
        assert self._message is not None
        number, main = self._message.number, self._message.answers[:1]
        done = not self._resting and main and main[0][0] is Word.DONE
        self._end_session(over=True)
        self.close()
        if done:  # whether somebody got up, the engine knows: they may have typed on below
            self._answered(number, Say(Word.DONE))
        self._ended(number)

    def _end_session(self, word: Word | None = None, *, over: bool = False) -> None:
        if self._session is not None:
            self._session.end(word, over=over)
            self._session = None

    def _content_of(self, message: Message) -> BreakContent:
        title, body = plain(message.title), plain(message.body)
        offered = self._guide.offered(message) if message.exercise else ()
        if not offered:
            return BreakContent(title, body)
        exercise, then = offered[0], tuple(each.name for each in offered[1:])
        told = {exercise.in_a_line, _(", ").join(each.name for each in offered), time_for_more(then)}
        besides = "\n".join(line for line in body.splitlines() if line not in map(plain, told))
        return BreakContent(title, besides, exercise, self._guide.drawing(exercise), self._guide.stop_rule(), then)


def _to_work() -> Offer:
    leave = _("Press Esc to go back to work")
    return Offer(((Word.BACK, _("Back to work")),), leave=leave, by_holding=False, quick=Word.BACK)


def offer(message: Message) -> Offer:
    """The answers that this message offers."""
    answers = tuple(answer for answer in message.answers if not (message.strict and answer[0] in EVASIONS))
    skips = any(word is Word.SKIP for word, _ in answers)
    return Offer(
        answers,
        leave=_("Press Esc to skip") if skips else _("Hold this, or Esc, for 3 seconds to leave"),
        by_holding=not skips,
        quick=Word.SKIP if skips else None,
        snoozes=() if message.strict else message.snoozes,
    )
