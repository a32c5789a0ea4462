"""A bare foot, inner side, in a frame of its own: toes to +x, sole to +y, the floor at 200. `shown` puts it on the
picture as the right foot, whose toes point left.
"""

from collections.abc import Sequence

from resources.rig.geometry import Corner, Point, n, shifted, smooth
from resources.rig.svg import Angle, Part, Shape, layer, mirrored, path, placed

GROUND = 200.0
JOINT = (172.0, 180.0)
"""Where the big toe begins."""
BEND = (26.0, -1.0)
"""Its second joint, from there."""
TOE = smooth([(-10, -19), (6, -22), (24, -18), (39, -11), (49, 0), (50, 12), (41, 20), (27, 19), (17, 14), (6, 18),
              (-10, 16)])  # fmt: skip
NEAR_HALF = smooth([(-10, -19), (6, -22), (22, -18.5), (34, -12), (39, 0), (35, 13), (24, 16), (15, 14), (6, 18),
                    (-10, 16)])  # fmt: skip
TIP = smooth([(-7, -15), (4, -14.5), (15, -9), (25, 1), (26, 12), (18, 20.5), (4, 18.5), (-7, 13), (-12, 0)])
NAIL = smooth([(8, -11.5), (15, -8), (22, 0), (13, -3)], 0.4)
CUFF = smooth([(17, -8, 0), (97, -8, 0), (95, 26), (93, 34, 0), (56, 40), (20, 34, 0), (19, 26)])
ANKLE = "M42 148C48 139 61 139 66 149"
PLACE = (46.0, 12.0)
"""Where the frame lies on the picture, before it is mirrored."""


def foot_outline(top: float = 0) -> str:
    """All but the toes."""
    points: list[Point | Corner] = [
        (27, top, 0), (88, top, 0), (87, 50), (91, 88), (106, 113), (132, 130), (158, 145), (178, 157), (190, 168),
        (192, 184), (184, 197), (168, 200), (156, 198), (144, 193), (125, 185), (105, 182), (85, 187), (70, 196),
        (57, 200), (39, 200), (25, 197), (16, 188), (14, 174), (18, 156), (25, 136), (28, 108), (26, 70),
    ]  # fmt: skip
    return smooth(points)


def big_toe(angle: Angle = 0, bend: Angle = 0, dur: float = 1) -> Part:
    """The big toe at these angles of its two joints; negative is up."""
    tip = Part(BEND, bend, [(TIP, "skin"), (NAIL, "nail", False)], dur=dur)
    return Part(JOINT, angle, [(NEAR_HALF, "skin")], [tip], dur=dur)


def small_toes(angle: Angle = 0, bend: Angle = 0, dur: float = 1) -> list[Part]:
    """The other four, behind the big one, the farthest first; seen a little from above."""
    toes = []
    for place in (4, 3, 2, 1):
        size = 1.0 - 0.08 * place
        nail = (shifted(NAIL, size=size), "nail", False)
        tip = Part((25 * size, -1), bend, [(shifted(TIP, size=size), "skin_far"), nail], dur=dur)
        at = (JOINT[0] + 8 - 9 * (place - 1), JOINT[1] + 3 - 3.6 * place)
        toes.append(Part(at, angle, [(shifted(NEAR_HALF, size=size), "skin_far")], [tip], dur=dur))
    return toes


def foot(toe: Part, *more: Shape) -> str:
    """The foot with its big toe, and what else is drawn on it."""
    own = Part((0, 0), 0, [(foot_outline(), "skin"), (ANKLE, "pen", False), *more], [toe])
    return layer(own) + layer(Part((0, 0), 0, [(CUFF, "trousers")]))


def floor() -> str:
    """What the foot stands on."""
    return path(f"M-30 {n(GROUND + 3)}H256", "floor")


def stays(*places: float) -> str:
    """The marks of the places that stay, below the floor."""
    return path("".join(f"M{n(x)} {n(GROUND + 8)}l-6 10h12z" for x in places), "accent")


def shown(body: str, at: Point = PLACE) -> str:
    """On the picture."""
    return mirrored(placed(body, at))


def muscle(spine: Sequence[tuple[float, float, float]], thick: float) -> str:
    """A muscle along these points, each with its share of the thickness."""
    upper = [(x, y - thick * share) for x, y, share in spine]
    lower = [(x, y + thick * share) for x, y, share in reversed(spine)]
    return path(smooth([*upper, *lower]), "accent")
