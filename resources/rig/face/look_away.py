"""Eyes that leave the screen for a far window, and blink."""

from resources.rig.arrows import pointed
from resources.rig.geometry import Corner, Point, cycle, line, oval, smooth
from resources.rig.people.front import LEFT, NECK, RIGHT
from resources.rig.people.head import Head, Shape
from resources.rig.people.piece import Piece, layer, picture
from resources.rig.people.solid import View
from resources.rig.svg import path
from resources.rig.tempo import SAMPLES, Loop

SECONDS = 9.0
UPPER: list[Point] = [(-11, 0.5), (-7.5, -5.2), (0, -7.6), (7.5, -5.2), (11, 0.5)]
LOWER: list[Point] = [(7.5, 5), (0, 6.8), (-7.5, 5)]
RAISED = 0.14
"""How much of the way down an open lid is."""


def _room() -> str:
    """A window, and hills a long way behind it."""
    hills = "M209 100C222 84 234 80 246 92C258 74 276 66 301 88V115H209Z"
    glass = layer(Piece([("M206 18H304V118H206Z", "cloth", True)]))
    return (
        glass
        + path(hills, "top", "edge")
        + path(oval((281, 42), 9), "nail", "edge")
        + path("M255 18V118M206 66H304", "pen")
    )


def _eye(at: Point, away: list[float], lids: list[float]) -> str:
    x, y = at
    white: Shape = (smooth([*UPPER, *LOWER]), "nail", True)
    look = [(x - 0.5 + 5.4 * v, y + 3 - 4.4 * v) for v in away]
    iris = Piece([(oval((0, 0), 5), "hair", False)], SECONDS, look)
    drop = 7.6
    edge: list[Point] = [(px, py + drop) for px, py in (UPPER[0], *reversed(LOWER), UPPER[-1])]
    cover = [(px * 1.24, py * 1.22 + drop) for px, py in (*UPPER, *LOWER)]
    skin: list[Shape] = [(smooth(cover), "skin", False), (smooth(edge, closed=False), "pen", False)]
    lid = Piece(skin, SECONDS, [(x, y - drop)], grow=[(1, RAISED + (1 - RAISED) * v) for v in lids])
    return layer(Piece([white], shift=[at])) + iris.write(outline=False) + lid.write(outline=False)


def look_away() -> str:
    """The eyes rest on the screen, go to the window, and close softly twice."""
    count = round(SECONDS * SAMPLES)
    away, _ = cycle([(1, 0), (0.6, 1), (6.2, 1), (0.6, 0), (0.6, 0)], count)
    blinks = [
        (3.4, 0.0),
        (0.4, 1.0),
        (0.4, 1.0),
        (0.4, 0.0),
        (1.2, 0.0),
        (0.4, 1.0),
        (0.4, 1.0),
        (0.4, 0.0),
        (2.0, 0.0),
    ]
    lids, _ = cycle(blinks, count)
    view = View(2.3, (100, 276), 4)
    head = Head(view, NECK)
    half = [(8, -67), (13, -64), (22, -60.5), (28.5, -53)]
    tops = [view.at((x, y, 0)) for x, y in [*((-x, y) for x, y in reversed(half)), (0, -63), *half]]
    body: list[Point | Corner] = [(view.at((-31, 0, 0))[0], 234, 0), *tops, (view.at((31, 0, 0))[0], 234, 0)]
    gaze = Piece(
        [(pointed(line((-22, 4), (18, -4))), "arrow", False)],
        SECONDS,
        [(172, 66)],
        grow=[(max(0.002, v),) * 2 for v in away],
    )
    return picture(
        "Look away",
        _room()
        + layer(Piece([head.neck()]), Piece([(smooth(body), "top", True)]))
        + layer(Piece(head.shapes(eyes=False)))
        + "".join(_eye(head.at((s * 5.9, 0.2, 13.6)), away, lids) for s in (RIGHT, LEFT))
        + layer(Piece([("M52 184H148L154 228H46Z", "chair", True), (oval((100, 206), 6), "cloth", False)]))
        + path("M12 231H190", "seat")
        + gaze.write(outline=False),
        Loop(SECONDS, still=2.5, parts=(("move", 1.6, 7.8),)),  # the eyes are at the window
    )


PICTURES = {"look_away": look_away}
