"""Finger-toe interlace, from above: the fingers of the other hand slide between the toes, hold, and let go."""

from math import atan2, degrees, dist

from resources.rig.geometry import Point, between, lerp, n, oval, smooth
from resources.rig.people.solid import hull
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=2)
AWAY = 44.0
"""How far off the hand is at rest."""
FOOT = smooth([
    (226, 40, 0), (228, 84), (214, 108), (180, 118), (146, 122), (122, 128), (106, 146), (96, 168), (90, 188),
    (88, 208), (98, 222), (118, 226), (146, 218), (176, 214), (206, 220), (236, 228), (266, 228), (286, 216),
    (292, 192), (286, 160), (284, 120), (286, 40, 0),
])  # fmt: skip
"""The foot and its ankle, the toes to the left, the inner edge below."""
ANKLE = "M244 168C250 158 264 158 269 168"
CUFF = smooth([(214, 20, 0), (298, 20, 0), (296, 46), (294, 66, 0), (256, 74), (218, 66, 0), (216, 46)])
JOINTS: tuple[Point, ...] = ((104, 207), (100, 184), (105, 166), (113, 150), (124, 136))
"""Where the toes begin, the big one first."""
LENGTHS, WIDTHS = (56, 44, 40, 35, 29), (14.5, 8.6, 8.2, 7.8, 7.6)
REST, APART = (-2, 0, 3, 6, 10), (-15, -5, 5, 14, 25)
"""How they point, in degrees above the level, at rest and with the fingers between them."""
PALM = smooth([(-6, 116), (14, 122), (21, 140), (22, 164), (21, 188), (14, 208), (-6, 214), (-34, 204), (-56, 192),
               (-58, 146), (-34, 128)])  # fmt: skip
THUMB = smooth([(-50, 150), (-42, 130), (-20, 108), (0, 94), (16, 88), (20, 96), (8, 106), (-8, 122), (-20, 150)])
SLEEVE = smooth([(-52, 142, 0), (-52, 196, 0), (-72, 199, 0), (-72, 139, 0)])
PLACE: Point = (101.0, 20.0)
SIZE, TURN = 0.72, 4.0


def _toe(place: int, angles: list[float], dur: float) -> Part:
    """Along -x from its joint, turned up by these angles."""
    wide, length = WIDTHS[place], float(LENGTHS[place])
    outline = hull([(14, 0, wide * 0.6), (-2, 0, wide * 0.94), (-length + wide, 0, wide)])
    nail = oval((-length + wide * 0.7, -wide * 0.12), wide * 0.5, wide * 0.56)
    return Part(JOINTS[place], angles, [(outline, "skin"), (nail, "nail rim", False)], dur=dur)


def _finger(left: int) -> Part:
    """One that ends between this toe and the next."""
    web = between(JOINTS[left], JOINTS[left + 1], 0.5)
    knuckle = 8.0, 202 - 24.0 * left
    tip = web[0] - 1, web[1]
    far = dist(knuckle, tip)
    shape = hull([(0, 0, 8), (far * 0.5, 0, 5.8), (far, 0, 5)])
    crease = f"M{n(far * 0.3)} -4V4M{n(far * 0.62)} -3V3"
    turn = degrees(atan2(tip[1] - knuckle[1], tip[0] - knuckle[0]))
    return Part(knuckle, turn, [(shape, "skin_far"), (crease, "pen", False)])


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    spread = [min(1.0, max(0.0, (a - 0.1) / 0.8)) for a in v]
    toes = [_toe(place, [lerp(REST[place], APART[place], a) for a in spread], dur) for place in (4, 3, 2, 1, 0)]
    foot = layer(Part((0, 0), 0, [(FOOT, "skin"), (ANKLE, "pen", False)]))
    roots = "".join(oval((x + 14, y), WIDTHS[place] * 0.6 + 4.6) for place, (x, y) in enumerate(JOINTS))
    parts = [Part((0, 0), 0, [(shape, "skin_far")]) for shape in (PALM, THUMB)]
    hand = layer(Part((0, 0), 0, [(SLEEVE, "top")]), *(_finger(left) for left in range(4)), *parts)
    coming = moved("translate", [(-AWAY * (1 - a), 0.0) for a in v], dur, hand)
    cuff = layer(Part((0, 0), 0, [(CUFF, "trousers")]))
    drawn = path("M-20 244H34M22 232L34 244L22 256", "arrow")
    arrow = moved("translate", [(-8 + 16 * a, 0) for a in v], dur, drawn)
    body = foot + coming + layer(*toes) + path(roots, "skin") + cuff + arrow
    return document("Finger-toe interlace", placed(body, PLACE, TURN, SIZE), TIME)


PICTURES = {"finger_toe_interlace": draw}
