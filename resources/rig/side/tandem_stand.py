"""One foot set right before the other, fingertips on the desk; in the corner seen from above."""

from math import pi, sin

from resources.rig.arrows import there_and_back
from resources.rig.geometry import ease, lerp, line, oval
from resources.rig.side.parts import Joint, shape
from resources.rig.side.person import Arm, Person, Pose, Trunk
from resources.rig.side.room import DESK, GROUND, desk, eased, floor
from resources.rig.svg import document, path
from resources.rig.tempo import Tempo

P = Person(0.83, depth=0.4)
STAYS = P.flat(92, GROUND)
SHOE = 47.4 * P.size
SOLE = [(-14, -4.5), (-9, -6), (0, -5.6), (11, -7.4), (18, -4), (19, 2), (14, 6), (4, 5.4), (-8, 6), (-14, 4.5)]
ABOVE = (256.0, 62.0)


def _pose(v: float) -> Pose:
    steps = STAYS[0] + 1 + SHOE * v, STAYS[1] - 9 * sin(pi * v)
    trunk = Trunk(P.above(STAYS, lerp(2, 11, v), 14), 0, -2, 2, 8, 0)
    hold = P.arm(P.shoulder(trunk, far=True), (lerp(140, 150, v), DESK - 5), 70)
    legs = P.leg(trunk.hip, steps), P.leg(P.hip(trunk, far=True), (STAYS[0], STAYS[1] - 0.5))
    return Pose(trunk, *legs, Arm(-2, 8, 8), hold)


def _soles(values: list[float], seconds: float) -> str:
    """The soles from above, on their line."""
    x, y = ABOVE
    card = path(oval(ABOVE, 46), "shade") + path(line((x - 42, y), (x + 42, y)), "ghost")
    stays = Joint((x - 20, y), [0], [shape(SOLE, "shoe_far")])
    steps = Joint([(x - 20 + 35 * v, y + 16 - 16 * ease((v - 0.75) * 4)) for v in values], [0], [shape(SOLE, "shoe")])
    return card + stays.layer(seconds) + steps.layer(seconds)


def tandem_stand() -> str:
    """The near foot is set before the far one."""
    time = Tempo(1, 3, 1)
    v = eased(time, 0.1)
    person = "".join(P.draw([_pose(x) for x in v], time.seconds, {}, ("relaxed", "flat")).values())
    ahead = there_and_back(time, line((166, 205), (198, 205)))
    return document("Tandem stance", floor() + desk(128) + person + _soles(v, time.seconds) + ahead, time)


PICTURES = {"tandem_stand": tandem_stand}
