"""Importing, merging and backing up from the settings: nothing comes from a file before one has seen what it is."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from posture_app.core.record.record_jobs import (
    BackupContents,
    BackupFile,
    DeviceContents,
    FileContents,
    RecordContents,
    RestoredContents,
)
from posture_app.store.transfer.import_text import line_place
from posture_app.ui.kit.progress_bar import ProgressBar
from tests.spoken import spoken
from tests.ui.record.record_person import Person, at_the_page
from tests.ui.samples import NOW
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
DAYS = date(2024, 1, 3), date(2026, 2, 27)
FOUND = FileContents({"spans": 12345, "day_totals": 310}, DAYS, "ActivityWatch", {"spans": 11142, "day_totals": 310})
LATER = "What was {} by then stays; {} the file again for the rest."


@pytest.fixture
def person() -> Iterator[Person]:
    yield from at_the_page()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "found.json"
    path.touch()
    return path


def test_every_row_says_what_it_is_and_its_button_what_it_opens(person: Person) -> None:
    for name, title, says in (
        ("export", "Export", "spreadsheet"),
        ("import", "Import", "ActivityWatch"),
        ("merge", "Merge another computer’s record", "counts once"),
        ("back", "Back up now", "every night"),
        ("restore", "Restore a backup", "as it was then"),
        ("delete", "Delete", "backups"),
    ):
        button = person.button(f"open {name}", person.window)
        assert button.isVisible()
        assert title == button.accessibleName()
        assert says in button.accessibleDescription()


@pytest.mark.parametrize("name", ["import", "merge", "back"])
def test_who_names_no_file_is_back_at_the_page(person: Person, name: str) -> None:
    person.open(name)
    assert person.asks_for_file
    person.name_no_file()
    assert ([], []) == (person.dialogs, person.record.jobs)


def test_a_file_is_read_seen_and_imported_with_enter_alone(person: Person, file: Path) -> None:
    person.open("import")
    person.name_file(file)
    assert ("look into", str(file)) == person.record.job.asked
    person.record.job.progress(2, 10)
    assert 0.2 == person.bar
    person.record.job.succeed(FOUND)
    assert ("A file of ActivityWatch", str(file)) == person.said
    for words in ("3 January 2024 to 27 February 2026", "11,142 spans and 310 day totals", "1,203 spans"):
        assert person.sees(words)
    assert 1 == len(person.record.jobs)  # nothing has been imported
    person.key(Qt.Key.Key_Return)
    assert ("take in", str(file)) == person.record.job.asked
    person.record.job.progress(6, 10)
    assert 0.6 == person.bar
    person.record.job.succeed({"spans": 11142, "day_totals": 310})
    assert ("Imported from ActivityWatch", "11,142 spans and 310 day totals.") == person.said
    person.key(Qt.Key.Key_Return)
    assert [] == person.dialogs


def test_a_file_that_is_refused_changes_nothing_and_another_may_do(person: Person, file: Path, tmp_path: Path) -> None:
    why = "found.json, line 1,204: end_utc lies before start_utc. Nothing was imported."
    person.open("import")
    person.name_file(file)
    person.record.job.fail(why.replace("found.json", str(file)))
    assert ("found.json cannot be used", why) == (person.said[0], person.fault)
    assert ["Choose another file…", "Close"] == person.buttons()
    person.press("another file")
    person.name_no_file()
    assert why == person.fault
    person.press("another file")
    (tmp_path / "other.csv").touch()
    person.name_file(tmp_path / "other.csv")
    assert (("look into", str(tmp_path / "other.csv")), "") == (person.record.job.asked, person.fault)
    person.record.job.succeed(FileContents({"spans": 3}, DAYS, "this app", {"spans": 3}))
    assert not person.sees("There already")
    person.key(Qt.Key.Key_Escape)
    assert ([], 2) == (person.dialogs, len(person.record.jobs))


def test_a_file_with_nothing_new_is_not_imported(person: Person, file: Path) -> None:
    person.open("import")
    person.name_file(file)
    person.record.job.succeed(FileContents({"spans": 3}, DAYS, "this app", {}))
    assert "There is nothing new in it" == person.said[0]
    assert ["Choose another file…", "Close"] == person.buttons()


def test_what_is_left_out_is_told_before_and_after(person: Person, file: Path) -> None:
    left_out = "1 record that is not in order (line 7: it lies in the future)"
    person.open("import")
    person.name_file(file)
    person.record.job.succeed(replace(FOUND, left_out=left_out))
    assert person.sees("Left out")
    assert person.sees(left_out)
    person.key(Qt.Key.Key_Return)
    person.record.job.succeed({"spans": 11142})
    assert f"11,142 spans. Left out: {left_out}." == person.said[1]
    person.key(Qt.Key.Key_Return)
    person.open("import")
    person.name_file(file)
    person.record.job.succeed(FileContents({"spans": 3}, DAYS, "this app", {}, left_out))
    assert f"Your record has the rest of {file} already. Left out: {left_out}." == person.said[1]


@pytest.mark.parametrize(("name", "found"), [("import", FOUND), ("merge", DeviceContents({"spans": 5}, DAYS, "", ""))])
def test_escape_ends_the_reading_at_once_and_the_import_with_a_word(
    person: Person, file: Path, name: str, found: RecordContents
) -> None:
    person.open(name)
    person.name_file(file)
    person.key(Qt.Key.Key_Escape)
    person.record.job.end()
    assert [] == person.dialogs
    person.open(name)
    person.name_file(file)
    person.record.job.succeed(found)
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Escape)
    person.record.job.end()
    done = {"import": "imported", "merge": "merged"}[name]
    assert (f"{name.capitalize()} stopped", LATER.format(done, name)) == person.said
    person.key(Qt.Key.Key_Return)
    assert [] == person.dialogs


def test_what_fails_in_the_midst_is_said(person: Person, file: Path) -> None:
    person.open("import")
    person.name_file(file)
    person.record.job.succeed(FOUND)
    person.key(Qt.Key.Key_Return)
    person.record.job.fail("The disk is full. What has come by then stays.")
    assert ("Import stopped", "The disk is full. What has come by then stays.") == (
        person.said[0],
        person.fault,
    )


@pytest.mark.parametrize(
    ("name", "asks"), [("Laptop", "Merge the record of “Laptop”?"), ("", "Merge the record in found.json?")]
)
def test_another_computer_is_seen_and_merged(person: Person, file: Path, name: str, asks: str) -> None:
    person.open("merge")
    person.name_file(file)
    assert ("look at", str(file)) == person.record.job.asked
    person.record.job.succeed(DeviceContents({"spans": 3412, "prompts": 0}, DAYS, "", name))
    assert asks == person.said[0]
    assert person.sees("3,412 spans")
    person.key(Qt.Key.Key_Return)
    assert ("merge", str(file)) == person.record.job.asked
    one = DeviceContents({"spans": 3412, "prompts": 1}, DAYS, "", "Laptop")
    person.record.job.succeed((one, DeviceContents({"notes": 2}, None, "", "")))
    assert (
        "Laptop: 3,412 spans and 1 reminder, 3 January 2024 to 27 February 2026.\nAnother computer: 2 notes."
        == person.said[1]
    )


def test_what_is_no_log_is_refused(person: Person, file: Path) -> None:
    person.open("merge")
    person.name_file(file)
    person.record.job.fail(f"{file} is not a log: it is no database.")
    assert ("found.json cannot be used", "Nothing was changed.") == person.said
    assert "found.json is not a log: it is no database." == person.fault


def test_a_backup_is_made_where_one_says(person: Person, tmp_path: Path) -> None:
    person.open("back")
    assert "posture-2026-03-04.db" == person.proposed
    person.name_file(tmp_path / "mine.db")
    assert ("back up", str(tmp_path / "mine.db")) == person.record.job.asked
    person.key(Qt.Key.Key_Escape)  # it is done in a second or two
    assert not person.record.job.stopping
    person.record.job.fail("The disk is full.")
    assert ("There is no backup", "The disk is full.") == (person.said[0], person.fault)
    person.press("another file")
    person.name_file(tmp_path / "elsewhere.db")
    assert ("back up", str(tmp_path / "elsewhere.db")) == person.record.job.asked
    person.record.job.succeed(RecordContents({"spans": 1, "prompts": 2}, DAYS))
    assert ("Backed up, and checked", f"1 span and 2 reminders, in {tmp_path / 'elsewhere.db'}") == person.said


KEPT = BackupFile("/data/posture-before-restore-20260304T101500Z.db", NOW, 2_340_000, kept=True)
NIGHTLY = BackupFile("/data/backups/posture-2026-03-01.db", date(2026, 3, 1), 2_110_000)
SEEN = BackupContents({"spans": 12345}, DAYS, "", {"spans": 41, "notes": 1})


def test_a_backup_is_chosen_seen_and_restored_by_keys(person: Person) -> None:
    person.open("restore")
    person.record.job.succeed((KEPT, NIGHTLY, replace(KEPT, path="/data/other.db", damaged=True)))
    assert person.sees("Your record until another backup was restored.")
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Down)
    assert person.sees("It is damaged.")
    person.key(Qt.Key.Key_Up)
    assert person.sees("Made by itself, at night.")
    person.key(Qt.Key.Key_Return)
    assert ("look back", NIGHTLY.path) == person.record.job.asked
    person.record.job.succeed(SEEN)
    for words in ("12,345 spans", "41 spans and 1 note", "posture-2026-03-01.db", "so that you can go back"):
        assert person.sees(words), words
    assert "look back" == person.record.job.asked[0]  # nothing has been restored
    person.key(Qt.Key.Key_Return)
    assert ("restore", NIGHTLY.path) == person.record.job.asked
    person.key(Qt.Key.Key_Escape)
    assert not person.record.job.stopping  # it is done to its end
    person.record.job.succeed(RestoredContents({"spans": 12345}, DAYS, KEPT.path))
    said = f"12,345 spans. What you had until now is kept as {KEPT.path}."
    assert ("The backup is restored", said) == person.said
    person.key(Qt.Key.Key_Return)
    assert [] == person.dialogs


def test_a_backup_that_is_no_good_changes_nothing_and_another_is_offered(person: Person) -> None:
    person.open("restore")
    person.record.job.succeed((NIGHTLY,))
    person.press("next")
    person.record.job.fail(f"{NIGHTLY.path} is damaged, and was not restored; the log is as it was.")
    assert ("posture-2026-03-01.db cannot be used", "Nothing was changed.") == person.said
    assert "posture-2026-03-01.db is damaged, and was not restored; the log is as it was." == person.fault
    person.press("back to list")
    person.record.job.succeed((NIGHTLY,))
    person.press("next")
    person.record.job.succeed(SEEN)
    person.press("go on")
    person.record.job.fail("The disk is full.")
    assert ("The backup is not restored", "The disk is full.") == (person.said[0], person.fault)


def test_a_file_from_elsewhere_is_restored_where_there_is_no_backup(person: Person, file: Path) -> None:
    person.open("restore")
    person.record.job.succeed(())
    assert "There is no backup yet" == person.said[0]
    person.press("another file")
    person.name_file(file)
    assert ("look back", str(file)) == person.record.job.asked
    person.record.job.succeed(SEEN)
    person.key(Qt.Key.Key_Escape)
    assert [] == person.dialogs
    assert "look back" == person.record.job.asked[0]


def test_what_takes_its_time_shows_that_it_is_alive_until_it_is_done(person: Person, tmp_path: Path) -> None:
    person.open("back")
    person.name_file(tmp_path / "mine.db")
    dialog = person.dialog
    (bar,) = dialog.findChildren(ProgressBar)
    assert person.busy
    dialog.hide()
    assert bar.moving.State.Stopped is bar.moving.state()
    dialog.show()
    assert person.busy
    person.record.job.fail("The disk is full.")
    assert (False, bar.moving.State.Stopped) == (person.busy, bar.moving.state())


def test_opened_and_closed_forty_times_nothing_is_left(person: Person, file: Path) -> None:
    def there() -> tuple[int, int, int, list[str]]:
        QApplication.processEvents()
        delete_what_was_closed()
        timers = [timer for timer in person.window.findChildren(QTimer) if timer.isActive()]
        children = len(person.window.findChildren(object))  # type: ignore[type-var]
        return len(QApplication.topLevelWidgets()), children, len(timers), [t.name for t in threading.enumerate()]

    def once(name: str) -> None:
        person.open(name)
        if person.asks_for_file:
            person.name_file(file)
        person.key(Qt.Key.Key_Escape)
        if person.dialogs:
            person.record.job.end()

    for name in ("export", "delete", "import"):
        once(name)
    before = there()
    for turn in range(40):
        once("export" if turn % 2 else "delete")
        if turn % 20 == 0:
            once("import")
    assert before == there()


def test_where_a_file_is_wrong_is_told_in_the_digits_of_the_language() -> None:
    with spoken("ar"):
        assert "١٢٠٤" in line_place(1204)
