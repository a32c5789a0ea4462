"""A connection to a Wayland compositor that speaks its protocol: what it offers, requests, events, and its loss.

Why our own: `pywayland` (0.4.19) costs 6 MiB and a compiled libwayland, is built for x86-64 only and crashed at exit;
`python-wayland` (1.0) starts a thread for each connection and costs 7 MiB. The numbers below are those of the protocol.
"""

import socket
import struct
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Timer, Watch
from posture_app.sensors.compositors import ANSWERS_S, socket_name, socket_path
from posture_app.sensors.source import OtherSessionError

HEADER = 8
NEW: Final = object()
"""Stands in a request for the id of the object that it makes."""

_DISPLAY, _REGISTRY = 1, 2  # the first object, and the one that we ask for first
_SYNC, _GET_REGISTRY, _BIND = 0, 1, 0
_ERROR, _DELETE_ID = 0, 1
_GLOBAL, _GLOBAL_REMOVE = 0, 1
_SERVERS_IDS = 0xFF000000  # ids from here on are given by the compositor
_SEAT = "wl_seat"
_READ = 65536  # no message is longer

Event = Callable[[int, bytes], None]
"""Gets the number of an event and its arguments as they came."""
Argument = int | str | object


class WaylandConnection:
    """A connection to the compositor of this session. Raises Unavailable, saying why, where nobody listens.

    Nothing blocks: answers come through the loop. After `lost` or `close` requests do nothing.
    """

    def __init__(self, loop: Loop, environ: Mapping[str, str]) -> None:
        self._loop = loop
        self._unread = bytearray()
        self._watch: Watch | None = None
        self._deadline: Timer | None = None
        self._lost: Callable[[str], None] = lambda _: None
        self._objects: dict[int, Event] = {_DISPLAY: self._display_event}
        self._next, self._free = _REGISTRY, list[int]()
        self._globals: dict[int, tuple[str, int]] = {}
        self._seats: dict[int, int] = {}
        self._seat_came: Callable[[int], None] | None = None
        self._seat_went: Callable[[int], None] = lambda _: None
        self.path, self._socket = _connect(environ)
        self.is_open = True
        """Whether requests are sent."""

    def start(self, offered: Callable[[], None], ready: Callable[[], None], lost: Callable[[str], None]) -> None:
        """Begin: `offered` is called once it is known what the compositor offers, and sends what is wanted of that, or
        raises Unavailable; `ready` once the compositor has dealt with it. `lost` (why) instead, or if it is gone later.
        """
        self._lost = lost
        self._watch = self._loop.watch(self._socket.fileno(), self._read)
        self._deadline = self._loop.deadline(
            ANSWERS_S, lambda: self._lose(lasting("{who} does not answer", who=self.who))
        )

        def begin() -> None:
            try:
                offered()
            except Unavailable as why:
                self._lose(str(why))
            else:
                self.sync(answered)

        def answered() -> None:
            self._stop_deadline()
            ready()

        self.make(_DISPLAY, _GET_REGISTRY, NEW, event=self._registry_event)
        self.sync(begin)

    @property
    def who(self) -> str:
        """What it is called in sentences."""
        return lasting("the compositor at {path}", path=self.path)

    def offers(self, interface: str) -> bool:
        """Whether the compositor has this, as far as it has told."""
        return any(offered == interface for offered, _ in self._globals.values())

    def is_made_by(self, maker: str) -> bool:
        """Whether it has interfaces of its own that begin with this word."""
        return any(offered.startswith(f"{maker}_") for offered, _ in self._globals.values())

    def follow_seats(self, came: Callable[[int], None], went: Callable[[int], None]) -> None:
        """Be told of each seat (keyboards, pointers and screens of one person) that is there, comes, or goes."""
        self._seat_came, self._seat_went = came, went
        for name, (interface, _version) in tuple(self._globals.items()):
            if interface == _SEAT:
                self._bind_seat(name)

    def bind(self, interface: str, most: int, event: Event | None = None) -> tuple[int, int]:
        """The object behind this interface, and its version: at most `most`, as a higher one than either side knows is
        an error that ends the connection. Raises Unavailable where it is not offered.
        """
        name = next((name for name, (offered, _) in self._globals.items() if offered == interface), None)
        if name is None:
            raise Unavailable(lasting("{who} does not offer it", who=self.who))
        version = min(self._globals[name][1], most)
        return self.make(_REGISTRY, _BIND, name, interface, version, NEW, event=event), version

    def make(self, target: int, opcode: int, *arguments: Argument, event: Event | None = None) -> int:
        """Send a request that makes an object, and get its id. Ids must come in the order in which they are taken, so
        taking one and using it is one thing here.
        """
        if self._free:
            number = self._free.pop()
        else:
            number, self._next = self._next, self._next + 1
        self._objects[number] = event or _ignore
        self.send(target, opcode, *(number if argument is NEW else argument for argument in arguments))
        return number

    def adopt(self, number: int, event: Event) -> None:
        """Get the events of an object that the compositor has made."""
        if number >= _SERVERS_IDS:
            self._objects[number] = event

    def destroy(self, number: int, opcode: int) -> None:
        """Send the request that ends this object; what it still sends is for nobody."""
        if number in self._objects:
            self._objects[number] = _ignore  # its id is free once the compositor says so
            self.send(number, opcode)

    def sync(self, done: Callable[[], None]) -> None:
        """Call once it has dealt with all requests until now."""
        self.make(_DISPLAY, _SYNC, NEW, event=lambda _opcode, _body: done())

    def send(self, target: int, opcode: int, *arguments: Argument) -> None:
        """Send a request."""
        if not self.is_open:
            return
        body = b"".join(map(_packed, arguments))
        message = struct.pack("=II", target, (HEADER + len(body)) << 16 | opcode) + body
        try:
            sent = self._socket.send(message)
        except OSError as error:  # one that cannot take a few bytes hangs
            self._lose_soon(lasting("{who} takes no requests: {reason}", who=self.who, reason=error.strerror or error))
            return
        if sent != len(message):
            self._lose_soon(lasting("{who} takes no requests", who=self.who))

    def close(self) -> None:
        """Let go of the connection; harmless if done before."""
        self._lost = lambda _: None
        self.is_open = False
        self._stop_deadline()
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        self._socket.close()
        self._objects.clear()
        self._unread.clear()

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _lose(self, why: str) -> None:
        lost = self._lost
        self.close()
        lost(why)

    def _lose_soon(self, why: str) -> None:
        """Who sends a request does not expect to be told of the loss before it has come back."""
        self.is_open = False
        self._loop.soon(lambda: self._lose(why))

    def _read(self) -> None:
        try:
            data = self._socket.recv(_READ)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(lasting("{who} is gone: {reason}", who=self.who, reason=error.strerror or error))
            return
        if not data:
            self._lose(lasting("{who} is gone", who=self.who))
            return
        self._unread += data
        try:
            self._deal()
        except struct.error:
            self._nonsense()

    def _deal(self) -> None:
        while len(self._unread) >= HEADER:
            target, word = struct.unpack_from("=II", self._unread)
            size, opcode = word >> 16, word & 0xFFFF
            if size < HEADER or size % 4:
                self._nonsense()
                return
            if len(self._unread) < size:
                return
            body = bytes(self._unread[HEADER:size])
            del self._unread[:size]
            self._objects.get(target, _ignore)(opcode, body)

    def _nonsense(self) -> None:
        self._lose(lasting("{who} does not speak Wayland as it should", who=self.who))

    def _display_event(self, opcode: int, body: bytes) -> None:
        if opcode == _ERROR:
            target, code = struct.unpack_from("=II", body)
            self._lose(
                lasting(
                    "{who} ended the connection: {why} (error {code} of object {target})",
                    who=self.who,
                    why=text(body, 8)[0],
                    code=code,
                    target=target,
                )
            )
        elif opcode == _DELETE_ID:
            (number,) = struct.unpack_from("=I", body)
            if number not in (_DISPLAY, _REGISTRY) and self._objects.pop(number, None) is not None:
                self._free.append(number)

    def _registry_event(self, opcode: int, body: bytes) -> None:
        (name,) = struct.unpack_from("=I", body)
        if opcode == _GLOBAL:
            interface, end = text(body, 4)
            (version,) = struct.unpack_from("=I", body, end)
            self._globals[name] = (interface, version)
            if interface == _SEAT:
                self._bind_seat(name)
        elif opcode == _GLOBAL_REMOVE:
            self._globals.pop(name, None)
            seat = self._seats.pop(name, None)
            if seat is not None:
                self._seat_went(seat)

    def _bind_seat(self, name: int) -> None:
        if self._seat_came is not None and name not in self._seats:
            # Version 1 is enough, and tells neither its name nor anything else that we have no use for.
            self._seats[name] = self.make(_REGISTRY, _BIND, name, _SEAT, 1, NEW)
            self._seat_came(self._seats[name])


def text(body: bytes, at: int) -> tuple[str, int]:
    """The text that begins there, and where it ends. Raises struct.error."""
    (size,) = struct.unpack_from("=I", body, at)
    end = at + 4 + (size + 3) // 4 * 4
    if end > len(body):
        raise struct.error("the text is cut off")
    return body[at + 4 : at + 4 + size].rstrip(b"\0").decode(errors="replace"), end


def _packed(argument: Argument) -> bytes:
    if isinstance(argument, int):
        return struct.pack("=I", argument)
    data = str(argument).encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)


def _ignore(_opcode: int, _body: bytes) -> None:
    """Nobody asked for this event."""


def _connect(environ: Mapping[str, str]) -> tuple[Path, socket.socket]:
    """The socket that is named, or, where no display is named at all, any of this user's. Raises Unavailable."""
    if sys.platform == "win32":
        raise Unavailable(lasting("Windows has no Wayland"))
    name = socket_name(environ)
    if name:
        paths = [socket_path(environ, name)]
    elif environ.get("DISPLAY"):
        raise OtherSessionError(lasting("no Wayland compositor is named (WAYLAND_DISPLAY is not set)"))
    else:
        folder = environ.get("XDG_RUNTIME_DIR")
        paths = sorted(path for path in Path(folder).glob("wayland-*") if path.is_socket()) if folder else []
    why: Unavailable = OtherSessionError(lasting("no Wayland compositor has a socket here"))
    for path in paths:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(0)
        try:
            line.connect(str(path))
        except OSError as error:
            line.close()
            why = Unavailable(
                lasting("no compositor answers at {path}: {reason}", path=path, reason=error.strerror or error)
            )
        else:
            return path, line
    raise why
