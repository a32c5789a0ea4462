"""A person from the front: limbs that hang together while they move, and paths that stay where they were drawn."""

from math import cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as some

from resources.rig.catalogue import FOLDER
from resources.rig.geometry import Point, limb, smooth
from resources.rig.motion import Motion, _apply, _joined, _root, _walk, segments_of
from resources.rig.people.front import FORE, FORE_PROFILE, UPPER, UPPER_PROFILE, scaled
from resources.rig.people.solid import add, hull, length, reach3
from tests.rig.written import as_written, in_few_bytes

MOMENTS = 300
LOOSE = 1.0
"""Units of the viewBox: a gap that the round ends of two limbs cover."""
SIZES = {
    "band_pull_apart": 1.42,
    "blade_squeeze": 1.5,
    "lateral_raise_band": 0.9,
    "seated_chest_opener": 1.1,
}
"""The pictures in which arms move, and how large the person is in them."""
places = some.tuples(*[some.floats(-150, 150)] * 2)


def ways(name: str, data: str, point: Point) -> list[list[Point]]:
    """Where a point of each limb of this outline is through the cycle."""
    body = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").partition("</style>")[2].removesuffix("</svg>\n")
    sought = as_written(data)
    chains = {one.chain for one, _ in _walk(_root(body), (), "", 0) if one.segments in sought}
    return [
        [
            _apply(_joined(step.at(k / MOMENTS) if isinstance(step, Motion) else step for step in chain), point)
            for k in range(MOMENTS + 1)
        ]
        for chain in chains
    ]


@pytest.mark.parametrize("name", SIZES)
def test_an_elbow_holds_the_arm_together(name: str) -> None:
    k = SIZES[name]
    uppers = ways(name, limb(UPPER * k, scaled(UPPER_PROFILE, k)), (0, UPPER * k))
    fores = ways(name, limb(FORE * k, scaled(FORE_PROFILE, k)), (0, 0))
    assert len(uppers) == len(fores) == 2
    for upper in uppers:
        fore = min(fores, key=lambda way: hypot(way[0][0] - upper[0][0], way[0][1] - upper[0][1]))
        gaps = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(upper, fore, strict=True)]
        assert max(gaps) <= LOOSE


@given(some.tuples(*[some.floats(-40, 40)] * 3), some.tuples(*[some.floats(-90, 90)] * 3))
def test_both_bones_of_an_arm_keep_their_length(shoulder: tuple[float, ...], hand: tuple[float, ...]) -> None:
    root, tip = (shoulder[0], shoulder[1], shoulder[2]), (hand[0], hand[1], hand[2])
    far = length(add(tip, root, -1))
    elbow = reach3(root, tip, UPPER, FORE, (0.3, 0.9, -1))
    if UPPER - FORE < far < UPPER + FORE:
        assert length(add(elbow, root, -1)) == pytest.approx(UPPER, abs=0.1)
        assert length(add(tip, elbow, -1)) == pytest.approx(FORE, abs=0.1)


@given(some.lists(some.tuples(some.floats(-99, 99), some.floats(-99, 99), some.floats(1, 30)), min_size=1, max_size=5))
def test_a_band_round_circles_holds_all_of_them(circles: list[tuple[float, float, float]]) -> None:
    corners = [point for segment in segments_of(hull(circles)) for point in segment]
    for x, y, r in circles:
        for turn in range(8):
            ux, uy = cos(turn * pi / 4), sin(turn * pi / 4)
            assert max(px * ux + py * uy for px, py in corners) >= x * ux + y * uy + r - 0.3


@given(some.lists(places, min_size=3, max_size=12, unique=True))
def test_a_path_in_few_bytes_goes_through_the_same_points(points: list[Point]) -> None:
    data = smooth(points)
    before, after = ([segment[-1] for segment in segments_of(text)] for text in (data, in_few_bytes(data)))
    assert len(before) == len(after)
    assert all(a == pytest.approx(b, abs=0.01) for a, b in zip(before, after, strict=True))
    assert len(in_few_bytes(data)) <= len(data)
