"""The page of reminders: rows that open, switches that hold at once, a trial, and the coming hours."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QPushButton, QWidget

from posture_app.core.errors import KnownError
from posture_app.core.settings.own_reminders import OwnReminder, parse_due
from posture_app.core.settings.reminder_kinds import GROUPS
from posture_app.core.settings.settings import DEFAULTS
from posture_app.ui.kit.look.theme import colours
from posture_app.ui.settings.reminder_words import summary
from tests.ui.settings.settings_desk import Desk
from tests.ui.settings.settings_live import Present
from tests.ui.showing import colour_at
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def present() -> Present:
    return Present()


@pytest.fixture
def desk(present: Present) -> Iterator[Desk]:
    desk = Desk(live=present.live())
    QApplication.processEvents()
    yield desk
    desk.window.close()
    delete_what_was_closed()


def _opener(desk: Desk, kind: str) -> QPushButton:
    opener = desk.find(QPushButton, f"{kind}_open")
    assert isinstance(opener, QPushButton)
    return opener


def _summary(desk: Desk, kind: str) -> str:
    title, words = _opener(desk, kind).findChildren(QLabel)
    assert title.text() == GROUPS[kind].title
    return str(words.text())


def _inside(desk: Desk, kind: str) -> QWidget:
    inside = desk.find(QWidget, f"{kind}_inside")
    assert isinstance(inside, QWidget)
    return inside


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        ("stand", {"stand_every": 45}, "After 45 min of unbroken sitting · for 2 min · notification"),
        ("stretch", {"stretch_way": "screen"}, "Every 60 min of sitting · for 3 min · break screen"),
        ("feet", {}, "Once a day, after 120 min of sitting · for 5 min · notification"),
        ("micro", {"micro": True, "micro_length_s": 30}, "Every 20 min of sitting · for 30 s · card"),
        ("posture", {"posture": True}, "Every 30 min of sitting · silent"),
        ("alternate", {"alternate": True, "sit_for": 40}, "40 min sitting, 15 min standing · notification"),
        ("micro", {}, "Off · Look into the distance and relax for a few seconds."),
    ],
)
def test_a_row_sums_up_what_its_kind_does(kind: str, changes: dict[str, object], says: str) -> None:
    assert summary(kind, replace(DEFAULTS, **changes)) == says  # type: ignore[arg-type]


def test_every_kind_has_a_row_in_order_closed_at_first(desk: Desk) -> None:
    tops = [_opener(desk, kind).mapTo(desk.window, QPoint(0, 0)).y() for kind in GROUPS]
    assert tops == sorted(tops)
    assert [kind for kind in GROUPS if _inside(desk, kind).isVisible()] == []


def test_several_rows_are_open_at_once_and_only_those_take_room(desk: Desk) -> None:
    before = {kind: desk.find(QWidget, f"row_{kind}").height() for kind in GROUPS}
    for kind in ("stand", "micro"):
        QTest.mouseClick(_opener(desk, kind), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    grown = [kind for kind in GROUPS if desk.find(QWidget, f"row_{kind}").height() > before[kind] + 100]
    assert grown == ["stand", "micro"]
    QTest.mouseClick(_opener(desk, "stand"), Qt.MouseButton.LeftButton)
    for _ in range(5):  # what lies in it gives its room back in steps
        QApplication.processEvents()
    assert desk.find(QWidget, "row_stand").height() == before["stand"]
    assert _inside(desk, "micro").isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_open_and_close_a_row_and_a_screen_reader_hears_which(desk: Desk, key: Qt.Key) -> None:
    opener = _opener(desk, "stretch")
    assert opener.accessibleName() == "Stretch"
    assert opener.accessibleDescription() == "Every 60 min of sitting · for 3 min · notification (Collapsed)"
    QTest.keyClick(opener, key)
    assert _inside(desk, "stretch").isVisible()
    assert opener.accessibleDescription().endswith("(Expanded)")
    QTest.keyClick(opener, key)
    assert not _inside(desk, "stretch").isVisible()
    assert desk.applied == []


def test_a_row_that_is_off_says_so_without_two_full_stops(desk: Desk) -> None:
    says = "Off · A nudge to shift in your chair, without a break. (Collapsed)"
    assert _opener(desk, "posture").accessibleDescription() == says


def test_tab_goes_through_a_row_as_one_reads(desk: Desk) -> None:
    _opener(desk, "posture").click()
    QApplication.processEvents()
    desk.window.activateWindow()
    _opener(desk, "posture").setFocus()
    names = []
    for _ in range(7):
        focus = desk.window.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert names == [
        "posture_open", "posture", "posture_every", "posture_way", "posture_sound", "try_posture", "alternate_open",
    ]  # fmt: skip


def test_the_switch_holds_at_once_and_does_not_open_the_row(desk: Desk) -> None:
    switch = desk.find(QCheckBox, "stand")
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert desk.applied == [("stand", False)]
    assert _summary(desk, "stand") == "Off · Reminds you to get up after unbroken sitting."
    assert not _inside(desk, "stand").isVisible()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert desk.settings.stand is True
    assert (switch.accessibleName(), switch.isChecked()) == ("Get up", True)


def test_a_break_too_short_to_count_says_so_where_it_is_set(desk: Desk) -> None:
    trouble = desk.find(QLabel, "break_length_trouble")
    desk.type_into("break_length", "1")
    assert (True, "Shortest break: 2 min. A shorter gap in sitting does not count as a break.") == (
        trouble.isVisible(),
        trouble.text().replace("\N{NO-BREAK SPACE}", " "),
    )
    desk.type_into("break_min", "1")
    assert trouble.isHidden()
    desk.type_into("break_min", "3")
    assert not trouble.isHidden()
    desk.type_into("break_length", "3")
    assert trouble.isHidden()


def test_a_switch_can_be_told_on_from_off_by_its_shape(desk: Desk) -> None:
    switch = desk.find(QCheckBox, "stand")
    left, right = (14, 34)
    middle = switch.height() / 2
    on = [colour_at(switch, x, middle) for x in (left, right)]
    switch.click()
    off = [colour_at(switch, x, middle) for x in (left, right)]
    c = colours(switch)
    assert (on, off) == ([c.accent, c.on_accent], [c.edge, c.surface])


def test_a_switch_that_cannot_be_kept_goes_back_and_says_why(desk: Desk) -> None:
    desk.fails = KnownError("The disk is full: settings.toml.")
    switch = desk.find(QCheckBox, "micro")
    switch.click()
    assert (switch.isChecked(), desk.fault("micro")) == (False, "The disk is full: settings.toml.")
    desk.fails = None
    switch.click()
    assert (switch.isChecked(), desk.fault("micro")) == (True, "")


def test_a_kind_that_is_off_can_be_opened_set_and_tried(desk: Desk, present: Present) -> None:
    desk.type_into("micro_every", "25")
    desk.find(QPushButton, "try_micro").click()
    assert (desk.settings.micro, desk.settings.micro_every, present.tried) == (False, 25, ["micro"])


def test_a_change_from_outside_shows_in_line_and_switch(desk: Desk) -> None:
    desk.window.refresh(replace(DEFAULTS, stand_every=90, stretch=False))
    assert _summary(desk, "stand") == "After 90 min of unbroken sitting · for 2 min · notification"
    assert not desk.find(QCheckBox, "stretch").isChecked()
    assert desk.applied == []


def test_a_kind_given_on_the_command_line_cannot_be_switched_but_tried(present: Present) -> None:
    desk = Desk(overridden=("stand",), live=present.live())
    assert not desk.find(QCheckBox, "stand").isEnabled()
    _opener(desk, "stand").click()
    assert "--set" in desk.find(QLabel, "stand_overridden").text()
    desk.find(QPushButton, "try_stand").click()
    assert present.tried == ["stand"]
    desk.window.close()
    delete_what_was_closed()


def _preview(desk: Desk) -> list[str]:
    desk.window.refresh(desk.settings)
    QApplication.processEvents()
    found = [label for label in desk.find(QWidget, "preview").findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in sorted(found, key=lambda label: _place(desk, label))]


def _place(desk: Desk, label: QLabel) -> tuple[int, int]:
    at = label.mapTo(desk.window, QPoint(0, 0))
    return at.x(), at.y()


def test_the_coming_hours_are_told_by_the_clock_on_the_wall(desk: Desk, present: Present) -> None:
    present.at(12, "stand")
    present.at(42, "stretch", "stand")
    present.at(100, "own:Water")
    assert _preview(desk) == [
        "The coming hours", "At this rate, if you stay at the desk and take each break:",
        "15:30", "Get up", "16:00", "Stretch\nGet up", "16:58", "“Water”",
    ]  # fmt: skip
    assert desk.find(QWidget, "preview").accessibleDescription() == (
        "15:30 Get up · 16:00 Stretch, Get up · 16:58 “Water”"
    )


def test_late_in_the_evening_a_time_of_the_night_is_told_without_its_day(
    desk: Desk, present: Present, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.ui.settings.settings_live.ZONE", "Asia/Tokyo")  # where it is 23:18
    present.at(12, "stand")
    present.at(45, "stand")
    assert ["23:30", "Get up", "00:03", "Get up"] == _preview(desk)[2:]


def test_no_more_is_told_than_six_times_in_four_hours(desk: Desk, present: Present) -> None:
    for number in range(1, 9):
        present.at(30 * number, "stand")
    assert len([words for words in _preview(desk) if words == "Get up"]) == 6
    present.coming = ()
    present.at(239, "stand")
    present.at(241, "stretch")
    assert _preview(desk)[2:] == ["19:17", "Get up"]


@pytest.mark.parametrize(
    ("held", "minutes", "says"),
    [
        ("", None, ["No reminder comes in the next four hours."]),
        ("Paused until 15:00.", None, ["Paused until 15:00."]),
        (
            "Paused until 15:00.",
            60,
            ["Paused until 15:00.", "At this rate, if you stay at the desk and take each break:"],
        ),
    ],
)
def test_it_says_that_nothing_comes_or_what_holds_it(
    desk: Desk, present: Present, held: str, minutes: float | None, says: list[str]
) -> None:
    present.held = held
    if minutes is not None:
        present.at(minutes, "stand")
    assert _preview(desk)[1 : 1 + len(says)] == says


def test_it_is_read_when_the_page_shows_and_at_each_change_but_not_behind_another(desk: Desk, present: Present) -> None:
    present.read = 0
    desk.find(QCheckBox, "feet").click()
    assert present.read > 0
    desk.find(QPushButton, "page_when").click()
    present.read = 0
    desk.window.refresh(desk.settings)
    assert present.read == 0
    desk.find(QPushButton, "page_reminders").click()
    assert present.read == 1


@pytest.mark.parametrize("width", [640, 880])
def test_the_page_is_laid_out_at_once_and_nothing_of_it_is_cut_off(present: Present, width: int) -> None:
    for minutes in (12, 42, 72, 102, 132, 162):
        present.at(minutes, "stretch", "own:Water the plants in the corner")
    long = OwnReminder("M" * 40, parse_due("mon-sun 10:00 11:00 12:00 13:00 14:00"), text="m" * 300)
    desk = Desk(replace(DEFAULTS, own=(long,)), live=present.live())
    desk.window.resize(width, 480)
    for name in (*GROUPS, f"own_{long.name}"):
        _opener(desk, name).click()
    QApplication.processEvents()
    labels = [label for label in desk.window.findChildren(QLabel) if label.isVisible()]
    assert [] == [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]
    parts = [*labels, *(part for part in desk.window.findChildren(QAbstractButton) if part.isVisible())]
    assert max(part.mapTo(desk.window, part.rect().topRight()).x() for part in parts) < width
    assert [] == [label.text() for label in labels if label.width() < label.minimumSizeHint().width()]
    desk.window.close()
    delete_what_was_closed()


def test_what_comes_first_stands_where_reading_begins_also_once_that_has_changed(desk: Desk, present: Present) -> None:
    for minutes in (12, 42):
        present.at(minutes, "stand")
    _preview(desk)
    desk.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    times = {label.text(): _place(desk, label)[0] for label in desk.window.findChildren(QLabel)}
    assert times["15:30"] > times["16:00"]
