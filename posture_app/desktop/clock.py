"""The one place where time is read, on each system by clocks that tell a sleeping machine from a waking one."""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from posture_app.core.ports import Clock, Loop, Moment

if sys.platform == "win32":
    import ctypes

    _kernel = ctypes.WinDLL("kernel32")
    _kernel.GetTickCount64.restype = ctypes.c_ulonglong

    def _readings() -> tuple[float, float]:
        unbiased = ctypes.c_ulonglong()
        _kernel.QueryUnbiasedInterruptTime(ctypes.byref(unbiased))
        return unbiased.value / 1e7, _kernel.GetTickCount64() / 1e3  # in 100 ns and in ms

else:
    if sys.platform == "darwin":
        _AWAKE, _TRUE = time.CLOCK_UPTIME_RAW, time.CLOCK_MONOTONIC
    elif sys.platform == "linux":
        _AWAKE, _TRUE = time.CLOCK_MONOTONIC, time.CLOCK_BOOTTIME
    else:  # elsewhere no pair is known that differs by sleep alone
        _AWAKE, _TRUE = time.CLOCK_MONOTONIC, time.CLOCK_MONOTONIC

    def _readings() -> tuple[float, float]:
        return time.clock_gettime(_AWAKE), time.clock_gettime(_TRUE)  # noqa: TID251 - this is the clock


class SystemClock:
    """Implements `core.ports.Clock` by the machine's own clocks."""

    def now(self) -> Moment:
        awake, true = _readings()
        return Moment(wall=datetime.now(UTC), awake=awake, true=true)  # noqa: TID251 - this is the clock


class ScaledClock:
    """Another clock run `scale` times as fast from now on, all three readings of it, for `--time-scale`.

    Its wall clock begins at `not_before` (UTC) if that lies ahead: an earlier fast run may have come so far.
    """

    def __init__(self, clock: Clock, scale: float, not_before: datetime | None = None) -> None:
        self._clock = clock
        self._scale = scale
        self._begin = clock.now()
        self._ahead = timedelta(0) if not_before is None else max(timedelta(0), not_before - self._begin.wall)

    def now(self) -> Moment:
        begin, now = self._begin, self._clock.now()
        return Moment(
            wall=begin.wall + self._ahead + (now.wall - begin.wall) * self._scale,
            awake=begin.awake + (now.awake - begin.awake) * self._scale,
            true=begin.true + (now.true - begin.true) * self._scale,
        )


class RealPace:
    """A clock and a loop for what takes its real time also where those of the app are fast, as exercises do; the time
    of day is the app's.
    """

    def __init__(self, loop: Loop, app: Clock, real: Clock) -> None:
        self.watch, self.soon, self.deadline, self.later = loop.watch, loop.soon, loop.deadline, loop.deadline
        self._app, self._real = app, real

    def now(self) -> Moment:
        return replace(self._real.now(), wall=self._app.now().wall)
