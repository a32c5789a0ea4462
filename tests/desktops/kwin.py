"""KDE's compositor, alone and under the wrapper that starts it again when it dies."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.desktops.desktop import KEY_A, Desktop, Program, listens, until
from tests.desktops.wayland import FakeInput, WaylandClient

_SIZE = ("--width", "1280", "--height", "800")


class KWin(Desktop):
    """KWin 5.27 or later on a screen that is not there."""

    name = "kwin"
    session = "wayland"
    desktop = "KDE"
    program = "kwin_wayland"

    def _start(self) -> None:
        needs.programs("kwin_wayland")
        self.environ["WAYLAND_DISPLAY"] = "wl-k"
        self.start()

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / self.environ["WAYLAND_DISPLAY"]

    def start(self) -> None:
        """Start it; again, if it is dead."""
        self.socket.unlink(missing_ok=True)
        self._run(["kwin_wayland", "--virtual", "--no-lockscreen", "--socket", "wl-k", *_SIZE])
        self.compositor.until(lambda: listens(self.socket))
        self._take_hands()

    def kill(self) -> None:
        """As if it had crashed; it leaves its socket behind."""
        self._hands_off()
        self.compositor.kill()

    def key(self, code: int = KEY_A) -> None:
        self._input.key(code)

    def move(self) -> None:
        self._input.move()

    def _run(self, command: list[str]) -> None:
        """From a copy: the original has a file capability, with which the kernel of a container does not run it."""
        programs = self.folder / "programs"
        programs.mkdir(exist_ok=True)
        copy = programs / "kwin_wayland"
        if not copy.exists():
            shutil.copyfile(shutil.which("kwin_wayland") or "", copy)
            copy.chmod(0o755)
        environ = {k: v for k, v in self._around().items() if k != "WAYLAND_DISPLAY"}
        environ |= {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1",
            "KWIN_SCREENSHOT_NO_PERMISSION_CHECKS": "1",
            "KWIN_COMPOSE": "Q",
        }
        self.compositor = Program(command, environ, self.folder)
        self._ending.callback(self.compositor.close)

    def _take_hands(self) -> None:
        self._hands = WaylandClient(self.socket)
        self._ending.callback(self._hands.close)
        self._input = FakeInput(self._hands)
        self._hands.roundtrip()

    def _hands_off(self) -> None:
        self._hands.close()


class WrappedKWin(KWin):
    """KWin as a Plasma session has it: the wrapper keeps the socket, and starts it anew on that when it dies."""

    name = "kwin_wayland_wrapper"

    def start(self) -> None:
        needs.programs("kwin_wayland_wrapper")
        for left in self.folder.glob("wayland-*"):
            left.unlink()
        self._run(["kwin_wayland_wrapper", "--virtual", "--no-lockscreen", *_SIZE])
        self.compositor.until(lambda: _sockets(self.folder))
        (self.environ["WAYLAND_DISPLAY"],) = (path.name for path in _sockets(self.folder))
        self._take_hands()

    def crash(self) -> None:
        """KWin dies, and is there again when this returns."""
        self._hands_off()
        (before,) = self.compositor.children()
        os.kill(before, signal.SIGKILL)
        until(lambda: self.compositor.children() not in ([], [before]))
        self._take_hands()


def _sockets(folder: Path) -> list[Path]:
    return [path for path in folder.glob("wayland-*") if path.is_socket() and listens(path)]
