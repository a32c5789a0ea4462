"""Curves for the figures: smooth outlines, tapered limbs, easing, two-bone reach."""

import re
from collections.abc import Iterable, Sequence
from math import acos, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]
Corner = tuple[float, float, int]
"""A point at which a smooth curve has a corner: the third number says nothing but that."""
AWAY = 1_000_000
"""How far off the pages of a flip-book lie that are not shown."""
_PLAIN = 2


def n(value: float) -> str:
    """A number as SVG has it, to a tenth."""
    if value == AWAY:
        return "1e6"
    text = f"{value:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


def smooth(points: Sequence[Point | Corner], tension: float = 0.5, *, closed: bool = True) -> str:
    """A Catmull-Rom curve through the points, as path data."""
    count = len(points)
    data = [f"M{n(points[0][0])} {n(points[0][1])}"]
    for at in range(count if closed else count - 1):
        before, start, end, after = (points[(at + k) % count] for k in (-1, 0, 1, 2))
        if not closed:
            before = start if at == 0 else before
            after = end if at == count - 2 else after
        leaves = tension / 3 if len(start) == _PLAIN else 0
        comes = tension / 3 if len(end) == _PLAIN else 0
        first = (start[0] + (end[0] - before[0]) * leaves, start[1] + (end[1] - before[1]) * leaves)
        second = (end[0] - (after[0] - start[0]) * comes, end[1] - (after[1] - start[1]) * comes)
        data.append(f"C{n(first[0])} {n(first[1])} {n(second[0])} {n(second[1])} {n(end[0])} {n(end[1])}")
    return "".join(data) + ("Z" if closed else "")


def line(*points: Point) -> str:
    """Straight from point to point, as path data."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)


def oval(centre: Point, across: float, down: float | None = None) -> str:
    """An ellipse with these radii, a circle with one, as path data."""
    down = across if down is None else down
    x, y = centre
    a, b = across * 0.5523, down * 0.5523
    return (
        f"M{n(x)} {n(y - down)}"
        f"C{n(x + a)} {n(y - down)} {n(x + across)} {n(y - b)} {n(x + across)} {n(y)}"
        f"C{n(x + across)} {n(y + b)} {n(x + a)} {n(y + down)} {n(x)} {n(y + down)}"
        f"C{n(x - a)} {n(y + down)} {n(x - across)} {n(y + b)} {n(x - across)} {n(y)}"
        f"C{n(x - across)} {n(y - b)} {n(x - a)} {n(y - down)} {n(x)} {n(y - down)}Z"
    )


def shifted(data: str, by: Point = (0, 0), size: float = 1) -> str:
    """The same path data, sized about 0,0 and then moved. Of M, L, C and Z only, as `smooth`, `line`, `oval` write."""
    words = re.findall(r"[MLCZ]|-?[\d.]+", data)
    out, axis = [], 0
    for word in words:
        if word.isalpha():
            out.append(word)
        else:
            out.append(f"{' ' if out[-1] not in 'MLC' else ''}{n(float(word) * size + by[axis])}")
            axis = 1 - axis
    return "".join(out)


def limb(length: float, profile: Sequence[tuple[float, float, float]]) -> str:
    """A limb that hangs from its joint at 0,0 to 0,length. profile: share of the length, half-width at +x and at -x."""
    (_, first_front, first_back), (_, last_front, last_back) = profile[0], profile[-1]
    front = [(wide, share * length) for share, wide, _ in profile]
    back = [(-wide, share * length) for share, _, wide in reversed(profile)]
    top, end = (0.0, -(first_front + first_back) / 2), (0.0, length + (last_front + last_back) / 2)
    return smooth([top, *front, end, *back])


def ease(share: float) -> float:
    """From 0 to 1, slow at both ends."""
    x = min(1.0, max(0.0, share))
    return x * x * x * (x * (6 * x - 15) + 10)


def cycle(phases: Sequence[tuple[float, float]], samples: int) -> tuple[list[float], float]:
    """Eased values at evenly spaced moments, the first equal to the last, and the seconds of all.

    phases: seconds, and the value from 0 to 1 that is reached by their end.
    """
    total = sum(seconds for seconds, _ in phases)
    return [_value_at(phases, k * total / samples) for k in range(samples + 1)], total


def _value_at(phases: Sequence[tuple[float, float]], moment: float) -> float:
    now = phases[-1][1]
    for seconds, reached in phases:
        if moment <= seconds + 1e-9:
            return lerp(now, reached, ease(moment / seconds))
        moment -= seconds
        now = reached
    return now


def lerp(start: float, end: float, share: float) -> float:
    """Between two numbers."""
    return start + (end - start) * share


def between(start: Point, end: Point, share: float) -> Point:
    """Between two points."""
    return lerp(start[0], end[0], share), lerp(start[1], end[1], share)


def reach(root: Point, tip: Point, upper: float, lower: float, side: int = 1) -> tuple[float, float]:
    """Angles of an arm or a leg of two bones that hang down at 0, so that it reaches from `root` to `tip`: that of the
    upper one, and that of the lower one against it. `side`: to which side the joint between them points.
    """
    across, down = tip[0] - root[0], tip[1] - root[1]
    far = min(hypot(across, down), upper + lower - 0.01)
    straight = degrees(atan2(across, down))
    at_root = degrees(acos((upper**2 + far**2 - lower**2) / (2 * upper * far)))
    bent = 180 - degrees(acos((upper**2 + lower**2 - far**2) / (2 * upper * lower)))
    return side * at_root - straight, -side * bent


def rot(point: Point, angle: float, about: Point = (0, 0)) -> Point:
    """The point turned clockwise, as SVG turns it."""
    turn, x, y = radians(angle), point[0] - about[0], point[1] - about[1]
    return about[0] + x * cos(turn) - y * sin(turn), about[1] + x * sin(turn) + y * cos(turn)


def turned(points: Iterable[Point], angle: float, about: Point = (0, 0)) -> list[Point]:
    """These points turned clockwise."""
    return [rot(point, angle, about) for point in points]
