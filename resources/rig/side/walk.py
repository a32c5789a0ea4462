"""A walk: each foot lands on its heel, stands on the floor that goes by, rolls off over its ball, and swings."""

from math import cos, pi, sin

from resources.rig.arrows import arrow
from resources.rig.geometry import Point, ease, lerp, line
from resources.rig.side.person import Arm, Leg, Person, Pose, Trunk
from resources.rig.side.room import GROUND, floor
from resources.rig.svg import document, moved, path
from resources.rig.tempo import Loop

P = Person(0.84)
TIME = Loop(1.2)
COUNT = 24
"""Values of a cycle: two steps."""
STRIDE = 124.0
"""The way of a cycle."""
LANDED, RISES, LEAVES = 0.1, 0.32, 0.62
"""The shares of it at which a foot is flat, its heel rises, and its toes leave the floor."""
HIP = (134.0, GROUND - 107.2)
AHEAD = 34.0
"""How far before the hip a foot would stand as it lands."""
RELAY = 17
"""Values until the next mark takes over from one."""


def _foot(share: float) -> tuple[Point, float, float]:
    """The ankle, how far the heel is up, and the toes down."""
    flat = HIP[0] + AHEAD - STRIDE * share, GROUND - 15 * P.size
    if share < LANDED:
        toes = -20 * (1 - share / LANDED) ** 1.5
        return P.on_heel(flat, toes), toes, toes
    heel = 52 * (max(0.0, share - RISES) / (LEAVES - RISES)) ** 1.7
    return P.tiptoe(flat, heel), heel, 0


def _swing(share: float) -> tuple[Point, float, float]:
    """The same of the foot in the air, from where it left to where it lands."""
    u = (share - LEAVES) / (1 - LEAVES)
    (x0, y0), heel0, _ = _foot(LEAVES)
    (x1, y1), heel1, _ = _foot(0)
    floor_runs = -STRIDE * (1 - LEAVES)
    x = (2 * u**3 - 3 * u**2 + 1) * x0 + (u**3 - 2 * u**2 + u) * 0.3 * floor_runs
    x += (3 * u**2 - 2 * u**3) * x1 + (u**3 - u**2) * 0.5 * floor_runs
    heel = lerp(heel0, heel1, ease(u * 1.25))
    return (x, lerp(y0, y1, ease(u)) - 5 * sin(pi * u)), heel, heel * ease(u * 4)


def _leg(hip: Point, share: float, depth: Point = (0, 0)) -> Leg:
    share %= 1
    (x, y), heel, toes = _foot(share) if share <= LEAVES else _swing(share)
    return P.leg(hip, (x + depth[0], y + depth[1]), heel, toes)


def _arm(share: float) -> Arm:
    swing = cos(2 * pi * (share - 0.02))
    return Arm(4 + 22 * swing, 20 + 30 * swing, 24 + 32 * swing)


def _pose(share: float) -> Pose:
    trunk = Trunk((HIP[0], HIP[1] + 1.6 * cos(4 * pi * (share - 0.06))), 3, 2, 5, 9, 0)
    legs = _leg(trunk.hip, share), _leg(P.hip(trunk, far=True), share + 0.5, (3, -1.5))
    return Pose(trunk, *legs, _arm(share + 0.5), _arm(share))


def _ground() -> str:
    """Marks that go with the feet. Each goes a part of the way, and another comes out over it before it goes in: what
    is animated has to be back where it began after one cycle.
    """
    marks = []
    for lane in (0, COUNT // 2):
        for place in range(4):
            begins, right = (lane + place * RELAY) % COUNT, 296 - place * RELAY * STRIDE / COUNT
            ages = [(k - begins) % COUNT for k in range(COUNT + 1)]
            lasts = min(RELAY + 2, int((right - 24) / STRIDE * COUNT))
            shown = [(1, 1) if 0 < age < lasts else (0, 0) for age in ages]
            places = [(right - STRIDE * age / COUNT if age <= lasts else right, GROUND + 12) for age in ages]
            mark = moved("scale", shown, TIME.seconds, path(line((-4, 0), (4, 0)), "floor"))
            marks.append(moved("translate", places, TIME.seconds, mark))
    return "".join(marks)


def walk() -> str:
    """Two steps."""
    layers = P.draw([_pose(k / COUNT) for k in range(COUNT + 1)], TIME.seconds)
    forward = arrow(line((224, 110), (260, 110)))
    return document("A short walk", floor() + _ground() + "".join(layers.values()) + forward, TIME)


PICTURES = {"walk": walk}
