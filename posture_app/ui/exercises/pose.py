"""Which moment of a drawing's cycle goes with a moment of a run."""

import math

from posture_app.core.content.exercises import Sides
from posture_app.core.session.ends import Side
from posture_app.core.session.plan import MOVING, Phase
from posture_app.core.session.run import SessionRun
from posture_app.ui.exercises.picture_times import PictureTimes


def pose(run: SessionRun, times: PictureTimes, cycle: float, *, calm: bool) -> tuple[float, float]:
    """Seconds into the cycle, and for how many seconds from now nothing will move (inf: until the next beat).

    While one gets ready, and where the person sets the pace, the whole cycle plays over and over; in rests it lies at
    its start. `calm`: each beat has one picture, that of its end.
    """
    beat = run.beat
    into = run.position - beat.starts
    if beat.phase in (Phase.SWITCH, Phase.REST) or not cycle:
        return 0.0, math.inf
    if calm:
        return (times.phases.get(beat.phase, (0.0, times.still))[1] if beat.phase in MOVING else times.still), math.inf
    whole = 0.0, cycle
    if beat.phase in (Phase.READY, Phase.MOVE):
        return _loop(into, times, times.phases.get("move", whole) if beat.phase is Phase.MOVE else whole, run)
    if beat.phase in times.phases:
        begin, end = times.phases[beat.phase]
        at = begin + (end - begin) * min(1.0, into / beat.seconds)
        rate = beat.seconds / (end - begin) if end > begin else math.inf
        still = times.still_for(at) * rate if rate < math.inf else math.inf
        return at, math.inf if run.paused or still >= run.left else still
    if "move" in times.phases:
        way = "halfway" if 2 * beat.rep > run.exercise.reps and "halfway" in times.phases else "move"
        begin, end = times.phases[way]
        begun, ends = run.plan.repetition(beat)
        if has_both_sides(run, times):
            begun, ends = (begun, 2 * ends - begun) if beat.side is Side.RIGHT else (2 * begun - ends, ends)
        share = (run.position - begun) / (ends - begun)
        return begin + (end - begin) * share, math.inf if run.paused else 0.0
    return _loop(into, times, whole, run)


def has_both_sides(run: SessionRun, times: PictureTimes) -> bool:
    """Whether the picture itself shows one side after the other, the right one first."""
    return run.exercise.sides is Sides.ALTERNATE and "move" in times.phases


def _loop(into: float, times: PictureTimes, stretch: tuple[float, float], run: SessionRun) -> tuple[float, float]:
    begin, end = stretch
    at = begin + into % max(end - begin, 0.001)
    return at, math.inf if run.paused else times.still_for(at)
