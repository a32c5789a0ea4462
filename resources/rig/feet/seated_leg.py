"""A leg of somebody who sits, from the side, facing right: from the middle of the thigh down, on the edge of a seat."""

from collections.abc import Sequence

from resources.rig.geometry import Point, limb, line, n, reach, rot, shifted, smooth
from resources.rig.svg import Angle, Part, Shape, path

GROUND = 220
HIP = (-24.0, 66.0)
THIGH, SHANK = 180.0, 140.0
ANKLE = (156.0, 196.0)
"""Of the near leg, with the foot flat."""
FAR = (24.0, -5.0)
"""How much farther right and up the far leg is."""
BALL = (46.0, 15.0)
"""The joint at which a foot bends, from its ankle."""
SOLE = 24.0
"""From the ankle down to the floor."""
HEEL = (-15.0, SOLE)

_THIGH = smooth([(36, 28, 0), (60, 27), (120, 22), (168, 19), (189, 14), (198, 0), (190, -16), (166, -20), (120, -24),
                 (60, -30), (36, -31, 0)])  # fmt: skip
"""Along +x from the hip; cut where the picture ends."""
_SHANK = smooth([(-17, -8), (-4, -19), (12, -15), (19, 0), (18, 24), (16, 70), (15, 116, 0), (-14, 116, 0), (-21, 70),
                 (-24, 36), (-22, 12)])  # fmt: skip
_ANKLE = limb(SHANK, [(0.74, 10, 11), (0.9, 9.5, 10.5), (1, 11, 11)])
REAR = smooth([(-15, -14), (0, -16), (14, -13), (20, -3), (32, 3), (48, 6), (56, 12), (55, 21), (50, SOLE, 0),
               (-20, SOLE, 0), (-25, 17), (-24, 4), (-19, -8)])  # fmt: skip
TOES = smooth([(40, 5), (52, 5.5), (66, 9), (76, 15), (79, 21), (76, SOLE, 0), (42, SOLE, 0), (37, 15)])
SHOE = smooth([(-15, -14), (0, -16), (14, -13), (20, -3), (32, 3), (50, 5.5), (66, 9), (76, 15), (79, 21),
               (76, SOLE, 0), (-20, SOLE, 0), (-25, 17), (-24, 4), (-19, -8)])  # fmt: skip
"""All of it, flat."""
_REAR_SOLE, _TOE_SOLE = line((-24, 17.5), (46, 17.5)), line((48, 17.5), (77, 17.5))


def shoe(angle: Angle = 0, dur: float = 1, *, far: bool = False) -> list[Part]:
    """A shoe that rises at the heel by these degrees; its toes stay. Origin is the ankle with the foot flat."""
    kind, away = _shoe(far=far), (-BALL[0], -BALL[1])
    rear = Part(BALL, angle, [(shifted(REAR, away), kind), (shifted(_REAR_SOLE, away), "pen", False)], dur=dur)
    return [Part((0, 0), 0, [(TOES, kind)]), rear, Part((0, 0), 0, [(_TOE_SOLE, "pen", False)])]


def stiff_shoe(pivot: Point, angle: Angle, dur: float, *, far: bool = False) -> Part:
    """A shoe that turns as one about this place of it. Origin is the ankle with the foot flat."""
    kind, away = _shoe(far=far), (-pivot[0], -pivot[1])
    shapes: list[Shape] = [(shifted(SHOE, away), kind), (shifted(_REAR_SOLE + _TOE_SOLE, away), "pen", False)]
    return Part(pivot, angle, shapes, dur=dur)


def _shoe(*, far: bool) -> str:
    return "shoe_far" if far else "shoe"


def ankles(angles: Sequence[float], pivot: Point, *, far: bool = False) -> list[Point]:
    """Where the ankle is while the foot turns about this place of it."""
    at = ankle(far=far)
    return [rot(at, angle, (at[0] + pivot[0], at[1] + pivot[1])) for angle in angles]


def ankle(*, far: bool = False) -> Point:
    """Where it is with the foot flat."""
    return (ANKLE[0] + FAR[0], ANKLE[1] + FAR[1]) if far else ANKLE


CALF = smooth([(-19, 14), (-14, 10), (-9, 30), (-9, 56), (-12, 84), (-16, 60), (-20, 36)])
SHIN = smooth([(12, 10), (15, 16), (14, 50), (11, 86), (8, 60), (8, 30)])
"""The muscles of the shank, at work."""


def leg(places: Sequence[Point], dur: float, *, far: bool = False, effort: Sequence[Shape] = ()) -> Part:
    """Thigh and shank whose ankle comes to these places. `effort`: shapes on the shank."""
    hip = (HIP[0] + FAR[0], HIP[1] + FAR[1]) if far else HIP
    bends = [reach(hip, place, THIGH, SHANK, -1) for place in places]
    cloth, skin = ("trousers_far", "skin_far") if far else ("trousers", "skin")
    turns = [lower - 90 for _, lower in bends]
    shank = Part((THIGH, 0), turns, [(_ANKLE, skin), (_SHANK, cloth), *effort], dur=dur)
    return Part(hip, [90 + upper for upper, _ in bends], [(_THIGH, cloth)], [shank], dur=dur)


def seat(edge: float = 112) -> str:
    """The front of a chair, as far as this edge."""
    return path(f"M22 101L16 {GROUND - 2}M{n(edge - 14)} 101L{n(edge - 8)} {GROUND - 2}M8 98H{n(edge)}", "seat")


def floor(left: float = 12, right: float = 308) -> str:
    """What the feet stand on."""
    return path(f"M{n(left)} {GROUND + 2.5}L{n(right)} {GROUND + 2.5}", "floor")


def stays(x: float) -> str:
    """The mark of a place that stays where it is, below the floor."""
    return path(f"M{n(x)} {GROUND + 7}l-6 10h12z", "accent")
