"""The first minute: four steps that can be skipped, and whose choices hold at once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from posture_app.core.content.profile import Seat
from posture_app.core.errors import KnownError
from posture_app.core.rules import rules_of
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings
from posture_app.core.settings.ways_to_sit import CHANGES, EVERY, TRIED, WayToSit
from posture_app.core.sight import Sight
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.pages.welcome import Welcome
from tests.ui.settings.settings_live import Off, Present
from tests.ui.showing import button, shown


class Newcomer:
    """Somebody at their very first start."""

    def __init__(self) -> None:
        self.settings: Settings = DEFAULTS
        self.present = Present()
        self.fails: KnownError | None = None
        self.ended = 0
        self.tray = True

    def window(self) -> Welcome:
        return Welcome(
            self.present.live(), lambda: self.settings, self._apply, has_tray=lambda: self.tray, over=self._over
        )

    def _apply(self, key: str, value: object) -> None:
        if self.fails is not None:
            raise self.fails
        changed: dict[str, Any] = {key: value}
        self.settings = replace(self.settings, **changed)

    def _over(self) -> None:
        self.ended += 1


@pytest.fixture
def newcomer() -> Newcomer:
    return Newcomer()


@pytest.fixture
def window(newcomer: Newcomer, qt: object) -> Iterator[Welcome]:
    with shown(newcomer.window()) as made:
        made.activateWindow()
        yield made


def texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_enter_goes_through_it_to_its_end(newcomer: Newcomer, window: Welcome) -> None:
    for number in range(1, 6):
        assert f"Step {number} of 5" in texts(window)
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert 1 == newcomer.ended
    assert DEFAULTS == newcomer.settings


def test_it_can_be_skipped_and_gone_back_in(newcomer: Newcomer, window: Welcome) -> None:
    assert not button(window, "back").isVisible()
    button(window, "next").click()
    button(window, "back").click()
    assert "Step 1 of 5" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert 1 == newcomer.ended


def test_it_says_what_is_seen_and_where_nothing_is(newcomer: Newcomer, window: Welcome) -> None:
    assert "Whether keyboard and pointer are used" in texts(window)
    assert "It knows when you sit" in texts(window)
    newcomer.present.sight = Sight("none", "there is nothing to ask")
    with shown(newcomer.window()) as other:
        assert "Keyboard and pointer are not seen on this desktop, so say what you do." in texts(other)
        assert "It knows when you sit" not in texts(other)
        assert "Walk off, and it notices" not in texts(other)


@pytest.mark.parametrize("way", list(WayToSit))
def test_how_one_sits_turns_on_the_reminders_that_fit(newcomer: Newcomer, window: Welcome, way: WayToSit) -> None:
    button(window, "next").click()
    for name in ("in a wheelchair", "at a standing desk", "at a desk"):  # whatever was chosen before
        button(window, f"part {name}").click()
    button(window, f"part {'in' if way is WayToSit.WHEELCHAIR else 'at'} a {way}").click()
    kinds = {reminder.kind for reminder in rules_of(newcomer.settings).reminders}
    assert TRIED[way] in kinds
    if way is WayToSit.WHEELCHAIR:
        assert not any(reminder.rises for reminder in rules_of(newcomer.settings).reminders)
    shows = [key for key in EVERY.values() if window._rows[key].isVisible()]
    assert [EVERY[way]] == shows
    button(window, "next").click()
    button(window, "next").click()
    button(window, "try").click()
    assert [TRIED[way]] == newcomer.present.tried


@pytest.mark.parametrize("leave", ["next", "back", "skip"])
def test_the_example_of_a_reminder_goes_with_its_page(newcomer: Newcomer, window: Welcome, leave: str) -> None:
    for name in ("next", "next", "next", "try"):
        button(window, name).click()
    assert newcomer.present.tried
    button(window, leave).click()
    assert not newcomer.present.tried


def test_each_way_names_settings_that_exist() -> None:
    for way in WayToSit:
        values: dict[str, Any] = dict(CHANGES[way])
        for key, value in values.items():
            kind = TABLE[key].kind
            assert value == kind.from_text(kind.to_text(getattr(replace(DEFAULTS, **values), key)))
        assert EVERY[way] in TABLE


def test_a_choice_that_cannot_be_kept_is_said(newcomer: Newcomer, window: Welcome) -> None:
    newcomer.fails = KnownError("The settings cannot be written.")
    button(window, "next").click()
    button(window, "part in a wheelchair").click()
    assert "The settings cannot be written." in texts(window)


def test_it_says_where_the_app_is_found_with_and_without_a_tray(newcomer: Newcomer, window: Welcome) -> None:
    for tray, words in ((True, "Look for this ring in the tray"), (False, "It runs as long as its window is open")):
        newcomer.tray = tray
        with shown(newcomer.window()) as other:
            for _ in range(4):
                button(other, "next").click()
            assert words in texts(other)


def test_the_menu_of_programs_is_offered_where_no_package_has_done_it(newcomer: Newcomer, qt: object) -> None:
    with shown(newcomer.window()) as window:
        assert window.findChild(SwitchButton, "menu") is None
    newcomer.present.menu = entry = Off()
    with shown(newcomer.window()) as window:
        for _ in range(4):
            button(window, "next").click()
        switch = window.findChild(SwitchButton, "menu")
        assert switch is not None
        switch.click()
        assert entry.on


@pytest.mark.parametrize("tray", [True, False])
def test_without_a_tray_one_can_have_it_go_on_without_a_window(newcomer: Newcomer, qt: object, tray: bool) -> None:
    newcomer.tray = tray
    with shown(newcomer.window()) as window:
        switch = window.findChild(SwitchButton, "keeps_running")
        assert tray is (switch is None)
        if switch is not None:
            switch.click()
            assert newcomer.settings.keeps_running


def test_where_one_sits_is_asked_once_and_in_a_wheelchair_what_moves(newcomer: Newcomer, window: Welcome) -> None:
    QTest.keyClick(window, Qt.Key.Key_Return)
    row = window.findChild(QWidget, "place")
    assert row is not None
    assert not row.isVisible()
    button(window, "part in a wheelchair").click()
    assert row.isVisible()
    assert Seat.WHEELCHAIR_UPPER_BODY.value == newcomer.settings.place
    assert 1 == len(window.findChildren(QWidget, "place"))


def test_what_one_says_about_oneself_is_kept_by_the_keyboard_alone(newcomer: Newcomer, window: Welcome) -> None:
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert 2 == sum(tick.isVisible() for tick in window.findChildren(QCheckBox))  # the page reads at a glance
    fold = button(window, "fold conditions")
    reach(window, fold)
    QTest.keyClick(fold, Qt.Key.Key_Space)
    named = {tick.objectName(): tick for tick in window.findChildren(QCheckBox) if tick.isVisibleTo(window)}
    ticks = [named["seated_only"], named["conditions_gout"], named["conditions_pregnancy"]]
    for tick in ticks:
        assert tick.accessibleName() or tick.text()
        reach(window, tick)
        QTest.keyClick(tick, Qt.Key.Key_Space)
    assert newcomer.settings.seated_only
    assert {"gout", "pregnancy"} == newcomer.settings.conditions
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert "Step 4 of 5" in texts(window)


def reach(window: QWidget, wanted: QWidget) -> None:
    """Go on with the Tab key until the keyboard is there."""
    for _ in range(60):
        if wanted.hasFocus():
            return
        QTest.keyClick(window, Qt.Key.Key_Tab)
    raise AssertionError(wanted.objectName())
