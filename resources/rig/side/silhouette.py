"""The one outline of a pose whose parts lie over each other."""

from math import hypot

from resources.rig.geometry import Point, n
from resources.rig.side.parts import Polygon

_NEAR = 0.45
"""How far a point may lie off a straight line that is drawn in its place."""
_LEAST = 3
"""Points of a piece that is worth drawing."""


def silhouette(polygons: list[Polygon]) -> str:
    """Path data of the closed curve round all of them: the pieces of each that lie in none of the others, joined."""
    pieces = [
        piece for polygon in polygons for piece in _outer(polygon, [one for one in polygons if one is not polygon])
    ]
    loops = []
    while pieces:
        loop = pieces.pop(0)
        while pieces:
            nearest = min(pieces, key=lambda piece: _distance(loop[-1], piece[0]))
            if _distance(loop[-1], nearest[0]) >= _distance(loop[-1], loop[0]):
                break
            pieces.remove(nearest)
            loop += nearest
        loops.append(_thinned(loop))
    return "".join(f"M{_points(loop)}Z" for loop in loops if len(loop) >= _LEAST)


def _outer(polygon: Polygon, others: list[Polygon]) -> list[Polygon]:
    polygon = polygon if _area(polygon) > 0 else polygon[::-1]
    polygon = close(polygon)
    outside = [not any(_inside(point, other) for other in others) for point in polygon]
    if all(outside):
        return [polygon]
    if not any(outside):
        return []
    start = next(k for k in range(len(polygon)) if outside[k] and not outside[k - 1])
    pieces: list[Polygon] = []
    for k in range(start, start + len(polygon)):
        here = k % len(polygon)
        if outside[here] and not outside[here - 1]:
            pieces.append([])
        if outside[here]:
            pieces[-1].append(polygon[here])
    return [piece for piece in pieces if len(piece) > 1]


def close(polygon: Polygon, step: float = 1.5) -> Polygon:
    """With further points where two lie far from each other."""
    points = []
    for start, end in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        count = max(1, round(_distance(start, end) / step))
        points += [
            (start[0] + (end[0] - start[0]) * k / count, start[1] + (end[1] - start[1]) * k / count)
            for k in range(count)
        ]
    return points


def _area(polygon: Polygon) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(polygon, [*polygon[1:], polygon[0]], strict=True))


def _inside(point: Point, polygon: Polygon) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _thinned(points: Polygon) -> Polygon:
    """Without the points that a straight line passes near enough (after Douglas and Peucker)."""
    if len(points) < _LEAST:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = hypot(bx - ax, by - ay) or 1e-9
    off = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length for x, y in points]
    if length < 1:
        off = [_distance(points[0], point) for point in points]
    furthest = max(range(1, len(points) - 1), key=lambda k: off[k])
    if off[furthest] <= _NEAR:
        return [points[0], points[-1]]
    return _thinned(points[: furthest + 1])[:-1] + _thinned(points[furthest:])


def _points(loop: Polygon) -> str:
    first, *rest = loop
    return f"{n(first[0])} {n(first[1])}L" + " ".join(f"{n(x)} {n(y)}" for x, y in rest)
