"""Toe raises and foot taps: the forefoot rises, slowly or again and again; the heel stays."""

from resources.rig.feet import seated_leg as sit
from resources.rig.svg import Part, document, layer, moved, path, placed
from resources.rig.tempo import Loop, Tempo, keyed

TIME = Tempo(up=2, hold=1, down=3)
TAPS = Loop(1.0, still=0.2)
HEEL = (-12.0, 24.0)
RISE, TAP = -26, -19


def draw_raise() -> str:
    """Both forefeet rise and sink."""
    v, dur = TIME.values(), TIME.seconds
    turns = [RISE * a for a in v]
    far = sit.leg(sit.ankles(turns, HEEL, far=True), dur, far=True)
    near = sit.leg(sit.ankles(turns, HEEL), dur, effort=[(sit.SHIN, "accent", False)])
    far_foot = Part(sit.ankle(far=True), 0, [], [sit.stiff_shoe(HEEL, turns, dur, far=True)])
    near_foot = Part(sit.ANKLE, 0, [], [sit.stiff_shoe(HEEL, turns, dur)])
    was = placed(path(sit.SHOE, "ghost"), sit.ANKLE)
    arrow = moved("translate", [(284, 196 - 26 * a) for a in v], dur, path("M0 0V-34M-9 -24L0 -34L9 -24", "arrow"))
    marks = arrow + sit.stays(sit.ANKLE[0] + HEEL[0])
    body = sit.seat() + sit.floor() + layer(far, far_foot) + was + layer(near, near_foot) + marks
    return document("Toe raises", body, TIME)


def draw_taps() -> str:
    """One forefoot, then the other, quickly."""
    dur = TAPS.seconds
    first = keyed(dur, (0, 0), (0.2, TAP), (0.5, 0), (dur, 0))
    second = keyed(dur, (0, 0), (0.5, 0), (0.7, TAP), (dur, 0))
    far = sit.leg(sit.ankles(second, HEEL, far=True), dur, far=True)
    near = sit.leg(sit.ankles(first, HEEL), dur, effort=[(sit.SHIN, "accent", False)])
    far_foot = Part(sit.ankle(far=True), 0, [], [sit.stiff_shoe(HEEL, second, dur, far=True)])
    near_foot = Part(sit.ANKLE, 0, [], [sit.stiff_shoe(HEEL, first, dur)])
    arrow = path("M288 190V150M279 160L288 150L297 160M279 180L288 190L297 180", "arrow")
    body = sit.seat() + sit.floor() + layer(far, far_foot) + layer(near, near_foot) + arrow
    return document("Foot taps", body + sit.stays(sit.ANKLE[0] + HEEL[0]), TAPS)


PICTURES = {"toe_raise": draw_raise, "foot_taps": draw_taps}
