"""Exporting from the settings: what is asked, what is written then, and how it can be left."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit

from posture_app.core.record.record_jobs import Days, Export
from posture_app.ui.record.days_offered import days_offered
from posture_app.ui.record.export_dialog import FORMS, KINDS
from tests.ui.record.record_person import Person, at_the_page
from tests.ui.samples import TODAY, ZONE

pytestmark = pytest.mark.usefixtures("qt")
FULL = "/somewhere/spans.csv cannot be written: the disk is full; free some space."


@pytest.fixture
def person() -> Iterator[Person]:
    yield from at_the_page()


def test_what_can_be_exported_is_what_the_command_line_can_export() -> None:
    from posture_app.store.log.columns import ExportKind, Format  # noqa: PLC0415 - the two must agree

    assert (set(KINDS), set(FORMS)) == (set(map(str, ExportKind)), set(map(str, Format)))


def test_all_of_it_with_enter_alone(person: Person, tmp_path: Path) -> None:
    person.open("export")
    person.key(Qt.Key.Key_Return)
    assert "posture-days-until-2026-03-04.csv" == person.proposed
    person.name_file(tmp_path / "mine.csv")
    job = person.record.job
    assert ("export", Export("days", "csv", None, None), str(tmp_path / "mine.csv")) == job.asked
    assert (True, None, ["Cancel"]) == (person.busy, person.bar, person.buttons())
    job.progress(37, 100)
    assert (False, 0.37, True) == (person.busy, person.bar, person.sees("37"))
    job.succeed(12345)
    assert ("12,345 days written", f"to {tmp_path / 'mine.csv'}") == person.said
    person.key(Qt.Key.Key_Return)
    assert [] == person.dialogs


@pytest.mark.parametrize(
    ("pressed", "wanted", "name"),
    [
        ((), Export("days", "csv", None, None), "posture-days-until-2026-03-04.csv"),
        (
            ("days this year", "part json", "part time zone here"),
            Export("prompts", "json", (date(2026, 1, 1), date(2026, 3, 4)), ZONE),
            "posture-prompts-2026-01-01-to-2026-03-04.json",
        ),
        (
            ("days this year", "part excel"),
            Export("notes", "excel", (date(2026, 1, 1), date(2026, 3, 4)), None),
            "posture-notes-2026-01-01-to-2026-03-04.csv",
        ),
    ],
)
def test_what_is_chosen_is_written(
    person: Person, tmp_path: Path, pressed: tuple[str, ...], wanted: Export, name: str
) -> None:
    person.open("export")
    person.choose(wanted.kind)
    for part in pressed:
        person.press(part)
    person.key(Qt.Key.Key_Return)
    assert name == person.proposed
    person.name_file(tmp_path / "x")
    assert ("export", wanted, str(tmp_path / "x") + Path(name).suffix) == person.record.job.asked


def test_times_of_day_are_asked_for_only_where_there_are_any(person: Person) -> None:
    person.open("export")
    person.choose("spans")
    person.press("part time zone here")
    assert person.sees(f"By the clock in {ZONE}")
    for kind in ("days", "notes", "totals"):
        person.choose(kind)
        assert not person.button("part time zone here").isVisible()
    person.choose("sessions")
    assert person.sees(f"By the clock in {ZONE}")


def test_from_one_day_to_another(person: Person, tmp_path: Path) -> None:
    person.open("export")
    person.press("days choose days")
    person.set_days("2026-02-27", "2026-02-27")
    person.key(Qt.Key.Key_Return)
    assert "posture-days-2026-02-27.csv" == person.proposed
    person.name_file(tmp_path / "x.csv")
    assert (date(2026, 2, 27),) * 2 == person.record.job.asked[1].days


FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)
MARCH_SO_FAR, YEAR_SO_FAR = (date(2026, 3, 1), TODAY), (date(2026, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("shown", "name", "words"),
    [
        (None, "all", "All"),
        ((date(2026, 3, 1), date(2026, 3, 31)), "this month", "This month"),
        (FEBRUARY, "last month", "Last month"),
        ((date(2026, 1, 1), date(2026, 12, 31)), "this year", "This year"),
        ((date(2025, 11, 1), date(2025, 11, 30)), "shown", "November 2025"),
        ((date(2026, 2, 26), TODAY), "shown", "26 February to 4 March 2026"),
        ((TODAY, TODAY), "shown", "Wednesday, 4 March 2026"),
    ],
)
def test_what_shows_is_offered_first_and_the_usual_periods_besides(shown: Days | None, name: str, words: str) -> None:
    offers, chosen = days_offered(TODAY, shown)
    found = {offer.name: offer for offer in offers}
    assert (name, words) == (chosen, found[name].words)
    assert shown is None or (shown[0], min(shown[1], TODAY)) == found[name].days
    usual = {"this month": MARCH_SO_FAR, "last month": FEBRUARY, "this year": YEAR_SO_FAR, "all": None}
    assert usual.items() <= {offer.name: offer.days for offer in offers}.items()


def test_choosing_days_begins_with_those_that_were_chosen(person: Person) -> None:
    person.open("export")
    person.press("days last month")
    person.press("days choose days")
    person.key(Qt.Key.Key_Return)
    assert "posture-days-2026-02-01-to-2026-02-28.csv" == person.proposed
    person.name_no_file()


def test_escape_closes_the_calendar_and_leaves_the_dialog(person: Person) -> None:
    person.open("export")
    person.press("days choose days")
    edit = person.dialog.findChild(QDateEdit, "first day")
    assert edit is not None
    at = QPoint(edit.width() - 6, edit.height() // 2)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Escape)
    assert (None, 1) == (QApplication.activePopupWidget(), len(person.dialogs))
    person.key(Qt.Key.Key_Escape)
    assert [] == person.dialogs


def test_days_the_wrong_way_round_are_refused_and_can_be_mended(person: Person) -> None:
    person.open("export")
    person.press("days choose days")
    person.set_days("2026-02-27", "2026-02-26")
    person.press("export to")
    assert "The last day comes before the first." == person.fault
    assert not person.asks_for_file
    person.set_days("2026-02-26", "2026-02-27")
    person.press("export to")
    assert ("", True) == (person.fault, person.asks_for_file)
    person.name_no_file()
    assert ([], ["Cancel", "Export…"]) == (person.record.jobs, person.buttons())


def test_a_day_to_come_cannot_be_chosen(person: Person) -> None:
    person.open("export")
    person.press("days choose days")
    person.set_days("2026-02-27", "2027-01-01")
    person.press("export to")
    assert "posture-days-2026-02-27-to-2026-03-04.csv" == person.proposed
    person.name_no_file()


def test_escape_first_ends_what_is_being_written(person: Person, tmp_path: Path) -> None:
    person.open("export")
    person.press("export to")
    person.name_file(tmp_path / "x.csv")
    person.record.job.progress(1, 2)
    person.key(Qt.Key.Key_Escape)
    assert (True, []) == (person.record.job.stopping, person.buttons())
    person.record.job.progress(2, 2)  # it was on its way
    person.record.job.end()
    assert [] == person.dialogs


def test_what_fails_is_said_and_can_be_tried_again_as_it_was_chosen(person: Person, tmp_path: Path) -> None:
    person.open("export")
    person.choose("notes")
    person.press("part json")
    person.press("export to")
    person.name_file(tmp_path / "x.json")
    person.record.job.fail(FULL)
    assert (FULL, ["Cancel", "Export…"]) == (person.fault, person.buttons())
    person.key(Qt.Key.Key_Return)
    person.name_file(tmp_path / "y.json")
    assert ("", Export("notes", "json", None, None)) == (person.fault, person.record.job.asked[1])
    person.record.job.succeed(0)
    assert "There is nothing of it in these days" == person.said[0]


def test_the_end_of_the_app_takes_the_dialog_away_and_what_comes_later_finds_nobody(
    person: Person, tmp_path: Path
) -> None:
    person.open("export")
    person.press("export to")
    person.name_file(tmp_path / "x.csv")
    person.close()
    assert person.record.job.forgotten


def test_the_tab_key_goes_from_the_top_to_the_bottom(person: Person) -> None:
    person.open("export")
    person.press("days choose days")
    seen = []
    for _ in range(8):
        focus = person.dialog.focusWidget()
        assert focus is not None
        seen.append(focus.mapTo(person.dialog, focus.rect().topLeft()).y())
        person.key(Qt.Key.Key_Tab)
    top = seen.index(min(seen))
    assert sorted(seen) == seen[top:] + seen[:top]
