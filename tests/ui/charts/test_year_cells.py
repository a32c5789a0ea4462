"""The cells of a year: each day in its week and row, against the goal."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from posture_app.ui.charts.chart import NONE
from posture_app.ui.charts.heat_steps import step_colour
from posture_app.ui.charts.year_cells import YearCells
from posture_app.ui.kit.look.theme import colours
from tests.spoken import spoken
from tests.ui.looks import Look, dress
from tests.ui.picture_faults import faults
from tests.ui.showing import colour_at, shown

HOUR = 3600
FIRST = date(2026, 1, 1)  # a Thursday
SECONDS: list[int | None] = [None, 0, 1, 2 * HOUR, 2 * HOUR + 1, 8 * HOUR, 8 * HOUR + 1, *[None] * 358]


def day_name(index: int) -> str:
    return str(FIRST + timedelta(days=index))


@pytest.fixture
def year(qt: object) -> Iterator[YearCells]:
    with shown(YearCells("year", "The year")) as widget:
        widget.resize(800, 200)
        widget.show_year(FIRST, SECONDS, 8 * HOUR, day_name)
        yield widget


def test_days_lie_in_the_column_of_their_week_and_the_row_of_their_weekday(year: YearCells) -> None:
    thursday, sunday, monday, last = (year.part_box(index) for index in (0, 3, 4, 364))
    assert thursday.left() == sunday.left() == monday.left() - monday.width()
    assert sunday.top() > thursday.top() > monday.top()
    assert last.top() == thursday.top()
    assert last.right() <= year.width()


def test_each_cell_is_found_where_it_is_painted_and_none_beside_them(year: YearCells) -> None:
    assert list(range(365)) == [year.part_at(year.part_box(index).center()) for index in range(365)]
    beside = (QPointF(1, 1), year.part_box(4).center() - QPointF(year._size(), 0), QPointF(year.width() - 1, 60))
    assert [NONE] * 3 == [year.part_at(point) for point in beside]


def test_cells_have_the_step_of_their_share_of_the_goal(year: YearCells) -> None:
    c = colours(year)

    def colour(index: int) -> str:
        box = year.part_box(index)
        return colour_at(year, box.left() + 3, box.center().y())

    steps = [step_colour(c, step).name() for step in (0, 1, 1, 2, 4)]
    assert [*steps, c.over] == [colour(index) for index in range(1, 7)]
    assert ["none", "to 2 h", "to 4 h", "to 6 h", "to 8 h", "more", "no data"] == [words for words, _ in year.samples]


def test_keys_go_from_day_to_day_and_from_week_to_week(year: YearCells) -> None:
    said = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(year, key)
        said.append(year.accessibleDescription()[5:])
    assert ["01-01", "01-02", "01-09", "01-08", "01-01", "01-01"] == said


def test_it_is_as_high_as_its_cells_are_wide_and_paints_without_any(year: YearCells) -> None:
    heights = []
    for width in (330, 600, 1200):
        year.resize(width, 200)
        heights.append(year.sizeHint().height())
    assert heights == sorted(set(heights))
    year.show_year(FIRST, (), HOUR, day_name)
    assert not year.grab().isNull()


def test_the_weekdays_beside_it_never_lie_on_each_other(usual_look: object) -> None:
    dress(Look(20))
    with spoken("ar"), shown(YearCells("year", "The year")) as turned:
        turned.show_year(FIRST, SECONDS, 8 * HOUR, day_name)
        for width in range(700, 1200, 25):
            turned.resize(width, turned.sizeHint().height())
            assert [] == [fault for fault in faults(turned) if "lie on" in fault], width
