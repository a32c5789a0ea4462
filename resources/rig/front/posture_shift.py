"""Settling anew on a chair: from the front, how the weight goes to one side and the other; from the side, how the hips
slide right back, and the feet after them.
"""

from math import pi, sin

from resources.rig.arrows import pointed
from resources.rig.geometry import ease, lerp, line
from resources.rig.people.front import LEFT, NECK, RIGHT, SHOULDER, Arm, Sitting, side_of, trunk_solid
from resources.rig.people.head import Head
from resources.rig.people.piece import Beat, Piece, layer, picture
from resources.rig.people.solid import P2, P3, View, add
from resources.rig.side.person import Leg, Person, Pose, Trunk
from resources.rig.side.room import GROUND, chair
from resources.rig.svg import moved, path, placed
from resources.rig.tempo import Loop, Tempo

RATE = 2
"""Values a second."""
TIME = Tempo(5.5, 0, 5.5)
MOMENTS = [k / RATE for k in range(round(TIME.seconds * RATE) + 1)]
LEAN = 15.0
BASE: P3 = (0, 12, 0)
"""What the trunk tips about, where it sits."""
Span = tuple[float, float]
ONE, OTHER, UPRIGHT, BACK, FIRST_FOOT, OTHER_FOOT, AGAIN = (
    *((0.5, 2.0), (3.0, 5.0), (5.5, 7.0)),
    *((7.5, 8.5), (8.5, 9.5), (9.5, 10.5), (11.0, 12.0)),
)
"""When the weight goes to one side, to the other, and off it; the hips go back, and the feet; and all is as before."""


def _went(span: Span, moment: float) -> float:
    return ease((moment - span[0]) / (span[1] - span[0]))


LEANS = [-_went(ONE, m) + 2 * _went(OTHER, m) - _went(UPRIGHT, m) for m in MOMENTS]
"""From -1, wholly on the right side, to 1."""


def _mark(values: list[float], at: P2, way: P2) -> str:
    """An arrow that grows from nothing."""
    grow = [(max(0.002, v), max(0.002, v)) for v in values]
    shape = pointed(line((-way[0], -way[1]), way))
    return Piece([(shape, "arrow", False)], TIME.seconds, [at], grow=grow).write(outline=False)


def _from_the_front() -> str:
    view = View(1.0, (84, 145), 16)
    seat, turns = Sitting(view), [v * LEAN for v in LEANS]
    own = View(view.scale, (0, 0), view.pitch)
    up: P3 = (0, -BASE[1], 0)

    arms = []
    for s in (RIGHT, LEFT):
        ends = [[add(side_of(p, s), up)] for p in (SHOULDER, (20, -4, 27), (16, -1, 41))]
        arms.append(Arm(own, Beat(TIME), *ends[:2], pole=(s, 0.3, -0.2), tips=ends[2], thumb=-s))
    trunk = trunk_solid(View(view.scale, own.at(up), view.pitch))
    head, marks = Head(own, add(NECK, up)), ""
    for s in (RIGHT, LEFT):
        x, y = view.at(side_of((46, 34, 0), s))
        marks += _mark([max(0.0, s * v) for v in LEANS], (x, y), (0.0, 15.0))

    legs = "".join(seat.shin(s) for s in (RIGHT, LEFT))
    thighs = "".join(layer(Piece([seat.thigh(s)])) for s in (RIGHT, LEFT))
    body = layer(Piece([head.neck()]), Piece(trunk), *(a.upper for a in arms)) + layer(Piece(head.shapes()))
    lap = "".join(layer(a.hand, a.fore) for a in arms)

    def tipped(drawing: str) -> str:
        return placed(moved("rotate", turns, TIME.seconds, drawing), view.at(BASE))

    return seat.chair(ground=GROUND - 2) + legs + tipped(body) + thighs + tipped(lap) + marks


def _from_the_side() -> str:
    person = Person(0.91)
    seat = GROUND - 57 * person.size
    poses, far = [], 7 * person.size

    def foot(span: Span, moment: float, heel: float) -> P2:
        way = _went(span, moment) - _went(AGAIN, moment)
        x, y = person.flat(heel - 17 * way, GROUND)
        return x, y - 7 * sin(pi * way)

    for moment in MOMENTS:
        way = _went(BACK, moment) - _went(AGAIN, moment)
        trunk = Trunk((lerp(214, 199, way), seat - 15 * person.size), -5, -1, 4, 9)
        legs: list[Leg] = []
        for hip, span, heel in (
            (trunk.hip, FIRST_FOOT, 258.0),
            (person.hip(trunk, far=True), OTHER_FOOT, 258 + far),
        ):
            legs.append(person.leg(hip, foot(span, moment, heel)))
        hand = trunk.hip[0] + 33, trunk.hip[1] - 14
        arm = person.arm(person.shoulder(trunk), hand, 84)
        poses.append(Pose(trunk, legs[0], legs[1], arm, arm))
    slid = [_went(BACK, m) * (1 - _went((8.5, 9.0), m)) for m in MOMENTS]
    stepped = [_went(FIRST_FOOT, m) * (1 - _went((10.5, 11), m)) for m in MOMENTS]
    layers = person.draw(poses, TIME.seconds, hands=("flat", "flat"))
    return (
        chair(180, 232, 96, seat)
        + person.shadow(poses, arms=False)
        + layers["far_leg"]
        + layers["body"]
        + layers["arm"]
        + _mark(slid, (196, seat + 20), (-15.0, 0.0))
        + _mark(stepped, (296, GROUND - 18), (-13.0, 0.0))
    )


def draw() -> str:
    """The weight goes onto the right buttock, onto the left one; then the hips go right back, and the feet."""
    floor = path(f"M14 {GROUND + 3.5:g}H150M170 {GROUND + 3.5:g}H306", "floor")
    parts = (("up", ONE[0], UPRIGHT[1]), ("down", UPRIGHT[1], AGAIN[0]))
    return picture(
        "Posture shift", floor + _from_the_front() + _from_the_side(), Loop(TIME.seconds, still=2.5, parts=parts)
    )


PICTURES = {"posture_shift": draw}
