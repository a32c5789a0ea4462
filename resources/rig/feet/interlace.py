"""Finger-toe interlace, from above: the fingers of the other hand slide between the toes, hold, and let go."""

from math import atan2, degrees, hypot

from resources.rig.feet import top_foot
from resources.rig.geometry import Point, between, smooth
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=2)
FAN = (-25, -12, 2, 16, 29)
"""How far the fingers press each toe aside."""
AWAY = 62.0
"""How far off the hand is at rest."""
KNUCKLES, APART = -212.0, 24.0
"""Where the fingers begin, and how far from each other."""
PLACE: Point = (379.0, 124.0)
SIZE = 1.04
FOREFOOT = smooth([(-25, -72, 0), (-32, -104), (-40, -132), (-38, -144), (-24, -149), (-4, -153), (14, -149),
                   (30, -141), (42, -126), (42, -110), (34, -72, 0)])  # fmt: skip
PALM = smooth([(-42, -206), (-45, -224), (-40, -250), (-26, -276), (26, -276), (44, -248), (52, -220), (50, -204),
               (28, -208), (4, -212), (-20, -210)])  # fmt: skip
SLEEVE = smooth([(-30, -268, 0), (30, -268, 0), (32, -292, 0), (-32, -292, 0)])
CUFF = smooth([(-36, -96), (0, -106), (36, -96), (40, -84), (40, -66, 0), (-39, -66, 0), (-39, -84)])


def _finger(left: int) -> Part:
    """One between this toe and the next, its tip at their roots."""
    root = between(top_foot.JOINTS[left], top_foot.JOINTS[left + 1], 0.5)
    knuckle = (4 + (left - 1.5) * APART, KNUCKLES)
    across, up = knuckle[0] - root[0], knuckle[1] - root[1]
    far = hypot(across, up)
    side = [(7, -14), (7, 14), (6.3, far * 0.6), (5.8, far - 6), (4, far + 3)]
    outline = smooth([*side, (0, far + 6), *((-x, y) for x, y in reversed(side))])
    return Part(knuckle, degrees(atan2(across, -up)), [(outline, "skin_far")])


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    spread = [min(1.0, max(0.0, (a - 0.35) / 0.55)) for a in v]
    toes = [top_foot.toe(place, [far * a for a in spread], dur) for place, far in enumerate(FAN)]
    foot = Part((0, 0), 0, [(FOREFOOT, "skin")], toes)
    palm = Part((0, 0), 0, [(PALM, "skin_far")])
    fingers = "".join(layer(_finger(left)) for left in range(4))
    joined = layer(palm, *[_finger(left) for left in range(4)])
    sleeve = layer(Part((0, 0), 0, [(SLEEVE, "top")]))
    way = [(0.0, -AWAY * (1 - a)) for a in v]
    below = moved("translate", way, dur, joined)
    above = moved("translate", way, dur, fingers + path(PALM, "skin_far") + sleeve)
    cuff = layer(Part((0, 0), 0, [(CUFF, "trousers")]))
    arrow = moved(
        "translate", [(0, -10 + 20 * a) for a in v], dur, path("M76 -232V-196M67 -206L76 -196L85 -206", "arrow")
    )
    return document("Finger-toe interlace", placed(below + layer(foot) + above + cuff + arrow, PLACE, -90, SIZE), TIME)


PICTURES = {"finger_toe_interlace": draw}
