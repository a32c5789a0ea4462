"""Heels up and down, standing, hands on the desk: both, or one."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import line
from resources.rig.side import outlines
from resources.rig.side.person import BALL, Leg, Person, Pose, Trunk
from resources.rig.side.room import DESK, GROUND, arms, desk, drawn, eased, floor, pin, tempo
from resources.rig.svg import document

P = Person(0.83)
HANDS = ("flat", "flat")
MARKS = {"shank": P.mark(outlines.CALF)}
PINNED = P.flat(112, GROUND)[0] + BALL[0] * P.size
LIFTED = Leg(2, -82, 62, 62)
"""The other leg, behind the body."""


def _pose(heel: float, other: Leg | None = None) -> Pose:
    ankle = P.tiptoe(P.flat(112, GROUND), heel)
    trunk = Trunk(P.above(ankle, 2, 3), 0, -2, 2, 8, 0)
    far = other or P.leg(P.hip(trunk, far=True), (ankle[0] + 6, ankle[1] - 2), heel)
    return Pose(trunk, P.leg(trunk.hip, ankle, heel), far, *arms(P, trunk, (148, DESK - 5), 84, (7, -2)))


def heel_raise() -> str:
    """Both heels rise, the balls stay."""
    time = tempo(3, 1, 4)
    v = eased(time)
    person = drawn(P, [_pose(38 * x) for x in v], time.seconds, MARKS, HANDS)
    up = there_and_back(time, line((84, 214), (84, 172)))
    return document("Standing heel raises", floor() + pin(PINNED) + desk(141) + person + up, time)


def single_leg_heel_raise() -> str:
    """One heel rises, the other foot is up behind."""
    time = tempo(2, 1, 3)
    v = eased(time)
    person = drawn(P, [_pose(36 * x, LIFTED) for x in v], time.seconds, MARKS, HANDS)
    up = there_and_back(time, line((164, 210), (164, 170)))
    return document("Single-leg heel raise", floor() + pin(PINNED) + desk(141) + person + up, time)


PICTURES = {"heel_raise": heel_raise, "single_leg_heel_raise": single_leg_heel_raise}
