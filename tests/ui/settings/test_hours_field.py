"""Working hours by hand: days are ticked, times typed, ranges added and removed, and what is wrong is not taken."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget

from posture_app.core.errors import KnownError
from posture_app.core.settings.hours import format_hours, parse_hours
from posture_app.core.settings.setting import Setting
from posture_app.core.settings.settings import TABLE
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.kit.look.theme import colours
from tests.ui.setting_bench import HEIGHT, NARROW, Bench
from tests.ui.showing import colour_at
from tests.ui.waiting import delete_what_was_closed, until

pytestmark = pytest.mark.usefixtures("qt")

USUAL = "mon-fri 09:00-17:00"
BACKWARDS = "ends before it begins; over midnight, it may have 12 hours at the most"
SPLIT = "mon-fri 09:00-12:30 13:00-17:30"


@pytest.fixture
def made() -> Iterator[list[Bench]]:
    """The benches of a test, closed after it."""
    benches: list[Bench] = []
    yield benches
    for bench in benches:
        bench.window.close()
        bench.window.deleteLater()
    delete_what_was_closed()


def _bench(made: list[Bench], hours: str, *, overridden: bool = False) -> Bench:
    kind, text = TABLE["working_hours"].kind, "Reminders come within these only."
    setting = Setting(kind, SettingsPage.WHEN, "Working hours", text)
    made.append(Bench("working_hours", setting, parse_hours(hours), overridden=overridden))
    return made[-1]


def _said(bench: Bench) -> list[str]:
    return [format_hours(value) for value in bench.applied]  # type: ignore[arg-type]


def _outlined(bench: Bench, name: str) -> bool:
    frame = bench.find(QLineEdit, name).parentWidget()
    return colour_at(frame, frame.width() / 2, 0) == colours(frame).wrong


def test_off_is_always_without_days_and_switched_on_it_begins_with_a_usual_week(made: list[Bench]) -> None:
    bench = _bench(made, "always")
    assert not bench.find(QAbstractButton, "mon").isVisible()
    bench.press("switch")
    assert [USUAL] == _said(bench)
    assert bench.find(QAbstractButton, "mon").isVisible()
    bench.press("switch")
    assert [USUAL, "always"] == _said(bench)


def test_the_week_is_there_again_after_it_was_switched_off(made: list[Bench]) -> None:
    bench = _bench(made, "sat 10:00-12:00")
    bench.press("switch")
    bench.press("switch")
    assert ["always", "sat 10:00-12:00"] == _said(bench)


def test_what_holds_is_shown(made: list[Bench]) -> None:
    bench = _bench(made, f"{SPLIT}; sat 10:00-24:00")
    ticked = [bench.find(QAbstractButton, day).isChecked() for day in ("mon", "fri", "sat", "sun")]
    assert [True, True, True, False] == ticked
    times = [bench.find(QLineEdit, f"tue_{end}").text() for end in ("1_from", "1_until", "2_from", "2_until")]
    assert ["09:00", "12:30", "13:00", "17:30"] == times
    assert "24:00" == bench.find(QLineEdit, "sat_1_until").text()
    assert not bench.find(QLineEdit, "sun_1_from").isVisible()


def test_a_time_that_is_typed_holds_from_enter_on(made: list[Bench]) -> None:
    bench = _bench(made, USUAL)
    bench.type_into("mon_1_from", "08:30", enter=False)
    assert [] == _said(bench)
    QTest.keyClick(bench.find(QLineEdit, "mon_1_from"), Qt.Key.Key_Return)
    assert ["mon 08:30-17:00; tue-fri 09:00-17:00"] == _said(bench)
    assert bench.fault() == ""


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("8", "08:00"),
        ("08", "08:00"),
        ("830", "08:30"),
        ("0830", "08:30"),
        ("8.30", "08:30"),
        (" 8:30", "08:30"),
        ("8 a.m.", "08:00"),
        ("10.30 A. M.", "10:30"),
        ("8:30 am.", "08:30"),
        ("03:30 p.m.", "15:30"),
    ],
)
def test_a_time_is_read_as_people_write_it(made: list[Bench], typed: str, stands: str) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    assert stands == bench.type_into("mon_1_from", typed).text()
    assert [f"mon {stands}-17:00"] == _said(bench)


@pytest.mark.parametrize("typed", ["9 a.m. or so", "9.5.2", "8.3", "noon."])
def test_what_is_no_time_stays_as_it_was_typed(made: list[Bench], typed: str) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    edit = bench.type_into("mon_1_until", typed)
    assert typed[: edit.maxLength()] == edit.text()
    assert [] == _said(bench)


def test_a_click_into_a_time_chooses_all_of_it_and_a_second_one_does_not(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    edit = bench.find(QLineEdit, "mon_1_from")
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert "09:00" == edit.selectedText()
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert "" == edit.selectedText()


def test_arrows_go_by_half_an_hour_and_end_with_the_day(made: list[Bench]) -> None:
    bench = _bench(made, "mon 00:45-23:15")
    for name, key in (("mon_1_from", Qt.Key.Key_Down), ("mon_1_until", Qt.Key.Key_Up)):
        for _ in range(3):
            QTest.keyClick(bench.find(QLineEdit, name), key)
    week = ["mon 00:15-23:15", "mon 00:00-23:15", "mon 00:00-23:45", "mon 00:00-24:00"]
    assert week == list(dict.fromkeys(_said(bench)))


@pytest.mark.parametrize("typed", ["00:00", "24:00", "24"])
def test_midnight_ends_the_day(made: list[Bench], typed: str) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    assert "24:00" == bench.type_into("mon_1_until", typed).text()
    assert ["mon 09:00-24:00"] == _said(bench)


def test_a_night_shift_ends_on_the_next_day(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-17:00; tue 04:00-08:00")
    bench.type_into("mon_1_from", "20")
    bench.type_into("mon_1_until", "3")
    assert ["mon 20:00-03:00; tue 04:00-08:00"] == _said(bench)
    assert not bench.find(QPushButton, "mon_add").isEnabled()
    bench.type_into("mon_1_until", "5")
    assert "Tuesday: its first range begins before the night before it ends." == bench.fault()
    bench.type_into("tue_1_from", "5")
    assert ("mon 20:00-05:00; tue 05:00-08:00", "") == (_said(bench)[-1], bench.fault())


def test_a_day_is_taken_out_and_in_again_with_its_hours(made: list[Bench]) -> None:
    bench = _bench(made, "mon 08:00-12:00; tue 09:00-17:00")
    bench.press("mon")
    assert not bench.find(QLineEdit, "mon_1_from").isVisible()
    bench.press("mon")
    assert ["tue 09:00-17:00", "mon 08:00-12:00; tue 09:00-17:00"] == _said(bench)


def test_without_any_day_it_says_that_nothing_comes(made: list[Bench]) -> None:
    bench = _bench(made, "mon 08:00-12:00")
    note = bench.find(QLabel, "none")
    assert not note.isVisible()
    bench.press("mon")
    assert ["never"] == _said(bench)
    assert note.isVisible()


def test_plus_adds_a_range_after_the_last_and_puts_the_keyboard_there(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-12:00")
    bench.press("mon_add")
    assert ["mon 09:00-12:00 13:00-17:00"] == _said(bench)
    assert QApplication.focusWidget() is bench.find(QLineEdit, "mon_2_from")
    bench.press("mon_add")
    bench.press("mon_add")
    assert "mon 09:00-12:00 13:00-17:00 18:00-22:00 23:00-24:00" == _said(bench)[-1]
    assert not bench.find(QPushButton, "mon_add").isEnabled()


def test_a_range_is_removed_and_the_last_one_only_with_its_day(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-12:00 13:00-17:00")
    bench.press("mon_1_remove")
    assert ["mon 13:00-17:00"] == _said(bench)
    assert not bench.find(QPushButton, "mon_1_remove").isVisible()
    assert QApplication.focusWidget() is bench.find(QPushButton, "mon_add")


def test_monday_is_copied_to_the_other_working_days(made: list[Bench]) -> None:
    bench = _bench(made, "mon 08:00-12:00 13:00-15:00; tue 10:00-11:00; sat 10:00-12:00")
    bench.press("copy")
    assert ["mon-fri 08:00-12:00 13:00-15:00; sat 10:00-12:00"] == _said(bench)
    bench.press("mon")
    bench.press("copy")
    assert "sat 10:00-12:00" == _said(bench)[-1]


@pytest.mark.parametrize(
    ("typed", "text", "says", "at"),
    [
        ("tue_1_until", "08:00", f"Tuesday: “09:00-08:00” {BACKWARDS}.", "tue_1_from"),
        ("tue_1_until", "25:00", "Tuesday: “25:00” is not a time of day.", "tue_1_from"),
        ("tue_1_until", "x", "Tuesday: “x” is not a time of day.", "tue_1_from"),
        ("tue_1_from", "24:00", "Tuesday: “24:00” is not a time of day.", "tue_1_from"),
        ("tue_1_until", "09:00", f"Tuesday: “09:00-09:00” {BACKWARDS}.", "tue_1_until"),
        ("tue_2_from", "12:00", "Tuesday: the range from 12:00 begins before the one before it ends.", "tue_2_from"),
        ("tue_2_from", "08:00", "Tuesday: the range from 09:00 begins before the one before it ends.", "tue_1_from"),
    ],
)
def test_what_cannot_be_is_outlined_and_explained_and_the_old_holds(
    made: list[Bench], typed: str, text: str, says: str, at: str
) -> None:
    bench = _bench(made, SPLIT)
    before = bench.find(QLineEdit, typed).text()
    editor = bench.type_into(typed, text)
    bench.find(QWidget, "switch").setFocus()  # the frame of what has the keyboard is thicker, and red all the same
    assert ([], says) == (bench.applied, bench.fault())
    assert [_outlined(bench, at), _outlined(bench, "mon_1_from")] == [True, False]
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert ("", before) == (bench.fault(), editor.text())
    assert not _outlined(bench, at)


def test_wrong_hours_hold_once_their_other_end_is_mended(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    bench.type_into("mon_1_from", "18:00")
    assert "ends before" in bench.fault()
    bench.type_into("mon_1_until", "22:00")
    assert (["mon 18:00-22:00"], "") == (_said(bench), bench.fault())


def test_ranges_may_be_typed_out_of_order_and_stay_where_they_are(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-12:00 13:00-17:00")
    bench.type_into("mon_2_until", "23:00")
    bench.type_into("mon_1_until", "12:30")
    bench.type_into("mon_2_from", "06:00")  # overlaps for a moment
    bench.type_into("mon_2_until", "08:00")
    assert "mon 06:00-08:00 09:00-12:30" == _said(bench)[-1]
    assert "06:00" == bench.find(QLineEdit, "mon_2_from").text()


def test_what_was_typed_is_pending_until_escape_or_enter(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    editor = bench.type_into("mon_1_from", "11", enter=False)
    assert bench.row.field.pending()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert ("09:00", [], False) == (editor.text(), bench.applied, bench.row.field.pending())
    bench.type_into("mon_1_from", "09:00")
    assert not bench.row.field.pending()


def test_what_was_typed_holds_as_the_window_closes(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    bench.type_into("mon_1_from", "10:00", enter=False)
    bench.row.finish()
    assert ["mon 10:00-17:00"] == _said(bench)


def test_a_change_from_outside_shows_at_once_and_leaves_what_is_being_typed(made: list[Bench]) -> None:
    bench = _bench(made, USUAL)
    bench.row.refresh(parse_hours("mon 10:00-11:00 12:00-13:00"))
    assert ["10:00", "12:00"] == [bench.find(QLineEdit, f"mon_{n}_from").text() for n in (1, 2)]
    assert not bench.find(QAbstractButton, "tue").isChecked()
    editor = bench.type_into("mon_1_from", "11", enter=False)
    bench.row.refresh(parse_hours(USUAL))
    assert "11" == editor.text()
    assert [] == bench.applied


def test_what_cannot_be_kept_is_said_and_escape_shows_what_holds(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-17:00")
    bench.fails = KnownError("The disk is full.")
    bench.press("tue")
    assert "The disk is full." == bench.fault()
    QTest.keyClick(bench.find(QWidget, "switch"), Qt.Key.Key_Escape)
    assert (False, "") == (bench.find(QAbstractButton, "tue").isChecked(), bench.fault())


def test_reset_goes_back_to_always(made: list[Bench]) -> None:
    bench = _bench(made, USUAL)
    reset = bench.window.findChild(QPushButton, "reset_working_hours")
    assert reset is not None
    reset.click()
    assert ["always"] == _said(bench)
    assert not bench.find(QAbstractButton, "switch").isChecked()


def test_tab_goes_as_one_reads_also_through_what_was_added(made: list[Bench]) -> None:
    bench = _bench(made, "mon 09:00-12:00; tue 09:00-17:00")
    bench.press("mon_add")
    monday = ["mon", "mon_1_from", "mon_1_until", "mon_1_remove", "mon_2_from", "mon_2_until", "mon_2_remove"]
    tuesday = ["tue", "tue_1_from", "tue_1_until", "tue_add"]
    rest = ["wed", "thu", "fri", "sat", "sun", "copy"]
    assert ["reset_working_hours", "switch", *monday, "mon_add", *tuesday, *rest] == bench.tab_stops()


def test_every_part_has_a_name_for_who_cannot_see_it(made: list[Bench]) -> None:
    bench = _bench(made, SPLIT)
    assert "Tuesday, range 2, until" == bench.find(QLineEdit, "tue_2_until").accessibleName()
    assert "Remove Tuesday, range 2" == bench.find(QPushButton, "tue_2_remove").accessibleName()
    assert "Add a range to Tuesday" == bench.find(QPushButton, "tue_add").accessibleName()
    assert "Only within working hours" == bench.find(QWidget, "switch").accessibleName()
    group = bench.row.field.editor
    said = (group.accessibleName(), group.accessibleDescription())
    assert ("Working hours", "Reminders come within these only.") == said


def test_ranges_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(made: list[Bench]) -> None:
    bench = _bench(made, SPLIT)

    def middle(name: str) -> int:
        edit = bench.find(QLineEdit, name)
        return int(edit.mapTo(bench.window, edit.rect().center()).y())

    assert middle("mon_1_from") == middle("mon_2_from")
    bench.window.resize(NARROW, HEIGHT)
    until(lambda: middle("mon_2_from") - middle("mon_1_from") >= 36)
    until(lambda: middle("tue_1_from") - middle("mon_2_from") >= 36)
    assert NARROW == bench.window.width()
    assert bench.find(QPushButton, "mon_add").visibleRegion().boundingRect().width() >= 28
    bench.window.resize(2 * NARROW, HEIGHT)
    until(lambda: middle("mon_1_from") == middle("mon_2_from"))


def test_a_week_given_on_the_command_line_cannot_be_changed(made: list[Bench]) -> None:
    bench = _bench(made, USUAL, overridden=True)
    assert not bench.find(QLineEdit, "mon_1_from").isEnabled()
    bench.press("switch")
    bench.press("mon_add")
    assert [] == bench.applied
