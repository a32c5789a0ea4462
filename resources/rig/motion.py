"""What moves in a drawing, where and when: reckoned from what is written, so that it is the same everywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, cos, floor, radians, sin
from xml.etree import ElementTree as ET

from posture_app.ui.exercises.palette import STROKES
from posture_app.ui.exercises.picture_times import TENTHS, Box, joined
from resources.rig.geometry import AWAY, Point

_FAR = AWAY / 2
MARGIN = 2
"""Around the moving box, for soft edges and for what lies between two samples."""
SHORTEST_HOLD = 0.15
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "Z": 0}


@dataclass(frozen=True, slots=True)
class Motion:
    """One animateTransform."""

    kind: str
    seconds: float
    values: tuple[tuple[float, ...], ...]

    @property
    def turns_pages(self) -> bool:
        """Whether its group is a page of a flip-book."""
        return any(abs(number) > _FAR for value in self.values for number in value)

    def at(self, share: float) -> Matrix:
        """Where it has moved its group at this share of the cycle."""
        place = share * (len(self.values) - 1)
        first = min(int(place), len(self.values) - 2)
        pairs = zip(self.values[first], self.values[first + 1], strict=True)
        return _matrix(self.kind, [start + (end - start) * (place - first) for start, end in pairs])

    def moving(self) -> Iterator[tuple[float, float]]:
        """The seconds in which it moves."""
        step = self.seconds / (len(self.values) - 1)
        for k, (now, then) in enumerate(zip(self.values, self.values[1:], strict=False)):
            if now != then:
                yield k * step, (k + 1) * step

    def shown(self) -> Iterator[tuple[float, float]]:
        """The seconds in which a page of a flip-book shows."""
        step = self.seconds / (len(self.values) - 1)
        here = [abs(value[0]) < _FAR for value in self.values]
        for shows, slices in groupby(range(len(here) - 1), key=lambda k: here[k] and here[k + 1]):
            if shows:
                run = list(slices)
                yield run[0] * step, (run[-1] + 1) * step


@dataclass(frozen=True, slots=True)
class Drawn:
    """One path: what moves it from the outside in, its segments, and half the width of its line."""

    chain: "Chain"
    segments: tuple[tuple[Point, ...], ...]
    half: float


Chain = tuple[Matrix | Motion, ...]


def holds_of(body: str, seconds: float) -> list[tuple[float, float]]:
    """The times in which nothing moves, in seconds."""
    moving = sorted(span for motion in motions_of(body) for span in motion.moving())
    holds, quiet = [], 0.0
    for start, end in [*moving, (seconds, seconds)]:
        if start - quiet > SHORTEST_HOLD:
            holds.append((ceil(quiet * 1000) / 1000, floor(start * 1000) / 1000))
        quiet = max(quiet, end)
    return holds


def motions_of(body: str) -> list[Motion]:
    """All that is animated."""
    return [_motion(element) for element in _root(body).iter() if _name(element) == "animateTransform"]


def turns_a_page(element: ET.Element) -> bool:
    """Whether it is a page of a flip-book, a group that goes far off when it is not shown."""
    return any(_motion(step).turns_pages for step in element if _name(step) == "animateTransform")


def box_of(body: str, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of all that ever moves, within the picture; nothing at all if nothing moves."""
    corners: list[Point] = []
    books: dict[int, list[Drawn]] = {}
    moving: dict[Chain, dict[float, set[Point]]] = {}
    for drawn, book in _walk(_root(body), (), "", 0):
        motions = [step for step in drawn.chain if isinstance(step, Motion)]
        if motions and all(motion.turns_pages for motion in motions):
            books.setdefault(book, []).append(drawn)
        elif motions:
            together = moving.setdefault(drawn.chain, {}).setdefault(drawn.half, set())
            together.update(point for segment in drawn.segments for point in segment)
    for chain, shapes in moving.items():
        corners += _swept(chain, shapes)
    for pages in books.values():
        corners += _turned(pages)
    return _box(corners, width, height) if corners else (0, 0, 0, 0)


def changes_of(body: str, seconds: float, width: int, height: int) -> list[list[Box]]:
    """For each tenth of a second the left, top, width and height of what changes in it, within the picture."""
    tenths = round(seconds * TENTHS)
    changes: list[list[Box]] = [[] for _ in range(tenths)]
    together: dict[tuple[Chain, float], set[Point]] = {}
    for drawn, _ in _walk(_root(body), (), "", 0):
        if any(isinstance(step, Motion) for step in drawn.chain):
            points = together.setdefault((drawn.chain, drawn.half), set())
            points.update(point for segment in drawn.segments for point in segment)
    for (chain, half), points in together.items():
        hull = _hull(points)
        places = [_seen(chain, k / (2 * tenths)) for k in range(2 * tenths + 1)]
        for tenth in range(tenths):
            these = set(places[2 * tenth : 2 * tenth + 3])
            corners = [
                corner
                for place in these - {None}
                if place is not None and len(these) > 1
                for corner in _corners([_apply(place, point) for point in hull], half)
            ]
            if corners:
                changes[tenth].append(_box(corners, width, height))
    return [joined(boxes) for boxes in changes]


def _seen(chain: Chain, share: float) -> Matrix | None:
    """Where a shape has been moved to, to a thousandth; None on a page that does not show."""
    for step in chain:
        if isinstance(step, Motion) and step.turns_pages:
            moment = min(share, 1 - 1e-9) * step.seconds
            if not any(begin <= moment < end for begin, end in step.shown()):
                return None
    a, b, c, d, e, f = (round(number, 3) for number in _at(chain, share))
    return a, b, c, d, e, f


def _box(corners: Sequence[Point], width: int, height: int) -> tuple[int, int, int, int]:
    left, top = (max(0, floor(min(c[axis] for c in corners)) - MARGIN) for axis in (0, 1))
    right, bottom = (
        min(most, ceil(max(c[axis] for c in corners)) + MARGIN) for axis, most in ((0, width), (1, height))
    )
    return left, top, right - left, bottom - top


def still_corners(body: str) -> list[Point]:
    """The corners of all that is drawn in this, where nothing moves."""
    corners: list[Point] = []
    for drawn, _ in _walk(_root(body), (), "", 0):
        matrix = _at(drawn.chain, 0)
        corners += _corners([_apply(matrix, point) for segment in drawn.segments for point in segment], drawn.half)
    return corners


def _swept(chain: Chain, shapes: Mapping[float, set[Point]]) -> list[Point]:
    """The corners of the places that shapes come to which move together; by half the width of their lines."""
    moments = max(len(step.values) for step in chain if isinstance(step, Motion)) * 2
    matrices = {_at(chain, k / moments) for k in range(moments + 1)}
    corners = []
    for half, points in shapes.items():
        hull = _hull(points)
        for matrix in matrices:
            corners += _corners([_apply(matrix, point) for point in hull], half)
    return corners


def _at(chain: Chain, share: float) -> Matrix:
    """Where all of these have moved a shape at this share of the cycle."""
    return _joined(
        step if not isinstance(step, Motion) else _SAME if step.turns_pages else step.at(share) for step in chain
    )


def _turned(pages: Sequence[Drawn]) -> list[Point]:
    """The corners of what differs between the pages of a flip-book: segments that all of them have do not move."""
    placed = []
    for page in pages:
        matrix = _joined(step for step in page.chain if not isinstance(step, Motion))
        placed.append((page, [tuple(_apply(matrix, point) for point in segment) for segment in page.segments]))
    sheets = len({page.chain for page, _ in placed})
    counted: dict[tuple[Point, ...], int] = {}
    for _, segments in placed:
        for segment in set(segments):
            counted[segment] = counted.get(segment, 0) + 1
    corners = []
    for page, segments in placed:
        changed = [point for segment in segments if counted[segment] < sheets for point in segment]
        corners += _corners(changed, page.half) if changed else []
    return corners


def _walk(element: ET.Element, chain: Chain, classes: str, book: int) -> Iterator[tuple[Drawn, int]]:
    for child in element:
        if _name(child) == "path":
            named = (child.get("class") or classes).split()
            half = max((STROKES[one][1] / 2 for one in named if one in STROKES), default=0.0)
            place = _joined(transforms(child.get("transform", "")))
            pieces = (tuple(_apply(place, point) for point in piece) for piece in segments_of(child.get("d", "")))
            yield Drawn(chain, tuple(pieces), half), book
        elif _name(child) == "g":
            steps: list[Matrix | Motion] = list(transforms(child.get("transform", "")))
            steps += [_motion(first) for first in child if _name(first) == "animateTransform"]
            turns = any(isinstance(step, Motion) and step.turns_pages for step in steps)
            below = id(element) if turns else book
            yield from _walk(child, (*chain, *steps), child.get("class") or classes, below)


def segments_of(data: str) -> Iterator[tuple[Point, ...]]:
    """The control points of each piece of a path; none of its curve lies outside of them."""
    start = now = control = (0.0, 0.0)
    for letter, text in _COMMAND.findall(data):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        command, size = letter.upper(), _ARGUMENTS[letter.upper()]
        if command == "Z":
            yield now, start
            now = start
            continue
        for k in range(0, len(numbers), size):
            piece = _points(command, numbers[k : k + size], now, relative=letter.islower())
            if command == "M" and k == 0:
                start = now = piece[-1]
                continue
            mirrored = [(2 * now[0] - control[0], 2 * now[1] - control[1])] if command == "S" else []
            yield now, *mirrored, *piece
            control = piece[-2] if command in "CS" else piece[-1]
            now = piece[-1]


def _points(command: str, numbers: Sequence[float], now: Point, *, relative: bool) -> list[Point]:
    x, y = now if relative else (0.0, 0.0)
    if command == "H":
        return [(x + numbers[0], now[1])]
    if command == "V":
        return [(now[0], y + numbers[0])]
    return [(x + numbers[k], y + numbers[k + 1]) for k in range(0, len(numbers), 2)]


def _root(body: str) -> ET.Element:
    return ET.fromstring(f"<g>{body}</g>")  # noqa: S314 - reads only what the rig has written


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _motion(element: ET.Element) -> Motion:
    values = tuple(tuple(float(x) for x in value.split()) for value in element.get("values", "").split(";"))
    return Motion(element.get("type", ""), float(element.get("dur", "").removesuffix("s")), values)


def transforms(text: str) -> Iterator[Matrix]:
    """What a `transform` says, from the outside in."""
    for kind, numbers in re.findall(r"(\w+)\(([^)]*)\)", text):
        yield _matrix(kind, [float(number) for number in _NUMBER.findall(numbers)])


def _matrix(kind: str, v: Sequence[float]) -> Matrix:
    if kind == "matrix":
        return v[0], v[1], v[2], v[3], v[4], v[5]
    if kind == "translate":
        return 1, 0, 0, 1, v[0], v[1] if len(v) > 1 else 0
    if kind == "scale":
        return v[0], 0, 0, v[-1], 0, 0
    if kind == "rotate":
        turn = radians(v[0])
        x, y = (v[1], v[2]) if len(v) > 1 else (0.0, 0.0)
        a, b = cos(turn), sin(turn)
        return a, b, -b, a, x - a * x + b * y, y - b * x - a * y
    raise ValueError(f"the rig writes no {kind}")


def _joined(steps: Iterable[Matrix]) -> Matrix:
    a, b, c, d, e, f = _SAME
    for p, q, r, s, t, u in steps:
        a, b, c, d, e, f = (
            a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f,
        )  # fmt: skip
    return a, b, c, d, e, f


def _apply(m: Matrix, point: Point) -> Point:
    return m[0] * point[0] + m[2] * point[1] + m[4], m[1] * point[0] + m[3] * point[1] + m[5]


def _corners(points: Sequence[Point], half: float) -> list[Point]:
    across, down = [x for x, _ in points], [y for _, y in points]
    return [(min(across) - half, min(down) - half), (max(across) + half, max(down) + half)]


def _hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the convex hull."""
    ordered = sorted(set(points))
    if len(ordered) <= 2:  # noqa: PLR2004 - a point, or a line
        return ordered
    return [*_half_hull(ordered), *_half_hull(ordered[::-1])]


def _half_hull(ordered: Sequence[Point]) -> list[Point]:
    hull: list[Point] = []
    for x, y in ordered:
        while len(hull) > 1:
            (ax, ay), (bx, by) = hull[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            hull.pop()
        hull.append((x, y))
    return hull[:-1]
