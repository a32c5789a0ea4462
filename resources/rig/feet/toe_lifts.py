"""Big-toe lift and small-toes lift, inner side: one rises, the other stays on the floor."""

from resources.rig.arrows import there_and_back
from resources.rig.feet import bare_foot as bare
from resources.rig.geometry import line
from resources.rig.svg import document, flip_book, layer, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=1, hold=3, down=1)
RISE = -44
EXTENSOR = [(96, 104, 0.3), (112, 124, 1), (136, 140, 1.2), (160, 153, 1), (182, 166, 0.4)]
"""The muscle that lifts a toe, along the back of the foot."""


def _lifting(amount: float) -> str:
    return bare.muscle(EXTENSOR, 1.2 + 2.6 * amount)


def _arrow(x: float, y: float) -> str:
    return there_and_back(TIME, line((x, y - 4), (x, y - 40)))


def draw_big() -> str:
    """The big toe rises, the four stay."""
    v, dur = TIME.values(), TIME.seconds
    lifted = bare.big_toe([RISE * a for a in v], [8 * a for a in v], dur)
    was = placed(path(bare.TOE, "ghost"), bare.JOINT)
    small = "".join(layer(toe) for toe in bare.small_toes())
    body = bare.floor() + bare.stays(160, 48) + small + was + bare.foot(lifted)
    body += flip_book(_lifting, TIME, 6) + _arrow(226, 128)
    return document("Big-toe lift", bare.shown(body), TIME)


def draw_small() -> str:
    """The four rise, the big toe stays."""
    v, dur = TIME.values(), TIME.seconds
    lifted = [layer(toe) for toe in bare.small_toes([RISE * a for a in v], [10 * a for a in v], dur)]
    body = bare.floor() + bare.stays(206, 160, 48) + "".join(lifted) + bare.foot(bare.big_toe())
    body += flip_book(_lifting, TIME, 6) + _arrow(222, 124)
    return document("Small-toes lift", bare.shown(body), TIME)


PICTURES = {"big_toe_lift": draw_big, "small_toes_lift": draw_small}
