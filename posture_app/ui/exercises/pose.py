"""Which moment of a drawing's cycle goes with a moment of a run."""

import math

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
    if beat.phase is Phase.READY or beat.phase is Phase.MOVE:
        return _loop(into, times, cycle, run)
    if beat.phase in times.phases:
        begin, end = times.phases[beat.phase]
        at = begin + (end - begin) * min(1.0, into / beat.seconds)
        rate = beat.seconds / (end - begin) if end > begin else math.inf
        still = times.still_for(at) * rate if rate < math.inf else math.inf
        return at, math.inf if run.paused or still >= run.left else still
    if "move" in times.phases:
        begin, end = times.phases["move"]
        begun, ends = run.plan.repetition(beat)
        share = (run.position - begun) / (ends - begun)
        return begin + (end - begin) * share, math.inf if run.paused else 0.0
    return _loop(into, times, cycle, run)


def _loop(into: float, times: PictureTimes, cycle: float, run: SessionRun) -> tuple[float, float]:
    begin, end = times.phases.get("move", (0.0, cycle))
    at = begin + into % max(end - begin, 0.001)
    return at, math.inf if run.paused else times.still_for(at)
