"""Ball roll, inner side: a ball rolls below the sole from the heel to the ball of the foot and back."""

from itertools import pairwise
from math import atan2, degrees

from resources.rig.arrows import there_and_back
from resources.rig.feet import bare_foot as bare
from resources.rig.feet.ankle_turns import ANKLE, FOOT
from resources.rig.geometry import lerp, oval, rot, shifted, smooth
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=1, down=2)
RADIUS = 30.0
FROM, TO = 54.0, 146.0
"""Where the ball touches the sole: at the heel, and behind the ball of the foot."""
KNEE = 270.0
"""How far above the ankle the knee is, which stays."""
SIZE = 0.68
SHANK = smooth([(27, -10, 0), (88, -10, 0), (87, 50), (87, 86), (86, 110), (78, 142), (56, 156), (34, 146),
                (26, 122), (27, 70)])  # fmt: skip
TROUSERS = smooth([(13, -46, 0), (101, -46, 0), (99, -20), (96, 26, 0), (56, 33), (20, 26, 0), (16, -20)])
SOLE = ((39, 200), (57, 200), (70, 197), (85, 193), (105, 190), (125, 191), (144, 195), (168, 200))


def _sole_at(x: float) -> float:
    """How low the sole is there; the arch is soft."""
    for (left, first), (right, second) in pairwise(SOLE):
        if left <= x <= right:
            return lerp(first, second, (x - left) / (right - left))
    return SOLE[-1][1]


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    away = (-ANKLE[0], -ANKLE[1])
    middle = (FROM + TO) / 2
    touch = [lerp(FROM, TO, a) for a in v]
    ball_at = [middle - x for x in touch]  # what rolls between two goes half as far as the upper one
    lean = [-degrees(atan2(2 * x, KNEE)) for x in ball_at]
    tilt = [lerp(5, -8, a) for a in v]
    low = [rot((x, _sole_at(x)), turn, ANKLE)[1] for x, turn in zip(touch, tilt, strict=True)]
    foot_at = [(2 * x, bare.GROUND - y) for x, y in zip(ball_at, low, strict=True)]
    bone = (shifted(bare.ANKLE, away), "pen", False)
    toes = "".join(layer(Part((0, 0), tilt, [], [Part(away, 0, [], [toe])], dur=dur)) for toe in bare.small_toes())
    foot = Part((0, 0), tilt, [(shifted(FOOT, away), "skin")], [Part(away, 0, [], [bare.big_toe()])], dur=dur)
    shank = Part((0, 0), lean, [(shifted(SHANK, away), "skin"), bone], dur=dur)
    cloth = Part((0, 0), lean, [(shifted(TROUSERS, away), "trousers")], dur=dur)
    leg = moved("translate", foot_at, dur, placed(toes + layer(foot, shank) + layer(cloth), ANKLE))
    seams = [
        smooth([(-26, side * 14), (-8, side * 7), (8, side * 7), (26, side * 14)], closed=False) for side in (1, -1)
    ]
    ball = path(oval((0, 0), RADIUS), "cloth", "edge") + path("".join(seams), "pen")
    turning = moved("rotate", [degrees(x / RADIUS) for x in ball_at], dur, ball)
    rolling = moved("translate", [(middle + x, bare.GROUND + RADIUS) for x in ball_at], dur, turning)
    marks = path("M12 222.5H308", "floor") + there_and_back(TIME, "M130 231.6L222 231.6", head=8)
    return document("Ball roll", bare.shown(placed(leg + rolling, (0, 0), scale=SIZE), (80, 43.2)) + marks, TIME)


PICTURES = {"ball_roll": draw}
