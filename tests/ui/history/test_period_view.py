"""Weeks, months, years and all there is: what is said of them, and how much that asks of the log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from posture_app.core.errors import KnownError
from posture_app.core.pages import View
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules, KnownDay
from posture_app.ui.charts.bars import Bars
from posture_app.ui.charts.chart_panel import ChartPanel
from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.charts.heat_map import HeatMap
from posture_app.ui.charts.legend import Legend
from posture_app.ui.history import period_view
from posture_app.ui.history.empty import week_example
from posture_app.ui.history.period_names import title_of
from posture_app.ui.history.period_tiles import MEANINGS, TITLES
from posture_app.ui.history.period_view import PeriodView
from posture_app.ui.kit.tile import Tile
from posture_app.ui.pages.main_window import MainWindow
from tests.spoken import spoken
from tests.ui.samples import DAY, MINUTE, NOW, SITTING, TODAY, ZONE, Log, first_day, span
from tests.ui.showing import button, shown
from tests.ui.sources import Desk
from tests.ui.waiting import until
from tests.ui.years import KeptLog, years

W = TypeVar("W", bound=QWidget)
NINE = NOW.replace(hour=8, minute=0)  # by the wall in Berlin, in winter


@dataclass(frozen=True)
class CountingLog(Log):
    asked: list[datetime | None] = field(default_factory=list)

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        self.asked.append(since)
        return super().spans(since, until)


def half_a_year() -> CountingLog:
    """From 1 October every weekday 09:00 to 10:00 and 10:05 to 10:25 and 20 minutes of standing, a minute less a day;
    on the first of each month 9 hours in one stretch instead.
    """
    log = CountingLog()
    for back in range(154, 0, -1):
        day = NINE - back * DAY
        if day.weekday() < 5:
            first = day.day == 1
            log.kept_spans.append(span(day, 540 if first else 60))
            log.kept_spans.append(span(day + 605 * MINUTE, 20))
            log.kept_spans.append(span(day + 630 * MINUTE, 20, Posture.STANDING))
    return log


@dataclass(frozen=True)
class Failing(KeptLog):
    fails: list[bool] = field(default_factory=list)

    def days(self, period: Period, basis: DayRules) -> Sequence[KnownDay]:
        if self.fails and period.last >= date(2025, 1, 1):
            raise KnownError("The disk is gone.")
        return super().days(period, basis)


@pytest.fixture(autouse=True)
def _all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(period_view, "PATIENCE_MS", 600_000)


@pytest.fixture
def desk() -> Desk:
    return Desk(SITTING)


@pytest.fixture
def log(qt: object) -> CountingLog:
    return half_a_year()


@pytest.fixture
def window(desk: Desk, log: CountingLog) -> Iterator[MainWindow]:
    with shown(MainWindow(desk.sources(log))) as made:
        made.show_history("month")
        yield made


def tile(window: QWidget, name: str) -> str:
    page = part(window, QWidget, "period view")
    return next(found.text for found in page.findChildren(Tile, name))


def part(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def said(window: QWidget, name: str) -> str:
    return part(window, QLabel, name).text()


def title(window: QWidget) -> str:
    return button(window, "day title").text()


def remark(window: QWidget) -> str:
    return said(window, "history remark")


def legend(window: QWidget) -> str:
    """What the chart of the period tells apart."""
    found = [each for each in window.findChildren(Legend) if each.isVisible()]
    return found[0].accessibleName()


def rows(window: QWidget, name: str) -> list[list[str]]:
    switch = button(window, name.replace(" table", " as table"))
    for _there_and_back in range(2):
        switch.click()
    table = part(window, FiguresTable, name)
    return [
        [item.text() for column in range(table.columnCount()) if (item := table.item(row, column)) is not None]
        for row in range(table.rowCount())
    ]


def test_the_title_of_all_says_a_year_once() -> None:
    def all_of(first: date, last: date) -> str:
        return title_of("all", Period(Length.RANGE, first, last), date(2026, 12, 1))

    assert "August to November 2026" == all_of(date(2026, 8, 3), date(2026, 11, 30))
    assert "November 2026" == all_of(date(2026, 11, 3), date(2026, 11, 30))
    assert "November 2025 to November 2026" == all_of(date(2025, 11, 3), date(2026, 11, 30))


def test_it_begins_with_the_present_month_and_can_be_turned_back_and_on(window: MainWindow) -> None:
    assert ("March 2026", "2 days with a record") == (title(window), remark(window))
    assert not button(window, "later").isEnabled()
    button(window, "earlier").click()
    assert ("February 2026", "20 days with a record") == (title(window), remark(window))
    button(window, "later").click()
    assert ("March 2026", "2 days with a record") == (title(window), remark(window))


def test_a_month_says_what_it_amounts_to(window: MainWindow) -> None:
    for _ in range(3):
        button(window, "earlier").click()
    assert ("December 2025", "23 days with a record") == (title(window), remark(window))
    assert {"December 2025"} == {panel.of for panel in part(window, PeriodView, "period view").findChildren(ChartPanel)}
    sat, share = (22 * 80 + 560) // 23, round(100 * (22 * 60 + 540) / (22 * 80 + 560))
    first = f"You sat 1 h {sat - 60} min a day in December 2025, 20 min more than in November 2025."
    assert f"{first} 22 of 23 days were within your goal." == said(window, "sentence")
    assert f"Sitting a day: 1 h {sat - 60} min 20 min more than in November 2025" == tile(window, "Sitting a day")
    words = "22 of 23 days of 8 h or less; at best 22 days in a row"
    assert f"Within your goal: {words}" == tile(window, "Within your goal")
    assert "Longest in one go: 9 h 00 min on Monday, 1 December 2025" == tile(window, "Longest in one go")
    assert 4 == len([found for found in window.findChildren(Tile) if found.isVisible()])
    assert said(window, "long share").startswith(f"{share} % of the time you sat for 30 min or more in one go")
    button(window, "what figures mean").click()
    finer = {name: said(window, name) for name in ("long_share", "w50_s", "breaks_per_hour", "fragmentation", "trend")}
    assert {
        "long_share": f"{share} %",
        "w50_s": "1 h 00 min",
        "breaks_per_hour": "0.6",
        "fragmentation": "1.2",
        "trend": "Your sitting has no clear trend.",
    } == finer


def test_what_is_said_takes_in_how_long_today_is_already(window: MainWindow, desk: Desk, log: CountingLog) -> None:
    assert tile(window, "Within your goal").startswith("Within your goal: 2 of 2 days")
    log.kept_spans.append(span(NOW - 250 * MINUTE, 245))
    desk.settings = replace(desk.settings, goal_hours=4.0)
    window.refresh()
    assert "Longest in one go: 4 h 05 min today" == tile(window, "Longest in one go")
    assert tile(window, "Within your goal").startswith("Within your goal: 2 of 3 days")
    assert said(window, "sentence").endswith("2 of 3 days were within your goal.")


def test_a_streak_that_goes_on_counts_from_the_month_before(window: MainWindow) -> None:
    words = "2 of 2 days of 8 h or less; 22 days in a row, your longest run"
    assert f"Within your goal: {words}" == tile(window, "Within your goal")


def test_a_year_has_a_bar_for_each_month(window: MainWindow) -> None:
    button(window, "part year").click()
    button(window, "earlier").click()
    bars = part(window, Bars, "period bars")
    assert ("2025", "66 days with a record") == (title(window), remark(window))
    assert 12 == bars.part_count()
    assert "January 2025: no data" == bars.part_words(0)
    words = "sat 1 h 40 min a day over 23 days, longest 9 h 00 min without a break, stood 20 min a day"
    assert f"December 2025: {words}" == bars.part_words(11)
    found = rows(window, "period bars table")
    assert ["Dec 2025", "1 h 40 min", "9 h 00 min", "1.0", "20 min", "22 of 23"] == found[0]
    assert ["Jan 2025", *["–"] * 5] == found[11]
    assert "Sitting a day: 1 h 34 min over 66 days" == tile(window, "Sitting a day")


def test_all_there_is_begins_with_its_first_month_and_goes_nowhere(window: MainWindow) -> None:
    button(window, "earlier").click()
    button(window, "part all").click()
    assert ("October 2025 to March 2026", "110 days with a record") == (title(window), remark(window))
    assert said(window, "sentence").startswith("You sat 1 h 33 min a day since October 2025. 107 of 110 days were ")
    assert [False, False] == [button(window, way).isEnabled() for way in ("earlier", "later")]
    bars = part(window, Bars, "period bars")
    words = [bars.part_words(index).split(":")[0] for index in range(bars.part_count())]
    assert ["October 2025", "November 2025", "December 2025", "January 2026", "February 2026", "March 2026"] == words
    assert ["Oct", "Nov", "Dec", "2026", "Feb", "Mar"] == [bar.label for bar in bars._bars]
    assert ["Mar 2026", "Feb 2026", "Jan 2026", "Dec 2025"] == [row[0] for row in rows(window, "period bars table")][:4]
    assert tile(window, "Longest in one go").endswith("9 h 00 min on Wednesday, 1 October 2025")
    assert tile(window, "Within your goal").startswith("Within your goal: 107 of 110 days of 8 h or less; ")
    button(window, "part month").click()
    assert "February 2026" == title(window)
    assert button(window, "earlier").isEnabled()


@pytest.mark.parametrize(("count", "bars", "first"), [(1, 13, "March 2025"), (20, 241, "March 2006"), (26, 27, "2000")])
def test_all_there_is_has_months_and_of_too_many_years_years(
    desk: Desk, qt: object, count: int, bars: int, first: str
) -> None:
    with shown(MainWindow(desk.sources(years(count, imported=1)))) as window:
        window.show_history("month")
        button(window, "part all").click()
        chart = part(window, Bars, "period bars")
        assert bars == chart.part_count() == len(rows(window, "period bars table"))
        assert chart.part_words(0).startswith(f"{first}: sat ")
        assert chart.part_words(0).endswith("all imported, total only")
        assert chart._bars[0].imported
        assert not chart._bars[-3].imported or count == 1


def test_long_reading_lets_others_have_a_turn(desk: Desk, qt: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(period_view, "PATIENCE_MS", -1)
    with shown(MainWindow(desk.sources(years(3)))) as window:
        window.show_history("month")
        until(lambda: "Reading" not in remark(window))
        button(window, "part all").click()
        assert "Reading 2023 …" == remark(window)
        assert not part(window, QWidget, "empty period").isVisible()
        until(lambda: remark(window).endswith(" with a record"))
        assert "March 2023 to March 2026" == title(window)
        button(window, "part year").click()  # and off before it is done
        button(window, "part all").click()
        button(window, "part month").click()
        until(lambda: "Reading" not in remark(window))
        QApplication.processEvents()
        assert ("March 2026", "") == (title(window), remark(window))


def test_what_cannot_be_read_is_told_and_read_again_later(
    desk: Desk, qt: object, caplog: pytest.LogCaptureFixture
) -> None:
    log = Failing(kept_days=years(2).kept_days)
    with shown(MainWindow(desk.sources(log))) as window:
        window.show_history("month")
        log.fails.append(True)
        button(window, "part all").click()
        assert ["The disk is gone."] == list(window.notices)
        caplog.clear()
        log.fails.clear()
        window.refresh()
        assert ("March 2024 to March 2026", True) == (title(window), "with a record" in remark(window))


def test_days_that_were_imported_are_told_apart(desk: Desk, qt: object) -> None:
    log = Log([span(NINE - 8 * DAY, 60)])
    log.kept_totals.extend(DayTotals(TODAY - back * DAY, 9 * 3600, 600) for back in (9, 10))
    with shown(MainWindow(desk.sources(log))) as window:
        window.show_history("month")
        button(window, "earlier").click()
        bars = part(window, Bars, "period bars")
        words = "sat 9 h 00 min, stood 10 min, 1 h 00 min above your goal, imported, total only"
        assert f"Monday, 23 February: {words}" == bars.part_words(22)
        assert [21, 22] == [index for index, bar in enumerate(bars._bars) if bar.imported]
        assert ["Mon, 23 Feb\nimported", "9 h 00 min", "–", "–", "10 min", "no"] == rows(window, "period bars table")[5]
        assert "Sitting a day: 6 h 20 min over 3 days" == tile(window, "Sitting a day")
        assert "Longest in one go: 1 h 00 min on Tuesday, 24 February" == tile(window, "Longest in one go")
        assert "Sitting, Imported, Standing, Weekend, Average 6 h 20 min" == legend(window)
        button(window, "part year").click()
        found = bars.part_words(1)
        assert "February 2026: sat 6 h 20 min a day over 3 days, longest 1 h 00 min without a break" in found
        assert found.endswith(", 2 days imported, total only")
        assert not bars._bars[1].imported


def test_the_share_of_reminders_kept_is_told_and_the_goal_where_there_is_one(
    window: MainWindow, desk: Desk, log: CountingLog
) -> None:
    name = "Reminders kept"
    assert f"{name}: – no reminders" == tile(window, name)
    button(window, "what figures mean").click()
    assert ["0 %", "09:00", "19:25"] == [said(window, each) for each in ("prompted_share", "first_s", "last_s")]
    for back, outcome in (
        (8, Outcome.KEPT),
        (2, Outcome.KEPT),
        (2, Outcome.KEPT),
        (1, Outcome.KEPT),
        (1, Outcome.MISSED),
    ):
        log.kept_prompts.append(LoggedPrompt("stand", (), NINE - back * DAY + 30 * MINUTE, ZONE, outcome))
    window.refresh()
    assert f"{name}: 75 % of 4 reminders" == tile(window, name)
    desk.settings = replace(desk.settings, goal_kept=50)
    window.refresh()
    assert f"{name}: 75 % 50 % of reminders on 2 of 2 days; 3 days in a row, your longest run" == tile(window, name)
    desk.settings = replace(desk.settings, goal_kept=51)
    window.refresh()
    assert f"{name}: 75 % 51 % of reminders on 1 of 2 days" == tile(window, name)


def test_from_a_year_one_comes_to_a_month_of_it(window: MainWindow) -> None:
    button(window, "part year").click()
    button(window, "earlier").click()
    button(window, "part month").click()
    assert "December 2025" == title(window)
    button(window, "part year").click()
    button(window, "later").click()
    button(window, "part month").click()
    assert "March 2026" == title(window)


def test_days_to_come_unknown_days_and_today_are_told_apart(window: MainWindow) -> None:
    bars = part(window, Bars, "period bars")
    words = [bars.part_words(index) for index in range(bars.part_count())]
    assert [31, 20] == [
        len([at for at in range(len(words)) if bars.bar_of(at)[1] is behind]) for behind in (False, True)
    ]
    assert words[31].startswith("Monday, 2 February: sat 1 h 20 min, longest 1 h 00 min without a break")
    assert "Sunday, 1 March: no data" == words[0]
    assert words[1].startswith("Monday, 2 March: sat 1 h 20 min, longest 1 h 00 min without a break")
    assert ["Wednesday, 4 March: no data", "Thursday, 5 March: still to come"] == words[3:5]
    assert ["Today", "Tue, 3 Mar", "Mon, 2 Mar", "Sun, 1 Mar"] == [row[0] for row in rows(window, "period bars table")]


def test_weekdays_and_hours_are_read_by_keyboard_and_as_tables(window: MainWindow) -> None:
    button(window, "earlier").click()
    weekdays = part(window, Bars, "weekday bars")
    assert "Monday: sat 1 h 20 min on average over 4 days, stood 20 min" == weekdays.part_words(0)
    assert "Sunday: no data" == weekdays.part_words(6)
    assert ["Monday", "1 h 20 min", "20 min", "4"] == rows(window, "weekday bars table")[0]
    heat = part(window, HeatMap, "heat map")
    heat.setFocus()
    nine = heat.hours.index(9)
    QTest.keyClick(heat, Qt.Key.Key_Home)
    for _ in range(nine):
        QTest.keyClick(heat, Qt.Key.Key_Right)
    assert "Monday 09:00 to 10:00: sitting 100 % of the time" == heat.accessibleDescription()
    assert heat.accessibleDescription() == said(window, "heat map caption")
    QTest.keyClick(heat, Qt.Key.Key_Down)
    assert "Tuesday 09:00 to 10:00: sitting 100 % of the time" == heat.accessibleDescription()
    for _ in range(9):
        QTest.keyClick(heat, Qt.Key.Key_Down)
    assert "Sunday 09:00 to 10:00: no data" == heat.accessibleDescription()
    QTest.keyClick(heat, Qt.Key.Key_Up)
    assert heat.accessibleDescription().startswith("Saturday 09:00")
    assert ["09:00 to 10:00", *["100 %"] * 5, "–", "–"] == rows(window, "heat map table")[nine]


def test_each_chart_turns_into_its_table_and_back(window: MainWindow) -> None:
    for chart, table in (
        ("period bars", "period bars table"),
        ("weekday bars", "weekday bars table"),
        ("heat map", "heat map table"),
        ("bout bars", "bout bars table"),
    ):
        switch, legend = button(window, f"{chart} as table"), part(window, Legend, f"{chart} legend")
        place, told = switch.geometry().topRight(), legend.isVisible()
        switch.click()
        QApplication.processEvents()
        assert (place, False) == (switch.geometry().topRight(), legend.isVisible())
        assert (False, True) == (part(window, QWidget, chart).isVisible(), part(window, QWidget, table).isVisible())
        assert "Show as chart" == switch.text()
        switch.click()
        assert (True, "Show as table") == (part(window, QWidget, chart).isVisible(), switch.text())
        assert told is legend.isVisible()


def test_each_figure_says_what_it_means_on_a_tooltip_and_on_being_asked(window: MainWindow) -> None:
    button(window, "what figures mean").click()
    meanings = part(window, QWidget, "meanings")
    assert meanings.isVisible()
    explained = {found.text() for found in meanings.findChildren(QLabel)}
    for name, meaning in MEANINGS.items():
        assert {TITLES[name], meaning} <= explained
        tiles = part(window, QWidget, "period view").findChildren(Tile, TITLES[name])
        (said,) = [each.toolTip() for each in tiles]
        assert [meaning] == [each.accessibleDescription() for each in tiles] == [said.replace("\n", " ")]
        assert max(map(len, said.splitlines())) <= 60


def test_a_trend_is_told_in_a_sentence(desk: Desk, qt: object) -> None:
    log = Log([span(NINE - back * DAY, 60 + 5 * back) for back in range(40, 0, -1)])
    with shown(MainWindow(desk.sources(log))) as window:
        window.show_history("month")
        button(window, "what figures mean").click()
        assert "Only 3 days have a record; a trend takes 10." == said(window, "trend")
        button(window, "earlier").click()
        assert "Your sitting is falling by 5 min a day (95 % interval 5 to 5)." == said(window, "trend")


def test_before_there_is_a_record_it_is_said_what_comes_with_an_example_of_it(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources(Log()))) as window:
        window.show_history("month")
        empty, example = (part(window, QWidget, name) for name in ("empty period", "example bars"))
        assert (True, True) == (empty.isVisible(), example.isVisible())
        assert "Your history will appear here" in [found.text() for found in empty.findChildren(QLabel)]
        assert Qt.FocusPolicy.NoFocus == example.focusPolicy()
        assert not any(found.isVisible() for found in window.findChildren(Tile))
        assert not button(window, "earlier").isEnabled()


def test_the_days_of_the_example_are_not_cut_where_they_have_no_short_names(qt: object) -> None:
    with spoken("ar"):
        assert ["الاثنين", "الثلاثاء"] == [bar.label for bar in part(week_example(), Bars, "example bars")._bars[:2]]


def test_a_period_without_a_record_among_others_says_so_without_an_example(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources(Log([span(NINE - 50 * DAY, 60)])))) as window:
        window.show_history("month")
        empty = part(window, QWidget, "empty period")
        assert empty.isVisible()
        assert not any(found.isVisible() for found in window.findChildren(QWidget, "example bars"))
        assert "Nothing recorded in March 2026 yet" in [found.text() for found in empty.findChildren(QLabel)]
        button(window, "earlier").click()
        assert "Nothing recorded in February 2026" in [found.text() for found in empty.findChildren(QLabel)]


@pytest.mark.parametrize("view", ["week", "month"])
def test_the_first_day_stands_for_itself(desk: Desk, qt: object, view: View) -> None:
    with shown(MainWindow(desk.sources(first_day()))) as window:
        window.show_history(view)
        button(window, "what figures mean").click()
        assert said(window, "sentence").startswith("You sat 1 h 30 min so far today, the only day with a record ")
        assert "Sitting a day: 1 h 30 min today so far" == tile(window, "Sitting a day")
        assert "Within your goal: Yes, so far 8 h or less" == tile(window, "Within your goal")
        assert "Longest in one go: 50 min today" == tile(window, "Longest in one go")
        assert ("13:18", "14:58") == (said(window, "first_s"), said(window, "last_s"))
        trend = part(window, QLabel, "trend")
        assert "No finished day has a record; a trend takes 10." == trend.text()
        assert (view == "month") is trend.isVisible()  # a week never has as many
        desk.settings = replace(desk.settings, goal_hours=1.0)
        window.refresh()
        assert "Within your goal: Not today 1 h or less" == tile(window, "Within your goal")


def test_the_period_before_stands_in_grey_behind_and_only_there_where_it_is_known(window: MainWindow) -> None:
    bars = part(window, Bars, "period bars")
    assert [None, 80 * 60, 80 * 60] == [bar.before_s for bar in bars._bars[:3]]
    assert [None] * 3 == [bar.before_s for bar in bars._bars[28:]]
    assert [True, False] == [bar.weekend for bar in bars._bars[:2]]
    assert "Sitting, Standing, February, Weekend, Average 1 h 20 min" == legend(window)
    button(window, "part year").click()
    assert ["2025", "2025"] == [entry for entry in legend(window).split(", ") if entry.isdecimal()] * 2
    assert [None, (22 * 80 + 560) * 60 // 23] == [bars._bars[at].before_s for at in (0, 11)]


def test_days_off_only_are_no_goal_that_was_missed(desk: Desk, log: CountingLog) -> None:
    desk.settings = replace(desk.settings, days_off=((TODAY - 10 * DAY, TODAY),))
    with shown(MainWindow(desk.sources(log))) as window:
        window.show_history("month")
        assert "Within your goal: – 8 h or less, days off left out" == tile(window, "Within your goal")


@pytest.mark.parametrize("length", ["year", "all"])
def test_a_month_follows_what_happens_and_more_is_read_once_a_day(
    window: MainWindow, desk: Desk, log: CountingLog, length: str
) -> None:
    log.kept_spans.append(replace(span(NOW - 18 * MINUTE, 17), ended_by=None))
    window.refresh()
    assert part(window, Bars, "period bars").part_words(3).startswith("Wednesday, 4 March: sat 18 min so far")

    def reads() -> bool:
        """Whether it reads for another refresh, and for none after that."""
        log.asked.clear()
        window.refresh()
        once = bool(log.asked)
        log.asked.clear()
        window.refresh()
        assert [] == log.asked
        return once

    button(window, f"part {length}").click()
    assert not reads()
    desk.settings = replace(desk.settings, goal_hours=7.0)
    assert reads()
    desk.now += timedelta(days=1)
    assert reads()
    window.show_page("today")
    log.asked.clear()
    window.show_page("history")
    assert log.asked
    assert not reads()
    log.asked.clear()
    window.reread()
    assert log.asked


def test_the_smallest_window_holds_every_panel(window: MainWindow) -> None:
    button(window, "earlier").click()
    window.resize(window.minimumSize())
    QApplication.processEvents()
    for name in ("period bars", "weekday bars", "heat map"):
        chart = part(window, QWidget, name)
        right = chart.mapTo(window, chart.rect().topRight()).x()
        assert right < window.width() - 24, name
