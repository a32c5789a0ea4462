"""APScheduler in the Qt loop: calls to come, by name. The only home of apscheduler.

Jobs live in memory only: what is to come is derived anew from the log and the settings at each start.
"""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, timedelta
from types import ModuleType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from posture_app.core.ports import Clock


def _never(*_: object, **__: object) -> Any:
    raise AssertionError("a part of APScheduler that this app has no use for")


UNUSED: Mapping[str, Mapping[str, object]] = {
    "asyncio": {"iscoroutinefunction": inspect.iscoroutinefunction},
    "importlib.metadata": {
        "entry_points": lambda **_: (),
        "version": lambda _: "of no interest",
        "PackageNotFoundError": LookupError,
    },
    "apscheduler.executors.pool": {"ThreadPoolExecutor": _never},
}
"""Modules that APScheduler 3 imports, and what it takes from each. They cost 13 MiB and 50 ms.

It wants asyncio for one function that inspect has as well, importlib.metadata for its own version and to find triggers
by name, and a pool of threads in case nobody gives it an executor. We give it both, trigger and executor.
"""


@contextmanager
def _lean_imports() -> Iterator[None]:
    """Let stand-ins take the place of those of them that nobody else has loaded, while APScheduler is imported."""
    made: dict[str, ModuleType] = {}
    for name, contents in UNUSED.items():
        if name not in sys.modules:
            made[name] = sys.modules[name] = ModuleType(name)
            made[name].__dict__.update(contents)
    try:
        yield
    finally:
        for name, module in made.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


with _lean_imports():
    from apscheduler.executors.debug import DebugExecutor
    from apscheduler.jobstores.base import JobLookupError
    from apscheduler.schedulers.base import BaseScheduler
    from apscheduler.schedulers.qt import QtScheduler
    from apscheduler.triggers.date import DateTrigger

LONGEST_WAIT_S = 900
"""Look again after so long at the most: it bounds the harm of a wall clock that jumps unseen."""


class OneTimerScheduler(QtScheduler):  # type: ignore[misc] # apscheduler ships no types
    """A QtScheduler that owns its one timer.

    The stock class keeps no hold of the timers it starts, so that each change of a job leaves one more running for
    ever, also after shutdown; and it starts them in whatever thread adds a job, where none fires.
    """

    def __init__(self, timer: QTimer, woken: Callable[[], None]) -> None:
        self._one_timer, self._woken = timer, woken
        super().__init__(timezone=UTC, executors={"default": DebugExecutor()})

    def wakeup(self) -> None:
        """Look at the jobs soon; may be called from any thread."""
        self._woken()

    def look(self) -> None:
        """Run the jobs that are due, and set the timer for the next one."""
        if not self.running:
            return
        wait = BaseScheduler._process_jobs(self)  # noqa: SLF001 - the stock override is what we replace
        self._one_timer.stop()
        if wait is not None:
            self._one_timer.start(int(min(wait, LONGEST_WAIT_S) * 1000) + 1)

    def _stop_timer(self) -> None:
        self._one_timer.stop()


class Scheduler(QObject):
    """Calls `call` once after a time, by name: a new call of the same name replaces the old one.

    A call that came due while the machine slept, or the loop was busy, still comes, once. Lengths are seconds of the
    app's clock, of which `scale` pass in a real second; `clock` is the real one.
    """

    _woken = Signal()
    _fired = Signal(str)

    def __init__(self, clock: Clock, *, scale: float = 1.0) -> None:
        super().__init__()
        self._clock, self._scale = clock, scale
        self._calls: dict[str, Callable[[], None]] = {}
        self._timer = QTimer(self)
        self._timer.setObjectName("scheduler")
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._jobs = OneTimerScheduler(self._timer, self._woken.emit)
        self._timer.timeout.connect(self._jobs.look)
        self._woken.connect(self._jobs.look, Qt.ConnectionType.QueuedConnection)
        # Queued, because a job that plans its successor while it runs has it removed together with itself.
        self._fired.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self._jobs.start()

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call once after so many seconds of the app's clock."""
        self._calls[name] = call
        at = self._clock.now().wall + timedelta(seconds=max(0.0, seconds) / self._scale)
        self._add(name, DateTrigger(at, UTC))

    def cancel(self, name: str) -> None:
        """The call of this name does not come."""
        if self._calls.pop(name, None) is not None:
            try:
                self._jobs.remove_job(name)
            except JobLookupError:
                return  # it has just fired, and finds no call

    def wakeup(self) -> None:
        """Look at the clock now: the machine woke, the screen was unlocked, or the clock was set."""
        self._jobs.wakeup()

    def close(self) -> None:
        """Nothing comes any more."""
        self._calls.clear()
        if self._jobs.running:
            self._jobs.shutdown(wait=False)

    def _add(self, name: str, trigger: object) -> None:
        self._jobs.add_job(
            self._fired.emit,
            trigger,
            args=[name],
            id=name,
            replace_existing=True,
            misfire_grace_time=None,
            coalesce=True,
        )

    def _run(self, name: str) -> None:
        call = self._calls.pop(name, None)
        if call is not None:
            call()
