"""Whole D-Bus messages, as bytes, to and from a socket that never blocks.

jeepney's own `Parser` (0.9) is stuck for good after one message that it cannot read: it keeps the size of that message
and cuts the next one by it. Here a message is cut out by its header first, so one that cannot be read is passed over.

File descriptors come beside the bytes, those of a message with its first byte; how many it has stands in its header.
"""

import array
import os
import socket
import struct
import sys
from collections.abc import Callable

from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Timer

RETRY_SECONDS = 0.05
"""How soon a send is tried again that the bus did not take. It takes everything at once unless it hangs."""
MAX_UNSENT = 1 << 20
"""A bus that leaves so many bytes untaken is given up."""
MAX_MESSAGE = 1 << 27
"""The longest message that D-Bus allows, in bytes."""
MAX_HEADER = 1 << 14
"""The longest header that is read, in bytes; a message with a longer one is passed over."""

MOST_DESCRIPTORS = 253
"""What the kernel passes at once. A bus lets a message have 16."""

_READ = 1 << 16
_HEAD = 16  # the first bytes, which tell how long a message is
_GREETING = 1 << 10  # the answer of a bus that accepts us is shorter
_INT = array.array("i").itemsize
_ROOM = MOST_DESCRIPTORS * _INT
_CLOSED_IN_CHILDREN = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


class ReceivedDescriptor:
    """Implements `core.ports.Descriptor`."""

    def __init__(self, number: int) -> None:
        self._number: int | None = number

    def close(self) -> None:
        number, self._number = self._number, None
        if number is not None:
            os.close(number)

    def __del__(self) -> None:
        self.close()


class Stream:
    """Takes over a connected socket. `login` is sent at once, `question`, whether it passes descriptors on, once the
    bus has accepted it, and `begin` once it has answered.

    `wanted` is asked about each message when no more than its header and its size in bytes are known, and answers how
    many descriptors it has, too: those that are not wanted are passed over as they come, without being kept.
    `received` gets the others, and their descriptors; `lost`, once, why there will be no more.
    """

    def __init__(
        self,
        loop: Loop,
        connected: socket.socket,
        *,
        login: bytes,
        question: bytes,
        begin: bytes,
        wanted: Callable[[bytes, int], tuple[bool, int]],
        received: Callable[[bytes, list[ReceivedDescriptor]], None],
        lost: Callable[[str], None],
    ) -> None:
        connected.settimeout(0)
        self._loop = loop
        self._socket = connected
        self._question, self._begin = question, begin
        self._wanted = wanted
        self._received = received
        self._lost = lost
        self._let_in = False
        self._accepted = False
        self._unread = bytearray()
        self._taken = 0  # the size of the message at the beginning of what is unread, once it is known to be wanted
        self._descriptors: list[ReceivedDescriptor] = []  # that have come, of messages to come
        self._taken_descriptors: list[ReceivedDescriptor] = []
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
        self._descriptors, self._taken_descriptors = [], []

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
                self._lose(lasting("it does not take messages"))
            else:
                self._retry = self._loop.deadline(RETRY_SECONDS, self._write)
        except OSError as error:
            self._lose(str(error.strerror))

    def _read(self) -> None:
        if sys.platform == "win32":
            raise AssertionError("there is no such socket")
        try:
            data, beside, *_rest = self._socket.recvmsg(_READ, socket.CMSG_SPACE(_ROOM), _CLOSED_IN_CHILDREN)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(str(error.strerror))
            return
        for level, kind, passed in beside:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                self._descriptors.extend(
                    map(ReceivedDescriptor, array.array("i", passed[: len(passed) // _INT * _INT]))
                )
        if not data:
            self._lose(lasting("it ended the connection"))
        elif len(self._descriptors) > 2 * MOST_DESCRIPTORS:
            self._lose(lasting("it sent descriptors without messages"))
        else:
            self._unread += data
            if self._let_in or self._enter():
                self._cut()

    def _enter(self) -> bool:
        """Whether the bus has accepted us, and has said if it passes descriptors on. Nothing else is sent until then:
        the proxy of Flatpak (0.1.4) takes an answer that comes after we began for a message, and hangs up.
        """
        while self._open and not self._let_in:
            line, end, rest = self._unread.partition(b"\r\n")
            awaited = (b"AGREE_UNIX_FD", b"ERROR") if self._accepted else (b"OK",)
            if len(line) > _GREETING or not any(line.startswith(word[: len(line)]) for word in awaited):
                self._lose(lasting("it does not let us in"))
            elif not end:
                break
            else:
                self._unread = rest
                self._let_in, self._accepted = self._accepted, True
                self._unsent[:0] = self._begin if self._let_in else b""
                self._write() if self._let_in else self._ask()
        return self._open and self._let_in

    def _ask(self) -> None:
        try:
            self._socket.send(self._question)
        except OSError as error:
            self._lose(str(error.strerror))

    def _cut(self) -> None:
        """Hand over what is there in full."""
        while self._open and self._next():
            message, descriptors = bytes(self._unread[: self._taken]), self._taken_descriptors
            del self._unread[: self._taken]
            self._taken, self._taken_descriptors = 0, []
            self._received(message, descriptors)

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
                self._lose(lasting("it sent something that is not D-Bus"))
                return False
            if header <= MAX_HEADER and len(self._unread) < header:
                return False
            wanted, count = False, MOST_DESCRIPTORS
            if header <= MAX_HEADER:
                wanted, count = self._wanted(bytes(self._unread[:header]), size)
            passed, self._descriptors = self._descriptors[:count], self._descriptors[count:]
            if wanted:
                self._taken, self._taken_descriptors = size, passed
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
