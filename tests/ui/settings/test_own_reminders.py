"""The person's own reminders: added, changed, switched, tried, removed and had back, by their widgets."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from posture_app.core.errors import KnownError
from posture_app.core.settings.own_reminders import MOST, OwnReminder, OwnReminderList, parse_due
from posture_app.core.settings.settings import DEFAULTS
from posture_app.ui.settings.reminder_words import due_words
from tests.ui.settings.settings_desk import Desk, last
from tests.ui.settings.settings_live import Present
from tests.ui.showing import windows_shown
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")

WATER = OwnReminder("Water", parse_due("90 min sitting"), "Drink a glass.", 0)
DROPS = OwnReminder("Eye drops", parse_due("mon-fri 10:00 15:00; sat 11:00"), offers="eyes")


@pytest.fixture
def present() -> Present:
    return Present()


@pytest.fixture
def desks(present: Present) -> Iterator[list[Desk]]:
    made: list[Desk] = []
    yield made
    for desk in made:
        desk.window.close()
    delete_what_was_closed()


def _desk(desks: list[Desk], present: Present, *own: OwnReminder, overridden: tuple[str, ...] = ()) -> Desk:
    desks.append(Desk(replace(DEFAULTS, own=own), live=present.live(), overridden=overridden))
    desks[-1].window.activateWindow()
    QApplication.processEvents()
    return desks[-1]


def _click(desk: Desk, *names: str) -> None:
    for name in names:
        desk.find(QAbstractButton, name).click()
        QApplication.processEvents()


def _choose(desk: Desk, name: str, words: str) -> None:
    combo = desk.find(QComboBox, name)
    index = combo.findText(words)
    assert index >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def _warning(desk: Desk) -> str:
    said = desk.find(QLabel, "own_hidden")
    return said.text() if said.isVisible() else ""


def _own(desk: Desk) -> Mapping[str, OwnReminder]:
    return {own.name: own for own in desk.settings.own}


def _listed(desk: Desk) -> list[str]:
    rows = [row for row in desk.window.findChildren(QWidget) if row.objectName().startswith("row_own_")]
    shown = sorted((row for row in rows if row.isVisible()), key=lambda row: row.y())
    return [row.objectName().removeprefix("row_own_") for row in shown]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("45 min sitting", "After 45 min of sitting"),
        ("45 min unbroken", "After 45 min of unbroken sitting"),
        ("mon-fri 10:00 15:00", "Mon–Fri at 10:00 and 15:00"),
        ("mon 10:00; wed 10:00; sat-sun 10:00", "Mon, Wed, Sat and Sun at 10:00"),
        ("mon-sun 08:00 12:00 16:00", "Every day at 08:00, 12:00 and 16:00"),
        ("mon-thu 10:00; fri 09:00", "Mon–Thu at 10:00; Fri at 09:00"),
    ],
)
def test_what_makes_one_due_is_said_in_words(due: str, words: str) -> None:
    assert due_words(parse_due(due)) == words


def test_those_there_are_stand_in_their_order_with_name_summary_and_what_they_offer(
    desks: list[Desk], present: Present
) -> None:
    desk = _desk(desks, present, WATER, replace(DROPS, on=False))
    assert _listed(desk) == ["Water", "Eye drops"]
    opener = desk.find(QPushButton, "own_Water_open")
    assert [label.text() for label in opener.findChildren(QLabel)] == [
        "Water",
        "After 90 min of sitting · notification",
    ]
    summary = desk.find(QPushButton, "own_Eye drops_open").findChildren(QLabel)[1]
    assert summary.text() == "Off · Mon–Fri at 10:00 and 15:00; Sat at 11:00"
    opener.click()
    inside = [
        label.text() for label in desk.find(QWidget, "own_Water_inside").findChildren(QLabel) if label.isVisible()
    ]
    assert inside == ["Drink a glass."]


def test_one_is_switched_off_and_tried(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, WATER, DROPS)
    _click(desk, "own_Water", "own_Water_open", "try_own_Water")
    assert (False, True) == (_own(desk)["Water"].on, _own(desk)["Eye drops"].on)
    assert present.tried == ["own:Water"]


def test_one_is_added_by_keyboard_alone(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present)
    add = desk.find(QPushButton, "own_add")
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Space)
    for text, tabs in (("Tea", 1), ("Put the kettle on.", 0)):
        QTest.keyClicks(desk.window.focusWidget(), text)
        for _ in range(tabs):
            QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    names = []
    for _ in range(8):
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
        focus = desk.window.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
    assert names == [
        "own_basis", "own_minutes", "own_length", "own_offers", "own_way", "own_sound", "own_cancel", "own_save",
    ]  # fmt: skip
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Space)
    assert last(desk, "own") == (OwnReminder("Tea", parse_due("45 min sitting"), "Put the kettle on."),)
    assert desk.window.findChild(QWidget, "own_form") is None or not desk.find(QWidget, "own_form").isVisible()
    assert desk.find(QPushButton, "own_Tea_open").hasFocus()


def test_all_that_one_can_be_is_entered_by_its_fields(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, WATER)
    _click(desk, "own_add")
    desk.find(QLineEdit, "own_name").setText("Eyes")
    desk.find(QPlainTextEdit, "own_text").setPlainText("Look out\nof the window.")
    _choose(desk, "own_basis", "At clock times")
    desk.find(QLineEdit, "own_times").setText("10:00, 15:30")
    _click(desk, "own_day_fri")
    desk.find(QDoubleSpinBox, "own_length").setValue(5)
    _choose(desk, "own_offers", "One exercise…")
    _choose(desk, "own_which", "Toe spread")
    _choose(desk, "own_way", "Break screen")
    _choose(desk, "own_sound", "Both")
    _click(desk, "own_save")
    entry = {
        "name": "Eyes", "text": "Look out\nof the window.", "due": "mon-thu 10:00 15:30", "length": 5,
        "offers": "exercise:toe_spread", "way": "screen", "sound": "both",
    }  # fmt: skip
    assert last(desk, "own") == (WATER, *OwnReminderList().from_raw([entry]))


def test_the_form_warns_that_its_exercise_is_hidden_from_this_person(desks: list[Desk], present: Present) -> None:
    present.why_hidden = {"toe_spread": "“Toe spread” is not offered. You said that it hurt."}
    desk = _desk(desks, present, replace(WATER, offers="exercise:toe_spread"))
    _click(desk, "own_Water_open", "edit_own_Water")
    assert _warning(desk) == present.why_hidden["toe_spread"]
    _choose(desk, "own_which", "Chin tuck")
    assert not _warning(desk)
    _choose(desk, "own_which", "Toe spread")
    assert _warning(desk)
    _choose(desk, "own_offers", "Foot exercises")
    assert not _warning(desk)
    _choose(desk, "own_offers", "One exercise…")
    _choose(desk, "own_which", "Toe spread")
    assert _warning(desk)
    desk.find(QLineEdit, "own_name").setText("Toes")
    _click(desk, "own_save")  # it warns, no more
    assert last(desk, "own") == (replace(WATER, name="Toes", offers="exercise:toe_spread"),)


@pytest.mark.parametrize(
    ("offers", "what", "which"),
    [("text", "None", ""), ("feet", "Foot exercises", ""), ("upper_back", "Exercises for…", "Upper back"),
     ("exercise:chin_tuck", "One exercise…", "Chin tuck"), ("exercise:gone", "One exercise…", "gone")],
)  # fmt: skip
def test_what_one_offers_is_shown_and_kept(
    desks: list[Desk], present: Present, offers: str, what: str, which: str
) -> None:
    desk = _desk(desks, present, replace(WATER, offers=offers))
    _click(desk, "own_Water_open", "edit_own_Water")
    assert desk.find(QComboBox, "own_offers").currentText() == what
    assert desk.find(QComboBox, "own_which").isVisible() == bool(which)
    assert desk.find(QComboBox, "own_which").currentText() == which
    desk.find(QLineEdit, "own_name").setText("Tea")
    _click(desk, "own_save")
    assert last(desk, "own") == (replace(WATER, name="Tea", offers=offers),)


def test_different_times_on_different_days_are_kept_and_more_can_be_added(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, WATER, DROPS)
    _click(desk, "own_Eye drops_open", "edit_own_Eye drops", "own_times_more")
    lines = [edit for edit in desk.window.findChildren(QLineEdit) if edit.objectName() == "own_times"]
    assert [edit.text() for edit in lines] == ["10:00, 15:00", "11:00", ""]
    lines[2].setText("12:00")
    [day for day in desk.window.findChildren(QPushButton) if day.objectName() == "own_day_sun"][2].click()
    _click(desk, "own_save")
    assert last(desk, "own") == (WATER, replace(DROPS, due=parse_due("mon-fri 10:00 15:00; sat 11:00; sun 12:00")))


def test_one_is_renamed_in_its_place_and_stays_off(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, replace(WATER, on=False), DROPS)
    _click(desk, "own_Water_open", "edit_own_Water")
    desk.find(QLineEdit, "own_name").setText("Tea")
    _click(desk, "own_save")
    assert last(desk, "own") == (replace(WATER, name="Tea", on=False), DROPS)
    assert _listed(desk) == ["Tea", "Eye drops"]


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("own_name", "", "A reminder needs a name"),
        ("own_name", "eye DROPS", "Two reminders are called “eye drops”."),
        ("own_times", "25:00", "“25:00” is not a time of day."),
        ("own_times", "10:00; 9", "“9” is not a time of day."),
        ("own_times", " , ", "Give at least one time, such as 10:00."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_taken(
    desks: list[Desk], present: Present, field: str, text: str, says: str
) -> None:
    desk = _desk(desks, present, replace(WATER, due=parse_due("mon 10:00")), DROPS)
    _click(desk, "own_Water_open", "edit_own_Water")
    desk.find(QLineEdit, field).setText(text)
    _click(desk, "own_save")
    key = "name" if field == "own_name" else "due"
    assert desk.fault(f"own_{key}").startswith(says)
    assert desk.applied == []
    assert desk.find(QLineEdit, field).hasFocus()
    desk.find(QLineEdit, field).setText("Tea" if key == "name" else "9:30")
    _click(desk, "own_save")
    assert len(desk.applied) == 1


def test_no_day_too_long_a_text_and_minutes_out_of_range_are_refused(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, replace(WATER, due=parse_due("mon 10:00")))
    _click(desk, "own_Water_open", "edit_own_Water", "own_day_mon", "own_save")
    assert desk.fault("own_due") == "Choose at least one day."
    _choose(desk, "own_basis", "After total sitting")
    desk.find(QDoubleSpinBox, "own_minutes").setValue(3)
    _click(desk, "own_save")
    assert "from 5 to 600" in desk.fault("own_due")
    desk.find(QPlainTextEdit, "own_text").setPlainText("x" * 301)
    _click(desk, "own_save")
    assert (desk.fault("own_text"), desk.fault("own_due")) == ("Text must be plain text of at most 300 letters.", "")
    assert desk.applied == []


def test_what_cannot_be_kept_is_said_in_the_form_which_stays(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present)
    _click(desk, "own_add")
    desk.find(QLineEdit, "own_name").setText("Tea")
    desk.fails = KnownError("The disk is full: settings.toml.")
    _click(desk, "own_save")
    assert desk.fault("own_form") == "The disk is full: settings.toml."
    desk.fails = None
    _click(desk, "own_save")
    assert list(_own(desk)) == ["Tea"]


@pytest.mark.parametrize("by", ["key", "button"])
def test_cancel_and_escape_leave_all_as_it_was(desks: list[Desk], present: Present, by: str) -> None:
    desk = _desk(desks, present, WATER)
    _click(desk, "own_Water_open", "edit_own_Water")
    desk.find(QLineEdit, "own_name").setText("Tea")
    if by == "key":
        QTest.keyClick(desk.find(QLineEdit, "own_name"), Qt.Key.Key_Escape)
    else:
        _click(desk, "own_cancel")
    assert (desk.applied, _listed(desk)) == ([], ["Water"])
    assert desk.find(QPushButton, "own_Water_open").hasFocus()


def test_what_was_removed_can_be_had_back_in_its_place(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, WATER, DROPS)
    _click(desk, "own_Water_open", "remove_own_Water")
    assert (_listed(desk), desk.settings.own) == (["Eye drops"], (DROPS,))
    assert desk.find(QPushButton, "own_Eye drops_open").hasFocus()
    _click(desk, "undo")
    assert (_listed(desk), desk.settings.own) == (["Water", "Eye drops"], (WATER, DROPS))


def test_a_change_from_outside_shows_and_leaves_the_form(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, WATER, DROPS)
    _click(desk, "own_Water_open", "edit_own_Water")
    desk.find(QLineEdit, "own_name").setText("Tea")
    desk.settings = replace(desk.settings, own=(replace(DROPS, on=False),))
    desk.window.refresh(desk.settings)
    assert not desk.find(QCheckBox, "own_Eye drops").isChecked()
    assert desk.find(QLineEdit, "own_name").text() == "Tea"
    _click(desk, "own_save")
    assert list(_own(desk)) == ["Eye drops", "Tea"]


def test_no_more_can_be_added_than_there_may_be(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, *(replace(WATER, name=f"Water {n}") for n in range(MOST)))
    assert not desk.find(QPushButton, "own_add").isEnabled()
    _click(desk, "own_Water 3_open", "remove_own_Water 3")
    assert desk.find(QPushButton, "own_add").isEnabled()


def test_those_given_on_the_command_line_cannot_be_changed(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present, WATER, overridden=("own",))
    names = ("own_Water", "edit_own_Water", "remove_own_Water", "own_add")
    assert [name for name in names if desk.find(QAbstractButton, name).isEnabled()] == []
    _click(desk, "own_Water_open", "try_own_Water")
    assert present.tried == ["own:Water"]


def test_the_form_that_opens_is_scrolled_into_sight(desks: list[Desk], present: Present) -> None:
    desk = _desk(desks, present)
    desk.window.resize(640, 480)
    QApplication.processEvents()
    _click(desk, "own_add")
    name = desk.find(QLineEdit, "own_name")
    page = next(area for area in desk.window.findChildren(QScrollArea) if area.isAncestorOf(name))
    top = name.mapTo(page, name.rect().topLeft()).y()
    assert 0 <= top < page.height() - name.height()


def test_no_row_flashes_up_as_a_window_of_its_own(desks: list[Desk], present: Present) -> None:
    with windows_shown() as names:
        desk = _desk(desks, present, WATER, DROPS)
        _click(desk, "page_reminders")
    assert [desk.window.objectName()] == names
