"""A run of exercises laid out in time: what comes when, on which side, in which set, and which step is told then."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate

from posture_app.core.content.exercises import Exercise, Mode, Sides, When
from posture_app.core.session.ends import Side
from posture_app.core.value import value

READY_S = 5
"""Before the first exercise."""
CHANGE_S = 10
"""Between two exercises: to rest, and to read what the next one is."""


class Phase(StrEnum):
    """What is done in a beat."""

    READY = "ready"
    UP = "up"
    """The way there."""
    HOLD = "hold"
    """The pause at the turning point."""
    DOWN = "down"
    """The way back."""
    MOVE = "move"
    """All of what is done by time, not by counting."""
    SWITCH = "switch"
    """To the other side."""
    REST = "rest"
    """Between two sets."""


MOVING = frozenset({Phase.UP, Phase.HOLD, Phase.DOWN, Phase.MOVE})
"""The phases of a repetition."""


@value
class Beat:
    """A stretch of the plan in which one thing is done, for so many seconds. `exercise` is its place in the run; `rep`
    and `set` count from 1, `side` is None where both work or none. `starts` is counted from the start of the run.
    """

    exercise: int
    phase: Phase
    seconds: float
    starts: float
    side: Side | None = None
    set: int = 1
    rep: int = 1

    @property
    def ends(self) -> float:
        return self.starts + self.seconds


@value
class Part:
    """The exercise of this place in the run: when it begins, after the time to get ready, and when it ends."""

    starts: float
    ends: float


@value
class Telling:
    """Places of steps: those that are done now, and those to be minded besides. If none is done now, the name of the
    phase says all there is to say.
    """

    now: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()


_Bare = tuple[Phase, float, Side | None, int, int]
"""A beat before it has a place: phase, seconds, side, set, repetition."""


class SessionPlan:
    """The beats of these exercises, one after another. What is done of each takes as long as the exercise says."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self.exercises = tuple(exercises)
        self.beats = tuple(_placed(self.exercises))
        self._starts = [beat.starts for beat in self.beats]
        self.parts = tuple(
            Part(next(b.starts for b in self.beats if b.exercise == n and b.phase is not Phase.READY), self._end(n))
            for n in range(len(self.exercises))
        )

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return self.beats[-1].ends if self.beats else 0.0

    def index(self, position: float) -> int:
        """The place of the beat at so many seconds; that of the last one if it is over."""
        return max(0, bisect_right(self._starts, position) - 1)

    def beat(self, position: float) -> Beat:
        return self.beats[self.index(position)]

    def turns(self) -> list[float]:
        """Where the arrow keys stop: at the start of each repetition, rest and change."""
        found: list[float] = []
        before: tuple[object, ...] | None = None
        for beat in self.beats:
            turn = (beat.exercise, beat.set, beat.side, beat.rep, None if beat.phase in MOVING else beat.phase)
            if turn != before:
                found.append(beat.starts)
            before = turn
        return found

    def telling(self, beat: Beat, *, untimed: bool = False) -> Telling:
        """The steps that go with this beat. `untimed`: it stands for all of its repetition."""
        exercise = self.exercises[beat.exercise]
        if not exercise.when:
            count = len(exercise.steps)
            return Telling(tuple(range(1, count)) if beat.phase in MOVING and count > 1 else (0,))
        now, beside = _parts(beat, exercise, untimed=untimed)
        large = tuple(place for place, when in enumerate(exercise.when) if when & now)
        small = (place for place, when in enumerate(exercise.when) if when & beside)
        return Telling(large, tuple(place for place in small if place not in large))

    def rest_of_repetition(self, index: int) -> tuple[Beat, ...]:
        """The beats that come after this one in the same repetition."""
        own = self.beats[index]
        rest = self.beats[index + 1 : index + len(MOVING)]
        return tuple(other for other in rest if own.phase in MOVING and _same_rep(other, own))

    def repetition(self, beat: Beat) -> tuple[float, float]:
        """When the repetition that this beat belongs to begins and ends."""
        own = [other for other in self.beats if _same_rep(other, beat)]
        return own[0].starts, own[-1].ends

    def _end(self, exercise: int) -> float:
        return max(beat.ends for beat in self.beats if beat.exercise == exercise)


_OF_PHASE: Mapping[Phase, frozenset[When]] = {
    Phase.READY: frozenset({When.READY}),
    Phase.UP: frozenset({When.UP}),
    Phase.HOLD: frozenset({When.HOLD}),
    Phase.DOWN: frozenset({When.DOWN}),
    Phase.MOVE: frozenset(),
    Phase.SWITCH: frozenset({When.READY, When.AFTER}),
    Phase.REST: frozenset(),
}


def _parts(beat: Beat, exercise: Exercise, *, untimed: bool) -> tuple[frozenset[When], frozenset[When]]:
    """Which parts of the dose are done in this beat, and which steps are to be minded with it."""
    now, beside = _OF_PHASE[beat.phase], frozenset({When.ALL})
    if beat.phase is Phase.REST:
        return now, beside | {When.READY}
    if beat.phase not in MOVING:
        return now, beside
    if untimed:
        now = frozenset({When.UP, When.HOLD, When.DOWN})
    second_half = When.HALFWAY in frozenset().union(*exercise.when) and 2 * beat.rep > exercise.reps
    now |= {When.HALFWAY if second_half else When.MOVE}
    return now, beside | {When.AFTER} if beat.rep == exercise.reps else beside


def _same_rep(one: Beat, other: Beat) -> bool:
    return (one.exercise, one.set, one.side, one.rep) == (other.exercise, other.set, other.side, other.rep) and (
        one.phase in MOVING
    )


def _placed(exercises: Sequence[Exercise]) -> Iterator[Beat]:
    beats = [
        (place, *each)
        for place, exercise in enumerate(exercises)
        for each in ((Phase.READY, READY_S if place == 0 else CHANGE_S, None, 1, 1), *_of(exercise))
        if each[1] > 0
    ]
    starts = accumulate((beat[2] for beat in beats), initial=0.0)
    for (place, phase, seconds, side, number, rep), begins in zip(beats, starts, strict=False):
        yield Beat(place, phase, seconds, begins, side, number, rep)


def _of(exercise: Exercise) -> Iterator[_Bare]:
    first, other = Side.RIGHT, Side.LEFT
    for number in range(1, exercise.sets + 1):
        if number > 1:
            yield Phase.REST, exercise.rest_s, None, number, 1
        if exercise.sides is Sides.EACH:
            for rep in range(1, exercise.reps + 1):
                yield from _rep(exercise, first, number, rep)
            yield Phase.SWITCH, exercise.switch_s, other, number, 1
            for rep in range(1, exercise.reps + 1):
                yield from _rep(exercise, other, number, rep)
        else:
            sides = (first, other) if exercise.sides is Sides.ALTERNATE else (None,)
            for rep in range(1, exercise.reps + 1):
                for side in sides:
                    yield from _rep(exercise, side, number, rep)


def _rep(exercise: Exercise, side: Side | None, number: int, rep: int) -> Iterator[_Bare]:
    still = Phase.MOVE if exercise.mode is Mode.TIMED else Phase.HOLD
    for phase, seconds in ((Phase.UP, exercise.up_s), (still, exercise.hold_s), (Phase.DOWN, exercise.down_s)):
        yield phase, seconds, side, number, rep
