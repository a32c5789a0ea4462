"""Marble pick-up, inner side: the toes grasp a marble, lift it, carry it over the bowl and let it fall."""

from resources.rig.arrows import there_and_back
from resources.rig.feet import bare_foot as bare
from resources.rig.geometry import Corner, Point, oval, smooth
from resources.rig.svg import document, flip, layer, moved, path, placed, slices
from resources.rig.tempo import Tempo, keyed

TIME = Tempo(up=2, hold=1, down=2)
SIZE = 0.72
GRASPED, OPENED, FALLEN, NEXT = 1.2, 2.9, 3.3, 5.6
HIGH, FAR = -62.0, 112.0
"""How high the foot lifts and how far it goes, in its own frame."""
MARBLE = 12.0
REACH = 24.0
"""How far the foot slides forward, its toes up, until they are over the marble."""
AT: Point = (215.0, 189.0)
"""Where the marble is in the foot's own frame when it has reached: between the big toe and the others."""
BOWL: Point = (344.0, 160.0)


def _marble(at: Point) -> str:
    shine = path(oval((at[0] - 4, at[1] - 4), 2.6), "nail", "rim")
    return path(oval(at, MARBLE), "top", "edge") + shine


def draw() -> str:
    """The picture."""
    dur = TIME.seconds
    curl = keyed(dur, (0, 0), (0.9, 0), (GRASPED, 1), (OPENED - 0.3, 1), (OPENED + 0.2, 0), (dur, 0))
    opens = (OPENED - 0.3, 0), (OPENED, 1), (4, 0)
    ready = keyed(dur, (0, 0), (0.1, 0), (0.5, 1), (0.9, 1), (GRASPED, 0), *opens, (dur, 0))
    slid = keyed(dur, (0, 0), (0.3, 0), (0.9, 1), (3.5, 1), (4.9, 0), (dur, 0))
    high = keyed(dur, (0, 0), (GRASPED, 0), (2.0, 1), (3.5, 1), (4.9, 0), (dur, 0))
    far = keyed(dur, (0, 0), (GRASPED + 0.2, 0), (2.5, 1), (3.5, 1), (5.3, 0), (dur, 0))
    path_of_foot = [(REACH * s + (FAR - REACH) * x, HIGH * y) for s, x, y in zip(slid, far, high, strict=True)]
    rise = [-12 * a - 26 * up for a, up in zip(curl, ready, strict=True)]
    bend = [58 * a for a in curl]
    small = "".join(layer(toe) for toe in bare.small_toes(rise, bend, dur))
    behind = moved("translate", path_of_foot, dur, small)
    foot = moved("translate", path_of_foot, dur, bare.foot(bare.big_toe(rise, bend, dur)))
    fall = keyed(dur, (0, 0), (OPENED, 0), (FALLEN, 1), (dur, 1))
    way = [(x, y + (190 - AT[1] - HIGH) * down * 0.8) for (x, y), down in zip(path_of_foot, fall, strict=True)]
    stopped = round(FALLEN * 10)
    way = [*way[:stopped], *[way[stopped]] * (len(way) - stopped - 1), way[0]]
    order = slices(lambda moment: 1 if GRASPED < moment < NEXT else 0, dur)
    first = AT[0] + REACH, 190.0
    carried = flip([_marble(first), moved("translate", way, dur, _marble(AT))], order, dur)
    others = _marble((first[0] + 26, first[1]))
    x, y = BOWL
    back = path(oval(BOWL, 54, 14), "cloth", "edge")
    rim: list[Point | Corner] = [(x - 54, y, 0), (x - 40, y + 9), (x, y + 14), (x + 40, y + 9), (x + 54, y, 0)]
    bottom: list[Point | Corner] = [(x + 44, y + 28), (x + 24, y + 40, 0), (x - 24, y + 40, 0), (x - 44, y + 28)]
    front = path(smooth([*rim, *bottom]), "shoe", "edge")
    arrow = there_and_back(TIME, "M282 66C306 40 350 42 370 76")
    body = others + back + behind + carried + foot + front + arrow
    floor = path("M12 222.5H308", "floor")
    return document("Marble pick-up", floor + bare.shown(placed(body, (0, 0), scale=SIZE), (14, 76)), TIME)


PICTURES = {"marble_pickup": draw}
