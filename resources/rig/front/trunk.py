"""The trunk, from above and in front: it turns on hips that stay."""

from resources.rig.arrows import there_and_back
from resources.rig.people.front import LEFT, NECK, RIGHT, Sitting, side_of, trunk_solid
from resources.rig.people.head import Head
from resources.rig.people.marks import ghost, turn
from resources.rig.people.piece import CALM, Piece, layer, picture
from resources.rig.people.solid import P3, View, balls, between, yawed
from resources.rig.svg import flip_book, path


def trunk_rotation() -> str:
    """Arms crossed, hands on the shoulders: the upper body turns to the right, hips and knees face the front."""
    view = View(1.4, (160, 162), 24)
    seat = Sitting(view, cut=234)
    belly, chest = trunk_solid(view)
    patch = balls(view, ((-8, 2, 0), 10.4), ((8, 2, 0), 10.4), ((-9.4, -31, 2), 10), ((9.4, -31, 2), 10))

    def pose(share: float) -> str:
        twist = -46 * share
        _, (chest, *_) = trunk_solid(view, twist)
        out = path(chest, "top", "edge") + path(patch, "top")
        for s in (LEFT, RIGHT):
            joints: list[P3] = [(20.5, -54, 0), (16, -35, 26), (-8, -46, 22), (-20, -54, 12)]
            shoulder, elbow, wrist, tips = (yawed(side_of(p, s), twist) for p in joints)
            out += path(balls(view, (shoulder, 8.6), (elbow, 6.6)), "top", "edge")
            out += path(balls(view, (elbow, 6.2), (wrist, 4.6)), "skin", "edge")
            out += path(balls(view, (wrist, 4.6), (between(wrist, tips, 0.5), 6.2), (tips, 4)), "skin", "edge")
        head = Head(view, NECK, turn=twist)
        return out + path(head.neck()[0], "skin", "edge") + head.page()

    round_ = there_and_back(CALM, *(turn(view, (0, -40, 0), 50, span) for span in ((140, 50), (-50, -140))))
    return picture(
        "Seated trunk rotation",
        seat.chair(back=False)
        + seat.legs()
        + ghost(chest[0])
        + layer(Piece([belly, (patch, "top", True)]))
        + flip_book(pose, CALM, 7)
        + round_,
        CALM,
    )


PICTURES = {"trunk_rotation": trunk_rotation}
