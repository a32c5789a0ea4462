"""The head that slides back, the shoulders that roll, and the belly that breathes."""

from math import cos, radians, sin

from resources.rig.arrows import arrow, bow, there_and_back
from resources.rig.geometry import Point, ease, lerp, line, smooth
from resources.rig.side import outlines
from resources.rig.side.parts import Joint
from resources.rig.side.person import Arm, Person, Pose, Trunk
from resources.rig.side.room import STEP, eased, feet, floor, seated, stool, tempo
from resources.rig.side.silhouette import silhouette
from resources.rig.svg import document, path
from resources.rig.tempo import Tempo

FACE, BODY, SEATED = Person(2.7), Person(1.8, arms=0.58), Person()


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
    back = there_and_back(time, line((266, 104), (228, 104)))
    level = path(line((226, 66), (290, 66)), "ghost")
    return document("Chin tuck", level + began + body + sleeve.layer(time.seconds) + back, time)


def shoulder_rolls() -> str:
    """Both shoulders rise toward the ears, roll back, and sink; the arms hang."""
    time = tempo(2, 0, 2)
    trunk, away, high = Trunk(seated(150), 0, 0, 2, 8, 2), 8, 5
    legs = feet(SEATED, trunk, 178)
    hanging = Arm(-4, 6, 4)
    layers = SEATED.draw([Pose(trunk, *legs, hanging, hanging)], time.seconds)
    turns = [radians(360 * ease((k * STEP - time.ready) / 4)) for k in range(round(time.seconds / STEP) + 1)]

    def rolled(start: Point) -> list[Point]:
        return [(start[0] + away * sin(turn), start[1] - high * (1 - cos(turn))) for turn in turns]

    near = SEATED.shoulder(trunk)
    arm, far = (
        SEATED.arm_joint(rolled(start), [hanging] * len(turns), side, "relaxed").layer(time.seconds)
        for start, side in ((near, ""), (SEATED.shoulder(trunk, far=True), "_far"))
    )
    about = arrow(bow((near[0], near[1] + 8), 40, -38, -142))
    body = stool(122, 188) + far + layers["far_leg"] + layers["body"] + arm + about
    return document("Shoulder rolls", floor() + body, time)


def belly_breathing() -> str:
    """The belly comes forward under the hand as the air comes in, and sinks as it goes."""
    time = tempo(4, 0, 6)
    v = eased(time)
    trunk = Trunk((112, 222), 0, -3, 3, 9, 0)
    low = BODY.low_back(trunk)
    shoulder = BODY.shoulder(trunk)
    wrists = [BODY.arm(shoulder, (low[0] + lerp(2, 18, x), low[1] - 12), 96) for x in v]
    belly = Joint(
        [(lerp(-6, 12, x), 0) for x in v], [0], [BODY.shape(outlines.BELLY, "top"), *BODY.mark(outlines.BELLY_FRONT)]
    )
    body = Joint(trunk.hip, [0], [], [BODY.trunk_joint([trunk], {}, belly, outlines.CUT_HIPS)])
    arm = BODY.arm_joint([shoulder] * len(v), wrists, "", "fist")
    air = smooth([(210, 71), (188, 69), (170, 62)], closed=False)
    breath = there_and_back(time, line((178, 196), (212, 196)), air)
    return document("Belly breathing", body.layer(time.seconds) + arm.layer(time.seconds) + breath, time)


PICTURES = {"chin_tuck": chin_tuck, "shoulder_rolls": shoulder_rolls, "belly_breathing": belly_breathing}
