"""Hands on the wall, one foot back with its heel on the floor: its knee straight, or bent."""

from resources.rig.arrows import there_and_back
from resources.rig.geometry import lerp, line
from resources.rig.side import outlines
from resources.rig.side.person import Person, Pose, Trunk
from resources.rig.side.room import GROUND, arms, drawn, eased, floor, pin, tempo, wall
from resources.rig.svg import document

P = Person(0.83)
TIME = tempo(2, 3, 2)
WALL = 211
BACK, FRONT = P.flat(108, GROUND), P.flat(151, GROUND - 1)
HANDS = ("flat", "flat")


def _pose(lean: float, bend: float, back: float, height: float) -> Pose:
    """The back leg leans, its knee bent so far; the trunk leans; the hands are at a height."""
    trunk = Trunk(P.above(BACK, lean, bend), back, back - 1, back + 2, back + 3, back - 5)
    far = P.leg(P.hip(trunk, far=True), FRONT)
    return Pose(trunk, P.leg(trunk.hip, BACK), far, *arms(P, trunk, (WALL - 6, height), 172, (3, -2)))


def calf_stretch_straight() -> str:
    """The hips come forward over the straight back leg."""
    v = eased(TIME)
    poses = [_pose(lerp(13, 25, x), 2, lerp(4, 19, x), 84) for x in v]
    person = drawn(P, poses, TIME.seconds, {"shank": P.mark(outlines.CALF)}, HANDS)
    forward = there_and_back(TIME, line((70, 120), (108, 120)))
    return document("Calf stretch, straight knee", floor() + pin(BACK[0] - 5) + wall(WALL) + person + forward, TIME)


def calf_stretch_bent() -> str:
    """Both knees bend, the body sinks straight down."""
    v = eased(TIME)
    poses = [_pose(lerp(13, 15, x), lerp(2, 60, x), lerp(6, 9, x), 88) for x in v]
    person = drawn(P, poses, TIME.seconds, {"shank": P.mark(outlines.SOLEUS)}, HANDS)
    down = there_and_back(TIME, line((84, 116), (84, 156)))
    return document("Calf stretch, bent knee", floor() + pin(BACK[0] - 5) + wall(WALL) + person + down, TIME)


PICTURES = {"calf_stretch_straight": calf_stretch_straight, "calf_stretch_bent": calf_stretch_bent}
