"""A connection to an X server that speaks just enough of its protocol to be told when input begins and stops.

Xlib would do as well, but it ends the whole process when the server dies, and some of its calls wait for answers.
The numbers below are those of the X protocol and its SYNC extension, version 3.1.
"""

import contextlib
import itertools
import re
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Loop, Watch
from posture_app.sensors.xauthority import COOKIE, cookie

CONNECT_SECONDS = 2.0

_ERROR, _REPLY = 0, 1  # the first byte of what the server sends; from 2 on it is an event
_PACKET = 32  # the bytes of an error and an event, and the least of a reply
_QUERY_EXTENSION = 98
_INITIALIZE, _LIST_COUNTERS, _QUERY_COUNTER, _CREATE_ALARM, _DESTROY_ALARM = 0, 1, 5, 8, 11
_ALARM_NOTIFY = 1  # counted from the extension's first event
_COUNTER, _VALUE_TYPE, _VALUE, _TEST, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32  # the attributes of an alarm
_DESTROYED = 2  # the state of an alarm
_FALLS_TO, _AT_LEAST = 1, 2  # when an alarm goes off: at the passage; or at once if it holds, else as soon as it does
_ALARMS = 1000  # so many numbers for alarms are used in turn, so that a late notice is known for one


class NoEntryError(Unavailable):
    """There is no server that lets a program of this user in; without it there are no windows either."""


@dataclass(frozen=True, slots=True)
class _Sync:
    """What the server told about the extension."""

    opcode: int
    event: int
    counter: int


class XConnection:
    """Asks for the counter IDLETIME: the milliseconds since the last input. Raises Unavailable, saying why not.

    After `listen` nothing blocks. `lost` is called once, with the reason, when the connection is gone.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._sequence = 0
        self._unread = bytearray()
        self._watch: Watch | None = None
        self._queries: deque[tuple[int, Callable[[int], None]]] = deque()
        self._silence: Callable[[int], None] = lambda _: None
        self._input: Callable[[], None] = lambda: None
        self._lost: Callable[[str], None] = lambda _: None
        self._armed: tuple[int, ...] = ()
        display = environ.get("DISPLAY", "")
        try:
            self._socket = _connect(display)
        except OSError as error:
            raise NoEntryError(f"the X display “{display}” cannot be reached: {error.strerror or error}") from error
        with contextlib.ExitStack() as undo:
            undo.callback(self._socket.close)
            try:
                base = self._set_up(cookie(environ, _number(display)))
                self._sync = self._find_counter()
            except (OSError, struct.error) as error:
                raise NoEntryError(f"the X server of “{display}” does not answer as it should: {error}") from error
            undo.pop_all()
        self._alarms = itertools.cycle(range(base, base + _ALARMS))

    def listen(
        self,
        loop: Loop,
        *,
        silence: Callable[[int], None],
        input: Callable[[], None],  # noqa: A002 - the word of this field
        lost: Callable[[str], None],
    ) -> None:
        """Begin: `silence` gets the counter's value once nothing came for as long as `arm` said; `input` is called at
        the first input after that.
        """
        self._silence, self._input, self._lost = silence, input, lost
        self._socket.settimeout(0)
        self._watch = loop.watch(self._socket.fileno(), self._read)
        loop.soon(self._deal)  # what came before there was a watch

    def arm(self, milliseconds: int) -> None:
        """Wait for so long a silence and for the input that ends it, in place of what was waited for before.

        Both alarms are set in one go: were the second set only when the first has gone off, an input in between
        would be missed.
        """
        for alarm in self._armed:
            self._send(_DESTROY_ALARM, struct.pack("=I", alarm))
        self._armed = (self._alarm(_AT_LEAST, milliseconds), self._alarm(_FALLS_TO, milliseconds - 1))

    def _alarm(self, test: int, milliseconds: int) -> int:
        number = next(self._alarms)
        which = _COUNTER | _VALUE_TYPE | _VALUE | _TEST | _DELTA | _EVENTS
        value, delta = struct.pack("=iI", 0, milliseconds), struct.pack("=iI", 0, 0)
        attributes = struct.pack("=II", self._sync.counter, 0) + value + struct.pack("=I", test) + delta
        self._send(_CREATE_ALARM, struct.pack("=II", number, which) + attributes + struct.pack("=I", 1))
        return number

    def query(self, answer: Callable[[int], None]) -> None:
        """Ask for the counter's value now."""
        self._send(_QUERY_COUNTER, struct.pack("=I", self._sync.counter))
        self._queries.append((self._sequence & 0xFFFF, answer))

    def close(self) -> None:
        """Let go of the connection; harmless if done before."""
        self._lost = lambda _: None
        self._end()

    def _end(self) -> None:
        if self._watch is not None:
            self._watch.stop()
        self._socket.close()
        self._queries.clear()
        self._unread.clear()
        self._armed = ()

    def _lose(self, why: str) -> None:
        lost = self._lost
        self.close()
        lost(why)

    def _send(self, minor: int, body: bytes, opcode: int | None = None) -> None:
        major = self._sync.opcode if opcode is None else opcode
        self._sequence += 1
        try:
            sent = self._socket.send(struct.pack("=BBH", major, minor, 1 + len(body) // 4) + body)
        except OSError as error:  # a server that cannot take some 50 bytes hangs
            self._lose(f"the X server takes no requests: {error.strerror or error}")
            return
        if sent != len(body) + 4:
            self._lose("the X server takes no requests")

    def _read(self) -> None:
        try:
            data = self._socket.recv(4096)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(f"the X server is gone: {error.strerror}")
            return
        if not data:
            self._lose("the X server is gone")
            return
        self._unread += data
        self._deal()

    def _deal(self) -> None:
        while (packet := self._packet()) is not None:
            kind = packet[0] & 0x7F
            if kind == _ERROR:
                self._lose(f"the X server refused a request (error {packet[1]}, request {packet[10]}.{packet[8]})")
            elif kind == _REPLY:
                self._replied(packet)
            elif kind == self._sync.event + _ALARM_NOTIFY:
                self._notified(packet)

    def _replied(self, packet: bytes) -> None:
        (sequence,) = struct.unpack_from("=H", packet, 2)
        if self._queries and self._queries[0][0] == sequence:
            self._queries.popleft()[1](_value(packet, 8))

    def _notified(self, packet: bytes) -> None:
        (alarm,) = struct.unpack_from("=I", packet, 4)
        if alarm not in self._armed or packet[28] == _DESTROYED:
            return
        if alarm == self._armed[0]:
            self._silence(_value(packet, 8))
        else:
            self._input()

    def _packet(self) -> bytes | None:
        """The next whole packet of the server; None if it has not come in full."""
        if len(self._unread) < _PACKET:
            return None
        size = _PACKET
        if self._unread[0] == _REPLY:
            size += 4 * int(struct.unpack_from("=I", self._unread, 4)[0])
        if len(self._unread) < size:
            return None
        packet = bytes(self._unread[:size])
        del self._unread[:size]
        return packet

    def _set_up(self, key: bytes) -> int:
        """Say hello. The lowest number that is ours to give to an alarm."""
        name = COOKIE if key else b""
        order = b"l" if struct.pack("=H", 1)[0] else b"B"
        hello = struct.pack("=cxHHHHxx", order, 11, 0, len(name), len(key))
        self._socket.sendall(hello + _padded(name) + _padded(key))
        head = self._take(8)
        rest = self._take(4 * int(struct.unpack_from("=H", head, 6)[0]))
        if head[0] != 1:
            reason = rest[: head[1]].decode(errors="replace").strip()
            raise NoEntryError(f"the X server does not let us in: {reason or 'it gives no reason'}")
        return int(struct.unpack_from("=I", rest, 4)[0])

    def _find_counter(self) -> _Sync:
        name = b"SYNC"
        there, opcode, event = struct.unpack_from("=BBB", self._ask(struct.pack("=Hxx", len(name)) + name, 0), 8)
        if not there:
            raise Unavailable("the X server has no SYNC extension")
        self._ask(struct.pack("=BBxx", 3, 1), _INITIALIZE, opcode)
        counters = self._ask(b"", _LIST_COUNTERS, opcode)
        (left,) = struct.unpack_from("=I", counters, 8)
        at = _PACKET
        for _ in range(left):
            counter, _, _, size = struct.unpack_from("=IiIH", counters, at)
            if counters[at + 14 : at + 14 + size] == b"IDLETIME":
                return _Sync(opcode, event, counter)
            at += (14 + size + 3) // 4 * 4
        raise Unavailable("the X server does not count idle time (it has no counter IDLETIME)")

    def _ask(self, body: bytes, minor: int, opcode: int = _QUERY_EXTENSION) -> bytes:
        """Send a request and wait for the reply, for as long as the socket's time-out lets us."""
        self._send(minor, body, opcode)
        while (packet := self._packet()) is None:
            data = self._socket.recv(65536)
            if not data:
                raise ConnectionResetError("it ended the connection")
            self._unread += data
        if packet[0] != _REPLY:
            raise ConnectionError(f"it refused request {opcode}.{minor}")
        return packet

    def _take(self, size: int) -> bytes:
        while len(self._unread) < size:
            data = self._socket.recv(65536)
            if not data:
                raise ConnectionResetError("it ended the connection")
            self._unread += data
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken


def _value(packet: bytes, at: int) -> int:
    high, low = struct.unpack_from("=iI", packet, at)
    return int(high << 32 | low)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _split(display: str) -> tuple[str, int]:
    """Host and number of a display such as ":0", "unix:0.0" or "localhost:10.0". Raises Unavailable."""
    match = re.fullmatch(r"(?:[a-z]+/)?([^:]*):(\d{1,5})(\.\d+)?", display)
    if match is None:
        raise Unavailable(f"DISPLAY is “{display}”, which names no display of X")
    return match[1], int(match[2])


def _number(display: str) -> int:
    return _split(display)[1]


def _connect(display: str) -> socket.socket:
    """A socket whose calls wait for CONNECT_SECONDS at the most. Raises OSError or Unavailable."""
    host, number = _split(display)
    if host not in ("", "unix"):
        return socket.create_connection((host, 6000 + number), CONNECT_SECONDS)
    if sys.platform == "win32":
        raise Unavailable("Windows has no X server of its own")
    connected = socket.socket(socket.AF_UNIX)
    connected.settimeout(CONNECT_SECONDS)
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server is
    try:
        connected.connect(path)
    except OSError:
        connected.close()
        raise
    return connected
