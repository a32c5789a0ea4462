"""Finger-toe interlace, from above: the fingers of the other hand slide between the toes, and spread them.

Drawn in the frame of the foot from above: toes to -y, the hand comes from beyond them.
"""

from dataclasses import replace
from math import atan2, degrees, dist

from resources.rig.arrows import there_and_back
from resources.rig.feet.top_foot import toe
from resources.rig.geometry import Point, lerp, line, n, oval, smooth
from resources.rig.people.solid import hull
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=2)
AWAY = 46.0
"""How far off the hand is at rest."""
APART = (-25, -11, -3, 6, 22)
"""How far each toe goes, the big one first."""
SLIM = (1, 0.9, 0.9, 0.9, 0.86)
FOOT = smooth([
    (-31, -24, 0), (-30, -64), (-40, -100), (-51, -130), (-49, -144), (-32, -149), (-6, -153), (18, -149),
    (38, -141), (54, -126), (54, -110), (45, -76), (35, -24, 0),
])  # fmt: skip
ROOTS: tuple[Point, ...] = ((-31, -140), (-8, -146), (12, -143), (30, -135), (44, -123))
"""Where the toes begin: farther apart than those of a foot that rests."""
TENDONS = "M-25 -120L-17 -94M-6 -122L-4 -94M13 -120L7 -94M28 -114L17 -92"
CUFF = smooth([(-42, -24, 0), (-40, -48), (0, -60), (43, -48), (45, -24, 0)])
FINGERS: tuple[tuple[Point, Point], ...] = (
    ((-40, -224), (-19, -141)),
    ((-9, -233), (2, -143)),
    ((24, -228), (21, -139)),
    ((53, -210), (38, -127)),
)
"""From the knuckle to the tip between two toes: the index finger lies beside the big toe."""
BACK = smooth([(-49, -224), (-46, -246), (-32, -270), (-21, -290), (22, -290), (36, -268), (57, -238), (61, -208),
               (53, -201), (25, -219), (-9, -224), (-40, -214)])  # fmt: skip
THUMB: list[tuple[float, float, float]] = [(-26, -258, 13), (-58, -228, 10.5), (-66, -192, 8.5)]
SLEEVE = smooth([(-26, -284, 0), (27, -284, 0), (30, -302, 0), (-29, -302, 0)])
PLACE: Point = (326.0, 108.0)
SIZE = 0.92


def _finger(knuckle: Point, tip: Point) -> Part:
    """The back of it, with a nail, along +y from its knuckle."""
    far = dist(knuckle, tip)
    shape = hull([(0, 0, 8.4), (0, far * 0.4, 5), (0, far - 5, 4.4)])
    folds = "".join(f"M-2.6 {n(far * at)}Q0 {n(far * at + 2)} 2.6 {n(far * at)}" for at in (0.4, 0.44))
    nail = oval((0, far - 5), 2.4, 3.6)
    turn = degrees(atan2(-(tip[0] - knuckle[0]), tip[1] - knuckle[1]))
    return Part(knuckle, turn, [(shape, "skin_far"), (folds, "pen", False), (nail, "nail", False)])


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    spread = [min(1.0, max(0.0, (a - 0.1) / 0.8)) for a in v]
    toes = [
        replace(toe(place, [lerp(0, far, a) for a in spread], dur, slim=SLIM[place]), at=ROOTS[place])
        for place, far in enumerate(APART)
    ]

    def coming(*parts: Part) -> str:
        return moved("translate", [(0.0, -AWAY * (1 - a)) for a in v], dur, layer(*parts))

    thumb = coming(Part((0, 0), 0, [(hull(THUMB), "skin_far")]))
    back = [Part((0, 0), 0, [(SLEEVE, "top")]), Part((0, 0), 0, [(BACK, "skin_far")])]
    hand = coming(*back, *(_finger(*each) for each in FINGERS))
    foot = layer(Part((0, 0), 0, [(FOOT, "skin")], toes)) + path(TENDONS, "pen")
    cuff = layer(Part((0, 0), 0, [(CUFF, "trousers")]))
    body = placed(thumb + foot + hand + cuff, PLACE, -90, SIZE)
    return document("Finger-toe interlace", body + there_and_back(TIME, line((66, 206), (120, 206))), TIME)


PICTURES = {"finger_toe_interlace": draw}
