"""Charts go by the person's week and clock: rows of weekdays, hours on axes, and what a part says."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from posture_app.core import formats
from posture_app.core.calendar import local
from posture_app.core.statistics.patterns import WeekdayAverage
from posture_app.desktop.qt_formats import formats_for
from posture_app.ui.charts.heat_map import HeatMap
from posture_app.ui.charts.year_cells import YearCells
from posture_app.ui.history.period_bars import weekday_bars, weekday_rows
from tests.ui.painted_text import painted_text
from tests.ui.showing import shown

WEEKDAYS = {"de DE": "Mo Di Mi Do Fr Sa So", "en US": "Sun Mon Tue Wed Thu Fri Sat", "ar EG": "السبت الأحد الاثنين"}
HOURS = {"de DE": "09", "en US": "9 AM", "ar EG": "٩", "fa IR": "۰۹", "ja JP": "09"}


@contextmanager
def written(place: str) -> Iterator[None]:
    before = formats.use(formats_for(*place.split()))
    try:
        yield
    finally:
        formats.use(before)


def _heat() -> list[list[float | None]]:
    heat: list[list[float | None]] = [[0.0] * 24 for _ in range(7)]
    heat[6][9] = 1.0  # a Sunday
    return heat


@pytest.mark.parametrize("place", WEEKDAYS)
def test_weeks_begin_with_the_persons_day(place: str, qt: object) -> None:
    with written(place), shown(HeatMap("heat", "Heat")) as chart:
        chart.resize(900, 300)
        chart.show_heat(_heat(), 0)
        names = [each.text for each in painted_text(chart, anew=True) if not any(char.isdigit() for char in each.text)]
        wanted = WEEKDAYS[place].split()
        assert wanted == names[: len(wanted)]
        row = formats.weekdays().index(6)
        index = row * len(chart.hours) + chart.hours.index(9)
        assert 6 == chart.weekday(index)
        assert chart.part_words(index).startswith(formats.weekday_name(6))
        assert "100" in chart.part_words(index) or "١٠٠" in chart.part_words(index)


@pytest.mark.parametrize("place", HOURS)
def test_axes_have_the_persons_clock(place: str, qt: object) -> None:
    with written(place), shown(HeatMap("heat", "Heat")) as chart:
        chart.resize(1400, 300)
        chart.show_heat(_heat(), 0)
        painted = {each.text.replace("\N{NARROW NO-BREAK SPACE}", " ") for each in painted_text(chart, anew=True)}
        assert HOURS[place] in painted
        assert not [each.text for each in painted_text(chart, anew=True) if each.cut]


def test_a_year_has_its_rows_from_the_persons_first_day_on(qt: object) -> None:
    with written("en US"), shown(YearCells("year", "The year")) as year:
        year.resize(800, 200)
        year.show_year(date(2026, 1, 1), [None] * 365, 8 * 3600, str)  # begins with a Thursday
        saturday, sunday = year.part_box(2), year.part_box(3)
        assert sunday.left() > saturday.left()
        assert sunday.top() < saturday.top()
        assert list(range(365)) == [year.part_at(year.part_box(index).center()) for index in range(365)]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("de DE", "02:30 02:30"),
        ("en US", "2:30 AM 2:30 AM"),
        ("fa IR", "۲:۳۰ ۲:۳۰"),
        ("ar EG", "٢:٣٠ ص ٢:٣٠ ص"),
        ("ja JP", "2:30 2:30"),
    ],
)
def test_the_hour_that_comes_twice_in_the_night_the_clocks_change_is_written_twice(
    place: str, words: str, qt: object
) -> None:
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    with written(place):
        said = " ".join(local(at, "Europe/Berlin") for at in twice)
    latin = said.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert words == latin


def test_averages_of_weekdays_stand_in_the_order_of_the_persons_week(qt: object) -> None:
    averages = [WeekdayAverage(number + 1, 3600.0 * number, 0.0) for number in range(7)]
    with written("en US"):
        assert [6, 0, 1, 2, 3, 4, 5] == [(bar.seconds or 0) // 3600 for bar in weekday_bars(averages)]
        assert ["7", "1", "2", "3", "4", "5", "6"] == [row[-1] for row in weekday_rows(averages)]
