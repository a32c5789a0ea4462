"""The signals that ask a program to end, heard inside the event loop: Python runs no handler while Qt waits."""

import signal
import socket
from collections.abc import Callable

from posture_app.core.ports import Loop

ENDING = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
"""Windows has no SIGHUP, which says that the terminal was closed."""


class QuitSignals:
    """Calls `leave` in the loop when the process is asked to end."""

    def __init__(self, loop: Loop, leave: Callable[[], None]) -> None:
        self._leave = leave
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        self._before = {number: signal.signal(number, _ignore) for number in ENDING}
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._watch = loop.watch(self._reading.fileno(), self._hear)

    def close(self) -> None:
        signal.set_wakeup_fd(-1)
        self._watch.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._reading.close()
        self._writing.close()

    def _hear(self) -> None:
        self._reading.recv(64)
        self._leave()


def _ignore(_number: int, _frame: object) -> None:
    """The byte that Python writes to the wake-up descriptor is what counts."""
