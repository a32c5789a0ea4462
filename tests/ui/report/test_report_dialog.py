"""Asking for a report: by few keys, from what the history shows, and saved where nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QFileDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from posture_app.core.errors import KnownError
from posture_app.ui.history import period_view
from posture_app.ui.kit import file_choice
from posture_app.ui.kit.fields.days_choice import DaysChoice
from posture_app.ui.pages.main_window import MainWindow
from posture_app.ui.record.export_dialog import ExportDialog
from posture_app.ui.report import report_dialog
from posture_app.ui.report.preview import PagePreview
from posture_app.ui.report.report_dialog import ReportDialog
from tests.ui.charts.pictures import text_of
from tests.ui.samples import SITTING
from tests.ui.showing import button, shown
from tests.ui.sources import Desk
from tests.ui.waiting import delete_what_was_closed, until
from tests.ui.years import years

CONTROL = Qt.KeyboardModifier.ControlModifier


class Person:
    """Somebody at the main window, with a folder for documents."""

    def __init__(self, window: MainWindow, documents: Path) -> None:
        self.window, self.documents = window, documents

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """To what has the keyboard, in the dialog if there is one."""
        dialogs = self.window.findChildren(ReportDialog)
        at: QWidget = dialogs[0] if dialogs else self.window
        focus: QWidget | None = at.focusWidget()
        QTest.keyClick(at if focus is None else focus, key, modifier)
        QApplication.processEvents()

    @property
    def dialog(self) -> ReportDialog:
        delete_what_was_closed()
        (found,) = self.window.findChildren(ReportDialog)
        until(lambda: found._record is not None or not found._save.isEnabled())
        return found

    @property
    def chosen(self) -> str:
        return next(each.objectName() for each in self.dialog.findChildren(QRadioButton) if each.isChecked())

    def choose(self, name: str) -> None:
        radio = self.dialog.findChild(QRadioButton, name)
        assert radio is not None
        radio.setChecked(True)
        until(lambda: self.dialog._record is not None)

    def press(self, name: str) -> None:
        found = self.dialog.findChild(QAbstractButton, name)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(12, found.height() // 2))
        QApplication.processEvents()

    def said(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, name)
        assert found is not None
        return found.text() if found.isVisible() else ""

    @property
    def files(self) -> list[str]:
        return sorted(each.name for each in self.documents.iterdir())


@pytest.fixture
def person(qt: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.setattr(period_view, "PATIENCE_MS", 600_000)
    documents = tmp_path / "documents"
    documents.mkdir()
    monkeypatch.setattr(file_choice, "_documents", lambda: str(documents))
    with shown(MainWindow(Desk(SITTING).sources(years(2)))) as window:
        window.activateWindow()
        yield Person(window, documents)


def test_last_month_as_pdf_takes_three_keys_from_any_page(person: Person) -> None:
    person.key(Qt.Key.Key_P, CONTROL)
    person.key(Qt.Key.Key_Down)
    assert "days last month" == person.chosen
    person.key(Qt.Key.Key_Return)
    assert ["posture-report-2026-02.pdf"] == person.files
    assert ("The report is saved", str(person.documents / person.files[0])) == (
        person.said("heading"),
        person.said("lead"),
    )
    text = text_of((person.documents / person.files[0]).read_bytes())
    assert text.startswith("February 2026")
    person.key(Qt.Key.Key_Return)
    delete_what_was_closed()
    assert [] == person.window.findChildren(ReportDialog)


def test_it_shows_before_it_reads_the_days(person: Person) -> None:
    button(person.window, "show history").click()
    button(person.window, "report").click()
    (dialog,) = person.window.findChildren(ReportDialog)
    save, preview = dialog.findChild(QAbstractButton, "save report"), dialog.findChild(PagePreview)
    assert save is not None
    assert preview is not None
    assert (True, False, "") == (dialog.isVisible(), save.isEnabled(), preview.word)
    until(save.isEnabled)


def test_it_takes_four_clicks(person: Person) -> None:
    button(person.window, "show history").click()
    button(person.window, "report").click()
    person.press("days last month")
    person.press("save report")
    assert ["posture-report-2026-02.pdf"] == person.files


@pytest.mark.parametrize(
    ("view", "back", "chosen"),
    [
        ("month", 0, "days this month"),
        ("month", 1, "days last month"),
        ("month", 3, "days shown"),
        ("year", 0, "days this year"),
        ("all", 0, "days all"),
        ("week", 0, "days shown"),
        ("day", 0, "days this month"),
    ],
)
def test_report_and_export_begin_with_what_the_history_shows(person: Person, view: str, back: int, chosen: str) -> None:
    person.window.show_history(view)  # type: ignore[arg-type]
    for _ in range(back):
        button(person.window, "earlier").click()
    button(person.window, "report").click()
    assert chosen == person.chosen
    if view == "day":
        return
    person.dialog.reject()
    button(person.window, "export").click()
    (dialog,) = person.window.findChildren(ExportDialog)
    assert chosen in {each.objectName() for each in dialog.findChildren(QRadioButton) if each.isChecked()}
    assert button(person.window, "export").text() == {"all": "&Export all…"}.get(view, f"&Export this {view}…")
    dialog.reject()


def test_the_words_beside_each_choice_of_days_stand_in_one_line(person: Person) -> None:
    person.window.show_history("week")
    person.key(Qt.Key.Key_P, CONTROL)
    (days,) = person.dialog.findChildren(DaysChoice)
    said = [each for each in days.findChildren(QLabel) if each.isVisible()]
    assert "as it shows now" in [each.text() for each in said]
    for each in said:
        assert each.fontMetrics().horizontalAdvance(each.text()) <= each.width(), each.text()


def test_no_file_is_written_over_unless_the_person_chose_it(person: Person) -> None:
    (person.documents / "posture-report-2026-02.pdf").write_text("an earlier one")
    person.key(Qt.Key.Key_P, CONTROL)
    person.choose("days last month")
    assert str(person.documents / "posture-report-2026-02 2.pdf") == person.dialog.path
    person.press("change file")
    (files,) = (each for each in person.dialog.findChildren(QFileDialog) if each.isVisible())
    edit = files.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.selectAll()
    QTest.keyClicks(edit, str(person.documents / "mine"))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    until(lambda: not files.isVisible())
    person.choose("days this year")
    assert str(person.documents / "mine.pdf") == person.dialog.path
    person.press("save report")
    assert ["mine.pdf", "posture-report-2026-02.pdf"] == person.files


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(person: Person) -> None:
    person.key(Qt.Key.Key_P, CONTROL)
    person.choose("days last month")
    person.dialog.path = str(person.documents / "gone" / "x.pdf")
    person.press("save report")
    assert person.said("fault").startswith(person.dialog.path)
    assert "days last month" == person.chosen


def test_days_without_a_record_make_no_page(person: Person) -> None:
    person.key(Qt.Key.Key_P, CONTROL)  # March has only just begun
    person.choose("days this month")
    save, preview = person.dialog.findChild(QAbstractButton, "save report"), person.dialog.findChild(PagePreview)
    assert save is not None
    assert preview is not None
    assert (False, "Nothing is recorded in these days.") == (save.isEnabled(), preview.word)
    person.choose("days last month")
    assert (True, "") == (save.isEnabled(), preview.word)


def test_dates_the_wrong_way_round_are_refused_and_can_be_mended(person: Person) -> None:
    person.key(Qt.Key.Key_P, CONTROL)
    person.choose("days last month")
    person.press("days choose days")
    first, last = (person.dialog.findChild(QDateEdit, f"{each} day") for each in ("first", "last"))
    assert first is not None
    assert last is not None
    last.setDate(QDate(2026, 1, 20))
    assert "The last day comes before the first." == person.said("fault")
    first.setDate(QDate(2026, 1, 5))
    assert "" == person.said("fault")
    until(lambda: person.dialog._record is not None)
    person.press("save report")
    assert ["posture-report-2026-01-05-to-2026-01-20.pdf"] == person.files


def test_all_there_is_is_read_in_pieces_and_the_latest_choice_counts(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_dialog, "PATIENCE_MS", -1)
    person.key(Qt.Key.Key_P, CONTROL)
    person.choose("days all")
    radio = person.dialog.findChild(QRadioButton, "days last month")
    assert radio is not None
    radio.setChecked(True)
    person.choose("days all")
    person.press("save report")
    text = text_of((person.documents / person.files[0]).read_bytes())
    assert text.startswith("March 2024 to March 2026")


@pytest.mark.parametrize("what", ["history.period_reader.known_days", "report.report_contents.all_months"])
def test_a_log_that_cannot_be_read_is_told(person: Person, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    def fails(*_args: object, **_options: object) -> None:
        raise KnownError("The log cannot be read: the disk is gone.")

    monkeypatch.setattr(f"posture_app.ui.{what}", fails)
    person.key(Qt.Key.Key_P, CONTROL)
    radio = person.dialog.findChild(QRadioButton, "days all")
    assert radio is not None
    radio.setChecked(True)
    assert "The log cannot be read: the disk is gone." == person.said("fault")
    save = person.dialog.findChild(QAbstractButton, "save report")
    assert save is not None
    assert not save.isEnabled()


def test_the_name_and_the_paper_are_on_the_page_and_it_opens(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    person.key(Qt.Key.Key_P, CONTROL)
    person.choose("days last month")
    name = person.dialog.findChild(QLineEdit, "report name")
    assert name is not None
    QTest.keyClicks(name, "Anna")
    person.press("part letter")
    person.press("save report")
    assert "Anna" in text_of((person.documents / person.files[0]).read_bytes())
    person.press("open report")
    assert [person.dialog.path] == opened
