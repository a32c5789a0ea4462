"""A drawing on the screen: the moment that was asked for, whenever it is painted."""

import pytest

from posture_app.ui.exercises.drawing import FigureView

SLIDING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 20" width="400" height="20" data-still="1"><g>
<animateTransform attributeName="transform" type="translate" dur="4s" repeatCount="indefinite" values="0 0;400 0"/>
<path d="M0 0H4V20H0Z" fill="#ff0000"/></g></svg>"""
"""A hundred pixels a second."""


def place(view: FigureView) -> int:
    """How far the mark has come."""
    image = view.grab().toImage()
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
