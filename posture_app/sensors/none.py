"""The last resort, which cannot fail: no input is seen at all, so the person is taken at their word."""

from collections.abc import Callable

from posture_app.core.events import Idle, Input, Sensed, Word
from posture_app.core.ports import Loop, Timer
from posture_app.core.sight import WORD_LASTS_S


class NoIdle:
    """Implements `core.ports.IdleSensor` by what the person says; `why` says why there is nothing better.

    Without it their word would count for no longer than the moment in which it is said. From *sit* or *stand* on it
    counts as input that goes on: until they say *up*, until the engine forgets input at a barrier, or until they have
    said nothing for WORD_LASTS_S, as nobody is to be made to sit through the night by a word of the evening.
    """

    name = "none"

    def __init__(self, loop: Loop, why: str) -> None:
        self.why = why
        self._loop = loop
        self._report: Callable[[Sensed], None] = lambda _: None
        self._end: Timer | None = None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never lost
        """Nothing is known until they say something."""
        self._report = report

    def said(self, word: Word) -> None:
        """The person said this, and the engine has heard it."""
        if word is Word.UP:
            self._over()
        elif word in (Word.SIT, Word.STAND):
            self._stop_waiting()
            self._end = self._loop.later(WORD_LASTS_S, self._over)
            self._report(Input())
        elif self._end is not None:
            self._stop_waiting()
            self._end = self._loop.later(WORD_LASTS_S, self._over)

    def rearm(self) -> None:
        """What they said before the barrier holds no more."""
        self._stop_waiting()

    def close(self) -> None:
        """They are not heard any more."""
        self._report = lambda _: None
        self._stop_waiting()

    def _over(self) -> None:
        self._stop_waiting()
        self._report(Idle(0.0))

    def _stop_waiting(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
