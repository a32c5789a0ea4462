"""What a person does with their record as a whole, carried out while the app runs: one thing at a time, on a thread of
its own with a connection of its own, so that nothing else stands still.
"""

import threading
from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from posture_app.core.calendar import day_of
from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.ports import Clock, Loop, Now
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
from posture_app.upkeep import record_tasks as tasks
from posture_app.upkeep.record_tasks import Task, TaskContext

NO_LOG = "The log is not open yet; do this again once it is."
BUG = "The app met an error of its own; its log tells more."
T = TypeVar("T")
Tell = Callable[[Report[T]], None]


class Erased(Protocol):
    """What became of a deletion: see `posture_app.upkeep.erasing`."""

    @property
    def why_not(self) -> str: ...
    @property
    def gone(self) -> tuple[Path, ...]: ...


Erase = Callable[[Stretch | None, Callable[[Erased], None]], None]


class RecordWork:
    """Implements `core.record_jobs.RecordActions`. `path` is the log, None if there is no file; `lock` is held while
    something is done; `changed` is called when the record may have changed; `erase` deletes from it, itself aside.
    """

    def __init__(
        self,
        path: Callable[[], Path | None],
        live: Now,
        settings: Callable[[], Settings],
        *,
        loop: Loop,
        clock: Clock,
        lock: threading.Lock,
        changed: Callable[[], None],
        erase: Erase,
    ) -> None:
        self._path, self._live, self._settings = path, live, settings
        self._loop, self._clock, self._lock = loop, clock, lock
        self._changed, self._erase = changed, erase
        self._thread: threading.Thread | None = None
        self._waiting: deque[tuple[Task[Any], Callable[[], None]]] = deque()
        self._closed = False

    @property
    def zone(self) -> str:
        """The IANA name of the time zone now in force."""
        return self._live.zone

    @property
    def today(self) -> date:
        """The present day."""
        return day_of(self._live.now(), self.zone, self._settings().day_start)

    def export(self, wanted: Export, to: str, report: Report[int | None]) -> Task[int | None]:
        """Write the export to a file."""
        return self._begin(lambda here, task: tasks.export(here, task, wanted, Path(to)), report)

    def back_up(self, to: str, report: Report[RecordContents]) -> Task[RecordContents]:
        """Back the log up to a file."""
        return self._begin(lambda here, task: tasks.back_up(here, task, Path(to)), report)

    def look_into(self, file: str, report: Report[FileContents]) -> Task[FileContents]:
        """See what there is to import."""
        return self._begin(lambda here, task: tasks.look_into(here, task, Path(file)), report)

    def take_in(self, file: str, report: Report[Amounts]) -> Task[Amounts]:
        """Import it."""
        return self._begin(lambda here, task: tasks.take_in(here, task, Path(file)), report, changes=True)

    def look_at(self, log: str, report: Report[DeviceContents]) -> Task[DeviceContents]:
        """See what another log has."""
        return self._begin(lambda here, task: tasks.look_at(here, task, Path(log)), report)

    def merge(self, log: str, report: Report[tuple[DeviceContents, ...]]) -> Task[tuple[DeviceContents, ...]]:
        """Merge another log into ours."""
        return self._begin(lambda here, task: tasks.merge(here, task, Path(log)), report, changes=True)

    def count(self, days: Days | None, report: Report[Amounts]) -> Task[Amounts]:
        """Count what there is to delete."""
        try:
            stretch = self._stretch(days)
        except KnownError as error:
            return self._refuse(report, str(error))
        return self._begin(lambda here, task: tasks.count(here, task, stretch), report)

    def delete(self, days: Days | None, report: Report[int]) -> Task[int]:
        """Delete it, from the copies as well."""
        try:
            stretch = self._stretch(days)
        except KnownError as error:
            return self._refuse(report, str(error))
        task = Task(report, self._loop, self._clock)

        def done(erased: Erased) -> None:
            if erased.why_not:
                task.tell(lambda report: report.failed(erased.why_not))
            else:
                task.tell(lambda report: report.succeeded(len(erased.gone)))

        self._loop.soon(lambda: self._erase(stretch, done))
        return task

    def close(self) -> None:
        """Call off what is being done, and wait until that is so."""
        self._closed = True
        for task, _ in self._waiting:
            task.forget()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _stretch(self, days: Days | None) -> Stretch | None:
        if days is None:
            return None
        try:
            return stretch_of_days(*days, self._live.now(), self.zone, self._settings().day_start)
        except ValueError as error:
            raise KnownError(f"There is nothing to delete: {error}.") from error

    def _refuse(self, report: Report[T], why: str) -> Task[T]:
        task = Task(report, self._loop, self._clock)
        self._loop.soon(lambda: task.tell(lambda report: report.failed(why)))
        return task

    def _begin(self, work: Callable[[TaskContext, Task[T]], T], report: Report[T], *, changes: bool = False) -> Task[T]:
        path = self._path()
        if path is None:
            return self._refuse(report, NO_LOG)
        here = TaskContext(path, self._settings(), self.zone, self._live.now(), self.today)
        task = Task(report, self._loop, self._clock)
        self._waiting.append((task, lambda: self._run(lambda: work(here, task), task, changes=changes)))
        self._go_on()
        return task

    def _go_on(self) -> None:
        """Begin what waits longest, once nothing else is being done."""
        if self._waiting and self._thread is None:
            self._thread = threading.Thread(target=self._waiting[0][1], name="record work", daemon=True)
            self._thread.start()

    def _run(self, work: Callable[[], T], task: Task[T], *, changes: bool) -> None:
        """On the thread: do it, and hand over what became of it."""
        bug: Exception | None = None
        try:
            with self._lock:
                task.look_out()  # it may have had to wait for long
                tell = _succeeded(work())
        except StoppedError:
            tell = _stopped
        except KnownError as error:
            tell = _failed(str(error))
        except Exception as error:  # noqa: BLE001 - raised again on the thread that has the crash report
            tell, bug = _failed(BUG), error
        self._loop.soon(lambda: self._over(lambda: task.tell(tell), bug, changes=changes))

    def _over(self, tell: Callable[[], None], bug: Exception | None, *, changes: bool) -> None:
        if self._closed or self._thread is None:
            return
        self._thread.join()  # it has nothing left to do
        self._thread = None
        self._waiting.popleft()
        if changes:
            self._changed()
        self._go_on()
        tell()
        if bug is not None:
            raise bug


def _succeeded(result: T) -> Tell[T]:
    return lambda report: report.succeeded(result)


def _stopped(report: Report[T]) -> None:
    report.stopped()


def _failed(why: str) -> Tell[T]:
    return lambda report: report.failed(why)
