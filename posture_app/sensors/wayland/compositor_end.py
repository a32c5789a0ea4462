"""Hears of the end of the compositor before Qt does, which ends the whole process with it if it does not come back."""

import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from posture_app.core.errors import guarded
from posture_app.core.ports import MainLoop, Timer
from posture_app.sensors.compositors import socket_name, socket_path

PAUSES_BETWEEN_CALLS = (1.0, 4.0, 25.0, 90.0)
"""Real seconds between attempts to reach the next one."""


class CompositorEnd:
    """Calls `gone` whenever the compositor of this session ends. Where there is none, it never calls.

    Its connection asks for nothing, and is looked at first of all when the loop has woken: the other connections of
    the process break in the same moment, and whatever of Qt or GDK reads of it first ends the process.
    """

    def __init__(self, loop: MainLoop, environ: Mapping[str, str], gone: Callable[[], None]) -> None:
        name = socket_name(environ)
        self._path = socket_path(environ, name) if name else None
        self._loop, self._gone = loop, gone
        self._connection: socket.socket | None = None
        self._closing = ExitStack()
        self._timer: Timer | None = None
        self._connect(())

    def close(self) -> None:
        """Hear of it no more; harmless if done before."""
        self._closing.close()
        self._connection = None
        if self._timer is not None:
            self._timer.cancel()

    def _connect(self, pauses: tuple[float, ...]) -> None:
        if self._path is None or sys.platform == "win32":
            return
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            if pauses:
                self._timer = self._loop.deadline(pauses[0], lambda: self._connect(pauses[1:]))
            return
        self._connection = connection
        self._closing.callback(connection.close)
        self._closing.callback(self._loop.watch(connection.fileno(), self._look).stop)
        self._closing.callback(self._loop.around_waits(lambda: None, self._look))

    def _look(self) -> None:
        """It says nothing as long as it lives, as it is asked nothing."""
        if self._connection is None:
            return
        try:
            if self._connection.recv(1):
                return
        except BlockingIOError:
            return
        except OSError:
            pass  # broken, which is an end as well
        self._connection = None
        guarded(self._gone)
        self._loop.soon(self._again)

    def _again(self) -> None:
        """There may be another soon, and its end is to be heard of, too."""
        self._closing.close()
        self._timer = self._loop.deadline(PAUSES_BETWEEN_CALLS[0], lambda: self._connect(PAUSES_BETWEEN_CALLS[1:]))
