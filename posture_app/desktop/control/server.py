"""Where the command line reaches the running app: a Unix socket, or on Windows a named pipe.

The socket is served by Python's own: on Unix nothing here loads QtNetwork, which would cost 2.9 MiB.
"""

import contextlib
import logging
import socket
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from posture_app.core.errors import KnownError
from posture_app.core.ports import Loop, Timer, Watch
from posture_app.core.value import value
from posture_app.desktop.control.protocol import IDLE_S, LONGEST, Answer, is_ours, respond
from posture_app.desktop.paths import lock_out_others

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_log = logging.getLogger(__name__)

WAITING = 128
"""So many may wait in line."""
MOST = 32
"""So many lines at once: beyond them, the one that has been silent longest is hung up on."""
PAUSE_S = 1.0
"""So long no line is taken after one could not be, for want of descriptors: it would be offered again at once."""


class ControlServer(Protocol):
    """Takes requests until it is closed."""

    def close(self) -> None:
        """Take no more."""


def control_server(loop: Loop, address: str, answer: Answer) -> ControlServer:
    """A server at this address. Raises KnownError if there can be none."""
    return PipeServer(address, answer) if sys.platform == "win32" else SocketServer(loop, address, answer)


@value
class _PartialLine:
    """A line whose request is not yet whole."""

    watch: Watch
    patience: Timer

    def stop(self) -> None:
        self.watch.stop()
        self.patience.cancel()


class SocketServer:
    """Answers on a Unix socket. Hold the lock of the data folder while it lives: it replaces what a dead app left."""

    def __init__(self, loop: Loop, address: str, answer: Answer, *, idle_s: float = IDLE_S) -> None:
        """Raises KnownError if the socket cannot be opened."""
        self._loop, self._address, self._answer, self._idle_s = loop, Path(address), answer, idle_s
        self._unheard: dict[socket.socket, _PartialLine] = {}
        self._heard: set[socket.socket] = set()
        self._pause: Timer | None = None
        lock_out_others(self._address.parent)
        self._socket = _unix_socket()
        try:
            self._address.unlink(missing_ok=True)
            self._socket.bind(address)
            self._address.chmod(0o600)
            self._socket.listen(WAITING)
        except OSError as error:
            self._socket.close()
            raise KnownError(f"The control socket {address} cannot be opened ({error.strerror or error}).") from error
        self._socket.settimeout(0.0)
        self._watch = loop.watch(self._socket.fileno(), self._accept)

    def close(self) -> None:
        """Answer no more."""
        self._watch.stop()
        if self._pause is not None:
            self._pause.cancel()
        for line in (*self._unheard, *self._heard):
            self._drop(line)
        self._socket.close()
        self._address.unlink(missing_ok=True)

    def _accept(self) -> None:
        try:
            line, _ = self._socket.accept()
        except (BlockingIOError, ConnectionError):
            return  # they have gone again
        except OSError as error:
            _log.info("no line can be taken for a moment: %s", error.strerror)
            self._watch.stop()
            self._pause = self._loop.deadline(PAUSE_S, self._go_on)
            return
        if not is_ours(line):
            line.close()
            return
        self._listen(line)
        if len(self._unheard) + len(self._heard) > MOST:
            self._drop(next(iter(self._unheard)))

    def _go_on(self) -> None:
        self._watch = self._loop.watch(self._socket.fileno(), self._accept)

    def _listen(self, line: socket.socket) -> None:
        line.settimeout(0.0)
        heard = bytearray()
        self._unheard[line] = _PartialLine(
            self._loop.watch(line.fileno(), lambda: self._hear(line, heard)),
            self._loop.deadline(self._idle_s, lambda: self._drop(line)),
        )

    def _hear(self, line: socket.socket, heard: bytearray) -> None:
        try:
            part = line.recv(LONGEST)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        heard += part
        if b"\n" in heard:
            self._unheard.pop(line).stop()  # what else comes, or that they hang up, is none of a request
            self._heard.add(line)
            respond(bytes(heard.partition(b"\n")[0]), self._answer, partial(self._reply, line))
        elif not part or len(heard) > LONGEST:
            self._drop(line)

    def _reply(self, line: socket.socket, reply: bytes) -> None:
        with contextlib.suppress(OSError):  # they did not wait, or let the buffer fill up that every answer fits
            line.sendall(reply)
        self._drop(line)

    def _drop(self, line: socket.socket) -> None:
        if line in self._unheard:
            self._unheard.pop(line).stop()
        self._heard.discard(line)
        line.close()


class PipeServer:
    """Answers on a named pipe (elsewhere a Unix socket) that only this user can open.

    It is Qt's, for Windows, where Python has no local sockets of its own.
    """

    def __init__(self, address: str, answer: Answer, *, idle_s: float = IDLE_S) -> None:
        """Raises KnownError if the pipe cannot be opened."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - Qt is not needed on Unix
        from PySide6.QtNetwork import QLocalServer, QLocalSocket  # noqa: PLC0415 - 2.9 MiB

        self._answer, self._idle_s = answer, idle_s
        self._timer_class, self._line_class = QTimer, QLocalSocket
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            raise KnownError(f"The control socket {address} cannot be opened ({self._server.errorString()}).")
        self._server.newConnection.connect(self._accept)

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _accept(self) -> None:
        line = self._server.nextPendingConnection()
        if line is not None:
            patience = self._timer_class(line)
            patience.setSingleShot(True)
            patience.timeout.connect(line.abort)
            patience.start(round(self._idle_s * 1000))
            line.readyRead.connect(self._hear)
            line.disconnected.connect(line.deleteLater)
            self._hear()

    def _hear(self) -> None:
        """Something has come on one of the lines, which are children of the server."""
        for line in self._server.findChildren(self._line_class):
            if line.canReadLine():
                for patience in line.findChildren(self._timer_class):
                    patience.stop()
                respond(bytes(line.readLine().data()), self._answer, partial(_reply, line))
            elif line.bytesAvailable() > LONGEST:
                line.abort()


def _reply(line: "QLocalSocket", reply: bytes) -> None:
    with contextlib.suppress(RuntimeError):  # they have hung up meanwhile, and Qt has deleted the line
        line.write(reply)
        line.flush()
        line.disconnectFromServer()


def _unix_socket() -> socket.socket:
    if sys.platform == "win32":
        raise AssertionError("it has named pipes")
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
