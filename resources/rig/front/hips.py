"""Hips and legs, from the front."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import limb, line
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
    floor,
    foot,
    lying_arm,
    scaled,
    side_of,
    standing_leg,
    trunk_solid,
)
from resources.rig.people.head import Head
from resources.rig.people.marks import arc_arrow, ghost
from resources.rig.people.piece import CALM, COARSE, Beat, Piece, bone, layer, picture
from resources.rig.people.solid import P3, View, add, balls, nodded
from resources.rig.svg import flip_book, moved, path
from resources.rig.tempo import Tempo


def figure_four() -> str:
    """The right ankle lies on the left knee; the trunk tips forward from the hips with a long back."""
    view = View(1.1, (138, 134), 13, 36)
    beat, seat = Beat(CALM, COARSE), Sitting(view)
    lean = 44.0

    def leant(p: P3, share: float) -> P3:
        return nodded(p, lean * share)

    ankle: P3 = (12, -14, 52)
    knee: P3 = (-46, -8, 42)
    thigh = (balls(view, (side_of(HIP, RIGHT), 12.5), (knee, 10)), "trousers", True)
    shank = (balls(view, (knee, 9.8), (add(knee, (18, 0, 2)), 9), (ankle, 6.6)), "trousers", True)
    sole = ((add(ankle, (6, -1, 0)), 6.6), (add(ankle, (11, 2, -3)), 6.4), (add(ankle, (15, 12, 16)), 6))
    shoe = (balls(view, *sole), "shoe", True)
    held: list[tuple[int, P3, P3, P3]] = [
        (RIGHT, (-30, -19, 46), (-17, -17, 53), (-0.9, 0.6, -0.1)),
        (LEFT, (27, -17, 30), (23, -13, 46), (1, 0.3, -0.3)),
    ]
    arms = []
    for s, wrist, tip, pole in held:
        shoulder = [leant(side_of(SHOULDER, s), v) for v in beat.shares]
        arms.append(Arm(view, beat, shoulder, beat.stay(wrist), pole=pole, tips=beat.stay(tip)))
    near, far = arms

    def pose(share: float) -> str:
        head = Head(view, leant(NECK, share), nod=24 * share)
        belly, chest = (data for data, _, _ in trunk_solid(view, lean=lean * share))
        trunk = layer(Piece([(belly + chest, "top", True)]))
        return path(head.neck()[0], "skin", "edge") + trunk + head.page()

    felt = view.path([(-14, 12, -4), (-24, 13, 2), (-33, 9, 12)])
    chest = view.path([(-20, -20, 0), (-27, -53, 0), (0, -64, 0), (27, -53, 0)], closed=True)
    start = ghost(chest) + ghost(Head(view, NECK).edge())
    about = view.at((0, 0, 0))
    over = arc_arrow(about, 118, 16, 44)
    return picture(
        "Seated figure four",
        floor(218)
        + seat.chair(ground=216)
        + seat.shin(LEFT)
        + start
        + layer(Piece([seat.pelvis()]))
        + layer(Piece([seat.thigh(LEFT)]))
        + layer(far.upper)
        + flip_book(pose, CALM, 6)
        + layer(Piece([thigh]))
        + layer(far.hand, far.fore)
        + layer(Piece([shoe, shank]))
        + path(felt, "felt")
        + layer(near.hand, near.fore, near.upper)
        + moved("rotate", beat.values(-6, 24), beat.dur, over, about),
        CALM,
    )


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
    "figure_four": figure_four,
    "single_leg_stand": single_leg_stand,
}
