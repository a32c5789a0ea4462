"""What becomes of the exercise that a break screen shows: kept, as far as it was done."""

from collections.abc import Callable
from datetime import datetime

from posture_app.core.events import Word
from posture_app.core.ports import Clock
from posture_app.core.record.diary import Session

LEAST_S = 10
"""Who leaves sooner has only looked at it."""
SPARE_S = 1
"""So near its end a countdown has come to it: the engine, which counts as well, may be first to say so."""


class BreakSession:
    """An exercise from when it shows until it goes. `keep` gets what was done, `zone` is asked for then."""

    def __init__(
        self, exercise: str, seconds: int, *, clock: Clock, zone: Callable[[], str], keep: Callable[[Session], None]
    ) -> None:
        """It is counted down from so many seconds; 0: not at all."""
        self._exercise, self._clock, self._zone, self._keep = exercise, clock, zone, keep
        begun = clock.now()
        self._began: datetime = begun.wall
        self._began_true = begun.true
        self._due: float | None = None
        self._kept = False
        self.count(seconds)

    def count(self, seconds: int) -> None:
        """It is counted down from so many seconds now."""
        self._due = self._clock.now().true + seconds if seconds > 0 else None

    def end(self, word: Word | None = None, *, over: bool = False) -> None:
        """It goes: answered, `over`, or left; what was put off was not done. Harmless if it has gone before."""
        if self._kept:
            return
        self._kept = True
        now = self._clock.now().true
        ran_out = self._due is not None and now >= self._due - SPARE_S
        completed = over or ran_out or word is Word.DONE
        until = now if self._due is None else min(now, self._due)  # the machine may have slept
        length_s = max(0, int(until - self._began_true))
        if completed or (length_s >= LEAST_S and word is not Word.SNOOZE):
            self._keep(Session(self._exercise, self._began, self._zone(), length_s, completed))
