"""Compositors made with wlroots: sway, and cage, which shows one program alone. Neither runs as root: where the tests
do, the compositor runs as another user, and its socket is an absolute path to the programs on it.
"""

import os
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.desktops.desktop import KEY_A, Desktop, Program, listens
from tests.desktops.wayland import VirtualInput, WaylandClient

_NOBODY = 65534


class WlrootsDesktop(Desktop):
    """What they have in common."""

    session = "wayland"
    command: tuple[str, ...] = ()

    def _start(self) -> None:
        needs.programs(self.command[0])
        self.theirs = self.folder / "theirs"
        self.theirs.mkdir(mode=0o700)
        self.folder.chmod(0o711)
        self.prepare()
        self.start()

    def prepare(self) -> None:
        """Write what the compositor is to read in `theirs`."""
        if os.getuid() == 0:
            for path in (self.theirs, *self.theirs.iterdir()):
                os.chown(path, _NOBODY, _NOBODY)

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return Path(self.environ["WAYLAND_DISPLAY"])

    def start(self) -> None:
        """Start it; again, if it is dead."""
        for left in (*self.theirs.glob("wayland-*"), *self.theirs.glob("*.sock")):
            left.unlink()
        environ = {k: v for k, v in self._around().items() if k not in ("WAYLAND_DISPLAY", "SWAYSOCK")}
        environ |= {
            "XDG_RUNTIME_DIR": str(self.theirs),
            "HOME": str(self.theirs),
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        }
        user = _NOBODY if os.getuid() == 0 else None
        command = [word.format(folder=self.theirs) for word in self.command]
        self.compositor = Program(command, environ, self.folder, user=user)
        self._ending.callback(self.compositor.close)
        self.compositor.until(self._listens)
        self._hands = WaylandClient(self.socket)
        self._ending.callback(self._hands.close)
        self._take_hands()

    def kill(self) -> None:
        """As if it had crashed; it leaves its socket behind."""
        self._hands.close()
        self.compositor.kill()

    def _take_hands(self) -> None:
        """Plug in keyboard and mouse."""

    def _listens(self) -> bool:
        found = [path for path in self.theirs.glob("wayland-*") if path.is_socket() and listens(path)]
        if found:
            self.environ["WAYLAND_DISPLAY"] = str(found[0])
        return bool(found)


class Sway(WlrootsDesktop):
    """sway. `message` is swaymsg."""

    name = "sway"
    desktop = "sway"
    command = ("sway", "--config", "{folder}/config")

    def prepare(self) -> None:
        (self.theirs / "config").write_text("xwayland disable\ndefault_border none\n")
        super().prepare()

    def key(self, code: int = KEY_A) -> None:
        self._input.key(code)

    def move(self) -> None:
        self._input.move()

    def message(self, *words: str) -> str:
        """What sway answers to this."""
        return self.run("swaymsg", *words)

    def _take_hands(self) -> None:
        self._input = VirtualInput(self._hands)

    def _listens(self) -> bool:
        found = [path for path in self.theirs.glob("sway-ipc.*.sock") if path.is_socket()]
        if found:
            self.environ["SWAYSOCK"] = str(found[0])
        return bool(found) and super()._listens()


class Cage(WlrootsDesktop):
    """cage, around a program without a window. Nobody can type here: it knows no virtual keyboard."""

    name = "cage"
    command = ("cage", "--", "sleep", "86400")
