"""How much line a drawing has, at the most: what it takes to draw goes by that, and not by the size of its file.

A shape of a few numbers may cross the whole drawing hundreds of times, and a dash may be as short as one likes. All
lengths here are too long rather than too short, in the units of the shape; whoever adds them up multiplies them by what
the groups around it enlarge.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from posture_app.core.value import value

NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_NUMBERS = re.compile(NUMBER)
_PLAIN_NUMBER = re.compile(rf"({NUMBER})(?:px)?")
_STEP = re.compile(rf"[\s,]*(?:([A-Za-z])|({NUMBER}))")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TRANSFORM = re.compile(r"[\s,]*(translate|scale|rotate|matrix|skewX|skewY)\s*\(([^()]*)\)")
_MATRIX = 6

Point = tuple[float, float]


class UnclearError(ValueError):
    """It cannot be told what this draws."""


@value
class Outline:
    """How long a line is, and by how much it turns, in radians, with its ends."""

    length: float
    turn: float


@value
class Pen:
    """With what a line is drawn. What a shape does not say it has from the groups around it."""

    drawn: bool = False
    width: float = 1.0
    miter: float = 4.0
    period: float = math.inf
    """Of its dashes: all of them and the gaps between,"""
    dashes: int = 0
    """and how many there are in it."""

    def told(self, said: Mapping[str, Sequence[str]]) -> "Pen":
        """With what is said here; of what is said twice, what takes more."""
        strokes, widths, miters = (said.get(f"stroke{end}", ()) for end in ("", "-width", "-miterlimit"))
        period, dashes = self.period, self.dashes
        for each in said.get("stroke-dasharray", ()):
            if each.strip() != "none":
                lengths = numbers(each)
                if not lengths or min(lengths) < 0 or not sum(lengths):
                    raise UnclearError
                period, dashes = min(period, sum(lengths)), max(dashes, len(lengths))
        return Pen(
            drawn=any(stroke.strip() != "none" for stroke in strokes) if strokes else self.drawn,
            width=max(map(plain_number, widths)) if widths else self.width,
            miter=max(map(plain_number, miters)) if miters else self.miter,
            period=period,
            dashes=dashes,
        )

    def dashes_along(self, outline: Outline) -> float:
        """How many dashes it takes."""
        return outline.length / self.period * self.dashes if self.drawn else 0.0

    def ink(self, outline: Outline) -> float:
        """The edge of what is filled, and both edges of the line with its corners and dashes."""
        if not self.drawn:
            return outline.length
        corners = outline.turn * max(1.0, self.miter / 2)
        return 3 * outline.length + self.width * (corners + 4 * self.dashes_along(outline))


def numbers(text: str) -> list[float]:
    """All that stand in it, whatever is between them."""
    return [float(number) for number in _NUMBERS.findall(text)]


def plain_number(text: str) -> float:
    """The number that this is. Raises UnclearError if it is something else, or has a unit."""
    found = _PLAIN_NUMBER.fullmatch(text.strip())
    if found is None:
        raise UnclearError
    return abs(float(found[1]))


def shape(name: str, attributes: Mapping[str, str]) -> Outline:
    """The outline of an element. Raises UnclearError."""
    of = {key: plain_number(attributes.get(key, "0")) for key in ("width", "height", "r", "rx", "ry")}
    match name:
        case "path":
            return path(attributes.get("d", ""))
        case "rect":
            return Outline(2 * (of["width"] + of["height"]), 4 * math.pi)
        case "circle":
            return Outline(2 * math.pi * of["r"], 4 * math.pi)
        case "ellipse":
            return Outline(2 * math.pi * max(of["rx"], of["ry"]), 4 * math.pi)
        case "line":
            x1, y1, x2, y2 = (_signed(attributes.get(key, "0")) for key in ("x1", "y1", "x2", "y2"))
            return _along([(x1, y1), (x2, y2)])
        case _:
            found = numbers(attributes.get("points", ""))
            points = list(zip(found[::2], found[1::2], strict=False))
            return _along([*points, *points[:1]])


def enlarging(transform: str) -> float:
    """By how much a transform makes anything larger, at the most. Raises UnclearError."""
    whole, at = 1.0, 0
    text = transform.strip()
    while at < len(text):
        found = _TRANSFORM.match(text, at)
        if found is None:
            raise UnclearError
        whole *= enlarging_by(found[1], numbers(found[2]))
        at = found.end()
    return whole


def enlarging_by(kind: str, amounts: Sequence[float]) -> float:
    """The same of one step."""
    if kind == "matrix":
        if len(amounts) != _MATRIX:
            raise UnclearError
        return math.hypot(*amounts[:4])
    if kind == "scale":
        return max(map(abs, amounts), default=1.0)
    if kind.startswith("skew"):
        return 1 + max((abs(math.tan(math.radians(angle))) for angle in amounts), default=0.0)
    return 1.0


def path(d: str) -> Outline:
    """Curves count as long as what their control points span. Raises UnclearError."""
    length = turn = 0.0
    run: list[Point] = [(0.0, 0.0)]
    control: tuple[str, Point] = "", (0.0, 0.0)
    for command, given in _commands(d):
        kind, (x, y) = command.upper(), run[-1]
        dx, dy = (x, y) if command.islower() else (0.0, 0.0)
        if kind in "MZ":
            ended = _along([*run, run[0]] if kind == "Z" else run)
            length, turn = length + ended.length, turn + ended.turn
            run = [run[0] if kind == "Z" else (given[0] + dx, given[1] + dy)]
            control = kind, run[0]
            continue
        if kind == "H":
            points = [(given[0] + dx, y)]
        elif kind == "V":
            points = [(x, given[0] + dy)]
        elif kind == "A":
            points = [(given[5] + dx, given[6] + dy)]
            bow = _bow(given[0], given[1], math.dist(run[-1], points[0]))
            length, turn = length + bow, turn + 2 * math.pi
        else:
            points = [(a + dx, b + dy) for a, b in zip(given[::2], given[1::2], strict=True)]
            if kind in "ST":
                before, (cx, cy) = control
                smooth = before in ("CS" if kind == "S" else "QT")
                points.insert(0, (2 * x - cx, 2 * y - cy) if smooth else (x, y))
        run += points
        control = kind, points[-2] if len(points) > 1 else points[-1]
    ended = _along(run)
    return Outline(length + ended.length, turn + ended.turn)


def _commands(d: str) -> Iterable[tuple[str, list[float]]]:
    """Each with its numbers; one that stands for several is told as often."""
    text, at, command = d.rstrip(" \t\r\n,"), 0, ""
    given: list[float] = []
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None or (not command and not step[1]):
            raise UnclearError
        at = step.end()
        if step[1]:
            if given or step[1].upper() not in _TAKES or (not command and step[1] not in "Mm"):
                raise UnclearError
            command = step[1]
            if command in "Zz":
                yield command, []
            continue
        given.append(float(step[2]))
        flags = command in "Aa" and len(given) in (4, 5)
        if command in "Zz" or (flags and (step[2] not in ("0", "1") or text[at : at + 1] not in (" ", ","))):
            raise UnclearError
        if len(given) == _TAKES[command.upper()]:
            yield command, given
            given = []
            command = {"M": "L", "m": "l"}.get(command, command)
    if given:
        raise UnclearError


def _along(points: Sequence[Point]) -> Outline:
    """Of a line through these, with two round ends."""
    length, turn, before = 0.0, 2 * math.pi, None
    for (x1, y1), (x2, y2) in pairwise(points):
        dx, dy = x2 - x1, y2 - y1
        if dx or dy:
            length += math.hypot(dx, dy)
            if before is not None:
                turn += abs(math.atan2(before[0] * dy - before[1] * dx, before[0] * dx + before[1] * dy))
            before = dx, dy
    return Outline(length, turn)


def _bow(rx: float, ry: float, chord: float) -> float:
    """The whole ellipse; one that is too small for its ends is enlarged until it is not."""
    longer, shorter = max(abs(rx), abs(ry)), min(abs(rx), abs(ry))
    return 2 * math.pi * longer * max(1.0, chord / shorter / 2) if shorter else chord


def _signed(text: str) -> float:
    plain_number(text)
    return float(_NUMBERS.findall(text)[0])
