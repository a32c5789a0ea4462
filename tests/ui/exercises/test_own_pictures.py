"""Pictures from outside where those of ours show: photographs, films, and drawings in their own colours."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QTest

from posture_app.core.content.picture_check import checked
from posture_app.ui.exercises.drawing import FEWEST, PAINTED_PER_SECOND, FigureView, Looping
from posture_app.ui.exercises.photograph import SHORTEST
from posture_app.ui.exercises.picture_layers import FRAMES_PER_SECOND
from tests.core.content.hostile_pictures import film, png, svg
from tests.ui.exercises.own_screens import photograph
from tests.ui.showing import shown

TURNING = (
    '<g><animateTransform attributeName="transform" type="translate" dur="2s" values="0;100"/>'
    '<path class="line" fill="#00ff00" d="M0 0h320v240h-320z"/></g>'
)
STYLED = "<style>.line{fill:#ff0000}</style><path class='line' d='M0 0h320v240h-320z'/>"


@pytest.fixture
def view(qt: object) -> Iterator[FigureView]:
    with shown(FigureView()) as made:
        made.resize(320, 240)
        yield made


def middle(view: FigureView) -> QColor:
    return view.grab().toImage().pixelColor(QPoint(view.width() // 2, view.height() // 2))


def dark(view: FigureView) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#111111"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#eeeeee"))
    view.setPalette(palette)


def test_a_photograph_shows_and_does_not_move(view: FigureView) -> None:
    assert view.load(checked(photograph()))
    assert not view.moves
    view.play(Looping(view))
    assert not view.playing


def test_clear_parts_lie_on_a_light_sheet_in_a_dark_window(view: FigureView) -> None:
    dark(view)
    assert view.load(checked(photograph()))
    assert view.grab().toImage().pixelColor(10, view.height() // 2).lightness() > 200


def test_a_drawing_from_outside_keeps_its_colours(view: FigureView) -> None:
    dark(view)
    assert view.load(checked(svg(STYLED)))
    assert middle(view) == QColor("#ff0000")


def test_a_drawing_from_outside_moves(view: FigureView) -> None:
    assert view.load(checked(svg(TURNING)))
    assert view.moves
    assert view.cycle == 2


@pytest.mark.parametrize("number", ["inf", "nan", "1e308", "-1e9", "99999"])
def test_a_drawing_that_says_nonsense_of_its_time_shows_all_the_same(view: FigureView, number: str) -> None:
    said = f'<svg data-still="{number}" data-holds="0 {number}" data-box="0 0 {number} {number}" '
    assert view.load(checked(svg(TURNING).replace(b"<svg ", said.encode())))
    view.play(Looping(view))
    view.follow()
    view.grab()
    assert view.playing


def test_a_film_goes_on_while_it_is_played_and_begins_again(view: FigureView) -> None:
    assert view.load(checked(film(40, 30)))
    assert view.moves
    assert middle(view) == QColor("red")
    seen = []
    view.play(lambda: (0.0, 0.0))
    for _ in range(3):
        seen.append(middle(view).name())
        view.follow()
    assert seen == ["#0000ff", "#ff0000", "#0000ff"]
    view.show_time(0)
    assert not view.playing


def test_a_film_rests_where_the_session_does(view: FigureView) -> None:
    assert view.load(checked(film(40, 30)))
    view.play(lambda: (0.0, float("inf")))
    assert not view.playing


def test_a_film_without_a_pace_does_not_race(view: FigureView) -> None:
    assert view.load(checked(film(40, 30, delay=0)))
    view.play(lambda: (0.0, 0.0))
    assert view._next.interval() >= SHORTEST


def test_a_film_that_is_large_is_shown_still(view: FigureView) -> None:
    data = bytearray(film(40, 30))
    data[6:10] = bytes((0x00, 0x08, 0x00, 0x08))  # 2048 × 2048
    assert view.load(checked(bytes(data)))
    assert not view.moves


def test_a_damaged_one_is_not_shown(view: FigureView) -> None:
    assert not view.load(checked(png(300, 200)))
    view.grab()


def test_another_picture_after_a_photograph_is_the_one_that_shows(view: FigureView) -> None:
    view.load(checked(photograph()))
    view.load(checked(svg(STYLED)))
    assert middle(view) == QColor("#ff0000")
    view.load(b"")
    assert not view.moves
    view.grab()


def test_the_heaviest_drawings_that_pass_are_painted_in_time_and_played_at_a_pace_that_leaves_time(
    view: FigureView,
) -> None:
    zigzag = " ".join(f"{(number % 2) * 300} {number * 11 % 240}" for number in range(19))
    heavy = "".join(f"<polygon points='{zigzag}'/>" for _ in range(15))
    body = f'<g><animateTransform attributeName="transform" type="rotate" dur="2s" values="0;9"/>{heavy}</g>'
    view.resize(960, 720)
    assert view.load(checked(svg(body)))
    began = time.process_time()
    QTest.qWaitForWindowExposed(view)
    view.grab()
    assert time.process_time() - began < 5
    view._frame_s = 0.2
    view.play(Looping(view))
    assert view._interval() == 800
    assert 400 <= view._next.interval() <= 1201  # to the next beat that is not too near


@pytest.mark.parametrize(
    ("takes_ms", "wait_ms"), [(0.5, 1000 / PAINTED_PER_SECOND), (3, 50), (6, 1000 / FEWEST), (200, 800)]
)
def test_frames_of_ours_come_at_a_pace_that_takes_a_fair_share_of_a_core_but_always_move(
    view: FigureView, takes_ms: float, wait_ms: int
) -> None:
    assert view.load(svg(TURNING))
    view._frame_s = takes_ms / 1000
    view.play(Looping(view))
    assert view._interval() == pytest.approx(wait_ms)
    assert wait_ms / 2 <= view._next.interval() <= 1.5 * wait_ms + 1  # to the next beat that is not too near
    assert FRAMES_PER_SECOND >= PAINTED_PER_SECOND


def test_the_sheet_is_not_painted_in_a_light_window(view: FigureView) -> None:
    assert view.load(checked(photograph()))
    image = view.grab().toImage()
    empty = QImage(image.size(), image.format())
    empty.fill(view.palette().color(QPalette.ColorRole.Window))
    assert image.pixelColor(10, view.height() // 2) == empty.pixelColor(0, 0)
