"""Hips and legs, from the front and from the back."""

from resources.rig.people.front import (
    HIP,
    LEFT,
    NECK,
    RIGHT,
    SHOULDER,
    Arm,
    Sitting,
    collar,
    floor,
    side_of,
    trunk_shape,
)
from resources.rig.people.head import Head
from resources.rig.people.marks import arrow, ghost
from resources.rig.people.piece import CALM, COARSE, Beat, Piece, layer, picture
from resources.rig.people.solid import P3, View, add, balls, nodded
from resources.rig.svg import flip_book, moved, path


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
        + moved("translate", drop, beat.dur, flip_book(pose, CALM, 5))
        + moved("translate", [(0, v) for v in beat.values(-4, 18)], beat.dur, arrow((214, 30), (214, 66))),
        CALM,
    )


PICTURES = {"figure_four": figure_four}
