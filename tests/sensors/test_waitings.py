"""Every source of input on the desktops that it is for, and before servers that are none."""

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.ports import Waiting
from posture_app.desktop.dbus.bus import JeepneyBus
from posture_app.sensors.gnome.idle_monitor import MUTTER as IDLE_MONITOR
from posture_app.sensors.gnome.waiting import SOURCE as MUTTER
from posture_app.sensors.source import InputSource, Surroundings
from posture_app.sensors.wayland.waiting import SOURCES
from posture_app.sensors.x11.idle import SOURCE as XSYNC
from tests.buses import Peer, PrivateBus, Refusal
from tests.compositor import runtime_folder
from tests.desktops.gnome import Mutter
from tests.desktops.kwin import KWin
from tests.desktops.others import X11
from tests.desktops.wlroots import Sway
from tests.loop import SelectLoop
from tests.sensors.contract import BrokenContract, WaitingContract
from tests.sensors.wayland.server import IdleServer, Mode

EXT, KDE = SOURCES


class DesktopStage:
    """A desktop of the rig, and a source."""

    def __init__(self, desktop: "X11 | Mutter | KWin | Sway", source: InputSource, off_s: float = 0.5) -> None:
        self.source, self.off_s, self.environ = source, off_s, desktop.environ
        self.start, self.kill, self.key = desktop.start, desktop.kill, desktop.key

    def on(self, loop: SelectLoop) -> None:
        """It is a program of its own."""


@pytest.fixture(scope="module")
def x11() -> Iterator[X11]:
    with X11() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def mutter() -> Iterator[Mutter]:
    with Mutter() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def kwin() -> Iterator[KWin]:
    with KWin() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def sway() -> Iterator[Sway]:
    with Sway() as desktop:
        yield desktop


class TestX11(WaitingContract):
    @pytest.fixture
    def stage(self, x11: X11) -> DesktopStage:
        return DesktopStage(x11, XSYNC)


class TestMutter(WaitingContract):
    @pytest.fixture
    def stage(self, mutter: Mutter) -> DesktopStage:
        return DesktopStage(mutter, MUTTER)


class TestKWin(WaitingContract):
    """`ext_idle_notifier_v1`, version 1."""

    @pytest.fixture
    def stage(self, kwin: KWin) -> DesktopStage:
        return DesktopStage(kwin, EXT, 0.7)


class TestKWinOwnProtocol(WaitingContract):
    @pytest.fixture
    def stage(self, kwin: KWin) -> DesktopStage:
        return DesktopStage(kwin, KDE, 0.7)


class TestSway(WaitingContract):
    """`org_kde_kwin_idle` on a compositor of another house."""

    @pytest.fixture
    def stage(self, sway: Sway) -> DesktopStage:
        return DesktopStage(sway, KDE)


class ServerStage:
    """The tests' own server, which speaks version 2, on the loop of who uses it."""

    source, off_s = EXT, 0.5

    def __init__(self, path: Path, mode: Mode) -> None:
        self._path, self._mode = path, mode
        self._server: IdleServer | None = None
        self.environ = {"XDG_RUNTIME_DIR": str(path.parent), "WAYLAND_DISPLAY": path.name}

    def on(self, loop: SelectLoop) -> None:
        self.kill()
        self._loop = loop
        self.start()

    def key(self) -> None:
        assert self._server is not None
        self._server.input()

    def kill(self) -> None:
        if self._server is not None:
            self._server.close()
            self._path.unlink()
            self._server = None

    def start(self) -> None:
        self._server = IdleServer(self._loop, self._path, self._mode)


class TestVersion2(WaitingContract):
    """Whose quirks the server has matters only during a film."""

    @pytest.fixture
    def stage(self) -> Iterator[ServerStage]:
        with runtime_folder() as folder:
            stage = ServerStage(folder / "wayland-0", Mode.KWIN)
            yield stage
            stage.kill()


class Nonsense(StrEnum):
    """What can be met in place of a server."""

    REFUSES = "refuses"
    CLOSES = "closes"
    MUTE = "mute"
    TALKS = "talks nonsense"


@contextmanager
def socket_server(path: Path, what: Nonsense) -> Iterator[None]:
    """Something that listens there, and is none that anybody wants."""
    clients: list[socket.socket] = []

    def serve() -> None:
        with suppress(OSError):
            while True:
                clients.append(listener.accept()[0])
                if what is Nonsense.CLOSES:
                    clients[-1].close()
                elif what is Nonsense.TALKS:
                    clients[-1].sendall(b"HTTP/1.1 400 Bad Request\r\n" * 8)

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        if what is not Nonsense.REFUSES:
            listener.listen()
            threading.Thread(target=serve, daemon=True).start()
        try:
            yield
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # so that nobody waits for a client any more
            for client in clients:
                client.close()
            path.unlink()


@pytest.fixture(params=Nonsense)
def nonsense(request: pytest.FixtureRequest) -> Nonsense:
    assert isinstance(request.param, Nonsense)
    return request.param


class TestX11Broken(BrokenContract):
    @pytest.fixture
    def broken(self, nonsense: Nonsense) -> "Iterator[Callable[[SelectLoop], Waiting]]":
        folder = Path("/tmp/.X11-unix")
        folder.mkdir(exist_ok=True)
        number = 30_000 + os.getpid() % 30_000  # far from those that servers take
        with socket_server(folder / f"X{number}", nonsense):
            yield lambda loop: XSYNC.make(Surroundings(loop, {"DISPLAY": f":{number}"}))


class TestWaylandBroken(BrokenContract):
    @pytest.fixture
    def broken(self, nonsense: Nonsense) -> "Iterator[Callable[[SelectLoop], Waiting]]":
        with runtime_folder() as folder, socket_server(folder / "wayland-0", nonsense):
            environ = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-0"}
            yield lambda loop: EXT.make(Surroundings(loop, environ))


class TestMutterBroken(BrokenContract):
    @pytest.fixture
    def broken(
        self, loop: SelectLoop, bus: JeepneyBus, daemon: PrivateBus, nonsense: Nonsense
    ) -> "Iterator[Callable[[SelectLoop], Waiting]]":
        with closing(Peer(loop, daemon.address)) as peer:

            def leave(*_: object) -> tuple[str, tuple[object, ...]]:
                peer.disown(IDLE_MONITOR)
                raise Refusal("org.freedesktop.DBus.Error.Failed", "it is over")

            if nonsense is Nonsense.CLOSES:
                peer.otherwise = leave
            elif nonsense is Nonsense.TALKS:
                peer.otherwise = lambda *_: ("as", (["soon", "later"],))
            if nonsense is not Nonsense.REFUSES:
                peer.own(IDLE_MONITOR)
            yield lambda loop: MUTTER.make(Surroundings(loop, {}, session=bus))
