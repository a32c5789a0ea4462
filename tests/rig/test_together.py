"""What moves together is drawn with fewer edges, and looks the same."""

import re
from collections.abc import Sequence

import pytest
from PySide6.QtGui import QImage

from resources.rig.frames import Player
from resources.rig.motion import segments_of
from resources.rig.svg import document, flip, moved, path
from resources.rig.tempo import Loop
from resources.rig.together import together

LOW, HIGH, APART = "M20 20H60V60H20Z", "M40 20H80V60H40Z", "M200 20H240V60H200Z"
TURN = [0, 9, 9, 0]


def turning(*shapes: str) -> str:
    return moved("rotate", TURN, 2, "".join(shapes))


def shapes(body: str) -> list[tuple[str, float, float]]:
    """The class of each shape, and from where to where it goes."""
    found = []
    for classes, data in re.findall(r'<path class="([^"]*)" d="([^"]*)"', body):
        across = [x for segment in segments_of(data) for x, _ in segment]
        found.append((classes, min(across), max(across)))
    return found


def frames(body: str) -> Sequence[QImage]:
    player = Player(document("Turn", body, Loop(2)))
    return [player.paint(moment, 640) for moment in (0.8, 1)]  # in the pause: on a busy machine it would have moved on


@pytest.mark.parametrize("joined", [(LOW, HIGH), (HIGH, LOW)])
def test_shapes_of_one_colour_that_touch_and_move_together_are_one(joined: tuple[str, str]) -> None:
    assert shapes(together(turning(*(path(data, "skin") for data in joined)))) == [("skin", 20, 80)]
    apart = turning(path(joined[0], "skin")) + moved("rotate", [9, 0, 0, 9], 2, path(joined[1], "skin"))
    assert len(shapes(together(apart))) == 2
    assert len(shapes(together(turning(path(joined[0], "skin"), path(APART, "skin"))))) == 2


def test_they_are_one_wherever_their_groups_lie() -> None:
    shifted = f'<g transform="translate(-20 0)">{path("M60 20H100V60H60Z", "skin")}</g>'
    assert shapes(together(turning(path(LOW, "skin")) + turning(shifted))) == [("skin", 20, 80)]


def test_what_lies_between_them_stays_between_them() -> None:
    between = path("M30 30H70V50H30Z", "top")
    assert [name for name, *_ in shapes(together(turning(path(LOW, "skin"), between, path(HIGH, "skin"))))] == [
        "skin", "top", "skin",
    ]  # fmt: skip


def test_of_what_lies_below_no_more_is_kept_than_is_seen_and_a_little() -> None:
    over = path("M40 10H80V70H40Z", "top")
    ((below, left, right), above) = shapes(together(turning(path(LOW, "skin"), over)))
    assert (below, left) == ("skin", 20)
    assert 40 < right < 45
    assert above == ("top", 40, 80)
    assert shapes(together(turning(path("M45 30H60V40H45Z", "skin"), over))) == [above]


@pytest.mark.parametrize(
    "body",
    [
        path(LOW, "skin") + path(HIGH, "skin"),
        turning(path("M20 20H60", "trail"), path("M40 20H80", "trail")),
        flip([path(LOW, "skin") + path(HIGH, "skin"), path(LOW, "skin")], [0, 0, 1, 1, 0, 0], 2),
    ],
    ids=["what rests", "dotted lines", "pages"],
)
def test_others_are_left_as_they_are(body: str) -> None:
    assert together(body) == body


def test_a_line_that_moves_is_a_shape_and_one_that_rests_is_a_line() -> None:
    arrow = path("M50 60V100M40 70L50 60L60 70", "arrow")
    body = turning(arrow) + path("M90 60V100", "pen")
    written = together(body)
    assert re.findall(r'class="(\w+)"', written) == ["accent", "pen"]
    for ours, theirs in zip(frames(written), frames(body), strict=True):
        places = [(x, y) for x in range(0, 640, 3) for y in range(0, 480, 3)]
        assert sum(ours.pixelColor(*at).name() != theirs.pixelColor(*at).name() for at in places) < 20


def test_what_lies_beside_a_flip_book_is_joined_all_the_same() -> None:
    book = flip([path(LOW, "skin"), path(HIGH, "skin")], [0, 0, 1, 1, 0, 0], 2)
    body = f'<g transform="translate(5 5)">{turning(path(LOW, "top"), path(HIGH, "top"))}{book}</g>'
    assert [name for name, *_ in shapes(together(body))] == ["top", "skin", "skin"]


def test_it_looks_the_same() -> None:
    arm = path("M100 40C130 30 150 60 140 110S110 150 100 120Z", "skin")
    sleeve = path("M95 35C135 20 155 50 150 90L95 95Z", "top")
    hand = f'<g transform="translate(120 120) rotate(20)">{path("M-12 -12H14V20H-14Z", "skin")}</g>'
    body = turning(arm, sleeve, hand)
    assert together(body) != body
    for ours, theirs in zip(frames(together(body)), frames(body), strict=True):
        assert ours.size() == theirs.size()
        places = [(x, y) for x in range(0, 640, 3) for y in range(0, 480, 3)]
        assert sum(ours.pixelColor(*at).name() != theirs.pixelColor(*at).name() for at in places) < 20
