"""The Qt event loop as sensors and notifiers see it. Needs a QCoreApplication, and no display."""

import math
import sys
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal

LONGEST_MS = 2**31 - 1
"""What one QTimer can wait; a longer wait is made of several."""


class QtTimer:
    """A call to come, after so many real milliseconds."""

    def __init__(self, loop: "QtLoop", milliseconds: float, call: Callable[[], None]) -> None:
        self._loop = loop
        self._left = max(0.0, milliseconds)
        self._call: Callable[[], None] | None = call
        self._timer = QTimer(loop)
        self._timer.setObjectName(f"loop timer for {_name(call)}")
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be 5 % late: 90 s in half an hour
        self._timer.timeout.connect(self._elapsed)
        self._wait()

    def cancel(self) -> None:
        """See to it that the call does not come; harmless if it has."""
        if self._call is not None:
            self._call = None
            self._timer.stop()
            self._timer.deleteLater()
            self._loop.forget(self)

    def _wait(self) -> None:
        part = math.ceil(min(self._left, LONGEST_MS))
        self._left -= part
        self._timer.start(part)

    def _elapsed(self) -> None:
        if self._left > 0:
            self._wait()
            return
        call = self._call
        self.cancel()
        if call is not None:
            guarded(call)


class QtWatch:
    """A descriptor under watch."""

    def __init__(self, loop: "QtLoop", descriptor: int, readable: Callable[[], None]) -> None:
        self._loop = loop
        self._readable: Callable[[], None] | None = readable
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, loop)
        self._notifier.setObjectName(f"loop watch for {_name(readable)}")
        self._notifier.activated.connect(self._activated)

    def stop(self) -> None:
        """Watch it no longer; harmless if done before. To be called before the descriptor is closed."""
        if self._readable is not None:
            self._readable = None
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._loop.forget(self)

    def _activated(self) -> None:
        if self._readable is not None:
            guarded(self._readable)


class QtLoop(QObject):
    """Implements `core.ports.Loop`. Time for `later` runs `scale` times as fast as real time.

    A callback that raises is told to `sys.excepthook` and stops nothing else. After `close` no call comes any more.
    """

    _rung = Signal()

    def __init__(self, scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loop")
        self._scale = scale
        self._held: set[QtTimer | QtWatch] = set()  # Qt does not keep the Python side of a connection alive
        self._calls: deque[Callable[[], None]] = deque()
        self._closed = False
        self._rung.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def watch(self, descriptor: int, readable: Callable[[], None]) -> QtWatch:
        """Call `readable` whenever the descriptor can be read."""
        watch = QtWatch(self, descriptor, readable)
        self._held.add(watch)
        return watch

    def later(self, seconds: float, call: Callable[[], None]) -> QtTimer:
        """Call once after so many seconds of the app's clock."""
        return self.deadline(seconds / self._scale, call)

    def deadline(self, seconds: float, call: Callable[[], None]) -> QtTimer:
        """Call once after so many real seconds."""
        timer = QtTimer(self, seconds * 1000, call)
        self._held.add(timer)
        return timer

    def soon(self, call: Callable[[], None]) -> None:
        """Call once the loop is free, in the order asked. Any thread may use this."""
        self._calls.append(call)
        self._rung.emit()

    def close(self) -> None:
        """Stop everything that anyone waits for; harmless if done before."""
        self._closed = True
        self._calls.clear()
        for held in tuple(self._held):
            if isinstance(held, QtTimer):
                held.cancel()
            else:
                held.stop()

    def forget(self, ended: QtTimer | QtWatch) -> None:
        """For timers and watches: they have come to their end."""
        self._held.discard(ended)

    def _answer(self) -> None:
        if self._calls and not self._closed:
            guarded(self._calls.popleft())


def guarded(call: Callable[[], None]) -> None:
    """Make this call; what it raises is told to `sys.excepthook`, and whoever comes after it goes on."""
    try:
        call()
    except Exception:  # noqa: BLE001 - whoever raises must not stop the others; the hook logs it and tells the person
        sys.excepthook(*sys.exc_info())


def _name(call: Callable[[], None]) -> str:
    return str(getattr(call, "__qualname__", type(call).__name__))
