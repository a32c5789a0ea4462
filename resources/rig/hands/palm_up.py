"""The forearm stretch with the palm up, from before and above, so that the palm is seen all the way."""

from collections.abc import Callable
from math import cos, radians, sin

from resources.rig.geometry import Corner, Point, ease, lerp, line, smooth
from resources.rig.people.piece import picture
from resources.rig.people.solid import P3, View, balls
from resources.rig.side.room import arrow, carried
from resources.rig.svg import flip_book, path
from resources.rig.tempo import Tempo

TEMPO = Tempo(2, 3, 2)
VIEW = View(1.4, (142, 78), 42, -34)
"""x goes along the forearm, y down, z to the side of the thumb, from the wrist."""
FLAT, BENT = -6.0, 76.0
"""How far the hand hangs down."""
FINGERS = ((-22, 38, 45, 6.6), (-7.5, 41, 55, 7.2), (7.5, 42, 60, 7.4), (22, 40, 54, 7.2))
"""Little finger to index finger: how far to the side of the thumb, where it begins, how long and how thick it is."""
PALM: list[tuple[float, float]] = [
    (-4, -16), (14, -25), (34, -29), (45, -24), (48, 0), (46, 25), (36, 30), (14, 25), (-4, 16),
]  # fmt: skip
SLEEVE: list[Point | Corner] = [
    (2, 2, 0), (56, 2, 0), (73, 7, 0), (73, 30), (63, 55), (45, 74, 0), (2, 58, 0),
]  # fmt: skip
CREASES = (((36, 30), (28, 16), (30, -2), (36, -14)), ((30, 29), (20, 16), (8, 8), (0, 7)))


def _hand(angle: float) -> str:
    """The hand that is stretched, its thumb toward the viewer."""
    c, s = cos(radians(angle)), sin(radians(angle))

    def at(along: float, side: float, over: float = 0) -> P3:
        return (along * c + over * s, along * s - over * c, side)

    def finger(side: float, start: float, size: float, thick: float) -> str:
        bones = [(at(start + size * k, side * (1 + 0.1 * k)), thick * (1 - 0.16 * k)) for k in (0, 0.5, 1)]
        return path(balls(VIEW, *bones), "skin", "edge")

    def drawn(*places: tuple[float, float]) -> str:
        return VIEW.path([at(*place, 4) for place in places])

    fingers = "".join(finger(*each) for each in FINGERS)
    palm = path(VIEW.path([at(*place, 2) for place in PALM], closed=True), "skin", "edge")
    creases = path("".join(drawn(*each) for each in CREASES), "pen")
    seam = path(balls(VIEW, ((-9, 0, 0), 14.2), ((0, 0, 0), 13.6), (at(5, 0), 13)), "skin")
    thumb = balls(VIEW, (at(8, 17, 4), 9.5), (at(28, 38, 8), 7.6), (at(48, 45, 9), 6))
    ball = balls(VIEW, (at(7, 12, 4), 10), (at(18, 24, 6), 7.4))
    return fingers + palm + path(thumb, "skin", "edge") + path(ball, "skin") + creases + seam + _other(at)


def _other(at: Callable[[float, float, float], P3]) -> str:
    """The other hand: it comes from the far side, and its fingers lie across those of the first."""
    fingers = ""
    for k in range(4):
        along = 60 + 10.5 * k
        bones = [(at(along, -34, 12), 5.8), (at(along, 2, 15), 5.8), (at(along, 28 - 2.5 * abs(k - 1), 12), 5.4)]
        nail = balls(VIEW, (at(along, 26 - 2.5 * abs(k - 1), 17), 2.6), (at(along, 29 - 2.5 * abs(k - 1), 16), 2.2))
        fingers += path(balls(VIEW, *bones), "skin_far", "edge") + path(nail, "nail")
    back = balls(VIEW, (at(62, -32, 11), 8), (at(90, -32, 11), 8), (at(68, -60, 4), 9), (at(84, -60, 4), 9))
    wrist, elbow = at(76, -66, 2), (-20.0, -90.0, -120.0)
    (x, y), (top, _) = VIEW.at(wrist), VIEW.at(elbow)
    fore = line((x - 15, y), (top - 20, 2), (top + 20, 2), (x + 15, y)) + "Z"
    return path(fore, "skin_far", "edge") + path(back, "skin_far", "edge") + fingers


def draw() -> str:
    """Palm up: the other hand lies across the fingers, and eases them down and back."""

    def pose(share: float) -> str:
        return _hand(lerp(FLAT, BENT, share))

    fore = path(balls(VIEW, ((0, 0, 0), 15), ((-50, 0, 0), 19), ((-78, 0, 0), 19.5)), "skin", "edge")
    sleeve = path(smooth(SLEEVE), "top", "edge")
    felt = path(VIEW.path([(-52, -12, 8), (-34, -12, 7), (-12, -10, 6)]), "felt")
    x, y = VIEW.at((0, 0, 0))
    way = arrow((x + 130, y + 78), (x + 118, y + 112), (x + 88, y + 140))
    down = carried(way, (-6, 8), [ease(TEMPO.share(k / 5)) for k in range(round(TEMPO.seconds * 5) + 1)], TEMPO.seconds)
    return picture("Wrist flexor stretch", fore + sleeve + flip_book(pose, TEMPO, 8) + felt + down, TEMPO)


PICTURES = {"wrist_flexor_stretch": draw}
