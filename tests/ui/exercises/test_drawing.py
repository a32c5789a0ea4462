"""A drawing on the screen: the moment that was asked for, whenever it is painted."""

import math
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from posture_app.core.content.picture_check import CheckedPicture
from posture_app.desktop.bundled import load_content, read_bytes
from posture_app.ui.exercises import drawing
from posture_app.ui.exercises.drawing import SLOWER, FigureView
from posture_app.ui.exercises.picture_times import Box, joined, read_times
from tests.ui.showing import differ, drawn, shown

SLIDING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 20" width="400" height="20" data-still="1"><g>
<animateTransform attributeName="transform" type="translate" dur="4s" repeatCount="indefinite" values="0 0;400 0"/>
<path d="M0 0H4V20H0Z" fill="#ff0000"/></g></svg>"""
"""A hundred pixels a second."""


def place(view: FigureView) -> int:
    """How far the mark has come."""
    image = drawn(view, every=1)
    red = [x for x in range(image.width()) if image.pixelColor(x, 10).name() == "#ff0000"]
    return red[0] if red else -1


@pytest.fixture
def view(qt: object) -> FigureView:
    made = FigureView()
    made.resize(400, 20)
    assert made.load(SLIDING)
    place(made)  # the first painting takes long, and the time of the renderer runs on meanwhile
    return made


@pytest.mark.parametrize("seconds", [0.0, 0.5, 1.0, 2.0, 3.5])
def test_it_shows_the_second_that_was_asked_for(view: FigureView, seconds: float) -> None:
    view.show_time(seconds)
    assert place(view) == pytest.approx(100 * seconds, abs=6)


def test_it_begins_with_the_pose_that_stands_for_the_whole(view: FigureView) -> None:
    assert place(view) == pytest.approx(100, abs=6)


def test_painted_again_it_shows_the_same(view: FigureView) -> None:
    view.show_time(2.0)
    assert view._renderer is not None
    view._renderer.setCurrentFrame(90)  # as if a second had gone by
    assert place(view) == pytest.approx(200, abs=6)


def test_the_other_side_is_its_mirror_image_unless_it_has_none(view: FigureView) -> None:
    view.set_mirrored(True)
    view.show_time(1.0)
    assert place(view) == pytest.approx(296, abs=6)
    assert view.load(SLIDING.replace(b"data-still", b'data-mirror="no" data-still'))
    place(view)
    assert place(view) == pytest.approx(100, abs=6)


@pytest.mark.parametrize(("size", "mirrored"), [((480, 360), False), ((333, 250), True)])
def test_a_playing_one_is_painted_in_layers_and_looks_the_same(
    qt: object, size: tuple[int, int], mirrored: bool
) -> None:
    """Of every picture that ships, at a moment at which it moves."""
    for exercise in load_content()[0].exercises:
        drawing = read_bytes("illustrations", f"{exercise.illustration}.svg")
        view = FigureView()
        view.resize(*size)
        assert view.load(drawing)
        assert view.times.layers, exercise.id
        view.set_mirrored(mirrored)
        moment = next(k / 10 for k in range(3, 99) if not view.times.still_for(k / 10))
        view.show_time(moment)
        still = drawn(view)
        view.show()
        view.play(partial(tuple[float, float], (moment, 0.0)))
        assert view._layers is not None
        assert differ(still, drawn(view)) <= 3, exercise.id
        view.resize(size[0] + 7, size[1])  # not between the same pixels
        view.play(partial(tuple[float, float], (moment, 0.0)))
        in_layers = drawn(view)
        view.show_time(moment)
        assert view._layers is None
        assert differ(drawn(view), in_layers) <= 3, exercise.id
        view.close()


def test_painting_no_more_than_changes_gives_the_same_as_painting_all(qt: object) -> None:
    """Of every picture that ships, on the screen, in its phases and where its cycle begins anew."""
    for number, exercise in enumerate(load_content()[0].exercises):
        view = FigureView()
        view.resize(320, 240)
        assert view.load(read_bytes("illustrations", f"{exercise.illustration}.svg"))
        assert view.times.changes, exercise.id
        view.set_mirrored(number % 2 == 1)
        with shown(view):
            starts = [(begin + end) / 2 for begin, end in view.times.phases.values()]
            for start in (*starts, view.cycle - 0.1):
                assert any(_same_on_screen(view, start) for _ in range(10)), (exercise.id, start)


def _same_on_screen(view: FigureView, start: float) -> bool:
    """Whether some frames from there leave what is painted at once. On a busy machine one may be a little late."""
    for step in range(4):
        view.play(partial(tuple[float, float], ((start + step / 24) % view.cycle, 0.0)))
        QApplication.processEvents()
    on_screen = view.screen().grabWindow(view.winId()).toImage()
    return differ(drawn(view), on_screen, every=3) <= 6


@pytest.mark.parametrize(("before", "after", "box"), [
    (0.0, 0.05, (0, 0, 10, 10)), (0.05, 0.0, (0, 0, 10, 10)), (0.11, 0.16, ()), (0.21, 0.26, (20, 0, 10, 10)),
    (0.12, 0.25, (20, 0, 10, 10)), (0.38, 0.01, (0, 0, 10, 10)), (0.05, 0.25, (0, 0, 30, 10)),
    (0.16, 0.19, (20, 0, 10, 10)),  # the painting may be late
])  # fmt: skip
def test_a_drawing_knows_what_changes_between_two_times(before: float, after: float, box: Box | tuple[()]) -> None:
    said = 'data-box="0 0 99 9" data-changes="0 0 10 10;;20 0 10 10;"'
    assert read_times(f"<svg {said}>".encode()).changed(before, after) == ([box] if box else [])
    assert read_times(b'<svg data-box="0 0 99 9">').changed(before, after) == [(0, 0, 99, 9)]


def test_after_a_leap_all_that_moves_is_told_without_joining_many_boxes() -> None:
    each = ";".join(f"{10 * k} 0 10 10" for k in range(60))
    times = read_times(f'<svg data-box="0 0 600 10" data-changes="{each}">'.encode())
    assert times.changed(0.25, 0.55) == [(20, 0, 40, 10)]
    assert times.changed(0.25, 2.65) == [(0, 0, 600, 10)]


def test_what_lies_far_apart_is_told_in_a_few_boxes() -> None:
    corners = [(0.0, 0.0, 10.0, 10.0), (300.0, 0.0, 10.0, 10.0), (0.0, 230.0, 10.0, 10.0)]
    assert joined(corners) == sorted(corners)
    assert joined([*corners, corners[0], (5.0, 5.0, 10.0, 10.0)]) == sorted([(0, 0, 15, 15), *corners[1:]])
    assert len(joined([*corners, (300.0, 230.0, 10.0, 10.0)])) == 3
    said = "0 0 10 10,300 0 10 10;300 0 10 10,0 230 10 10"
    assert read_times(f'<svg data-changes="{said}">'.encode()).changed(0.05, 0.15) == sorted(corners)


def test_another_drawing_is_painted_whole(qt: object) -> None:
    view = FigureView()
    view.resize(480, 360)
    view.load(read_bytes("illustrations", "foot_taps.svg"))
    with shown(view):
        view.load(read_bytes("illustrations", "walk.svg"))
        QApplication.processEvents()
        assert differ(drawn(view), view.screen().grabWindow(view.winId()).toImage()) <= 3


def test_its_layers_are_given_up_where_nobody_sees_it(qt: object) -> None:
    view = FigureView()
    view.load(read_bytes("illustrations", "foot_taps.svg"))
    view.show()
    view.play(lambda: (0.2, 0.0))
    assert view._layers is not None
    view.hide()
    assert view._layers is None
    view.show()
    assert view._layers is not None
    view.play(lambda: (0.2, math.inf))
    view.close()


def test_one_from_outside_is_never_taken_apart(qt: object) -> None:
    view = FigureView()
    assert view.load(CheckedPicture(read_bytes("illustrations", "foot_taps.svg")))
    view.show()
    view.play(lambda: (0.2, 0.0))
    assert view._layers is None
    view.close()


def test_other_work_between_two_frames_hardly_slows_it_down(view: FigureView, monkeypatch: pytest.MonkeyPatch) -> None:
    assert view.load(SLIDING)
    times = iter((1.0, 1.05, 1.1, 9.9, 9.95))  # of the processor
    monkeypatch.setattr(drawing, "process_time", lambda: next(times))
    view.play(lambda: (0.0, math.inf))
    for seconds in (0.0, 0.05, 0.05, 0.05 * SLOWER, 0.05):
        view.grab()
        assert seconds == pytest.approx(view._frame_s)
