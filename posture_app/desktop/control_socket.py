"""The control socket on Unix."""

import contextlib
import os
import socket
import sys
from functools import partial
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.ports import Loop, Watch
from posture_app.desktop.control import LONGEST, Answer, respond
from posture_app.desktop.paths import lock_out_others

WAITING = 128
"""So many may wait in line."""


class SocketServer:
    """Answers on a Unix socket. Hold the lock of the data folder while it lives: it replaces what a dead app left."""

    def __init__(self, loop: Loop, address: str, answer: Answer) -> None:
        """Raises KnownError if the socket cannot be opened."""
        self._loop, self._address, self._answer = loop, Path(address), answer
        self._lines: dict[socket.socket, Watch] = {}
        lock_out_others(self._address.parent)
        self._socket = _unix_socket()
        try:
            self._address.unlink(missing_ok=True)
            self._socket.bind(address)
            self._address.chmod(0o600)
            self._socket.listen(WAITING)
        except OSError as error:
            self._socket.close()
            raise KnownError(f"The control socket {address} cannot be opened ({error.strerror}).") from error
        self._socket.settimeout(0.0)
        self._watch = loop.watch(self._socket.fileno(), self._accept)

    def close(self) -> None:
        """Answer no more."""
        self._watch.stop()
        for line in list(self._lines):
            self._drop(line)
        self._socket.close()
        self._address.unlink(missing_ok=True)

    def _accept(self) -> None:
        try:
            line, _ = self._socket.accept()
        except OSError:
            return  # they have gone again
        if not _same_user(line):
            line.close()
            return
        line.settimeout(0.0)
        heard = bytearray()
        self._lines[line] = self._loop.watch(line.fileno(), lambda: self._hear(line, heard))

    def _hear(self, line: socket.socket, heard: bytearray) -> None:
        try:
            part = line.recv(LONGEST)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        heard += part
        if b"\n" in heard:
            self._lines[line].stop()  # what else comes, or that they hang up, is none of a request
            respond(bytes(heard.partition(b"\n")[0]), self._answer, partial(self._reply, line))
        elif not part or len(heard) > LONGEST:
            self._drop(line)

    def _reply(self, line: socket.socket, reply: bytes) -> None:
        with contextlib.suppress(OSError):  # they did not wait, or let the buffer fill up that every answer fits
            line.sendall(reply)
        self._drop(line)

    def _drop(self, line: socket.socket) -> None:
        watch = self._lines.pop(line, None)
        if watch is not None:
            watch.stop()
        line.close()


def _same_user(line: socket.socket) -> bool:
    if sys.platform != "linux":
        return True  # the folder keeps others out
    credentials = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    uid = int.from_bytes(credentials[4:8], sys.byteorder)
    return uid in (os.getuid(), 0)


def _unix_socket() -> socket.socket:
    if sys.platform == "win32":
        raise AssertionError("pipes are served by control_pipe")
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
