"""A long step back at the desk, the tail tucked under, the weight forward with an upright trunk."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import lerp, line
from resources.rig.side import outlines
from resources.rig.side.person import Person, Pose, Trunk
from resources.rig.side.room import DESK, GROUND, arms, desk, drawn, eased, floor, tempo
from resources.rig.svg import document

P = Person(0.83)
BACK, FRONT = P.flat(44, GROUND), P.flat(140, GROUND - 1)


def _pose(v: float) -> Pose:
    heel, tuck = lerp(36, 52, v), lerp(0, -4, v)
    hip = lerp(108, 127, v), lerp(122, 130, v)
    trunk = Trunk(hip, lerp(8, -14, v), tuck, tuck + 6, 9, 0)
    legs = P.leg(hip, P.tiptoe(BACK, heel), heel), P.leg(P.hip(trunk, far=True), FRONT)
    return Pose(trunk, *legs, *arms(P, trunk, (156, DESK - 5), 84, (6, -2)))


def hip_flexor_stretch() -> str:
    """The pelvis turns under, and the hip of the back leg comes forward."""
    time = tempo(2, 3, 2)
    v = eased(time)
    marks = {"hip": P.mark(outlines.HIP_FRONT)}
    poses = [_pose(x) for x in v]
    person = drawn(P, poses, time.seconds, marks, ("flat", "flat"))
    forward = there_and_back(time, line((36, 118), (76, 118)))
    return document("Standing hip-flexor stretch", floor() + desk(148) + person + forward, time)


PICTURES = {"hip_flexor_stretch": hip_flexor_stretch}
