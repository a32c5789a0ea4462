"""Finger-toe interlace, from above: the fingers of the other hand slide between the toes, hold, and let go."""

from math import atan2, degrees, hypot

from resources.rig.feet import top_foot
from resources.rig.feet.toe_spread import CUFF, TENDONS
from resources.rig.geometry import Point, between, n, smooth
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=2)
SLIM = 0.78
"""How thin the small toes are, to leave room."""
AWAY = 46.0
"""How far off the hand is at rest."""
KNUCKLES, APART = -246.0, 34.0
"""Where the fingers begin, and how far from each other."""
PLACE: Point = (306.0, 122.0)
SIZE = 0.8
PALM = smooth([(-61, -238), (-63, -258), (-52, -284), (-34, -306), (28, -306), (44, -288), (56, -262), (56, -238),
               (34, -246), (12, -250), (-16, -250), (-40, -246)])  # fmt: skip
THUMB = smooth([(26, -306), (44, -298), (60, -280), (76, -258), (86, -234), (80, -227), (72, -233), (62, -250),
                (40, -264), (22, -286)])  # fmt: skip
WRIST = smooth([(-30, -298), (27, -298), (26, -322, 0), (-28, -322, 0)])
SLEEVE = smooth([(-32, -314, 0), (31, -314, 0), (32, -328, 0), (-34, -328, 0)])


def _knuckle(left: int) -> Point:
    return (left - 1.5) * APART - 3, KNUCKLES


def _root(left: int) -> Point:
    """The web between this toe and the next."""
    return between(top_foot.JOINTS[left], top_foot.JOINTS[left + 1], 0.5)


def _aside(place: int) -> float:
    """How far the fingers beside it press a toe aside: its end lies in the middle between them."""
    x, y = top_foot.JOINTS[place]
    length = top_foot.LENGTHS[place] - 8.0
    beside = []
    for left in (place - 1, place):
        knuckle, root = _knuckle(min(3, max(0, left))), _root(min(3, max(0, left)))
        share = (root[1] - y + length) / (root[1] - knuckle[1])
        beside.append(between(root, knuckle, share)[0] + (left - min(3, max(0, left))) * 27)
    return degrees(atan2(sum(beside) / 2 - x, length)) - top_foot.REST[place]


def _finger(left: int) -> Part:
    """One between this toe and the next, its tip at their roots."""
    root, knuckle = _root(left), _knuckle(left)
    across, up = knuckle[0] - root[0], knuckle[1] - root[1]
    far = hypot(across, up)
    side = [(8.6, -14), (7, 10), (5.6, far * 0.5), (4.8, far - 14), (3, far - 7)]
    outline = smooth([*side, (0, far - 5), *((-x, y) for x, y in reversed(side))])
    creases = "".join(f"M{n(-4)} {n(far * k)}H4" for k in (0.3, 0.62))
    return Part(knuckle, degrees(atan2(across, -up)), [(outline, "skin_far"), (creases, "pen", False)])


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    spread = [min(1.0, max(0.0, (a - 0.1) / 0.8)) for a in v]
    toes = [
        top_foot.toe(place, [_aside(place) * a for a in spread], dur, slim=SLIM if place else 1) for place in range(5)
    ]
    foot = layer(Part((0, 0), 0, [(top_foot.FOOT, "skin")], toes)) + path(TENDONS, "pen")
    parts = [Part((0, 0), 0, [(shape, "skin_far")]) for shape in (WRIST, PALM, THUMB)]
    hand = layer(*(_finger(left) for left in range(4)), *parts, Part((0, 0), 0, [(SLEEVE, "top")]))
    coming = moved("translate", [(0.0, -AWAY * (1 - a)) for a in v], dur, hand)
    cuff = layer(Part((0, 0), 0, [(CUFF, "trousers")]))
    drawn = path("M-82 -262V-222M-90 -231L-82 -222L-74 -231", "arrow")
    arrow = moved("translate", [(0, -10 + 20 * a) for a in v], dur, drawn)
    return document("Finger-toe interlace", placed(foot + coming + cuff + arrow, PLACE, -90, SIZE), TIME)


PICTURES = {"finger_toe_interlace": draw}
