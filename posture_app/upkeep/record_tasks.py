"""What the worker does with the record as a whole: loaded with the first of these tasks."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from posture_app.core.calendar import zone_of
from posture_app.core.errors import StoppedError
from posture_app.core.language import N_, _
from posture_app.core.record.amounts import TABLES
from posture_app.core.record.record_jobs import (
    Amounts,
    BackupContents,
    BackupFile,
    Days,
    DeviceContents,
    Export,
    FileContents,
    RecordContents,
    RestoredContents,
)
from posture_app.store.backup import backup
from posture_app.store.backup.restore import RestoreResult, kept_logs, preview
from posture_app.store.erase import erasing
from posture_app.store.file.backup_folder import backups
from posture_app.store.file.files import size_of
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import days_range
from posture_app.store.log.log import open_to_read
from posture_app.store.merge import merging
from posture_app.store.merge.devices import own_name
from posture_app.store.merge.other_log import copied, verify
from posture_app.store.transfer import importing
from posture_app.store.transfer.export import Target, export_days, export_entries, write_file
from posture_app.store.transfer.importing import Import, ImportResult, Program
from posture_app.upkeep.record_context import Context
from posture_app.upkeep.worker import Job

PROGRAMS = {Program.OWN: N_("this app"), Program.ACTIVITYWATCH: "ActivityWatch", Program.WORKRAVE: "Workrave"}


class RecordTasks:
    """See `RecordActions` for what they are to do; all raise KnownError, or StoppedError."""

    def __init__(self, here: Context) -> None:
        self._here = here

    def export(self, job: Job[int | None], wanted: Export, to: Path) -> int | None:
        """How many rows were written, or None where they are made as they are written."""
        here, written = self._here, 0
        kind, (first, last) = ExportKind(wanted.kind), wanted.days or (None, None)
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

    def back_up(self, to: Path) -> RecordContents:
        return self._contents(backup.back_up(self._here.log, to))

    def backups(self) -> tuple[BackupFile, ...]:
        zone = zone_of(self._here.zone)
        nightly = [
            BackupFile(str(each.path), each.day, size_of(each.path), damaged=not each.readable)
            for each in backups(self._here.log)
        ]
        kept = [
            BackupFile(str(each.path), each.at.astimezone(zone), each.size, kept=True, damaged=not each.readable)
            for each in kept_logs(self._here.log)
        ]
        return tuple(sorted([*kept, *nightly], key=_day, reverse=True))

    def look_back(self, file: Path) -> BackupContents:
        found = preview(self._here.log, file, self._here.now)
        there = self._contents(found.contents)
        left_out = found.left_out.sentence(file.name) if found.left_out else ""
        return BackupContents(there.amounts, there.days, left_out, _named(found.only_here))

    def restored(self, found: RestoreResult) -> RestoredContents:
        """What was restored, in words for people."""
        there = self._contents(found.contents)
        return RestoredContents(there.amounts, there.days, "" if found.kept is None else str(found.kept))

    def look_into(self, job: Job[FileContents], file: Path) -> FileContents:
        wanted = Import(file, self._here.zone, self._here.now, progress=job.progress, stop=job.stopping)
        found = importing.try_import(wanted, self._here.log)
        there = _amounts(found, "added", "replaced", "there")
        return FileContents(there, found.days, _(PROGRAMS[found.origin]), _came(found), found.left_out)

    def take_in(self, job: Job[Amounts], file: Path) -> Amounts:
        wanted = Import(file, self._here.zone, self._here.now, progress=job.progress, stop=job.stopping)
        return _came(importing.import_file(wanted, self._here.log))

    def look_at(self, other: Path) -> DeviceContents:
        with copied(other, self._here.log) as copy:
            odd = verify(other, copy, self._here.now)
            contents = self._contents(backup.contents(copy))
            left_out = odd.sentence(other.name) if odd else ""
            return DeviceContents(contents.amounts, contents.days, left_out, own_name(copy))

    def merge(self, job: Job[tuple[DeviceContents, ...]], other: Path) -> tuple[DeviceContents, ...]:
        """What came. What was left out of it has been told when it was looked at."""
        here = self._here
        return tuple(
            DeviceContents(
                {"spans": came.spans, **_named(came.rows)}, here.days(came.first, came.last), "", came.device.name
            )
            for came in merging.merge(here.log, other, here.now, stop=job.check)
        )

    def count(self, days: Days | None) -> Amounts:
        counts = erasing.count(self._here.log, self._here.stretch(days))
        return _named({table: getattr(counts, table) for table in TABLES})

    def _contents(self, found: backup.Contents) -> RecordContents:
        """What a log has, in words for people."""
        days = self._here.days(found.first, found.last)
        return RecordContents({"spans": found.spans, "prompts": found.prompts}, days)


def _day(file: BackupFile) -> date:
    return file.at.date() if isinstance(file.at, datetime) else file.at


def _came(found: ImportResult) -> Amounts:
    return _amounts(found, "added", "replaced")


def _amounts(found: ImportResult, *which: str) -> Amounts:
    """How many of each kind, by the words of `posture-app export`: those are the tables’ own, but for one."""
    rows = {str(kind): sum(getattr(counts, each) for each in which) for kind, counts in found.counts.items()}
    return _named({**rows, "day_totals": rows.get(ExportKind.TOTALS, 0)})


def _named(rows: Mapping[str, int]) -> Amounts:
    return {table: rows[table] for table in TABLES if rows.get(table)}
