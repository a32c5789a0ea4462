"""A head that can be seen from anywhere: skull and jaw as two eggs, hair as a part of the skull's surface."""

from collections.abc import Callable
from itertools import pairwise
from math import atan2, cos, degrees, dist, pi, radians, sin

from resources.rig.geometry import n, smooth
from resources.rig.people.solid import P2, P3, Egg, View, add, balls, nodded, outline, rolled, yawed
from resources.rig.svg import path

Shape = tuple[str, str, bool]
"""Path data, class, and whether it belongs to the outline."""

SKULL: P3 = (0, -4, -1.5)
SKULL_R: P3 = (14.4, 15.4, 16.4)
HAIR: P3 = (0, -4.8, -2.2)
HAIR_R: P3 = (15.6, 17, 17.4)
JAW: P3 = (0, 8, 4.5)
JAW_R: P3 = (9.8, 10, 10.5)
BRIDGE: P3 = (0, -2.5, 12.6)
BRIDGE_R: P3 = (1.6, 3, 2.4)
NOSE: P3 = (0, 4.6, 16.2)
NOSE_R: P3 = (2.4, 2.4, 3.2)
NECK_TO_HEAD = 25.0
"""From the pit of the neck to the middle of the head."""

PROFILE = 0.8
"""At less than this the nose stands out of the face."""
BARELY, FAR_EYE = 0.2, 0.42
"""How much of its front a part of the face must turn to the viewer to be drawn."""

HAIRLINE = [(0, 36), (22, 38), (42, 30), (56, 12), (66, -6), (80, -8), (96, -10), (112, -30), (140, -46), (180, -50)]
"""Longitude (0 is forward) and latitude of the edge of the hair, on one half of the head."""


def _edge(lon: float) -> float:
    """The latitude of the edge of the hair at this longitude."""
    lon = abs(lon)
    for (a, low), (b, high) in pairwise(HAIRLINE):
        if lon <= b:
            return low + (high - low) * (lon - a) / (b - a)
    return HAIRLINE[-1][1]


def _run(places: list[tuple[bool, P2]]) -> list[P2]:
    """Of a ring, the stretch that counts, from its beginning."""
    count = len(places)
    start = next((k for k in range(count) if places[k][0] and not places[k - 1][0]), 0)
    return [p for counts, p in (places[(start + k) % count] for k in range(count)) if counts]


class Head:
    """One head in one pose. base: the pit of the neck; turn and tilt are to the person's left, nod is down."""

    def __init__(self, view: View, base: P3, turn: float = 0, nod: float = 0, tilt: float = 0) -> None:
        self.view, self.base = view, base
        self._pose: Callable[[P3], P3] = lambda p: rolled(nodded(yawed(p, turn), nod), tilt)
        self.middle = add(base, self._pose((0, -NECK_TO_HEAD, 2)))

    def place(self, p: P3) -> P3:
        """A place of the head in the person's space."""
        return add(self.middle, self._pose(p))

    def at(self, p: P3) -> P2:
        """A place of the head on the paper."""
        return self.view.at(self.place(p))

    def toward(self, p: P3) -> float:
        """How much a direction of the head looks at the viewer, from -1 to 1."""
        return self.view.seen(self._pose(p))[2]

    def _egg(self, middle: P3, radii: P3) -> Egg:
        x, y, z = (self.view.seen(self._pose(e)) for e in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
        return Egg(self.view.seen(self.place(middle)), (x, y, z), radii)

    def _paper(self, p: P3) -> P2:
        o, k = self.view.origin, self.view.scale
        return (o[0] + p[0] * k, o[1] + p[1] * k)

    def _outline(self, *eggs: tuple[P3, P3], steps: int) -> str:
        return smooth([self._paper(p) for p in outline([self._egg(*e) for e in eggs], steps)])

    def _hair(self) -> str:
        egg = self._egg(HAIR, HAIR_R)
        rim: list[tuple[bool, P2]] = []
        for k in range(48):
            a = 2 * pi * k / 48
            _, p = egg.limb(cos(a), sin(a))
            x, y, z = egg.own(p)
            lon, lat = degrees(atan2(x, z)), degrees(atan2(-y, (x * x + z * z) ** 0.5))
            rim.append((lat >= _edge(lon), self._paper(p)))
        if all(hairy for hairy, _ in rim):
            return smooth([p for _, p in rim[::4]])
        top = _run(rim)
        seen: list[tuple[bool, P2]] = []
        for lon in range(-180, 180, 15):
            lat = radians(_edge(lon))
            own = (cos(lat) * sin(radians(lon)), -sin(lat), cos(lat) * cos(radians(lon)))
            normal = (own[0] / HAIR_R[0], own[1] / HAIR_R[1], own[2] / HAIR_R[2])
            p = (HAIR[0] + own[0] * HAIR_R[0], HAIR[1] + own[1] * HAIR_R[1], HAIR[2] + own[2] * HAIR_R[2])
            seen.append((self.toward(normal) > 0, self.at(p)))
        edge = _run(seen)
        if edge and dist(top[-1], edge[0]) > dist(top[-1], edge[-1]):
            edge.reverse()
        first, last = (*top[0], 0), (*top[-1], 0)
        return smooth([first, *top[3:-2:5], last, *edge[1:-1]])

    def _ear(self, side: int) -> tuple[str, bool]:
        return self._outline(((side * 14.2, 2, -1.5), (2.2, 4.6, 3.4)), steps=5), self.toward((side, 0, 0.1)) > BARELY

    def _face(self, *, eyes: bool) -> str:
        if self.toward((0, 0, 1)) < BARELY:
            return ""
        tall, out = 2.4 * self.view.scale, []
        for side in (-1, 1):
            if self.toward((side * 0.42, 0, 0.9)) < FAR_EYE:
                continue
            if eyes:
                x, y = self.at((side * 5.4, 0.2, 13.6))
                out.append(f"M{n(x)} {n(y - tall / 2)}v{n(tall)}")
            out.append(self._line((side * 3.4, -5.3, 13.4), (side * 5.9, -6.1, 13.2), (side * 8.3, -5.2, 12.6)))
        mouth = ((-3.6, 11.2, 13.2), (0, 12.2, 14.4), (3.6, 11.2, 13.2))
        lips = [p for p in mouth if self.toward((p[0] / 9, 0, 1)) > BARELY]
        nose = self._line((1.2, 1.4, 15), (2.1, 5, 16.4), (-0.6, 5.8, 17)) if self.toward((0, 0, 1)) > FAR_EYE else ""
        return "".join([*out, self._line(*lips) if len(lips) > 1 else "", nose])

    def _line(self, *points: P3) -> str:
        return self.view.path([self.place(p) for p in points])

    def neck(self) -> Shape:
        """From the trunk into the head."""
        top = self.place((0, 12, -4))
        pit, middle = add(self.base, (0, 5, -3)), add(self.base, (0, -4, -2.5))
        return (balls(self.view, (pit, 8.4), (middle, 7), (top, 7)), "skin", True)

    def edge(self) -> str:
        """The outline of head and hair as one, for the ghost of a pose."""
        return self._outline((HAIR, HAIR_R), (JAW, JAW_R), steps=9)

    def shapes(self, *, eyes: bool = True) -> list[Shape]:
        """The head without its neck, from back to front."""
        ears = [self._ear(side) for side in (-1, 1)]
        out: list[Shape] = [(d, "skin", True) for d, near in ears if not near]
        if self.toward((0, 0, 1)) < PROFILE:
            out.append((self._outline((BRIDGE, BRIDGE_R), (NOSE, NOSE_R), steps=9), "skin", True))
        out.append((self._outline((SKULL, SKULL_R), (JAW, JAW_R), steps=13), "skin", True))
        if self.toward((0, 0, 1)) < -FAR_EYE:  # from behind, no chin shows before the neck
            nape = ((self.place((0, 8, -4)), 6.8), (self.place((0, 16, -4)), 6.8))
            out.append((balls(self.view, *nape), "skin", False))
        out.append((self._hair(), "hair", True))
        out += [(d, kind, False) for d, near in ears if near for kind in ("skin", "pen")]
        face = self._face(eyes=eyes)
        return [*out, (face, "pen", False)] if face else out

    def page(self) -> str:
        """The head as a page of a flip-book, in few bytes: every part with a line of its own."""
        return "".join(path(d, kind, *(("edge",) if edged else ())) for d, kind, edged in self.shapes())
