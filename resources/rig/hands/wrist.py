"""The forearm stretches, from the side: the right hand bends down, palm down or palm up; the other one draws it."""

from collections.abc import Sequence
from math import dist

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import Corner, Point, limb, oval, rot, smooth
from resources.rig.people.head import Shape
from resources.rig.people.marks import ghost
from resources.rig.people.piece import Beat, Piece, layer, picture, unwound
from resources.rig.people.solid import angle_of, hull
from resources.rig.svg import path
from resources.rig.tempo import Tempo

WRIST = (166.0, 88.0)
ELBOW = (84.0, 190.0)
BEND = 68.0
FORE, FAR = 100.0, 112.0
SLEEVE: list[Point | Corner] = [(3, 32, 0), (46, 50), (74, 66), (82, 88), (72, 110), (46, 106), (3, 92, 0)]
FAR_SLEEVE: list[Point | Corner] = [
    (3, 104, 0),
    (44, 128),
    (74, 156),
    (95, 176),
    (98, 198),
    (78, 210),
    (50, 192),
    (3, 146, 0),
]
BACK_UP: list[Point | Corner] = [
    *((-6, -15), (20, -17), (44, -16), (56, -14), (76, -10), (94, -3), (97, 4), (91, 9), (72, 10)),
    *((52, 14), (28, 18), (8, 16), (-6, 14)),
]
"""The hand from the side of the little finger, its back up, from the wrist to the fingertips."""


PALM_UP: list[Point | Corner] = [
    *((-6, -14), (6, -17), (20, -17), (40, -11), (56, -11), (78, -9), (96, -6), (100, 0), (95, 6)),
    *((76, 9), (58, 14), (44, 17), (24, 17), (6, 15), (-6, 14)),
]
"""The hand from the side of the thumb, its palm up."""
OVER = [(8, -18), (24, -27), (40, -29), (56, -26), (58, -10), (30, -6), (8, -8)]
"""What is seen of the palm beyond its edge."""


def _stretch(title: str, shapes: Sequence[Sequence[Shape]], grip: float, far: float) -> str:
    """The hand, of shapes behind its edge, along it and before it, drops from the wrist. grip: where along it the first
    finger of the other one lies; `far` is how far over the edge that one comes.
    """
    behind, hand, before = shapes
    tempo = Tempo(2, 3, 2)
    beat = Beat(tempo)
    bends = beat.values(0, BEND)

    def bent(*shapes: Shape) -> Piece:
        return Piece(shapes, beat.dur, [WRIST], bends)

    fore = limb(FORE, [(0, 20, 20), (0.3, 21, 20), (0.75, 15.5, 16), (1, 14.5, 14.5)])
    ends = [(grip + 14 * k, -3 - 0.56 * k) for k in range(4)]
    tips = [
        bent(
            (hull([(x, y, 6.6), (x + 1 + far * 0.2, y - 15 + 1.4 * k - far, 7)]), "skin_far", True),
            (oval((x, y + 1), 3.2, 3.6), "nail", True),
        )
        for k, (x, y) in enumerate(ends)
    ]
    palm = [
        (grip - 8.0, -21.0 - far),
        (grip + 22, -23 - far),
        (grip + 48, -16 - far),
        (grip + 44, 10),
        (grip + 20, 20),
        (grip - 4, 14),
    ]
    heels: list[Point] = []
    for a in bends:
        x, y = rot((grip + 18, 0), a)
        heels.append((WRIST[0] + x, WRIST[1] + y))
    far_fore = Piece(
        [(limb(FAR, [(0, 14, 14), (0.3, 18, 17), (0.8, 13, 13), (1, 12, 12)]), "skin_far", True)],
        beat.dur,
        [ELBOW],
        unwound([angle_of(ELBOW, heel) for heel in heels]),
        [(1.0, dist(ELBOW, heel) / FAR) for heel in heels],
    )
    start = "".join(ghost(data) for data, _, edged in [*behind, *hand] if edged)
    return picture(
        title,
        layer(far_fore, Piece([(smooth(FAR_SLEEVE), "top_far", True)]), bent((smooth(palm), "skin_far", True)))
        + f'<g transform="translate({WRIST[0]:g} {WRIST[1]:g})">{start}</g>'
        + layer(bent((oval((grip + 22, 15), 9, 7), "skin_far", True)))
        + "".join(layer(bent(shape)) for shape in behind)
        + layer(
            bent(*hand),
            Piece([(fore, "skin", True)], turn=[-87.7], shift=[(66, 84)]),
            Piece([(oval(WRIST, 15), "skin", True)]),
            Piece([(smooth(SLEEVE), "top", True)]),
        )
        + path("M72 70C98 66 126 71 152 77", "felt")
        + "".join(layer(tip) for tip in tips)
        + (layer(bent(*before)) if before else "")
        + there_and_back(tempo, bow(WRIST, 116 + far * 1.5, 102, 144)),
        tempo,
    )


def wrist_extensor_stretch() -> str:
    """Palm down: the hand drops, and the other one draws it toward the body."""
    hand: list[Shape] = [(smooth(BACK_UP), "skin", True), ("M50 5C64 3 78 4 88 5", "pen", False)]
    return _stretch("Wrist extensor stretch", ([], hand, []), 38, 0)


def wrist_flexor_stretch() -> str:
    """Palm up: the other hand lies across palm and fingers, and eases them down and back."""
    fingers = [hull([(52, y, 7), (long, y + 1, 6)]) for y, long in ((-22, 92), (-16, 104), (-9, 107))]
    behind: list[Shape] = [(finger, "skin", True) for finger in fingers]
    behind.append((smooth(OVER), "skin", True))
    thumb = hull([(12, 0, 13), (26, -9, 8.4), (43, -19, 6.2)])
    seam = hull([(4, 2, 11), (14, 1, 12)])
    before: list[Shape] = [(thumb, "skin", True), (seam, "skin", False), (oval((42.5, -18), 2.8, 3.6), "nail", False)]
    return _stretch("Wrist flexor stretch", (behind, [(smooth(PALM_UP), "skin", True)], before), 52, 8)


PICTURES = {
    "wrist_extensor_stretch": wrist_extensor_stretch,
    "wrist_flexor_stretch": wrist_flexor_stretch,
}
