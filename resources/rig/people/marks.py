"""What is drawn round a body in the one accent colour: arrows, pins, lit muscles; and the ghost of the start pose."""

from math import cos, radians, sin

from resources.rig import arrows
from resources.rig.geometry import line, n
from resources.rig.people.solid import P2, P3, View, add


def arc_arrow(about: P2, radius: float, start: float, end: float) -> str:
    """A bent arrow round a point, from one clock angle to another (0 is up, 90 is right), as a path."""
    return arrows.arrow(arrows.bow(about, radius, start, end))


def arrow(start: P2, end: P2) -> str:
    """A straight arrow, as a path."""
    return arrows.arrow(line(start, end))


def arrow_data(start: P2, end: P2) -> str:
    """The same as path data."""
    return arrows.pointed(line(start, end))


def turn(view: View, middle: P3, radius: float, span: tuple[float, float]) -> str:
    """A shaft that lies flat round an upright axis; 0 is forward, 90 is to the person's left."""
    steps, (start, end) = 9, span
    angles = [radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    return view.path([add(middle, (radius * sin(a), 0, radius * cos(a))) for a in angles])


def pin(tip: P2, size: float = 11) -> str:
    """A small wedge under what stays where it is."""
    return f'<path class="accent" d="M{n(tip[0])} {n(tip[1])}l{n(-size * 0.64)} {n(size)}h{n(size * 1.28)}z"/>'


def ghost(d: str) -> str:
    """Where a part was at the start."""
    return f'<path class="shade" d="{d}"/>'
