"""A loop for tests without Qt: selectors and a heap, in real time. It passes the same suite as the app's own loop."""

import contextlib
import heapq
import itertools
import logging
import selectors
import socket
import sys
import time
from collections import deque
from collections.abc import Callable

Call = Callable[[], None]
_log = logging.getLogger(__name__)


def _now() -> float:
    return time.monotonic()  # noqa: TID251 - the loop's own clock


class SelectTimer:
    """A call to come."""

    def __init__(self, at: float, call: Call) -> None:
        self.at = at
        self.call: Call | None = call

    def cancel(self) -> None:
        self.call = None


class SelectWatch:
    """A descriptor under watch."""

    def __init__(self, selector: selectors.BaseSelector, descriptor: int, readable: Call) -> None:
        self._selector = selector
        self._descriptor = descriptor
        self.readable: Call | None = readable
        selector.register(descriptor, selectors.EVENT_READ, self)

    def stop(self) -> None:
        if self.readable is not None:
            self.readable = None
            self._selector.unregister(self._descriptor)


class SelectLoop:
    """Implements `core.ports.Loop`; nothing happens but within `run_until` and `run_for`.

    A callback that raises goes to `sys.excepthook`, and to the log, so that it fails the test.
    """

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self._selector = selectors.DefaultSelector()
        self._timers: list[tuple[float, int, SelectTimer]] = []
        self._order = itertools.count()
        self._calls: deque[Call] = deque()
        self._doorbell, self._bell = socket.socketpair()
        self._doorbell.setblocking(False)
        self._bell.setblocking(False)
        self._selector.register(self._doorbell, selectors.EVENT_READ, None)

    def watch(self, descriptor: int, readable: Call) -> SelectWatch:
        return SelectWatch(self._selector, descriptor, readable)

    def later(self, seconds: float, call: Call) -> SelectTimer:
        return self.deadline(seconds / self._scale, call)

    def deadline(self, seconds: float, call: Call) -> SelectTimer:
        timer = SelectTimer(_now() + seconds, call)
        heapq.heappush(self._timers, (timer.at, next(self._order), timer))
        return timer

    def soon(self, call: Call) -> None:
        self._calls.append(call)
        with contextlib.suppress(BlockingIOError):  # then it rings already
            self._bell.send(b"!")

    @property
    def pending(self) -> int:
        """How many timers and descriptors someone still has with the loop."""
        watched = sum(key.data is not None for key in self._selector.get_map().values())
        return watched + sum(timer.call is not None for _, _, timer in self._timers)

    def run_until(self, condition: Callable[[], object], timeout: float = 60.0) -> None:
        """Run until the condition holds; fails the test if it does not within so many real seconds."""
        end = _now() + timeout
        while not condition():
            if _now() >= end:
                raise AssertionError(f"this did not come about within {timeout:g} s")
            self._turn(end)

    def ask_until(self, condition: Callable[[], object], timeout: float = 60.0) -> None:
        """The same for what nothing tells this loop of, such as what another process does: ask over and over."""
        end = _now() + timeout
        while not condition():
            if _now() >= end:
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

    def close(self) -> None:
        """Let go of everything, whoever still waits."""
        self._timers.clear()
        self._calls.clear()
        self._selector.close()
        self._doorbell.close()
        self._bell.close()

    def _turn(self, end: float) -> None:
        while self._timers and self._timers[0][2].call is None:
            heapq.heappop(self._timers)
        nearest = min(end, self._timers[0][0]) if self._timers else end
        for key, _ in self._selector.select(0 if self._calls else max(0.0, nearest - _now())):
            if key.data is None:
                self._doorbell.recv(4096)
            elif key.data.readable is not None:
                _guarded(key.data.readable)
        for _ in range(len(self._calls)):
            _guarded(self._calls.popleft())
        now = _now()
        while self._timers and self._timers[0][0] <= now:
            timer = heapq.heappop(self._timers)[2]
            call, timer.call = timer.call, None
            if call is not None:
                _guarded(call)


def _guarded(call: Call) -> None:
    try:
        call()
    except Exception as error:  # noqa: BLE001 - as the app's loop: one bad callback stops nobody else
        _log.error("a callback failed: %r", error)
        sys.excepthook(type(error), error, error.__traceback__)
