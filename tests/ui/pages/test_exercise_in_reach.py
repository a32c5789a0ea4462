"""The exercise that is offered begins in two clicks, or ten keys, wherever it is offered. Of break screen and card,
`tests/ui/prompts` tells.
"""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.ui.pages.main_window import MainWindow
from posture_app.ui.pages.popover import Popover
from tests.ui.lessons import WALK
from tests.ui.samples import due, week_of
from tests.ui.showing import button, shown
from tests.ui.sources import Desk

pytestmark = pytest.mark.usefixtures("qt")
MOST_KEYS = 10
PLACES = {"popover": "say show", "today": "say show"}


def opened(desk: Desk, place: str) -> QWidget:
    sources = desk.sources(week_of(desk.status))
    if place == "popover":
        made = Popover(sources, lambda _page: None, floats=False)
        made.open_at(QRect(600, 0, 24, 24), QRect(0, 30, 1366, 738))
        return made
    window = MainWindow(sources)
    window.show_page("today")
    return window


@pytest.mark.parametrize("place", PLACES)
def test_it_begins_with_a_click_where_it_is_offered(place: str) -> None:
    desk = Desk(due())
    desk.offered = WALK
    with shown(opened(desk, place)) as made:  # the first click opens it
        button(made, PLACES[place]).click()
        assert [(WALK.id,)] == desk.played


@pytest.mark.parametrize("place", PLACES)
def test_it_begins_by_a_few_keys(place: str) -> None:
    desk = Desk(due())
    desk.offered = WALK
    with shown(opened(desk, place)) as made:
        made.activateWindow()
        QApplication.processEvents()
        keys = 1  # that which presses it
        while (focus := made.focusWidget() or made).objectName() != PLACES[place]:  # type: ignore[truthy-bool]
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            keys += 1
            assert keys <= MOST_KEYS, focus.objectName()
        QTest.keyClick(focus, Qt.Key.Key_Space)
        assert [(WALK.id,)] == desk.played
