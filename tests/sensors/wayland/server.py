"""A Wayland server of the tests' own that speaks `ext_idle_notifier_v1`, versions 1 and 2, byte for byte: Debian 12 has
no compositor with version 2. Numbers are those of the protocols; what follows from a film is as in the source of

* KWin 6.4 (`idledetector.cpp`): a notification that obeys inhibitors stands still while something inhibits; what was
  idle stays so. Timers may be a twentieth early or late.
* wlroots 0.19 (`wlr_idle_notify_v1.c`): what was idle resumes as soon as something inhibits, with no input at all.
* Smithay 0.7 (`idle_notify/mod.rs`): the same, and input begins the count anew even where that is held up.
* Hyprland (`IdleNotify.cpp` of 0.47 and 0.56): the same, and what obeys inhibitors resumes and begins anew whenever it
  looks at what inhibits: at each window that comes or goes (`look_again`).

It ends the connection for whatever a real one would: an object id out of turn, a version that it does not have.
"""

import contextlib
import socket
import struct
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from posture_app.core.ports import Timer, Watch
from tests.loop import SelectLoop

_INVALID_OBJECT, _INVALID_METHOD = 0, 1
EXT, SEAT = "ext_idle_notifier_v1", "wl_seat"
_INTERFACE, _FIRST_SEAT = 2, 10  # names of globals
KEY_S = 0.12
"""So long a key is held, in real seconds."""


class Mode(StrEnum):
    """Whose quirks it has."""

    KWIN = "kwin"
    WLROOTS = "wlroots"
    SMITHAY = "smithay"
    HYPRLAND = "hyprland"


class Notification:
    """An `ext_idle_notification_v1`."""

    def __init__(self, server: "IdleServer", client: "_Client", number: int, length: int, seat: int) -> None:
        self._server, self._client, self._number = server, client, number
        self.length, self.seat = length, seat
        self.obeys = True
        self.idle = False
        self._timer: Timer | None = None

    @property
    def held_up(self) -> bool:
        """Whether it is not to count now."""
        return self.obeys and self._server.inhibited

    def count(self) -> None:
        self.stop()
        if not self.held_up:
            early = 0.95 if self._server.mode is Mode.KWIN and self.length > 20 else 1
            self._timer = self._server.loop.deadline(self.length * early / 1000, self._fell_idle)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def activity(self) -> None:
        if self.held_up and self._server.mode not in (Mode.SMITHAY, Mode.HYPRLAND):
            return
        self.resume()
        self.count()

    def inhibition(self) -> None:
        """It has begun or ended, or is as it was."""
        if not self.obeys:
            return
        if self._server.mode is Mode.HYPRLAND:
            self.resume()
        if self._server.inhibited:
            if self._server.mode is not Mode.KWIN:
                self.resume()
            self.stop()
        else:
            self.count()

    def resume(self) -> None:
        if self.idle:
            self.idle = False
            if self._server.resumes:
                self._client.send(self._number, 1)

    def _fell_idle(self) -> None:
        self._timer = None
        if not self.idle:
            self.idle = True
            self._client.send(self._number, 0)


class IdleServer:
    """Listens at `path`. `resumes`: whether it ever sends `resumed` (niri is reported not to). `seats`: how many."""

    def __init__(
        self,
        loop: SelectLoop,
        path: Path,
        mode: Mode = Mode.WLROOTS,
        version: int = 2,
        *,
        interface: str = EXT,
        seats: int = 1,
        resumes: bool = True,
    ) -> None:
        self.loop, self.mode, self.version, self.resumes = loop, mode, version, resumes
        self.environ = {"XDG_RUNTIME_DIR": str(path.parent), "WAYLAND_DISPLAY": path.name}
        self.inhibited = False
        self.globals: dict[int, tuple[str, int]] = {1: ("wl_compositor", 4), _INTERFACE: (interface, version)}
        self.globals |= {_FIRST_SEAT + number: (SEAT, 8) for number in range(seats)}
        if mode is Mode.HYPRLAND:
            self.globals[2 * _FIRST_SEAT] = ("hyprland_global_shortcuts_manager_v1", 1)
        self.clients: list[_Client] = []
        self.bound: Callable[[], None] = lambda: None
        """Called when somebody has bound `interface`."""
        self._listener = _listening(path)
        self._watch = loop.watch(self._listener.fileno(), self._accept)

    @property
    def notifications(self) -> list[Notification]:
        """All that there are, of all clients, in the order in which they were made."""
        return [each for client in self.clients for each in client.objects.values() if isinstance(each, Notification)]

    @property
    def lengths(self) -> list[tuple[int, bool]]:
        """The length of each notification, and whether it obeys inhibitors."""
        return [(each.length, each.obeys) for each in self.notifications]

    @property
    def received(self) -> bytes:
        """All that was sent to it, from whomever."""
        return b"".join(client.received for client in self.clients)

    def input(self, seat: int = 0) -> None:
        """Somebody presses a key, and where that matters lets it go."""
        self._hand(seat)
        if self.mode is Mode.HYPRLAND and self.version == 1:
            self.loop.deadline(KEY_S, lambda: self._hand(seat))

    def inhibit(self, *, on: bool = True) -> None:
        """A film begins or ends."""
        self.inhibited = on
        self.look_again()

    def look_again(self) -> None:
        """It looks at what inhibits."""
        for each in self.notifications:
            each.inhibition()

    def add_seat(self, number: int) -> None:
        name = _FIRST_SEAT + number
        self.globals[name] = (SEAT, 8)
        for client in self.clients:
            client.send(client.registry, 0, struct.pack("=I", name) + text(SEAT) + struct.pack("=I", 8))

    def remove_seat(self, number: int) -> None:
        name = _FIRST_SEAT + number
        del self.globals[name]
        for client in self.clients:
            client.send(client.registry, 1, struct.pack("=I", name))

    def say(self, data: bytes) -> None:
        """Send this to all."""
        for client in self.clients:
            client.socket.sendall(data)

    def hang(self) -> Callable[[], None]:
        """Do nothing, until what it returns is called."""
        for client in self.clients:
            client.deaf = True

        def go_on() -> None:
            for client in self.clients:
                client.deaf = False
                client.deal()

        return go_on

    def close(self) -> None:
        self._watch.stop()
        self._listener.close()
        for client in tuple(self.clients):
            client.close()

    def _hand(self, seat: int) -> None:
        for each in self.notifications:
            if each.seat == _FIRST_SEAT + seat:
                each.activity()

    def _accept(self) -> None:
        self.clients.append(_Client(self, self._listener.accept()[0]))


class _Client:
    def __init__(self, server: IdleServer, connected: socket.socket) -> None:
        self._server, self.socket = server, connected
        self.received = self._unread = b""
        self.registry = 0
        self.deaf = False
        self._next = 2
        self.objects: dict[int, str | Notification | tuple[str, int]] = {1: "wl_display"}
        self._watch: Watch = server.loop.watch(connected.fileno(), self._readable)

    def send(self, number: int, opcode: int, body: bytes = b"") -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it has left
            self.socket.sendall(struct.pack("=II", number, (8 + len(body)) << 16 | opcode) + body)

    def close(self) -> None:
        self._watch.stop()
        self.socket.close()
        for each in self.objects.values():
            if isinstance(each, Notification):
                each.stop()
        if self in self._server.clients:
            self._server.clients.remove(self)

    def deal(self) -> None:
        while len(self._unread) >= 8 and not self.deaf:
            number, word = struct.unpack_from("=II", self._unread)
            body, self._unread = self._unread[8 : word >> 16], self._unread[word >> 16 :]
            try:
                self._request(number, word & 0xFFFF, body)
            except _WrongRequestError as wrong:
                self.send(1, 0, struct.pack("=II", number, wrong.code) + text(str(wrong)))
                self.close()
                return

    def _readable(self) -> None:
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        if not data:
            self.close()
            return
        self.received += data
        self._unread += data
        self.deal()

    def _request(self, number: int, opcode: int, body: bytes) -> None:
        match self.objects.get(number), opcode:
            case "wl_display", 0:
                (callback,) = struct.unpack("=I", body)
                self._take(callback, "wl_callback")
                self.send(callback, 0, struct.pack("=I", 0))
                self._delete(callback)
            case "wl_display", 1:
                (self.registry,) = struct.unpack("=I", body)
                self._take(self.registry, "wl_registry")
                for name, (interface, version) in self._server.globals.items():
                    arguments = struct.pack("=I", name) + text(interface) + struct.pack("=I", version)
                    self.send(self.registry, 0, arguments)
            case "wl_registry", 0:
                self._bind(body)
            case (interface, bound), (1 | 2) if interface == EXT and opcode <= bound:
                new, length, seat = struct.unpack("=III", body)
                found = self.objects.get(seat)
                if not isinstance(found, tuple) or found[0] != SEAT:
                    raise _WrongRequestError(_INVALID_OBJECT, f"invalid object {seat}")
                notification = Notification(self._server, self, new, length, found[1])
                notification.obeys = opcode == 1
                self._take(new, notification)
                notification.count()
            case Notification() as notification, 0:
                notification.stop()
                self._delete(number)
            case None, _:
                raise _WrongRequestError(_INVALID_OBJECT, f"invalid object {number}")
            case _:
                raise _WrongRequestError(_INVALID_METHOD, f"invalid method {opcode}")

    def _bind(self, body: bytes) -> None:
        name, size = struct.unpack_from("=II", body)
        interface = body[8 : 8 + size - 1].decode()
        version, new = struct.unpack_from("=II", body, 8 + (size + 3) // 4 * 4)
        offered = self._server.globals.get(name)
        if offered is None or offered[0] != interface:
            raise _WrongRequestError(_INVALID_OBJECT, f"invalid global {interface} ({name})")
        if not 0 < version <= offered[1]:
            raise _WrongRequestError(_INVALID_OBJECT, f"invalid version for global {interface} ({name}): {version}")
        self._take(new, (interface, name if interface == SEAT else version))
        if name == _INTERFACE:
            self._server.bound()

    def _take(self, number: int, what: "str | Notification | tuple[str, int]") -> None:
        if number in self.objects or number > self._next:
            raise _WrongRequestError(_INVALID_OBJECT, f"not a valid new object id ({number})")
        self._next = max(self._next, number + 1)
        self.objects[number] = what

    def _delete(self, number: int) -> None:
        del self.objects[number]
        self.send(1, 1, struct.pack("=I", number))


def _listening(path: Path) -> socket.socket:
    if sys.platform == "win32":
        raise AssertionError("there are no such sockets here")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    return listener


class _WrongRequestError(Exception):
    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


def text(words: str) -> bytes:
    """A string as an argument."""
    data = words.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)
