"""Looking for a setting by words, taking changes back, and what does nothing on this machine."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QWidget
from shiboken6 import isValid

from posture_app.core.errors import KnownError
from posture_app.core.settings.setting import Requirement
from posture_app.core.settings.settings import TABLE
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.settings.setting_row import SettingRow
from posture_app.ui.settings.shortcut_field import KeyRecorder
from tests.ui.settings.settings_desk import Desk
from tests.ui.settings.settings_live import Present
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def present() -> Present:
    return Present()


@pytest.fixture
def desk(present: Present) -> Iterator[Desk]:
    desk = Desk(live=present.live())
    desk.window.activateWindow()
    QApplication.processEvents()
    yield desk
    desk.window.close()
    delete_what_was_closed()


def look_for(desk: Desk, words: str) -> None:
    """Press Ctrl+F and type."""
    QTest.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, words)


def found(desk: Desk) -> list[str]:
    """The keys of the settings that show."""
    return [row.key for row in desk.window.findChildren(SettingRow) if row.isVisible()]


def marked(desk: Desk) -> list[str]:
    """The texts in which something is marked."""
    return [
        label.text()
        for label in desk.window.findChildren(QLabel)
        if label.isVisible() and label.textFormat() is Qt.TextFormat.RichText
    ]


def titles(desk: Desk) -> list[SettingsPage]:
    """The pages of which something shows."""
    return [page for page in SettingsPage if desk.find(QWidget, f"title_{page}").isVisible()]


def test_words_that_people_use_find_settings_on_all_pages_and_are_marked(desk: Desk) -> None:
    for words, keys, marks in (
        ("microphone", ["call_microphone"], ["A microphone in use is a call"]),
        ("font", ["text_size"], ["Text size"]),
        ("holiday", ["days_off"], ["Days off"]),
    ):
        look_for(desk, words)
        assert (keys, marks) == (found(desk), marked(desk))
        assert [TABLE[keys[0]].page] == titles(desk)
        assert "1 setting found" == desk.find(QLabel, "found").text()


def test_a_word_finds_all_that_have_it_also_among_their_choices(desk: Desk) -> None:
    look_for(desk, "dark")
    assert ["theme", "tray_icon"] == found(desk)
    look_for(desk, "violet")
    assert (["accent"], ["Accent colour"]) == (found(desk), marked(desk))


def test_what_is_no_setting_of_the_table_is_found_too(desk: Desk) -> None:
    for words, name in (("autostart", "row_autostart"), ("full screen", "seen"), ("csv", "open export")):
        look_for(desk, words)
        assert desk.find(QWidget, name).isVisible(), words


def test_a_setting_of_a_kind_is_shown_in_its_row_which_closes_again(desk: Desk) -> None:
    look_for(desk, "stretch sound")
    assert ["stretch_sound"] == found(desk)
    look_for(desk, "move your feet")
    assert [] == found(desk)
    assert desk.find(QWidget, "row_feet").isVisible()
    desk.find(QPushButton, "page_reminders").click()
    assert not desk.find(QWidget, "stretch_inside").isVisible()
    assert desk.find(QWidget, "row_posture").isVisible()


def test_where_nothing_is_found_that_is_said_and_escape_brings_the_page_back(desk: Desk) -> None:
    desk.find(QPushButton, "page_when").click()
    look_for(desk, "bicycle")
    assert ([], []) == (titles(desk), marked(desk))
    assert desk.find(QLabel, "found").text().startswith("Nothing is found.")
    QTest.keyClick(desk.find(QLineEdit, "search settings"), Qt.Key.Key_Escape)
    assert [SettingsPage.WHEN] == titles(desk)
    assert {"working_hours", "days_off", "right_moment"} == set(found(desk))
    assert not desk.find(QLabel, "found").isVisible()


def test_escape_closes_first_what_is_open_in_the_window_and_then_the_window(desk: Desk) -> None:
    look_for(desk, "theme")
    combo = desk.find(QComboBox, "theme")
    combo.showPopup()
    QTest.keyClick(combo.view(), Qt.Key.Key_Escape)
    assert (False, "theme") == (combo.view().isVisible(), desk.find(QLineEdit, "search settings").text())
    for _layer in ("search", "window"):
        assert desk.window.isVisible()
        QTest.keyClick(combo, Qt.Key.Key_Escape)
    assert not isValid(desk.window) or not desk.window.isVisible()


def test_escape_ends_the_listening_of_a_shortcut_and_not_the_window(desk: Desk) -> None:
    desk.go_to("hotkey_up")
    field = desk.find(KeyRecorder, "hotkey_up")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert desk.window.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not isValid(desk.window) or not desk.window.isVisible()


def test_the_first_letter_makes_and_opens_nothing_and_the_second_searches(desk: Desk) -> None:
    before = found(desk)
    rows = len(desk.window.findChildren(SettingRow))
    look_for(desk, "s")
    assert (before, rows) == (found(desk), len(desk.window.findChildren(SettingRow)))
    look_for(desk, "so")
    assert "stand_sound" in found(desk)
    QTest.keyClick(desk.find(QLineEdit, "search settings"), Qt.Key.Key_Backspace)
    assert before == found(desk)


def test_enter_goes_from_the_words_to_what_they_found(desk: Desk) -> None:
    look_for(desk, "snoozes in a row")
    QTest.keyClick(desk.find(QLineEdit, "search settings"), Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert "snoozes_in_row" == focus.objectName()


def test_the_tab_key_goes_from_page_to_page_as_they_lie_however_they_were_made(desk: Desk) -> None:
    look_for(desk, "sound")
    names = []
    for _press in range(80):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    first = [name for name in dict.fromkeys(names) if name in ("stand_sound", "alternate_sound", "volume")]
    assert ["stand_sound", "alternate_sound", "volume"] == first


def undo(desk: Desk, *, again: bool = False) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Z, control | shift if again else control)


def test_a_change_is_undone_and_shown_wherever_one_is_by_now(desk: Desk) -> None:
    desk.type_into("snooze", "7")
    undo(desk)
    assert 5 == desk.settings.snooze
    desk.type_into("snooze", "9")
    desk.find(QPushButton, "page_about").click()
    button = desk.find(QPushButton, "undo")
    assert "Undo: Snooze for" == button.toolTip()
    button.click()
    assert (5, [SettingsPage.NOTIFICATIONS]) == (desk.settings.snooze, titles(desk))
    assert desk.find(QWidget, "snooze").hasFocus()
    assert not button.isEnabled()
    undo(desk, again=True)
    assert 9 == desk.settings.snooze


def test_what_is_being_typed_is_undone_by_itself_first(desk: Desk) -> None:
    desk.type_into("volume", "70")
    desk.type_into("snooze", "7", enter=False)
    undo(desk)
    assert 70 == desk.settings.volume
    undo(desk)
    assert 60 == desk.settings.volume


def test_a_setting_of_a_kind_and_its_switch_are_shown_when_they_are_undone(desk: Desk) -> None:
    desk.find(QPushButton, "stand_open").click()
    desk.type_into("stand_every", "45")
    desk.find(QPushButton, "stand_open").click()
    desk.find(QWidget, "feet").click()
    undo(desk)
    assert (True, True) == (desk.settings.feet, desk.find(QWidget, "feet").hasFocus())
    undo(desk)
    assert (30, True) == (desk.settings.stand_every, desk.find(QWidget, "stand_every").isVisible())


def test_a_page_goes_back_to_its_defaults_and_that_is_one_change(desk: Desk) -> None:
    desk.type_into("snooze", "7")
    desk.type_into("volume", "70")
    desk.type_into("goal_hours", "6")
    changed = desk.settings
    reset = desk.find(QPushButton, "reset_page_notifications")
    reset.click()
    assert (5, 60, 6) == (desk.settings.snooze, desk.settings.volume, desk.settings.goal_hours)
    assert not reset.isVisible()
    desk.find(QPushButton, "undo").click()
    assert changed == desk.settings


def test_what_cannot_be_undone_is_said(desk: Desk) -> None:
    desk.type_into("snooze", "7")
    desk.fails = KnownError("The disk is full.")
    desk.find(QPushButton, "undo").click()
    assert "The disk is full." == desk.find(QLabel, "settings_fault").text()
    assert desk.find(QPushButton, "undo").isEnabled()


def test_ways_to_notify_that_failed_here_are_grey_and_say_why(desk: Desk, present: Present) -> None:
    desk.go_to("notify_order")
    present.lost_ways = {"plyer": "notify-send is not installed."}
    desk.window.hide()
    desk.window.show()
    ways = desk.find(QListWidget, "notify_order")
    muted = ways.palette().placeholderText().color()
    assert [2] == [row for row in range(4) if ways.item(row).foreground().color() == muted]
    says = "“Plain desktop notification” does nothing here: notify-send is not installed."
    assert says == desk.find(QLabel, "notify_order_lack").text()
    assert [] == desk.applied


def test_what_does_nothing_here_is_grey_and_says_why_until_it_does(desk: Desk, present: Present) -> None:
    desk.go_to("call_camera")
    present.lacks = {Requirement.CAMERA: "no file of /dev is a camera."}
    desk.window.hide()
    desk.window.show()
    assert "This does nothing here: no file of /dev is a camera." == desk.find(QLabel, "call_camera_lack").text()
    assert (False, True) == (
        desk.find(QWidget, "call_camera").isEnabled(),
        desk.find(QWidget, "away_after").isEnabled(),
    )
    present.lacks = {}
    desk.window.hide()
    desk.window.show()
    assert desk.find(QWidget, "call_camera").isEnabled()
    assert not desk.find(QLabel, "call_camera_lack").isVisible()


def test_the_interval_is_seven_keys_away_once_the_window_is_open(present: Present) -> None:
    desk = Desk(live=present.live())
    desk.window.show_page(SettingsPage.GENERAL)
    desk.window.activateWindow()
    desk.find(QPushButton, "page_general").setFocus()  # where the keyboard is as the window opens
    key = Qt.Key
    for each in (key.Key_Down, key.Key_Tab, key.Key_Tab, key.Key_Space, key.Key_Tab, key.Key_Tab, key.Key_Up):
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, each)
    assert [("stand_every", 31)] == desk.applied
    desk.window.close()
    delete_what_was_closed()
