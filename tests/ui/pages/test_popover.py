"""What a click on the tray icon opens: what it says and does, where it lies, and how it goes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from shiboken6 import isValid

from posture_app.core.events import Word
from posture_app.core.status import State, Status
from posture_app.ui.charts.dial import Dial
from posture_app.ui.pages.answers import ORDER
from posture_app.ui.pages.popover import Popover, beside
from posture_app.ui.tray.snooze_menu import SnoozeMenu
from tests.ui.lessons import WALK
from tests.ui.samples import ELSE, NOW, SITTING, due, week_of
from tests.ui.showing import button, shown
from tests.ui.sources import Desk

pytestmark = pytest.mark.usefixtures("qt")
SCREEN = QRect(0, 30, 1366, 738)  # a panel at the top
SIZE = QSize(360, 300)
UP = replace(ELSE, state=State.UP, since=NOW, up_until=NOW + timedelta(seconds=83))
PRIVATE = replace(ELSE, private=True, private_until=NOW + timedelta(minutes=42))
PAUSED = replace(SITTING, paused=True)


class Clicker:
    """Somebody who has clicked the icon."""

    def __init__(self, status: Status, *, floats: bool = False) -> None:
        self.desk = Desk(status)
        self.pages: list[str] = []
        self.popover = Popover(self.desk.sources(week_of(status)), self.pages.append, floats=floats)
        self.popover.open_at(QRect(600, 0, 24, 24), SCREEN)

    def texts(self) -> list[str]:
        return [each.text() for each in self.popover.findChildren(QLabel)]


@pytest.fixture
def clicker() -> Iterator[Clicker]:
    made = Clicker(SITTING)
    with shown(made.popover):
        yield made


def test_it_shows_the_ring_and_three_figures_of_the_day(clicker: Clicker) -> None:
    dial = clicker.popover.findChild(Dial)
    assert dial is not None
    assert "18 min of 30 min" == dial.accessibleName()
    for text in ("4 h 32 min", "sitting today", "7", "breaks", "6 of 7", "reminders kept"):
        assert text in clicker.texts()


def test_what_is_said_there_shows_at_once(clicker: Clicker) -> None:
    clicker.desk.status = UP
    button(clicker.popover, "say up").click()
    assert [(Word.UP, None)] == clicker.desk.said
    assert "On a break" in clicker.texts()


def test_a_pause_and_a_break_are_chosen_from_menus(clicker: Clicker) -> None:
    popover = clicker.popover
    button(popover, "pause").click()
    next(a for a in popover._pauses.actions() if a.objectName() == "pause_60").trigger()
    popover._pauses.close()
    button(popover, "break").click()
    next(a for a in popover._breaks.actions() if a.objectName() == "break_stretch").trigger()
    popover._breaks.close()
    assert ([(Word.PAUSE, 60.0)], ["stretch"]) == (clicker.desk.said, clicker.desk.breaks)


def test_while_a_reminder_offers_an_exercise_that_one_opens(clicker: Clicker) -> None:
    clicker.desk.offered = WALK
    button(clicker.popover, "exercise").click()
    assert ([("walk",)], []) == (clicker.desk.played, clicker.pages)


@pytest.mark.parametrize(("name", "page"), [("open", "today"), ("exercise", "exercises")])
def test_what_opens_a_page_closes_it(clicker: Clicker, name: str, page: str) -> None:
    button(clicker.popover, name).click()
    assert [page] == clicker.pages
    assert not isValid(clicker.popover) or not clicker.popover.isVisible()


@pytest.mark.parametrize(
    ("status", "names", "word"),
    [
        (due(), ["say up", "say snooze", "say more", "say skip", "pause", "break", "exercise", "open"], Word.UP),
        (UP, ["say sit", "pause", "break", "exercise", "open"], Word.SIT),
        (PAUSED, ["say resume", "break", "exercise", "open"], Word.RESUME),
        (PRIVATE, ["say private_off", "exercise", "open"], Word.PRIVATE_OFF),
    ],
)
def test_it_offers_what_fits_the_moment(status: Status, names: list[str], word: Word) -> None:
    clicker = Clicker(status)
    with shown(clicker.popover) as popover:
        answers = [f"say {word}" for word in ORDER]
        offered = [
            name for name in (*answers, "pause", "break", "exercise", "open") if button(popover, name).isVisible()
        ]
        assert set(names) <= set(offered) <= {*names, "say up", "say sit", "say stand"}
        button(popover, f"say {word}").click()
        assert [(word, None)] == clicker.desk.said


def test_a_reminder_is_answered_there_as_on_the_page_of_today(clicker: Clicker) -> None:
    popover, before = clicker.popover, clicker.popover.height()
    clicker.desk.status, clicker.desk.offered = due(), WALK
    popover.refresh()  # it has come while this was open
    QApplication.processEvents()
    assert popover.height() > before
    shows = [each for each in popover.findChildren(QPushButton) if each.isVisible()]
    assert all(popover.rect().contains(QRect(each.mapTo(popover, QPoint(0, 0)), each.size())) for each in shows)
    button(popover, "say more").click()
    menu = popover.findChild(SnoozeMenu)
    assert menu is not None
    next(a for a in menu.actions() if a.objectName() == "snooze_15").trigger()
    menu.close()
    for word in ("snooze", "skip"):
        button(popover, f"say {word}").click()
    assert [(Word.SNOOZE, 15), (Word.SNOOZE, None), (Word.SKIP, None)] == clicker.desk.said
    button(popover, "say show").click()
    assert [("walk",)] == clicker.desk.played
    assert not isValid(popover) or not popover.isVisible()


@pytest.mark.parametrize("floats", [False, True])
def test_escape_closes_it(floats: bool) -> None:
    clicker = Clicker(SITTING, floats=floats)
    with shown(clicker.popover) as popover:
        QTest.keyClick(popover, Qt.Key.Key_Escape)
        assert not popover.isVisible()


def test_where_it_is_a_window_of_its_own_it_goes_with_the_focus_but_not_for_its_own_menu() -> None:
    clicker = Clicker(SITTING, floats=True)
    with shown(clicker.popover) as popover:
        button(popover, "pause").click()
        QApplication.processEvents()
        assert popover.isVisible()
        popover._pauses.close()
        with shown(QWidget()) as other:
            other.activateWindow()
            QApplication.processEvents()
            assert not isValid(popover) or not popover.isVisible()


def test_its_clock_runs_only_while_it_shows(clicker: Clicker) -> None:
    popover = clicker.popover
    assert popover._tick.isActive()
    assert popover._tick.interval() <= 60_000
    clicker.desk.status = UP
    popover.refresh()
    assert 1000 == popover._tick.interval()
    popover.hide()
    assert not popover._tick.isActive()


@pytest.mark.parametrize(
    ("icon", "place"),
    [
        (QRect(600, 0, 24, 30), QPoint(431, 34)),  # below a panel at the top
        (QRect(600, 738, 24, 30), QPoint(431, 434)),  # above one at the bottom
        (QRect(1340, 740, 24, 24), QPoint(1006, 436)),  # whole on the screen, in a corner
        (QRect(0, 400, 24, 24), QPoint(0, 428)),
        (QRect(0, 0, 1, 1), QPoint(0, 30)),
    ],
)
def test_it_lies_at_the_icon_and_whole_on_the_screen(icon: QRect, place: QPoint) -> None:
    assert place == beside(icon, SIZE, SCREEN)


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("points", [10, 20])
def test_it_fits_a_small_screen_with_large_text(points: int) -> None:
    before = QApplication.font()
    QApplication.setFont(QFont(before.family(), points))
    try:
        clicker = Clicker(due())
        with shown(clicker.popover) as popover:
            room = QRect(0, 0, 480, 400)
            popover.open_at(QRect(470, 0, 1, 1), room)
            QApplication.processEvents()
            assert room.contains(popover.geometry())
            (area,) = popover.findChildren(QScrollArea)
            for each in popover.findChildren(QPushButton):
                area.ensureWidgetVisible(each)
                assert popover.rect().contains(QRect(each.mapTo(popover, QPoint(0, 0)), each.size())), each.text()
                assert each.width() >= each.sizeHint().width()
    finally:
        QApplication.setFont(before)
