"""The page of a report: one of its paper, with all that the history says, as text, and nothing outside of it."""

from datetime import date

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QLabel

from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.history import known_days, period_record
from posture_app.core.statistics.periods import Length, Period
from posture_app.ui.history import period_view
from posture_app.ui.kit.printing import MARGIN_MM, pdf_page
from posture_app.ui.kit.tile import Tile
from posture_app.ui.pages.main_window import MainWindow
from posture_app.ui.report.report_contents import file_name, report_of, report_title, reported
from posture_app.ui.report.report_page import ReportPage
from tests.ui.charts.pictures import MM, POINTS, pages_of, text_of
from tests.ui.samples import SITTING, TODAY, Log, busy_week
from tests.ui.showing import shown
from tests.ui.sources import Desk
from tests.ui.years import years

pytestmark = pytest.mark.usefixtures("qt")
A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter
Days = tuple[date, date]


def report(log: Log, days: Days | None, paper: QPageSize.PageSizeId = A4, *, of: str = "") -> bytes:
    """The document that comes of these days."""
    settings = Settings()
    view, period = reported(days, TODAY, log, Settings())
    read = period if view == "all" else Period(Length.RANGE, period.previous.first, period.last)
    record = period_record(log, period, settings, known_days(log, read, settings, today=TODAY), today=TODAY)
    page = ReportPage(report_of(record, view, first_hour=settings.day_start.hour, of=of))
    return pdf_page("Report", QPageSize(paper), page.draw)


def lines(pdf: bytes) -> list[str]:
    return text_of(pdf).splitlines()


FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)


def test_it_says_what_the_history_says_of_the_same_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(period_view, "PATIENCE_MS", 600_000)
    log = years(2)
    with shown(MainWindow(Desk(SITTING).sources(log))) as window:
        window.show_history("all")
        sentence = window.findChild(QLabel, "sentence")
        assert sentence is not None
        figures = [tile.text for tile in window.findChildren(Tile) if tile.isVisible()]
        wanted = sentence.text()
    found = " ".join(lines(report(log, None)))
    assert wanted in found
    assert 4 == len(figures)
    for figure in figures:
        name, rest = figure.split(": ", 1)
        assert name in found
        assert rest in found


def test_a_month_has_its_weeks_and_the_name_of_the_person_if_there_is_one() -> None:
    found = lines(report(years(2), FEBRUARY, of="Anna Example"))
    assert ["February 2026", "Anna Example", "Made by Posture on 4 March 2026"] == found[:3]
    weeks = found[found.index("Week by week") + 2 :]
    names = ["Sun, 1 Feb", "2 to 8 Feb 2026", "9 to 15 Feb 2026", "16 to 22 Feb 2026", "23 to 28 Feb 2026"]
    assert [True] * 5 == [week.startswith(name) for week, name in zip(weeks, names, strict=False)]
    assert "Anna" not in " ".join(lines(report(years(2), FEBRUARY)))


@pytest.mark.parametrize("paper", [A4, LETTER])
@pytest.mark.parametrize(
    ("log", "days"),
    [(years(24, imported=2), None), (years(2), FEBRUARY), (busy_week(), (date(2026, 2, 20), TODAY))],
    ids=["24 years", "a month", "days"],
)
def test_all_of_it_lies_within_the_margins_of_one_page(
    log: Log, days: Days | None, paper: QPageSize.PageSizeId
) -> None:
    made = report(log, days, paper, of="Wilhelmina Featherstonehaugh-Cholmondeley")
    sizes, image = pages_of(made, 1)
    assert [(595, 842) if paper is A4 else (612, 792)] == sizes
    wide, high, margin = image.width(), image.height(), round(MARGIN_MM / MM * POINTS) - 2
    aside = [(x, y) for y in range(high) for x in (*range(margin), *range(wide - margin, wide))]
    outside = aside + [(x, y) for x in range(wide) for y in (*range(margin), *range(high - margin, high))]
    assert {"#ffffff"} == {image.pixelColor(x, y).name() for x, y in outside}
    found = lines(made)
    assert "between." == found[-1].split()[-1]  # the last line of all
    assert {"Mon", "Goal 8 h"} <= set(found)


@pytest.mark.parametrize(
    ("days", "title", "name"),
    [
        (FEBRUARY, "February 2026", "posture-report-2026-02.pdf"),
        ((date(2026, 3, 1), TODAY), "March 2026", "posture-report-2026-03.pdf"),
        ((date(2025, 1, 1), date(2025, 12, 31)), "2025", "posture-report-2025.pdf"),
        ((date(2026, 1, 1), TODAY), "2026", "posture-report-2026.pdf"),
        (None, "March 2024 to March 2026", "posture-report-until-2026-03-04.pdf"),
        ((date(2026, 2, 26), TODAY), "26 February to 4 March 2026", "posture-report-2026-02-26-to-2026-03-04.pdf"),
        ((TODAY, TODAY), "Wednesday, 4 March 2026", "posture-report-2026-03-04-to-2026-03-04.pdf"),
        ((date(2025, 9, 7), date(2026, 2, 6)), "7 September 2025 to 6 February 2026", None),
    ],
)
def test_days_are_called_what_they_are(days: Days | None, title: str, name: str | None) -> None:
    view, period = reported(days, TODAY, years(2), Settings())
    assert title == report_title(period, view, TODAY)
    assert name is None or name == file_name(view, period, TODAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2026, 2, 20), date(2026, 2, 27)), "a day from 20 February 2026 to 27 February 2026"),
        ((date(2026, 2, 27), date(2026, 2, 27)), "on Friday, 27 February 2026"),
        ((date(2025, 9, 7), date(2026, 2, 6)), "a day from 7 September 2025 to 6 February 2026"),
        ((date(2025, 1, 1), date(2025, 12, 31)), "a day in 2025"),
        (None, "a day since March 2024"),
    ],
)
def test_the_sentence_names_the_days(days: Days | None, words: str) -> None:
    assert words in " ".join(lines(report(years(2), days)))
