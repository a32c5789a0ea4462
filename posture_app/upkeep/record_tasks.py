"""What is done with the record as a whole, as a thread does it: each reads and writes files, and may take long.

All raise KnownError with the reason if it cannot be, and StoppedError if the task is to stop.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from posture_app.core.calendar import zone_of
from posture_app.core.errors import StoppedError
from posture_app.core.ports import Clock, Loop
from posture_app.core.record.erasing import Stretch
from posture_app.core.record.record_jobs import (
    Amounts,
    Days,
    DeviceContents,
    Export,
    FileContents,
    RecordContents,
    Report,
)
from posture_app.core.settings.settings import Settings
from posture_app.store.backup import backup
from posture_app.store.erase import erasing
from posture_app.store.file.odd_rows import WORDS, OddRows
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import days_range
from posture_app.store.log.log import open_to_read
from posture_app.store.merge import merging
from posture_app.store.merge.other_log import taken
from posture_app.store.merge.own_device import own_name
from posture_app.store.transfer import importing
from posture_app.store.transfer.export import Target, export_days, export_entries, write_file
from posture_app.store.transfer.import_source import Program
from posture_app.store.transfer.importing import Import, ImportResult

EVERY_S = 0.1
"""Progress is told no more often than this, in real seconds."""
PROGRAMS = {Program.OWN: "this app", Program.ACTIVITYWATCH: "ActivityWatch", Program.WORKRAVE: "Workrave"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TaskContext:
    """Our log, and what holds as a task begins."""

    log: Path
    settings: Settings
    zone: str
    now: datetime
    today: date

    def days(self, first: datetime | None, last: datetime | None) -> Days | None:
        """The dates of two moments."""
        if first is None or last is None:
            return None
        place = zone_of(self.zone)
        return first.astimezone(place).date(), last.astimezone(place).date()


class Task(Generic[T]):
    """A job on its way. The thread that does it tells how far it has come, and asks whether it is to stop."""

    def __init__(self, report: Report[T], loop: Loop, clock: Clock) -> None:
        self._report: Report[T] | None = report
        self._loop, self._clock = loop, clock
        self._stopped = threading.Event()
        self._told_at = -EVERY_S

    def stop(self) -> None:
        """Have it end before it is done."""
        self._stopped.set()

    def forget(self) -> None:
        """The same, and nobody is told of it any more."""
        self.stop()
        self._report = None

    def stopping(self) -> bool:
        """Whether it is to end now."""
        return self._stopped.is_set()

    def look_out(self) -> None:
        """Raises StoppedError if it is to end now."""
        if self.stopping():
            raise StoppedError

    def progress(self, done: int, total: int) -> None:
        """Have it told how far it has come, unless that has only just been done."""
        now = self._clock.now().true
        if now - self._told_at >= EVERY_S:
            self._told_at = now
            self._loop.soon(lambda: self.tell(lambda report: report.progress(done, total)))

    def tell(self, tell: Callable[[Report[T]], None]) -> None:
        """Tell whoever asked for it, if they still want to know."""
        if self._report is not None:
            tell(self._report)


def export(here: TaskContext, task: Task[Any], wanted: Export, to: Path) -> int | None:
    """Write an export; says how many rows it has, or None where they are made as they are written."""
    kind, (first, last), written = ExportKind(wanted.kind), wanted.days or (None, None), 0
    within = days_range(first, last, here.zone, here.settings.day_start)

    def progress(done: int, total: int) -> None:
        nonlocal written
        written = done
        task.progress(done, total)

    with open_to_read(here.log) as record:

        def fill(write: Callable[[bytes], object]) -> bool:
            target = Target(Format(wanted.form), write, wanted.zone, progress, task.stopping)
            if kind is ExportKind.DAYS:
                return export_days(record, within, here.settings, here.today, target)
            return export_entries(record, kind, within, target)

        if not write_file(to, fill):
            raise StoppedError
    return None if kind is ExportKind.DAYS else written


def back_up(here: TaskContext, _task: Task[Any], to: Path) -> RecordContents:
    """Write a verified copy of the log."""
    return _held(here, backup.back_up(here.log, to))


def look_into(here: TaskContext, task: Task[Any], file: Path) -> FileContents:
    """Read all of a file that is to be imported, and see what would come of it."""
    try:
        found = importing.try_import(_wanted(here, task, file), here.log)
    except StoppedError as error:
        raise StoppedError from error
    there = _amounts(found, "added", "replaced", "there")
    return FileContents(there, found.days, PROGRAMS[found.origin], _came(found), found.left_out)


def take_in(here: TaskContext, task: Task[Any], file: Path) -> Amounts:
    """Import it."""
    try:
        return _came(importing.import_file(_wanted(here, task, file), here.log))
    except StoppedError as error:
        raise StoppedError from error


def look_at(here: TaskContext, _task: Task[Any], other: Path) -> DeviceContents:
    """See what the log of another computer has."""
    with taken(other, here.log, here.now) as copy:
        held = _held(here, backup.contents(copy.path))
        return DeviceContents(held.amounts, held.days, own_name(copy.path), _said(copy.left_out, other))


def merge(here: TaskContext, task: Task[Any], other: Path) -> tuple[DeviceContents, ...]:
    """Add what our log lacks of another. What was left out of it has been told when it was looked at."""
    return tuple(
        DeviceContents({"span": came.spans, **_named(came.rows)}, here.days(came.first, came.last), came.device.name)
        for came in merging.merge(here.log, other, here.now, stop=task.look_out)
    )


def _said(left_out: OddRows, other: Path) -> str:
    return left_out.sentence(other.name) if left_out else ""


def count(here: TaskContext, _task: Task[Any], stretch: Stretch | None) -> Amounts:
    """See how much there is to delete."""
    counts = erasing.count(here.log, stretch)
    return _named({table: getattr(counts, table) for table in WORDS})


def _wanted(here: TaskContext, task: Task[Any], file: Path) -> Import:
    return Import(file, here.zone, here.now, progress=task.progress, stop=task.stopping)


def _came(found: ImportResult) -> Amounts:
    return _amounts(found, "added", "replaced")


def _amounts(found: ImportResult, *which: str) -> Amounts:
    """How many of each kind, by the words of `posture-app export`: those are the tables’ own, but for one."""
    rows = {str(kind): sum(getattr(counts, each) for each in which) for kind, counts in found.counts.items()}
    return _named({**rows, "day_totals": rows.get(ExportKind.TOTALS, 0)})


def _held(here: TaskContext, held: backup.Contents) -> RecordContents:
    return RecordContents({"span": held.spans, "reminder": held.prompts}, here.days(held.first, held.last))


def _named(rows: Mapping[str, int]) -> Amounts:
    return {word: rows[table] for table, word in WORDS.items() if rows.get(table)}
