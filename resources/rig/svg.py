"""Writing: nested groups with one animateTransform each, two passes for a joined outline, flip-books for what bends.

Colours are classes of the app's palettes. Qt plays `animateTransform` with evenly spaced values and nothing else.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from posture_app.ui.exercises.palette import LIGHT, style
from resources.rig.compact import compact
from resources.rig.geometry import AWAY, Point, ease, n
from resources.rig.growing import grown
from resources.rig.layers import layers_of
from resources.rig.motion import box_of, changes_of, holds_of
from resources.rig.tempo import Loop, Tempo
from resources.rig.together import together

WIDTH, HEIGHT = 320, 240
Angle = float | Sequence[float]
Shape = tuple[str, str] | tuple[str, str, bool]
"""Path data, its class, and whether it takes part in the outline of its layer."""
_STILL = 0.05
"""Degrees that nobody sees."""
_CLEAR = 0.06
"""Milliseconds from a change of page to any whole one: Qt draws whole ones, and at the change would draw both."""


def path(data: str, *classes: str) -> str:
    """A shape of these classes."""
    return f'<path class="{" ".join(classes)}" d="{data}"/>'


def anim(kind: str, values: Sequence[float | Point], dur: float, about: Point | None = None) -> str:
    """The motion of the group whose first child this is; the values are spread evenly over the seconds."""
    tail = f" {n(about[0])} {n(about[1])}" if about else ""
    write = _share if kind == "scale" else n
    shown = [f"{write(v[0])} {write(v[1])}" if isinstance(v, tuple) else f"{write(v)}{tail}" for v in values]
    return (
        f'<animateTransform attributeName="transform" type="{kind}" dur="{n(dur)}s" repeatCount="indefinite" '
        f'values="{";".join(shown)}"/>'
    )


def _share(value: float) -> str:
    """A size, to a thousandth: of a tenth one would see the steps."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def moved(kind: str, values: Sequence[float | Point], dur: float, body: str, about: Point | None = None) -> str:
    """A group that moves."""
    return f"<g>{anim(kind, values, dur, about)}{body}</g>"


def mirrored(body: str) -> str:
    """The same, looking to the other side."""
    return f'<g transform="matrix(-1 0 0 1 {WIDTH} 0)">{body}</g>'


def placed(body: str, at: Point, angle: float = 0, scale: float = 1) -> str:
    """The same, elsewhere."""
    turn = f" rotate({n(angle)})" if angle else ""
    size = f" scale({scale:g})" if scale != 1 else ""
    return f'<g transform="translate({n(at[0])} {n(at[1])}){turn}{size}">{body}</g>'


@dataclass(slots=True)
class Part:
    """Shapes at a joint; children hang from joints of their own. angle: a number, or values over the cycle."""

    at: Point
    angle: Angle
    shapes: Sequence[Shape] = ()
    children: Sequence["Part"] = field(default_factory=tuple)
    dur: float = 1

    def write(self, *, outline: bool) -> str:
        """The shapes below (outline) or above (fill), and those of the children."""
        body = "".join(_shape(shape, outline=outline) for shape in self.shapes)
        body += "".join(child.write(outline=outline) for child in self.children)
        angles = [self.angle] if isinstance(self.angle, int | float) else list(self.angle)
        if max(angles) - min(angles) > _STILL:
            body = moved("rotate", angles, self.dur, body)
        elif abs(angles[0]) > _STILL:
            body = f'<g transform="rotate({n(angles[0])})">{body}</g>'
        x, y = self.at
        return f'<g transform="translate({n(x)} {n(y)})">{body}</g>' if x or y else body


def _shape(shape: Shape, *, outline: bool) -> str:
    data, name, *rest = shape
    if outline:
        return f'<path d="{grown(data)}"/>' if not rest or rest[0] else ""
    return path(data, name)


def layer(*parts: Part) -> str:
    """Outline pass below, fill pass above: one joined silhouette."""
    lines = "".join(part.write(outline=True) for part in parts)
    return f'<g class="ink">{lines}</g>{"".join(part.write(outline=False) for part in parts)}'


def flip(frames: Sequence[str], order: Sequence[int], dur: float) -> str:
    """A flip-book. order: the frame that is shown in each equal slice of the cycle."""
    pages, count = [], len(order)
    for place, frame in enumerate(frames):
        shown = [place in (order[k % count], order[(k - 1) % count]) for k in range(count + 1)]
        pages.append(moved("translate", [0 if here else AWAY for here in shown], dur, frame))
    return f"<g>{''.join(pages)}</g>"


def flip_book(draw: Callable[[float], str], tempo: Tempo, poses: int = 10) -> str:
    """What bends, drawn anew for each pose: 0 is rest, 1 the pause."""
    last = poses - 1
    frames = [draw(ease(k / last)) for k in range(poses)]
    return flip(frames, slices(lambda moment: round(tempo.share(moment) * last), tempo.seconds), tempo.seconds)


def slices(frame_at: Callable[[float], int], seconds: float) -> list[int]:
    """The frame of each slice, in as many slices as it takes that none changes at a moment that is drawn."""
    least = round(seconds * 9)
    for count in range(least, least * 3):
        order = [frame_at((k + 0.5) * seconds / count) for k in range(count)]
        turns = [k * seconds * 1000 / count for k in range(count) if order[k] != order[k - 1]]
        if all(abs(turn - round(turn)) > _CLEAR for turn in turns):
            return order
    raise ValueError(f"every number of slices has a change at a whole millisecond of {seconds} s")


def document(title: str, body: str, time: Tempo | Loop, *, still: float | None = None, mirror: bool = True) -> str:
    """The whole picture, and what the app needs to know to play it: see README.md."""
    body = compact(together(body))
    marks = {
        "still": f"{time.still if still is None else still:g}",
        "phases": ";".join(f"{name} {start:g} {end:g}" for name, start, end in time.phases),
        "holds": ";".join(f"{start:g} {end:g}" for start, end in holds_of(body, time.seconds)),
        "box": " ".join(str(side) for side in box_of(body, WIDTH, HEIGHT)),
    }
    changes = changes_of(body, time.seconds, WIDTH, HEIGHT)
    if any(changes):
        marks["changes"] = ";".join(
            ",".join(" ".join(f"{side:g}" for side in box) for box in boxes) for boxes in changes
        )
    if not mirror:
        marks["mirror"] = "no"
    layers = layers_of(body)
    if len(layers) > 1:
        marks["layers"] = ";".join(each.told(WIDTH, HEIGHT) for each in layers)
        body = "\n".join(each.text for each in layers)
    used = {name for classes in re.findall(r'class="([^"]*)"', body) for name in classes.split()}
    said = "".join(f' data-{name}="{text}"' for name, text in marks.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f"{said}>\n<title>{title}</title>{style(LIGHT, used)}\n{body}\n</svg>\n"
    )
