"""Somebody on a stool, from the back: what the buttocks do."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import line, n, oval
from resources.rig.people.front import LEFT, NECK, RIGHT, lying_arm, side_of
from resources.rig.people.head import Head
from resources.rig.people.piece import Beat, Piece, layer, picture
from resources.rig.people.solid import P3, View
from resources.rig.svg import moved, path
from resources.rig.tempo import Tempo


def _from_behind(view: View, beat: Beat) -> str:
    """Somebody who sits on a stool, from the back, hands in the lap; without the stool."""
    arms = [lying_arm(view, beat, s, (20, -4, 30), (14, 2, 43), pole=(1, 0.3, -0.2)) for s in (RIGHT, LEFT)]
    head = Head(view, NECK)
    half = [(8.0, 19.0), (19, 18), (23, 12), (21.5, 4), (16, -4)]
    seat = [(0, 17.5), *half, *[(-x, y) for x, y in reversed(half)]]
    hips = view.path([(x, y, 0) for x, y in seat], closed=True)
    cleft = view.path([(0, 5, 0), (0.4, 11, 0), (0, 17, 0)])
    half = [(8, -67), (13, -64), (22, -60.5), (28.5, -54), (23.5, -43), (20.4, -30), (18.4, -17), (18.8, -6), (18, 1)]
    shirt = view.path([(x, y, 0) for x, y in [(0, -66), *half, *[(-x, y) for x, y in reversed(half)]]], closed=True)
    return (
        layer(*(p for arm in arms for p in (arm.hand, arm.fore)))
        + layer(Piece([(hips, "trousers", True)]))
        + path(cleft, "pen")
        + layer(Piece([head.neck()]), *(arm.upper for arm in arms), Piece([(shirt, "top", True)]))
        + layer(Piece(head.shapes()))
    )


def _stool(view: View, back: float = 8, front: float = 44) -> str:
    corners: list[P3] = [(-32, 18, -back), (32, 18, -back), (28, 18, front), (-28, 18, front)]
    top = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in map(view.at, corners)) + "Z"
    legs = ""
    for s in (-1, 1):
        x, y = view.at((s * 26, 20, -back))
        legs += f"M{n(x)} {n(y)}L{n(x - s * 3)} 234"
    return path(legs, "seat") + layer(Piece([(top, "chair", True)]))


def _lit(view: View, dur: float, side: int, grow: list[tuple[float, float]]) -> str:
    """A buttock that works, or that bears the weight."""
    spot = Piece([(oval((0, 0), 13.5, 10), "accent", False)], dur, [view.at(side_of((11.2, 10.5, 0), side))], grow=grow)
    return spot.write(outline=False)


def glute_squeeze() -> str:
    """From the back: both buttocks tighten and the body rises a little."""
    tempo, view = Tempo(1, 3, 1), View(1.5, (160, 178), 10, 180)
    beat = Beat(tempo)
    rise = [(0.0, v) for v in beat.values(0, -5)]
    lit, arrows = "", ""
    for s in (RIGHT, LEFT):
        lit += _lit(view, beat.dur, s, [(0.45 + 0.55 * v, 0.3 + 0.7 * v) for v in beat.shares])
        x, y = view.at(side_of((44, 0, 0), s))
        arrows += there_and_back(tempo, line((x, y + 16), (x, y - 16)))
    return picture(
        "Glute squeeze",
        _stool(view) + moved("translate", rise, beat.dur, _from_behind(view, beat) + lit) + arrows,
        tempo,
    )


PICTURES = {"glute_squeeze": glute_squeeze}
