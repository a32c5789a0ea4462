"""Hands on the edge of the desk, feet walked back, one straight line from head to heels."""

from math import cos, pi, radians, sin

from resources.rig.arrows import there_and_back
from resources.rig.geometry import Point, ease, lerp, line
from resources.rig.side import outlines
from resources.rig.side.person import Person, Pose, Trunk
from resources.rig.side.room import DESK, GROUND, arms, desk, drawn, floor, shares, tempo
from resources.rig.svg import document, path

P = Person(0.83)
EDGE = 223
CLOSE, AWAY = 131, 73
"""The heels, before and after the walk."""
LEANS = 36


def _foot(v: float, begin: float, heel: float) -> Point:
    """The ankle of the foot that steps back from a share of the way on."""
    share = ease((v - begin) / 0.6)
    x, y = P.flat(lerp(CLOSE, AWAY, share), GROUND)
    return P.tiptoe((x, y - 9 * sin(pi * share)), heel)


def _pose(v: float) -> Pose:
    heel = 16 * ease((v - 0.6) / 0.4)
    near, (x, y) = _foot(v, 0.35, heel), _foot(v, 0.05, heel)
    far = x + 5, y - 1
    bend = lerp(10, 2, ease(v))
    lean = lerp(17, LEANS, ease(v))
    hip = lerp(168, 142, ease(v))
    height = max(P.lowest(hip, near, bend), P.lowest(hip, far, bend, far=True))
    trunk = Trunk((hip, height), lean, lean - 1, lean + 1, lean + 3, lean - 5)
    legs = P.leg(trunk.hip, near, heel), P.leg(P.hip(trunk, far=True), far, heel)
    return Pose(trunk, *legs, *arms(P, trunk, (EDGE, DESK - 5), 84, (5, -2)))


def desk_plank() -> str:
    """One foot goes back, then the other, and the body leans into one line."""
    time = tempo(2, 3, 2)
    v = shares(time)
    marks = {"waist": P.mark(outlines.BELLY_WALL)}
    person = drawn(P, [_pose(x) for x in v], time.seconds, marks, ("flat", "flat"))
    last = _pose(1).trunk
    x, y, slope = *last.hip, radians(LEANS)
    straight = path(line(*((x - 19 + far * sin(slope), y - far * cos(slope)) for far in (-84, 78))), "ghost")
    back = there_and_back(time, line((60, 206), (28, 206)))
    return document("Desk plank", floor() + desk(EDGE - 8, 304) + straight + person + back, time)


PICTURES = {"desk_plank": desk_plank}
