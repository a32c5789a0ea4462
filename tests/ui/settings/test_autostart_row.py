"""The switch for the start with the computer."""

import pytest
from PySide6.QtWidgets import QLabel

from posture_app.core.errors import Unavailable
from posture_app.ui.kit.switch import SwitchButton
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
