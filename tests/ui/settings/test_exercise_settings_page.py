"""The page about exercises: what is ticked, lists of single ones, and what of it goes into a file of settings."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from posture_app.core.content.exercises import Condition
from posture_app.core.content.profile import Weight
from posture_app.core.settings.settings import DEFAULTS, Settings
from tests.ui.settings.settings_desk import Desk
from tests.ui.settings.test_settings_files import choose
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
LISTED = replace(
    DEFAULTS,
    hurt=("toe_spread", "gone"),
    weights=(("toe_spread", Weight.MORE),),
    favourites=("toe_spread",),
    hidden_tips=("move_often",),
)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    settings: Settings = getattr(request, "param", DEFAULTS)
    desk = Desk(settings)
    yield desk
    desk.window.close()
    delete_what_was_closed()


def test_what_one_is_careful_with_is_ticked_by_the_keyboard(desk: Desk) -> None:
    desk.find(QPushButton, "page_exercises").click()
    gout = desk.find(QCheckBox, "conditions_gout")
    assert ("Gout in the feet", "What to be careful with") == (gout.text(), gout.accessibleDescription())
    gout.setFocus()
    QTest.keyClick(gout, Qt.Key.Key_Space)
    assert frozenset({Condition.GOUT}) == desk.settings.conditions
    desk.find(QPushButton, "reset_conditions").click()
    assert frozenset() == desk.settings.conditions
    assert not gout.isChecked()


def test_a_condition_is_found_by_its_words(desk: Desk) -> None:
    desk.find(QLineEdit, "search settings").setText("pregnan")
    assert desk.find(QCheckBox, "conditions_pregnancy").isVisible()
    assert not desk.find(QWidget, "row_kit").isVisible()


@pytest.mark.parametrize("desk", [LISTED], indirect=True)
def test_what_hurt_is_offered_again_at_the_press_of_a_button(desk: Desk) -> None:
    desk.find(QPushButton, "page_exercises").click()
    button = desk.find(QPushButton, "hurt_toe_spread")
    assert "Offer it again: Toe spread" == button.accessibleName()
    assert "Toe spread: more often" in [label.text() for label in desk.window.findChildren(QLabel)]
    button.click()
    assert ("gone",) == desk.settings.hurt
    delete_what_was_closed()
    assert desk.window.findChild(QPushButton, "hurt_toe_spread") is None
    desk.find(QPushButton, "weights_toe_spread").click()
    assert () == desk.settings.weights
    desk.find(QPushButton, "undo").click()
    assert LISTED.weights == desk.settings.weights


@pytest.mark.parametrize("desk", [replace(LISTED, hurt=("toe_spread", "gone", "walk"))], indirect=True)
def test_the_keyboard_comes_to_the_next_of_a_list_or_else_to_its_last(desk: Desk) -> None:
    desk.find(QPushButton, "page_exercises").click()
    for name, then in (("hurt_gone", "hurt_walk"), ("hurt_walk", "hurt_toe_spread")):
        pressed = desk.find(QPushButton, name)
        pressed.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(pressed, Qt.Key.Key_Space)
        assert then == desk.window.focusWidget().objectName()


@pytest.mark.parametrize("desk", [LISTED], indirect=True)
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("favourites_toe_spread", "Take it off the list"),
        ("hidden_tips_move_often", "Show it again"),
        ("hurt_toe_spread", "Offer it again"),
        ("weights_toe_spread", "As usual"),
    ],
)
def test_the_button_of_each_list_says_what_it_does_there(desk: Desk, name: str, says: str) -> None:
    desk.find(QPushButton, "page_exercises").click()
    assert says == desk.find(QPushButton, name).text()


def test_get_up_is_time_to_move_for_who_stays_seated(desk: Desk) -> None:
    desk.find(QPushButton, "page_reminders").click()
    assert not desk.find(QWidget, "row_move").isHidden()
    desk.window.refresh(replace(DEFAULTS, seated_only=True))
    assert "Time to move" == desk.find(QPushButton, "stand_open").accessibleName()
    assert desk.find(QWidget, "row_move").isHidden()
    desk.window.refresh(replace(DEFAULTS, seated_only=True, move=True))
    assert desk.find(QWidget, "row_stand").isHidden()
    assert not desk.find(QWidget, "row_move").isHidden()
    desk.window.refresh(DEFAULTS)
    assert "Get up" == desk.find(QPushButton, "stand_open").accessibleName()
    assert not desk.find(QWidget, "row_stand").isHidden()


@pytest.mark.parametrize("ticked", [False, True])
def test_what_one_said_about_oneself_goes_into_a_file_only_if_that_is_ticked(
    desk: Desk, tmp_path: Path, ticked: bool
) -> None:
    desk.find(QPushButton, "page_data").click()
    tick = desk.find(QCheckBox, "export private")
    assert not tick.isChecked()
    assert tick.accessibleDescription()
    tick.setChecked(ticked)
    choose(desk, "export settings", tmp_path / "mine.toml")
    assert ticked is ("conditions" in (tmp_path / "mine.toml").read_text())
