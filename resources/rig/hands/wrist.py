"""The forearm stretch with the palm down, from the side: the right hand bends down, the other one draws it."""

from math import dist

from resources.rig.geometry import Corner, Point, limb, oval, rot, smooth
from resources.rig.people.head import Shape
from resources.rig.people.marks import arc_arrow, ghost
from resources.rig.people.piece import Beat, Piece, layer, picture, unwound
from resources.rig.people.solid import angle_of, hull
from resources.rig.svg import moved, path
from resources.rig.tempo import Tempo

WRIST = (166.0, 88.0)
ELBOW = (84.0, 190.0)
BEND = 68.0
FORE, FAR = 100.0, 112.0
SLEEVE: list[Point | Corner] = [(20, 40, 0), (46, 50), (74, 66), (82, 88), (72, 110), (46, 106), (20, 98, 0)]
FAR_SLEEVE: list[Point | Corner] = [
    (20, 112, 0),
    (44, 128),
    (74, 156),
    (95, 176),
    (98, 198),
    (78, 210),
    (50, 192),
    (20, 160, 0),
]
BACK_UP: list[Point | Corner] = [
    *((-6, -15), (20, -17), (44, -16), (56, -14), (76, -10), (94, -3), (97, 4), (91, 9), (72, 10)),
    *((52, 14), (28, 18), (8, 16), (-6, 14)),
]
"""The hand from the side of the little finger, its back up, from the wrist to the fingertips."""


def _fingertip(end: Point) -> str:
    """A finger of the other hand that comes round the edge of this one."""
    x, y = end
    return hull([(x, y, 6.6), (x + 1, y - 15 + (x - 38) * 0.1, 7)])


def wrist_extensor_stretch() -> str:
    """Palm down: the hand drops, and the other one draws it toward the body."""
    tempo = Tempo(2, 3, 2)
    beat = Beat(tempo)
    bends = beat.values(0, BEND)

    def bent(*shapes: Shape) -> Piece:
        return Piece(shapes, beat.dur, [WRIST], bends)

    hand = smooth(BACK_UP)
    creases = "M50 5C64 3 78 4 88 5"
    fore = limb(FORE, [(0, 20, 20), (0.3, 21, 20), (0.75, 15.5, 16), (1, 14.5, 14.5)])
    first = 38
    ends = [(float(x), -3 - (x - first) * 0.04) for x in range(first, first + 56, 14)]
    tips = [
        bent((_fingertip(end), "skin_far", True), (oval((end[0], end[1] + 1), 3.2, 3.6), "nail", True)) for end in ends
    ]
    palm = [
        (first - 8.0, -21.0),
        (first + 22, -23),
        (first + 48, -16),
        (first + 44, 10),
        (first + 20, 20),
        (first - 4, 14),
    ]
    heels: list[Point] = []
    for a in bends:
        x, y = rot((first + 18, 0), a)
        heels.append((WRIST[0] + x, WRIST[1] + y))
    far = limb(FAR, [(0, 14, 14), (0.3, 18, 17), (0.8, 13, 13), (1, 12, 12)])
    turns = unwound([angle_of(ELBOW, heel) for heel in heels])
    far_fore = Piece(
        [(far, "skin_far", True)], beat.dur, [ELBOW], turns, [(1.0, dist(ELBOW, heel) / FAR) for heel in heels]
    )
    start = f'<g transform="translate({WRIST[0]:g} {WRIST[1]:g})">{ghost(hand)}</g>'
    return picture(
        "Wrist extensor stretch",
        layer(far_fore, Piece([(smooth(FAR_SLEEVE), "top_far", True)]), bent((smooth(palm), "skin_far", True)))
        + start
        + layer(bent((oval((first + 22, 15), 9, 7), "skin_far", True)))
        + layer(
            bent((hand, "skin", True), (creases, "pen", False)),
            Piece([(fore, "skin", True)], turn=[-87.7], shift=[(66, 84)]),
            Piece([(oval(WRIST, 15), "skin", True)]),
            Piece([(smooth(SLEEVE), "top", True)]),
        )
        + path("M72 70C98 66 126 71 152 77", "felt")
        + "".join(layer(tip) for tip in tips)
        + moved("rotate", beat.values(-10, 14), beat.dur, arc_arrow(WRIST, 116, 100, 142), WRIST),
        tempo,
    )


PICTURES = {"wrist_extensor_stretch": wrist_extensor_stretch}
