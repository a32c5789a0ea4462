"""An outline as a shape: path data grown by half of a line. Qt paints it in a fifth of the time that the line takes."""

from collections.abc import Iterator, Sequence
from math import acos, hypot, tan

from resources.rig.geometry import Point, n
from resources.rig.motion import segments_of

LINE = 2.2
"""What is seen of the outline of a layer."""
_NEAR = 0.05
"""Nobody sees so small a step, or so small a bend."""
Segment = Sequence[Point]


def grown(data: str, by: float = LINE) -> str:
    """The same path with each of its closed curves grown by so much, and its corners rounded off."""
    return "".join(_ring(ring, by) for ring in _rings(data))


def _rings(data: str) -> Iterator[list[Segment]]:
    """The curves of a path, each closed, without the pieces that go nowhere."""
    ring: list[Segment] = []
    for segment in segments_of(data):
        if ring and segment[0] != ring[-1][-1]:
            yield _closed(ring)
            ring = []
        if max(_apart(segment[0], point) for point in segment) > _NEAR:
            ring.append(segment)
    if ring:
        yield _closed(ring)


def _closed(ring: list[Segment]) -> list[Segment]:
    end, begin = ring[-1][-1], ring[0][0]
    return [*ring, (end, begin)] if _apart(end, begin) > _NEAR else ring


def _ring(ring: Sequence[Segment], by: float) -> str:
    corners = [point for segment in ring for point in segment[:-1]]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    out = by if area > 0 else -by
    first, out_first = ring[0][0], _normal(ring[0], first=True)
    data = [f"M{_pair(_moved(first, out_first, out))}"]
    for segment, after in zip(ring, [*ring[1:], ring[0]], strict=True):
        data.append(_beside(segment, out))
        data.append(_corner(segment[-1], _normal(segment, first=False), _normal(after, first=True), out))
    return "".join(data) + "Z"


def _beside(segment: Segment, out: float) -> str:
    """A piece of the curve, moved outward."""
    start, end = _normal(segment, first=True), _normal(segment, first=False)
    if len(segment) == 2:  # noqa: PLR2004 - straight
        return f"L{_pair(_moved(segment[1], end, out))}"
    if len(segment) == 3:  # noqa: PLR2004 - of one control point
        a, b, c = segment
        segment = (a, _between(a, b), _between(c, b), c)
    a, b, c, d = segment
    size = _grows(segment, start, end, out)
    from_, to = _moved(a, start, out), _moved(d, end, out)
    return (
        f"C{_pair((from_[0] + (b[0] - a[0]) * size, from_[1] + (b[1] - a[1]) * size))}"
        f" {_pair((to[0] + (c[0] - d[0]) * size, to[1] + (c[1] - d[1]) * size))} {_pair(to)}"
    )


def _grows(segment: Segment, start: Point, end: Point, out: float) -> float:
    """How much longer the moved piece is: its handles are lengthened by as much as its ends have moved apart."""
    before = _apart(segment[0], segment[-1])
    after = _apart(_moved(segment[0], start, out), _moved(segment[-1], end, out))
    return max(0.3, after / before) if before > _NEAR else 1.0


def _corner(at: Point, before: Point, after: Point, out: float) -> str:
    """Round the corner between two pieces; nothing where they go on smoothly."""
    across = before[0] * after[1] - before[1] * after[0]
    along = before[0] * after[0] + before[1] * after[1]
    if along > 1 - _NEAR**2:
        return ""
    if across * out < 0:  # it bends inward: what overlaps lies below the fill
        return f"L{_pair(_moved(at, after, out))}"
    handle = 4 / 3 * tan(acos(max(-1.0, along)) / 4) * abs(out)
    sign = 1 if out > 0 else -1
    a, b = _moved(at, before, out), _moved(at, after, out)
    return (
        f"C{_pair((a[0] - before[1] * handle * sign, a[1] + before[0] * handle * sign))}"
        f" {_pair((b[0] + after[1] * handle * sign, b[1] - after[0] * handle * sign))} {_pair(b)}"
    )


def _normal(segment: Segment, *, first: bool) -> Point:
    """Across the curve at one of its ends, of length 1."""
    points = segment if first else segment[::-1]
    other = next(point for point in points[1:] if _apart(points[0], point) > _NEAR)
    x, y = other[0] - points[0][0], other[1] - points[0][1]
    length = hypot(x, y) if first else -hypot(x, y)
    return y / length, -x / length


def _moved(point: Point, across: Point, out: float) -> Point:
    return point[0] + across[0] * out, point[1] + across[1] * out


def _between(end: Point, control: Point) -> Point:
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _pair(point: Point) -> str:
    return f"{n(point[0])} {n(point[1])}"
