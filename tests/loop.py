"""A loop for tests without Qt: the app's own, run for as long as a test needs."""

import logging
from collections.abc import Callable

from posture_app.core.ports import Clock
from posture_app.desktop import select_loop
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.select_loop import SelectTimer as SelectTimer  # noqa: PLC0414 - for who makes one

_log = logging.getLogger(__name__)


class SelectLoop(select_loop.SelectLoop):
    """A callback that raises goes to `sys.excepthook`, as in the app, and to the log, so that it fails the test."""

    def __init__(self, scale: float = 1.0, clock: Clock | None = None) -> None:
        self._real = SystemClock()
        super().__init__(clock or self._real, scale)

    @property
    def pending(self) -> int:
        """How many timers and descriptors someone still has with the loop."""
        return len(self.timers) + sum(key.data is not None for key in (self._selector.get_map() or {}).values())

    def run_until(self, condition: Callable[[], object], timeout: float = 60.0) -> None:
        """Run until the condition holds; fails the test if it does not within so many real seconds."""
        end = self._now() + timeout
        while not condition():
            if self._now() >= end:
                raise AssertionError(f"this did not come about within {timeout:g} s")
            self.turn(end - self._now())

    def ask_until(self, condition: Callable[[], object], timeout: float = 60.0) -> None:
        """The same for what nothing tells this loop of, such as what another process does: ask over and over."""
        end = self._now() + timeout
        while not condition():
            if self._now() >= end:
                raise AssertionError(f"this did not come about within {timeout:g} s")
            self.run_for(0.02)

    def run_for(self, seconds: float) -> None:
        """Run for so many real seconds, for what must not happen meanwhile."""
        over: list[bool] = []
        timer = self.deadline(seconds, lambda: over.append(True))
        try:
            self.run_until(lambda: over, seconds + 10)
        finally:
            timer.cancel()

    def settle(self) -> None:
        """Make the calls that are due, and those that they ask for."""
        self.turn(0)
        while self._calls:
            self.turn(0)

    def _now(self) -> float:
        return self._real.now().awake

    def _call(self, call: Callable[[], None]) -> None:
        def logged() -> None:
            try:
                call()
            except Exception as error:
                _log.error("a callback failed: %r", error)
                raise

        super()._call(logged)
