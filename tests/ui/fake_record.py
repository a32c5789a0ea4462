"""What can be done with the record, done when a test says so: nothing is written, and what was asked for is kept."""

from dataclasses import dataclass
from typing import Any

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
from tests.ui.samples import NOW, ZONE


@dataclass
class FakeJob:
    """What was asked for, by the name of the method and what was given to it, and what the window did with it."""

    asked: tuple[Any, ...]
    report: Report[Any]
    stopping: bool = False
    forgotten: bool = False

    def stop(self) -> None:
        self.stopping = True

    def forget(self) -> None:
        self.forgotten = True

    def progress(self, done: int, total: int) -> None:
        assert not self.forgotten
        self.report.progress(done, total)

    def succeed(self, result: object) -> None:
        assert not self.forgotten
        self.report.succeeded(result)

    def fail(self, why: str) -> None:
        assert not self.forgotten
        self.report.failed(why)

    def end(self) -> None:
        """It has been stopped."""
        assert self.stopping
        self.report.stopped()


class FakeRecord:
    """Implements `core.record_jobs.RecordActions` on the day of NOW."""

    zone = ZONE

    def __init__(self) -> None:
        self.today = NOW.date()
        self.jobs: list[FakeJob] = []

    @property
    def job(self) -> FakeJob:
        """What was asked for last."""
        return self.jobs[-1]

    def export(self, wanted: Export, to: str, report: Report[int | None]) -> FakeJob:
        return self._begin(report, "export", wanted, to)

    def look_into(self, file: str, report: Report[FileContents]) -> FakeJob:
        return self._begin(report, "look into", file)

    def take_in(self, file: str, report: Report[Amounts]) -> FakeJob:
        return self._begin(report, "take in", file)

    def look_at(self, log: str, report: Report[DeviceContents]) -> FakeJob:
        return self._begin(report, "look at", log)

    def merge(self, log: str, report: Report[tuple[DeviceContents, ...]]) -> FakeJob:
        return self._begin(report, "merge", log)

    def back_up(self, to: str, report: Report[RecordContents]) -> FakeJob:
        return self._begin(report, "back up", to)

    def backups(self, report: Report[tuple[BackupFile, ...]]) -> FakeJob:
        return self._begin(report, "backups")

    def look_back(self, backup: str, report: Report[BackupContents]) -> FakeJob:
        return self._begin(report, "look back", backup)

    def restore(self, backup: str, report: Report[RestoredContents]) -> FakeJob:
        return self._begin(report, "restore", backup)

    def count(self, days: Days | None, report: Report[Amounts]) -> FakeJob:
        return self._begin(report, "count", days)

    def delete(self, days: Days | None, report: Report[int]) -> FakeJob:
        return self._begin(report, "delete", days)

    def _begin(self, report: Report[Any], *asked: Any) -> FakeJob:
        self.jobs.append(FakeJob(asked, report))
        return self.job
