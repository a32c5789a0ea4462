"""A person from the front or the back: trunk, arms and legs on the paper, from joints in space.

Units are those of the side view: the trunk 66 from hip to neck, thigh 58, shank 56, upper arm 38, forearm 35. A limb is
drawn once along its bone; while it moves, the group round it is shifted, turned and, where it points at or away from
the viewer, shortened.
"""

from collections.abc import Sequence
from math import cos, radians, tan

from resources.rig.geometry import limb, n, smooth
from resources.rig.people.head import Head, Shape
from resources.rig.people.piece import Beat, Piece, bone, layer
from resources.rig.people.solid import P2, P3, View, add, balls, hull, reach3, yawed
from resources.rig.svg import path

THIGH, SHANK, UPPER, FORE, HAND = 58.0, 56.0, 38.0, 35.0, 15.0
SHOULDER: P3 = (20.5, -54, 0)
NECK: P3 = (0, -65, 0)
HIP: P3 = (10, 2, 0)
RIGHT, LEFT = -1, 1
"""The side of the person's own body, as the sign of x."""


def side_of(p: P3, side: int) -> P3:
    """The same place on this side of the body."""
    return (p[0] * side, p[1], p[2])


UPPER_PROFILE: list[P3] = [(0, 8.4, 8.4), (0.5, 7.6, 7.6), (0.86, 7, 7), (1, 6.2, 6.2)]
FORE_PROFILE: list[P3] = [(0, 6.1, 6.1), (0.3, 6.2, 6.2), (1, 4.2, 4.2)]
THIGH_PROFILE: list[P3] = [(0, 13, 12), (0.4, 12.6, 11.6), (0.85, 9.8, 9.8), (1, 9, 9)]
SHANK_PROFILE: list[P3] = [(0, 9, 9), (0.3, 9.4, 9.2), (0.7, 7.2, 7.2), (1, 6.2, 6.2)]


def hand_shape(k: float, thumb: int, skin: str = "skin") -> list[Shape]:
    """A relaxed hand that hangs from the wrist; its thumb on this side of it (-1, 1, or 0 for hidden behind it)."""
    palm = ((-4.4, -3), (4.4, -3), (5.6, 4), (4.8, 11), (1.5, 16), (-2.5, 15.6), (-5, 10), (-5.4, 4))
    out = [(smooth([(x * k, y * k) for x, y in palm]), skin, True)]
    out.append((f"M{n(-1.8 * k)} {n(8 * k)}V{n(14.4 * k)}M{n(1.4 * k)} {n(8 * k)}V{n(14.6 * k)}", "pen", False))
    if thumb:
        nub = ((3, -1), (7.4, 3.4), (8.4, 9), (6.2, 11), (4, 6.5))
        out.insert(0, (smooth([(thumb * x * k, y * k) for x, y in nub]), skin, True))
    return out


def fist_shape(k: float) -> list[Shape]:
    """A fist about 0,0, its knuckles to the viewer."""
    fist = hull([(x * k, y * k, r * k) for x, y, r in ((-3.4, -2.6, 4.2), (3.4, -2.6, 4.2), (3, 3, 3.8), (-3, 3, 3.8))])
    gaps = "".join(f"M{n(x * k)} {n(-2.5 * k)}V{n(4 * k)}" for x in (-3.2, 0, 3.2))
    return [(fist, "skin", True), (gaps, "pen", False)]


def scaled(profile: Sequence[P3], k: float) -> list[P3]:
    """A limb's profile in another size."""
    return [(s, a * k, b * k) for s, a, b in profile]


class Arm:
    """An arm over the cycle: shoulders and wrists in space, the elbow bends toward the pole."""

    def __init__(
        self,
        view: View,
        beat: Beat,
        shoulders: Sequence[P3],
        wrists: Sequence[P3],
        *,
        pole: P3,
        tips: Sequence[P3] | None = None,
        thumb: int = 0,
        kinds: tuple[str, str] = ("top", "skin"),
    ) -> None:
        k, dur = view.scale, beat.dur
        self.elbows = [reach3(s, w, UPPER, FORE, pole) for s, w in zip(shoulders, wrists, strict=True)]
        ends = tips or [add(w, add(w, e, -1), HAND / FORE) for e, w in zip(self.elbows, wrists, strict=True)]
        self.wrists, self.tips = list(wrists), list(ends)
        sleeve, skin = kinds
        self.upper = bone(
            view,
            list(zip(shoulders, self.elbows, strict=True)),
            UPPER * k,
            [(limb(UPPER * k, scaled(UPPER_PROFILE, k)), sleeve, True)],
            dur,
        )
        self.fore = bone(
            view,
            list(zip(self.elbows, wrists, strict=True)),
            FORE * k,
            [(limb(FORE * k, scaled(FORE_PROFILE, k)), skin, True)],
            dur,
        )
        self.hand = bone(
            view,
            list(zip(wrists, ends, strict=True)),
            HAND * k,
            hand_shape(k, thumb, skin),
            dur,
        )

    def pieces(self) -> list[Piece]:
        """Hand, forearm and upper arm, the hand lowest."""
        return [self.hand, self.fore, self.upper]


def lying_arm(view: View, beat: Beat, side: int, wrist: P3, tip: P3, *, pole: P3) -> Arm:
    """An arm that stays where it is; places are those of a left one."""
    shoulders, wrists, tips = (beat.stay(side_of(p, side)) for p in (SHOULDER, wrist, tip))
    return Arm(view, beat, shoulders, wrists, pole=side_of(pole, side), tips=tips, thumb=-side)


def trunk_shape(view: View, hip: P3 = (0, 0, 0)) -> list[Shape]:
    """A shirt from the hips to the neck, upright."""
    half = [
        (0, -63),
        (8, -67),
        (13, -64),
        (22, -60.5),
        (28.5, -54),
        (23.5, -43),
        (20.4, -30),
        (18.4, -17),
        (19, -4),
        (19.8, 6),
        (17, 9.5),
    ]
    points = [*half, *[(-x, y) for x, y in reversed(half[1:])]]
    return [(smooth([view.at(add(hip, (x, y, 0))) for x, y in points], 0.5), "top", True)]


def trunk_core(view: View, neckline: float = -63) -> list[Shape]:
    """A shirt without its shoulders, for those that move: see `yoke`. The neckline is higher at the back."""
    half = [
        *((0, neckline), (7.5, -66.5), (13, -61), (19, -54), (23, -44), (20.4, -30), (18.4, -17)),
        *((19, -4), (19.8, 6), (17, 9.5)),
    ]
    points = [*half, *[(-x, y) for x, y in reversed(half[1:])]]
    return [(smooth([view.at((x, y, 0)) for x, y in points], 0.5), "top", True)]


def yoke(view: View, beat: Beat, side: int, shoulders: Sequence[P3]) -> Piece:
    """The shirt from the neck to a shoulder that moves."""
    k, size = view.scale, 15.5
    shape = hull([(0, 0, 5.4 * k), (0, size * k, 8.4 * k)])
    root = side_of((6, -60.5, 0), side)
    return bone(view, [(root, s) for s in shoulders], size * k, [(shape, "top", True)], beat.dur)


def trunk_solid(view: View, twist: float = 0, kinds: tuple[str, str] = ("top", "top")) -> list[Shape]:
    """A shirt with depth, for views from above or aslant: the belly, and the chest turned by this much to the person's
    left.
    """

    def turned(*solid: tuple[float, float, float, float], share: float) -> list[tuple[P3, float]]:
        both = [((x * s, y, z), r) for x, y, z, r in solid for s in (-1, 1)]
        return [(yawed(p, twist * share), r) for p, r in both]

    belly = [*turned((9, 4, 0, 11), share=0), *turned((9, -16, 1, 10), share=0.4), *turned((11, -36, 1, 11), share=0.8)]
    chest = turned((19, -53, 0, 8.6), (13, -50, 2, 11), (11, -40, 2, 10.4), (5, -60, -3, 7), share=1)
    return [(balls(view, *belly), kinds[0], True), (balls(view, *chest), kinds[1], True)]


def collar(view: View, base: P3 = NECK) -> Shape:
    """The edge of the shirt at the neck, from the front."""
    edge: list[P3] = [(-8.4, -1.6, 0), (-4.6, 2.4, 0), (0, 3.8, 0), (4.6, 2.4, 0), (8.4, -1.6, 0)]
    return (view.path([add(base, p) for p in edge]), "pen", False)


class Sitting:
    """Hips and legs of somebody who sits and faces the viewer, feet on the floor; and the chair."""

    KNEE: P3 = (13, 0, 56)
    ANKLE: P3 = (12.5, 52, 54)

    def __init__(self, view: View, cut: float | None = None) -> None:
        self.view, self.cut = view, cut

    def thigh(self, side: int) -> Shape:
        """From the hip to the knee."""
        hip, knee = side_of(HIP, side), side_of(self.KNEE, side)
        return (balls(self.view, (hip, 12.5), (knee, 10)), "trousers", True)

    def shank(self, side: int) -> Shape:
        """From the knee to the ankle, or to where the picture ends."""
        knee, ankle = side_of(self.KNEE, side), side_of(self.ANKLE, side)
        if self.cut is None:
            solid = ((add(knee, (0, 2, -1)), 9), (add(knee, (0, 18, -3)), 8.8), (ankle, 6.4))
            return (balls(self.view, *solid), "trousers", True)
        (x, y), w = self.view.at(knee), 8.9 * self.view.scale
        edge = [(x - w, y), (x + w, y), (x + w * 0.92, self.cut), (x - w * 0.92, self.cut)]
        return ("M" + "L".join(f"{n(a)} {n(b)}" for a, b in edge) + "Z", "trousers", True)

    def foot(self, side: int) -> Shape:
        """A shoe that points at the viewer."""
        return foot(self.view, side_of(self.ANKLE, side), side)

    def pelvis(self) -> Shape:
        """The seat of the trousers."""
        solid: list[tuple[P3, float]] = [((-8, 2, 0), 11), ((8, 2, 0), 11), ((-8, -3, 0), 10), ((8, -3, 0), 10)]
        return (balls(self.view, *solid), "trousers", True)

    def legs(self, sides: Sequence[int] = (RIGHT, LEFT)) -> str:
        """Shins and feet, then hips, then the thighs, each with an edge of its own so that the knees show."""
        below = "".join(self.shin(side) for side in sides)
        return below + layer(Piece([self.pelvis()])) + "".join(layer(Piece([self.thigh(side)])) for side in sides)

    def shin(self, side: int) -> str:
        """What hangs from a knee."""
        return layer(Piece([*([] if self.cut else [self.foot(side)]), self.shank(side)]))

    def chair(self, *, back: bool = True, ground: float | None = None) -> str:
        """Four legs, of which those behind are seen aslant, down to the ground; a seat, and a back rest."""
        at = self.view.at

        def line(*points: P3) -> str:
            return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in map(at, points))

        out = []
        for s in (-1, 1):
            for z in (30, -10) if self.view.yaw else (30,):
                x, y = at((s * 27, 14, z))
                end = self.cut or ground or at((0, self.ANKLE[1] + 13, 30))[1]
                out.append(f"M{n(x)} {n(y)}L{n(x + s * 2)} {n(end)}")
        out.append(line((-28, 13, -12), (-28, 13, 34), (28, 13, 34), (28, 13, -12)))
        if back:
            left, right = line((-25, 13, -18), (-24, -44, -24)), line((24, -44, -24), (25, 13, -18))
            x, y = at((0, -51, -24))
            out.append(f"{left}Q{n(x)} {n(y)} {right.removeprefix('M')}")
        return path("".join(out), "seat")


def standing_leg(view: View, side: int, hip: P3 = HIP, knee: P3 = (11.5, 59, 2), ankle: P3 = (11, 114, 0)) -> Piece:
    """A leg with its shoe; places are those of a left one."""
    a, b, c = (side_of(p, side) for p in (hip, knee, ankle))
    thigh = balls(view, (a, 12.4), (add(a, (0, 20, 0)), 12), (b, 9))
    shank = balls(view, (b, 9), (add(b, (0, 18, -2)), 9), (c, 6.2))
    return Piece([foot(view, c, side), (shank, "trousers", True), (thigh, "trousers", True)])


def foot(view: View, ankle: P3, side: int) -> Shape:
    """A shoe that points at the viewer and a little outward."""
    solid = [(add(ankle, (0, 1, 0)), 6.6)]
    for away, size in (((0.0, 7.0, -4.0), 6.4), ((side * 3, 7.2, 18.0), 6.2), ((side * 5, 7.2, 14.0), 6.2)):
        _, _, near = view.seen(away)
        level = near * tan(radians(view.pitch)) / cos(radians(view.pitch))  # the floor is a line, seen from the side
        solid.append((add(ankle, (away[0], away[1] - level * 0.8, away[2])), size))
    return (balls(view, *solid), "shoe", True)


def head_layer(head: Head, dur: float = 1, shift: Sequence[P2] = ((0, 0),), turn: Sequence[float] = (0,)) -> str:
    """The head over its neck, each with its own outline, so that the chin shows."""
    return layer(Piece(head.shapes(), dur, shift, turn))


def floor(y: float, x0: float = 24, x1: float = 296) -> str:
    """The line one stands on."""
    return f'<path class="floor" d="M{n(x0)} {n(y)}L{n(x1)} {n(y)}"/>'
