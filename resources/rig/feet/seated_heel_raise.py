"""Seated heel raises: both heels rise and sink, the balls of the feet stay."""

from resources.rig.arrows import there_and_back
from resources.rig.feet import seated_leg as sit
from resources.rig.svg import Part, document, layer, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=2, hold=1, down=2)
RISE = 34


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    turns = [RISE * a for a in v]
    far_foot = Part(sit.ankle(far=True), 0, [], sit.shoe(turns, dur, far=True))
    near_foot = Part(sit.ANKLE, 0, [], sit.shoe(turns, dur))
    far = sit.leg(sit.ankles(turns, sit.BALL, far=True), dur, far=True)
    near = sit.leg(sit.ankles(turns, sit.BALL), dur, effort=[(sit.CALF, "accent", False)])
    arrow = there_and_back(TIME, "M118 204L118 162")
    was = placed(path(sit.SHOE, "ghost"), sit.ANKLE)
    marks = arrow + "".join(sit.stays(sit.ankle(far=far)[0] + sit.BALL[0] + 8) for far in (False, True))
    body = sit.seat() + layer(far, far_foot) + was + layer(near, near_foot, *sit.body()) + sit.arm() + marks
    return document("Seated heel raises", sit.shown(body), TIME)


PICTURES = {"seated_heel_raise": draw}
