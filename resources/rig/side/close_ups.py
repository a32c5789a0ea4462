"""Nearer by: the head that slides back, and the belly that breathes."""

from resources.rig.geometry import lerp, line, oval
from resources.rig.side import outlines
from resources.rig.side.parts import Joint
from resources.rig.side.person import Person, Trunk
from resources.rig.side.room import arrow, carried, eased, tempo
from resources.rig.side.silhouette import silhouette
from resources.rig.svg import document, moved, path, placed
from resources.rig.tempo import Tempo

FACE, BODY = Person(2.7), Person(1.8)


def chin_tuck() -> str:
    """The head slides straight back over the shoulders, the eyes level."""
    time = Tempo(1, 3, 1)
    v = eased(time, 0.1)
    lean = [lerp(30, 2, x) for x in v]
    head = Joint(FACE.at((2.5, -18)), [-x for x in lean], FACE.face({}))
    skin = [FACE.shape(outlines.LONG_NECK, "skin"), *FACE.mark(outlines.NECK_FRONT)]
    neck = Joint((142, 158), lean, skin, [head])
    chest = Joint((137, 218), [0], [FACE.shape(outlines.CUT_CHEST, "top")])
    sleeve = Joint((140, 166), [0], [FACE.shape(outlines.CUT_SLEEVE, "top")])
    began = path(silhouette([*neck.polygons()]), "shade")
    body = Joint((0, 0), [0], [], [neck, chest]).layer(time.seconds)
    back = carried(arrow((262, 104), (226, 104)), (-18, 0), v, time.seconds)
    level = path(line((226, 66), (290, 66)), "ghost")
    return document("Chin tuck", level + began + body + sleeve.layer(time.seconds) + back, time)


def belly_breathing() -> str:
    """The belly comes forward under the hand as the ring grows, and sinks as it shrinks."""
    time = tempo(4, 0, 6)
    v = eased(time)
    trunk = Trunk((112, 222), 0, -3, 3, 9, 0)
    low = BODY.low_back(trunk)
    shoulder = BODY.shoulder(trunk)
    wrists = [BODY.arm(shoulder, (low[0] + lerp(9, 25, x), low[1] + 4), 70) for x in v]
    belly = Joint(
        [(lerp(-6, 12, x), 0) for x in v], [0], [BODY.shape(outlines.BELLY, "top"), *BODY.mark(outlines.BELLY_FRONT)]
    )
    body = Joint(trunk.hip, [0], [], [BODY.trunk_joint([trunk], {}, belly, outlines.CUT_HIPS)])
    arm = BODY.arm_joint([shoulder] * len(v), wrists, "", "flat")
    out = carried(arrow((186, 176), (214, 176)), (18, 0), v, time.seconds)
    grown = [(size, size) for size in (lerp(0.5, 1, x) for x in v)]
    ring = placed(moved("scale", grown, time.seconds, path(oval((0, 0), 40), "arrow")), (256, 66))
    return document("Belly breathing", body.layer(time.seconds) + arm.layer(time.seconds) + out + ring, time)


PICTURES = {"chin_tuck": chin_tuck, "belly_breathing": belly_breathing}
