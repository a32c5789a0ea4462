"""The right hand from its palm side, fingers up: a fist, a hook, a fan."""

from dataclasses import dataclass
from math import acos, atan2, cos, dist, radians, sin

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import Corner, Point, ease, lerp, n, smooth
from resources.rig.people.piece import picture
from resources.rig.people.solid import arc, hull
from resources.rig.svg import flip, path, placed, slices
from resources.rig.tempo import Tempo


@dataclass(frozen=True)
class Finger:
    """Where it leaves the palm, how far it leans when the hand is a fan, its three bones, and how thick it is."""

    root: Point
    lean: float
    bones: tuple[float, float, float]
    thick: float


FINGERS = (
    Finger((-31, -52), -21, (30, 20, 17), 9.0),
    Finger((-11.5, -61), -7, (37, 25, 19), 10.2),
    Finger((9.5, -63), 5, (40, 27, 20), 10.6),
    Finger((30.5, -58), 18, (36, 24, 19), 10.4),
)
"""From the little finger to the index finger, from the wrist at 0,0."""
WRIST, SIZE = (160, 226), 1.14
SIDES: list[Point | Corner] = [
    *((-39.8, -55, 0), (-39.8, -42), (-36, -28), (-27, -12), (-22, 0), (-26, 9, 0), (26, 9, 0)),
    *((22, 0), (26, -12), (37.5, -32), (40.8, -59, 0)),
]
"""The palm from the little finger down to the wrist, and up to the index finger."""
PALM: list[Point | Corner] = [*SIDES, (38, -60), (20, -66), (-2, -65), (-22, -58)]
FOLDED, NAIL_SEEN = 88, 15
"""Degrees from which the finger lies on itself, and from which its nail is seen."""
Bend = tuple[float, float, float]
Joint = tuple[float, float, float, float]
"""Where a joint is, how thick the finger is there, and how near to the viewer."""
FIST: Bend = (84, 98, 66)
HOOK: Bend = (6, 100, 72)
FAN: Bend = (0, 0, 0)


def _chain(finger: Finger, bend: Bend, spread: float) -> list[Joint]:
    """Its joints as x, y, radius and nearness to the viewer."""
    lean = radians(finger.lean * spread)
    x, y, near, angle = *finger.root, 0.0, 0.0
    out = [(x, y, finger.thick, near)]
    for k, (bone, more) in enumerate(zip(finger.bones, bend, strict=True)):
        angle += more
        flat = bone * cos(radians(angle))
        x, y, near = x + flat * sin(lean), y - flat * cos(lean), near + bone * sin(radians(angle))
        out.append((x, y, finger.thick * (0.97, 0.92, 0.82)[k] * (1 + near / 420), near))
    return out


def _solid(chain: list[Joint]) -> str:
    return path(hull([(x, y, r) for x, y, r, _ in chain]), "skin", "edge")


def _open(base: Joint, tip: Joint) -> str:
    """A straight finger whose line ends at the palm."""
    (x0, y0, r0, _), (x1, y1, r1, _) = base, tip
    along = atan2(y1 - y0, x1 - x0)
    half = acos((r0 - r1) / dist((x0, y0), (x1, y1)))
    a, b = along - half, along + half
    start, end = (x0 + r0 * cos(a), y0 + r0 * sin(a)), (x0 + r0 * cos(b), y0 + r0 * sin(b))
    first = (x1 + r1 * cos(a), y1 + r1 * sin(a))
    line = f"M{n(start[0])} {n(start[1])}L{n(first[0])} {n(first[1])}{arc((x1, y1, r1), a, b)}L{n(end[0])} {n(end[1])}"
    return path(hull([(x0, y0 + 5, r0), (x1, y1, r1)]), "skin") + path(line, "pen")


def _nail(chain: list[Joint], shown: float) -> str:
    (x0, y0, _, _), (x1, y1, r, _) = chain[-2:]
    size = max(0.01, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    ux, uy = (x1 - x0) / size, (y1 - y0) / size
    cx, cy, a, b = x1 + ux * r * 0.1, y1 + uy * r * 0.1, r * 0.56, r * 0.72 * shown
    points = [(-a, -b), (a, -b), (a, b * 0.6), (0, b), (-a, b * 0.6)]
    return path(smooth([(cx - uy * p + ux * q, cy + ux * p + uy * q) for p, q in points]), "nail", "rim")


def _finger(finger: Finger, bend: Bend, spread: float) -> str:
    chain = _chain(finger, bend, spread)
    if bend[0] + bend[1] < FOLDED:
        return _open(chain[0], chain[-1])
    turned = bend[0] + bend[1] + bend[2] - 90
    nail = _nail(chain, min(1, max(0.0, sin(radians(min(turned, 170)))))) if turned > NAIL_SEEN else ""
    return _solid(chain[:2]) + _solid(chain[1:]) + nail


def _thumb(tuck: float) -> str:
    """0 is spread, 1 lies across the fingers."""
    root, middle, tip = (24, -22), (lerp(58, 38, tuck), lerp(-44, -40, tuck)), (lerp(76, 6, tuck), lerp(-72, -39, tuck))
    knuckle = (lerp(68, 26, tuck), lerp(-58, -44, tuck))
    ball, rest = hull([(*root, 15), (*middle, 11)]), hull([(*middle, 11), (*knuckle, 10.4), (*tip, 8.6)])
    seam = hull([(*root, 13.4), (*middle, 9.3)])
    return path(ball, "skin", "edge") + path(rest, "skin", "edge") + path(seam, "skin")


def _mixed(a: Bend, b: Bend, share: float) -> Bend:
    return (lerp(a[0], b[0], share), lerp(a[1], b[1], share), lerp(a[2], b[2], share))


def hand(share: float) -> str:
    """Fingers and thumb from the fist (0) through the hook (0.5) to the fan (1)."""
    opening, spread = min(1, share * 2), max(0.0, share * 2 - 1)
    bend = _mixed(_mixed(FIST, HOOK, opening), FAN, spread)
    return "".join(_finger(finger, bend, spread) for finger in FINGERS) + _thumb(1 - opening)


def fist_and_fan() -> str:
    """The fingers open from a fist through a hook to a fan, and close the same way."""
    tempo, last = Tempo(2, 3, 2), 8

    def page(moment: float) -> int:
        way = tempo.share(moment)
        hook = last / 2
        return round(hook * ease(way / 0.45) + hook * ease((way - 0.55) / 0.45))

    arrows = there_and_back(tempo, *(bow((0, 0), 177, side * 13, side * 35) for side in (-1, 1)))
    creases = path("M-16 -50C-2 -41 20 -44 36 -54M14 -52C2 -40 0 -22 6 -6", "pen")
    pages = flip([hand(k / last) for k in range(last + 1)], slices(page, tempo.seconds), tempo.seconds)
    palm = path(smooth(PALM), "skin") + path(smooth(SIDES, closed=False), "pen")
    return picture("Fist and fan", placed(palm + creases + pages + arrows, WRIST, scale=SIZE), tempo)


PICTURES = {"fist_and_fan": fist_and_fan}
