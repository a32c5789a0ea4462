"""Doing a run of exercises: where one is at a moment, pausing, stepping, and what was done of each in the end."""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime, timedelta

from posture_app.core.content.exercises import Exercise
from posture_app.core.ports import Moment
from posture_app.core.session.ends import Ended, Side
from posture_app.core.session.plan import MOVING, Beat, Phase, SessionPlan
from posture_app.core.value import mutable, value

ALL = 1 - 1e-6
"""A share above this is all of it: sums of seconds are not exact."""
SLEPT_S = 2.0
"""So much more by the clock that goes on in sleep, and the machine has slept."""
STEP_BACK_S = 1.0
"""So soon after a repetition began, a step back goes to the one before."""


@value
class Done:
    """What was done of an exercise: since when (UTC), for how many seconds, which share of it (0 to 1), on which side
    if it was on one only, and how it ended.
    """

    exercise: str
    at: datetime
    length_s: int
    share: float
    side: Side | None
    ended: Ended


@mutable
class _Doing:
    """One exercise of the run: what it was like so far. `credit` says how much of each beat was done, by its start
    within the exercise: what is done twice counts once.
    """

    at: datetime | None = None
    spent_s: float = 0.0
    credit: dict[float, tuple[Side | None, float]] = field(default_factory=dict)
    ended: Ended | None = None


class SessionRun:
    """A run, from its start until it is `over`. It is told the moment with each call and reads no clock.

    Time goes by while the machine is awake and the run is not paused. Without time (`untimed`) each repetition lasts
    until the next `step`.
    """

    def __init__(self, exercises: Sequence[Exercise], now: Moment, *, untimed: bool = False) -> None:
        self.plan = SessionPlan(exercises)
        self.untimed = untimed
        self.paused = False
        self._position = 0.0
        self._now = now
        self._doing = [_Doing() for _ in self.plan.exercises]
        self._before: list[tuple[str, _Doing, float]] = []  # exercises that another one took the place of

    @property
    def position(self) -> float:
        """Seconds of the plan that lie behind, as of the last call."""
        return self._position

    @property
    def over(self) -> bool:
        return self._position >= self.plan.seconds

    @property
    def beat(self) -> Beat:
        return self.plan.beat(self._position)

    @property
    def exercise(self) -> Exercise:
        """The one that is being done, or is next."""
        return self.plan.exercises[self.beat.exercise]

    @property
    def left(self) -> float:
        """Seconds until the beat ends."""
        return max(0.0, self.beat.ends - self._position)

    @property
    def runs(self) -> bool:
        """Whether time goes by."""
        return not (self.paused or self.untimed or self.over)

    def go_on(self, now: Moment) -> None:
        """Time has passed. A machine that has slept finds the run paused where it was when it fell asleep."""
        before, self._now = self._now, now
        passed = max(0.0, now.awake - before.awake)
        slept = (now.true - before.true) - (now.awake - before.awake) > SLEPT_S
        if self.paused or self.over:
            return
        if self.untimed:
            self._spend(passed)
        else:
            self._advance(passed)
        if slept and not self.over:
            self.paused = True

    def pause(self, now: Moment, *, on: bool) -> None:
        """Stop the time, or let it go on."""
        self.go_on(now)
        self.paused = on

    def set_untimed(self, now: Moment, *, on: bool) -> None:
        """Go by repetitions, or by time again."""
        self.go_on(now)
        self.untimed = on

    def step(self, now: Moment, turns: int) -> None:
        """Go to the start of the next repetition (1), or of this one or the one before (-1)."""
        self.go_on(now)
        stops = [*self.plan.turns(), self.plan.seconds]
        if turns > 0:
            to = next((stop for stop in stops if stop > self._position), self.plan.seconds)
            if self.untimed and not self.paused:
                self._credit(self._position, to)
        else:
            back = [stop for stop in stops if stop < self._position - (0 if self.untimed else STEP_BACK_S)]
            to = back[-1] if back else 0.0
        self._move(to)

    def leave_exercise(self, now: Moment, ended: Ended) -> None:
        """Go on with the next exercise; this one ended so."""
        self.go_on(now)
        if self.over:
            return
        place = self.beat.exercise
        self._doing[place].ended = ended
        self._move(self.plan.parts[place].ends)

    def replace(self, now: Moment, other: Exercise, ended: Ended | None = None) -> None:
        """Do another exercise in place of this one, which ended so (None: as far as it was done)."""
        self.go_on(now)
        if self.over:
            return
        place = self.beat.exercise
        before = self.plan.exercises[place]
        self._doing[place].ended = ended
        self._before.append((before.id, self._doing[place], before.total_s))
        self._doing[place] = _Doing()
        self.plan = SessionPlan([*self.plan.exercises[:place], other, *self.plan.exercises[place + 1 :]])
        self._move(next(beat.starts for beat in self.plan.beats if beat.exercise == place))

    def end(self, now: Moment) -> None:
        """Stop here. What was done stays done."""
        self.go_on(now)
        self._position = self.plan.seconds

    def results(self) -> tuple[Done, ...]:
        """What was done of each exercise, in order; those that were not begun are left out, unless they were skipped
        or hurt.
        """
        own = zip(self.plan.exercises, self._doing, strict=True)
        every = [*self._before, *((exercise.id, doing, exercise.total_s) for exercise, doing in own)]
        return tuple(done for each in every if (done := self._result(*each)) is not None)

    def _result(self, exercise: str, doing: _Doing, total_s: float) -> Done | None:
        if doing.at is None and doing.ended is None:
            return None
        share = sum(seconds for _, seconds in doing.credit.values()) / total_s
        share = 1.0 if share > ALL else share
        worked = {side for side, seconds in doing.credit.values() if side is not None and seconds > 0}
        one = worked.pop() if len(worked) == 1 else None
        ended = doing.ended or (Ended.DONE if share == 1 else Ended.STOPPED)
        return Done(exercise, doing.at or self._now.wall, round(doing.spent_s), share, one, ended)

    def _advance(self, seconds: float) -> None:
        until = min(self.plan.seconds, self._position + seconds)
        self._credit(self._position, until)
        self._spend_between(self._position, until)
        self._position = until

    def _move(self, position: float) -> None:
        self._position = min(self.plan.seconds, max(0.0, position))

    def _credit(self, since: float, until: float) -> None:
        for beat in self.plan.beats[self.plan.index(since) :]:
            if beat.starts >= until:
                break
            if beat.phase is Phase.READY:
                continue
            credit, key = self._doing[beat.exercise].credit, beat.starts - self.plan.parts[beat.exercise].starts
            done = credit.get(key, (None, 0.0))[1] + min(until, beat.ends) - max(since, beat.starts)
            credit[key] = (beat.side if beat.phase in MOVING else None, min(beat.seconds, done))

    def _spend_between(self, since: float, until: float) -> None:
        for part, doing in zip(self.plan.parts, self._doing, strict=True):
            began = max(since, part.starts)
            spent = min(until, part.ends) - began
            if spent > 0:
                doing.at = doing.at or self._now.wall - timedelta(seconds=until - began)
                doing.spent_s += spent

    def _spend(self, seconds: float) -> None:
        if not self.over and self.beat.phase is not Phase.READY:
            doing = self._doing[self.beat.exercise]
            doing.at = doing.at or self._now.wall - timedelta(seconds=seconds)
            doing.spent_s += seconds
