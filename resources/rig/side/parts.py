"""Shapes at joints that move and turn: like `svg.Part`, but their place may move, too, and a pose may be asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

from resources.rig.geometry import Corner, Point, n, rot
from resources.rig.motion import segments_of
from resources.rig.svg import moved, path

Outline = Sequence[Point | Corner]
Polygon = list[Point]
LINE = 1.9
"""What is seen of an outline."""
_STILL = 0.05
"""Degrees, or units, that nobody sees."""
_STEPS = 6
"""Straight pieces for one of a curve, where its outline is reckoned with."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Path data, its class, and the same grown by a line, if the outline of the layer goes round it."""

    data: str
    kind: str
    grown: str = ""


@dataclass(slots=True)
class Joint:
    """Shapes and further joints at a place, which may move, under an angle, which may turn; the first of all poses is
    the first value of both. `under`: whether what hangs from it is drawn first.
    """

    at: Point | Sequence[Point]
    turn: Sequence[float] = (0,)
    shapes: Sequence[Shape] = ()
    joints: Sequence["Joint"] = field(default_factory=tuple)
    under: bool = False

    def write(self, seconds: float, *, outline: bool) -> str:
        """The outlines that lie below, or the fills above them."""
        own = "".join(
            f'<path d="{shape.grown}"/>' if outline else path(shape.data, shape.kind)
            for shape in self.shapes
            if shape.grown or not outline
        )
        hung = "".join(joint.write(seconds, outline=outline) for joint in self.joints)
        body = hung + own if self.under else own + hung
        if not body:
            return ""
        if max(self.turn) - min(self.turn) > _STILL:
            body = moved("rotate", self.turn, seconds, body)
        elif abs(self.turn[0]) > _STILL:
            body = f'<g transform="rotate({n(self.turn[0])})">{body}</g>'
        place = self.place
        if place is None:
            return moved("translate", [_point(one) for one in self.at], seconds, body)
        return f'<g transform="translate({n(place[0])} {n(place[1])})">{body}</g>' if any(place) else body

    def layer(self, seconds: float) -> str:
        """Outline pass below, fill pass above: one joined silhouette."""
        return f'<g class="ink">{self.write(seconds, outline=True)}</g>{self.write(seconds, outline=False)}'

    @property
    def place(self) -> Point | None:
        """Where it is, if it stays there."""
        if isinstance(self.at, tuple) and isinstance(self.at[0], int | float):
            return _point(self.at)
        points = [_point(one) for one in self.at]
        return points[0] if still(points) else None

    def polygons(self, *, moves: bool = False) -> Iterator[Polygon]:
        """The outlines of the first pose, of what will move, or of all."""
        place = self.place or _point(self.at[0])
        moves = moves or self.place is None or max(self.turn) - min(self.turn) > _STILL
        inner = [corners(shape.data) for shape in self.shapes if shape.grown] if moves else []
        for polygon in [*inner, *(one for joint in self.joints for one in joint.polygons(moves=moves))]:
            turned = (rot(point, self.turn[0]) for point in polygon)
            yield [(place[0] + x, place[1] + y) for x, y in turned]


def still(points: Sequence[Point]) -> bool:
    """Whether they are all one."""
    return all(max(p[axis] for p in points) - min(p[axis] for p in points) <= _STILL for axis in (0, 1))


def _point(value: object) -> Point:
    assert isinstance(value, tuple)
    return float(value[0]), float(value[1])


def corners(data: str) -> Polygon:
    """The corners of a curve, when straight pieces are put in its place."""
    points = []
    for segment in segments_of(data):
        if len(segment) < 4:  # noqa: PLR2004 - straight
            points.append(segment[0])
            continue
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = segment
        for k in range(_STEPS):
            t = k / _STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            points.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return points


def curve(points: Outline, tension: float = 0.5) -> str:
    """`geometry.smooth` of a closed curve, with the shorter command where a curve goes on from the one before."""
    count, data = len(points), [f"M{_pair(points[0])}"]
    for at in range(count):
        before, start, end, after = (points[(at + k) % count] for k in (-1, 0, 1, 2))
        leaves, comes = (0 if len(p) > 2 else tension / 3 for p in (start, end))  # noqa: PLR2004 - a corner
        first = (start[0] + (end[0] - before[0]) * leaves, start[1] + (end[1] - before[1]) * leaves)
        second = (end[0] - (after[0] - start[0]) * comes, end[1] - (after[1] - start[1]) * comes)
        goes_on = at > 0 and leaves
        data.append(f"S{_pair(second, end)}" if goes_on else f"C{_pair(first, second, end)}")
    return "".join(data) + "Z"


def shape(points: Outline, kind: str, *, edge: bool = True, tension: float = 0.5) -> Shape:
    """A closed curve through these points; with an edge, the outline of the layer goes round it."""
    return Shape(curve(points, tension), kind, curve(_grown(points), tension) if edge else "")


def _grown(points: Outline) -> Outline:
    """The points moved outward by half the width of a line; corners so far that their sides are."""
    count = len(points)
    area = sum(points[k - 1][0] * points[k][1] - points[k][0] * points[k - 1][1] for k in range(count))
    out = LINE if area > 0 else -LINE
    moved_out: list[Point | Corner] = []
    for k, point in enumerate(points):
        before, after = points[k - 1], points[(k + 1) % count]
        if len(point) > 2:  # noqa: PLR2004 - a corner
            first, second = _normal(before, point), _normal(point, after)
            along = max(0.5, (1 + first[0] * second[0] + first[1] * second[1]) / 2)
            across = (first[0] + second[0]) / 2 / along, (first[1] + second[1]) / 2 / along
        else:
            across = _normal(before, after)
        moved_out.append((point[0] + out * across[0], point[1] + out * across[1], *point[2:]))
    return moved_out


def _normal(start: Point | Corner, end: Point | Corner) -> Point:
    """Across the way from one point to another, of length 1."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y) or 1
    return y / length, -x / length


def _pair(*points: Point | Corner) -> str:
    return " ".join(f"{n(p[0])} {n(p[1])}" for p in points).replace(" -", "-")
