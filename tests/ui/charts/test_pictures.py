"""Pictures of charts are as exact as their data, in every form, and hold what is written in them as text."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import EndedBy, Posture
from posture_app.ui.charts.bar_legend import show_legend
from posture_app.ui.charts.bars import Bar, Bars
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.heat_map import HeatMap
from posture_app.ui.charts.legend import Legend
from posture_app.ui.charts.picture import MARGIN, Picture
from posture_app.ui.charts.timeline import MARKS, SEAM, SIDE, TRACK, Timeline
from posture_app.ui.charts.year_cells import YearCells
from posture_app.ui.kit.look.theme import DARK, LIGHT
from tests.ui.charts.pictures import FINE, FORMS, document, points, text_of
from tests.ui.samples import MINUTE, ZONE, record, span

pytestmark = pytest.mark.usefixtures("qt")
HOUR = 3600
GOAL = 6.5 * HOUR
CHANCE = random.Random(12)
BARS = [
    Bar(str(n + 1), "", "", CHANCE.randint(0, 12 * HOUR), f"{n + 1}", CHANCE.randint(HOUR, 3 * HOUR)) for n in range(12)
]
AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)  # 9 o’clock
SPANS = ((0, 37, Posture.SITTING), (52, 101, Posture.STANDING), (190, 313, Posture.SITTING))
"""From and to so many minutes later."""
SHOWN = (20, 77, 203, 258, 301)
WINDOW = 10 * 60
"""The minutes that the timeline shows at the least."""


def at(image: QImage, x: float, y: float) -> str:
    return QColor(image.pixelColor(round(x), round(y))).name()


def run(image: QImage, *, x: float | None = None, y: float | None = None, of: str) -> list[int]:
    """The points of a column or row that have this colour, or nearly: edges are smoothed."""
    wanted = QColor(of)
    across = x is None
    line = range(image.width() if across else image.height())
    found = []
    for n in line:
        colour = image.pixelColor(n, round(y or 0)) if across else image.pixelColor(round(x or 0), n)
        pairs = ((colour.red(), wanted.red()), (colour.green(), wanted.green()), (colour.blue(), wanted.blue()))
        if all(abs(one - other) < 40 for one, other in pairs):
            found.append(n)
    return found


def bars() -> Bars:
    made = Bars("bars", "Sitting per day")
    made.resize(760, 320)
    made.show_bars(BARS, round(GOAL))
    return made


def timeline() -> Timeline:
    made = Timeline()
    made.resize(760, made.sizeHint().height())
    spans = [span(AT + start * MINUTE, end - start, which, EndedBy.UP) for start, end, which in SPANS]
    showings = tuple(LoggedPrompt("stand", (), AT + each * MINUTE, ZONE, Outcome.KEPT) for each in SHOWN)
    made.show_day(replace(record(spans), now=AT + 320 * MINUTE, showings=showings))
    return made


def heat() -> tuple[HeatMap, list[list[float | None]]]:
    made = HeatMap("heat", "Sitting by weekday and hour")
    shares: list[list[float | None]] = [[CHANCE.random() for _ in range(24)] for _ in range(7)]
    made.resize(760, 240)
    made.show_heat(shares, 4)
    return made, shares


def offset(picture: Picture) -> tuple[int, int]:
    """Where the chart begins in it."""
    return MARGIN, picture.size.height() - MARGIN - picture._chart.height()


@pytest.mark.parametrize("form", FORMS)
def test_bars_are_as_high_as_their_data_and_the_goal_lies_at_the_goal(form: str) -> None:
    chart = bars()
    picture = Picture("Sitting per day", "March 2026", chart)
    image, (left, top) = points(picture, form), offset(picture)
    foot = max(run(image, x=(left + chart.part_box(3).center().x() - 4) * FINE, of=LIGHT.sitting)) + 1
    between = round((left + chart.part_box(0).left() + 1) * FINE)  # no bar stands there; dashes do
    dark = [n for x in range(between, between + 40) for n in run(image, x=x, of=LIGHT.text)]
    dashes = [n for n in dark if top * FINE < n < foot]
    goal = (min(dashes) + max(dashes) + 1) / 2
    for index, bar in enumerate(BARS):
        box, (beside, slim) = chart._column(index), chart._places().beside
        middle, aside = (left + box.center().x()) * FINE, (left + box.right() + beside + slim / 2) * FINE
        over = run(image, x=middle, of=LIGHT.over)
        seen = run(image, x=middle, of=LIGHT.sitting) + over, run(image, x=aside, of=LIGHT.standing)
        for found, seconds in zip(seen, (bar.seconds, bar.standing_s), strict=True):
            assert seconds is not None
            assert (foot - min(found)) / FINE == pytest.approx(seconds / GOAL * (foot - goal) / FINE, abs=1), index
        assert (bar.seconds or 0) > GOAL if over else (bar.seconds or 0) <= GOAL
        if over:
            assert max(over) + 1 == pytest.approx(goal, abs=FINE)


@pytest.mark.parametrize("form", FORMS)
def test_spans_and_signs_stand_within_a_point_of_their_time(form: str) -> None:
    chart = timeline()
    picture = Picture("The day", "Wednesday, 4 March 2026", chart, [Legend(chart.samples)])
    image, (left, top) = points(picture, form), offset(picture)

    def x(minutes: float) -> float:
        return left + SIDE + minutes / WINDOW * (chart.width() - 2 * SIDE)

    low = (top + MARKS + TRACK * 0.75) * FINE
    for start, end, posture in SPANS:
        colour = LIGHT.sitting if posture is Posture.SITTING else LIGHT.standing
        found = [n for n in run(image, y=low, of=colour) if x(start) - 9 < n / FINE < x(end) + 9]
        assert min(found) / FINE == pytest.approx(x(start), abs=1)
        assert (max(found) + 1) / FINE == pytest.approx(x(end) - SEAM, abs=1)
    dark = run(image, y=(top + MARKS - 9) * FINE, of=LIGHT.text)
    for shown in SHOWN:
        sign = [n for n in dark if abs(n / FINE - x(shown)) < 9]
        assert (min(sign) + max(sign) + 1) / 2 / FINE == pytest.approx(x(shown), abs=1)
    now = run(image, y=(top + MARKS + TRACK + 1) * FINE, of=LIGHT.text)
    assert (min(now) + max(now) + 1) / 2 / FINE == pytest.approx(x(320), abs=1)


@pytest.mark.parametrize("form", FORMS)
def test_more_sitting_is_never_a_paler_cell(form: str) -> None:
    chart, shares = heat()
    picture = Picture("Sitting through the day", "March 2026", chart)
    image, (left, top) = points(picture, form), offset(picture)
    cells = []
    for index in range(chart.part_count()):
        day, hour = chart._place(index)
        middle = chart.part_box(index).center()
        colour = image.pixelColor(round((left + middle.x()) * FINE), round((top + middle.y()) * FINE))
        cells.append((shares[day][hour] or 0.0, colour.lightness()))
    cells.sort()
    light = [each for _, each in cells]
    assert all(later <= earlier + 1 for earlier, later in pairwise(light))
    assert light[0] - light[-1] > 60


@pytest.mark.parametrize("form", FORMS)
def test_a_day_of_the_year_is_darker_the_more_was_sat_and_marked_above_the_goal(form: str) -> None:
    seconds = [CHANCE.randint(0, round(GOAL * 1.2)) for _ in range(365)]
    chart = YearCells("year", "The year")
    chart.resize(760, chart.sizeHint().height())
    chart.show_year(date(2025, 1, 1), seconds, round(GOAL), str)
    picture = Picture("The year, day by day", "2025", chart)
    image, (left, top) = points(picture, form), offset(picture)
    cells = []
    for index, sat in enumerate(seconds):
        box = chart.part_box(index)
        colour = at(image, (left + box.left() + box.width() * 0.3) * FINE, (top + box.center().y()) * FINE)
        assert (sat > GOAL) is (colour == LIGHT.over), index
        if sat <= GOAL:
            cells.append((sat, QColor(colour).lightness()))
    light = [each for _, each in sorted(cells)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(light))
    assert light[0] - light[-1] > 60


CHARTS: dict[str, tuple[Callable[[], Chart], set[str]]] = {
    "bars": (bars, {"Goal 6 h 30 min", "12 h", "11"}),
    "timeline": (timeline, {"Kept", "Standing", "10", "18"}),
    "heat": (lambda: heat()[0], {"Mon", "Sun", "12"}),
}


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_written_in_a_drawing_or_on_paper_is_text(name: str) -> None:
    make, wanted = CHARTS[name]
    chart = make()
    legends = [Legend(chart.samples)] if isinstance(chart, Timeline) else []
    picture = Picture("A title, <and> more", "March 2026", chart, legends)
    wanted = {*wanted, "A title, <and> more", "March 2026"}
    drawing = ET.fromstring(picture.svg(LIGHT))
    written = {(each.text or "").strip() for each in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert wanted <= written
    described = drawing.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert chart.part_words(0) in described
    read = text_of(document(picture))
    assert [] == [text for text in wanted if text not in read]


def test_a_picture_keeps_what_was_on_the_screen(qt: object) -> None:
    """Its colours, its size and, where that is large, its text; nothing of the cursor."""
    chart = bars()
    before = Picture("Sitting per day", "", chart).image(DARK)
    chart.move_cursor(2)
    legend = Legend(())
    show_legend(legend, BARS)
    assert before == Picture("Sitting per day", "", chart).image(DARK)
    assert DARK.surface == at(before, 1, 1)
    assert before.height() < Picture("Sitting per day", "March", chart, [legend]).image(DARK).height()
    assert "posture-sitting-per-day-march-2026" == Picture("Sitting per day", "March 2026", chart).name
