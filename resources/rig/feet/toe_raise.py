"""Toe raises and foot taps: the forefoot rises, slowly or again and again; the heel stays."""

from resources.rig.arrows import pointed, there_and_back
from resources.rig.feet import seated_leg as sit
from resources.rig.svg import Part, document, layer, path, placed
from resources.rig.tempo import Loop, Tempo, keyed

TIME = Tempo(up=2, hold=1, down=3)
TAPS = Loop(1.0, still=0.2)
HEEL = (-19.0, 24.0)
RISE, TAP = -26, -19


def _heels() -> str:
    """The marks of both heels, which stay."""
    return "".join(sit.stays(sit.ankle(far=far)[0] + HEEL[0]) for far in (False, True))


def draw_raise() -> str:
    """Both forefeet rise and sink."""
    v, dur = TIME.values(), TIME.seconds
    turns = [RISE * a for a in v]
    far = sit.leg(sit.ankles(turns, HEEL, far=True), dur, far=True, effort=[(sit.SHIN, "accent", False)])
    near = sit.leg(sit.ankles(turns, HEEL), dur, effort=[(sit.SHIN, "accent", False)])
    far_foot = Part(sit.ankle(far=True), 0, [], [sit.stiff_shoe(HEEL, turns, dur, far=True)])
    near_foot = Part(sit.ANKLE, 0, [], [sit.stiff_shoe(HEEL, turns, dur)])
    was = placed(path(sit.SHOE, "ghost"), sit.ANKLE) + placed(path(sit.SHOE, "ghost"), sit.ankle(far=True))
    arrow = there_and_back(TIME, "M284 186L284 144")
    marks = arrow + _heels()
    body = sit.seat() + was + layer(far, far_foot) + layer(near, near_foot, *sit.body()) + sit.arm() + marks
    return document("Toe raises", sit.shown(body), TIME)


def draw_taps() -> str:
    """One forefoot, then the other, quickly."""
    dur = TAPS.seconds
    first = keyed(dur, (0, 0), (0.2, TAP), (0.5, 0), (dur, 0))
    second = keyed(dur, (0, 0), (0.5, 0), (0.7, TAP), (dur, 0))
    far = sit.leg(sit.ankles(second, HEEL, far=True), dur, far=True, effort=[(sit.SHIN, "accent", False)])
    near = sit.leg(sit.ankles(first, HEEL), dur, effort=[(sit.SHIN, "accent", False)])
    far_foot = Part(sit.ankle(far=True), 0, [], [sit.stiff_shoe(HEEL, second, dur, far=True)])
    near_foot = Part(sit.ANKLE, 0, [], [sit.stiff_shoe(HEEL, first, dur)])
    arrow = path(pointed("M286 196L286 146") + pointed("M286 146L286 196"), "arrow")
    body = sit.seat() + layer(far, far_foot) + layer(near, near_foot, *sit.body()) + sit.arm() + arrow + _heels()
    return document("Foot taps", sit.shown(body), TAPS)


PICTURES = {"toe_raise": draw_raise, "foot_taps": draw_taps}
