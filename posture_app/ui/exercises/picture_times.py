"""What the file of a drawing says of its own time: which part of its cycle shows which part of a repetition."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import combinations
from math import ceil, floor

from posture_app.core.value import value

HEAD = 8192
"""The root of a drawing, with what it says, lies within its first bytes."""
LARGEST = 100_000.0
TENTHS, LATE = 10, 0.2
"""A second; and so many of them a drawing may show what comes later: the renderer's time runs on while it paints."""
FEW, MUCH = 3, 2000
"""Boxes; and so many square units are painted again rather than to have one box more."""
MANY = 12
"""To join more boxes than these would take longer than to paint all that ever moves."""
_SAID = re.compile(rb'\sdata-(still|phases|holds|box|changes|layers|mirror)="([^"]*)"')
_Stretch = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height, in the units of the drawing."""


@value
class PictureLayer:
    """A layer of a drawing: the box of one that rests, None for one that moves; of a page of a flip-book the seconds of
    the cycle in which it shows (none: all).
    """

    box: Box | None = None
    shown: tuple[_Stretch, ...] = ()

    def shows(self, time: float) -> bool:
        """Whether it is to be seen at this second of the cycle."""
        return not self.shown or any(begin <= time < end for begin, end in self.shown)


@value
class PictureTimes:
    """All in seconds of one cycle. `still` is the pose that stands for the whole, `phases` are the parts of the cycle
    that show the way there (`up`), the pause (`hold`), the way back (`down`) or all of it (`move`; `halfway`, if it
    goes otherwise from the middle of the repetitions on); in `holds` nothing moves. `box` holds all that ever moves;
    None: anything may. `changes` has for each tenth of a second the boxes of what changes in it; a drawing may not
    say it. `layers` lie one a line in the file, from below; a drawing may have none.
    One in which letters are written does not become that of the other side by a mirror.
    """

    still: float = 0.0
    phases: dict[str, _Stretch] = field(default_factory=dict)
    holds: tuple[_Stretch, ...] = ()
    box: Box | None = None
    changes: tuple[tuple[Box, ...], ...] = ()
    layers: tuple[PictureLayer, ...] = ()
    has_mirror: bool = True

    def still_for(self, time: float) -> float:
        """For how many seconds from this time on nothing moves."""
        return max((end - time for begin, end in self.holds if begin <= time < end), default=0.0)

    def changed(self, before: float, after: float) -> list[Box]:
        """The boxes of all that may look otherwise at the one time than at the other, be it that the cycle began anew
        between them.
        """
        if not self.changes:
            return [self.box] if self.box else []
        first, last = (round(TENTHS * time + 1e-6, 3) for time in sorted((before, after)))
        between = set(range(floor(first), ceil(last + LATE)))
        around = {*range(floor(last), len(self.changes)), *range(ceil(first + LATE))}
        passed = min(between, around, key=len)
        there = dict.fromkeys(box for k, boxes in enumerate(self.changes) if k in passed for box in boxes)
        return [self.box] if self.box and len(there) > MANY else joined(there)


def joined(boxes: Iterable[Box]) -> list[Box]:
    """A few boxes that hold all of these, and not much more."""
    apart = list(dict.fromkeys(boxes))
    while len(apart) > 1:
        more, one, other = min(
            (_area(_around(one, other)) - _area(one) - _area(other), one, other)
            for one, other in combinations(apart, 2)
        )
        if len(apart) <= FEW and more > MUCH:
            break
        apart = [box for box in apart if box not in (one, other)] + [_around(one, other)]
    return sorted(apart)


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def _area(box: Box) -> float:
    return box[2] * box[3]


def _number(text: str) -> float:
    number = float(text)
    if not abs(number) <= LARGEST:
        raise ValueError
    return number


def _box(words: Sequence[str]) -> Box:
    left, top, wide, high = map(_number, words)
    return left, top, wide, high


def _layer(kind: str, *words: str) -> PictureLayer:
    if kind == "move":
        return PictureLayer()
    times = [_number(word) for word in words[4:]]
    return PictureLayer(_box(words[:4]), tuple(zip(times[::2], times[1::2], strict=True)))


def read_times(drawing: bytes) -> PictureTimes:
    """What this SVG says. Of one that says nothing, or nonsense, everything is open."""
    said = {match[1].decode(): match[2].decode(errors="replace") for match in _SAID.finditer(drawing[:HEAD])}
    try:
        named = [part.split() for part in said.get("phases", "").split(";") if part.strip()]
        held = [part.split() for part in said.get("holds", "").split(";") if part.strip()]
        changes = said["changes"].split(";") if "changes" in said else []
        layers = [part.split() for part in said.get("layers", "").split(";") if part.strip()]
        return PictureTimes(
            still=_number(said.get("still", "0")),
            phases={name: (_number(begin), _number(end)) for name, begin, end in named},
            holds=tuple((_number(begin), _number(end)) for begin, end in held),
            box=_box(said["box"].split()) if said.get("box") else None,
            changes=tuple(tuple(_box(box.split()) for box in part.split(",") if box) for part in changes),
            layers=tuple(_layer(*words) for words in layers),
            has_mirror=said.get("mirror") != "no",
        )
    except (ValueError, IndexError):
        return PictureTimes()
