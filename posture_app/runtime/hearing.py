"""What the person says to the app, in whatever way it comes: by a click, a key, an answer, or a command."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from posture_app.core.engine.runner import Runner
from posture_app.core.events import PRESENT, BreakTaken, Say, Word
from posture_app.core.prompts import Shown
from posture_app.core.settings.settings import Settings
from posture_app.core.shortcut_actions import word_of
from posture_app.runtime.prompter import Prompter

if TYPE_CHECKING:
    from posture_app.core.content.programmes import SessionOffer
    from posture_app.runtime.machine import Machine


class Hearing:
    """Passes the person's words on. All parts are asked for when there is something to pass on."""

    def __init__(
        self,
        runner: Callable[[], Runner],
        machine: "Callable[[], Machine]",
        prompter: Callable[[], Prompter],
        settings: Callable[[], Settings],
        session_done: "Callable[[Shown, SessionOffer], None]",
    ) -> None:
        self._runner, self._machine, self._prompter, self._settings = runner, machine, prompter, settings
        self._session_done = session_done

    def say(self, word: Word, minutes: float | None = None) -> None:
        """Pass on the person's word."""
        self._pass_on(Say(word, minutes))

    def take_break(self, kind: str) -> None:
        """What a reminder of this kind asks for was done, unasked."""
        self._runner().feed(BreakTaken(kind))

    def click(self, word: Word, minutes: float | None = None) -> None:
        """Pass on a word that was said by a click or a key on this display, where somebody must be."""
        self._machine().clicked()
        self.say(word, minutes)

    def answer(self, number: int, say: Say) -> None:
        """An answer to the message of this number in a window of ours."""
        self._machine().clicked()
        self._prompter().answered(number, say.word, say.minutes)

    def command(self, say: Say) -> None:
        """A word that came as a command."""
        if say.word is Word.LONGER:
            self._prompter().make_longer()
        self._pass_on(say)

    def press(self, action: str) -> None:
        """A shortcut was pressed."""
        word = word_of(action, self._runner().status_now(), strict=self._settings().strict)
        if word is not None:
            self.click(word)

    def _pass_on(self, say: Say) -> None:
        prompt = self._runner().status().prompt
        session = self._prompter().offered_session(prompt) if prompt and say.word is Word.DONE else None
        self._runner().feed(say)
        self._machine().idle.said(say.word)
        if say.word in PRESENT:
            self._prompter().end_rest()
        if prompt and session:
            self._session_done(prompt, session)
