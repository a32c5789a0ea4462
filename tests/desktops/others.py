"""Desktops that are one program: an X server, and a Wayland compositor that tells nobody of input."""

import contextlib
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests.compositor import PrivateCompositor
from tests.desktops.desktop import KEY_A, KEY_B, KEY_ENTER, KEY_ESCAPE, KEY_SHIFT, Desktop
from tests.desktops.wayland import STEP
from tests.display import PrivateDisplay

_KEYS = {KEY_A: "a", KEY_B: "b", KEY_ESCAPE: "Escape", KEY_ENTER: "Return", KEY_SHIFT: "shift"}


class X11(Desktop):
    """An X server, `display`, without a window manager."""

    name = "x11"
    session = "x11"

    def _start(self) -> None:
        self._moves = 0
        self.start()

    def start(self) -> None:
        """Start it; again, if it is dead: with another number, perhaps."""
        self.display = PrivateDisplay(screen="1280x800x24")
        self._ending.callback(self.display.close)
        self.environ["DISPLAY"] = self.display.name

    def kill(self) -> None:
        """As if it had crashed."""
        self.display.kill()

    def key(self, code: int = KEY_A) -> None:
        self.display.input("key", _KEYS[code])

    def move(self) -> None:
        self._moves += 1
        step = str(STEP if self._moves % 2 else -STEP)
        self.display.input("mousemove_relative", "--", step, step)


class Weston(Desktop):
    """Weston, `compositor`. It has no seat, so nobody can type here."""

    name = "weston"
    session = "wayland"

    def _start(self) -> None:
        self.environ["WAYLAND_DISPLAY"] = "wl-w"
        self.start()

    def start(self) -> None:
        """Start it; again, if it is dead."""
        self.compositor = PrivateCompositor(self.folder, "wl-w")
        self.socket = self.compositor.socket
        self._ending.callback(self.kill)

    def kill(self) -> None:
        """As if it had crashed; harmless if done before."""
        self.compositor.kill()
        with contextlib.suppress(FileNotFoundError):
            self.socket.unlink()
