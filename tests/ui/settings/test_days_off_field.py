"""Days off by hand: they are listed, added by two dates, removed one by one, and folded away once past."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QLabel, QPushButton, QToolButton, QWidget

from posture_app.core.errors import KnownError
from posture_app.core.settings.days_off import format_days_off, parse_days_off
from posture_app.core.settings.setting import Setting
from posture_app.core.settings.settings import TABLE
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.kit.look.theme import colours
from posture_app.ui.settings.days_off_field import DaysOffField
from tests.ui.setting_bench import Bench
from tests.ui.showing import colour_at
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")

TODAY = date(2026, 3, 4)
MAY_DAY, CHRISTMAS = "2026-05-01", "2026-12-24..2027-01-02"


@pytest.fixture
def made() -> Iterator[list[Bench]]:
    """The benches of a test, closed after it."""
    benches: list[Bench] = []
    yield benches
    for bench in benches:
        bench.window.close()
        bench.window.deleteLater()
    delete_what_was_closed()


def _bench(made: list[Bench], days: str, *, overridden: bool = False) -> Bench:
    setting = Setting(TABLE["days_off"].kind, SettingsPage.WHEN, "Days off", "No reminders on these days.")
    bench = Bench("days_off", setting, parse_days_off(days), overridden=overridden)
    made.append(bench)
    _field(bench).by_clock(lambda: TODAY)
    QApplication.processEvents()
    return bench


def _field(bench: Bench) -> DaysOffField:
    assert isinstance(bench.row.field, DaysOffField)
    return bench.row.field


def _said(bench: Bench) -> list[str]:
    return [format_days_off(value) for value in bench.applied]  # type: ignore[arg-type]


def _listed(bench: Bench) -> list[str]:
    """The runs as they show, from the top."""
    rows = [button.parentWidget() for button in _removers(bench)]
    labels = [row.findChild(QLabel) for row in rows if row is not None]
    return [label.text() for label in labels if label is not None]


def _removers(bench: Bench) -> list[QPushButton]:
    QApplication.processEvents()
    delete_what_was_closed()
    found = [
        b for b in bench.window.findChildren(QPushButton) if b.objectName().startswith("remove_") and b.isVisible()
    ]
    return sorted(found, key=lambda b: b.mapTo(bench.window, QPoint()).y())


def _enter(bench: Bench, first: QDate, last: QDate) -> None:
    bench.press("add")
    bench.find(QDateEdit, "first").setDate(first)
    bench.find(QDateEdit, "last").setDate(last)


def test_runs_are_listed_as_people_write_them(made: list[Bench]) -> None:
    bench = _bench(made, f"{CHRISTMAS}, {MAY_DAY}, 2026-05-04..2026-05-08, 2026-06-29..2026-07-03")
    assert ["1 May 2026", "4 – 8 May 2026", "29 Jun – 3 Jul 2026", "24 Dec 2026 – 2 Jan 2027"] == _listed(bench)


def test_those_past_are_folded_away(made: list[Bench]) -> None:
    bench = _bench(made, "2025-12-24..2026-01-02, 2026-03-03, 2026-03-02..2026-03-04, 2026-05-01")
    assert ["2 – 4 Mar 2026", "1 May 2026"] == _listed(bench)
    past = bench.find(QPushButton, "past")
    assert "Past days off (1)" == past.text()
    bench.press("past")
    assert ["2 – 4 Mar 2026", "1 May 2026", "24 Dec 2025 – 2 Jan 2026"] == _listed(bench)


def test_without_any_past_there_is_nothing_to_unfold(made: list[Bench]) -> None:
    assert not _bench(made, MAY_DAY).find(QPushButton, "past").isVisible()


def test_a_run_is_removed_alone(made: list[Bench]) -> None:
    bench = _bench(made, f"{MAY_DAY}, {CHRISTMAS}")
    remove = _removers(bench)[1]
    assert "Remove 24 Dec 2026 – 2 Jan 2027" == remove.accessibleName()
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert [MAY_DAY] == _said(bench)
    assert ["1 May 2026"] == _listed(bench)
    assert QApplication.focusWidget() is bench.find(QPushButton, "add")


def test_days_are_added_by_keyboard_alone_beginning_with_today(made: list[Bench]) -> None:
    bench = _bench(made, MAY_DAY)
    bench.find(QPushButton, "add").setFocus()
    QTest.keyClick(bench.find(QPushButton, "add"), Qt.Key.Key_Space)
    first = bench.find(QDateEdit, "first")
    assert first.hasFocus()
    assert "4 Mar 2026" == first.text()
    QTest.keyClicks(first, "9")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert [] == bench.applied
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert [f"2026-03-09, {MAY_DAY}"] == _said(bench)
    assert ["9 Mar 2026", "1 May 2026"] == _listed(bench)
    assert QApplication.focusWidget() is bench.find(QPushButton, "add")


def test_several_days_are_added_and_join_those_they_touch(made: list[Bench]) -> None:
    bench = _bench(made, MAY_DAY)
    _enter(bench, QDate(2026, 5, 2), QDate(2026, 5, 8))
    bench.press("confirm")
    assert ["2026-05-01..2026-05-08"] == _said(bench)
    assert ["1 – 8 May 2026"] == _listed(bench)


def test_the_last_day_follows_the_first_where_it_would_come_before_it(made: list[Bench]) -> None:
    bench = _bench(made, "none")
    bench.press("add")
    bench.find(QDateEdit, "first").setDate(QDate(2026, 8, 1))
    assert "1 Aug 2026" == bench.find(QDateEdit, "last").text()
    assert bench.fault() == ""


@pytest.mark.parametrize("leave", ["escape", "cancel", "mend"])
def test_the_wrong_way_round_is_outlined_and_explained_and_not_taken(made: list[Bench], leave: str) -> None:
    bench = _bench(made, MAY_DAY)
    _enter(bench, QDate(2026, 8, 8), QDate(2026, 8, 1))
    bench.press("confirm")
    last = bench.find(QDateEdit, "last")
    assert ([], "The last day comes before the first.") == (bench.applied, bench.fault())
    assert colours(last).wrong == colour_at(last, last.width() / 2, 0)
    if leave == "mend":
        last.setDate(QDate(2026, 8, 9))
        assert colours(last).wrong != colour_at(last, last.width() / 2, 0)
    elif leave == "cancel":
        bench.press("cancel")
    else:
        QTest.keyClick(last, Qt.Key.Key_Escape)
    assert ([], "") == (bench.applied, bench.fault())
    assert (leave == "mend") == last.isVisible()
    assert ["1 May 2026"] == _listed(bench)


def test_enter_on_cancel_adds_nothing(made: list[Bench]) -> None:
    bench = _bench(made, "none")
    bench.press("add")
    cancel = bench.find(QPushButton, "cancel")
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert [] == bench.applied


def test_a_window_closed_on_the_open_form_adds_nothing(made: list[Bench]) -> None:
    bench = _bench(made, "none")
    bench.press("add")
    bench.row.finish()
    assert [] == bench.applied


def test_a_run_removed_while_the_form_is_wrong_goes_once_the_form_is_closed(made: list[Bench]) -> None:
    bench = _bench(made, MAY_DAY)
    _enter(bench, QDate(2026, 8, 8), QDate(2026, 8, 1))
    _removers(bench)[0].click()
    assert [] == bench.applied
    bench.press("cancel")
    assert ["none"] == _said(bench)


def test_what_cannot_be_kept_is_said_and_escape_shows_what_holds(made: list[Bench]) -> None:
    bench = _bench(made, MAY_DAY)
    bench.fails = KnownError("The disk is full.")
    _removers(bench)[0].click()
    assert "The disk is full." == bench.fault()
    QTest.keyClick(bench.find(QWidget, "add"), Qt.Key.Key_Escape)
    assert (["1 May 2026"], "") == (_listed(bench), bench.fault())


def test_a_change_from_outside_shows_at_once_and_leaves_the_form(made: list[Bench]) -> None:
    bench = _bench(made, MAY_DAY)
    bench.press("add")
    bench.row.refresh(parse_days_off(CHRISTMAS))
    assert ["24 Dec 2026 – 2 Jan 2027"] == _listed(bench)
    bench.press("confirm")
    assert [f"2026-03-04, {CHRISTMAS}"] == _said(bench)


def test_no_single_click_throws_all_away(made: list[Bench]) -> None:
    bench = _bench(made, f"{MAY_DAY}, {CHRISTMAS}")
    reset = bench.window.findChild(QPushButton, "reset_days_off")
    assert reset is not None
    assert not reset.isVisible()


def test_tab_goes_as_one_reads_also_through_what_was_added(made: list[Bench]) -> None:
    bench = _bench(made, f"2026-01-01, {MAY_DAY}")
    bench.press("past")
    bench.press("add")
    bench.press("confirm")
    assert ["add", "remove_2026-03-04", "remove_2026-05-01", "past", "remove_2026-01-01"] == bench.tab_stops()
    bench.press("add")
    assert ["first", "last", "confirm", "cancel", "remove_2026-03-04"] == bench.tab_stops()[:5]


def test_a_click_into_a_date_chooses_a_part_of_it_to_type_over(made: list[Bench]) -> None:
    bench = _bench(made, "none")
    bench.press("add")
    last = bench.find(QDateEdit, "last")
    QTest.mouseClick(last.lineEdit(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(4, 10))
    QTest.keyClicks(last, "12")
    bench.press("confirm")
    assert ["2026-03-04..2026-03-12"] == _said(bench)


def test_the_calendar_has_the_colours_of_the_theme_and_english_names(made: list[Bench]) -> None:
    bench = _bench(made, "none")
    bench.press("add")
    edit = bench.find(QDateEdit, "first")
    arrow = QPoint(edit.width() - 6, edit.height() // 2)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, arrow)
    calendar = edit.calendarWidget()
    assert calendar.isVisible()
    month = calendar.findChild(QToolButton, "qt_calendar_monthbutton")
    assert month is not None
    assert "March" == month.text()
    assert colours(calendar).surface == colour_at(calendar, calendar.width() / 2, calendar.height() - 3)
    calendar.window().close()


def test_days_given_on_the_command_line_cannot_be_changed(made: list[Bench]) -> None:
    bench = _bench(made, MAY_DAY, overridden=True)
    assert not bench.find(QPushButton, "add").isEnabled()
    _removers(bench)[0].click()
    assert [] == bench.applied


def test_its_parts_have_names_for_who_cannot_see_them(made: list[Bench]) -> None:
    bench = _bench(made, "none")
    group = bench.window.findChild(QWidget, "days_off")
    assert group is not None
    assert ("Days off", "No reminders on these days.") == (group.accessibleName(), group.accessibleDescription())
    names = [bench.find(QDateEdit, which).accessibleName() for which in ("first", "last")]
    assert ["First day off", "Last day off"] == names
