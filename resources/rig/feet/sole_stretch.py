"""Sole stretch, as one sees it oneself: the ankle on the other thigh, the hand draws the toes back to the shin."""

from resources.rig.geometry import oval, smooth
from resources.rig.svg import Part, document, flip_book, layer, moved, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=3, down=1)
BEND = -52
JOINT = (172.0, 180.0)
"""Of the big toe, in the foot's own frame: toes to +x, sole to +y."""
FOOT = smooth([
    (26, -40), (88, -40), (88, 40), (92, 84), (106, 112), (132, 130), (158, 145), (178, 157), (190, 168), (192, 184),
    (184, 197), (168, 200), (156, 198), (144, 193), (125, 185), (105, 182), (85, 187), (70, 196), (57, 200), (39, 200),
    (25, 197), (16, 188), (14, 174), (18, 156), (25, 136), (28, 108), (26, 60),
])  # fmt: skip
TOE = smooth([(-10, -19), (6, -22), (24, -18), (39, -11), (49, 0), (50, 11), (41, 18), (27, 17), (17, 13), (6, 18),
              (-10, 16)])  # fmt: skip
FINGER = smooth([(40, -38), (54, -32), (63, -17), (67, 2), (63, 18), (54, 29), (42, 34), (33, 31), (33, 23), (41, 19),
                 (48, 11), (50, 0), (46, -12), (37, -20), (32, -28)])  # fmt: skip
PALM = smooth([(14, -80), (42, -82), (58, -60), (67, -28), (60, -12), (44, -14), (26, -26), (14, -46), (10, -64)])
THUMB = smooth([(20, -66), (34, -56), (33, -36), (24, -14), (14, -5), (6, -9), (10, -24), (14, -44)])
KNUCKLES = "M47 -11L62 -19M46 14L59 24"
STEADY = smooth([(126, 237, 0), (124, 214), (116, 194), (106, 188), (98, 196), (102, 214), (104, 237, 0)])
"""The thumb of the hand that steadies the heel."""


def _fascia(amount: float) -> str:
    """The band under the arch: thin at ease, thick when drawn."""
    wide = 1.6 + 3.6 * amount
    mid = [(38, 190, 0.4), (62, 188, 1), (84, 180, 1), (105, 175, 1), (126, 178, 1), (148, 186, 1), (172, 189, 0.4)]
    upper = [(x, y - wide * share) for x, y, share in mid]
    lower = [(x, y + wide * share) for x, y, share in reversed(mid)]
    return path(smooth([*upper, *lower]), "accent")


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    turn = [BEND * a for a in v]
    back = [-a * 0.92 for a in turn]
    toe = Part(JOINT, turn, [(TOE, "skin")], dur=dur)
    foot = Part((0, 0), 0, [(FOOT, "skin")], [toe])
    cloth = smooth([(18, -112, 0), (98, -112, 0), (98, -40), (95, 22, 0), (56, 28), (19, 22, 0), (18, -40)])
    forearm = smooth([(-16, 10), (-18, -30), (-22, -100, 0), (20, -100, 0), (16, -30), (15, 10), (0, 16)])
    sleeve = smooth([(-26, -92, 0), (24, -92, 0), (28, -176, 0), (-32, -176, 0)])
    arm = Part((28, -72), back, [(forearm, "skin"), (sleeve, "top")], dur=dur)
    hand = Part(JOINT, turn, [(PALM, "skin")], [arm], dur=dur)
    finger = Part(JOINT, turn, [(FINGER, "skin"), (KNUCKLES, "pen", False)], dur=dur)
    thumb = Part(JOINT, turn, [(THUMB, "skin")], dur=dur)
    drawn = path("M252 196C254 172 248 150 236 132M250 134L236 131L232 145", "arrow")
    arrow = moved("rotate", [0.5 * a for a in turn], dur, drawn, JOINT)
    was = placed(path(TOE, "ghost"), JOINT)
    own = was + layer(hand) + layer(foot) + layer(Part((0, 0), 0, [(cloth, "trousers")]))
    own += flip_book(_fascia, TIME, 6) + layer(finger) + layer(thumb) + arrow
    thigh = smooth([(100, 237, 0), (96, 180), (98, 130), (110, 104), (142, 94), (172, 102), (186, 128), (190, 180),
                    (188, 237, 0)])  # fmt: skip
    crease = "M124 116C134 110 150 110 160 116"
    other = layer(Part((0, 0), 0, [(thigh, "trousers_far"), (crease, "pen", False)]))
    fingers = "".join(path(oval((60, y), 17, 7.5), "skin_far", "edge") for y in (188, 202, 216))
    body = other + fingers + f'<g transform="matrix(0 -.84 -.84 0 222 240)">{own}</g>'
    return document("Sole stretch", body + layer(Part((0, 0), 0, [(STEADY, "skin_far")])), TIME)


PICTURES = {"sole_stretch": draw}
