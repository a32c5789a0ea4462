"""Arrows, each made of its shaft alone, and such as turn round while the body comes back.

A shaft is path data of one M and either L or C, as `line`, `smooth` and `bow` write it.
"""

import re
from collections.abc import Callable
from math import atan2, cos, pi, radians, sin

from resources.rig.geometry import Point, line
from resources.rig.people.solid import arc
from resources.rig.svg import flip, path, slices
from resources.rig.tempo import Tempo

HEAD, OPEN = 12.0, 0.72
"""How long the two lines of a head are, and by how much each is turned from the shaft."""


def bow(about: Point, radius: float, start: float, end: float) -> str:
    """A shaft round a point, from one clock angle to another: 0 is up, 90 is right."""
    first, last = (radians(angle) - pi / 2 for angle in (start, end))
    begin = about[0] + radius * cos(first), about[1] + radius * sin(first)
    return line(begin) + arc((*about, radius), first, last)


def pointed(shaft: str, head: float = HEAD) -> str:
    """An arrow along this shaft, as path data."""
    *_, before, (x, y) = _points(shaft)
    turn = atan2(y - before[1], x - before[0])
    left, right = ((x - head * cos(turn + side), y - head * sin(turn + side)) for side in (OPEN, -OPEN))
    return shaft + line(left, (x, y), right)


def arrow(*shafts: str, head: float = HEAD) -> str:
    """An arrow along each of these shafts."""
    return path("".join(pointed(shaft, head) for shaft in shafts), "arrow")


def turning(back: Callable[[float], bool], seconds: float, *shafts: str, head: float = HEAD) -> str:
    """Arrows along these shafts, which point the other way at the moments that are on the way back."""
    pages = [arrow(*shafts, head=head), arrow(*map(reversed_, shafts), head=head)]
    return flip(pages, slices(lambda moment: int(back(moment)), seconds), seconds)


def there_and_back(time: Tempo, *shafts: str, head: float = HEAD) -> str:
    """Arrows that turn round for the way back of one repetition."""
    turn, end = time.ready + time.up + time.hold, time.seconds - time.rest
    return turning(lambda moment: turn < moment < end, time.seconds, *shafts, head=head)


def reversed_(shaft: str) -> str:
    """The same from its end to its beginning: the handles of a curve change places with it."""
    data = line(*reversed(_points(shaft)))
    return data.replace("L", "C", 1).replace("L", " ") if "C" in shaft else data


def _points(shaft: str) -> list[Point]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", shaft)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
