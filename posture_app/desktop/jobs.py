"""APScheduler, without a timer or thread of its own. Its only home.

It is loaded once the tray icon shows: its import is a good part of a start.
"""

import contextlib
import inspect
import logging
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

_log = logging.getLogger(__name__)


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
"""Modules that APScheduler 3.11 imports, and what it takes from each. They cost 13 MiB and 50 ms.

It wants asyncio for one function that inspect has as well, importlib.metadata for its own version and to find triggers
by name, and a pool of threads in case nobody gives it an executor. We give it both, trigger and executor.
"""
USED = ("executors.debug", "jobstores.base", "schedulers.base", "triggers.date")


def _import_lean() -> None:
    """Import APScheduler with stand-ins in the place of those modules that nobody else has loaded.

    If it takes more from one of them than any version did so far, forget it all: it is then imported as it is.
    """
    stand_ins: dict[str, ModuleType] = {}
    for name, contents in UNUSED.items():
        if name not in sys.modules:
            stand_ins[name] = sys.modules[name] = ModuleType(name)
            stand_ins[name].__dict__.update(contents)
    try:
        for name in USED:
            import_module(f"apscheduler.{name}")
    except Exception as error:  # noqa: BLE001 - whatever it is, importing it as it is may do
        _log.info(
            "APScheduler needs more memory: it cannot be imported without modules that it does not use: %s", error
        )
        for name in [name for name in sys.modules if name.partition(".")[0] == "apscheduler"]:
            del sys.modules[name]
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


_import_lean()

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger


class Jobs(BaseScheduler):  # type: ignore[misc] # apscheduler ships no types
    """Calls by name, each at a moment of the wall clock. In any thread it says by `woken` that it wants to `look`."""

    def __init__(self, woken: Callable[[], None]) -> None:
        self._woken = woken
        super().__init__(timezone=UTC, executors={"default": DebugExecutor()})
        self.start()

    def wakeup(self) -> None:
        """For APScheduler: a job has changed."""
        self._woken()

    def look(self) -> float | None:
        """Run the jobs that are due; in how many seconds the next one is, if there is one."""
        wait: float | None = self._process_jobs()
        return wait

    def add(self, name: str, at: datetime, call: Callable[[], None]) -> None:
        """Make this call at this moment, or as soon as it can be made afterwards, in the place of that of this name."""
        when = DateTrigger(at, UTC)
        self.add_job(call, when, id=name, replace_existing=True, misfire_grace_time=None, coalesce=True)

    def remove(self, name: str) -> None:
        """Do not make this call; harmless if it has just been made."""
        with contextlib.suppress(JobLookupError):
            self.remove_job(name)

    def move(self, name: str, at: datetime, tolerance: timedelta) -> None:
        """Make this call at another moment, if it is to come, and off by that much at least."""
        job = self.get_job(name)
        if job is not None and abs(at - job.next_run_time) >= tolerance:
            job.modify(next_run_time=at)

    def shutdown(self) -> None:
        """Run no job any more."""
        super().shutdown(wait=False)
