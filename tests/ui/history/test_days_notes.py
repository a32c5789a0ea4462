"""Notes on the page of any day: kept however they are left, and never lost."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget

from posture_app.core.record.diary import Note
from tests.ui.history.days_person import DAY, FULL, YESTERDAY, Page, at_the_page, earlier
from tests.ui.samples import NOW, TODAY
from tests.ui.showing import button

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def page() -> Iterator[Page]:
    yield from at_the_page()


def kept(page: Page) -> dict[date, str]:
    return {day: note.text for day, note in page.log.diary.written.items()}


def test_a_note_is_kept_when_the_keyboard_leaves_it(page: Page) -> None:
    page.window.activateWindow()
    page.note.setFocus()
    QTest.keyClicks(page.note, "Train")
    assert {} == kept(page)
    QTest.keyClick(page.note, Qt.Key.Key_Tab)
    assert {TODAY: "Train"} == kept(page)
    assert page.desk.now == page.log.diary.written[TODAY].changed


@pytest.mark.parametrize("leave", ["earlier", "show today", "picked", "rolled over", "closed"])
def test_a_note_is_kept_however_the_day_is_left(page: Page, leave: str) -> None:
    page.note.setPlainText("Two\nlines")
    match leave:
        case "picked":
            button(page.window, "day title").click()
            calendar = page.window.findChild(QCalendarWidget)
            assert calendar is not None
            calendar.activated.emit(QDate(2026, 3, 1))
        case "rolled over":
            page.desk.now += DAY
            page.window.refresh()
        case "closed":
            page.window.close()
        case _:
            page.press(leave)
    assert {TODAY: "Two\nlines"} == kept(page)


def test_each_day_has_its_own_note_and_an_empty_one_is_none(page: Page) -> None:
    page.note.setPlainText("Today’s")
    earlier(page)
    assert "" == page.note.toPlainText()
    page.note.setPlainText("Yesterday’s")
    page.press("later")
    assert "Today’s" == page.note.toPlainText()
    page.note.setPlainText("  \n")
    earlier(page)
    assert {TODAY: "", YESTERDAY: "Yesterday’s"} == kept(page)
    assert "Yesterday’s" == page.note.toPlainText()


@pytest.mark.parametrize("leave", ["earlier", "rolled over", "closed", "show today"])
def test_a_note_that_cannot_be_kept_stays_and_it_is_said_why(
    page: Page, leave: str, caplog: pytest.LogCaptureFixture
) -> None:
    page.log.diary.fails = FULL
    page.note.setPlainText("Not to be lost")
    if leave == "rolled over":
        page.desk.now += DAY
        page.window.refresh()
    elif leave == "closed":
        page.window.show_history("week")
        assert not page.window.close()
    else:
        page.press(leave)
    assert "Not to be lost" == page.note.toPlainText()
    assert [f"{FULL} What you typed stays on the page until it can be kept."] == list(page.window.notices)
    assert ("Wednesday, 4 March", leave != "show today") == (page.title(), page.note.isVisible())
    caplog.clear()
    page.log.diary.fails = ""
    page.window.show_history("day")
    page.window.show_history("week")
    assert {TODAY: "Not to be lost"} == kept(page)
    assert page.window.close()


def test_a_note_changed_outside_shows_unless_this_one_is_being_changed(page: Page) -> None:
    page.log.diary.write_note(Note(TODAY, "from the terminal", NOW))
    page.window.reread()
    assert "from the terminal" == page.note.toPlainText()
    page.note.setPlainText("mine")
    page.log.diary.write_note(Note(TODAY, "theirs", NOW))
    page.window.reread()
    assert "mine" == page.note.toPlainText()


def test_what_was_noted_at_another_computer_is_read_and_not_changed(page: Page) -> None:
    page.log.diary.elsewhere.append(Note(YESTERDAY, "Laptop on the sofa", NOW))
    earlier(page)
    assert ("", "At another computer: Laptop on the sofa") == (page.note.toPlainText(), page.text("notes elsewhere"))
    page.press("later")
    assert "" == page.text("notes elsewhere")
