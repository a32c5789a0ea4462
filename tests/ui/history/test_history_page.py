"""The history: which days each view shows, and the ways from one to another, by mouse and by keys."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QLabel,
    QScrollArea,
    QScrollBar,
    QTableWidget,
    QWidget,
)

from posture_app.core.pages import PageName, View
from posture_app.ui.charts.bars import Bars
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.heat_map import HeatMap
from posture_app.ui.charts.timeline import Timeline
from posture_app.ui.charts.year_cells import YearCells
from posture_app.ui.history import period_view
from posture_app.ui.history.history_page import HistoryPage
from posture_app.ui.kit.reveal import area_around
from posture_app.ui.kit.tile import Tile
from posture_app.ui.pages.main_window import MainWindow
from tests.ui.samples import DAY, MINUTE, NOW, SITTING, Log, busy_week, span
from tests.ui.showing import button, shown
from tests.ui.sources import Desk
from tests.ui.years import years

W = TypeVar("W", bound=QWidget)
TUESDAY = 1


@pytest.fixture
def desk() -> Desk:
    return Desk(SITTING)


@pytest.fixture
def week(desk: Desk, qt: object) -> Iterator[MainWindow]:
    """A busy week whose Saturday is unknown."""
    with shown(MainWindow(desk.sources(busy_week()))) as window:
        window.show_page("history")
        yield window


@pytest.fixture
def long(desk: Desk, qt: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """Two years."""
    monkeypatch.setattr(period_view, "PATIENCE_MS", 600_000)
    with shown(MainWindow(desk.sources(years(2)))) as window:
        window.show_page("history")
        yield window


def part(window: QWidget, kind: type[W], name: str = "") -> W:
    found = window.findChild(kind, name) if name else window.findChild(kind)
    assert found is not None, name
    return found


def title(window: QWidget) -> str:
    return button(window, "day title").text()


def tile(window: QWidget, name: str) -> str:
    return next(found.text for found in window.findChildren(Tile, name) if found.isVisible())


def shows(window: QWidget) -> tuple[str, str]:
    """The view that is chosen, and its title."""
    switch = [f"part {name}" for name in ("day", "week", "month", "year", "all")]
    chosen = [name for name in switch if part(window, QAbstractButton, name).isChecked()]
    return chosen[0].removeprefix("part "), title(window)


def click(chart: Chart, at: int) -> None:
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.part_box(at).center().toPoint())


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_it_begins_with_the_last_seven_days(week: MainWindow) -> None:
    assert ("week", "26 Feb to 4 Mar") == shows(week)
    assert "The last 7 days, 6 days with a record" == part(week, QLabel, "history remark").text()
    first = "You sat 6 h 23 min a day in the last 7 days, 17 min more than in the 7 days before."
    assert f"{first} 4 of 5 days were within your goal." == part(week, QLabel, "sentence").text()
    assert "Sitting a day: 6 h 23 min 17 min more than in the 7 days before" == tile(week, "Sitting a day")
    assert "Within your goal: 4 of 5 days of 8 h or less; at best 3 days in a row" == tile(week, "Within your goal")


def test_the_table_shows_the_same_days_the_unknown_one_as_such(week: MainWindow) -> None:
    button(week, "period bars as table").click()
    table = part(week, QTableWidget, "period bars table")
    assert table.isVisible()

    def line(row: int) -> list[str]:
        return [item.text() for column in range(6) if (item := table.item(row, column)) is not None]

    assert 7 == table.rowCount()
    assert ["Today", "4 h 32 min", "1 h 00 min", "7", "36 min", "so far"] == line(0)
    assert ["Sat, 28 Feb", "–", "–", "–", "–", "–"] == line(4)
    assert "no" == line(2)[-1]


@pytest.mark.parametrize("view", ["day", "week", "month", "year"])
def test_earlier_ends_at_the_first_record_and_later_at_today(long: MainWindow, view: View) -> None:
    long.show_history(view)
    there = title(long)
    assert [True, False] == [button(long, name).isEnabled() for name in ("earlier", "later")]
    part(long, QCalendarWidget) if long.findChild(QCalendarWidget) else button(long, "day title").click()
    calendar = part(long, QCalendarWidget)
    calendar.activated.emit(QDate(2024, 3, 5))
    QApplication.processEvents()
    for _ in range(2):
        if button(long, "earlier").isEnabled():
            button(long, "earlier").click()
    assert [False, True] == [button(long, name).isEnabled() for name in ("earlier", "later")]
    assert part(long, Timeline).isVisible() or part(long, Bars, "period bars").isVisible() or view == "day"
    button(long, "present").click()
    assert (there, False) == (title(long), button(long, "present").isEnabled())


def test_a_click_on_a_day_shows_it_and_backspace_leads_back_to_where_one_was(week: MainWindow) -> None:
    bars = part(week, Bars, "period bars")
    click(bars, 5)
    assert ("day", "Tuesday, 3 March") == shows(week)
    assert part(week, Timeline, "day timeline") is not None
    assert "‹ Week" == button(week, "up").text()
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert ("week", "26 Feb to 4 Mar") == shows(week)
    assert (bars, 5) == (focused(), bars.cursor_part)


@pytest.mark.parametrize("later", range(7))
@pytest.mark.parametrize("page", ["today", "exercises", "history"])
def test_last_tuesday_is_two_clicks_or_nine_keys_away_on_every_day_of_the_week(
    qt: object, page: PageName, later: int
) -> None:
    now = NOW + later * DAY
    desk = Desk(replace(SITTING, at=now, since=now - 18 * MINUTE))
    log = Log([span(NOW + at * DAY - 240 * MINUTE, 60) for at in range(-20, later)])
    back = (now.weekday() - TUESDAY) % 7 or 7
    tuesday = now - back * DAY
    with shown(MainWindow(desk.sources(log))) as window:
        window.show_page(page)
        words = f"Tuesday, {tuesday.day} {tuesday:%B}"
        if page != "history":
            button(window, "show history").click()
        bars = part(window, Bars, "period bars")
        (at,) = (each for each in range(bars.part_count()) if bars.part_words(each).startswith(f"{words}: sat 1 h"))
        click(bars, at)
        assert ("day", words) == shows(window)
        window.show_history("week")
        window.show_page(page)
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        for _ in range(back):
            QTest.keyClick(focused(), Qt.Key.Key_Left)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        assert ("day", words) == shows(window)


def test_the_bar_behind_leads_to_its_day_or_month_and_backspace_up_from_there(long: MainWindow) -> None:
    bars = part(long, Bars, "period bars")
    ways: Mapping[View, tuple[int, tuple[str, str], str]] = {
        "month": (4, ("day", "Monday, 5 January"), "January 2026"),
        "year": (0, ("month", "January 2025"), "2025"),
    }
    for view, (bar, led, up) in ways.items():
        long.show_history(view)
        if view == "month":  # of the present one nothing is known
            button(long, "earlier").click()
        QApplication.processEvents()
        (at,) = (each for each in range(bars.part_count()) if bars.bar_of(each) == (bar, True))
        click(bars, at)
        assert led == shows(long)
        QTest.keyClick(focused(), Qt.Key.Key_Backspace)
        assert (view, up) == shows(long)
        assert (bar, False) == bars.bar_of(bars.cursor_part)


def scroll_bar(window: MainWindow) -> QScrollBar:
    area = part(window, QWidget, "history page").findChild(QScrollArea)
    assert area is not None
    return area.verticalScrollBar()


def scroll_down(window: MainWindow) -> None:
    bar = scroll_bar(window)
    bar.setValue(bar.maximum())
    assert bar.value() > 0


def test_each_way_to_other_days_shows_them_from_the_top(week: MainWindow) -> None:
    bars, bar = part(week, Bars, "period bars"), scroll_bar(week)
    steps: tuple[Callable[[], object], ...] = (
        lambda: click(bars, 5),
        lambda: QTest.keyClick(week, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        lambda: button(week, "part month").click(),
        lambda: button(week, "earlier").click(),
        lambda: button(week, "up").click(),
    )
    for step in steps:
        before = shows(week)
        scroll_down(week)
        step()
        QApplication.processEvents()
        assert 0 == bar.value(), before
        assert before != shows(week)


def test_the_history_shows_its_top_again_and_has_the_keyboard_there(week: MainWindow) -> None:
    for name in ("show history", "heat map"):  # what had the keyboard when the page was left
        part(week, QWidget, name).setFocus(Qt.FocusReason.MouseFocusReason)
        scroll_down(week)
        week.show_page("today")
        QTest.keyClick(week, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        assert 0 == scroll_bar(week).value()
        assert not part(week, HeatMap).hasFocus()


def test_in_a_low_window_its_key_shows_the_top_and_has_the_keyboard_above_the_chart(week: MainWindow) -> None:
    for size, at_chart in (((1000, 900), True), ((720, 450), False), ((480, 400), False)):
        week.show_page("today")
        week.resize(*size)
        QApplication.processEvents()
        QTest.keyClick(week, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        assert (0, at_chart) == (scroll_bar(week).value(), part(week, Bars, "period bars").hasFocus()), size
        area, has = area_around(focused()), focused()
        assert area is not None
        assert area.rect().contains(QRect(has.mapTo(area, QPoint()), has.size())), size


def test_a_click_that_leads_to_a_day_leaves_no_ring_and_a_key_does(week: MainWindow) -> None:
    page = part(week, QWidget, "history page")
    bars = part(week, Bars, "period bars")
    click(bars, 5)
    timeline = part(page, Timeline)

    def ringed() -> bool:
        QTest.mouseMove(week, week.rect().topLeft())
        timeline.move_cursor(-1)
        QApplication.processEvents()
        with_keys = timeline.grab().toImage()
        part(week, QWidget, "show history").setFocus(Qt.FocusReason.OtherFocusReason)
        return with_keys != timeline.grab().toImage()

    assert focused() is timeline
    assert not ringed()
    week.show_history("week")
    bars.setFocus()
    bars.move_cursor(5)
    QTest.keyClick(bars, Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    bars.move_cursor(5)
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert focused() is timeline
    assert ringed()


def test_last_tuesday_is_two_clicks_away_wherever_the_history_was_left(week: MainWindow) -> None:
    bars = part(week, Bars, "period bars")
    week.show_history("day")
    for _ in range(3):
        button(week, "earlier").click()
    for come_from in ("show today", "show history"):
        button(week, come_from).click()
        button(week, "show history").click()
        click(bars, 5)
        assert ("day", "Tuesday, 3 March") == shows(week)


def test_a_double_click_leads_one_level_down_not_two(long: MainWindow) -> None:
    long.show_history("year")
    bars = part(long, Bars, "period bars")
    middle = bars.part_box(1).center().toPoint()
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(bars, Qt.MouseButton.LeftButton, pos=middle)
    assert ("month", "February 2026") == shows(long)


def test_by_keys_one_goes_from_all_to_a_day_and_all_the_way_back(long: MainWindow) -> None:
    long.activateWindow()
    long.show_history("all")
    bars = part(long, Bars, "period bars")
    bars.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(focused(), key)
    assert ("month", "February 2026") == shows(long)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Enter):
        QTest.keyClick(focused(), key)
    assert ("day", "Monday, 2 February") == shows(long)
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert "all" == shows(long)[0]
    assert not button(long, "up").isVisible()


def test_alt_and_an_arrow_key_turn_to_what_came_before_and_after(week: MainWindow) -> None:
    bars = part(week, Bars, "period bars")
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert ("week", "19 to 25 Feb") == shows(week)
    QTest.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert ("week", "26 Feb to 4 Mar") == shows(week)


def test_a_cell_of_the_year_leads_to_its_day_and_back_to_the_year(long: MainWindow) -> None:
    long.show_history("year")
    button(long, "earlier").click()
    cells = part(long, YearCells)
    click(cells, 0)
    assert ("day", "Wednesday, 1 January 2025") == shows(long)
    button(long, "up").click()
    assert ("year", "2025") == shows(long)


def test_an_hour_of_a_week_leads_to_its_day(week: MainWindow) -> None:
    heat = part(week, HeatMap)
    heat.chosen.emit(heat.hours.index(10))
    assert ("day", "Monday, 2 March") == shows(week)


def test_days_to_come_lead_nowhere(week: MainWindow) -> None:
    week.show_history("month")
    click(part(week, Bars, "period bars"), 20)
    assert ("month", "March 2026") == shows(week)


def test_a_view_shows_the_time_of_the_one_before(long: MainWindow) -> None:
    long.show_history("month")
    button(long, "earlier").click()
    button(long, "part day").click()
    assert ("day", "Saturday, 28 February") == shows(long)
    button(long, "part year").click()
    assert ("year", "2026") == shows(long)


def test_from_all_the_calendar_leads_to_a_day(long: MainWindow) -> None:
    long.show_history("all")
    button(long, "day title").click()
    part(long, QCalendarWidget).activated.emit(QDate(2025, 6, 3))
    assert ("day", "Tuesday, 3 June 2025") == shows(long)
    button(long, "up").click()
    assert "all" == shows(long)[0]


def test_what_is_typed_of_a_day_is_kept_before_another_view_shows(week: MainWindow, desk: Desk) -> None:
    page = part(week, HistoryPage)
    week.show_history("day")
    diary = page._sources.diary
    from PySide6.QtWidgets import QPlainTextEdit  # noqa: PLC0415

    note = part(week, QPlainTextEdit, "note")
    note.setPlainText("Train")
    QTest.keyClick(note, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert ("day", "Wednesday, 4 March") == shows(week), "Backspace belongs to the note"
    note.setPlainText("Train")
    button(week, "part year").click()
    assert "Train" == diary.note(NOW.date())


def test_the_first_day_of_all_is_told_as_such(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources(Log([span(NOW - timedelta(hours=2), 90)])))) as window:
        for view in ("week", "month", "year", "all"):
            window.show_history(view)
            assert "You sat 1 h 30 min so far today" in part(window, QLabel, "sentence").text()
            assert "Longest in one go: 1 h 30 min today" == tile(window, "Longest in one go")
