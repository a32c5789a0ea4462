"""What is drawn round a body in space: the shaft of an arrow that goes round it, and the ghost of the start pose."""

from math import cos, radians, sin

from resources.rig.people.solid import P3, View, add


def turn(view: View, middle: P3, radius: float, span: tuple[float, float]) -> str:
    """A shaft that lies flat round an upright axis; 0 is forward, 90 is to the person's left."""
    steps, (start, end) = 9, span
    angles = [radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    return view.path([add(middle, (radius * sin(a), 0, radius * cos(a))) for a in angles])


def ghost(d: str) -> str:
    """Where a part was at the start."""
    return f'<path class="shade" d="{d}"/>'
