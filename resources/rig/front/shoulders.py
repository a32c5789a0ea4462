"""Shoulders and chest, from the front and from the back."""

from resources.rig.people.front import (
    LEFT,
    NECK,
    RIGHT,
    SHOULDER,
    Arm,
    Sitting,
    side_of,
    trunk_core,
    trunk_solid,
    yoke,
)
from resources.rig.people.head import Head
from resources.rig.people.marks import arrow
from resources.rig.people.piece import Beat, Piece, layer, picture
from resources.rig.people.solid import P3, View, add
from resources.rig.svg import moved, path
from resources.rig.tempo import Tempo

BOTH = (RIGHT, LEFT)


def blade_squeeze() -> str:
    """From the back: the shoulder blades draw together and down, the shoulders stay away from the ears."""
    tempo, view = Tempo(1, 3, 1), View(1.5, (160, 182), 8, 180)
    beat, k = Beat(tempo), view.scale
    arms, yokes, marks = [], [], ""
    for level in (-47, -41, -35):
        line = f"M{-6 * k:g} 0H{6 * k:g}"
        glow = Piece(
            [(line, "felt", False)], beat.dur, [view.at((0, level, 0))], grow=[(v, 1) for v in beat.values(1, 0.3)]
        )
        marks += glow.write(outline=False)
    for s in BOTH:
        places = beat.way(side_of(SHOULDER, s), side_of((18.6, -52, -5), s))
        hang = beat.way(side_of((29, 13, 4), s), side_of((30.5, 14, -4), s))
        arms.append(Arm(view, beat, places, hang, pole=(s * 0.6, 0, -1)))
        yokes.append(yoke(view, beat, s, places))
        corners: list[P3] = [(8, -52, 0), (18, -50, 0), (17, -43, 0), (9.5, -29, 0), (7, -40, 0)]
        blade = view.path([side_of(p, s) for p in corners], closed=True)
        way = [(s * k * v, k * w) for v, w in zip(beat.values(0, 4.4), beat.values(0, 3), strict=True)]
        marks += moved("translate", way, beat.dur, path(blade, "pen"))
        x, y = view.at(side_of((29, -43, 0), s))
        push = [(s * v, 0.0) for v in beat.values(-6, 3)]
        marks += moved("translate", push, beat.dur, arrow((x - s * 16, y), (x + s * 10, y)))
    head = Head(view, NECK)
    pelvis = view.path([(-19, 2, 0), (-22, 11, 0), (-16, 17, 0), (16, 17, 0), (22, 11, 0), (19, 2, 0)], closed=True)
    x, y = view.at((0, 19, 0))
    stool = f"M{x - 34:g} {y:g}H{x + 34:g}M{x - 26:g} {y + 4:g}L{x - 29:g} 234M{x + 26:g} {y + 4:g}L{x + 29:g} 234"
    return picture(
        "Shoulder-blade squeeze",
        path(stool, "seat")
        + layer(Piece([(pelvis, "trousers", True)]))
        + layer(*(p for arm in arms for p in (arm.hand, arm.fore)))
        + layer(Piece([head.neck()]), *(arm.upper for arm in arms), *yokes, Piece(trunk_core(view, -66)))
        + layer(Piece(head.shapes()))
        + marks,
        tempo,
    )


def seated_chest_opener() -> str:
    """Seen aslant: the arms open to the sides and draw back, palms forward; the breastbone rises."""
    tempo, view = Tempo(2, 3, 2), View(1.25, (160, 172), 14, 40)
    beat, seat = Beat(tempo, 5.0), Sitting(view, cut=234)
    arms, marks = {}, ""
    for s in BOTH:
        places = beat.way(side_of(SHOULDER, s), side_of(add(SHOULDER, (0.5, -0.5, -4)), s))
        hang = beat.way(side_of((34, 14, 22), s), side_of((74, -18, 30), s), side_of((76, -37, -30), s))
        arms[s] = Arm(view, beat, places, hang, pole=(0, 1, -0.6), thumb=s)
        marks += path(view.path([side_of(p, s) for p in ((9, -34, 13), (15, -41, 12), (20, -50, 9))]), "felt")
    head = Head(view, NECK)
    x, y = view.at((-62, -84, 0))
    way = [(14 - 28 * v, 2 - 4 * v) for v in beat.shares]
    back = moved("translate", way, beat.dur, arrow((x + 22, y + 4), (x - 18, y - 4)))
    near, far = arms[RIGHT], arms[LEFT]
    return picture(
        "Seated chest opener",
        seat.chair()
        + seat.legs((LEFT, RIGHT))
        + layer(far.hand, far.fore, far.upper)
        + layer(Piece([head.neck()]), Piece(trunk_solid(view)))
        + layer(Piece(head.shapes()))
        + marks
        + layer(near.hand, near.fore, near.upper)
        + back,
        tempo,
    )


PICTURES = {
    "blade_squeeze": blade_squeeze,
    "seated_chest_opener": seated_chest_opener,
}
