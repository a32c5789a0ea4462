"""Writes down where the app stands if it does not come back to its loop, so that whatever hung can be told of.

No thread and no tick: a timer of the system is set whenever the loop wakes, and stopped before it waits again. So a
person who is away, a machine that sleeps or a program that is stopped while it waits does not count. If the timer runs
out, `faulthandler` writes where every thread stands, whatever Python or Qt do at that moment.
"""

import faulthandler
import logging
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from posture_app.core.ports import MainLoop
from posture_app.desktop.messages import stood_still

if sys.platform == "win32":
    from functools import partial

AFTER_S = 10.0
"""The loop of the app turns within milliseconds; a window that stands still for so long looks dead."""

_log = logging.getLogger(__name__)


class Watchdog:
    """Watches the loop of this thread, from its next turn on until `close`."""

    def __init__(self, loop: MainLoop, path: Path, after: float = AFTER_S) -> None:
        """`path` is written while the app stands still. What it says is logged once that is over, or at the next start:
        it is a file of its own because the one of the messages may be turned over, and for the time it tells.
        """
        self._after = after
        self._closing = ExitStack()
        try:
            self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
        except OSError as error:
            _log.warning("If the app stands still, that cannot be written to %s (%s).", path, error.strerror)
            return
        self._closing.callback(os.close, self._file)
        self._tell()
        self._set, self._stop = self._timer()
        self._closing.callback(self._waits)
        self._closing.callback(loop.around_waits(self._waits, self._set))

    def close(self) -> None:
        """Watch no longer; harmless if done before."""
        self._closing.close()

    def _timer(self) -> tuple[Callable[[], Any], Callable[[], Any]]:
        """What sets the timer, and what stops it."""
        if sys.platform == "win32":
            later = partial(faulthandler.dump_traceback_later, self._after, file=self._file)
            return later, faulthandler.cancel_dump_traceback_later
        import signal  # noqa: PLC0415 - what it has depends on the system

        faulthandler.register(signal.SIGALRM, self._file, all_threads=True, chain=False)
        self._closing.callback(faulthandler.unregister, signal.SIGALRM)
        return (
            lambda: signal.setitimer(signal.ITIMER_REAL, self._after),
            lambda: signal.setitimer(signal.ITIMER_REAL, 0),
        )

    def _waits(self) -> None:
        self._stop()
        self._tell()

    def _tell(self) -> None:
        """Log what was written while the app stood still, if anything was."""
        found = os.fstat(self._file)
        if found.st_size:
            os.lseek(self._file, 0, os.SEEK_SET)
            where = os.read(self._file, found.st_size).decode("utf-8", "replace")
            os.ftruncate(self._file, 0)
            _log.warning("%s", stood_still(found.st_mtime, where))
