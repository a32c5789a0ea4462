"""The back on a chair: over the back of the chair, round and long, drawn forward by the arms."""

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import lerp, line
from resources.rig.side import outlines
from resources.rig.side.person import Person, Pose, Trunk
from resources.rig.side.room import arms, chair, drawn, eased, feet, floor, seated, stool, tempo
from resources.rig.svg import document

P = Person()
WIDE = Person(arms=0.47)
"""Someone whose elbows point to the onlooker."""


def _behind_head(v: float) -> Pose:
    trunk = Trunk(seated(112), -5, lerp(-3, -8, v), lerp(3, -33, v), lerp(8, -30, v), lerp(0, -32, v))
    nape = WIDE.off(WIDE.head(trunk), (-13, -9), trunk.head)
    arm = WIDE.arm(WIDE.shoulder(trunk), nape, 172 - trunk.head, 1)
    return Pose(trunk, *feet(WIDE, trunk, 150), arm, arm)


def chair_back_arch() -> str:
    """Only the upper back bends, over the edge of the chair back."""
    time = tempo(3, 2, 3)
    v = eased(time)
    marks = {"chest": P.mark(outlines.BETWEEN_BLADES)}
    poses = [_behind_head(x) for x in v]
    layers = WIDE.draw(poses, time.seconds, marks)
    person = WIDE.shadow(poses, arms=False) + layers["far_leg"] + layers["body"] + layers["arm"]
    back = there_and_back(time, bow((108, 110), 90, 4, -34))
    return document("Upper back over the chair", floor() + chair(92, 150, 112) + person + back, time)


def _on_thighs(v: float) -> Pose:
    trunk = Trunk(seated(116), lerp(11, -18, v), lerp(-7, 0, v), lerp(-15, 29, v), lerp(2, 54, v), lerp(-12, 50, v))
    return Pose(trunk, *feet(P, trunk, 162), *arms(P, trunk, (lerp(164, 160, v), 131.5), 89, (5, -1)))


def cat_cow_seated() -> str:
    """The whole back rounds, then grows long."""
    time = tempo(3, 1, 3)
    v = eased(time)
    marks = {"chest": P.mark(outlines.UPPER_SPINE), "waist": P.mark(outlines.LOW_SPINE)}
    person = drawn(P, [_on_thighs(x) for x in v], time.seconds, marks, ("flat", "flat"))
    back = there_and_back(time, line((80, 122), (48, 122)), bow((112, 92), 74, 22, 57))
    return document("Seated cat-cow", floor() + stool(92, 140) + person + back, time)


def _clasped(v: float) -> Pose:
    chest, neck, head = lerp(3, 32, v), lerp(9, 42, v), lerp(0, 30, v)
    trunk = Trunk(seated(104), -2, lerp(-1, 4, v), chest, neck, head, forward=6 * v)
    wrist = P.shoulder(trunk)[0] + lerp(52, 79, v), lerp(94, 92, v)
    return Pose(trunk, *feet(P, trunk, 146), *arms(P, trunk, wrist, 90, (2, 0)))


def upper_back_reach() -> str:
    """The arms push away, the upper back rounds."""
    time = tempo(2, 3, 2)
    v = eased(time)
    marks = {"chest": P.mark(outlines.BETWEEN_BLADES)}
    person = drawn(P, [_clasped(x) for x in v], time.seconds, marks, ("fist", "fist"))
    forward = there_and_back(time, line((232, 92), (268, 92)))
    return document("Upper-back reach", floor() + chair(68, 134) + person + forward, time)


PICTURES = {
    "chair_back_arch": chair_back_arch,
    "cat_cow_seated": cat_cow_seated,
    "upper_back_reach": upper_back_reach,
}
