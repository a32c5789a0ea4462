"""A chest stretch in a doorway, from behind and to one side."""

from resources.rig.geometry import limb, n
from resources.rig.people.front import LEFT, NECK, RIGHT, SHOULDER, Arm, foot, side_of, trunk_solid
from resources.rig.people.head import Head
from resources.rig.people.marks import arrow
from resources.rig.people.piece import Beat, Piece, bone, layer, picture
from resources.rig.people.solid import P3, View, add
from resources.rig.side.room import carried
from resources.rig.svg import moved, path
from resources.rig.tempo import Tempo

BACK, FORTH = -26.0, 12.0
"""Where the chest is, against the wall."""
GROUND, TOP, JAMB, CASING, DEEP = 124.0, -118.0, 48.0, 13.0, 14.0
VIEW = View(0.86, (158, 121), 9, 219)


def _plane(*corners: P3) -> str:
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in map(VIEW.at, corners)) + "Z"


def _door() -> str:
    """The door frame, its posts on either side and the beam above, and the floor."""
    inner, outer = JAMB, JAMB + CASING
    drawn = ""
    for s in (RIGHT, LEFT):

        def plane(*corners: P3, side: int = s) -> str:
            return _plane(*(side_of(p, side) for p in corners))

        reveal = plane((inner, TOP, 0), (inner, TOP, DEEP), (inner, GROUND, DEEP), (inner, GROUND, 0))
        face = plane((inner, TOP, 0), (outer, TOP, 0), (outer, GROUND, 0), (inner, GROUND, 0))
        base = VIEW.path([side_of((x, GROUND, 0), s) for x in (outer + 6, outer + 66)])
        drawn += path(base, "floor") + path(reveal, "chair", "edge") + path(face, "cloth", "edge")
    beam = _plane((-outer, TOP - CASING, 0), (outer, TOP - CASING, 0), (outer, TOP, 0), (-outer, TOP, 0))
    return drawn + path(beam, "cloth", "edge")


def doorway_stretch() -> str:
    """Forearms on the frame, one foot forward: the chest moves through."""
    tempo, view = Tempo(2, 3, 2), VIEW
    beat, k = Beat(tempo), view.scale
    depth = beat.values(BACK, FORTH)
    x0, y0 = view.at((0, 0, BACK))
    way = [(view.at((0, 0, z))[0] - x0, view.at((0, 0, z))[1] - y0) for z in depth]
    arms, legs = {}, {}
    for s, heel in ((LEFT, 22.0), (RIGHT, -34.0)):
        shoulders = [side_of(add(SHOULDER, (0, 0, z)), s) for z in depth]
        wrist, tip = side_of((54, -86, -5), s), side_of((54, -102, -4), s)
        arms[s] = Arm(view, beat, shoulders, beat.stay(wrist), pole=(s, 1.5, -0.4), tips=beat.stay(tip), thumb=-s)
        ankle = side_of((11, 112, heel), s)
        hips = [side_of((10, 4, z * 0.85), s) for z in depth]
        shape = limb(114 * k, [(0, 12.5 * k, 12.5 * k), (0.45, 9.6 * k, 9.6 * k), (1, 6.4 * k, 6.4 * k)])
        leg = bone(view, [(hip, ankle) for hip in hips], 114 * k, [(shape, "trousers", True)], beat.dur)
        legs[s] = layer(Piece([foot(view, ankle, s)]), leg)
    there = View(k, view.at((0, 0, BACK)), view.pitch, view.yaw)
    shirt = trunk_solid(there)
    head = Head(view, add(NECK, (0, 0, BACK)))
    push = arrow(view.at((0, -40, 84)), view.at((0, -40, 128)))
    felt = there.path([(19, -37, 14), (22, -43, 13), (25, -50, 11)])
    return picture(
        "Doorway chest stretch",
        _door()
        + legs[LEFT]
        + legs[RIGHT]
        + layer(*(p for arm in arms.values() for p in (arm.hand, arm.fore)))
        + moved("translate", way, beat.dur, layer(Piece([head.neck()])))
        + layer(*(arm.upper for arm in arms.values()), Piece(shirt, beat.dur, way))
        + moved("translate", way, beat.dur, layer(Piece(head.shapes())) + path(felt, "felt"))
        + carried(push, (-12, -2), beat.shares, beat.dur),
        tempo,
    )


PICTURES = {"doorway_stretch": doorway_stretch}
