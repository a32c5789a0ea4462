"""The switch for the start with the computer."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.core.errors import Unavailable
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.settings.autostart_row import AutostartRow
from tests.ui.settings.settings_live import Off
from tests.ui.showing import shown


def switch(row: AutostartRow) -> SwitchButton:
    found = row.findChild(SwitchButton, "autostart")
    assert isinstance(found, SwitchButton)
    return found


def texts(row: AutostartRow) -> list[str]:
    return [label.text() for label in row.findChildren(QLabel) if label.isVisible()]


def test_it_shows_how_it_stands_when_it_comes_into_sight_and_turns_it(qt: object) -> None:
    way = Off()
    with shown(AutostartRow(way)) as row:
        assert not switch(row).isChecked()
        switch(row).click()
        assert way.on
        way.on = False  # by a tool of the desktop
        row.hide()
        row.show()
        assert not switch(row).isChecked()
        assert "Start with the computer" == switch(row).accessibleName()


def test_what_cannot_be_done_is_said_and_the_switch_tells_the_truth(qt: object) -> None:
    way = Off()
    way.fails = True
    with shown(AutostartRow(way)) as row:
        switch(row).click()
        assert not switch(row).isChecked()
        assert "The entry cannot be written." in texts(row)


@pytest.mark.parametrize("why", ["a Flatpak cannot", "no session"])
def test_where_there_is_no_way_it_is_grey_and_says_why(qt: object, why: str) -> None:
    with shown(AutostartRow(Unavailable(why))) as row:
        assert not switch(row).isEnabled()
        assert f"This does not work here: {why}." in texts(row)


class Desktop(Off):
    """A way that asks the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Callable[[str], None]] = []

    def ask(self, *, on: bool, answered: Callable[[str], None]) -> None:
        self.asked.append(answered)


def test_while_the_desktop_is_asked_the_switch_waits_and_says_what_came_of_it(qt: object) -> None:
    way = Desktop()
    with shown(AutostartRow(way)) as row:
        switch(row).click()
        assert (False, False) == (switch(row).isEnabled(), switch(row).isChecked())
        way.asked[0]("The desktop did not allow it.")
        assert (True, False) == (switch(row).isEnabled(), switch(row).isChecked())
        assert "The desktop did not allow it." in texts(row)
        switch(row).click()
        way.on = True
        way.asked[1]("")
        assert switch(row).isChecked()
        switch(row).click()
    way.asked[2]("")  # the window is closed by now
