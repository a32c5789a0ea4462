"""GNOME's compositor, alone and in its shell."""

import re
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from jeepney import DBusAddress, MatchRule, MessageType, new_method_call
from jeepney.bus_messages import DBus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests import needs
from tests.buses import PrivateBus
from tests.desktops.desktop import KEY_A, Desktop, Program, listens, until, until_owned
from tests.desktops.wayland import STEP
from tests.display import one_at_a_time

ROOT = Path(__file__).parents[2]
_REMOTE = "org.gnome.Mutter.RemoteDesktop"
_SHELL = "org.gnome.Shell"
_IDLE = "org.gnome.Mutter.IdleMonitor"
_IDLE_MONITOR = DBusAddress("/org/gnome/Mutter/IdleMonitor/Core", _IDLE, _IDLE)
_WATCH_FIRED = MatchRule(type="signal", interface=_IDLE, member="WatchFired")


def _call(connection: DBusConnection, to: DBusAddress, method: str, signature: str = "", *body: object) -> Any:
    reply = connection.send_and_get_reply(new_method_call(to, method, signature or None, body), timeout=60)
    assert reply.header.message_type is not MessageType.error, f"{method}: {reply.body}"
    return reply.body


class RemoteHands:
    """Input by Mutter's own remote desktop. The seat has a keyboard once a key was pressed, for as long as this is."""

    def __init__(self, bus: str) -> None:
        self._connection = open_dbus_connection(bus=bus)
        (path,) = _call(
            self._connection, DBusAddress("/org/gnome/Mutter/RemoteDesktop", _REMOTE, _REMOTE), "CreateSession"
        )
        self._session = DBusAddress(path, _REMOTE, f"{_REMOTE}.Session")
        _call(self._connection, self._session, "Start")

    def key(self, code: int) -> None:
        for pressed in (True, False):
            self._do("NotifyKeyboardKeycode", "ub", code, pressed)

    def move(self) -> None:
        self._do("NotifyPointerMotionRelative", "dd", float(STEP), float(STEP))

    def _do(self, method: str, signature: str, *body: object) -> None:
        """Do this, and come back once it has become input, which is some time after Mutter has answered."""
        with self._connection.filter(_WATCH_FIRED) as fired:
            watch = _call(self._connection, _IDLE_MONITOR, "AddUserActiveWatch")
            _call(self._connection, self._session, method, signature, *body)
            while self._connection.recv_until_filtered(fired, timeout=60).body != watch:
                pass

    def close(self) -> None:
        """The keyboard is unplugged; harmless if done before."""
        self._connection.close()


class SessionManager:
    """`org.gnome.SessionManager` in a process of its own: Mutter waits for its answer. `inhibit` sets
    `InhibitedActions`, of which 8 is idling.
    """

    def __init__(self, bus: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.desktops.session_manager", bus],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer("ready")

    def inhibit(self, actions: int = 8) -> None:
        """Tell everybody that these actions are inhibited; 0: none."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{actions}\n")
        self._process.stdin.flush()
        self._answer("told")

    def close(self) -> None:
        """It leaves the bus; harmless if done before."""
        self._process.kill()
        self._process.communicate()

    def _answer(self, expected: str) -> None:
        assert self._process.stdout is not None
        assert expected == self._process.stdout.readline().strip()


class Mutter(Desktop):
    """Mutter 43 or later, with `session_manager`. With `xwayland` it has an X server, of which `environ` tells, too."""

    name = "mutter"
    session = "wayland"
    desktop = "GNOME"
    command: tuple[str, ...] = ("mutter", "--headless", "--wayland")

    def __init__(self, *, xwayland: bool = False) -> None:
        self._xwayland = xwayland
        super().__init__()

    def _start(self) -> None:
        needs.programs(self.command[0])
        self.environ["WAYLAND_DISPLAY"] = "wl-m"
        self.session_manager = SessionManager(self.bus.address)
        self._ending.callback(self.session_manager.close)
        self.start()

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / self.environ["WAYLAND_DISPLAY"]

    def start(self) -> None:
        """Start it; again, if it is dead."""
        environ = {k: v for k, v in self._around().items() if k not in ("WAYLAND_DISPLAY", "DISPLAY", "XAUTHORITY")}
        screen = ("--virtual-monitor", "1280x800", "--wayland-display", self.socket.name)
        for left in (self.socket, *self.folder.glob(".mutter-Xwaylandauth.*"), *self.folder.glob("*.log")):
            left.unlink(missing_ok=True)
        with ExitStack() as starting:
            if self._xwayland:
                starting.enter_context(one_at_a_time())
            command = [*self.command, *(() if self._xwayland else ("--no-x11",)), *screen]
            self.compositor = Program(command, environ, self.folder)
            self._ending.callback(self.compositor.close)
            self.compositor.until(lambda: listens(self.socket))
            if self._xwayland:
                self._find_xwayland()
        self.compositor.until(lambda: self._owned(_REMOTE) and self._owned("org.gnome.Mutter.IdleMonitor"))
        self.compositor.until(self._take_hands)
        self._ending.callback(self._hands.close)

    def kill(self) -> None:
        """As if it had crashed; it leaves its socket behind."""
        self._hands.close()
        self.compositor.kill()

    def key(self, code: int = KEY_A) -> None:
        self._hands.key(code)

    def move(self) -> None:
        self._hands.move()

    def _take_hands(self) -> bool:
        try:
            self._hands = RemoteHands(self.bus.address)
        except AssertionError:  # its name comes a moment before it lets anybody in
            return False
        return True

    def _owned(self, name: str) -> bool:
        with closing(open_dbus_connection(bus=self.bus.address)) as connection:
            return bool(connection.send_and_get_reply(DBus().NameHasOwner(name), timeout=10).body[0])

    def _find_xwayland(self) -> None:
        def display() -> list[str]:
            return re.findall(r"public X11 display (:\d+)", self.compositor.said)

        self.compositor.until(lambda: display() and list(self.folder.glob(".mutter-Xwaylandauth.*")))
        (self.environ["DISPLAY"],) = display()
        (self.environ["XAUTHORITY"],) = map(str, self.folder.glob(".mutter-Xwaylandauth.*"))


class GnomeShell(Mutter):
    """GNOME Shell 43 or later, with notifications of its own and a logind that does nothing."""

    name = "gnome_shell"
    command = ("gnome-shell", "--headless", "--wayland", "--unsafe-mode")
    services = ("org.gnome.Shell.Notifications",)

    def _start(self) -> None:
        needs.programs("gnome-shell", "gjs")
        needs.dbusmock()
        folder = self.folder / "system"
        folder.mkdir()
        system = PrivateBus(folder)
        self._ending.callback(system.kill)
        self.environ |= {"DBUS_SYSTEM_BUS_ADDRESS": system.address, "XDG_SESSION_ID": "c1", "XDG_SEAT": "seat0"}
        command = ["/usr/bin/python3", "-m", "dbusmock", "--system", "-t", "logind"]
        logind = Program(command, self._around(), self.folder)
        self._ending.callback(logind.close)
        until_owned(system.address, "org.freedesktop.login1")
        with closing(open_dbus_connection(bus=system.address)) as connection:
            mock = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.DBus.Mock")
            _call(connection, mock, "AddSession", "ssusb", "c1", "seat0", 0, "root", True)
        super()._start()

    def start(self) -> None:
        super().start()
        self.compositor.until(lambda: self._owned("org.freedesktop.Notifications"))
        until(lambda: self.eval("Main.layoutManager._startingUp") == "false")
        self.eval("Main.overview.hide()")
        until(lambda: self.eval("Main.overview.visible") == "false")

    def eval(self, script: str) -> str:
        """What this piece of JavaScript yields inside the shell, as JSON."""
        with closing(open_dbus_connection(bus=self.bus.address)) as connection:
            shell = DBusAddress("/org/gnome/Shell", _SHELL, _SHELL)
            _, answer = _call(connection, shell, "Eval", "s", script)
        return str(answer)
