"""The right ankle lies on the left knee, and the trunk leans over it from the hips."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import lerp, smooth
from resources.rig.people.piece import Piece, layer
from resources.rig.people.solid import hull
from resources.rig.side import outlines
from resources.rig.side.parts import Joint, Outline
from resources.rig.side.person import BALL, Leg, Person, Pose, Trunk
from resources.rig.side.room import GROUND, arms, chair, eased, floor, seated, tempo
from resources.rig.svg import document

P = Person()
TIME = tempo(2, 3, 2)
HIP = seated(112)
KNEE, ANKLE = (152.0, 160.0), (178.0, 139.0)
"""Of the leg that lies across: the knee comes toward the onlooker."""
FOOT, TURN = (184.0, 133.0), -24.0
BUTTOCK: Outline = [(-13, -12), (-17, -2), (-14.5, 8), (-6, 12.5), (2, 10), (-5, 5), (-9, -3)]
HANDS = ("flat", "flat")


def _pose(v: float) -> Pose:
    lean = lerp(-3, 36, v)
    trunk = Trunk(HIP, lean, lean, lean + 3, lean + lerp(8, 2, v), lean + lerp(2, -10, v))
    far = P.leg(P.hip(trunk, far=True), P.flat(152, GROUND - 1))
    return Pose(trunk, Leg(), far, *arms(P, trunk, (140, 141), 72, (24, -14)))


def draw() -> str:
    """The trunk leans forward with a long back; the legs stay."""
    v = eased(TIME)
    poses = [_pose(x) for x in v]
    layers = P.draw(poses, TIME.seconds, hands=HANDS)
    trunk = Joint(HIP, [0], [], [P.trunk_joint([pose.trunk for pose in poses], {"pelvis": P.mark(BUTTOCK)})])
    shank = hull([(*KNEE, 10.5), (163, 151, 10), (*ANKLE, 7.4)])
    thigh = hull([(HIP[0] + 9, HIP[1], 12), (*KNEE, 11)])
    shoe = Piece([(P.shape(outlines.SHOE, "shoe").data, "shoe", True)], shift=[FOOT], turn=[TURN])
    tip = Piece([(P.shape(outlines.TOES, "shoe").data, "shoe", True)], shift=[P.off(FOOT, BALL, TURN)], turn=[TURN])
    over = smooth([(136, 24), (164, 25), (190, 38), (207, 62)], closed=False)
    return document(
        "Seated figure four",
        floor()
        + chair(66, 134)
        + P.shadow(poses, HANDS)
        + layers["far_leg"]
        + layers["far_arm"]
        + trunk.layer(TIME.seconds)
        + layer(shoe, tip)
        + layer(Piece([(thigh, "trousers", True)]))
        + layer(Piece([(shank, "trousers", True)]))
        + layers["arm"]
        + there_and_back(TIME, over),
        TIME,
    )


PICTURES = {"figure_four": draw}
