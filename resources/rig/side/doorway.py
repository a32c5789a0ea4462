"""A chest stretch in a doorway: the forearms stay at the frame, the chest goes through."""

from math import dist

from resources.rig.arrows import there_and_back
from resources.rig.geometry import Point, lerp, line, oval, shifted, smooth
from resources.rig.people.piece import Piece, layer, unwound
from resources.rig.people.solid import angle_of
from resources.rig.side import outlines
from resources.rig.side.person import FORE, UPPER, Arm, Person, Pose, Trunk
from resources.rig.side.room import GROUND, eased, floor, tempo
from resources.rig.svg import document, path

P = Person(0.8)
TIME = tempo(2, 3, 2)
FRAME, DEEP = 150.0, 16.0
"""Where the frame of the door begins, and how deep the wall is."""
ELBOW, FAR_ELBOW = (FRAME - 7, 79.0), (FRAME - 3, 77.0)
BACK, FRONT = P.flat(100, GROUND), P.flat(154, GROUND - 1)
HANGING = Arm()


def _pose(v: float) -> Pose:
    x, lean = lerp(132, 160, v), lerp(-2, 12, v)
    trunk = Trunk((x, P.lowest(x, BACK, lerp(26, 5, v))), lean - 4, lean - 3, lean - 4, lean + 2, lerp(2, -2, v))
    return Pose(trunk, P.leg(trunk.hip, BACK), P.leg(P.hip(trunk, far=True), FRONT), HANGING, HANGING)


def _upper(shoulders: list[Point], elbow: Point, far: str) -> list[Piece]:
    """The upper arm, which is seen the shorter, the more it points at the viewer."""
    wide, thin, size = 7.4 * P.size, 6 * P.size, UPPER * P.size
    skin = line((-wide, 0), (wide, 0), (thin, size), (-thin, size)) + "Z"
    sleeve = line((-wide - 1, 0), (wide + 1, 0), (thin + 1.4, size * 0.64), (-thin - 1.4, size * 0.64)) + "Z"
    turns = unwound([angle_of(shoulder, elbow) for shoulder in shoulders])
    seen = [(1.0, max(0.05, dist(shoulder, elbow) / size)) for shoulder in shoulders]
    return [
        Piece([(oval((0, 0), thin), "skin" + far, True)], shift=[elbow]),
        Piece([(skin, "skin" + far, True), (sleeve, "top" + far, True)], TIME.seconds, shoulders, turns, seen),
        Piece([(oval((0, 0), wide + 1), "top" + far, True)], TIME.seconds, shoulders),
    ]


def _fore(elbow: Point, far: str) -> list[Piece]:
    """The forearm and the hand, upright at the frame."""
    wide, thin, size = 5.8 * P.size, 4.2 * P.size, FORE * P.size
    fore = line((-wide, 0), (wide, 0), (thin, size), (-thin, size)) + "Z"
    hand = shifted(smooth(outlines.FLAT), (0, size), P.size)
    return [Piece([(hand, "skin" + far, True), (fore, "skin" + far, True)], shift=[elbow], turn=[180])]


def doorway_stretch() -> str:
    """One foot forward, the chest moves on between the elbows, which stay."""
    v = eased(TIME)
    poses = [_pose(x) for x in v]
    layers = P.draw(poses, TIME.seconds, {"chest": P.mark(outlines.CHEST_FRONT)})
    near, far = ([P.shoulder(pose.trunk, far=side) for pose in poses] for side in (False, True))
    jamb = line((FRAME, 20), (FRAME + DEEP, 20), (FRAME + DEEP, GROUND - 1), (FRAME, GROUND - 1)) + "Z"
    lintel = line((FRAME, 6), (FRAME + DEEP, 6), (FRAME + DEEP, 20), (FRAME, 20)) + "Z"
    body = floor() + path(jamb, "cloth", "edge") + path(lintel, "chair", "edge") + P.shadow(poses, arms=False)
    body += layer(*_fore(FAR_ELBOW, "_far"), *_upper(far, FAR_ELBOW, "_far")) + layers["far_leg"] + layers["body"]
    body += layer(*_fore(ELBOW, ""), *_upper(near, ELBOW, ""))
    forward = there_and_back(TIME, line((210, 92), (250, 92)))
    return document("Doorway chest stretch", body + forward, TIME)


PICTURES = {"doorway_stretch": doorway_stretch}
