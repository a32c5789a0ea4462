"""Legs at work on a chair: the march, and the knee that straightens."""

from resources.rig.arrows import there_and_back, turning
from resources.rig.geometry import ease, line, smooth
from resources.rig.side import outlines
from resources.rig.side.person import Leg, Person, Pose, Trunk, along, mixed
from resources.rig.side.room import arms, chair, eased, feet, floor, seated
from resources.rig.svg import document
from resources.rig.tempo import Loop, Tempo

P = Person()
HANDS = ("fist", "fist")
TENTH = 0.1
KNEE_UP = Leg(122, -6, 14, 14)
KNEE_STRAIGHT = Leg(90, 82, -84, -84)


def seated_march() -> str:
    """One knee rises, then the other."""
    time, one = Loop(4, still=1), Tempo(1, 0, 1, ready=0, rest=0)
    trunk = Trunk(seated(112), -2, -2, 3, 9, 0)
    near, far = feet(P, trunk, 160)
    hold = arms(P, trunk, (116, 156), 4, (6, 0))
    moments = [k / 5 for k in range(21)]
    up = [(ease(one.share(m)), ease(one.share(m - 2)) if m > 2 else 0.0) for m in moments]  # noqa: PLR2004 - the other's turn
    poses = [Pose(trunk, mixed(near, KNEE_UP, a), mixed(far, KNEE_UP, b), *hold) for a, b in up]
    marks = {side: P.mark(outlines.HIP_FRONT) for side in ("hip", "far_thigh")}
    person = "".join(P.draw(poses, time.seconds, marks, HANDS).values())
    lift = turning(lambda moment: 1.03 < moment % 2 < 1.97, time.seconds, line((214, 144), (214, 100)))  # noqa: PLR2004
    return document("Seated march", floor() + chair(62, 128) + person + lift, time)


def knee_extension() -> str:
    """The shin rises until the knee is straight, the thigh stays."""
    time = Tempo(1, 3, 1)
    trunk = Trunk(seated(100), -4, -2, 3, 9, 0)
    near, far = feet(P, trunk, 142)
    hold = arms(P, trunk, (106, 156), 4, (6, 0))
    poses = [Pose(trunk, mixed(near, KNEE_STRAIGHT, x), far, *hold) for x in eased(time, TENTH)]
    person = "".join(P.draw(poses, time.seconds, {"thigh": P.mark(outlines.QUADS)}, HANDS).values())
    knee = P.knee(trunk.hip, near)
    swing = there_and_back(time, smooth([along(knee, angle, 100) for angle in (48, 58, 68, 78)], closed=False))
    return document("Seated knee extension", floor() + chair(79, 138) + person + swing, time)


PICTURES = {"seated_march": seated_march, "knee_extension": knee_extension}
