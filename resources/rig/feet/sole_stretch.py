"""Sole stretch, as one sees it oneself: the ankle on the other thigh, a hand on the heel, the other draws the toes."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import Point, line, oval, smooth
from resources.rig.people.solid import hull
from resources.rig.svg import Part, document, flip_book, layer, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=1)
BEND = -52
JOINT = (172.0, 180.0)
"""Of the big toe, in the foot's own frame: toes to +x, sole to +y."""
SIZE, PLACE = 0.78, (232, 226)
"""The foot's frame on the picture: its toes point up, its sole to the left."""
FOOT = smooth([
    (26, -40), (88, -40), (88, 40), (92, 84), (106, 112), (132, 130), (158, 145), (178, 157), (190, 168), (192, 184),
    (184, 197), (168, 200), (156, 198), (144, 193), (125, 185), (105, 182), (85, 187), (70, 196), (57, 200), (39, 200),
    (25, 197), (16, 188), (14, 174), (18, 156), (25, 136), (28, 108), (26, 60),
])  # fmt: skip
TOE = smooth([(-10, -19), (6, -22), (24, -18), (39, -11), (49, 0), (50, 11), (41, 18), (27, 17), (17, 13), (6, 18),
              (-10, 16)])  # fmt: skip
NAIL = smooth([(30, -13), (38, -9), (46, -1), (38, -5)], 0.4)
HAND = smooth([(-34, 30), (-14, 24), (10, 21), (32, 20), (47, 14), (52, 2), (47, -9), (39, -15), (42, -25), (54, -24),
               (65, -10), (69, 6), (64, 24), (50, 38), (24, 46), (-6, 50), (-34, 54)])  # fmt: skip
"""The hand at the toes, from their joint: along their lower side, and round their tips."""
KNUCKLES = "M66 -6L54 -3M67 10L54 8M60 28L48 17"
THUMB = smooth([(-22, 34), (-6, 24), (10, 12), (22, 5), (30, 7), (29, 16), (16, 26), (2, 38), (-14, 46)])
HOLDING: Point = (150.0, 196.0)
"""The back of the hand that steadies the heel."""


def _fascia(amount: float) -> str:
    """The band under the arch: thin at ease, thick when drawn."""
    wide = 1.6 + 3.6 * amount
    mid = [(38, 190, 0.4), (62, 188, 1), (84, 180, 1), (105, 175, 1), (126, 178, 1), (148, 186, 1), (172, 189, 0.4)]
    upper = [(x, y - wide * share) for x, y, share in mid]
    lower = [(x, y + wide * share) for x, y, share in reversed(mid)]
    return path(smooth([*upper, *lower]), "accent")


def _steady() -> str:
    """The arm from the lower right, and its hand, whose fingers lie round the heel."""
    x, y = HOLDING
    fore = line((x + 20, y - 11), (258, 215), (238, 237), (x + 70, 237), (x + 12, y + 14)) + "Z"
    sleeve = line((250, 205), (318, 226), (318, 237), (222, 237)) + "Z"
    arm = path(fore, "skin_far", "edge") + path(sleeve, "top", "edge")
    out = ""
    for k in range(4):
        knuckle, tip = (x - 8 + 2 * k, y - 17 + 11 * k), (x - 50 + 6 * k, y - 13 + 11.5 * k)
        out += path(hull([(*knuckle, 7.6), (*tip, 6.6)]), "skin_far", "edge")
        out += path(oval((tip[0] - 1.5, tip[1]), 3.6, 3.2), "nail")
    thumb = path(hull([(x + 12, y - 14, 7), (x - 2, y - 44, 5.6)]), "skin_far", "edge")
    back = path(hull([(x - 4, y - 12, 10), (x + 2, y + 12, 10), (x + 20, y + 1, 12.4)]), "skin_far", "edge")
    joined = path(hull([(x - 10, y - 12, 6), (x - 4, y + 12, 6), (x + 30, y + 6, 11)]), "skin_far")
    return arm + thumb + out + back + joined


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    turn = [BEND * a for a in v]
    back = [-16 - a * 1.1 for a in turn]
    toe = Part(JOINT, turn, [(TOE, "skin"), (NAIL, "nail", False)], dur=dur)
    foot = Part((0, 0), 0, [(FOOT, "skin")], [toe])
    cloth = smooth([(18, -106, 0), (98, -106, 0), (98, -40), (95, 22, 0), (56, 28), (19, 22, 0), (18, -40)])
    forearm = smooth([(10, -16), (-30, -17), (-90, -22), (-96, -22, 0), (-96, 20, 0), (-90, 20), (-30, 14), (10, 12)])
    sleeve = smooth([(-80, -28, 0), (-142, -31, 0), (-142, 28, 0), (-80, 26, 0)])
    arm = Part((-26, 41), back, [(forearm, "skin_far"), (sleeve, "top")], dur=dur)
    hand = Part(JOINT, turn, [(HAND, "skin_far"), (KNUCKLES, "pen", False)], [arm], dur=dur)
    thumb = Part(JOINT, turn, [(THUMB, "skin_far")], dur=dur)
    arrow = there_and_back(TIME, "M250 150C248 132 240 116 226 104")
    was = placed(path(TOE, "ghost"), JOINT)
    own = was + layer(hand) + layer(foot) + layer(Part((0, 0), 0, [(cloth, "trousers")]))
    own += flip_book(_fascia, TIME, 6) + layer(thumb) + arrow
    thigh = smooth([(128, 237, 0), (124, 180), (124, 110), (134, 84), (164, 72), (196, 82), (210, 110), (214, 180),
                    (214, 237, 0)])  # fmt: skip
    crease = "M148 92C158 86 178 86 188 94M152 104C162 98 174 98 184 105"
    other = layer(Part((0, 0), 0, [(thigh, "trousers_far"), (crease, "pen", False)]))
    x, y = PLACE
    body = other + f'<g transform="matrix(0 -{SIZE} -{SIZE} 0 {x} {y})">{own}</g>'
    return document("Sole stretch", body + _steady(), TIME)


PICTURES = {"sole_stretch": draw}
