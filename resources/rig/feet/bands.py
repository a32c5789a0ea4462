"""Ankle work with a band, from the front: knee and heel stay, the forefoot turns in or out against the band."""

from collections.abc import Sequence

from resources.rig.arrows import bow, there_and_back
from resources.rig.geometry import Point, n, rot, smooth
from resources.rig.svg import Part, Shape, document, flip_book, layer, mirrored, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=1, down=2)
HEEL: Point = (108.0, 146.0)
"""Of the right foot, on which it turns; it is on the left of who looks at the person."""
TURN = 27.0
SHOE = smooth([(-20, -4), (-22, 20), (-27, 46), (-26, 66), (-14, 77), (2, 79), (18, 75), (27, 62), (26, 44), (21, 20),
               (18, -4), (0, -12)])  # fmt: skip
SOLE = smooth([(-26, 62), (-14, 76), (2, 79), (18, 75), (27, 60), (28, 70), (18, 82), (2, 86), (-14, 84), (-27, 72)])
DETAILS = "M-26 54C-14 44 14 44 26 52M-26 66C-16 80 16 82 27 64M-10 6H10M-11 16H11M-12 26H12"
SHANK = smooth([(-26, -128), (-4, -138), (22, -127), (28, -104), (24, -56), (20, -14, 0), (-21, -14, 0), (-25, -56),
                (-31, -104)])  # fmt: skip
ANKLE = smooth([(-14, -24), (14, -24), (15, 0), (-15, 0)])
KNEE = "M-16 -108C-10 -100 8 -100 14 -108"
OUTER = smooth([(-25, -92), (-20, -96), (-17, -70), (-17, -44), (-19, -30), (-23, -50), (-27, -74)])
INNER = smooth([(22, -92), (17, -96), (14, -70), (13, -44), (15, -30), (20, -50), (24, -74)])
ACROSS: Sequence[Point] = ((-25, 38), (-10, 31), (8, 30), (24, 36))
"""Where a band lies on a shoe, from its outer to its inner side."""


def _leg(turns: float | Sequence[float], *effort: Shape) -> str:
    """A leg at its heel."""
    shoe = Part((0, 0), turns, [(SOLE, "shoe_far"), (SHOE, "shoe"), (DETAILS, "pen", False)], dur=TIME.seconds)
    shank = Part((0, 0), 0, [(ANKLE, "skin"), (SHANK, "trousers"), (KNEE, "pen", False), *effort])
    return layer(shoe) + layer(shank)


def _chair(left: float = 30) -> str:
    """Seat and front legs, behind the person's own, and the floor."""
    legs = path(f"M{n(left)} 62V228M290 62V228M{n(left - 4)} 58H294", "seat")
    return legs + path("M10 234.5H310", "floor")


def draw_out() -> str:
    """The band goes round both forefeet; the right one turns out."""
    right = placed(_leg([TURN * a for a in TIME.values()], (OUTER, "accent", False)), HEEL)
    left = mirrored(placed(_leg(0), HEEL))
    fixed = [(320 - HEEL[0] - x, HEEL[1] + y) for x, y in reversed(ACROSS)]

    def band(amount: float) -> str:
        over = [rot(point, TURN * amount) for point in ACROSS]
        return path(smooth([*((HEEL[0] + x, HEEL[1] + y) for x, y in over), *fixed], closed=False), "band")

    was = placed(path(SHOE, "ghost"), HEEL)
    body = _chair() + left + was + right + flip_book(band, TIME, 12) + _outward()
    return document("Ankle eversion with band", body, TIME)


def draw_in() -> str:
    """The band goes from the leg of a table round the right forefoot, which turns in."""
    right = placed(_leg([-TURN * a for a in TIME.values()], (INNER, "accent", False)), HEEL)
    left = mirrored(placed(_leg(0), (HEEL[0] - 18, HEEL[1])))

    def band(amount: float) -> str:
        over = [rot(point, -TURN * amount) for point in ACROSS]
        places = [(HEEL[0] + x, HEEL[1] + y) for x, y in over]
        return path(smooth([(26, 190), *places], closed=False), "band")

    was = placed(path(SHOE, "ghost"), HEEL)
    table = path("M26 8V228M10 8H62", "seat") + path("M20 186H32M20 193H32", "band")
    body = _chair(64) + left + was + right + flip_book(band, TIME, 12) + table + _inward()
    return document("Ankle inversion with band", body, TIME)


def _outward() -> str:
    """Where the toes go."""
    return placed(there_and_back(TIME, "M3 21C-8 17 -14 7 -15 -10"), (HEEL[0] - 59, HEEL[1] + 56))


def _inward() -> str:
    """The same round the heel, ahead of the toes between the feet, where they leave room for it."""
    return there_and_back(TIME, bow(HEEL, 92, 151, 117))


PICTURES = {"band_eversion": draw_out, "band_inversion": draw_in}
