"""Whole D-Bus messages, as bytes, to and from a socket that never blocks.

jeepney's own `Parser` (0.9) is stuck for good after one message that it cannot read: it keeps the size of that message
and cuts the next one by it. Here a message is cut out by its header first, so one that cannot be read is passed over.
"""

import socket
import struct
from collections.abc import Callable

from posture_app.core.ports import Loop, Timer

RETRY_SECONDS = 0.05
"""How soon a send is tried again that the bus did not take. It takes everything at once unless it hangs."""
MAX_UNSENT = 1 << 20
"""A bus that leaves so many bytes untaken is given up."""
MAX_MESSAGE = 1 << 27
"""The longest message that D-Bus allows, in bytes."""
MAX_HEADER = 1 << 14
"""The longest header that is read, in bytes; a message with a longer one is passed over."""

_READ = 1 << 16
_HEAD = 16  # the first bytes, which tell how long a message is
_GREETING = 1 << 10  # the answer of a bus that accepts us is shorter


class Stream:
    """Takes over a connected socket. `login` is sent at once, and `begin` once the bus has accepted it.

    `wanted` is asked about each message when no more than its header and its size in bytes are known: those that are
    not wanted are passed over as they come, without being kept. `received` gets the others; `lost`, once, why there
    will be no more.
    """

    def __init__(
        self,
        loop: Loop,
        connected: socket.socket,
        *,
        login: bytes,
        begin: bytes,
        wanted: Callable[[bytes, int], bool],
        received: Callable[[bytes], None],
        lost: Callable[[str], None],
    ) -> None:
        connected.settimeout(0)
        self._loop = loop
        self._socket = connected
        self._begin = begin
        self._wanted = wanted
        self._received = received
        self._lost = lost
        self._let_in = False
        self._unread = bytearray()
        self._taken = 0  # the size of the message at the beginning of what is unread, once it is known to be wanted
        self._passed_over = 0  # so many bytes to come are of a message that is not
        self._unsent = bytearray()
        self._retry: Timer | None = None
        self._open = True
        self._watch = loop.watch(connected.fileno(), self._read)
        connected.send(login)

    def send(self, message: bytes) -> None:
        """Send it now, or keep it for when the bus takes it. `lost` may be called meanwhile."""
        self._unsent += message
        if self._open and self._let_in and self._retry is None:
            self._write()

    def close(self) -> None:
        """Let go of the socket, without a call to `lost`; harmless if done before."""
        self._open = False
        self._watch.stop()
        self._socket.close()
        if self._retry is not None:
            self._retry.cancel()

    def _lose(self, why: str) -> None:
        self.close()
        self._lost(why)

    def _write(self) -> None:
        self._retry = None
        try:
            while self._unsent:
                del self._unsent[: self._socket.send(self._unsent)]
        except BlockingIOError:
            if len(self._unsent) > MAX_UNSENT:
                self._lose("it does not take messages")
            else:
                self._retry = self._loop.deadline(RETRY_SECONDS, self._write)
        except OSError as error:
            self._lose(str(error.strerror))

    def _read(self) -> None:
        try:
            data = self._socket.recv(_READ)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(str(error.strerror))
            return
        if not data:
            self._lose("it ended the connection")
            return
        self._unread += data
        if self._let_in or self._enter():
            self._cut()

    def _enter(self) -> bool:
        """Whether the bus has accepted us, which its first line says."""
        line, end, rest = self._unread.partition(b"\r\n")
        if not line.startswith(b"OK"[: len(line)]) or len(line) > _GREETING:
            self._lose("it does not let us in")
        elif end:
            self._let_in = True
            self._unread = rest
            self._unsent[:0] = self._begin
            self._write()
        return self._open and self._let_in

    def _cut(self) -> None:
        """Hand over what is there in full."""
        while self._open and self._next():
            message = bytes(self._unread[: self._taken])
            del self._unread[: self._taken]
            self._taken = 0
            self._received(message)

    def _next(self) -> bool:
        """Whether a wanted message is there in full."""
        while not self._taken:
            over = min(self._passed_over, len(self._unread))
            del self._unread[:over]
            self._passed_over -= over
            if len(self._unread) < _HEAD:
                return False
            size, header = _message_size(self._unread)
            if size > MAX_MESSAGE:
                self._lose("it sent something that is not D-Bus")
                return False
            if header <= MAX_HEADER and len(self._unread) < header:
                return False
            if header <= MAX_HEADER and self._wanted(bytes(self._unread[:header]), size):
                self._taken = size
            else:
                self._passed_over = size
        return len(self._unread) >= self._taken


def _message_size(head: bytearray) -> tuple[int, int]:
    """The bytes of a message that begins so, and those of its header; beyond MAX_MESSAGE if nothing does.

    A header is 12 bytes and an array of fields, filled up to a multiple of 8; the body comes behind it.
    """
    order = {b"l": "<", b"B": ">"}.get(bytes(head[:1]))
    if order is None:
        return MAX_MESSAGE + 1, 0
    (body,) = struct.unpack_from(order + "I", head, 4)
    (fields,) = struct.unpack_from(order + "I", head, 12)
    header = int(_HEAD + (fields + 7) // 8 * 8)
    return header + int(body), header
