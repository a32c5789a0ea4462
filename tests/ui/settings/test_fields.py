"""The fields of the settings window: hands and keys change them, the wheel does not, and they can be seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTimeEdit,
    QWidget,
)

from posture_app.core.settings.setting import Choice, Number, Switch, TimeOfDay, Whole
from posture_app.core.settings.settings import DEFAULTS, NOUGHT, TABLE
from posture_app.ui.kit.fields.switch import SwitchField
from posture_app.ui.kit.look.theme import colours
from posture_app.ui.settings.fields import CodeField, field_for
from posture_app.ui.settings.reminders_page import PARTS
from tests.ui.settings.settings_desk import Desk, last
from tests.ui.showing import colour_at, press_step
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.window.close()
    delete_what_was_closed()


@pytest.mark.parametrize(
    "kind",
    [
        *(Whole(1, 2, "min"), Number(1, 2, "h"), TimeOfDay(), Choice(("a", "b")), Switch()),
        *(row.kind for key, row in TABLE.items() if key not in PARTS),
    ],
)
def test_there_is_a_field_for_every_kind(kind: Any) -> None:
    assert field_for(kind).editor is not None


def test_arrows_stay_within_the_range(desk: Desk) -> None:
    spin = desk.find(QDoubleSpinBox, "snooze")
    for _ in range(10):
        QTest.keyClick(spin, Qt.Key.Key_Down)
    assert spin.value() == 1
    QTest.keyClick(spin, Qt.Key.Key_PageUp)
    assert [value for _, value in desk.applied] == [4, 3, 2, 1, 11]


def test_minus_and_plus_do_as_the_arrows_and_end_where_the_range_does(desk: Desk) -> None:
    desk.go_to("snooze")
    spin = desk.find(QDoubleSpinBox, "snooze")
    for up in (False, True, False, False, False, False, False, False):
        press_step(spin, up=up)
        QApplication.processEvents()
    assert [value for _, value in desk.applied] == [4, 5, 4, 3, 2, 1]
    assert spin.stepEnabled() is QDoubleSpinBox.StepEnabledFlag.StepUpEnabled


def test_what_was_typed_counts_before_plus_does(desk: Desk) -> None:
    press_step(desk.type_into("stand_every", "50", enter=False), up=True)
    assert desk.applied == [("stand_every", 50), ("stand_every", 51)]


def test_a_time_goes_by_half_hours_round_the_clock(desk: Desk) -> None:
    desk.window.refresh(replace(DEFAULTS, day_start=time(0, 0)))
    desk.go_to("day_start")
    for up in (False, True, True):
        press_step(desk.find(QTimeEdit, "day_start"), up=up)
    assert [value for _, value in desk.applied] == [time(23, 30), time(0, 0), time(0, 30)]


def test_fields_are_outlined_so_that_they_can_be_found_and_in_red_where_they_refuse(desk: Desk) -> None:
    desk.go_to("stand_every")
    QApplication.processEvents()
    frame = desk.find(QDoubleSpinBox, "stand_every")
    middle = frame.width() / 2
    ring = [colour_at(frame, middle, y) for y in (0, frame.height() - 1)]
    assert ring == [colours(frame).edge] * 2
    desk.type_into("stand_every", "500")
    assert colour_at(frame, middle, 0) == colours(frame).wrong


def test_a_nought_that_means_something_else_is_said_in_words(desk: Desk) -> None:
    shown = {key: desk.find(QDoubleSpinBox, key).text() for key in NOUGHT}
    assert shown == {
        "snoozes_in_row": "2 times", "skips_a_day": "No limit", "escalate_after": "Never", "quiet_after": "Never",
        "notice_s": "30 s", "goal_kept": "None",
    }  # fmt: skip
    assert not [key for key in shown if "0 means" in TABLE[key].help]
    desk.type_into("escalate_after", "0")
    assert desk.find(QDoubleSpinBox, "escalate_after").text() == "Never"
    assert desk.applied == []


def test_one_time_is_no_times(desk: Desk) -> None:
    for key, text, says in (
        ("skips_a_day", "1", "1 time"),
        ("snoozes_in_row", "1", "1 time"),
        ("snooze", "1", "1 min"),
    ):
        desk.type_into(key, text)
        assert desk.find(QDoubleSpinBox, key).text() == says
    desk.find(QPushButton, "reset_skips_a_day").click()
    assert desk.find(QDoubleSpinBox, "skips_a_day").text() == "No limit"
    assert desk.find(QPushButton, "reset_skips_a_day").toolTip() == "Reset to “No limit”"


def test_the_record_is_kept_for_ever_or_for_some_years_of_which_the_fewest_come_last(desk: Desk) -> None:
    combo = desk.find(QComboBox, "keep_years")
    texts = ["For ever", "10 years", "5 years", "3 years", "2 years", "1 year"]
    assert (texts, "For ever") == ([combo.itemText(at) for at in range(combo.count())], combo.currentText())
    desk.go_to("keep_years")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert [("keep_years", 10)] == desk.applied
    reset = desk.find(QPushButton, "reset_keep_years")
    assert "Reset to “For ever”" == reset.toolTip()
    reset.click()
    assert 0 == last(desk, "keep_years")


def test_years_that_were_set_elsewhere_are_shown_and_stay_in_force(desk: Desk) -> None:
    combo = desk.find(QComboBox, "keep_years")
    for years, place in ((7, 2), (50, 1)):
        desk.window.refresh(replace(DEFAULTS, keep_years=years))
        assert (f"{years} years", place) == (combo.currentText(), combo.currentIndex())
    assert [] == desk.applied


def test_the_names_of_all_languages_are_not_measured_before_the_list_opens(qt: object) -> None:
    few, all_of_them = (CodeField(codes, lambda code: code * 20) for codes in (("en",), ("en", "ja", "zh_CN", "ar")))
    assert few.sizeHint() == all_of_them.sizeHint()


def test_languages_and_countries_lie_where_one_looks_for_their_first_letter(desk: Desk) -> None:
    for key, names in (
        ("language", ["Čeština", "Dansk", "Português (Brasil)", "Türkçe"]),
        ("region", ["Canada", "Česko", "Chile", "Norge", "Österreich", "Polska"]),
    ):
        combo = desk.find(QComboBox, key)
        offered = [combo.itemText(at) for at in range(combo.count())]
        assert names == [name for name in offered if name in names]


def test_a_folder_to_share_is_chosen_and_given_up_again(desk: Desk, tmp_path: Path) -> None:
    desk.go_to("shared_folder")
    path, stop = desk.find(QLabel, "shared_folder_path"), desk.find(QPushButton, "reset_shared_folder")
    assert ("Not shared", False) == (path.text(), stop.isVisible())
    folder = tmp_path / ("a-rather-long-name-" * 10)
    folder.mkdir()
    desk.find(QPushButton, "shared_folder").click()
    (asked,) = desk.window.findChildren(QFileDialog)
    edit = asked.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.setText(str(folder))
    asked.accept()
    delete_what_was_closed()
    assert [("shared_folder", str(folder))] == desk.applied
    assert (str(folder), "Stop sharing") == (path.text(), stop.text())
    assert path.width() < desk.window.width()
    stop.click()
    assert (None, "Not shared", False) == (last(desk, "shared_folder"), path.text(), stop.isVisible())


def test_who_chooses_no_folder_changes_nothing(desk: Desk) -> None:
    desk.go_to("shared_folder")
    desk.window.refresh(replace(DEFAULTS, shared_folder="~/Sync"))
    desk.find(QPushButton, "shared_folder").click()
    (asked,) = desk.window.findChildren(QFileDialog)
    asked.reject()
    delete_what_was_closed()
    assert ([], "~/Sync") == (desk.applied, desk.find(QLabel, "shared_folder_path").text())


def test_the_wheel_scrolls_the_page_and_changes_nothing(desk: Desk) -> None:
    for key in ("stand_every", "day_start", "theme", "keep_years"):
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(desk.find(QWidget, key), wheel)
    assert desk.applied == []


def test_the_words_of_an_order_have_the_colour_of_the_theme(desk: Desk) -> None:
    ways, app = desk.find(QListWidget, "notify_order"), QApplication.instance()
    assert isinstance(app, QApplication)
    before = QPalette(app.palette())
    changed = QPalette(before)
    changed.setColor(QPalette.ColorRole.Text, QColor("#123456"))
    try:
        app.setPalette(changed)
        QApplication.processEvents()
        assert {"#123456"} == {ways.item(row).foreground().color().name() for row in range(ways.count())}
    finally:
        app.setPalette(before)


def test_ways_to_remind_can_be_moved_and_switched_off_but_not_all(desk: Desk) -> None:
    ways = desk.find(QListWidget, "notify_order")
    ways.setCurrentRow(1)
    desk.find(QPushButton, "move_up").click()
    assert ("card", "desktop", "plyer", "tray") == last(desk, "notify_order")
    ways.item(3).setCheckState(Qt.CheckState.Unchecked)
    assert ("card", "desktop", "plyer") == last(desk, "notify_order")
    for row in range(4):
        ways.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert ("plyer",) == last(desk, "notify_order")
    assert "some of" in desk.fault("notify_order")


def test_a_way_that_was_switched_off_stays_where_it_is(desk: Desk) -> None:
    ways = desk.find(QListWidget, "notify_order")
    ways.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert ways.item(0).text() == "Desktop notification with buttons"


def test_the_first_way_cannot_move_up_nor_the_last_down(desk: Desk) -> None:
    ways = desk.find(QListWidget, "notify_order")
    up, down = desk.find(QPushButton, "move_up"), desk.find(QPushButton, "move_down")
    ways.setCurrentRow(0)
    assert (up.isEnabled(), down.isEnabled()) == (False, True)
    ways.setCurrentRow(3)
    assert (up.isEnabled(), down.isEnabled()) == (True, False)


def test_a_switch_tells_of_the_person_only() -> None:
    field = SwitchField()
    told: list[object] = []
    field.edited.connect(lambda: told.append(field.value()))
    field.show_value(True)
    assert told == []
    box = field.editor
    assert isinstance(box, QCheckBox)
    box.click()
    assert told == [False]


def test_a_click_on_the_tick_switches_a_way_off_and_one_on_its_name_only_chooses_it(desk: Desk) -> None:
    ways = desk.find(QListWidget, "notify_order")
    line = ways.visualItemRect(ways.item(1))
    for x, left in ((line.center().x(), 4), (line.left() + 14, 3)):
        at = QPoint(x, line.center().y())
        QTest.mouseClick(ways.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert left == len(desk.settings.notify_order)
    assert ways.currentRow() == 1
    assert "card" not in desk.settings.notify_order
