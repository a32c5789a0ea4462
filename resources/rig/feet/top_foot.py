"""A bare foot from above, as its owner sees it: toes up, the right one, the big toe to the left. The heel is at 0,0 and
the toes reach to some -196.
"""

from collections.abc import Sequence

from resources.rig.geometry import Point, n, oval, smooth
from resources.rig.svg import Angle, Part

JOINTS: tuple[Point, ...] = ((-23, -140), (-5, -146), (10, -143), (23, -135), (33, -123))
"""Where the toes begin, the big one first."""
REST = (3, 1, 2, 4, 8)
"""How they point, in degrees."""
LENGTHS = (54, 50, 45, 39, 33)
WIDTHS = (14.5, 9.0, 8.6, 8.2, 8.2)
FOOT = smooth([
    (-22, -8), (-24, -40), (-24, -70), (-32, -104), (-40, -132), (-38, -144), (-24, -149), (-4, -153), (14, -149),
    (30, -141), (42, -126), (42, -110), (36, -76), (28, -40), (24, -8), (16, 8), (0, 13), (-14, 8),
])  # fmt: skip


def toe(place: int, angle: Angle = 0, dur: float = 1, *, slim: float = 1) -> Part:
    """One toe, turned so far from how it points at rest."""
    wide, length = WIDTHS[place] * slim, float(LENGTHS[place])
    outline = smooth([
        (-wide * 0.94, 10), (-wide * 0.92, -length * 0.45), (-wide, -length + wide * 0.9), (-wide * 0.62, -length + 1),
        (0, -length - 2), (wide * 0.62, -length + 1), (wide, -length + wide * 0.9), (wide * 0.92, -length * 0.45),
        (wide * 0.94, 10),
    ])  # fmt: skip
    nail = oval((0, -length + wide * 0.62), wide * 0.56, wide * 0.5)
    side = -length + wide * 1.2
    gaps = f"M{n(-wide * 0.93)} -8C{n(-wide * 0.9)} {n(side * 0.6)} {n(-wide)} {n(side * 0.8)} {n(-wide)} {n(side)}"
    turns = [REST[place] + each for each in angle] if isinstance(angle, Sequence) else REST[place] + angle
    return Part(JOINTS[place], turns, [(outline, "skin"), (gaps, "pen", False), (nail, "nail rim", False)], dur=dur)


def foot(angles: Sequence[Angle], dur: float = 1) -> Part:
    """The foot, its toes turned by these angles."""
    return Part((0, 0), 0, [(FOOT, "skin")], [toe(place, angle, dur) for place, angle in enumerate(angles)])
