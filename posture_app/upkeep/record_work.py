"""What a person does with their record as a whole, carried out by the worker while the app runs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.record.erasing import Stretch
from posture_app.core.record.record_jobs import (
    Amounts,
    BackupContents,
    BackupFile,
    Days,
    DeviceContents,
    Export,
    FileContents,
    RecordContents,
    Report,
    RestoredContents,
)
from posture_app.upkeep.erasing import ErasureResult
from posture_app.upkeep.host import Host
from posture_app.upkeep.record_context import Context
from posture_app.upkeep.worker import Job, why

if TYPE_CHECKING:
    from posture_app.store.backup.restore import RestoreResult
    from posture_app.upkeep.record_tasks import RecordTasks

T = TypeVar("T")
Erase = Callable[[Stretch | None, Callable[[ErasureResult], None]], None]


Restore = Callable[[Path, Callable[["RestoreResult | Exception"], None]], None]


class WholeJob:
    """A piece of work that cannot be stopped, such as a deletion."""

    forgotten = False

    def stop(self) -> None:
        """Do nothing."""

    def forget(self) -> None:
        """Tell nothing of it any more."""
        self.forgotten = True


class RecordWork:
    """Implements `core.record.record_jobs.RecordActions`; `changed` is called when the record may have changed."""

    def __init__(self, host: Host, *, changed: Callable[[], None], erase: Erase, restore: Restore) -> None:
        self._host, self._changed, self._erase, self._restore = host, changed, erase, restore

    @property
    def zone(self) -> str:
        return self._host.runner.zone

    @property
    def today(self) -> date:
        return self._host.today()

    def export(self, wanted: Export, to: str, report: Report[int | None]) -> Job[int | None]:
        return self._begin(lambda here, job: _tasks(here).export(job, wanted, Path(to)), report)

    def back_up(self, to: str, report: Report[RecordContents]) -> Job[RecordContents]:
        return self._begin(lambda here, _: _tasks(here).back_up(Path(to)), report)

    def look_into(self, file: str, report: Report[FileContents]) -> Job[FileContents]:
        return self._begin(lambda here, job: _tasks(here).look_into(job, Path(file)), report)

    def take_in(self, file: str, report: Report[Amounts]) -> Job[Amounts]:
        return self._begin_change(lambda here, job: _tasks(here).take_in(job, Path(file)), report)

    def look_at(self, log: str, report: Report[DeviceContents]) -> Job[DeviceContents]:
        return self._begin(lambda here, _: _tasks(here).look_at(Path(log)), report)

    def merge(self, log: str, report: Report[tuple[DeviceContents, ...]]) -> Job[tuple[DeviceContents, ...]]:
        return self._begin_change(lambda here, job: _tasks(here).merge(job, Path(log)), report)

    def backups(self, report: Report[tuple[BackupFile, ...]]) -> Job[tuple[BackupFile, ...]]:
        return self._begin(lambda here, _: _tasks(here).backups(), report)

    def look_back(self, backup: str, report: Report[BackupContents]) -> Job[BackupContents]:
        self._host.runner.save()  # what goes on would be lost as well
        return self._begin(lambda here, _: _tasks(here).look_back(Path(backup)), report)

    def restore(self, backup: str, report: Report[RestoredContents]) -> WholeJob:
        job = WholeJob()

        def over(outcome: "RestoreResult | Exception") -> None:
            if job.forgotten:
                return
            if isinstance(outcome, Exception):
                report.failed(why(outcome))
            else:
                report.succeeded(_tasks(self._context()).restored(outcome))

        self._host.worker.soon(lambda: self._restore(Path(backup), over))
        return job

    def count(self, days: Days | None, report: Report[Amounts]) -> Job[Amounts]:
        return self._begin(lambda here, _: _tasks(here).count(days), report)

    def delete(self, days: Days | None, report: Report[int]) -> WholeJob:
        deletion = WholeJob()

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


def _tasks(here: Context) -> "RecordTasks":
    from posture_app.upkeep.record_tasks import RecordTasks  # noqa: PLC0415 - the worker loads it with the first task

    return RecordTasks(here)
