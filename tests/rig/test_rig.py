"""What the figure rig reckons from a drawing, and how it keeps flip-books from showing two pages at once."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest

from resources.rig import catalogue
from resources.rig.__main__ import main
from resources.rig.catalogue import FOLDER
from resources.rig.compact import in_short_pieces
from resources.rig.geometry import Point, between, oval, reach, rot
from resources.rig.growing import grown
from resources.rig.layers import layers_of
from resources.rig.motion import MARGIN, box_of, changes_of, holds_of, motions_of, segments_of
from resources.rig.svg import Part, document, flip, flip_book, layer, moved, path, slices
from resources.rig.tempo import Loop, Tempo, keyed

SQUARE = "M0 0H10V10H0Z"


def test_a_tempo_rests_moves_holds_and_comes_back() -> None:
    tempo = Tempo(up=1, hold=2, down=1.5)
    assert tempo.seconds == 5.5
    assert tempo.phases == (("up", 0.5, 1.5), ("hold", 1.5, 3.5), ("down", 3.5, 5.0))
    assert tempo.still == 2.5
    values = tempo.values()
    assert (values[0], values[5], values[15], values[35], values[50], values[-1]) == (0, 0, 1, 1, 0, 0)
    assert 0 < values[7] < values[10] < values[12] < 1


def test_one_without_a_pause_has_no_hold_among_its_phases() -> None:
    assert Tempo(up=1, hold=0, down=1).phases == (("up", 0.5, 1.5), ("down", 1.5, 2.5))
    assert Loop(2.0).phases == (("move", 0.0, 2.0),)


def test_keys_are_gone_through_in_order() -> None:
    values = keyed(2.0, (0, 5), (0.5, 5), (1.0, -5), (2.0, 5))
    assert (values[0], values[5], values[10], values[20]) == (5, 5, -5, 5)


def test_nothing_moves_in_a_hold() -> None:
    both = moved("translate", [0, 0, 8, 8, 0], 4, path(SQUARE, "skin")) + moved("rotate", [0, 0, 0, 9, 0], 4, "")
    assert holds_of(both, 4) == [(0.0, 1.0)]
    assert holds_of(path(SQUARE, "skin"), 4) == [(0.0, 4.0)]


def test_the_box_holds_all_places_that_a_moving_shape_comes_to_and_its_line() -> None:
    body = path("M100 100H110", "skin") + moved("translate", [(20, 30), (50, 30), (20, 30)], 2, path(SQUARE, "skin"))
    assert box_of(body, 320, 240) == (20 - MARGIN, 30 - MARGIN, 40 + 2 * MARGIN, 10 + 2 * MARGIN)
    lined = f'<g class="line">{body}</g>'
    assert box_of(lined.replace(' class="skin"', ""), 320, 240)[0] < 20 - MARGIN


def test_an_outline_lies_a_line_outside_and_its_corners_are_round() -> None:
    for square in (SQUARE, "M0 0V10H10V0Z"):  # whichever way round
        points = [point for segment in segments_of(grown(square, 2)) for point in (segment[0], segment[-1])]
        assert {min(x for x, _ in points), min(y for _, y in points)} == {-2}
        assert {max(x for x, _ in points), max(y for _, y in points)} == {12}
        assert (-2, -2) not in points
    far = [hypot(*point) for segment in segments_of(grown(oval((0, 0), 20), 2)) for point in (segment[0], segment[-1])]
    assert all(abs(away - 22) < 0.1 for away in far)


def test_each_curve_of_a_path_has_an_outline_of_its_own_and_nothing_has_none() -> None:
    assert grown("M0 0H10V10H0Z M20 0H30V10H20Z").count("Z") == 2
    assert not grown("M5 5Z")


def test_what_rests_lies_in_layers_of_its_own_in_the_order_it_is_painted() -> None:
    moving = moved("rotate", [0, 9, 0], 4, path(SQUARE, "skin"))
    floor, mark = path("M0 20H40", "floor"), path(SQUARE, "accent")
    legs = f'<g transform="translate(5 5)"><g class="ink">{path(SQUARE, "skin") * 2}{moving}</g></g>'
    layers = layers_of(floor + legs + mark)
    assert [layer.moves for layer in layers] == [False, True]
    assert layers[0].text.count("<path") == 3
    assert layers[0].told(320, 240).startswith("rest 0 3 ")
    assert layers[1].text.startswith('<g transform="translate(5 5)"><g class="ink"><g><animateTransform')
    assert layers[1].text.endswith(in_short_pieces(mark))  # sooner painted than kept
    assert layers_of(floor) == []


def test_each_page_of_a_flip_book_is_a_layer_that_says_when_it_shows() -> None:
    book = flip([path(SQUARE, "skin"), path(oval((5, 5), 4), "skin")], [0, 0, 1, 1, 0, 0], 6)
    layers = layers_of(path("M0 20H40", "floor") + f'<g transform="translate(5 5)">{book}</g>')
    assert [layer.told(320, 240).partition(" ")[0] for layer in layers] == ["rest", "page", "page"]
    assert [layer.told(320, 240).split()[5:] for layer in layers] == [[], ["0", "2", "4", "6"], ["2", "4"]]


def test_a_path_in_short_pieces_is_the_same_path() -> None:
    data = "M10 200C10 60 90 20 150 10S300 90 300 200L150 205Q100 230 10 200H8V190Z"
    short = [
        tuple((x / 10, y / 10) for x, y in piece)
        for piece in segments_of(in_short_pieces(path(data)).partition(' d="')[2].partition('"')[0])
    ]
    assert all(
        hypot(end[0] - begin[0], end[1] - begin[1]) < 40 for begin, *_, end in short if len((begin, *_, end)) != 3
    )
    curve = next(segments_of(data))
    for segment in short[:6]:
        for share in (0.0, 0.5, 1.0):
            x, y = _on(segment, share)
            assert min(hypot(x - u, y - v) for u, v in (_on(curve, k / 999) for k in range(1000))) < 0.3


def _on(curve: Sequence[Point], share: float) -> Point:
    """A point of a curve."""
    while len(curve) > 1:
        curve = [between(a, b, share) for a, b in pairwise(curve)]
    return curve[0]


def test_a_turning_shape_sweeps_an_arc() -> None:
    arm = Part((100, 100), [0, 45, 90, 45, 0], [("M0 0H40", "skin")], dur=4)
    left, top, wide, high = box_of(layer(arm), 320, 240)
    assert left <= 98
    assert left + wide >= 140
    assert top <= 98
    assert top + high >= 140


def test_of_a_flip_book_only_what_differs_from_page_to_page_moves() -> None:
    body = flip_book(lambda share: path(f"M10 10H50V{50 + 20 * share:g}H10Z", "skin"), Tempo(1, 1, 1))
    left, top, wide, high = box_of(body, 320, 240)
    assert (left, wide) == (10 - MARGIN, 40 + 2 * MARGIN)
    assert top + high == 70 + MARGIN
    assert len(motions_of(body)) == 10


def test_what_changes_is_told_for_each_tenth_of_a_second() -> None:
    slide = moved("translate", [0, 0, 20, 20, 20], 0.4, path(SQUARE, "skin"))
    assert changes_of(slide, 0.4, 320, 240) == [[], [(0, 0, 32, 12)], [], []]
    book = flip([path(SQUARE, "skin"), path("M50 0H60V10H50Z", "skin")], [0, 0, 1, 1, 0, 0], 0.6)
    assert changes_of(book, 0.6, 320, 240) == [[], [(0, 0, 62, 12)], [], [(0, 0, 62, 12)], [], []]
    far = moved("translate", [(200, 200), (210, 200)], 0.1, path(SQUARE, "skin"))
    near = moved("translate", [(0, 0), (10, 0)], 0.1, path(SQUARE, "skin"))
    assert changes_of(near + far, 0.1, 320, 240) == [[(0, 0, 22, 12), (198, 198, 24, 14)]]
    assert changes_of(path(SQUARE, "skin"), 0.2, 320, 240) == [[], []]


def test_what_does_not_move_has_no_box() -> None:
    assert box_of(path(SQUARE, "skin"), 320, 240) == (0, 0, 0, 0)


def test_no_page_changes_at_a_whole_millisecond() -> None:
    order = slices(lambda moment: int(moment * 3 + 0.5) % 2, 4.0)
    turns = [k * 4000 / len(order) for k in range(len(order)) if order[k] != order[k - 1]]
    assert turns
    assert all(abs(turn - round(turn)) > 0.05 for turn in turns)


def test_pages_that_change_as_the_cycle_begins_are_refused() -> None:
    with pytest.raises(ValueError, match="has a change at a whole millisecond"):
        slices(lambda moment: moment > 1, 2.0)


def test_path_data_is_read_as_svg_has_it() -> None:
    assert list(segments_of("M1 2l3 4h-2V0Z")) == [
        ((1, 2), (4, 6)), ((4, 6), (2, 6)), ((2, 6), (2, 0)), ((2, 0), (1, 2)),
    ]  # fmt: skip
    assert list(segments_of("M0 0C1 1 2 1 3 0S5 -1 6 0"))[1] == ((3, 0), (4, -1), (5, -1), (6, 0))


@pytest.mark.parametrize("side", [1, -1])
def test_two_bones_reach_what_is_near_enough(side: int) -> None:
    upper, lower = reach((10, 20), (40, 60), 38, 35, side)
    elbow = rot((0, 38), upper)
    tip = rot((0, 35), upper + lower)
    assert (10 + elbow[0] + tip[0], 20 + elbow[1] + tip[1]) == pytest.approx((40, 60))


def test_a_picture_says_what_the_app_needs_to_play_it() -> None:
    tempo = Tempo(1, 1, 1)
    body = moved("translate", [20 * v for v in tempo.values()], tempo.seconds, path(SQUARE, "skin"))
    svg = document("Slide", body, tempo)
    assert 'data-still="2" data-phases="up 0.5 1.5;hold 1.5 2.5;down 2.5 3.5"' in svg
    assert 'data-holds="0 0.5;1.5 2.5;3.5 4" data-box="0 0 32 12"' in svg
    assert "<style>.skin{fill:#b3c8df}</style>" in svg


def test_pictures_are_written_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "illustrations"
    folder.mkdir()
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    assert main(["make", "short_foot"]) == 0
    (written,) = folder.iterdir()
    assert written.read_bytes() == (FOLDER / "short_foot.svg").read_bytes()
    assert capsys.readouterr().out == f"short_foot: {len(written.read_bytes())} bytes\n"
