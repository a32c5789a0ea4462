"""Ankle circles and the ankle alphabet: the foot in the air turns at the ankle alone, the big toe draws."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, dist, hypot, pi, sin

from resources.rig.arrows import turning
from resources.rig.feet import bare_foot as bare
from resources.rig.geometry import Point, between, n, rot, shifted, smooth
from resources.rig.svg import Part, document, flip, layer, moved, path, placed, slices
from resources.rig.tempo import Loop

CIRCLES = Loop(4.0, still=0.25, parts=(("move", 0.0, 2.0), ("halfway", 2.0, 4.0)))
SOON = 0.05
"""So long before the foot goes round the other way the arrow says so."""
LETTERS = Loop(9.6, still=1.6)
LATER = -0.35
"""When a letter gives way to the next, against the moment that the toe begins it."""
ANKLE = (58.0, 150.0)
"""In the frame of the bare foot."""
TOE_TIP = (222.0, 186.0)
LEAN = -22.0
"""Of the shank: the foot is held out in front."""
FOOT = smooth([
    (74, 110), (100, 117), (130, 131), (158, 145), (178, 157), (190, 168), (192, 184), (184, 197), (168, 200),
    (156, 198), (144, 193), (125, 185), (105, 182), (85, 187), (70, 196), (57, 200), (39, 200), (25, 197),
    (16, 188), (14, 174), (18, 156), (26, 132), (36, 114), (56, 106),
])  # fmt: skip
SHANK = smooth([(27, 10, 0), (88, 10, 0), (87, 50), (87, 86), (86, 110), (78, 142), (56, 156), (34, 146), (26, 122),
                (27, 70)])  # fmt: skip


class TurningFoot:
    """The foot while its toe goes through these places, seen from the inner side and a little from the front.

    A turn up or down is one of the picture; a turn in or out shortens the foot.
    """

    def __init__(self, places: Sequence[Point], dur: float) -> None:
        turns = [_turn_to(place) for place in places]
        self._angles, self._widths, self._dur = [a for a, _ in turns], [(w, 1.0) for _, w in turns], dur
        away = (-ANKLE[0], -ANKLE[1])
        small = [
            Part((part.at[0] + away[0], part.at[1] + away[1]), 0, part.shapes, part.children)
            for part in bare.small_toes()
        ]
        self._toes = [Part((0, 0), 0, [], [one]) for one in small]
        self._foot = Part((0, 0), 0, [(shifted(FOOT, away), "skin")], [Part(away, 0, [], [bare.big_toe()])])

    def write(self) -> str:
        """Foot and shank, in the frame of the bare foot."""
        away = (-ANKLE[0], -ANKLE[1])
        shank = Part((0, 0), LEAN, [(shifted(SHANK, away), "skin")])
        cuff = Part((0, 0), LEAN, [(shifted(bare.CUFF, (away[0], away[1] + 14)), "trousers")])
        small = "".join(layer(toe) for toe in self._toes)
        lines = self._turned(self._foot.write(outline=True)) + shank.write(outline=True)
        fills = self._turned(self._foot.write(outline=False)) + shank.write(outline=False)
        bone = self._turned(path(shifted(bare.ANKLE, away), "pen"))
        return placed(f'{self._turned(small)}<g class="ink">{lines}</g>{fills}{bone}{layer(cuff)}', ANKLE)

    def _turned(self, body: str) -> str:
        return moved("scale", self._widths, self._dur, moved("rotate", self._angles, self._dur, body))


def _turn_to(place: Point) -> tuple[float, float]:
    """How far the foot turns, and how much of its length is seen, for the toe to come there."""
    low, high = -60.0, 60.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if rot(TOE_TIP, middle, ANKLE)[1] < place[1] else (low, middle)
    return low, (place[0] - ANKLE[0]) / (rot(TOE_TIP, low, ANKLE)[0] - ANKLE[0])


def draw_circles() -> str:
    """The toe goes round, and round the other way."""
    centre, across, down = (200.0, 166.0), 23.0, 40.0

    def at(share: float) -> Point:
        return centre[0] + across * sin(2 * pi * share), centre[1] - down * cos(2 * pi * share)

    foot = TurningFoot([at(1 - abs(1 - 2 * share)) for share in CIRCLES.moments()], CIRCLES.seconds)
    ring = path(smooth([at(k / 16) for k in range(16)]), "trail")
    seconds, shaft = CIRCLES.seconds, "M212 106C240 110 252 148 244 192C242 202 238 210 230 216"
    arrow = turning(lambda moment: (moment + SOON) % seconds > seconds / 2, seconds, shaft)
    return document("Ankle circles", bare.shown(foot.write() + ring + arrow, (58, 14)), CIRCLES)


_DOT = "c1.1 0 2 .9 2 2c0 1.1-.9 2-2 2c-1.1 0-2-.9-2-2c0-1.1 .9-2 2-2z"
"""From its top."""
_APART = 8.5
Strokes = tuple[tuple[Point, ...], ...]
A: Strokes = (((184, 204), (201, 128), (218, 204)), ((190, 180), (212, 180)))
B: Strokes = (
    ((187, 128), (187, 204)),
    ((187, 128), (204, 129), (212, 138), (212, 152), (204, 162), (187, 164)),
    ((187, 164), (206, 165), (216, 174), (217, 190), (208, 202), (187, 204)),
)
C: Strokes = (
    ((218, 146), (212, 133), (201, 128), (190, 135), (184, 152), (184, 180), (190, 197), (201, 204), (212, 199),
     (218, 186)),
)  # fmt: skip


def _mirrored(letter: Strokes) -> Strokes:
    """The picture is mirrored, and letters are not to be."""
    return tuple(tuple((402 - x, y) for x, y in stroke) for stroke in letter)


def _way(strokes: Sequence[Sequence[Point]], count: int) -> list[Point]:
    """So many places along these strokes and from one to the next, as far apart as their number has it."""
    stops = [point for stroke in strokes for point in stroke]
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(stops)]
    total, places = sum(lengths), []
    for k in range(count):
        along, at = total * k / count, 0
        while at < len(lengths) - 1 and along > lengths[at]:
            along -= lengths[at]
            at += 1
        places.append(between(stops[at], stops[at + 1], along / lengths[at] if lengths[at] else 0))
    return places


def draw_alphabet() -> str:
    """The toe writes A, B and C."""
    letters, each = [_mirrored(letter) for letter in (A, B, C)], round(LETTERS.seconds * 10) // 3
    places = []
    for letter, after in zip(letters, [*letters[1:], letters[0]], strict=True):
        places += _way((*letter, after[0][:1]), each)
    foot = TurningFoot([*places, places[0]], LETTERS.seconds)
    pages = [path("".join(_dots(stroke) for stroke in letter), "accent") for letter in letters]
    seconds = LETTERS.seconds
    trail = flip(pages, slices(lambda moment: int((moment - LATER) % seconds * 3 / seconds), seconds), seconds)
    return document("Ankle alphabet", bare.shown(foot.write() + trail, (58, 14)), LETTERS, mirror=False)


def _dots(stroke: Sequence[Point]) -> str:
    """The way of the pen, as shapes: a dotted line that moves takes a third of all the time of this picture."""
    length = sum(dist(a, b) for a, b in pairwise(stroke))
    return "".join(f"M{n(x)} {n(y - 2)}{_DOT}" for x, y in _way((stroke,), round(length / _APART)))


PICTURES = {"ankle_circles": draw_circles, "ankle_alphabet": draw_alphabet}
