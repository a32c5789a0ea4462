"""Where the exercise of a prompt comes from, and where it goes: into the diary, as far as it was done."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from posture_app.core.content.exercises import Exercise
from posture_app.core.content.programmes import ProgrammeSession, percents_of
from posture_app.core.events import Word
from posture_app.core.language import N_
from posture_app.core.ports import Clock, Message
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.core.value import value
from posture_app.ui.sources import Play, drawing_of, played

if TYPE_CHECKING:
    from posture_app.ui.exercises.player import PlayerSources

RESTING = N_("Enjoy your break")
SNOOZES = (Word.SNOOZE, Word.SNOOZE_QUIET)
LEAST_S = 10
"""Who leaves sooner has only looked at it."""
SPARE_S = 1
"""So near its end a countdown has come to it: the engine, which counts as well, may be first to say so."""


class BreakSession:
    """What a break shows, from then until it ends. Then `keep` gets what was done, at the time in `zone`: the first of
    the exercises; of a session of a programme (`belongs`) all that there was time for, in their order.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        seconds: int,
        *,
        belongs: ProgrammeSession | None = None,
        clock: Clock,
        zone: Callable[[], str],
        keep: Callable[[Session], None],
    ) -> None:
        """`seconds` is the length of the countdown; 0: none."""
        self._exercises, self._belongs = exercises, belongs
        self._clock, self._zone, self._keep = clock, zone, keep
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
            if self._belongs is None:
                ended = Ended.DONE if completed else Ended.STOPPED
                self._keep(Session(self._exercises[0].id, self._began, self._zone(), length_s, ended))
            else:
                self._keep_session(length_s, said_done=word is Word.DONE)

    def _keep_session(self, length_s: int, *, said_done: bool) -> None:
        """Who does it by the words is taken to do one after the other; who says that it is done has done all."""
        percents = percents_of(self._exercises)
        begun = 0
        for exercise in self._exercises:
            share = 1.0 if said_done else min(1.0, (length_s - begun) / exercise.total_s)
            if share <= 0:
                return
            lasted = min(exercise.total_s, max(0, length_s - begun))
            at, ended = self._began + timedelta(seconds=begun), Ended.DONE if share == 1 else Ended.STOPPED
            came_to = lasted, ended, None, round(100 * share), self._belongs, percents[exercise.id]
            self._keep(Session(exercise.id, at, self._zone(), *came_to))
            begun = min(length_s, begun + exercise.total_s)


@value
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

    def session(self, message: Message, seconds: int, clock: Clock) -> BreakSession:
        """Begin to count what this message offers, which is something, as done."""
        _items, belongs = message.to_play
        return BreakSession(
            self.offered(message), seconds, belongs=belongs, clock=clock, zone=self.zone, keep=self.done
        )
