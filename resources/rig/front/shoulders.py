"""Shoulders and chest, from the front and from the back."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import line
from resources.rig.people.front import (
    LEFT,
    NECK,
    RIGHT,
    SHOULDER,
    Arm,
    Sitting,
    floor,
    side_of,
    trunk_core,
    trunk_solid,
    yoke,
)
from resources.rig.people.head import Head
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
        bar = f"M{-6 * k:g} 0H{6 * k:g}"
        glow = Piece(
            [(bar, "felt", False)], beat.dur, [view.at((0, level, 0))], grow=[(v, 1) for v in beat.values(1, 0.3)]
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
        push = line(*(view.at(side_of((x, -41, 0), s)) for x in (26, 14)))
        marks += there_and_back(tempo, push, head=9)
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
    """From before: the arms open to the sides and draw back, palms forward; the breastbone rises."""
    tempo, view = Tempo(2, 3, 2), View(1.1, (160, 138), 16)
    beat, seat, ground = Beat(tempo), Sitting(view), 222.0
    lift = [(0.0, v) for v in beat.values(0, -5)]
    arms, felt, arrows = {}, "", ""
    for s in BOTH:
        places = beat.way(side_of(SHOULDER, s), side_of(add(SHOULDER, (1, -3, -5)), s))
        open_out: list[P3] = [(21, -4, 28), (62, -12, 42), (86, -36, 10), (80, -46, -32)]
        wrists = beat.way(*(side_of(p, s) for p in open_out))
        arms[s] = Arm(view, beat, places, wrists, pole=(s * 0.4, 1, -0.5), thumb=s)
        felt += path(view.path([side_of(p, s) for p in ((7, -38, 13), (14, -44, 12), (20, -51, 9))]), "felt")
        x, y = view.at(side_of((109, -52, -20), s))
        arrows += there_and_back(tempo, line((x - s * 2, y), (x + s * 22, y - 12)))
    head = Head(view, NECK)
    belly, chest = trunk_solid(view)
    near, far = arms[RIGHT], arms[LEFT]
    return picture(
        "Seated chest opener",
        floor(ground)
        + seat.chair(ground=ground - 2)
        + "".join(seat.shin(s) for s in BOTH)
        + layer(Piece([seat.pelvis()]))
        + layer(
            Piece([head.neck()], beat.dur, lift), Piece([belly]), Piece([chest], beat.dur, lift), near.upper, far.upper
        )
        + layer(Piece(head.shapes(), beat.dur, lift))
        + moved("translate", lift, beat.dur, felt)
        + "".join(layer(Piece([seat.thigh(s)])) for s in BOTH)
        + layer(far.hand, far.fore)
        + layer(near.hand, near.fore)
        + arrows,
        tempo,
    )


PICTURES = {
    "blade_squeeze": blade_squeeze,
    "seated_chest_opener": seated_chest_opener,
}
