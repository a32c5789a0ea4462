"""Pieces of a body that are shifted, turned and shortened over a cycle, and the time they do it in."""

import re
from collections.abc import Sequence
from math import dist

from resources.rig.geometry import ease, n
from resources.rig.growing import grown
from resources.rig.people.head import Shape
from resources.rig.people.solid import P2, P3, View, angle_of, between
from resources.rig.svg import document
from resources.rig.tempo import Loop, Tempo

RATE = 4.0
"""Values a second: the phases of a picture begin and end with one."""
CALM = Tempo(2, 2.8, 2, 0.4, 0.4)
"""There in two seconds, a pause, and back, for flip-books."""


class Beat:
    """The eased way from rest (0) to the pause (1) at each moment of a cycle."""

    def __init__(self, tempo: Tempo) -> None:
        self.tempo, self.dur = tempo, tempo.seconds
        self.shares = [ease(tempo.share(k / RATE)) for k in range(round(tempo.seconds * RATE) + 1)]

    def values(self, start: float, end: float) -> list[float]:
        """Numbers between these."""
        return [start + (end - start) * v for v in self.shares]

    def stay(self, place: P3) -> list[P3]:
        """The same place all the time."""
        return [place] * len(self.shares)

    def way(self, *stops: P3) -> list[P3]:
        """Places on the way through these stops."""
        out = []
        for v in self.shares:
            leg = min(int(v * (len(stops) - 1)), len(stops) - 2)
            out.append(between(stops[leg], stops[leg + 1], v * (len(stops) - 1) - leg))
        return out


def still(values: Sequence[float], slack: float = 0.05) -> bool:
    """Whether these are one value."""
    return max(values) - min(values) <= slack


def _short(v: float) -> str:
    return re.sub(r"^(-?)0\.", r"\1.", f"{v:.3f}".rstrip("0").rstrip("."))


def _moving(kind: str, values: list[str], dur: float) -> str:
    return (
        f'<animateTransform attributeName="transform" type="{kind}" dur="{n(dur)}s" repeatCount="indefinite"'
        f' values="{";".join(values)}"/>'
    )


class Piece:
    """Shapes that are shifted, turned and stretched together over the cycle; each a list of values or one value."""

    def __init__(
        self,
        shapes: Sequence[Shape],
        dur: float = 1,
        shift: Sequence[P2] = ((0, 0),),
        turn: Sequence[float] = (0,),
        grow: Sequence[P2] = ((1, 1),),
    ) -> None:
        self.shapes, self.dur, self.shift, self.turn, self.grow = list(shapes), dur, shift, turn, grow

    def write(self, *, outline: bool) -> str:
        """The outline pass or the fill pass."""
        body = "".join(
            (f'<path d="{grown(d)}"/>' if line else "") if outline else f'<path class="{kind}" d="{d}"/>'
            for d, kind, line in self.shapes
        )
        if not body:
            return ""
        fixed: list[str] = []
        for kind, slack, values in (
            ("scale", 0.004, [*self.grow]),
            ("rotate", 0.05, [(a,) for a in self.turn]),
            ("translate", 0.05, [*self.shift]),
        ):
            if all(still(axis, slack) for axis in zip(*values, strict=True)):
                if any(abs(v - (kind == "scale")) > slack for v in values[0]):
                    fixed.insert(0, f"{kind}({' '.join(_short(v) for v in values[0])})")
                continue
            if fixed:
                body, fixed = f'<g transform="{"".join(fixed)}">{body}</g>', []
            form = _short if kind == "scale" else n
            body = f"<g>{_moving(kind, [' '.join(form(c) for c in v) for v in values], self.dur)}{body}</g>"
        return f'<g transform="{"".join(fixed)}">{body}</g>' if fixed else body


def layer(*pieces: Piece) -> str:
    """One joined silhouette: the outline of all below, their fills above."""
    lines = "".join(p.write(outline=True) for p in pieces)
    return f'<g class="ink">{lines}</g>{"".join(p.write(outline=False) for p in pieces)}'


def unwound(angles: Sequence[float]) -> list[float]:
    """The same angles without jumps of a whole turn."""
    out = [angles[0]]
    for a in angles[1:]:
        out.append(a - 360 * round((a - out[-1]) / 360))
    return out


def bone(view: View, ends: Sequence[tuple[P3, P3]], size: float, shapes: Sequence[Shape], dur: float) -> Piece:
    """A limb between two joints: its shapes are drawn hanging from 0,0 to 0,size."""
    paper = [(view.at(a), view.at(b)) for a, b in ends]
    grow = [(1.0, max(0.05, dist(a, b) / size)) for a, b in paper]
    return Piece(shapes, dur, [a for a, _ in paper], unwound([angle_of(a, b) for a, b in paper]), grow)


def picture(title: str, body: str, time: Tempo | Loop, *, still: float | None = None) -> str:
    """The whole picture, in few bytes."""
    return document(title, body, time, still=still)
