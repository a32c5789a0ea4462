"""The heat map: what its cells show, and which hours it has."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from posture_app.ui.charts.heat_map import FEWEST, HeatMap, hours_between, samples, share_step
from posture_app.ui.charts.heat_steps import STEPS, step_colour
from posture_app.ui.kit.look.theme import DARK, LIGHT, Colours, colours
from tests.ui.showing import colour_at, shown


def test_little_shows_as_more_than_nothing_and_unknown_as_a_hollow_cell(qt: object) -> None:
    heat: list[list[float | None]] = [[0.0] * 24 for _ in range(7)]
    heat[0][9], heat[0][10], heat[0][11], heat[0][12] = 0.01, 0.5, 1.0, None
    with shown(HeatMap("heat", "Heat")) as chart:
        chart.resize(600, 240)
        chart.show_heat(heat, 4)
        c = colours(chart)

        def colour(hour: int) -> str:
            middle = chart.part_box(chart.hours.index(hour)).center()
            return colour_at(chart, middle.x(), middle.y())

        shown_steps = [step_colour(c, step).name() for step in (0, 1, 2, 4)]
        assert shown_steps == [colour(8), colour(9), colour(10), colour(11)]
        assert chart.palette().window().color().name() == colour(12)
        at = chart.part_box(5 * len(chart.hours) + 3).center()
        assert 5 * len(chart.hours) + 3 == chart.part_at(at)
        QTest.mouseMove(chart, at.toPoint())
        assert chart.accessibleDescription().startswith("Saturday")


def luminance(colour: QColor) -> float:
    """As WCAG 2 has it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (float(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4) for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("c", [LIGHT, DARK])
def test_each_step_is_further_from_the_ground_and_told_apart_from_the_one_before(c: Colours, qt: object) -> None:
    lights = [luminance(step_colour(c, step)) + 0.05 for step in range(STEPS)]
    between = [max(pair) / min(pair) for pair in pairwise(lights)]
    assert min(between) >= 1.35
    assert lights in (sorted(lights), sorted(lights, reverse=True))


@pytest.mark.parametrize(
    ("share", "step"), [(0.0, 0), (0.001, 1), (0.25, 1), (0.2501, 2), (0.5, 2), (0.75, 3), (0.76, 4), (1.0, 4)]
)
def test_a_share_has_the_step_that_the_legend_names(share: float, step: int) -> None:
    assert step == share_step(share)
    assert ["0 %", "1–25 %", "26–50 %", "51–75 %", "76–100 %", "no data"] == [words for words, _ in samples()]


@pytest.mark.parametrize(
    ("sat", "first", "last", "count"),
    [((9, 17), 7, 19, 13), ((8, 22), 8, 22, 15), ((22, 1), 16, 3, 12), ((4, 3), 4, 3, 24)],
)
def test_hours_in_which_nobody_sits_are_left_out_at_the_ends(
    sat: tuple[int, int], first: int, last: int, count: int, qt: object
) -> None:
    heat: list[list[float | None]] = [[0.0] * 24 for _ in range(7)]
    heat[2][sat[0]] = heat[3][sat[1]] = 0.4
    hours = hours_between(heat, 4)
    assert (first, last, count) == (hours[0], hours[-1], len(hours))
    assert len(hours) >= FEWEST


def test_an_empty_heat_map_takes_keys_and_paints(qt: object) -> None:
    with shown(HeatMap("heat", "Heat")) as chart:
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End):
            QTest.keyClick(chart, key)
        QTest.mouseMove(chart, chart.rect().center())
        assert not chart.grab().isNull()
