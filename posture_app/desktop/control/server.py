"""Where the command line reaches the running app: a Unix socket, or on Windows a named pipe.

The socket is served by Python's own: on Unix nothing here loads QtNetwork, which would cost 2.9 MiB.
"""

import contextlib
import logging
import socket
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.ports import Loop, Timer
from posture_app.desktop.control.protocol import IDLE_S, LONGEST, Answer, Stream, encode, is_ours, respond
from posture_app.desktop.paths import lock_out_others

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_log = logging.getLogger(__name__)

WAITING = 128
"""So many may wait to be accepted."""
MOST = 32
"""So many connections at once: beyond them, the one that has waited longest for its request is closed."""
PAUSE_S = 1.0
"""So long no connection is accepted after one could not be, for want of descriptors: it would be offered at once."""


def control_server(loop: Loop, address: str, answer: Answer) -> "PipeServer | SocketServer":
    """A server at this address. Raises KnownError if there can be none."""
    return PipeServer(address, answer) if sys.platform == "win32" else SocketServer(loop, address, answer)


class SocketServer:
    """Answers on a Unix socket. Hold the lock of the data folder while it lives: it replaces what a dead app left."""

    def __init__(self, loop: Loop, address: str, answer: Answer, *, idle_s: float = IDLE_S) -> None:
        """Raises KnownError if the socket cannot be opened."""
        self._loop, self._address, self._answer, self._idle_s = loop, Path(address), answer, idle_s
        self._incomplete: dict[socket.socket, Callable[[], None]] = {}  # and what ends the wait for the rest
        self._answering: set[socket.socket] = set()
        self._following: dict[socket.socket, Callable[[], None]] = {}  # and what ends that
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
            raise KnownError(
                _("The control socket {address} cannot be opened ({reason}).").format(
                    address=address, reason=error.strerror or error
                )
            ) from error
        self._socket.settimeout(0.0)
        self._watch = loop.watch(self._socket.fileno(), self._accept)

    def close(self) -> None:
        self._watch.stop()
        if self._pause is not None:
            self._pause.cancel()
        for connection in (*self._incomplete, *self._answering, *self._following):
            self._drop(connection)
        self._socket.close()
        self._address.unlink(missing_ok=True)

    def _accept(self) -> None:
        try:
            connection, _ = self._socket.accept()
        except (BlockingIOError, ConnectionError):
            return  # they are gone already
        except OSError as error:
            _log.info("no connection can be accepted for a moment: %s", error.strerror)
            self._watch.stop()
            self._pause = self._loop.deadline(PAUSE_S, self._go_on)
            return
        if not is_ours(connection):
            connection.close()
            return
        self._listen(connection)
        if len(self._incomplete) + len(self._answering) > MOST:
            self._drop(next(iter(self._incomplete)))

    def _go_on(self) -> None:
        self._watch = self._loop.watch(self._socket.fileno(), self._accept)

    def _listen(self, connection: socket.socket) -> None:
        connection.settimeout(0.0)
        request = bytearray()
        watch = self._loop.watch(connection.fileno(), lambda: self._hear(connection, request))
        patience = self._loop.deadline(self._idle_s, lambda: self._drop(connection))

        def stop() -> None:
            watch.stop()
            patience.cancel()

        self._incomplete[connection] = stop

    def _hear(self, connection: socket.socket, request: bytearray) -> None:
        try:
            part = connection.recv(LONGEST)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        request += part
        if b"\n" in request:
            self._incomplete.pop(connection)()  # what else comes is not part of a request
            self._answering.add(connection)
            line = bytes(request.partition(b"\n")[0])
            respond(line, self._answer, partial(self._reply, connection), partial(self._follow, connection))
        elif not part or len(request) > LONGEST:
            self._drop(connection)

    def _reply(self, connection: socket.socket, reply: bytes) -> None:
        with contextlib.suppress(OSError):  # they did not wait, or read nothing for so long that the buffer is full
            connection.sendall(reply)
        self._drop(connection)

    def _follow(self, connection: socket.socket, stream: Stream) -> None:
        """Send what comes, until they hang up, or read nothing for so long that the buffer is full."""
        self._answering.discard(connection)
        if len(self._following) >= MOST:
            self._drop(next(iter(self._following)))

        def send(message: Mapping[str, Any]) -> None:
            try:
                connection.sendall(encode(message))
            except OSError:
                self._drop(connection)

        self._following[connection] = lambda: None
        end = stream.begin(send)
        if connection not in self._following:  # gone with the first line
            end()
            return
        watch = self._loop.watch(connection.fileno(), lambda: self._heard_of(connection))

        def stop() -> None:
            watch.stop()
            end()

        self._following[connection] = stop

    def _heard_of(self, connection: socket.socket) -> None:
        """Whoever follows has hung up, or says what nobody asked for."""
        with contextlib.suppress(BlockingIOError, OSError):
            if connection.recv(LONGEST):
                return
        self._drop(connection)

    def _drop(self, connection: socket.socket) -> None:
        for waiting in (self._incomplete, self._following):
            if connection in waiting:
                waiting.pop(connection)()
        self._answering.discard(connection)
        connection.close()


class PipeServer:
    """Answers on a named pipe (elsewhere a Unix socket) that only this user can open.

    It is Qt's, for Windows, where Python has no local sockets of its own.
    """

    def __init__(self, address: str, answer: Answer, *, idle_s: float = IDLE_S) -> None:
        """Raises KnownError if the pipe cannot be opened."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - Qt is not needed on Unix
        from PySide6.QtNetwork import QLocalServer, QLocalSocket  # noqa: PLC0415 - 2.9 MiB

        self._answer, self._idle_s = answer, idle_s
        self._timer_class, self._connection_class = QTimer, QLocalSocket
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            raise KnownError(
                _("The control socket {address} cannot be opened ({reason}).").format(
                    address=address, reason=self._server.errorString()
                )
            )
        self._server.newConnection.connect(self._accept)

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            patience = self._timer_class(connection)
            patience.setSingleShot(True)
            patience.timeout.connect(lambda: connection.abort())  # noqa: PLW0108 - it is no slot of Qt’s
            patience.start(round(self._idle_s * 1000))
            connection.readyRead.connect(self._hear)
            connection.disconnected.connect(connection.deleteLater)
            self._hear()

    def _hear(self) -> None:
        """Something has come on one of the connections, which are children of the server."""
        for connection in self._server.findChildren(self._connection_class):
            if connection.canReadLine():
                for patience in connection.findChildren(self._timer_class):
                    patience.stop()
                line = bytes(connection.readLine().data())
                respond(line, self._answer, partial(_reply, connection), partial(_follow, connection))
            elif connection.bytesAvailable() > LONGEST:
                connection.abort()


def _follow(connection: "QLocalSocket", stream: Stream) -> None:
    def send(message: Mapping[str, Any]) -> None:
        with contextlib.suppress(RuntimeError):  # as below
            connection.write(encode(message))
            connection.flush()

    connection.disconnected.connect(stream.begin(send))


def _reply(connection: "QLocalSocket", reply: bytes) -> None:
    with contextlib.suppress(RuntimeError):  # they are gone by now, and Qt has deleted the connection
        connection.write(reply)
        connection.flush()
        connection.disconnectFromServer()


def _unix_socket() -> socket.socket:
    if sys.platform == "win32":
        raise AssertionError("it has named pipes")
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
