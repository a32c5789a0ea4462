"""From the button in the settings to the file on the disk, through everything that lies between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from posture_app.cli import main
from posture_app.core.settings.changes import Changes
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.loop import QtLoop
from posture_app.desktop.paths import places
from posture_app.desktop.zone import local_zone
from posture_app.store.log.log import Log, open_log
from posture_app.ui.settings.settings_window import SettingsWindow
from posture_app.upkeep.record_work import RecordWork
from tests.ui.record.record_person import Person
from tests.ui.settings.settings_live import Present
from tests.ui.waiting import until
from tests.upkeep.hosts import PATIENCE_S, make_host

pytestmark = pytest.mark.usefixtures("qt")
MINUTE = timedelta(minutes=1)


class Running:
    """When and where it is."""

    zone = local_zone()

    def now(self) -> datetime:
        return SystemClock().now().wall


class Whole(Person):
    """Somebody at a window that works on a real log."""

    def __init__(self, data: Path) -> None:
        self.log: Log = open_log(places(data).database, now=Running().now()).log
        self.loop = QtLoop()
        self.changes: list[None] = []
        host = make_host(self.log, self.loop, Running(), settings=lambda: DEFAULTS)
        self.worker = host.worker
        self.work = RecordWork(
            host,
            changed=lambda: self.changes.append(None),
            erase=lambda _stretch, _done: None,
            restore=lambda _backup, _done: None,
        )
        live = replace(Present().live(), record=self.work)
        self.begin(SettingsWindow(DEFAULTS, Changes(lambda _values: None, lambda: DEFAULTS), live))

    def sit(self, count: int) -> None:
        for number in range(count):
            start = Running().now() - timedelta(days=30) + 40 * number * MINUTE
            self.log.record(Span(Posture.SITTING, start, start + 30 * MINUTE, EndedBy.IDLE, Running.zone))

    def until_said(self, words: str) -> None:
        until(lambda: words in self.said[0] or self.fault)
        assert words in self.said[0], self.fault

    def until_buttons(self, *words: str) -> None:
        until(lambda: list(words) == self.buttons())

    def close(self) -> None:
        super().close()
        self.worker.close(PATIENCE_S)
        self.loop.close()
        self.log.close()


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Whole]:
    person = Whole(tmp_path / "data")
    yield person
    person.close()


@pytest.mark.parametrize(("kind", "form"), [("spans", "csv"), ("spans", "json"), ("days", "excel")])
def test_what_the_window_exports_is_what_the_command_line_exports(
    person: Whole, tmp_path: Path, kind: str, form: str
) -> None:
    person.sit(300)
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    person.open("export")
    person.choose(kind)
    person.press(f"part {form}")
    person.key(Qt.Key.Key_Return)
    person.name_file(ours)
    person.until_said("Day totals written" if kind == "days" else "300 spans written")
    data = str(tmp_path / "data")
    assert 0 == main(["--data-dir", data, "export", kind, "--format", form, "--output", str(theirs)])
    assert theirs.read_bytes() == ours.read_bytes()


def test_a_backup_is_made_and_merged_and_an_export_imported(person: Whole, tmp_path: Path) -> None:
    person.sit(300)
    backup, export = tmp_path / "backup.db", tmp_path / "spans.csv"
    person.open("back")
    person.name_file(backup)
    person.until_said("Backed up, and checked")
    assert "300 spans" in person.said[1]
    person.key(Qt.Key.Key_Return)
    person.open("export")
    person.choose("spans")
    person.key(Qt.Key.Key_Return)
    person.name_file(export)
    person.until_said("300 spans written")
    person.key(Qt.Key.Key_Return)
    for opened, file in (("merge", backup), ("import", export)):
        other = Whole(tmp_path / opened)
        other.open(opened)
        other.name_file(file)
        other.until_buttons("Cancel", opened.capitalize())
        other.key(Qt.Key.Key_Return)
        other.until_buttons("Close")
        assert (300, 1) == (len(list(other.log.spans())), len(other.changes))
        other.close()
