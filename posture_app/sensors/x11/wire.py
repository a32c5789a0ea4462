"""A connection to an X server that speaks its protocol: does the handshake, sends requests, passes on what comes back.

Why our own: xcffib (1.13) raises `AssertionError` in `ListSystemCounters().reply()` of its SYNC binding, so the counter
of idle time cannot be found; python-xlib has no SYNC; Xlib ends the whole process when the server dies (its handler of
input and output errors calls `exit`).
The numbers below are those of the X protocol.
"""

import contextlib
import os
import re
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Watch
from posture_app.core.value import value

CONNECT_SECONDS = 2.0
PACKET = 32
"""The bytes of an error and an event, and the least of a reply."""

_ERROR, _REPLY = 0, 1  # the first byte of what the server sends; from 2 on it is an event
_SENT = 0x80  # the bit of an event that comes from another program, not from the server
COOKIE = b"MIT-MAGIC-COOKIE-1"
_LOCAL, _ANY = 256, 65535  # the kinds of address: this machine by its name, and whatever machine


class NoEntryError(Unavailable):
    """No X server accepts a program of this user; so there can be no windows either."""


class NoServerError(NoEntryError):
    """There is none where the display is said to be."""


class BrokenOffError(NoEntryError):
    """The server closed the connection during the handshake, as one does that restarts when unused."""


@value
class _PendingRequest:
    """A request that waits for a reply or an error; `sequence` is its number as the server repeats it."""

    sequence: int
    reply: Callable[[bytes], None] | None
    refused: Callable[[int], None] | None


class XConnection:
    """A connection as the person that `environ` is of. Raises NoEntryError, saying why not.

    Until `listen`, `ask` waits for its reply; after it nothing blocks, and replies come through the loop.
    """

    root: int
    """The root window."""
    first_id: int
    """The lowest number that is ours to give to what the server makes for us."""
    keycodes: range
    """Those that a keyboard can have."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._sequence = 0
        self._unread = bytearray()
        self._watch: Watch | None = None
        self._waiting: deque[_PendingRequest] = deque()
        self._event: Callable[[bytes], None] = lambda _: None
        self._lost: Callable[[str], None] = lambda _: None
        display = environ.get("DISPLAY", "")
        try:
            self._socket = _connect(display)
        except OSError as error:
            raise NoServerError(
                lasting(
                    "the X display “{display}” cannot be reached: {strerror}",
                    display=display,
                    strerror=error.strerror or error,
                )
            ) from error
        with contextlib.ExitStack() as undo:
            undo.callback(self._socket.close)
            try:
                self._set_up(cookie(environ, _number(display)))
            except TimeoutError as error:  # it hangs, and would the next time
                raise NoEntryError(lasting("the X server of “{display}” does not answer", display=display)) from error
            except (OSError, struct.error) as error:
                raise BrokenOffError(
                    lasting(
                        "the X server of “{display}” does not answer as it should: {error}",
                        display=display,
                        error=error,
                    )
                ) from error
            undo.pop_all()

    def listen(self, loop: Loop, *, event: Callable[[bytes], None], lost: Callable[[str], None]) -> None:
        """Begin: `event` gets each event of the server as it came, `lost` (once) the reason when it is gone."""
        self._event, self._lost = event, lost
        self._socket.settimeout(0)
        self._watch = loop.watch(self._socket.fileno(), self._read)
        loop.soon(self._deal)  # what came before there was a watch

    def send(
        self,
        opcode: int,
        data: int = 0,
        body: bytes = b"",
        *,
        reply: Callable[[bytes], None] | None = None,
        refused: Callable[[int], None] | None = None,
    ) -> None:
        """Send a request; `data` is its second byte. `reply` gets the reply, `refused` the number of the error.

        A refusal that nobody asked to hear of is a fault of ours, and the connection is lost by it.
        """
        self._sequence += 1
        try:
            sent = self._socket.send(struct.pack("=BBH", opcode, data, 1 + len(body) // 4) + body)
        except OSError as error:  # a server that cannot take some 50 bytes hangs
            self._lose(lasting("the X server takes no requests: {strerror}", strerror=error.strerror or error))
            return
        if sent != len(body) + 4:
            self._lose(lasting("the X server takes no requests"))
        elif reply is not None or refused is not None:
            self._waiting.append(_PendingRequest(self._sequence & 0xFFFF, reply, refused))

    def ask(self, opcode: int, data: int = 0, body: bytes = b"") -> bytes:
        """Send a request and wait for the reply, for as long as the socket's time-out lets us. Raises OSError."""
        self.send(opcode, data, body)
        while True:
            while (packet := self._packet()) is None:
                self._receive()
            if packet[0] == _REPLY:
                return packet
            if packet[0] == _ERROR:
                raise ConnectionError(lasting("it refused request {opcode}.{data}", opcode=opcode, data=data))

    def close(self) -> None:
        """Let go of the connection; harmless if done before."""
        self._lost = lambda _: None
        if self._watch is not None:
            self._watch.stop()
        self._socket.close()
        self._waiting.clear()
        self._unread.clear()

    def _lose(self, why: str) -> None:
        lost = self._lost
        self.close()
        lost(why)

    def _read(self) -> None:
        try:
            data = self._socket.recv(4096)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(lasting("the X server is gone: {strerror}", strerror=error.strerror))
            return
        if not data:
            self._lose(lasting("the X server is gone"))
            return
        self._unread += data
        self._deal()

    def _deal(self) -> None:
        while (packet := self._packet()) is not None:
            kind = packet[0] & ~_SENT
            if kind not in (_ERROR, _REPLY):
                self._event(packet)
                continue
            waiting = self._answered(packet)
            if kind == _REPLY and waiting and waiting.reply:
                waiting.reply(packet)
            elif kind == _ERROR and waiting and waiting.refused:
                waiting.refused(packet[1])
            elif kind == _ERROR:
                self._lose(
                    lasting(
                        "the X server refused a request (error {error}, request {request})",
                        error=packet[1],
                        request=f"{packet[10]}.{packet[8]}",
                    )
                )

    def _answered(self, packet: bytes) -> _PendingRequest | None:
        """The request that this answers, if somebody waits for it; those before it have had no error."""
        (sequence,) = struct.unpack_from("=H", packet, 2)
        if all(waiting.sequence != sequence for waiting in self._waiting):
            return None
        while (waiting := self._waiting.popleft()).sequence != sequence:
            pass
        return waiting

    def _packet(self) -> bytes | None:
        """The next whole packet of the server; None if it has not come in full."""
        if len(self._unread) < PACKET:
            return None
        size = PACKET
        if self._unread[0] == _REPLY:
            size += 4 * int(struct.unpack_from("=I", self._unread, 4)[0])
        return self._taken(size) if len(self._unread) >= size else None

    def _set_up(self, key: bytes) -> None:
        """Do the handshake. Raises OSError and struct.error where the server answers nonsense."""
        name = COOKIE if key else b""
        order = b"l" if struct.pack("=H", 1)[0] else b"B"
        hello = struct.pack("=cxHHHHxx", order, 11, 0, len(name), len(key))
        self._socket.sendall(hello + padded(name) + padded(key))
        head = self._take(8)
        rest = self._take(4 * int(struct.unpack_from("=H", head, 6)[0]))
        if head[0] != 1:
            reason = rest[: head[1]].decode(errors="replace").strip()
            raise NoEntryError(
                lasting("the X server does not let us in: {reason}", reason=reason)
                if reason
                else lasting("the X server does not let us in, and gives no reason")
            )
        _release, self.first_id, *_masks, vendor, _longest, _screens, formats = struct.unpack_from("=IIIIHHBB", rest)
        low, high = struct.unpack_from("=BB", rest, 26)
        self.keycodes = range(low, high + 1)
        (self.root,) = struct.unpack_from("=I", rest, 32 + (vendor + 3) // 4 * 4 + 8 * formats)  # of the first screen

    def _take(self, size: int) -> bytes:
        while len(self._unread) < size:
            self._receive()
        return self._taken(size)

    def _receive(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionResetError(lasting("it ended the connection"))
        self._unread += data

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken


def padded(data: bytes) -> bytes:
    """Filled up to a multiple of four bytes."""
    return data + bytes(-len(data) % 4)


def _number(display: str) -> int:
    """The number of a display of this computer such as ":0" or "unix:0.0". Raises Unavailable."""
    match = re.fullmatch(r"([^:]*):(\d{1,5})(\.\d+)?", display)
    if match is None:
        raise Unavailable(lasting("DISPLAY is “{display}”, which names no display of X", display=display))
    if match[1] not in ("", "unix"):
        raise Unavailable(
            lasting(
                "the X display “{display}” is reached over the network, which this app does not use", display=display
            )
        )
    return int(match[2])


def _connect(display: str) -> socket.socket:
    """A socket whose calls wait for CONNECT_SECONDS at the most. Raises OSError or Unavailable."""
    path = f"/tmp/.X11-unix/X{_number(display)}"  # noqa: S108 - where every X server is
    if sys.platform == "win32":
        raise Unavailable(lasting("Windows has no X server of its own"))
    connected = socket.socket(socket.AF_UNIX)
    connected.settimeout(CONNECT_SECONDS)
    try:
        connected.connect(path)
    except OSError:
        connected.close()
        raise
    return connected


@value
class _AuthEntry:
    family: int
    address: bytes
    number: bytes
    name: bytes
    data: bytes


def cookie(environ: Mapping[str, str], number: int) -> bytes:
    """The cookie for the display of this number on this machine; empty if there is none, which may be right."""
    path = environ.get("XAUTHORITY") or Path(environ.get("HOME", "/")) / ".Xauthority"
    try:
        content = Path(path).read_bytes()
    except OSError:
        return b""
    fitting = [entry for entry in _entries(content) if entry.name == COOKIE and entry.number in (b"", b"%d" % number)]
    here = os.fsencode(socket.gethostname())
    fitting.sort(key=lambda entry: (entry.family, entry.address) != (_LOCAL, here) and entry.family != _ANY)
    return fitting[0].data if fitting else b""


def _entries(content: bytes) -> Iterator[_AuthEntry]:
    """What the file holds, up to where it is cut off; all numbers in it are big-endian pairs of bytes."""
    at = 0
    while at + 2 <= len(content):
        family = int.from_bytes(content[at : at + 2])
        at += 2
        parts = []
        for _each in range(4):
            size = int.from_bytes(content[at : at + 2])
            part = content[at + 2 : at + 2 + size]
            at += 2 + size
            parts.append(part)
        if at > len(content):
            return
        yield _AuthEntry(family, *parts)
