"""Where the exercise of a prompt comes from, and where it goes: into the diary, as far as it was done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from posture_app.core.content.exercises import Exercise
from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.events import Word
from posture_app.core.ports import Clock, Message
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.ui.sources import Play, drawing_of, played

if TYPE_CHECKING:
    from posture_app.ui.exercises.player import PlayerSources

RESTING = "Enjoy your break"
SNOOZES = (Word.SNOOZE, Word.SNOOZE_QUIET)
LEAST_S = 10
"""Who leaves sooner has only looked at it."""
SPARE_S = 1
"""So near its end a countdown has come to it: the engine, which counts as well, may be first to say so."""


class BreakSession:
    """An exercise from when it shows until it ends. Then `keep` gets what was done, at the time in `zone`."""

    def __init__(
        self, exercise: str, seconds: int, *, clock: Clock, zone: Callable[[], str], keep: Callable[[Session], None]
    ) -> None:
        """`seconds` is the length of the countdown; 0: none."""
        self._exercise, self._clock, self._zone, self._keep = exercise, clock, zone, keep
        begun = clock.now()
        self._began: datetime = begun.wall
        self._began_true = begun.true
        self._due: float | None = None
        self._kept = False
        self.count(seconds)

    def count(self, seconds: int) -> None:
        """Start the countdown anew, from so many seconds; 0: none."""
        self._due = self._clock.now().true + seconds if seconds > 0 else None

    def end(self, word: Word | None = None, *, over: bool = False) -> None:
        """End it: answered, `over`, or left; one that was snoozed was not done. Harmless if it has ended."""
        if self._kept:
            return
        self._kept = True
        now = self._clock.now().true
        ran_out = self._due is not None and now >= self._due - SPARE_S
        completed = over or ran_out or word is Word.DONE
        until = now if self._due is None else min(now, self._due)  # the machine may have slept
        length_s = max(0, int(until - self._began_true))
        if completed or (length_s >= LEAST_S and word not in SNOOZES):
            ended = Ended.DONE if completed else Ended.STOPPED
            self._keep(Session(self._exercise, self._began, self._zone(), length_s, ended))


@dataclass(frozen=True, slots=True)
class Guide:
    """Where the exercise of a prompt comes from: by its id, its drawing (SVG) by name, which may raise KnownError, and
    the rule when to stop that goes with all of them; and where it goes: `done` keeps it, at the time in `zone`.
    `play` opens a window in which these are done, `sources` is what these are done with in a window that is there.
    """

    exercise: Callable[[str], Exercise | None]
    illustration: Callable[[str], bytes]
    stop_rule: Callable[[], str]
    done: Callable[[Session], None]
    zone: Callable[[], str]
    play: Play
    sources: "Callable[[Sequence[Exercise], ProgrammeSession | None], PlayerSources]"

    def offered(self, message: Message) -> tuple[Exercise, ...]:
        """What this message offers, each in its dose, but for what there is no more."""
        items, _belongs = message.to_play
        return tuple(each for item in items if (each := played(item, self.exercise)) is not None)

    def drawing(self, exercise: Exercise) -> bytes:
        """Its drawing; empty if there is none or it cannot be read: the words are enough to go by."""
        return drawing_of(exercise, self.illustration)

    def session(self, exercise: Exercise, seconds: int, clock: Clock) -> BreakSession:
        """Begin to count it as done."""
        return BreakSession(exercise.id, seconds, clock=clock, zone=self.zone, keep=self.done)
