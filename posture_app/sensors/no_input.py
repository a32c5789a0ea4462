"""What there is to go by where no input is seen: what the person says."""

from collections.abc import Callable

from posture_app.core.events import PRESENT, Idle, Input, Sensed, Word
from posture_app.core.ports import Loop, Timer
from posture_app.core.sight import WORD_LASTS_S


class NoInput:
    """Reports input by the person's words.

    After *sit*, *stand* or *back* it goes on until they say *up*, or until they have said nothing for WORD_LASTS_S:
    nobody is to sit all night because of what they said in the evening. Where a barrier made the engine forget it, its
    end is told all the same, as it may have been said after that barrier, and tells nothing new.
    """

    name = "none"

    def __init__(self, loop: Loop, report: Callable[[Sensed], None]) -> None:
        self._loop, self._report = loop, report
        self._end: Timer | None = None

    @property
    def holds(self) -> bool:
        """Whether somebody is there by their word."""
        return self._end is not None

    def said(self, word: Word) -> None:
        """The person said this, and the engine knows."""
        if word is Word.UP:
            self._over()
        elif word in PRESENT or self._end is not None:
            self.forget()
            self._end = self._loop.later(WORD_LASTS_S, self._over)
            if word in PRESENT:
                self._report(Input())

    def forget(self) -> None:
        """What they said before no longer counts."""
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _over(self) -> None:
        self.forget()
        self._report(Idle(0.0))
