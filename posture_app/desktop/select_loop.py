"""The event loop of the standard library alone, for where no window is shown: the app needs no Qt then."""

import contextlib
import math
import selectors
import socket
from collections import deque
from collections.abc import Callable

from posture_app.core.errors import guarded
from posture_app.core.ports import Clock

LONGEST_S = 86_400.0
"""The loop looks at the clock again after so long at the most: no selector waits for ever so long."""


class SelectTimer:
    """A call to come, when the clock that stops in sleep reads `at`."""

    def __init__(self, loop: "SelectLoop", at: float, call: Callable[[], None]) -> None:
        self._loop, self.at, self.call = loop, at, call

    def cancel(self) -> None:
        self._loop.timers.pop(self, None)


class SelectWatch:
    """A descriptor under watch."""

    def __init__(self, selector: selectors.BaseSelector, descriptor: int, readable: Callable[[], None]) -> None:
        self._selector, self._descriptor = selector, descriptor
        self.readable: Callable[[], None] | None = readable
        selector.register(descriptor, selectors.EVENT_READ, self)

    def stop(self) -> None:
        """Watch it no longer; harmless if done before. To be called before the descriptor is closed."""
        if self.readable is not None:
            self.readable = None
            self._selector.unregister(self._descriptor)


class SelectLoop:
    """Implements `core.ports.MainLoop`. Time for `later` runs `scale` times as fast as that of `clock`.

    A callback that raises is told to `sys.excepthook` and stops nothing else. After `close` no call comes any more.
    """

    def __init__(self, clock: Clock, scale: float = 1.0) -> None:
        self._clock, self._scale = clock, scale
        self._selector = selectors.DefaultSelector()
        self.timers: dict[SelectTimer, None] = {}
        """In the order in which they were made; each takes itself away when it is cancelled."""
        self._calls: deque[Callable[[], None]] = deque()
        self._doorbell, self._bell = socket.socketpair()  # another thread rings it to end the wait
        for end in (self._doorbell, self._bell):
            end.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        self._selector.register(self._doorbell, selectors.EVENT_READ, None)
        self._stopped = self._closed = False
        self._around: list[tuple[Callable[[], None], Callable[[], None]]] = []

    def watch(self, descriptor: int, readable: Callable[[], None]) -> SelectWatch:
        return SelectWatch(self._selector, descriptor, readable)

    def later(self, seconds: float, call: Callable[[], None]) -> SelectTimer:
        return self.deadline(seconds / self._scale, call)

    def deadline(self, seconds: float, call: Callable[[], None]) -> SelectTimer:
        timer = SelectTimer(self, self._clock.now().awake + seconds, call)
        self.timers[timer] = None
        return timer

    def soon(self, call: Callable[[], None]) -> None:
        self._calls.append(call)
        with contextlib.suppress(OSError):  # it rings already, or the loop is closed
            self._bell.send(b"!")

    def run(self) -> int:
        self._stopped = False
        while not self._stopped:
            self.turn()
        return 0

    def stop(self) -> None:
        """Have `run` come back once the present turn is over."""
        self._stopped = True

    def around_waits(self, waits: Callable[[], None], woken: Callable[[], None]) -> Callable[[], None]:
        both = (waits, woken)
        self._around.append(both)
        return lambda: self._around.remove(both)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = self._stopped = True
        self.timers.clear()
        self._calls.clear()
        for key in list(self._selector.get_map().values()):
            if key.data is not None:
                key.data.stop()
        self._selector.close()
        self._doorbell.close()
        self._bell.close()

    def turn(self, longest: float = LONGEST_S) -> None:
        """Wait until something is to be done, for so many real seconds at the most, and do all that is."""
        left = min((timer.at for timer in self.timers), default=math.inf) - self._clock.now().awake
        for waits, _ in self._around:
            waits()
        ready = self._selector.select(0 if self._calls else max(0.0, min(left, longest)))
        for _, woken in self._around:
            woken()
        for key, _ in ready:
            if key.data is None:
                self._doorbell.recv(4096)
            elif key.data.readable is not None:
                self._call(key.data.readable)
        for call in [self._calls.popleft() for _ in range(len(self._calls))]:
            self._call(call)
        now = self._clock.now().awake
        for timer in sorted((timer for timer in self.timers if timer.at <= now), key=lambda timer: timer.at):
            if timer in self.timers:  # it has not been cancelled by one before it
                timer.cancel()
                self._call(timer.call)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            guarded(call)
