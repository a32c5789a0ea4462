"""Hips and legs, from the front."""

from resources.rig.geometry import limb, n
from resources.rig.people.front import (
    HIP,
    LEFT,
    NECK,
    RIGHT,
    SHANK,
    SHANK_PROFILE,
    SHOULDER,
    THIGH,
    THIGH_PROFILE,
    Arm,
    Sitting,
    collar,
    floor,
    foot,
    lying_arm,
    scaled,
    side_of,
    standing_leg,
    trunk_shape,
)
from resources.rig.people.head import Head
from resources.rig.people.marks import arrow, ghost
from resources.rig.people.piece import CALM, COARSE, Beat, Piece, bone, layer, picture
from resources.rig.people.solid import P3, View, add, balls, nodded
from resources.rig.svg import flip_book, moved, path
from resources.rig.tempo import Tempo


def figure_four() -> str:
    """The right ankle lies on the left knee; the trunk tips forward from the hips with a long back."""
    view = View(1.15, (160, 132), 20)
    beat, seat = Beat(CALM, COARSE), Sitting(view)
    lean = 38.0

    def leant(p: P3, share: float) -> P3:
        return nodded(p, lean * share)

    ankle: P3 = (9, -13, 50)
    knee: P3 = (-44, -7, 44)
    thigh = (balls(view, (side_of(HIP, RIGHT), 12.5), (knee, 10)), "trousers", True)
    shank = (balls(view, (knee, 9.4), (add(knee, (18, 0, 2)), 8.8), (ankle, 6.4)), "trousers", True)
    sole = ((add(ankle, (5, 0, 0)), 6.6), (add(ankle, (10, 3, -2)), 6.4), (add(ankle, (13, 15, 16)), 6))
    shoe = (balls(view, *sole), "shoe", True)
    held: list[tuple[int, P3, P3]] = [(RIGHT, (-30, -22, 46), (-36, -16, 58)), (LEFT, (6, -26, 50), (-2, -22, 60))]
    arms = []
    for s, wrist, tip in held:
        shoulder = [leant(side_of(SHOULDER, s), v) for v in beat.shares]
        arms.append(Arm(view, beat, shoulder, beat.stay(wrist), pole=(s, -0.1, -0.2), tips=beat.stay(tip), thumb=-s))
    neck = [leant(NECK, v) for v in beat.shares]
    x0, y0 = view.at(NECK)
    drop = [(view.at(p)[0] - x0, view.at(p)[1] - y0) for p in neck]
    top = view.at(NECK)[1] - view.at((0, 0, 0))[1]
    squeeze = [(1.0, (view.at(p)[1] - view.at((0, 0, 0))[1]) / top) for p in neck]
    flat = View(view.scale, (0, 0), view.pitch)
    trunk = Piece([*trunk_shape(flat), collar(flat)], beat.dur, [view.origin], grow=squeeze)

    def pose(share: float) -> str:
        head = Head(view, NECK, nod=26 * share)
        return layer(Piece([head.neck()])) + head.page()

    felt = view.path([(-8, 17, 4), (-15, 17, 10), (-24, 14, 18), (-32, 9, 26)])
    return picture(
        "Seated figure four",
        floor(226)
        + seat.chair()
        + seat.shin(LEFT)
        + layer(Piece([seat.pelvis()]))
        + ghost(Head(view, NECK).edge())
        + layer(arms[0].upper, arms[1].upper, trunk)
        + layer(Piece([thigh]))
        + layer(Piece([seat.thigh(LEFT)]))
        + layer(Piece([shoe, shank]))
        + path(felt, "felt")
        + layer(arms[0].hand, arms[0].fore)
        + layer(arms[1].hand, arms[1].fore)
        + moved("translate", drop, beat.dur, flip_book(pose, CALM, 6))
        + moved("translate", [(0, v) for v in beat.values(-4, 18)], beat.dur, arrow((214, 30), (214, 66))),
        CALM,
    )


def single_leg_stand() -> str:
    """The left foot lifts, fingertips on the desk; the right leg stands and the pelvis stays level."""
    tempo, view = Tempo(1, 3, 1), View(0.92, (138, 110), 14)
    beat, k = Beat(tempo), view.scale
    hip = add(HIP, (0, 3, 0))
    knees = beat.way((11.5, 59, 2), (12.5, 45, 40))
    ankles = beat.way((11, 114, 0), (12, 88, 6))
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
    right = lying_arm(view, beat, RIGHT, (28, 13, 3), (29, 27, 5), pole=(0.6, 0, -1))
    left = lying_arm(view, beat, LEFT, (39, 8, 10), (44, 20, 14), pole=(1, 0.4, -0.6))
    head = Head(view, NECK)
    pelvis = (balls(view, ((-8, 2, 0), 11.5), ((8, 2, 0), 11.5)), "trousers", True)
    ground = view.at((0, 124, 8))[1]
    (x, y), end = view.at((38, 23, 10)), 296
    desk = f"M{n(x)} {n(y)}H{end}M{end - 12} {n(y + 4)}V{n(ground - 2)}"
    level = "".join(f"M{n(view.at((s * 27, 3, 0))[0])} {n(view.at((0, 3, 0))[1])}h{s * 26}" for s in (RIGHT, LEFT))
    side = view.path([(-17, -3, 0), (-20.5, 8, 0), (-20, 22, 0)])
    x, y = view.at((33, 92, 6))
    lift = moved("translate", [(0.0, v) for v in beat.values(8, -10)], beat.dur, arrow((x, y + 16), (x, y - 14)))
    return picture(
        "Single-leg stand",
        floor(ground)
        + path(desk, "seat")
        + path(level, "ghost")
        + layer(right.hand, right.fore)
        + layer(standing_leg(view, RIGHT))
        + layer(Piece([pelvis]))
        + layer(shoe, shank)
        + layer(thigh)
        + layer(left.hand, left.fore)
        + layer(Piece([head.neck()]), right.upper, left.upper, Piece(trunk_shape(view)))
        + Piece([collar(view)]).write(outline=False)
        + layer(Piece(head.shapes()))
        + path(side, "felt")
        + lift,
        tempo,
    )


PICTURES = {
    "figure_four": figure_four,
    "single_leg_stand": single_leg_stand,
}
