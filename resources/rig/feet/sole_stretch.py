"""Sole stretch, as one sees it oneself: the ankle on the other thigh, the hand draws the toes back to the shin."""

from resources.rig.geometry import smooth
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
FINGER = smooth([(34, -40), (50, -36), (62, -22), (68, 0), (65, 19), (55, 32), (40, 37), (30, 33), (31, 24), (40, 17),
                 (47, 8), (48, -3), (42, -14), (30, -24)])  # fmt: skip
PALM = smooth([(14, -80), (42, -82), (58, -60), (67, -28), (60, -12), (44, -14), (26, -26), (14, -46), (10, -64)])
THUMB = smooth([(20, -66), (34, -56), (33, -36), (24, -14), (14, -5), (6, -9), (10, -24), (14, -44)])
KNUCKLES = "M46 -16L60 -24M49 4L67 4M44 16L57 29"


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
    arrow = moved(
        "rotate",
        [0.5 * a for a in turn],
        dur,
        path("M252 196C254 172 248 150 236 132M250 134L236 131L232 145", "arrow"),
        JOINT,
    )
    was = placed(path(TOE, "ghost"), JOINT)
    own = was + layer(hand) + layer(foot) + layer(Part((0, 0), 0, [(cloth, "trousers")]))
    own += flip_book(_fascia, TIME, 6) + layer(finger) + layer(thumb) + arrow
    thigh = smooth(
        [(100, 237, 0), (96, 180), (98, 130), (110, 104), (142, 94), (172, 102), (186, 128), (190, 180), (188, 237, 0)]
    )
    crease = "M124 116C134 110 150 110 160 116"
    body = layer(Part((0, 0), 0, [(thigh, "trousers_far"), (crease, "pen", False)]))
    return document("Sole stretch", body + f'<g transform="matrix(0 -.84 -.84 0 222 240)">{own}</g>', TIME)


PICTURES = {"sole_stretch": draw}
