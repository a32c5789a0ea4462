"""Whole D-Bus messages, as bytes, to and from a socket that never blocks."""

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

_READ = 1 << 16
_HEAD = 16  # the first bytes, which tell how long a message is


class Stream:
    """Takes over a connected socket. `received` gets each message; `lost`, once, why there will be no more."""

    def __init__(
        self, loop: Loop, connected: socket.socket, received: Callable[[bytes], None], lost: Callable[[str], None]
    ) -> None:
        connected.settimeout(0)
        self._loop = loop
        self._socket = connected
        self._received = received
        self._lost = lost
        self._unread = bytearray()
        self._unsent = bytearray()
        self._retry: Timer | None = None
        self._open = True
        self._watch = loop.watch(connected.fileno(), self._read)

    def send(self, message: bytes) -> None:
        """Send it now, or keep it for when the bus takes it. `lost` may be called meanwhile."""
        self._unsent += message
        if self._open and self._retry is None:
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
        self._cut()

    def _cut(self) -> None:
        """Hand over what is there in full."""
        while self._open and len(self._unread) >= _HEAD:
            size = _message_size(self._unread)
            if size > MAX_MESSAGE:
                self._lose("it sent something that is not D-Bus")
                return
            if len(self._unread) < size:
                return
            message = bytes(self._unread[:size])
            del self._unread[:size]
            self._received(message)


def _message_size(head: bytearray) -> int:
    """The bytes of a message that begins so; beyond MAX_MESSAGE if nothing does.

    A header is 12 bytes and an array of fields, filled up to a multiple of 8; the body comes behind it.
    """
    order = {b"l": "<", b"B": ">"}.get(bytes(head[:1]))
    if order is None:
        return MAX_MESSAGE + 1
    (body,) = struct.unpack_from(order + "I", head, 4)
    (fields,) = struct.unpack_from(order + "I", head, 12)
    return int(_HEAD + (fields + 7) // 8 * 8 + body)
