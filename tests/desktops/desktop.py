"""What all desktops have in common: a runtime folder, a session bus, and programs that are started and ended."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Self

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from jeepney.bus_messages import DBus
from jeepney.io.blocking import open_dbus_connection

from tests import needs
from tests.buses import PrivateBus
from tests.compositor import runtime_folder
from tests.loop import SelectLoop

GENEROUS_S = 60.0
"""Real seconds; a desktop is there in one to four."""
KEY_A, KEY_B, KEY_ESCAPE, KEY_ENTER, KEY_SHIFT = 30, 48, 1, 28, 42
"""As the kernel numbers them, and so does everything but X11."""

_OTHERS = (
    *("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XAUTHORITY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP"),
    *("XDG_SESSION_ID", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "SWAYSOCK"),
)


def bare(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """This environment without what tells of a desktop."""
    return {key: text for key, text in environ.items() if key not in _OTHERS}


def until(condition: Callable[[], object]) -> None:
    """Come back once it holds; for what nobody tells, such as that another program has made a file."""
    with closing(SelectLoop()) as loop:
        loop.ask_until(condition, GENEROUS_S)


def until_owned(bus: str, name: str) -> None:
    """Come back once somebody on this bus has the name."""
    with closing(open_dbus_connection(bus=bus)) as connection:
        until(lambda: connection.send_and_get_reply(DBus().NameHasOwner(name), timeout=10).body[0])


def listens(path: Path) -> bool:
    """Whether somebody takes connections there; a socket is there a moment before."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except OSError:
            return False
        return True


class Program:
    """A program that belongs to a desktop; what it says is kept for the one who wonders why it does not start. It may
    run as another `user`. It dies with the tests, however these end.
    """

    def __init__(
        self, command: Iterable[str], environ: Mapping[str, str], folder: Path, *, user: int | None = None
    ) -> None:
        words = list(command)
        other = () if user is None else (f"--reuid={user}", f"--regid={user}", "--clear-groups")
        self._log = folder / f"{Path(words[0]).name}.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig=KILL", *other, *words],
                env=dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.pid = self._process.pid

    @property
    def said(self) -> str:
        """All that it has said."""
        return self._log.read_text(errors="replace")

    @property
    def runs(self) -> bool:
        """Whether it does."""
        return self._process.poll() is None

    def until(self, condition: Callable[[], object]) -> None:
        """Come back once this holds; fail if the program ends before."""
        try:
            until(lambda: not self.runs or condition())
        except AssertionError:
            pytest.fail(f"{self._log.stem} takes too long:\n{self.said[-3000:]}")
        assert self.runs, f"{self._log.stem} ends by itself:\n{self.said[-3000:]}"

    def children(self) -> list[int]:
        """The programs that it has started itself and that run."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(number) for number in listed.read_text().split()]

    def hang(self) -> None:
        """It does nothing from now on."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It hangs no longer."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """As if it had crashed, and all that it has started; harmless if done before."""
        if self._process.returncode is None:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()

    def close(self) -> None:
        """End it in order, and what it has started and left behind."""
        if self._process.returncode is not None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()


class Desktop:
    """A desktop without anything on it. To be closed."""

    name = ""
    session = ""
    """What XDG_SESSION_TYPE says."""
    desktop = ""
    """What XDG_CURRENT_DESKTOP says."""
    services: tuple[str, ...] = ()
    """The services that its session bus starts when they are called."""
    folder: Path
    """Its XDG_RUNTIME_DIR."""
    environ: dict[str, str]
    bus: PrivateBus

    def __init__(self) -> None:
        self._ending = ExitStack()
        try:
            self._set_up()
            self._start()
        except BaseException:
            self.close()
            raise

    def _set_up(self) -> None:
        self.folder = self._ending.enter_context(runtime_folder())
        self.environ = {"XDG_RUNTIME_DIR": str(self.folder)}
        if self.session:
            self.environ["XDG_SESSION_TYPE"] = self.session
        if self.desktop:
            self.environ["XDG_CURRENT_DESKTOP"] = self.desktop
        self.bus = PrivateBus(self.folder, self.services, self._around())
        self._ending.callback(self.bus.kill)
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = self.bus.address

    def _around(self) -> dict[str, str]:
        """What its own programs have in their environment."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        sparing = {"LIBGL_ALWAYS_SOFTWARE": "1", "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1"}
        return {**bare(), **sparing, **self.environ, "HOME": str(home)}

    def _start(self) -> None:
        """Start what it is made of, and wait until it is there."""
        raise NotImplementedError

    def run(self, *command: str) -> str:
        """What a program says that runs on this desktop, and must succeed."""
        needs.programs(command[0])
        done = subprocess.run(command, env=self._around(), capture_output=True, text=True, timeout=60, check=False)
        assert 0 == done.returncode, done.stderr
        return done.stdout

    def key(self, code: int = KEY_A) -> None:
        """Press this key and let go; when it returns the desktop has it."""
        raise NotImplementedError

    def move(self) -> None:
        """Move the pointer a little; when it returns the desktop has it."""
        raise NotImplementedError

    def close(self) -> None:
        """End everything; harmless if done before."""
        self._ending.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
