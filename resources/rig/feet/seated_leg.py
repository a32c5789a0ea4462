"""Somebody who sits on a chair, from the side, facing right: from the waist down, in a frame that `shown` makes fit."""

from collections.abc import Sequence

from resources.rig.geometry import Point, limb, line, n, reach, rot, shifted, smooth
from resources.rig.svg import Angle, Part, Shape, layer, path, placed

GROUND = 220
HIP = (-24.0, 66.0)
THIGH, SHANK = 180.0, 140.0
ANKLE = (156.0, 196.0)
"""Of the near leg, with the foot flat."""
FAR = (24.0, -4.0)
"""How much farther right and up the far leg is."""
BALL = (46.0, 15.0)
"""The joint at which a foot bends, from its ankle."""
SOLE = 24.0
"""From the ankle down to the floor."""
HEEL = (-15.0, SOLE)

_THIGH = smooth([(0, 30), (60, 27), (120, 22), (168, 19), (189, 14), (198, 0), (190, -16), (166, -20), (120, -24),
                 (60, -30), (0, -34), (-34, -14), (-30, 18)])  # fmt: skip
"""Along +x from the hip, on which it lies still."""
_SEAT = smooth([(-46, -60), (-56, -38), (-60, -8), (-56, 18), (-40, 31), (0, 31), (40, 22), (44, -16), (36, -54)])
_SHIRT = smooth([(-53, -42, 0), (-49, -80), (-47, -118, 0), (33, -118, 0), (36, -80), (38, -40, 0), (-8, -35)])
_ARM = smooth([(-24, -118, 0), (-20, -60), (-11, -6), (13, -6), (17, -60), (17, -118, 0)])
_FIST = smooth([(-13, -10), (12, -10), (17, 8), (15, 26), (6, 38), (-10, 38), (-17, 24), (-17, 6)])
_FINGERS = "M-15 14H1M-16 22H0M-14 30H0"
"""From the hip: the seat of the trousers, the shirt to the waist, where the picture ends, and the hand at the chair."""
PLACE, SCALE = (76.0, 50.0), 0.78
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


def body() -> list[Part]:
    """The hips, which stay on the chair, and the trunk to the waist."""
    return [Part(HIP, 0, [(_SEAT, "trousers"), (_SHIRT, "top")])]


def arm() -> str:
    """It holds the side of the chair."""
    return layer(Part(HIP, 0, [(_FIST, "skin"), (_ARM, "skin"), (_FINGERS, "pen", False)]))


def seat(edge: float = 104) -> str:
    """A chair without a back, as far as this edge."""
    legs = "".join(f"M{n(x)} 102L{n(x + lean)} {GROUND}" for x, lean in ((-68, -6), (edge - 16, 6)))
    return path(f"{legs}M-86 99H{n(edge)}", "seat")


def shown(drawn: str, place: Point = PLACE, scale: float = SCALE) -> str:
    """On the picture, on the floor."""
    ground = place[1] + scale * (GROUND + 2) + 2
    return path(f"M12 {n(ground)}H308", "floor") + placed(drawn, place, scale=scale)


def stays(x: float) -> str:
    """The mark of a place that stays where it is, below the floor."""
    return path(f"M{n(x)} {GROUND + 7}l-6 10h12z", "accent")
