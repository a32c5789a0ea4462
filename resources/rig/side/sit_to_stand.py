"""From the chair: the trunk forward, the nose over the toes, up; and down again slowly."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import ease, lerp, line
from resources.rig.side import outlines
from resources.rig.side.person import Arm, Person, Pose, Trunk
from resources.rig.side.room import GROUND, chair, floor, shares, tempo
from resources.rig.svg import document

P = Person(0.84)
ANKLE = P.flat(136, GROUND)
FAR_ANKLE = ANKLE[0] + 5, ANKLE[1] - 2
SITS, STANDS = (107.0, 158.0), P.above(ANKLE, 2, 4)
LEANS = 44


def _between(sitting: Arm, reaching: Arm, reach: float, standing: Arm, stand: float) -> Arm:
    def of(start: float, there: float, end: float) -> float:
        return lerp(lerp(start, there, reach), end, stand)

    return Arm(
        of(sitting.upper, reaching.upper, standing.upper),
        of(sitting.fore, reaching.fore, standing.fore),
        of(sitting.hand, reaching.hand, standing.hand),
    )


def _pose(v: float) -> Pose:
    lean = LEANS * (ease(v / 0.45) if v < 0.45 else 1 - ease((v - 0.45) / 0.55))  # noqa: PLR2004 - the seat is left
    hip = lerp(SITS[0], STANDS[0], ease((v - 0.25) / 0.7)), lerp(SITS[1], STANDS[1], ease((v - 0.3) / 0.7))
    trunk = Trunk(hip, lean - 3, lean - 2, lean + 3, lean + 8, lean * 0.45)
    stand = ease((v - 0.4) / 0.6)
    arm = _between(Arm(20, 68, 80), Arm(62, 78, 85), ease(v / 0.4), Arm(-9, 2, 4), stand)
    far = Arm(arm.upper + 4, arm.fore + 4, arm.hand + 4)
    return Pose(trunk, P.leg(hip, ANKLE), P.leg(P.hip(trunk, far=True), FAR_ANKLE), arm, far)


def sit_to_stand() -> str:
    """Up and down."""
    time = tempo(2, 1, 3)
    v = shares(time)
    poses = [_pose(x) for x in v]
    layers = P.draw(poses, time.seconds, {"thigh": P.mark(outlines.QUADS)})
    person = P.shadow(poses, arms=False) + "".join(layers.values())
    up = there_and_back(time, line((250, 146), (250, 76)))
    return document("Sit to stand", floor() + chair(66, 122, 104, 171) + person + up, time)


PICTURES = {"sit_to_stand": sit_to_stand}
