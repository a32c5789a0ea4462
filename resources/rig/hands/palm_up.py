"""The forearm stretch with the palm up, from before and above, so that the palm is seen all the way."""

from collections.abc import Callable
from math import cos, dist, radians, sin

from resources.rig.geometry import Corner, Point, between, ease, lerp, line, smooth
from resources.rig.people.marks import arc_arrow
from resources.rig.people.piece import picture
from resources.rig.people.solid import P3, View, balls, hull
from resources.rig.svg import flip_book, moved, path
from resources.rig.tempo import Tempo

TEMPO = Tempo(2, 3, 2)
VIEW = View(1.4, (142, 92), 42, -34)
"""x goes along the forearm, y down, z to the side of the thumb, from the wrist."""
FLAT, BENT = -6.0, 76.0
"""How far the hand hangs down."""
FINGERS = ((-22, 38, 45, 6.6), (-7.5, 41, 55, 7.2), (7.5, 42, 60, 7.4), (22, 40, 54, 7.2))
"""Little finger to index finger: how far to the side of the thumb, where it begins, how long and how thick it is."""
PALM: list[tuple[float, float]] = [
    (-4, -16), (14, -25), (34, -29), (45, -24), (48, 0), (46, 25), (36, 30), (14, 25), (-4, 16),
]  # fmt: skip
ELBOW: Point = (84.0, -34.0)
"""Of the other arm, outside of the picture."""
TOP = 2.0
SLEEVE: list[Point | Corner] = [
    (2, 16, 0), (50, 16, 0), (73, 21, 0), (73, 44), (63, 69), (45, 88, 0), (2, 72, 0),
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
        fingers += path(balls(VIEW, *bones), "skin_far", "edge")
    back = balls(VIEW, (at(62, -32, 11), 8), (at(90, -32, 11), 8), (at(68, -60, 4), 9), (at(84, -60, 4), 9))
    return path(back, "skin_far", "edge") + fingers


def _other_arm(angle: float) -> str:
    """Its forearm, from the same body, behind the first one."""
    c, s = cos(radians(angle)), sin(radians(angle))
    x, y = VIEW.at((76 * c + 3 * s, 76 * s - 3 * c, -60))
    ex, ey = ELBOW
    far = dist((x, y), ELBOW)
    across, down = (y - ey) / far, (ex - x) / far

    def sides(share: float, wide: float) -> tuple[Point, Point]:
        """Both edges at this share of the way from the wrist to the elbow, or where the picture ends."""
        ends = []
        for way in (1, -1):
            px, py = lerp(x, ex, share) + way * across * wide, lerp(y, ey, share) + way * down * wide
            if py < TOP:
                px, py = px + (TOP - py) * (x - ex) / (y - ey), TOP
            ends.append((px, py))
        return ends[0], ends[1]

    (a, b), (c1, d1), (e1, f1) = sides(0, 12), sides(0.52, 16), sides(1, 18)
    (g, h), (i, j) = sides(0.5, 19), sides(1, 21)
    fore = hull([(x, y, 12), (*between(c1, d1, 0.5), 15.5)]) if c1[1] > TOP else line(a, e1, f1, b) + "Z"
    return path(fore, "skin_far", "edge") + path(line(g, i, j, h) + "Z", "top_far", "edge")


def draw() -> str:
    """Palm up: the other hand lies across the fingers, and eases them down and back."""

    def pose(share: float) -> str:
        return _hand(lerp(FLAT, BENT, share))

    fore = path(balls(VIEW, ((0, 0, 0), 15), ((-50, 0, 0), 19), ((-78, 0, 0), 19.5)), "skin", "edge")
    sleeve = path(smooth(SLEEVE), "top", "edge")
    felt = path(VIEW.path([(-52, -12, 8), (-34, -12, 7), (-12, -10, 6)]), "felt")
    about = VIEW.at((0, 0, 0))
    turns = [-4 + 8 * ease(TEMPO.share(k / 5)) for k in range(round(TEMPO.seconds * 5) + 1)]
    down = moved("rotate", turns, TEMPO.seconds, arc_arrow(about, 162, 108, 142), about)
    behind = flip_book(lambda share: _other_arm(lerp(FLAT, BENT, share)), TEMPO, 8)
    return picture("Wrist flexor stretch", behind + fore + sleeve + flip_book(pose, TEMPO, 8) + felt + down, TEMPO)


PICTURES = {"wrist_flexor_stretch": draw}
