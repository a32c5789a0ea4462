"""APScheduler in the loop of the app: calls to come, by name. The only home of apscheduler.

Jobs live in memory only: what is to come is derived anew from the log and the settings at each start.
"""

import inspect
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

from posture_app.core.calendar import Times, clock_moments
from posture_app.core.ports import Clock, Loop, Timer

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

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
LONGEST_WAIT_S = 900
"""Look again after so long at the most: it bounds the harm of a wall clock that jumps unseen."""


class _Jobs(BaseScheduler):  # type: ignore[misc] # apscheduler ships no types
    """APScheduler without a timer or thread of its own: it says by `woken`, in any thread, that it wants to `look`."""

    def __init__(self, woken: Callable[[], None]) -> None:
        self._woken = woken
        super().__init__(timezone=UTC, executors={"default": DebugExecutor()})

    def wakeup(self) -> None:
        """For APScheduler: a job has changed."""
        self._woken()

    def look(self) -> float | None:
        """Run the jobs that are due; in how many seconds the next one is, if there is one."""
        wait: float | None = self._process_jobs()
        return wait

    def shutdown(self) -> None:
        """Run no job any more."""
        super().shutdown(wait=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A call to come, `due` by the true clock if a length is to be over."""

    name: str
    call: Callable[[], None]
    due: float | None = None


class Scheduler:
    """Calls to come, by name: a new one of the same name replaces the old one. All of them hang on one timer.

    A call that came due while the machine slept, or the loop was busy, still comes, once. Lengths are seconds of the
    app's clock, of which `scale` pass in a real second; `clock` is the real one, and `app` that of the app, if it is
    another. APScheduler knows the wall clock only: where that was set, what waits for a length is planned anew.
    """

    def __init__(self, loop: Loop, clock: Clock, *, scale: float = 1.0, app: Clock | None = None) -> None:
        self._loop, self._clock, self._scale, self._app = loop, clock, scale, app or clock
        self._plans: dict[str, _Plan] = {}
        self._timer: Timer | None = None
        self._jobs = _Jobs(partial(loop.soon, self._look))
        self._jobs.start()

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call once after so many seconds of the app's clock, of true time."""
        now, wait = self._clock.now(), max(0.0, seconds) / self._scale
        self._add(_Plan(name, call, due=now.true + wait), now.wall + timedelta(seconds=wait))

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        """Call once when the app's wall clock reads this moment or a later one."""
        if self._scale == 1:
            self._add(_Plan(name, call), moment)
        else:
            self.once(name, (moment - self._app.now().wall).total_seconds(), call)

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        """Call at each of these local times, again and again: once if several came in one sleep, never without times.

        A time that is left out when the clocks go forward comes when it would have been; one that comes twice when
        they go back counts the first time. Ask anew when the zone is another, or the clock has been set back. They
        are planned one by one: APScheduler's own CronTrigger (3.11) meets a time twice when the clocks go back, and
        loses the first hour of the day after they went forward. Raises ValueError if there is no such zone.
        """
        if any(times):
            self._plan_next(name, times, zone, call, self._app.now().wall)
        else:
            self.cancel(name)

    def cancel(self, name: str) -> None:
        """The call of this name does not come."""
        if self._plans.pop(name, None) is not None:
            try:
                self._jobs.remove_job(name)
            except JobLookupError:
                return  # it has just fired, and finds itself called off

    def wakeup(self) -> None:
        """Look at the clock now: the machine woke, the screen was unlocked, or the clock was set."""
        self._jobs.wakeup()

    def close(self) -> None:
        """Nothing comes any more."""
        self._plans.clear()
        if self._timer is not None:
            self._timer.cancel()
        if self._jobs.running:
            self._jobs.shutdown()

    def _look(self) -> None:
        """Run the jobs that are due, and set the timer for the next one."""
        if not self._jobs.running:
            return
        now = self._clock.now()
        for plan in self._plans.values():
            job = None if plan.due is None else self._jobs.get_job(plan.name)
            if plan.due is not None and job is not None:  # there is none if it has just fired
                due = now.wall + timedelta(seconds=plan.due - now.true)
                if abs(due - job.next_run_time) >= SECOND:
                    job.modify(next_run_time=due)
        wait = self._jobs.look()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if wait is None else self._loop.deadline(min(wait, LONGEST_WAIT_S), self._look)

    def _plan_next(self, name: str, times: Times, zone: str, call: Callable[[], None], after: datetime) -> None:
        after = max(after, self._app.now().wall)  # a call may come a little early
        at = clock_moments(times, zone, after, after + 8 * DAY)[0]

        def strike() -> None:
            self._plan_next(name, times, zone, call, at)
            call()

        self.once_at(name, at, strike)

    def _add(self, plan: _Plan, at: datetime) -> None:
        self._plans[plan.name] = plan
        self._jobs.add_job(
            self._fire,
            DateTrigger(at, UTC),
            args=[plan],
            id=plan.name,
            replace_existing=True,
            misfire_grace_time=None,
            coalesce=True,
        )

    def _fire(self, plan: _Plan) -> None:
        """Call soon, not now: a job that plans its successor while it runs has it removed together with itself."""
        self._loop.soon(partial(self._run, plan))

    def _run(self, plan: _Plan) -> None:
        if self._plans.get(plan.name) is plan:  # else it was called off, or replaced by another, since it fired
            del self._plans[plan.name]
            plan.call()
