"""Deleting from the settings: nothing goes before one has seen what it is and said so twice."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from posture_app.ui.kit.button import Button, Look
from tests.ui.record.record_person import Person, at_the_page
from tests.ui.samples import TODAY

pytestmark = pytest.mark.usefixtures("qt")
DAYS = date(2026, 3, 2), date(2026, 3, 4)
NOT_YET = "The log is being read by another program; close that. Not everything has been deleted yet."


@pytest.fixture
def person() -> Iterator[Person]:
    yield from at_the_page()


def asked(person: Person, what: str) -> list[object]:
    return [job.asked[1] for job in person.record.jobs if job.asked[0] == what]


def test_today_is_proposed_and_what_lies_in_the_days_is_said_and_nothing_cannot_be_deleted(person: Person) -> None:
    person.open("delete")
    assert [(TODAY, TODAY)] == asked(person, "count")
    first = person.record.job
    person.set_days("2026-03-02", "2026-03-04")
    assert first.forgotten
    assert ("count", DAYS) == person.record.job.asked
    assert person.sees("Counting…")
    person.record.job.succeed({"spans": 212, "prompts": 31, "notes": 1})
    assert person.sees("212 spans, 31 reminders and 1 note.")
    person.set_days("2026-03-03", "2026-03-04")
    person.record.job.succeed({})
    assert person.sees("Nothing.")
    assert not person.button("delete some").isEnabled()
    person.set_days("2026-03-02", "2026-03-04")
    assert person.button("delete some").isEnabled()
    assert [] == asked(person, "delete")


def test_days_go_with_the_second_press_and_enter_is_not_one(person: Person) -> None:
    person.open("delete")
    person.set_days("2026-03-02", "2026-03-04")
    person.record.job.succeed({"spans": 212})
    person.key(Qt.Key.Key_Return)
    assert "Delete 3 days for good?" == person.said[0]
    assert "2 to 4 March 2026: 212 spans. Nothing can bring it back." == person.said[1]
    assert [] == asked(person, "delete")
    person.key(Qt.Key.Key_Return)
    assert ([], []) == (person.dialogs, asked(person, "delete"))
    person.open("delete")
    person.set_days("2026-03-02", "2026-03-04")
    person.press("delete some")
    person.press("delete now")
    assert [DAYS] == asked(person, "delete")


def test_it_cannot_be_left_while_it_is_deleted_and_then_says_what_became_of_it(person: Person) -> None:
    person.open("delete")
    person.press("delete some")
    person.press("delete now")
    QTest.keyClick(person.dialog, Qt.Key.Key_Escape)
    person.dialog.close()
    assert (True, [], False) == (person.busy, person.buttons(), person.record.job.stopping)
    person.record.job.succeed(2)
    assert ("1 day deleted", "2 backups could not be read, and went as a whole.") == person.said
    person.key(Qt.Key.Key_Return)
    assert [] == person.dialogs


def test_what_has_not_been_deleted_is_said_and_can_be_tried_again(person: Person) -> None:
    person.open("delete")
    person.press("delete some")
    person.press("delete now")
    person.record.job.fail(NOT_YET)
    assert (NOT_YET, ["Cancel", "Delete 1 day"]) == (person.fault, person.buttons())
    person.press("delete now")
    assert [(TODAY, TODAY)] * 2 == asked(person, "delete")


def test_everything_goes_only_with_the_box_checked(person: Person) -> None:
    person.open("delete")
    person.press("part everything")
    assert [(TODAY, TODAY), None] == asked(person, "count")
    person.record.job.succeed({"spans": 12345})
    assert person.sees("12,345 spans.")
    assert ["Cancel"] == person.buttons()
    person.press("sure")
    assert ["Cancel", "Delete everything"] == person.buttons()
    person.press("part some days")
    person.press("part everything")
    assert ["Cancel"] == person.buttons()  # it has to be said anew
    person.press("sure")
    person.press("delete everything")
    assert [None] == asked(person, "delete")
    person.record.job.succeed(0)
    assert ("Everything is deleted", "A new record begins now.") == person.said


def test_it_grows_with_what_is_said_so_that_the_box_shows(person: Person) -> None:
    person.open("delete")
    person.press("part everything")
    person.record.job.succeed({"spans": 12345, "prompts": 4021, "corrections": 31, "exercises": 212, "notes": 17})
    QApplication.processEvents()
    (area,) = person.dialog.findChildren(QScrollArea)
    assert not area.verticalScrollBar().isVisible()


def test_enter_with_the_box_checked_deletes_nothing(person: Person) -> None:
    person.open("delete")
    person.press("part everything")
    person.press("sure")
    person.key(Qt.Key.Key_Return)
    assert [] == asked(person, "delete")


def test_days_the_wrong_way_round_are_refused(person: Person) -> None:
    person.open("delete")
    person.set_days("2026-03-03", "2026-03-02")
    person.press("delete some")
    assert ("The last day comes before the first.", []) == (person.fault, asked(person, "delete"))
    person.set_days("2026-03-02", "2026-03-03")
    assert "" == person.fault


def test_days_that_cannot_be_counted_say_why(person: Person) -> None:
    person.open("delete")
    person.record.job.fail("The log is damaged; start the app again.")
    assert person.sees("The log is damaged")


def test_only_what_destroys_is_red(person: Person) -> None:
    person.open("delete")
    reds = [b.objectName() for b in person.dialog.findChildren(Button) if b.look is Look.DANGER]
    assert {"delete now", "delete everything"} == set(reds)
    assert ["open delete"] == [b.objectName() for b in person.window.findChildren(Button) if b.look is Look.CAUTION]
