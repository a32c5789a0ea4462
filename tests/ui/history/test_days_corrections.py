"""Corrections on the page of any day: said, refused, listed, undone, with the keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from posture_app.core.record.diary import Correction
from posture_app.core.spans import Posture
from posture_app.ui.charts.day_segments import SegmentKind
from tests.ui.history.days_person import FULL, HOUR, TWO, Page, at_the_page, earlier, focused
from tests.ui.samples import MINUTE, NOW, ZONE, span
from tests.ui.showing import button
from tests.ui.waiting import until

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def page() -> Iterator[Page]:
    yield from at_the_page()


@pytest.mark.parametrize("said", [("14:00", "15:00"), ("14", "1500"), ("14.00", "15.00")])
def test_what_was_said_counts_shows_and_can_be_undone(page: Page, said: tuple[str, str]) -> None:
    earlier(page)
    sitting, standing = page.tile("Sitting"), page.tile("Standing")
    page.say(*said, "standing")
    assert ["Standing 14:00 to 15:00, 1 h 00 min"] == page.listed()
    assert [(TWO, TWO + HOUR, Posture.STANDING)] == [(c.start, c.end, c.posture) for c in page.log.diary.said]
    assert (page.desk.now, ZONE) == (page.log.diary.said[0].made, page.log.diary.said[0].zone)
    words = [page.timeline.part_words(part) for part in range(page.timeline.part_count())]
    assert "Corrected: standing 14:00 to 15:00, 1 h 00 min" in words
    assert sitting != page.tile("Sitting")
    assert ("", "") == (page.edit("from").text(), page.edit("to").text())
    page.press("undo correction 1")
    assert [] == page.listed()
    assert (sitting, standing) == (page.tile("Sitting"), page.tile("Standing"))
    assert page.desk.now == page.log.diary.said[0].undone


def test_not_here_takes_away_and_shows_that_it_did(page: Page) -> None:
    earlier(page)
    page.say("14:00", "15:00", "not here")
    assert ["Not here 14:00 to 15:00, 1 h 00 min"] == page.listed()
    words = [page.timeline.part_words(part) for part in range(page.timeline.part_count())]
    assert "Corrected: not here 14:00 to 15:00, 1 h 00 min" in words


def test_time_sat_without_the_computer_makes_an_unknown_day_known(page: Page) -> None:
    earlier(page, 4)
    page.say("23:00", "01:30", "sitting")
    assert "Sitting: 2 h 30 min 5 h 30 min below your goal of 8 h" == page.tile("Sitting")
    assert page.timeline.isVisible()


def test_corrections_are_listed_by_time_those_of_other_days_not(page: Page) -> None:
    made = page.log.diary
    for hours, posture in ((1, Posture.SITTING), (0, None), (-48, Posture.STANDING)):
        made.correct(Correction(posture, TWO + hours * HOUR, TWO + (hours + 1) * HOUR, ZONE, NOW))
    earlier(page)
    assert ["Not here 14:00 to 15:00, 1 h 00 min", "Sitting 15:00 to 16:00, 1 h 00 min"] == page.listed()


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("15:00", "14:00", "14:00 comes before 15:00 on a day that begins at 04:00."),
        ("15:00", "15:00", "From 15:00 to 15:00 is no time at all."),
        ("15:00", "15:19", "15:19 has not come yet."),
        ("", "", "Enter both times, such as 14:00 and 15:00."),
        ("14:00", "", "Enter both times, such as 14:00 and 15:00."),
        ("25:00", "15:00", "“25:00” is not a time of day; write it as 14:30."),
        ("noon", "15:00", "“noon” is not a time of day; write it as 14:30."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_to_be_mended(page: Page, first: str, last: str, why: str) -> None:
    page.say(first, last, "standing")
    assert why == page.fault()
    assert [] == page.log.diary.said
    assert (last == "") == (page.edit("to").text() == "")
    page.edit("from").clear()
    QTest.keyClicks(page.edit("from"), "1")
    assert "" == page.fault()


def test_what_cannot_be_kept_is_said_and_stays_to_be_tried_again(page: Page) -> None:
    earlier(page)
    page.log.diary.fails = FULL
    page.say("14:00", "15:00", "standing")
    assert (FULL, "14:00", []) == (page.fault(), page.edit("from").text(), page.listed())
    page.log.diary.fails = ""
    page.press("add correction")
    assert ("", 1) == (page.fault(), len(page.listed()))


def test_an_undo_that_cannot_be_kept_is_said(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    earlier(page)
    page.say("14:00", "15:00", "standing")
    page.log.diary.fails = FULL
    page.press("undo correction 1")
    assert ([FULL], 1) == (list(page.window.notices), len(page.listed()))
    caplog.clear()


def test_a_piece_that_is_clicked_gives_its_times_to_the_second(page: Page) -> None:
    start = TWO - 20 * HOUR / 60 + timedelta(seconds=40)
    page.log.kept_spans[:] = [replace(span(start, 30.5), end=start + timedelta(minutes=30, seconds=30))]
    earlier(page)
    at = next(i for i, part in enumerate(page.timeline._parts) if part[0].kind is SegmentKind.SITTING)
    QTest.mouseClick(
        page.timeline,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        page.timeline.part_box(at).center().toPoint(),
    )
    assert ("13:40", "14:11") == (page.edit("from").text(), page.edit("to").text())
    assert button(page.window, "part standing").isChecked()  # they sat by the record, so that is what was wrong
    page.press("part not here")
    page.press("add correction")
    assert [(start, start + timedelta(minutes=30, seconds=30), None)] == [
        (c.start, c.end, c.posture) for c in page.log.diary.said
    ]


def test_times_changed_after_a_piece_was_chosen_are_those_that_count(page: Page) -> None:
    page.log.kept_spans[:] = [span(TWO + timedelta(seconds=20), 60)]
    page.log.kept_prompts.clear()
    earlier(page)
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Home)
    QTest.keyClick(page.timeline, Qt.Key.Key_Right)
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    page.edit("to").setText("14:30")
    page.press("add correction")
    assert (TWO, TWO + HOUR / 2) == (page.log.diary.said[0].start, page.log.diary.said[0].end)


def test_the_keyboard_alone_reads_corrects_and_undoes(page: Page) -> None:
    page.window.activateWindow()
    earlier(page)
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Home)
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    assert focused() is page.edit("from")
    assert "04:00" == page.edit("from").text()
    QTest.keyClicks(page.edit("from"), "06:00")
    QTest.keyClick(page.edit("from"), Qt.Key.Key_Tab)
    assert focused() is page.edit("to")
    page.edit("to").selectAll()
    QTest.keyClicks(page.edit("to"), "07:30")
    QTest.keyClick(page.edit("to"), Qt.Key.Key_Tab)
    assert focused() is button(page.window, "part sitting")
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert ["Standing 06:00 to 07:30, 1 h 30 min"] == page.listed()
    assert focused() is button(page.window, "add correction")
    stops = [focused()]
    for _ in range(2):
        QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
        stops.append(focused())
    assert [button(page.window, "add correction"), button(page.window, "undo correction 1"), page.note] == stops
    QTest.keyClick(button(page.window, "undo correction 1"), Qt.Key.Key_Space)
    assert [] == page.listed()
    assert focused() is button(page.window, "add correction")


def test_the_button_is_beside_what_it_adds_where_there_is_room_and_undo_at_the_right(page: Page) -> None:
    def where(widget: QWidget) -> QPoint:
        """Its right bottom corner in the window."""
        return widget.mapTo(page.window, widget.rect().bottomRight())

    earlier(page)
    page.say("14:00", "15:00", "standing")
    add, undo = button(page.window, "add correction"), button(page.window, "undo correction 1")
    times, choice = page.edit("from"), button(page.window, "part not here")
    form = page.window.findChild(QWidget, "correction form")
    assert form is not None
    smallest = page.window.minimumSize()
    for size in (smallest, QSize(880, 720), smallest):
        page.window.resize(size)
        if size == smallest:
            until(lambda: where(add).y() - add.height() >= where(times).y())
        else:
            until(lambda: abs(where(add).y() - where(times).y()) <= 2 and where(add).x() > where(choice).x())
        assert where(undo).x() == where(form).x()


def test_tab_goes_as_one_reads(page: Page) -> None:
    page.window.activateWindow()
    earlier(page)
    page.say("14:00", "15:00", "standing")
    page.say("16:00", "16:30", "sitting")
    button(page.window, "earlier").setFocus()
    names: list[str] = []
    for _ in range(15):
        widget = focused()
        names.append(widget.objectName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    head = ["earlier", "later", "day title", "present", "report", "export"]
    band = ["timeline as table", "timeline picture", "day timeline"]
    rest = ["correct from", "correct to", "part sitting", "add correction", "undo correction 1", "undo correction 2"]
    assert [*head, *band, *rest] == names


def test_its_parts_have_names_for_who_cannot_see_them(page: Page) -> None:
    earlier(page)
    page.say("14:00", "15:00", "standing")
    names = [page.edit(which).accessibleName() for which in ("from", "to")]
    assert ["Since when", "Until when"] == names
    assert "Undo: Standing 14:00 to 15:00, 1 h 00 min" == button(page.window, "undo correction 1").accessibleName()
    assert "Tuesday, 3 March; pick a day" == button(page.window, "day title").accessibleName()
    assert "Note" == page.note.accessibleName()
    visible = [found for found in page.window.findChildren(QPushButton) if found.isVisible()]
    assert [] == [found.objectName() for found in visible if not found.accessibleName()]


def test_a_refresh_leaves_what_is_being_entered(page: Page) -> None:
    page.edit("from").setText("14:00")
    page.note.setPlainText("half a sen")
    page.desk.now += MINUTE
    page.window.refresh()
    assert ("14:00", "half a sen") == (page.edit("from").text(), page.note.toPlainText())
