"""Finger-toe interlace, from above: the fingers of the other hand slide between the toes, hold, and let go."""

from math import atan2, degrees, hypot

from resources.rig.feet import top_foot
from resources.rig.geometry import Point, between, smooth
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=2)
FAN = (-32, -16, 1, 18, 34)
"""How far the fingers press each toe aside."""
SLIM = 0.84
AWAY = 60.0
"""How far off the hand is at rest."""
KNUCKLES, APART = -218.0, 26.0
"""Where the fingers begin, and how far from each other."""
PLACE: Point = (424.0, 128.0)
SIZE = 1.3
FOREFOOT = smooth([(-30, -88, 0), (-34, -108), (-40, -132), (-38, -144), (-24, -149), (-4, -153), (14, -149),
                   (30, -141), (42, -126), (42, -110), (37, -88, 0)])  # fmt: skip
PALM = smooth([(-43, -208), (-47, -226), (-42, -244), (-32, -256), (38, -256), (46, -242), (53, -222), (50, -206),
               (28, -211), (4, -214), (-20, -212)])  # fmt: skip
SLEEVE = smooth([(-34, -248, 0), (40, -248, 0), (42, -263, 0), (-36, -263, 0)])
CUFF = smooth([(-40, -104), (0, -112), (42, -102), (47, -92), (47, -86, 0), (-46, -86, 0), (-46, -94)])


def _finger(left: int) -> Part:
    """One between this toe and the next, its tip at their roots."""
    root = between(top_foot.JOINTS[left], top_foot.JOINTS[left + 1], 0.5)
    knuckle = (4 + (left - 1.5) * APART, KNUCKLES)
    across, up = knuckle[0] - root[0], knuckle[1] - root[1]
    far = hypot(across, up)
    side = [(7, -14), (6.6, 14), (5.6, far * 0.6), (5.2, far - 6), (3.6, far + 2)]
    outline = smooth([*side, (0, far + 5), *((-x, y) for x, y in reversed(side))])
    return Part(knuckle, degrees(atan2(across, -up)), [(outline, "skin_far")])


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    spread = [min(1.0, max(0.0, (a - 0.3) / 0.6)) for a in v]
    toes = [top_foot.toe(place, [far * a for a in spread], dur, slim=SLIM) for place, far in enumerate(FAN)]
    foot = layer(Part((0, 0), 0, [(FOREFOOT, "skin")], toes))
    fingers = [_finger(left) for left in range(4)]
    hand = layer(*fingers, Part((0, 0), 0, [(PALM, "skin_far")]), Part((0, 0), 0, [(SLEEVE, "top")]))
    coming = moved("translate", [(0.0, -AWAY * (1 - a)) for a in v], dur, hand)
    cuff = layer(Part((0, 0), 0, [(CUFF, "trousers")]))
    drawn = path("M72 -212V-176M64 -185L72 -176L80 -185", "arrow")
    arrow = moved("translate", [(0, -10 + 20 * a) for a in v], dur, drawn)
    return document("Finger-toe interlace", placed(coming + foot + cuff + arrow, PLACE, -90, SIZE), TIME)


PICTURES = {"finger_toe_interlace": draw}
