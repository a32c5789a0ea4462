"""One leg straight out from the chair: the trunk leans over it, or a towel draws its foot."""

from math import atan2, cos, degrees, hypot, sin

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import Point, between, lerp, line, rot
from resources.rig.side import outlines
from resources.rig.side.parts import Joint
from resources.rig.side.person import Person, Pose, Trunk
from resources.rig.side.room import GROUND, arms, chair, drawn, eased, floor, seated, tempo
from resources.rig.svg import document

P = Person()
TIME = tempo(2, 3, 2)
ANKLE = 196.6, 204.0
"""Of the foot in the towel: it rolls on its heel."""
HANDS = (148.0, 124.0), (124.0, 115.0)
"""From where to about where the hands draw."""
FISTS = ("fist", "fist")


def seated_hamstring() -> str:
    """The trunk tips forward from the hip with a long back."""
    hip = seated(116)

    def pose(v: float) -> Pose:
        lean = lerp(-2, 38, v)
        trunk = Trunk(hip, lean - 2, lean - 1, lean + 2, lean + lerp(8, 0, v), lean + lerp(2, -14, v))
        other = P.hip(trunk, far=True)
        far = P.leg(other, P.flat(146, GROUND - 1))
        x, y = between(other, P.knee(other, far), lerp(0.5, 0.66, v))
        wrists = arms(P, trunk, (x, y - 15), far.thigh - 4, (5, -1))
        return Pose(trunk, P.leg(hip, (217, 203.5), -54, -58), far, *wrists)

    v = eased(TIME)
    hands = ("flat", "flat")
    person = drawn(P, [pose(x) for x in v], TIME.seconds, {"thigh": P.mark(outlines.HAMSTRING)}, hands)
    turn = there_and_back(TIME, bow(hip, 130, 14, 48))
    return document("Seated hamstring stretch", floor() + chair(66, 134) + person + turn, TIME)


def _heel(v: float) -> float:
    """The angle of that foot."""
    return lerp(-24, -66, v)


def _towel(v: float) -> tuple[Point, float, float]:
    """Where the towel lies round the ball, its length up to the hand, and its angle."""
    x, y = rot((19, 16), _heel(v))
    ball = ANKLE[0] + x, ANKLE[1] + y
    hand = between(*HANDS, v)
    length = hypot(ball[0] - hand[0], ball[1] - hand[1]) if v == 0 else _towel(0)[1]
    return ball, length, atan2(hand[1] - ball[1], hand[0] - ball[0])


def towel_calf_stretch() -> str:
    """The hands draw the towel, and it draws the ball of the foot."""
    hip = seated(96)

    def pose(v: float) -> Pose:
        trunk = Trunk(hip, -3, -2, 3, 9, 2)
        ball, length, angle = _towel(v)
        wrist = ball[0] + length * cos(angle) - 10, ball[1] + length * sin(angle) + 1
        far = P.leg(P.hip(trunk, far=True), P.flat(138, GROUND - 1))
        return Pose(trunk, P.leg(hip, ANKLE, _heel(v), _heel(v)), far, *arms(P, trunk, wrist, 84, (2, -1)))

    v = eased(TIME)
    poses, towels = [pose(x) for x in v], [_towel(x) for x in v]
    end = towels[0][1] + 1
    sides: list[Point] = [(end * 0.6, 5), (24, 5.4), (4, 6.6), (-4, 5)]
    across = [(x, -y) for x, y in reversed(sides)]
    taut = P.shape([(end, 4.4, 0), *sides, *across, (end, -4.4, 0)], "cloth")
    turns = [degrees(angle) for _, _, angle in towels]
    towel = Joint([ball for ball, _, _ in towels], turns, [taut])
    loose = P.shape([(-5, -3), (4, -4), (6, 8), (8, 22, 0), (-9, 22, 0), (-7, 8)], "cloth")  # below the fist
    hands = [(x + length * cos(angle) - 3, y + length * sin(angle) + 4) for (x, y), length, angle in towels]
    hanging = Joint(hands, [0], [loose])
    loop = P.shape([(11, 13, 0), (28, 13, 0), (29, 17), (26, 20), (14, 20), (10, 17)], "cloth")
    layers = P.draw(poses, TIME.seconds, {"shank": P.mark(outlines.CALF), "foot": [loop]}, FISTS)
    person = P.shadow(poses, FISTS) + layers["far_arm"] + layers["far_leg"] + layers["body"]
    person += hanging.layer(TIME.seconds) + towel.layer(TIME.seconds) + layers["arm"]
    pull = there_and_back(TIME, line((192, 115), (156, 104)))
    return document("Towel calf stretch", floor() + chair(60, 126) + person + pull, TIME)


PICTURES = {"seated_hamstring": seated_hamstring, "towel_calf_stretch": towel_calf_stretch}
