"""Short foot, inner side: the ball slides toward the heel, the arch rises, the toes stay long."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import Corner, Point, n, smooth
from resources.rig.svg import document, flip_book, mirrored, moved, path
from resources.rig.tempo import Tempo

GROUND = 200
TIME = Tempo(up=1.4, hold=3.0, down=1.4)
SLIDE = RISE = 11


def _outline(amount: float) -> str:
    def at(x: float, y: float, slide: float = 0, rise: float = 0) -> Point:
        return x - SLIDE * amount * slide, y - RISE * amount * rise

    g = GROUND
    points: list[Point | Corner] = [
        (112, 20, 0), (172, 20, 0), (171, 60), (175, 92), at(190, 114, 0.05, 0.1), at(216, 131, 0.2, 0.32),
        at(242, 146, 0.5, 0.4), at(262, 158, 0.9, 0.2), at(280, 165, 1), at(294, 172, 1), at(304, 183, 1),
        at(304, 194, 1), at(296, g, 1), at(282, g - 1, 1), at(273, g - 5, 1), at(265, g - 2, 1), at(253, g, 1),
        at(241, g - 1, 1), at(229, g - 7, 0.8, 0.35), at(210, g - 15, 0.45, 0.85), at(190, g - 18, 0.2, 1),
        at(170, g - 13, 0.05, 0.75), at(155, g - 4, 0, 0.25), (142, g), (124, g), (110, g - 3), (101, g - 12),
        (99, g - 26), (104, g - 44), (111, 138), (113, 112), (110, 70),
    ]  # fmt: skip
    return smooth(points)


def _muscle(amount: float) -> str:
    """The arch at work: thicker the more it rises."""
    spine = [(136, 190, 0, 0.15, 1), (160, 184, 0.05, 0.6, 4.5), (190, 174.5, 0.2, 1, 6), (218, 179, 0.5, 0.85, 4.8),
             (248, 191, 0.95, 0.2, 1)]  # fmt: skip
    thick = 0.55 + 0.8 * amount
    mid = [(x - SLIDE * amount * a, y - RISE * amount * b, w * thick) for x, y, a, b, w in spine]
    return smooth([(x, y - w) for x, y, w in mid] + [(x, y + w) for x, y, w in reversed(mid)])


def _pose(amount: float) -> str:
    slid = -SLIDE * amount
    nail = smooth([(286 + slid, 170), (295 + slid, 174), (301 + slid, 182), (291 + slid, 179)], 0.4)
    crease = f"M{n(268 + slid)} 165C{n(266 + slid)} 169 {n(266 + slid)} 173 {n(268 + slid)} 177"
    return (
        path(_outline(amount), "skin", "edge") + path(_muscle(amount), "accent") + path(nail, "nail")
        + path(crease, "pen")
    )  # fmt: skip


def draw() -> str:
    """The picture."""
    g, v, dur = GROUND, TIME.values(), TIME.seconds
    cuff = path("M102 4L182 4L178 42C156 48 128 48 106 42Z", "trousers", "edge")
    ankle = path("M127 148C133 139 146 139 151 149", "pen")
    was = smooth([(142, g), (170, g - 13), (190, g - 18), (210, g - 15), (242, g)], closed=False)
    ball = path(f"M254 {g + 9}l-6 10h12z", "accent")
    slide = moved("translate", [(-SLIDE * x, 0) for x in v], dur, ball)
    pulled = there_and_back(TIME, "M232 214L196 214")
    stays = path(f"M124 {g + 9}l-6 10h12z", "accent")
    floor = path(f"M24 {g + 4}L306 {g + 4}", "floor")
    body = floor + flip_book(_pose, TIME) + cuff + ankle + path(was, "ghost") + slide + stays + pulled
    return document("Short foot", mirrored(body), TIME)


PICTURES = {"short_foot": draw}
