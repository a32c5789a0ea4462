"""Bodies as solids, so that one skeleton serves the front, the back and the view from above.

A person's own space: x to the viewer's right of somebody who faces us (their left), y down, z forward. A view turns and
tips this space and lays it on the paper.
"""

from dataclasses import dataclass
from math import acos, atan2, ceil, cos, degrees, hypot, pi, radians, sin, sqrt, tan

from resources.rig.geometry import n, oval, smooth

P2 = tuple[float, float]
P3 = tuple[float, float, float]


def add(a: P3, b: P3, share: float = 1) -> P3:
    """From a, this share of b farther."""
    return (a[0] + b[0] * share, a[1] + b[1] * share, a[2] + b[2] * share)


def between(a: P3, b: P3, share: float) -> P3:
    """The point at this share of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def length(a: P3) -> float:
    """Of a vector."""
    return sqrt(a[0] ** 2 + a[1] ** 2 + a[2] ** 2)


def unit(a: P3) -> P3:
    """The vector made one long."""
    size = length(a) or 1
    return (a[0] / size, a[1] / size, a[2] / size)


def dot(a: P3, b: P3) -> float:
    """The inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def yawed(p: P3, deg: float) -> P3:
    """Turned about the upright axis: forward goes toward +x, the person's left."""
    c, s = cos(radians(deg)), sin(radians(deg))
    return (p[0] * c + p[2] * s, p[1], p[2] * c - p[0] * s)


def nodded(p: P3, deg: float) -> P3:
    """Tipped about the axis from ear to ear: the face goes down."""
    c, s = cos(radians(deg)), sin(radians(deg))
    return (p[0], p[1] * c + p[2] * s, p[2] * c - p[1] * s)


def rolled(p: P3, deg: float) -> P3:
    """Tipped about the axis from back to front: the top goes toward +x."""
    c, s = cos(radians(deg)), sin(radians(deg))
    return (p[0] * c - p[1] * s, p[0] * s + p[1] * c, p[2])


def reach3(shoulder: P3, hand: P3, upper: float, fore: float, pole: P3) -> P3:
    """The elbow of a two-bone arm that reaches the hand and bends toward the pole."""
    way = add(hand, shoulder, -1)
    far = min(max(length(way), abs(upper - fore) + 0.01), upper + fore - 0.01)
    along = unit(way)
    share = (upper**2 + far**2 - fore**2) / (2 * far)
    side = unit(add(pole, along, -dot(pole, along)))
    return add(add(shoulder, along, share), side, sqrt(max(0.0, upper**2 - share**2)))


@dataclass(frozen=True)
class View:
    """Where one looks from: yaw 180 is the back, pitch 90 is from above (the face then looks down the page)."""

    scale: float
    origin: P2
    pitch: float = 0
    yaw: float = 0

    def seen(self, p: P3) -> P3:
        """A direction or a place as the viewer has it: right, down, toward the viewer."""
        return nodded(yawed(p, self.yaw), self.pitch)

    def at(self, p: P3) -> P2:
        """The place on the paper."""
        x, y, _ = self.seen(p)
        return (self.origin[0] + x * self.scale, self.origin[1] + y * self.scale)

    def path(self, points: list[P3], *, closed: bool = False) -> str:
        """A smooth line through these places."""
        return smooth([self.at(p) for p in points], 0.5, closed=closed)


Round = tuple[float, float, float]
"""A circle on the paper: its middle and its radius."""


def hull(rounds: list[Round]) -> str:
    """The outline of a band drawn tight round these circles."""
    runs: list[tuple[int, float, float]] = []
    steps = 360
    for k in range(steps):
        a = 2 * pi * k / steps
        best = max(range(len(rounds)), key=lambda i: rounds[i][0] * cos(a) + rounds[i][1] * sin(a) + rounds[i][2])
        if runs and runs[-1][0] == best:
            runs[-1] = (best, runs[-1][1], a)
        else:
            runs.append((best, a, a))
    if len(runs) > 1 and runs[0][0] == runs[-1][0]:
        first, last = runs[0], runs.pop()
        runs[0] = (first[0], last[1] - 2 * pi, first[2])
    if len(runs) == 1:
        x, y, r = rounds[runs[0][0]]
        return oval((x, y), r)
    out = []
    for k, (i, a0, a1) in enumerate(runs):
        x, y, r = rounds[i]
        out.append(f"{'L' if k else 'M'}{n(x + r * cos(a0))} {n(y + r * sin(a0))}" + arc(rounds[i], a0, a1))
    return "".join(out) + "Z"


def arc(circle: Round, start: float, end: float) -> str:
    """A piece of a circle as curves of at most a quarter, to be drawn on from its start."""
    x, y, r = circle
    parts = max(1, ceil(abs(end - start) / (pi / 2 + 0.01)))
    step = (end - start) / parts
    pull = r * 4 / 3 * tan(step / 4)
    out = []
    for k in range(parts):
        a, b = start + k * step, start + (k + 1) * step
        c1 = (x + r * cos(a) - pull * sin(a), y + r * sin(a) + pull * cos(a))
        c2 = (x + r * cos(b) + pull * sin(b), y + r * sin(b) - pull * cos(b))
        out.append(f"C{n(c1[0])} {n(c1[1])} {n(c2[0])} {n(c2[1])} {n(x + r * cos(b))} {n(y + r * sin(b))}")
    return "".join(out)


def balls(view: View, *solid: tuple[P3, float]) -> str:
    """The outline of a band drawn tight round these balls."""
    return hull([(*view.at(p), r * view.scale) for p, r in solid])


@dataclass(frozen=True)
class Egg:
    """An ellipsoid with its axes as they lie in the viewer's space."""

    middle: P3
    axes: tuple[P3, P3, P3]
    radii: P3

    def limb(self, ux: float, uy: float) -> tuple[float, P3]:
        """How far it reaches in a direction of the paper, and its outermost point."""
        parts = [r * (e[0] * ux + e[1] * uy) for e, r in zip(self.axes, self.radii, strict=True)]
        size = hypot(*parts) or 1e-9
        p = self.middle
        for e, r, share in zip(self.axes, self.radii, parts, strict=True):
            p = add(p, e, r * share / size)
        return p[0] * ux + p[1] * uy, p

    def own(self, p: P3) -> P3:
        """A point of the surface in the egg's own unit space."""
        away = add(p, self.middle, -1)
        x, y, z = (dot(away, e) / r for e, r in zip(self.axes, self.radii, strict=True))
        return (x, y, z)


def outline(eggs: list[Egg], steps: int) -> list[P3]:
    """Points of the silhouette of a band drawn tight round these eggs."""
    out = []
    for k in range(steps):
        a = 2 * pi * k / steps
        out.append(max((e.limb(cos(a), sin(a)) for e in eggs), key=lambda found: found[0])[1])
    return out


def angle_of(a: P2, b: P2) -> float:
    """The turn of a limb that hangs down at rest and now points from a to b."""
    return degrees(atan2(-(b[0] - a[0]), b[1] - a[1]))


def corner(a: P3, b: P3, c: P3) -> float:
    """The angle at b between a and c, for checks of a pose."""
    u, v = unit(add(a, b, -1)), unit(add(c, b, -1))
    return degrees(acos(max(-1, min(1, dot(u, v)))))
