"""Time that passes when a test says so: a loop and a clock in one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from posture_app.core.ports import Moment, Watch

EPOCH = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)


class HandTimer:
    def __init__(self, at: float, call: Callable[[], None]) -> None:
        self.at = at
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None

    stop = cancel


class HandLoop:
    """Implements `core.ports.Loop` and `Clock`."""

    def __init__(self) -> None:
        self._now = 0.0
        self._timers: list[HandTimer] = []

    def now(self) -> Moment:
        return Moment(EPOCH + timedelta(seconds=self._now), self._now, self._now)

    def later(self, seconds: float, call: Callable[[], None]) -> HandTimer:
        timer = HandTimer(self._now + seconds, call)
        self._timers.append(timer)
        return timer

    deadline = later

    def soon(self, call: Callable[[], None]) -> None:
        self.later(0, call)

    def watch(self, _descriptor: int, _readable: Callable[[], None]) -> Watch:
        """Nothing is heard of it."""
        return HandTimer(0, lambda: None)

    @property
    def pending(self) -> int:
        """How many calls are still to come."""
        return sum(timer.call is not None for timer in self._timers)

    def go(self, seconds: float) -> None:
        """Let so much time pass, with every call that comes due."""
        end = self._now + seconds
        while due := [timer for timer in self._timers if timer.call is not None and timer.at <= end + 1e-9]:
            first = min(due, key=lambda timer: timer.at)
            self._now = max(self._now, first.at)
            call, first.call = first.call, None
            self._timers.remove(first)
            assert call is not None
            call()
        self._timers = [timer for timer in self._timers if timer.call is not None]
        self._now = end
