"""A chest stretch in a doorway, from above and behind."""

from resources.rig.geometry import limb, n
from resources.rig.people.front import LEFT, NECK, RIGHT, SHOULDER, Arm, foot, side_of, trunk_solid
from resources.rig.people.head import Head
from resources.rig.people.marks import arrow
from resources.rig.people.piece import Beat, Piece, bone, layer, picture
from resources.rig.people.solid import P3, View, add
from resources.rig.svg import moved, path
from resources.rig.tempo import Tempo

BACK, FORTH = -20.0, 14.0
"""Where the chest is, against the wall."""
GROUND, TOP, JAMB, THICK = 124.0, -108.0, 47.0, 12.0


def _wall(view: View, side: int) -> str:
    """The wall beside the door, cut at the height of the hands: its face, and its upper edge."""

    def plane(*corners: P3) -> str:
        return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in (view.at(side_of(c, side)) for c in corners)) + "Z"

    face = plane((JAMB, TOP, 0), (108, TOP, 0), (108, GROUND, 0), (JAMB, GROUND, 0))
    edge = plane((JAMB, TOP, 0), (108, TOP, 0), (108, TOP, THICK), (JAMB, TOP, THICK))
    return path(face, "cloth", "edge") + path(edge, "chair", "edge")


def doorway_stretch() -> str:
    """Forearms on the frame, one foot forward: the chest moves through."""
    tempo, view = Tempo(2, 3, 2), View(1.22, (160, 134), 66, 180)
    beat, k = Beat(tempo), view.scale
    depth = beat.values(BACK, FORTH)
    y0 = view.at((0, 0, BACK))[1]
    way = [(0.0, view.at((0, 0, z))[1] - y0) for z in depth]
    arms, legs = [], []
    for s, heel in ((RIGHT, 26.0), (LEFT, -26.0)):
        shoulders = [side_of(add(SHOULDER, (0, 0, z)), s) for z in depth]
        wrist, tip = side_of((57, -86, -5), s), side_of((57, -102, -4), s)
        arms.append(Arm(view, beat, shoulders, beat.stay(wrist), pole=(s, 1.5, -0.4), tips=beat.stay(tip), thumb=-s))
        ankle = side_of((11, 112, heel), s)
        hips = [side_of((10, 4, z * 0.85), s) for z in depth]
        shape = limb(114 * k, [(0, 12.5 * k, 12.5 * k), (0.45, 9.6 * k, 9.6 * k), (1, 6.4 * k, 6.4 * k)])
        leg = bone(view, [(hip, ankle) for hip in hips], 114 * k, [(shape, "trousers", True)], beat.dur)
        legs.append(layer(Piece([foot(view, ankle, s)]), leg))
    start = add(NECK, (0, 0, BACK))
    there = View(k, view.at((0, 0, BACK)), view.pitch, view.yaw)
    shirt = trunk_solid(there)
    felt = ""
    for s in (RIGHT, LEFT):
        felt += path(there.path([side_of(p, s) for p in ((9, -52, 14), (17, -54, 10), (25, -54, 7))]), "felt")
    head = Head(view, start)
    x, y = view.at((0, -54, 52))
    push = arrow((x, y), (x, y - 32))
    return picture(
        "Doorway chest stretch",
        _wall(view, RIGHT)
        + _wall(view, LEFT)
        + "".join(legs)
        + layer(*(p for arm in arms for p in (arm.hand, arm.fore)))
        + layer(*(arm.upper for arm in arms), Piece(shirt, beat.dur, way))
        + moved("translate", way, beat.dur, felt + layer(Piece(head.shapes())))
        + moved("translate", [(0.0, v) for v in beat.values(8, -4)], beat.dur, push),
        tempo,
    )


PICTURES = {"doorway_stretch": doorway_stretch}
