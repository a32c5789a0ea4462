"""The same drawing in fewer bytes, and quicker to paint: paths from point to point instead of from the corner of the
picture, and no piece of them long.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot, inf

from posture_app.ui.exercises.palette import STROKES

_DATA = re.compile(r' d="([^"]*)"')
_PATH = re.compile(r'<path( class="([^"]*)")? d="([^"]*)"')
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_STEPS = {"c": 6, "q": 4, "s": 4, "h": 1, "v": 1}
_SAME = 2
"""Tenths by which a curve may leave a point otherwise than it came, and still be taken as one that goes on smoothly."""
_LONG = 240
"""Tenths."""
_NUMBER = re.compile(r"-?\d*\.?\d+")


def compact(body: str) -> str:
    """The body of a picture with every path rewritten; the points stay where they are, to a tenth."""
    return _DATA.sub(lambda found: f' d="{_relative(found[1], inf)}"', body)


def in_short_pieces(body: str) -> str:
    """The same, and no piece of a path is long, and shapes are in tenths: for what is painted again and again.

    Qt paints a shape in strips of some thirty pixels, and goes along all of a long line for each of them, along a short
    one only for those that it touches: a shape as high as a picture takes four times as long. And it cuts a curve into
    lines by the units of its path: where a piece is shorter than one, sixteen times as many as are seen.
    """
    return _PATH.sub(_shorter, body)


def _shorter(found: re.Match[str]) -> str:
    named, classes, data = found.groups()
    if any(name in STROKES for name in (classes or "").split()):  # a width is in whole units
        return f'<path{named} d="{_relative(data, _LONG)}"'
    return f'<path{named or ""} transform="scale(.1)" d="{_relative(data, _LONG, _joined_tenths)}"'


def _relative(data: str, longest: float, written: Callable[[str, list[int]], str] | None = None) -> str:
    joined = written or _joined
    x = y = first_x = first_y = 0
    turn = (0, 0)
    out, last = [], ""
    for letter, text in _COMMAND.findall(data):
        numbers = [round(float(number) * 10) for number in _NUMBER.findall(text)]
        low = letter.lower()
        if low == "z":
            *before, _closing = _in_pieces("l", [first_x - x, first_y - y], turn, longest)
            out += [joined("" if last == "l" else "l" if k == 0 else "", piece) for k, (_, piece) in enumerate(before)]
            out.append("z")
            x, y, last = first_x, first_y, "z"
            continue
        step = _STEPS.get(low, 2)
        for k in range(0, len(numbers), step):
            numbered = numbers[k : k + step]
            if letter != low:
                numbered = [v - (y if low == "v" or (low != "h" and i % 2) else x) for i, v in enumerate(numbered)]
            for name, piece in _in_pieces(low, numbered, turn if last in ("c", "s") else (0, 0), longest):
                if name == "c" and last in ("c", "s") and abs(piece[0] - turn[0]) + abs(piece[1] - turn[1]) <= _SAME:
                    name, piece = "s", piece[2:]  # noqa: PLW2901 - the same piece, shorter
                if name in ("c", "s"):
                    turn = (piece[-2] - piece[-4], piece[-1] - piece[-3])
                out.append(joined("" if name == last and name != "m" else name, piece))
                x += 0 if name == "v" else piece[0] if name == "h" else piece[-2]
                y += 0 if name == "h" else piece[-1]
                last = name
        if low == "m":
            first_x, first_y = x, y
    return "".join(out)


def _in_pieces(name: str, numbers: list[int], turn: tuple[int, int], longest: float) -> Iterator[tuple[str, list[int]]]:
    """A piece of a path, in tenths from where it begins, in as many as it takes; `turn`: how the curve before left."""
    size = abs(numbers[0]) if name in ("h", "v") else hypot(numbers[-2], numbers[-1])
    count = ceil(size / longest)
    if count <= 1 or name in ("m", "q"):
        yield name, numbers
        return
    if name in ("c", "s"):
        controls = [*turn, *numbers] if name == "s" else numbers
        yield from (("c", piece) for piece in _curves(controls, count))
        return
    for k in range(count):
        yield name, [round(number * (k + 1) / count) - round(number * k / count) for number in numbers]


def _curves(controls: Sequence[int], count: int) -> Iterator[list[int]]:
    """The parts of one curve, each from where it begins."""
    curve = [complex(x, y) for x, y in zip((0, *controls[::2]), (0, *controls[1::2]), strict=True)]
    for begin, end in pairwise(k / count for k in range(count + 1)):
        polar = ((begin, begin, begin), (begin, begin, end), (begin, end, end), (end, end, end))
        (x, y), *others = [(round(at.real), round(at.imag)) for at in (_blossom(curve, shares) for shares in polar)]
        yield [number for u, v in others for number in (u - x, v - y)]


def _blossom(curve: Sequence[complex], shares: Sequence[float]) -> complex:
    """The polar form of a curve; of three shares it gives the control points of its parts (Ramshaw 1987)."""
    for share in shares:
        curve = [a + (b - a) * share for a, b in pairwise(curve)]
    return curve[0]


def _joined(command: str, tenths: list[int]) -> str:
    out, dotted = command, False
    for k, number in enumerate(tenths):
        whole, part = divmod(abs(number), 10)
        text = ("-" if number < 0 else "") + (str(whole) if whole or not part else "") + (f".{part}" if part else "")
        begins = text[0] == "-" or (dotted and text[0] == ".") or (k == 0 and command)
        out += text if begins else " " + text
        dotted = bool(part)
    return out


def _joined_tenths(command: str, tenths: list[int]) -> str:
    text = "".join(str(number) if number < 0 else f" {number}" for number in tenths)
    return command + (text.removeprefix(" ") if command else text)
