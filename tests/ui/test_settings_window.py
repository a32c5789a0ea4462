"""The settings window: everything in the table can be changed, wrong input is refused, and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QWidget,
)

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.hours import parse_hours
from posture_app.core.kinds import Choice, Number, Order, Switch, Text, TimeOfDay, Whole
from posture_app.core.settings import DEFAULTS, TABLE
from posture_app.ui.panel import Panel
from tests.ui.settings_desk import Desk
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
        assert setting.label in shown
        assert setting.help in shown
        assert (setting.label, setting.help) == (editor.accessibleName(), editor.accessibleDescription())


def test_the_table_has_no_kind_without_a_field(desk: Desk) -> None:
    known = (Whole, Number, TimeOfDay, Choice, Switch, Text, Order)
    assert [key for key, setting in TABLE.items() if not isinstance(setting.kind, known)] == []


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("stand_every", "45", 45),
        ("goal_hours", "6.5", 6.5),
        ("working_hours", "mon-fri 09:00-17:00", parse_hours("mon-fri 09:00-17:00")),
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
        ("stand_every", "3", "from 5 to 180"),
        ("stand_every", "500", "from 5 to 180"),
        ("goal_hours", "17", "from 1 to 16"),
        ("working_hours", "mon-fri 9-17", "“9” is not a time of day"),
        ("working_hours", "", "names no days and times"),
        ("working_hours", "mon 12:00-11:00", "ends before it begins"),
        ("working_hours", "x" * 5000, "names no days"),
    ],
)
def test_wrong_input_is_refused_at_the_field_and_escape_brings_back_what_holds(
    desk: Desk, key: str, text: str, says: str
) -> None:
    held = TABLE[key].kind.to_text(getattr(DEFAULTS, key))
    desk.type_into(key, "1", enter=False) if not text else None
    editor = desk.type_into(key, text) if text else _emptied(desk, key)
    assert desk.applied == []
    assert says in desk.fault(key)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.fault(key) == ""
    assert editor.text().startswith(held)


def _emptied(desk: Desk, key: str) -> Any:
    editor = desk.find(QLineEdit, key)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    return editor


def test_a_notation_is_checked_while_it_is_typed_and_not_applied_before_its_end(desk: Desk) -> None:
    desk.type_into("working_hours", "mon 09:00", enter=False)
    assert "is not a range" in desk.fault("working_hours")
    QTest.keyClicks(desk.find(QLineEdit, "working_hours"), "-17:00")
    assert desk.fault("working_hours") == ""
    assert desk.applied == []


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
        ("working_hours", "never", "Reset to always"),
    ],
)
def test_reset_says_what_it_resets_to_and_stands_in_line_with_the_field(
    desk: Desk, key: str, typed: str, says: str
) -> None:
    editor = desk.type_into(key, typed)
    QApplication.processEvents()
    reset = desk.find(QPushButton, f"reset_{key}")
    assert reset.text() == says
    heights = [w.mapTo(desk.window, w.rect().center()).y() for w in (reset, editor.parentWidget())]
    assert heights[0] == heights[1]


def test_the_notation_of_working_hours_has_an_example(desk: Desk) -> None:
    shown = [label.text() for label in desk.window.findChildren(QLabel)]
    assert "e.g. mon-fri 09:00-12:30 13:00-17:30; “always” for no limit" in shown


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


@pytest.mark.parametrize(("key", "typed"), [("stand_every", "4"), ("working_hours", "mon 09:0")])
def test_a_change_from_outside_leaves_what_is_being_typed(desk: Desk, key: str, typed: str) -> None:
    editor = desk.type_into(key, typed, enter=False)
    desk.window.refresh(replace(DEFAULTS, stand_every=60, working_hours=parse_hours("sun 10:00-11:00")))
    assert editor.text().startswith(typed)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() in ("60 min", "sun 10:00-11:00")


def test_what_was_typed_holds_when_the_window_is_closed_on_it() -> None:
    desk = Desk()
    desk.type_into("working_hours", "mon 09:00-17:00", enter=False)
    desk.type_into("snooze", "7", enter=False)
    desk.window.close()
    delete_what_was_closed()
    assert sorted(key for key, _ in desk.applied) == ["snooze", "working_hours"]


def test_a_setting_given_on_the_command_line_shows_and_cannot_be_changed() -> None:
    desk = Desk(replace(DEFAULTS, stand_every=45), overridden=("stand_every",))
    assert desk.find(QDoubleSpinBox, "stand_every").value() == 45
    assert not desk.find(QDoubleSpinBox, "stand_every").isEnabled()
    assert desk.find(QPushButton, "reset_stand_every").isHidden()
    assert "--set" in desk.find(QLabel, "stand_every_overridden").text()
    assert not desk.find(QAbstractButton, "stand_every_up").isEnabled()
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
