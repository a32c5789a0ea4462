"""The neck, from the front: tilted to the side, and turned."""

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import smooth
from resources.rig.people.front import (
    LEFT,
    NECK,
    RIGHT,
    Sitting,
    collar,
    lying_arm,
    trunk_shape,
    trunk_solid,
)
from resources.rig.people.head import Head
from resources.rig.people.marks import ghost, turn
from resources.rig.people.piece import CALM, Beat, Piece, bone, layer, picture
from resources.rig.people.solid import P3, View, add, rolled
from resources.rig.svg import flip_book, path
from resources.rig.tempo import Tempo


def neck_tilt() -> str:
    """The right hand holds the seat, the left ear sinks, the right shoulder stays low."""
    beat, view = Beat(Tempo(2, 3, 2)), View(1.45, (146, 180), 20)
    k, seat, rest = view.scale, Sitting(view, cut=234), Head(view, NECK)
    tilts = beat.values(0, 38)
    throat = [add(add(NECK, (0, -3, -2)), rolled((0, -12, 0), a * 0.5)) for a in tilts]
    head = Head(View(k, (0, 0), view.pitch), (0, 11, 2))
    shape = smooth([(x * k, y) for x, y in ((-7, -6), (0, -12), (7, -6), (7, 10), (9, 26), (-9, 26), (-7, 10))])
    neck = bone(view, [(t, add(NECK, (0, 3, -2))) for t in throat], 18 * k, [(shape, "skin", True)], beat.dur)
    right = lying_arm(view, beat, RIGHT, (29, 8, 2), (27.5, 20, 8), pole=(0.5, 0, -1))
    left = lying_arm(view, beat, LEFT, (19, -2, 30), (14, 4, 42), pole=(1, 0.2, -0.3))
    root: P3 = (-8.8, -63.5, 0)
    ears = [add(t, rolled((-7, -5, 0), a)) for t, a in zip(throat, tilts, strict=True)]
    felt = bone(view, [(root, e) for e in ears], 18 * k, [(f"M0 0V{18 * k:g}", "felt", False)], beat.dur)
    slope = view.path([root, (-10.6, -60.4, 0), (-15, -57.6, 0), (-20.5, -55.4, 0)])
    about = view.at(throat[0])
    return picture(
        "Neck side tilt",
        seat.chair()
        + seat.legs()
        + ghost(rest.edge())
        + layer(right.hand, right.fore)
        + layer(left.hand, left.fore)
        + layer(neck, Piece(trunk_shape(view)), right.upper, left.upper)
        + Piece([collar(view)]).write(outline=False)
        + path(slope, "felt")
        + felt.write(outline=False)
        + layer(Piece(head.shapes(), beat.dur, [view.at(t) for t in throat], tilts))
        + there_and_back(beat.tempo, bow(about, 72, 46, 84)),
        beat.tempo,
    )


def neck_rotation() -> str:
    """From above and in front: the head turns to the right, chin level; the shoulders stay."""
    tempo, view = CALM, View(1.4, (160, 172), 22)
    beat, seat = Beat(tempo), Sitting(view, cut=234)
    arms = [lying_arm(view, beat, s, (21, -3, 38), (17, 1, 57), pole=(1, 0.3, -0.2)) for s in (RIGHT, LEFT)]

    def pose(share: float) -> str:
        head = Head(view, NECK, turn=-64 * share)
        felt = view.path([head.place((11, 6, -4)), add(NECK, (7.4, -5, 5)), add(NECK, (4, 2, 8))])
        return path(felt, "felt") + head.page()

    throat = layer(Piece([Head(view, NECK).neck()]))
    return picture(
        "Neck rotation",
        seat.chair()
        + seat.legs()
        + "".join(layer(a.hand, a.fore) for a in arms)
        + layer(Piece(trunk_solid(view)), *(a.upper for a in arms))
        + throat
        + flip_book(pose, tempo, 11)
        + there_and_back(tempo, turn(view, add(NECK, (0, -63, -2)), 27, (66, -66))),
        tempo,
    )


PICTURES = {"neck_rotation": neck_rotation, "neck_tilt": neck_tilt}
