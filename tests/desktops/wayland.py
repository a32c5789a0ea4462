"""A Wayland client of the tests' own: windows, the keyboard as an editor sees it, films, and input that is sent.

It reads when it is asked to, or on a loop. Numbers of requests and events are those of the protocols.
"""

import mmap
import os
import select
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests.loop import SelectLoop

Handler = Callable[[int, bytes], None]
"""Gets the number of an event and its arguments."""

_DISPLAY = 1
_KEYMAP = b"""xkb_keymap { xkb_keycodes { include "evdev+aliases(qwerty)" }; xkb_types { include "complete" };
xkb_compat { include "complete" }; xkb_symbols { include "pc+us+inet(evdev)" }; };\0"""
STEP = 5
"""By how many pixels the pointer is moved."""


def text(words: str) -> bytes:
    """A string as an argument."""
    data = words.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)


class WaylandClient:
    """A connection to the compositor that listens at this socket."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(60)
        try:
            self._socket.connect(str(path))
        except OSError:
            self._socket.close()
            raise
        self._data = b""
        self._next = 2
        self._handlers: dict[int, Handler] = {_DISPLAY: self._failed}
        self._bound: dict[str, int] = {}
        self.globals: dict[str, tuple[int, int]] = {}
        """The number and the version of each interface; of those that are there more than once, the last."""
        self._registry = self.new(self._told)
        self.request(_DISPLAY, 1, struct.pack("=I", self._registry))
        self.roundtrip()

    def new(self, handler: Handler = lambda _, __: None) -> int:
        """A new object. It must be used in a request before the next is made."""
        number = self._next
        self._next += 1
        self._handlers[number] = handler
        return number

    def bind(self, interface: str, version: int, handler: Handler = lambda _, __: None) -> int:
        """The object of this global, in this version or the one that there is; bound once."""
        if interface not in self._bound:
            number, offered = self.globals[interface]
            new = self.new(handler)
            arguments = struct.pack("=I", number) + text(interface) + struct.pack("=II", min(offered, version), new)
            self.request(self._registry, 0, arguments)
            self._bound[interface] = new
        return self._bound[interface]

    def request(self, number: int, opcode: int, arguments: bytes = b"", descriptor: int | None = None) -> None:
        """Send a request to this object."""
        message = struct.pack("=II", number, (8 + len(arguments)) << 16 | opcode) + arguments
        if descriptor is None:
            self._socket.sendall(message)
        else:
            socket.send_fds(self._socket, [message], [descriptor])

    def roundtrip(self) -> None:
        """Come back once the compositor has dealt with all requests."""
        done: list[bytes] = []
        callback = self.new(lambda _, arguments: done.append(arguments))
        self.request(_DISPLAY, 0, struct.pack("=I", callback))
        while not done:
            self.read()

    def until(self, condition: Callable[[], object]) -> None:
        """Read until it holds."""
        while not condition():
            self.read()

    def waits(self) -> bool:
        """Whether there is something to read."""
        return bool(select.select([self._socket], [], [], 0)[0])

    def read(self) -> None:
        """Wait for events, and deal with them."""
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the compositor is gone")
        self._data += data
        while len(self._data) >= 8:
            number, word = struct.unpack_from("=II", self._data)
            if len(self._data) < word >> 16:
                break
            arguments, self._data = self._data[8 : word >> 16], self._data[word >> 16 :]
            if number in self._handlers:
                self._handlers[number](word & 0xFFFF, arguments)

    def attend(self, loop: SelectLoop) -> None:
        """Read whenever the loop runs, and so answer the compositor's pings; until the compositor is gone."""

        def readable() -> None:
            try:
                if self.waits():
                    self.read()
            except ConnectionError:
                watch.stop()

        watch = loop.watch(self._socket.fileno(), readable)

    def close(self) -> None:
        """Leave, with all windows; a loop that reads for it must be closed before."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _told(self, opcode: int, arguments: bytes) -> None:
        if opcode == 0:
            number, length = struct.unpack_from("=II", arguments)
            (version,) = struct.unpack_from("=I", arguments, 8 + (length + 3) // 4 * 4)
            self.globals[arguments[8 : 8 + length - 1].decode()] = (number, version)

    def _failed(self, opcode: int, arguments: bytes) -> None:
        assert opcode != 0, f"the compositor ends the connection: {arguments!r}"


class Window:
    """A window with a frame of its own colour, such as that of a film or an editor. It shows when this returns.

    `has_keyboard` and `keys`, the codes of those that were pressed, are what its compositor has said by now: read on.
    """

    def __init__(self, client: WaylandClient, title: str, size: tuple[int, int] = (200, 100)) -> None:
        self._client = client
        self.has_keyboard = False
        self.keys: list[int] = []
        self.losses = 0
        """How often it has lost the keyboard."""
        self.fullscreen = False
        """Whether the compositor says that it fills the screen."""
        self._keyboard: int | None = None
        self._inhibitor: int | None = None
        seat = client.bind("wl_seat", 5, self._seat_told)
        self._seat = seat
        client.roundtrip()
        self._surface = self._show(title, size)

    def inhibit(self) -> None:
        """Let nobody be idle while it shows, as a film does."""
        manager = self._client.bind("zwp_idle_inhibit_manager_v1", 1)
        self._inhibitor = self._client.new()
        self._client.request(manager, 1, struct.pack("=II", self._inhibitor, self._surface))
        self._client.request(self._surface, 6)
        self._client.roundtrip()

    def uninhibit(self) -> None:
        """The film is over."""
        assert self._inhibitor is not None
        self._client.request(self._inhibitor, 0)
        self._client.request(self._surface, 6)
        self._client.roundtrip()

    def fill_screen(self, *, on: bool = True) -> None:
        """Fill the screen, or no longer; come back once the compositor says so."""
        self._client.request(self._toplevel, 11, struct.pack("=I", 0)) if on else self._client.request(
            self._toplevel, 12
        )
        self._client.until(lambda: self.fullscreen is on)
        self._client.roundtrip()

    def until_keyboard(self) -> None:
        """Come back once it has the keyboard."""
        self._client.until(lambda: self.has_keyboard)

    def look(self) -> None:
        """Learn all that the compositor has said by now."""
        self._client.roundtrip()

    def _show(self, title: str, size: tuple[int, int]) -> int:
        client, (width, height) = self._client, size
        compositor = client.bind("wl_compositor", 1)
        memory = client.bind("wl_shm", 1)
        shell = client.bind("xdg_wm_base", 1, self._pinged)
        surface = client.new()
        client.request(compositor, 0, struct.pack("=I", surface))
        configured: list[bool] = []

        def told(opcode: int, arguments: bytes) -> None:
            if opcode == 0:
                client.request(role, 4, arguments[:4])
                configured.append(True)

        role = client.new(told)
        client.request(shell, 2, struct.pack("=II", role, surface))
        self._toplevel = client.new(self._state_told)
        client.request(role, 1, struct.pack("=I", self._toplevel))
        client.request(self._toplevel, 2, text(title))
        client.request(surface, 6)
        client.until(lambda: configured)
        buffer = self._buffer(memory, width, height)
        client.request(surface, 1, struct.pack("=Iii", buffer, 0, 0))
        client.request(surface, 2, struct.pack("=iiii", 0, 0, width, height))
        client.request(surface, 6)
        client.roundtrip()
        return surface

    def _buffer(self, memory: int, width: int, height: int) -> int:
        size = width * height * 4
        descriptor = os.memfd_create("window")
        os.truncate(descriptor, size)
        with mmap.mmap(descriptor, size) as pixels:
            pixels.write(b"\x40\x80\x40\xff" * (width * height))
        pool = self._client.new()
        self._client.request(memory, 0, struct.pack("=Ii", pool, size), descriptor)
        os.close(descriptor)
        buffer = self._client.new()
        self._client.request(pool, 0, struct.pack("=IiiiiI", buffer, 0, width, height, width * 4, 0))
        return buffer

    def _pinged(self, opcode: int, arguments: bytes) -> None:
        if opcode == 0:
            self._client.request(self._client.bind("xdg_wm_base", 1), 3, arguments[:4])

    def _state_told(self, opcode: int, arguments: bytes) -> None:
        if opcode == 0:
            (length,) = struct.unpack_from("=I", arguments, 8)
            self.fullscreen = 2 in struct.unpack_from(f"={length // 4}I", arguments, 12)

    def _seat_told(self, opcode: int, arguments: bytes) -> None:
        if opcode != 0:
            return
        there = bool(struct.unpack("=I", arguments)[0] & 2)
        if there and self._keyboard is None:
            self._keyboard = self._client.new(self._keyboard_told)
            self._client.request(self._seat, 1, struct.pack("=I", self._keyboard))
        elif not there:
            self._keyboard, self.has_keyboard = None, False

    def _keyboard_told(self, opcode: int, arguments: bytes) -> None:
        if opcode == 1:
            self.has_keyboard = True
        elif opcode == 2:
            self.has_keyboard = False
            self.losses += 1
        elif opcode == 3:
            _, _, code, state = struct.unpack("=IIII", arguments)
            if state == 1:
                self.keys.append(code)


class FakeInput:
    """Input by `org_kde_kwin_fake_input`."""

    def __init__(self, client: WaylandClient) -> None:
        self._client = client
        self._fake = client.bind("org_kde_kwin_fake_input", 4)
        client.request(self._fake, 0, text("posture_app") + text("tests"))

    def key(self, code: int) -> None:
        for state in (1, 0):
            self._client.request(self._fake, 10, struct.pack("=II", code, state))
        self._client.roundtrip()

    def move(self) -> None:
        self._client.request(self._fake, 1, struct.pack("=ii", STEP * 256, STEP * 256))
        self._client.roundtrip()


class VirtualInput:
    """Input by a keyboard and a pointer that are there as long as this is: on compositors made with wlroots."""

    def __init__(self, client: WaylandClient) -> None:
        self._client = client
        self._time = 0
        seat = client.bind("wl_seat", 1)
        keyboards = client.bind("zwp_virtual_keyboard_manager_v1", 1)
        self._keyboard = client.new()
        client.request(keyboards, 0, struct.pack("=II", seat, self._keyboard))
        descriptor = os.memfd_create("keymap")
        os.write(descriptor, _KEYMAP)
        client.request(self._keyboard, 0, struct.pack("=II", 1, len(_KEYMAP)), descriptor)
        os.close(descriptor)
        pointers = client.bind("zwlr_virtual_pointer_manager_v1", 1)
        self._pointer = client.new()
        client.request(pointers, 0, struct.pack("=II", seat, self._pointer))
        client.roundtrip()

    def key(self, code: int) -> None:
        for state in (1, 0):
            self._client.request(self._keyboard, 1, struct.pack("=III", self._later(), code, state))
        self._client.roundtrip()

    def move(self) -> None:
        self._client.request(self._pointer, 0, struct.pack("=Iii", self._later(), STEP * 256, STEP * 256))
        self._client.request(self._pointer, 4)
        self._client.roundtrip()

    def _later(self) -> int:
        self._time += 1
        return self._time
