"""Ankle pumps: the knee straight, the foot points and pulls."""

from resources.rig.arrows import there_and_back
from resources.rig.feet import seated_leg as sit
from resources.rig.geometry import lerp, rot
from resources.rig.svg import Part, Shape, document, layer, path, placed
from resources.rig.tempo import Tempo

TIME = Tempo(up=1, hold=1, down=1)
POINTED, PULLED = 34, -20
SLOPE = -79.0
"""Of the straight leg: 0 hangs down."""
PLACE, SCALE = (66.0, 80.0), 0.64


def draw() -> str:
    """The picture."""
    v, dur = TIME.values(), TIME.seconds
    turns = [lerp(PULLED, POINTED, a) for a in v]
    ankle = rot((sit.HIP[0], sit.HIP[1] + sit.THIGH + sit.SHANK - 1), SLOPE, sit.HIP)
    muscles: list[Shape] = [(sit.CALF, "accent", False), (sit.SHIN, "accent", False)]
    leg = sit.leg([ankle], dur, effort=muscles)
    foot = Part(ankle, SLOPE, [], [sit.stiff_shoe((0, 0), turns, dur)])
    was = placed(placed(path(sit.SHOE, "ghost"), (0, 0), PULLED), ankle, SLOPE)
    far_ankle = (sit.ANKLE[0] - 14, sit.ANKLE[1] - 1)
    far = sit.leg([far_ankle], dur, far=True)
    arrow = placed(there_and_back(TIME, "M87 -48C97 -26 100 0 96 26"), ankle, SLOPE)
    far_foot = Part(far_ankle, 0, [], [sit.stiff_shoe((0, 0), 0, dur, far=True)])
    body = sit.seat() + layer(far, far_foot) + was + layer(leg, foot, *sit.body()) + sit.arm() + arrow
    return document("Ankle pumps", sit.shown(body, PLACE, SCALE), TIME)


PICTURES = {"ankle_pumps": draw}
