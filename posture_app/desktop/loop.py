"""The Qt event loop as the rest of the app sees it. Needs a QCoreApplication, and no display."""

import math
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QCoreApplication,
    QObject,
    QSocketNotifier,
    QTimer,
    Signal,
    Slot,
)

from posture_app.core.errors import guarded

LONGEST_MS = 2**31 - 1
"""What one QTimer can wait; a longer wait is made of several."""
PRECISE = 0
"""`Qt.TimerType.PreciseTimer`. Until a window shows, nothing uses the namespace `Qt`: at its first use PySide6 (6.11)
makes all 130 enumerations in it, which takes 45 ms and 1 MiB.
"""


class QtTimer:
    """A call to come, after so many real milliseconds."""

    def __init__(self, loop: "QtLoop", milliseconds: float, call: Callable[[], None]) -> None:
        self._loop = loop
        self._left = max(0.0, milliseconds)
        self._call: Callable[[], None] | None = call
        self._timer = QTimer(loop)
        self._timer.setObjectName(f"loop timer for {_name(call)}")
        self._timer.setSingleShot(True)
        self._timer.setProperty("timerType", PRECISE)  # a coarse one may be 5 % late: 90 s in half an hour
        self._timer.timeout.connect(self._elapsed)
        self._wait()

    def cancel(self) -> None:
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
    """Implements `core.ports.MainLoop`. Time for `later` runs `scale` times as fast as real time.

    A callback that raises is told to `sys.excepthook` and stops nothing else. After `close` no call comes any more.
    """

    _rung = Signal()

    def __init__(self, scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("loop")
        self._scale = scale
        self._alive: set[QtTimer | QtWatch] = set()  # Qt does not keep the Python side of a connection alive
        self._calls: deque[Callable[[], None]] = deque()
        self._closed = False
        self._around: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self._end_around_polls: Callable[[], None] = lambda: None
        self._rung.connect(self._ring)

    def watch(self, descriptor: int, readable: Callable[[], None]) -> QtWatch:
        watch = QtWatch(self, descriptor, readable)
        self._alive.add(watch)
        return watch

    def later(self, seconds: float, call: Callable[[], None]) -> QtTimer:
        return self.deadline(seconds / self._scale, call)

    def deadline(self, seconds: float, call: Callable[[], None]) -> QtTimer:
        timer = QtTimer(self, seconds * 1000, call)
        self._alive.add(timer)
        return timer

    def soon(self, call: Callable[[], None]) -> None:
        self._calls.append(call)
        self._rung.emit()

    def run(self) -> int:
        return QCoreApplication.exec()

    def stop(self) -> None:
        """Have `run` come back, also where a window would rather stay (`quit` would let it)."""
        QCoreApplication.exit()

    def around_waits(self, waits: Callable[[], None], woken: Callable[[], None]) -> Callable[[], None]:
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        if any("Glib" in name for name in _classes(dispatcher)):
            both = (waits, woken)
            if not self._around:
                self._end_around_polls = self._around_polls()
            self._around.append(both)

            def give_back() -> None:
                self._around.remove(both)
                if not self._around:
                    self._end_around_polls()

            return give_back
        # Qt's own dispatcher for Unix calls timers and sockets before it says that it is awake; these are missed.
        dispatcher.awake.connect(woken)
        dispatcher.aboutToBlock.connect(waits)

        def end() -> None:
            dispatcher.awake.disconnect(woken)
            dispatcher.aboutToBlock.disconnect(waits)

        return end

    def close(self) -> None:
        self._closed = True
        self._calls.clear()
        for part in tuple(self._alive):
            if isinstance(part, QtTimer):
                part.cancel()
            else:
                part.stop()

    def forget(self, ended: QtTimer | QtWatch) -> None:
        self._alive.discard(ended)

    def _around_polls(self) -> Callable[[], None]:
        """With GLib Qt says that it is awake when a turn is over, and all is done; but what waits can be replaced."""
        import ctypes  # noqa: PLC0415 - where GLib is

        polls = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int)
        glib = ctypes.CDLL("libglib-2.0.so.0")
        glib.g_main_context_get_poll_func.restype = ctypes.c_void_p
        glib.g_main_context_get_poll_func.argtypes = [ctypes.c_void_p]
        glib.g_main_context_set_poll_func.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        before = glib.g_main_context_get_poll_func(None)
        wait = polls(before)

        def poll(descriptors: int, count: int, milliseconds: int) -> int:
            for waits, _ in self._around:
                waits()
            ready = wait(descriptors, count, milliseconds)
            for _, woken in self._around:
                woken()
            return int(ready)

        self._poll = polls(poll)  # GLib does not keep it
        glib.g_main_context_set_poll_func(None, ctypes.cast(self._poll, ctypes.c_void_p))
        return partial(glib.g_main_context_set_poll_func, None, before)

    @Slot()
    def _ring(self) -> None:
        """On the thread of the loop, whichever thread asked."""
        QTimer.singleShot(0, self._answer)

    @Slot()
    def _answer(self) -> None:
        if self._calls and not self._closed:
            guarded(self._calls.popleft())


def _classes(dispatcher: QAbstractEventDispatcher) -> Iterator[str]:
    kind = dispatcher.metaObject()
    while kind is not None:
        yield kind.className()
        kind = kind.superClass()


def _name(call: Callable[[], None]) -> str:
    return str(getattr(call, "__qualname__", type(call).__name__))
