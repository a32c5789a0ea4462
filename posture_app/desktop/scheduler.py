"""Calls to come, by name, in the loop of the app.

They live in memory only: what is to come is derived anew from the log and the settings at each start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from posture_app.core.calendar import Times, clock_moments
from posture_app.core.ports import Clock, Loop, Timer

if TYPE_CHECKING:
    from posture_app.desktop.jobs import Jobs

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
LONGEST_WAIT_S = 900
"""Look again after so long at the most: it bounds the harm of a wall clock that jumps unseen."""


@dataclass(slots=True, eq=False)
class _Plan:
    """A call to come at a moment of the wall clock; `due` by the true clock if a length is to be over."""

    name: str
    call: Callable[[], None]
    at: datetime
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
        self._jobs: Jobs | None = None
        self._closed = False

    def begin(self) -> None:
        """From now on calls come. It loads APScheduler, for which the tray icon does not wait."""
        if not self._closed:
            from posture_app.desktop.jobs import Jobs  # noqa: PLC0415 - once the icon shows

            self._jobs = Jobs(partial(self._loop.soon, self._look))
            for plan in self._plans.values():
                self._add(plan)
            self._look()

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call once after so many seconds of the app's clock, of true time."""
        now, wait = self._clock.now(), max(0.0, seconds) / self._scale
        self._add(_Plan(name, call, now.wall + timedelta(seconds=wait), now.true + wait))

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        """Call once when the app's wall clock reads this moment or a later one."""
        if self._scale == 1:
            self._add(_Plan(name, call, moment))
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
        if self._plans.pop(name, None) is not None and self._jobs is not None:
            self._jobs.remove(name)

    def wakeup(self) -> None:
        """Look at the clock now: the machine woke, the screen was unlocked, or the clock was set."""
        if self._jobs is not None:
            self._jobs.wakeup()

    def close(self) -> None:
        """Nothing comes any more."""
        self._closed = True
        self._plans.clear()
        if self._timer is not None:
            self._timer.cancel()
        if self._jobs is not None:
            self._jobs.shutdown()
            self._jobs = None

    def _look(self) -> None:
        """Run the jobs that are due, and set the timer for the next one."""
        if self._closed or self._jobs is None:
            return
        now = self._clock.now()
        for plan in self._plans.values():
            if plan.due is not None:
                self._jobs.move(plan.name, now.wall + timedelta(seconds=plan.due - now.true), SECOND)
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

    def _add(self, plan: _Plan) -> None:
        self._plans[plan.name] = plan
        if self._jobs is not None:
            self._jobs.add(plan.name, plan.at, partial(self._fire, plan))

    def _fire(self, plan: _Plan) -> None:
        """Call soon, not now: a job that plans its successor while it runs has it removed together with itself."""
        self._loop.soon(partial(self._run, plan))

    def _run(self, plan: _Plan) -> None:
        if self._plans.get(plan.name) is plan:  # else it was called off, or replaced by another, since it fired
            del self._plans[plan.name]
            plan.call()
