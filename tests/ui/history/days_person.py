"""Somebody at the page of any day, for tests of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from posture_app.ui.charts.timeline import Timeline
from posture_app.ui.kit.tile import Tile
from posture_app.ui.pages.main_window import MainWindow
from tests.ui.samples import MINUTE, SITTING, TODAY, Log, busy_week
from tests.ui.showing import button, shown
from tests.ui.sources import Desk
from tests.ui.waiting import delete_what_was_closed

DAY = timedelta(days=1)
YESTERDAY = TODAY - DAY
TWO = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # 14:00 by the wall, yesterday
HOUR = 60 * MINUTE
FULL = "The log cannot be written: the disk is full; free some space."


class Page:
    """The main window at this page, and what a person sees and does there."""

    def __init__(self, window: MainWindow, desk: Desk, log: Log) -> None:
        self.window, self.desk, self.log = window, desk, log
        window.show_history("day")

    def press(self, name: str) -> None:
        button(self.window, name).click()

    def text(self, name: str) -> str:
        found = self.window.findChild(QLabel, name)
        assert found is not None, name
        return found.text() if found.isVisible() else ""

    def title(self) -> str:
        return button(self.window, "day title").text()

    def tile(self, name: str) -> str:
        return next((found.text for found in self.window.findChildren(Tile, name) if found.isVisible()), "")

    def edit(self, which: str) -> QLineEdit:
        found = self.window.findChild(QLineEdit, f"correct {which}")
        assert found is not None
        return found

    @property
    def note(self) -> QPlainTextEdit:
        found = self.window.findChild(QPlainTextEdit, "note")
        assert found is not None
        return found

    @property
    def timeline(self) -> Timeline:
        return next(found for found in self.window.findChildren(Timeline) if found.isVisible())

    def listed(self) -> list[str]:
        """The corrections as they show, from the top."""
        delete_what_was_closed()
        found = [each for each in self.window.findChildren(QLabel) if each.objectName()[11:].isdecimal()]
        seen = [each for each in found if each.isVisible()]
        return [each.text() for each in sorted(seen, key=lambda each: each.mapTo(self.window, QPoint()).y())]

    def sessions(self) -> list[str]:
        QApplication.processEvents()
        delete_what_was_closed()
        return [each.text() for each in self.window.findChildren(QLabel, "session")]

    def say(self, first: str, last: str, posture: str) -> None:
        """As a person would: type both times, choose, press."""
        for which, text in (("from", first), ("to", last)):
            self.edit(which).setText("")
            QTest.keyClicks(self.edit(which), text)
        self.press(f"part {posture}")
        self.press("add correction")
        QApplication.processEvents()  # what is new in a layout shows at its next turn

    def fault(self) -> str:
        return self.text("correction fault")


def at_the_page() -> Iterator[Page]:
    """For a fixture: a person before a busy week."""
    desk, log = Desk(SITTING), busy_week()
    with shown(MainWindow(desk.sources(log))) as window:
        yield Page(window, desk, log)
        log.diary.fails = ""


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def earlier(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.press("earlier")
