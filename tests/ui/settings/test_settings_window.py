"""The settings window: everything in the table can be changed, wrong input is refused, and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QTimeEdit,
    QWidget,
)

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.settings.settings import DEFAULTS, TABLE
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.kit.panel import Panel
from posture_app.ui.settings.reminders_page import PARTS
from posture_app.ui.settings.settings_window import LETTERS
from tests.ui.settings.settings_desk import Desk
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.window.close()
    delete_what_was_closed()


def test_every_setting_of_the_table_is_on_its_page_with_its_name_and_meaning(desk: Desk) -> None:
    shown = [label.text() for label in desk.window.findChildren(QLabel)]
    for key, setting in TABLE.items():
        editor = desk.find(QWidget, key)
        if key not in PARTS:  # those have a row or a list of their own
            assert setting.label in shown
            assert setting.help in shown
            assert setting.label in editor.accessibleName()
            assert setting.help in editor.accessibleDescription()


def test_the_pages_stand_in_their_order(desk: Desk) -> None:
    entries = [b.text() for b in desk.window.findChildren(QPushButton) if b.objectName().startswith("page_")]
    assert entries == [
        "General", "Reminders", "Exercises", "Working hours", "Detection", "Notifications", "Appearance", "Data",
        "About",
    ]  # fmt: skip


def test_the_keys_of_a_page_have_the_keyboard_on_the_first_thing_on_it(desk: Desk) -> None:
    desk.window.show_page(SettingsPage.GENERAL)
    desk.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    focus = desk.window.focusWidget()
    assert focus is not None
    assert "stand_open" == focus.objectName()


def test_a_setting_of_a_kind_says_which_to_a_screen_reader(desk: Desk) -> None:
    assert desk.find(QWidget, "stand_every").accessibleName() == "Get up: Remind me after"
    assert desk.find(QWidget, "feet_every").accessibleName() == "Move your feet: Remind me after"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("stand_every", "45", 45),
        ("goal_hours", "6.5", 6.5),
        ("goal_kept", "80", 80),
    ],
)
def test_what_is_typed_holds_at_once(desk: Desk, key: str, text: str, value: object) -> None:
    desk.type_into(key, text)
    assert desk.applied == [(key, value)]
    assert desk.fault(key) == ""


def test_a_time_and_a_choice_hold_at_once(desk: Desk) -> None:
    desk.find(QTimeEdit, "day_start").setTime(QTime(3, 30))
    combo = desk.find(QComboBox, "theme")
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    assert desk.applied == [("day_start", time(3, 30)), ("theme", "dark")]


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("stand_every", "3", "From 5 to 180 min, please."),
        ("stand_every", "500", "From 5 to 180 min, please."),
        ("stand_every", "7.5", "Takes a whole number from 5 to 180 (min)."),
        ("goal_hours", "17", "From 1 to 16 h, please."),
    ],
)
def test_wrong_input_is_refused_at_the_field_and_escape_brings_back_what_holds(
    desk: Desk, key: str, text: str, says: str
) -> None:
    held = TABLE[key].kind.to_text(getattr(DEFAULTS, key))
    editor = desk.type_into(key, text)
    assert desk.applied == []
    assert says in desk.fault(key)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.fault(key) == ""
    assert editor.text().startswith(held)


def test_a_number_field_that_is_emptied_goes_back_to_the_last_number_that_was_right(desk: Desk) -> None:
    for good, emptied in (("45", "45"), ("9999", "45"), ("46", "46")):
        desk.type_into("stand_every", good)
        editor = desk.find(QDoubleSpinBox, "stand_every")
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert (f"{emptied} min", "") == (editor.text(), desk.fault("stand_every"))
    assert [45, 46] == [value for _key, value in desk.applied]


def test_in_a_wide_window_a_switch_stays_near_its_words_and_in_line_with_the_search(desk: Desk) -> None:
    desk.find(QPushButton, "page_notifications").click()
    widths = []
    for width in (800, 1280, 1920):
        desk.window.resize(width, 700)
        QApplication.processEvents()
        search, undo = desk.find(QWidget, "search settings"), desk.find(QPushButton, "undo")
        row = desk.window._rows["volume"]
        panel = row.parentWidget()
        assert panel is not None
        left, right = (desk.window.mapFromGlobal(each) for each in (corner(search, left=True), corner(undo)))
        assert left.x() == desk.window.mapFromGlobal(corner(panel, left=True)).x()
        assert right.x() == desk.window.mapFromGlobal(corner(panel)).x()
        widths.append(row.width())
    letters = LETTERS * desk.window.fontMetrics().averageCharWidth()
    assert widths[0] < widths[1] <= widths[2] <= letters
    assert widths[1] == widths[2]


def corner(widget: QWidget, *, left: bool = False) -> QPoint:
    """On the screen, that above at the left, or below at the right."""
    return widget.mapToGlobal(widget.rect().topLeft() if left else widget.rect().bottomRight())


@pytest.mark.parametrize("error", [KnownError("The disk is full: settings.toml."), UsageError("stand_every: no.")])
def test_what_cannot_be_kept_is_said_at_the_field_and_can_be_tried_again(desk: Desk, error: Exception) -> None:
    desk.fails = error
    desk.type_into("stand_every", "45")
    assert desk.fault("stand_every")[1:] == str(error)[1:]
    desk.fails = None
    desk.type_into("stand_every", "46")
    assert (desk.applied, desk.fault("stand_every")) == ([("stand_every", 46)], "")


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("stand_every", "45", "Reset to 30 min"),
        ("goal_hours", "6.5", "Reset to 8 h"),
    ],
)
def test_reset_says_what_it_resets_to_and_stands_in_line_with_the_field(
    desk: Desk, key: str, typed: str, says: str
) -> None:
    editor = desk.type_into(key, typed)
    QApplication.processEvents()
    reset = desk.find(QPushButton, f"reset_{key}")
    assert reset.toolTip() == says
    heights = [w.mapTo(desk.window, w.rect().center()).y() for w in (reset, editor)]
    assert heights[0] == heights[1]


def test_reset_brings_back_the_default_and_shows_only_where_it_has_something_to_do(desk: Desk) -> None:
    reset = desk.find(QPushButton, "reset_stand_every")
    assert reset.isHidden()
    desk.type_into("stand_every", "45")
    assert not reset.isHidden()
    reset.click()
    assert desk.applied == [("stand_every", 45), ("stand_every", 30)]
    assert reset.isHidden()


def test_reset_overrules_what_was_typed_wrongly(desk: Desk) -> None:
    desk.type_into("stand_every", "45")
    desk.type_into("stand_every", "500")
    desk.find(QPushButton, "reset_stand_every").click()
    assert desk.fault("stand_every") == ""
    assert desk.find(QDoubleSpinBox, "stand_every").value() == 30


def test_a_change_from_outside_shows_at_once(desk: Desk) -> None:
    desk.window.refresh(replace(DEFAULTS, stand_every=60, theme="dark", day_start=time(5), notify_order=("tray",)))
    assert desk.find(QDoubleSpinBox, "stand_every").value() == 60
    assert desk.find(QComboBox, "theme").currentData() == "dark"
    assert desk.find(QTimeEdit, "day_start").time() == QTime(5, 0)
    assert desk.applied == []


def test_a_change_from_outside_leaves_what_is_being_typed(desk: Desk) -> None:
    editor = desk.type_into("stand_every", "4", enter=False)
    desk.window.refresh(replace(DEFAULTS, stand_every=60))
    assert editor.text().startswith("4")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "60 min"


def test_what_was_typed_holds_when_the_window_is_closed_on_it() -> None:
    desk = Desk()
    desk.type_into("snooze", "7", enter=False)
    desk.type_into("stand_every", "45", enter=False)
    desk.window.close()
    delete_what_was_closed()
    assert sorted(key for key, _ in desk.applied) == ["snooze", "stand_every"]


def test_a_setting_given_on_the_command_line_shows_and_cannot_be_changed() -> None:
    desk = Desk(replace(DEFAULTS, stand_every=45), overridden=("stand_every",))
    assert desk.find(QDoubleSpinBox, "stand_every").value() == 45
    assert not desk.find(QDoubleSpinBox, "stand_every").isEnabled()
    assert desk.find(QPushButton, "reset_stand_every").isHidden()
    assert "--set" in desk.find(QLabel, "stand_every_overridden").text()
    assert desk.find(QDoubleSpinBox, "snooze").isEnabled()
    desk.window.close()
    delete_what_was_closed()


def test_panels_are_as_wide_on_pages_that_scroll_as_on_those_that_do_not(desk: Desk) -> None:
    desk.window.resize(desk.window.minimumSize())
    widths = set()
    for page in ("reminders", "appearance"):
        desk.find(QPushButton, f"page_{page}").click()
        QApplication.processEvents()
        widths |= {panel.width() for panel in desk.window.findChildren(Panel) if panel.isVisible()}
    assert len(widths) == 1
