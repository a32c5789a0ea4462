"""Somebody on a stool, from the back: what the buttocks do."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import line, oval
from resources.rig.people.front import LEFT, NECK, RIGHT, floor, lying_arm, side_of
from resources.rig.people.head import Head
from resources.rig.people.piece import Beat, Piece, layer, picture
from resources.rig.people.solid import View, hull
from resources.rig.svg import moved, path
from resources.rig.tempo import Tempo

MIDDLE, GROUND, SEAT = 160.0, 226.0, 17.5


def _upper(view: View, beat: Beat) -> str:
    """Somebody from the back, down to the waist, arms at the sides."""
    arms = [lying_arm(view, beat, s, (34, 11, 2), (35.5, 26, 4), pole=(0.6, 0, -1)) for s in (RIGHT, LEFT)]
    head = Head(view, NECK)
    half = [(8, -67), (13, -64), (22, -60.5), (28.5, -54), (23.5, -43), (20.4, -30), (18.4, -17), (18.8, -6), (18, 1)]
    shirt = view.path([(x, y, 0) for x, y in [(0, -66), *half, *[(-x, y) for x, y in reversed(half)]]], closed=True)
    return (
        layer(*(p for arm in arms for p in (arm.hand, arm.fore)))
        + layer(Piece([head.neck()]), *(arm.upper for arm in arms), Piece([(shirt, "top", True)]))
        + layer(Piece(head.shapes()))
    )


def _hips(view: View, beat: Beat) -> str:
    """The buttocks, which stay on the seat and grow taller."""
    half = [(8.0, 1.5), (19, 0.5), (23, -5.5), (21.5, -13.5), (16, -21.5)]
    flat = View(view.scale, (0, 0))
    seat = flat.path([(x, y, 0) for x, y in [(0.0, 0.0), *half, *[(-x, y) for x, y in reversed(half)]]], closed=True)
    cleft = flat.path([(0, -13, 0), (0.4, -6.5, 0), (0, -0.5, 0)])
    taller = [(1.0, v) for v in beat.values(1, 1.22)]
    shapes = [(seat, "trousers", True), (cleft, "pen", False)]
    return layer(Piece(shapes, beat.dur, [view.at((0, SEAT, 0))], grow=taller))


def _stool(seat: float) -> str:
    """From the back: a seat on four legs, of which one sees two, and the legs of the person beyond it."""
    legs = []
    for s in (RIGHT, LEFT):
        x = MIDDLE + s * 13
        legs.append((hull([(x, seat, 10.5), (x, seat + 16, 10), (x + s * 2, GROUND - 14, 7.4)]), "trousers", True))
        legs.append((hull([(x + s * 2, GROUND - 9, 7.6), (x + s * 3, GROUND - 8, 8.4)]), "shoe", True))
    top = line((MIDDLE - 31, seat), (MIDDLE + 31, seat))
    feet = "".join(line((MIDDLE + s * 28, seat), (MIDDLE + s * 32, GROUND - 2)) for s in (RIGHT, LEFT))
    return floor(GROUND + 3) + layer(Piece(legs)) + path(top + feet, "seat")


def _lit(view: View, dur: float, side: int, grow: list[tuple[float, float]]) -> str:
    """A buttock that works, or that bears the weight."""
    spot = Piece([(oval((0, 0), 12, 9), "accent", False)], dur, [view.at(side_of((11.2, 8, 0), side))], grow=grow)
    return spot.write(outline=False)


def glute_squeeze() -> str:
    """From the back: both buttocks tighten and the body rises a little."""
    tempo, view = Tempo(1, 3, 1), View(1.24, (MIDDLE, 150), 10, 180)
    beat = Beat(tempo)
    rise = [(0.0, v) for v in beat.values(0, -6)]
    lit, arrows = "", ""
    for s in (RIGHT, LEFT):
        lit += _lit(view, beat.dur, s, [(0.45 + 0.55 * v, 0.3 + 0.7 * v) for v in beat.shares])
        x, y = view.at(side_of((56, -6, 0), s))
        arrows += there_and_back(tempo, line((x, y + 16), (x, y - 16)))
    upper = moved("translate", rise, beat.dur, _upper(view, beat))
    body = _stool(view.at((0, SEAT, 0))[1] + 5.5) + _hips(view, beat) + upper + lit
    return picture("Glute squeeze", body + arrows, tempo)


PICTURES = {"glute_squeeze": glute_squeeze}
