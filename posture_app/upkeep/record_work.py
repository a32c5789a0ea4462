"""What a person does with their record as a whole, carried out by the worker while the app runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from posture_app.core.calendar import day_of, zone_of
from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.record.erasing import Stretch, stretch_of_days
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
from posture_app.store.file.odd_rows import WORDS
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import days_range
from posture_app.store.log.log import open_to_read
from posture_app.store.merge import merging
from posture_app.store.merge.devices import own_name
from posture_app.store.merge.other_log import copied, verify
from posture_app.store.transfer import importing
from posture_app.store.transfer.export import Target, export_days, export_entries, write_file
from posture_app.store.transfer.importing import Import, ImportResult, Program
from posture_app.upkeep.erasing import ErasureResult
from posture_app.upkeep.host import Host
from posture_app.upkeep.worker import Job, why

NO_LOG = "The log is not open yet; do this again once it is."
PROGRAMS = {Program.OWN: "this app", Program.ACTIVITYWATCH: "ActivityWatch", Program.WORKRAVE: "Workrave"}
T = TypeVar("T")
Erase = Callable[[Stretch | None, Callable[[ErasureResult], None]], None]


@dataclass(frozen=True, slots=True)
class Context:
    """Our log, and what holds as something is asked for."""

    path: Path | None
    settings: Settings
    zone: str
    now: datetime

    @property
    def log(self) -> Path:
        """The file of the log. Raises KnownError if there is none."""
        if self.path is None:
            raise KnownError(NO_LOG)
        return self.path

    @property
    def today(self) -> date:
        return day_of(self.now, self.zone, self.settings.day_start)

    def days(self, first: datetime | None, last: datetime | None) -> Days | None:
        if first is None or last is None:
            return None
        place = zone_of(self.zone)
        return first.astimezone(place).date(), last.astimezone(place).date()

    def stretch(self, days: Days | None) -> Stretch | None:
        """When these days begin and end. Raises KnownError if they cannot be deleted."""
        if days is None:
            return None
        try:
            return stretch_of_days(*days, self.now, self.zone, self.settings.day_start)
        except ValueError as error:
            raise KnownError(f"There is nothing to delete: {error}.") from error

    def contents(self, found: backup.Contents) -> RecordContents:
        """What a log has, in words for people."""
        return RecordContents({"span": found.spans, "reminder": found.prompts}, self.days(found.first, found.last))

    def importing(self, file: Path, job: Job[T]) -> Import:
        return Import(file, self.zone, self.now, progress=job.progress, stop=job.stopping)


class Deletion:
    """A deletion, which cannot be stopped."""

    forgotten = False

    def stop(self) -> None:
        """Do nothing."""

    def forget(self) -> None:
        """Tell nothing of it any more."""
        self.forgotten = True


class RecordWork:
    """Implements `core.record.record_jobs.RecordActions`; `changed` is called when the record may have changed."""

    def __init__(self, host: Host, *, changed: Callable[[], None], erase: Erase) -> None:
        self._host, self._changed, self._erase = host, changed, erase

    @property
    def zone(self) -> str:
        return self._host.runner.zone

    @property
    def today(self) -> date:
        return self._host.today()

    def export(self, wanted: Export, to: str, report: Report[int | None]) -> Job[int | None]:
        return self._begin(lambda here, job: _export(here, job, wanted, Path(to)), report)

    def back_up(self, to: str, report: Report[RecordContents]) -> Job[RecordContents]:
        return self._begin(lambda here, _: here.contents(backup.back_up(here.log, Path(to))), report)

    def look_into(self, file: str, report: Report[FileContents]) -> Job[FileContents]:
        return self._begin(lambda here, job: _look_into(here, job, Path(file)), report)

    def take_in(self, file: str, report: Report[Amounts]) -> Job[Amounts]:
        return self._begin_change(
            lambda here, job: _came(importing.import_file(here.importing(Path(file), job), here.log)), report
        )

    def look_at(self, log: str, report: Report[DeviceContents]) -> Job[DeviceContents]:
        return self._begin(lambda here, _: _look_at(here, Path(log)), report)

    def merge(self, log: str, report: Report[tuple[DeviceContents, ...]]) -> Job[tuple[DeviceContents, ...]]:
        return self._begin_change(lambda here, job: _merge(here, job, Path(log)), report)

    def count(self, days: Days | None, report: Report[Amounts]) -> Job[Amounts]:
        return self._begin(lambda here, _: _count(here, days), report)

    def delete(self, days: Days | None, report: Report[int]) -> Deletion:
        deletion = Deletion()

        def over(erased: ErasureResult) -> None:
            if deletion.forgotten:
                return
            if erased.why_not:
                report.failed(erased.why_not)
            else:
                report.succeeded(len(erased.gone))

        def begin() -> None:
            try:
                stretch = self._context().stretch(days)
            except KnownError as error:
                over(ErasureResult(str(error)))
            else:
                self._erase(stretch, over)

        self._host.worker.soon(begin)
        return deletion

    def _context(self) -> Context:
        return Context(self._host.log.path, self._host.settings(), self.zone, self._host.runner.now())

    def _begin(self, work: Callable[[Context, Job[T]], T], report: Report[T]) -> Job[T]:
        def failed(error: Exception) -> None:
            if isinstance(error, StoppedError):
                report.stopped()
            else:
                report.failed(why(error))

        here = self._context()
        return self._host.worker.submit(lambda job: work(here, job), report.succeeded, failed, report.progress)

    def _begin_change(self, work: Callable[[Context, Job[T]], T], report: Report[T]) -> Job[T]:
        def change(here: Context, job: Job[T]) -> T:
            try:
                return work(here, job)
            finally:
                self._host.worker.soon(self._changed)

        return self._begin(change, report)


def _export(here: Context, job: Job[int | None], wanted: Export, to: Path) -> int | None:
    """How many rows were written, or None where they are made as they are written."""
    kind, (first, last), written = ExportKind(wanted.kind), wanted.days or (None, None), 0
    within = days_range(first, last, here.zone, here.settings.day_start)

    def progress(done: int, total: int) -> None:
        nonlocal written
        written = done
        job.progress(done, total)

    with open_to_read(here.log) as record:

        def fill(write: Callable[[bytes], object]) -> bool:
            target = Target(Format(wanted.form), write, wanted.zone, progress, job.stopping)
            if kind is ExportKind.DAYS:
                return export_days(record, within, here.settings, here.today, target)
            return export_entries(record, kind, within, target)

        if not write_file(to, fill):
            raise StoppedError
    return None if kind is ExportKind.DAYS else written


def _look_into(here: Context, job: Job[FileContents], file: Path) -> FileContents:
    found = importing.try_import(here.importing(file, job), here.log)
    there = _amounts(found, "added", "replaced", "there")
    return FileContents(there, found.days, PROGRAMS[found.origin], _came(found), found.left_out)


def _look_at(here: Context, other: Path) -> DeviceContents:
    with copied(other, here.log) as copy:
        odd = verify(other, copy, here.now)
        contents = here.contents(backup.contents(copy))
        left_out = odd.sentence(other.name) if odd else ""
        return DeviceContents(contents.amounts, contents.days, own_name(copy), left_out)


def _merge(here: Context, job: Job[tuple[DeviceContents, ...]], other: Path) -> tuple[DeviceContents, ...]:
    """What came. What was left out of it has been told when it was looked at."""
    return tuple(
        DeviceContents({"span": came.spans, **_named(came.rows)}, here.days(came.first, came.last), came.device.name)
        for came in merging.merge(here.log, other, here.now, stop=job.check)
    )


def _count(here: Context, days: Days | None) -> Amounts:
    counts = erasing.count(here.log, here.stretch(days))
    return _named({table: getattr(counts, table) for table in WORDS})


def _came(found: ImportResult) -> Amounts:
    return _amounts(found, "added", "replaced")


def _amounts(found: ImportResult, *which: str) -> Amounts:
    """How many of each kind, by the words of `posture-app export`: those are the tables’ own, but for one."""
    rows = {str(kind): sum(getattr(counts, each) for each in which) for kind, counts in found.counts.items()}
    return _named({**rows, "day_totals": rows.get(ExportKind.TOTALS, 0)})


def _named(rows: Mapping[str, int]) -> Amounts:
    return {word: rows[table] for table, word in WORDS.items() if rows.get(table)}
