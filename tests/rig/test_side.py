"""What stays where it is while a person from the side moves: feet on the floor, hands on desk, wall and seat."""

from math import hypot

import pytest

from resources.rig.catalogue import FOLDER
from resources.rig.geometry import Point
from resources.rig.motion import Motion, _apply, _joined, _root, _walk
from resources.rig.side import outlines, parts, person, silhouette, walk
from resources.rig.side.parts import Outline
from resources.rig.side.person import Person
from tests.rig.written import as_written

NEAR, FAR = -1, 0
"""The far limb is drawn first."""
HEEL, BALL, WRIST = (-11.0, 15.0), person.BALL, (0.0, 0.0)
UNSEEN = 0.6
"""Units of the viewBox: between two values Qt goes straight, a joint goes round."""
MOMENTS = 300


def ways(name: str, size: float, outline: Outline, point: Point, side: int) -> list[Point]:
    """Where a point of the foot or hand of this outline is through the cycle."""
    body = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").partition("</style>")[2].removesuffix("</svg>\n")
    sought = as_written(Person(size).shape(outline, "").data)
    chain = [drawn.chain for drawn, _ in _walk(_root(body), (), "", 0) if drawn.segments in sought][side]
    x, y = point[0] * size, point[1] * size
    return [
        _apply(_joined(step.at(k / MOMENTS) if isinstance(step, Motion) else step for step in chain), (x, y))
        for k in range(MOMENTS + 1)
    ]


SHOE, FLAT, FIST = outlines.SHOE, outlines.FLAT, outlines.FIST
o = outlines
LINED = [
    o.THIGH, o.SHANK, o.UPPER, o.SLEEVE, o.FORE, o.PELVIS, o.WAIST, o.CHEST, o.NECK, o.SKULL, o.SHOE, o.TOES, o.BELLY,
    o.CUT_HIPS, o.CUT_CHEST, o.CUT_SLEEVE, o.LONG_NECK, *o.HANDS.values(),
]  # fmt: skip
STAY = {
    "heel_raise": (0.83, [(SHOE, BALL, NEAR), (SHOE, BALL, FAR), (FLAT, WRIST, NEAR), (FLAT, WRIST, FAR)]),
    "single_leg_heel_raise": (0.83, [(SHOE, BALL, NEAR), (FLAT, WRIST, NEAR), (FLAT, WRIST, FAR)]),
    "calf_stretch_straight": (0.83, [(SHOE, HEEL, NEAR), (SHOE, BALL, NEAR), (SHOE, HEEL, FAR), (FLAT, WRIST, NEAR)]),
    "calf_stretch_bent": (0.83, [(SHOE, HEEL, NEAR), (SHOE, BALL, NEAR), (SHOE, HEEL, FAR), (FLAT, WRIST, NEAR)]),
    "hip_flexor_stretch": (0.83, [(SHOE, BALL, NEAR), (SHOE, HEEL, FAR), (FLAT, WRIST, NEAR), (FLAT, WRIST, FAR)]),
    "desk_plank": (0.83, [(FLAT, WRIST, NEAR), (FLAT, WRIST, FAR)]),
    "tandem_stand": (0.83, [(SHOE, HEEL, FAR), (SHOE, BALL, FAR)]),
    "sit_to_stand": (0.84, [(SHOE, at, side) for at in (HEEL, BALL) for side in (NEAR, FAR)]),
    "towel_calf_stretch": (1, [(SHOE, (0.0, 0.0), NEAR), (SHOE, HEEL, FAR), (SHOE, BALL, FAR)]),
    "seated_hamstring": (1, [(SHOE, at, side) for at in (HEEL, BALL) for side in (NEAR, FAR)]),
    "seated_march": (1, [(FIST, WRIST, NEAR), (FIST, WRIST, FAR)]),
    "knee_extension": (1, [(SHOE, HEEL, FAR), (SHOE, BALL, FAR), (FIST, WRIST, NEAR)]),
    "chair_back_arch": (1, [(SHOE, at, side) for at in (HEEL, BALL) for side in (NEAR, FAR)]),
    "cat_cow_seated": (1, [(SHOE, at, side) for at in (HEEL, BALL) for side in (NEAR, FAR)]),
    "upper_back_reach": (1, [(SHOE, at, side) for at in (HEEL, BALL) for side in (NEAR, FAR)]),
}


@pytest.mark.parametrize("size", [0.83, 1, 1.8])
def test_a_line_goes_round_every_shape(size: float) -> None:
    for outline in LINED:
        drawn = Person(size).shape(outline, "")
        inner, outer = (parts.corners(data) for data in (drawn.data, drawn.grown))
        rim = silhouette.close(outer, 0.5)
        widths = sorted(min(hypot(x - across, y - down) for across, down in rim) for x, y in inner)
        assert widths[-1] < parts.LINE * 1.5
        assert widths[len(widths) // 6] > parts.LINE * 0.6  # lines meet where a thumb leaves its hand


@pytest.mark.parametrize("name", STAY)
def test_what_stays_stays(name: str) -> None:
    size, points = STAY[name]
    for outline, point, side in points:
        way = ways(name, size, outline, point, side)
        assert max(hypot(x - way[0][0], y - way[0][1]) for x, y in way) <= UNSEEN, (point, side)


@pytest.mark.parametrize(("side", "half"), [(NEAR, 0), (FAR, MOMENTS // 2)])
def test_a_foot_that_walks_goes_with_the_floor_while_it_is_down(side: int, half: int) -> None:
    way = ways("walk", walk.P.size, SHOE, BALL, side)
    for k in range(round(walk.LANDED * MOMENTS) + 6, round(walk.LEAVES * MOMENTS) - 6):
        (x, y), (x_after, _) = (way[(moment + half) % MOMENTS] for moment in (k, k + 1))
        assert x - x_after == pytest.approx(walk.STRIDE / MOMENTS, abs=0.05)
        assert y == pytest.approx(max(y for _, y in way), abs=UNSEEN)


def test_a_limb_that_is_too_short_is_told_of() -> None:
    someone = Person()
    with pytest.raises(ValueError, match="too far"):
        someone.arm((0, 0), (200, 0), 0)
    reaching = someone.arm((0, 0), (40, 30), 0)
    assert someone.wrist((0, 0), reaching) == pytest.approx((40, 30))


def test_a_silhouette_is_one_line_round_all() -> None:
    def square(left: float, top: float) -> list[Point]:
        return [(left, top), (left + 20, top), (left + 20, top + 20), (left, top + 20)]

    joined = silhouette.silhouette([square(0, 0), square(10, 5)])
    ring = parts.corners(joined)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2
    assert joined.count("M") == 1
    assert abs(area) == pytest.approx(2 * 400 - 10 * 15, abs=15)
    assert silhouette.silhouette([square(0, 0), square(100, 0)]).count("M") == 2
