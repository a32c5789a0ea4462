"""What is drawn round a body in the one accent colour: arrows, pins, lit muscles; and the ghost of the start pose."""

from math import cos, radians, sin

from resources.rig.geometry import n
from resources.rig.people.solid import P2, P3, View, add, arc


def arc_arrow(about: P2, radius: float, start: float, end: float, head: float = 13) -> str:
    """A bent arrow round a point, from one clock angle to another (0 is up, 90 is right), as a path."""

    def at(deg: float, r: float = radius) -> P2:
        return (about[0] + r * sin(radians(deg)), about[1] - r * cos(radians(deg)))

    (x0, y0), (x1, y1) = at(start), at(end)
    way = 1 if end > start else -1
    lag = radians(end - way * 8)
    tangent = (way * cos(lag), way * sin(lag))
    tips = []
    for bend in (-40, 40):
        c, s = cos(radians(bend)), sin(radians(bend))
        tips.append((x1 - head * (tangent[0] * c - tangent[1] * s), y1 - head * (tangent[0] * s + tangent[1] * c)))
    (ax, ay), (bx, by) = tips
    bow = arc((*about, radius), radians(start - 90), radians(end - 90))
    d = f"M{n(x0)} {n(y0)}{bow}M{n(ax)} {n(ay)}L{n(x1)} {n(y1)}L{n(bx)} {n(by)}"
    return f'<path class="arrow" d="{d}"/>'


def arrow(start: P2, end: P2, head: float = 12) -> str:
    """A straight arrow, as a path."""
    return f'<path class="arrow" d="{arrow_data(start, end, head)}"/>'


def arrow_data(start: P2, end: P2, head: float = 12) -> str:
    """The same as path data."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / size, dy / size
    tips = []
    for bend in (-40, 40):
        c, s = cos(radians(bend)), sin(radians(bend))
        tips.append((end[0] - head * (ux * c - uy * s), end[1] - head * (ux * s + uy * c)))
    (ax, ay), (bx, by) = tips
    return (
        f"M{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}M{n(ax)} {n(ay)}L{n(end[0])} {n(end[1])}L{n(bx)} {n(by)}"
    )


def turn_arrow(view: View, middle: P3, radius: float, span: tuple[float, float]) -> str:
    """A bent arrow that lies flat round an upright axis; 0 is forward, 90 is to the person's left."""
    steps, (start, end) = 9, span
    angles = [radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    points = [add(middle, (radius * sin(a), 0, radius * cos(a))) for a in angles]
    (x0, y0), (x1, y1) = view.at(points[-2]), view.at(points[-1])
    tip = arrow((x0, y0), (x1, y1))
    return f'<path class="arrow" d="{view.path(points)}"/>{tip}'


def pin(tip: P2, size: float = 11) -> str:
    """A small wedge under what stays where it is."""
    return f'<path class="accent" d="M{n(tip[0])} {n(tip[1])}l{n(-size * 0.64)} {n(size)}h{n(size * 1.28)}z"/>'


def ghost(d: str) -> str:
    """Where a part was at the start."""
    return f'<path class="shade" d="{d}"/>'
