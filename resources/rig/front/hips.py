"""Standing on one leg, from the front."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import limb, line
from resources.rig.people.front import (
    HIP,
    LEFT,
    NECK,
    RIGHT,
    SHANK,
    SHANK_PROFILE,
    THIGH,
    THIGH_PROFILE,
    floor,
    foot,
    lying_arm,
    scaled,
    standing_leg,
    trunk_solid,
)
from resources.rig.people.head import Head
from resources.rig.people.piece import Beat, Piece, bone, layer, picture
from resources.rig.people.solid import View, add, balls
from resources.rig.svg import path
from resources.rig.tempo import Tempo


def single_leg_stand() -> str:
    """The left foot lifts, fingertips on the desk; the right leg stands and the pelvis stays level."""
    tempo, view = Tempo(1, 3, 1), View(0.93, (120, 108), 6, 22)
    beat, k = Beat(tempo), view.scale
    hip = add(HIP, (0, 3, 0))
    knees = beat.way((11.5, 59, 2), (13, 30, 50))
    ankles = beat.way((11, 114, 0), (13, 84, 36))
    thigh = bone(
        view,
        list(zip(beat.stay(hip), knees, strict=True)),
        THIGH * k,
        [(limb(THIGH * k, scaled(THIGH_PROFILE, k)), "trousers", True)],
        beat.dur,
    )
    shank = bone(
        view,
        list(zip(knees, ankles, strict=True)),
        SHANK * k,
        [(limb(SHANK * k, scaled(SHANK_PROFILE, k)), "trousers", True)],
        beat.dur,
    )
    flat = View(k, (0, 0), view.pitch)
    shoe = Piece([foot(flat, (0, 0, 0), LEFT)], beat.dur, [view.at(p) for p in ankles])
    right = lying_arm(view, beat, RIGHT, (34, 12, 3), (36, 26, 5), pole=(0.6, 0, -1))
    left = lying_arm(view, beat, LEFT, (56, -5, 8), (66, 4, 14), pole=(1, 0.4, -0.6))
    head = Head(view, NECK)
    pelvis = (balls(view, ((-8, 2, 0), 11.5), ((8, 2, 0), 11.5)), "trousers", True)
    ground = view.at((0, 127.5, 0))[1]
    x0, y0 = view.at((58, 9, 0))
    desk = line((x0, y0), (296, y0)) + "".join(line((x, y0), (x, ground - 5)) for x in (x0 + 30, 284))
    (x0, y0), (x1, y1) = (view.at((s * 34, 3, 0)) for s in (RIGHT, LEFT))
    level = line((x0 - 10, y0), (x1 + 10, y1))
    side = view.path([(-17, -3, 8), (-20, 8, 8), (-20, 24, 8), (-19, 34, 8)])
    x, y = view.at((30, 84, 74))
    up = there_and_back(tempo, line((x, y + 16), (x, y - 18)))
    return picture(
        "Single-leg stand",
        floor(ground)
        + path(desk, "seat")
        + layer(shoe, shank)
        + layer(thigh)
        + layer(standing_leg(view, RIGHT))
        + layer(Piece([pelvis]))
        + layer(left.hand, left.fore)
        + layer(Piece([head.neck()]), Piece(trunk_solid(view)), left.upper)
        + layer(Piece(head.shapes()))
        + path(side, "felt")
        + layer(right.hand, right.fore, right.upper)
        + path(level, "ghost")
        + up,
        tempo,
    )


PICTURES = {
    "single_leg_stand": single_leg_stand,
}
