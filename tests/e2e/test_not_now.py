"""Do not disturb, and a full screen: a reminder waits, and comes once when that is over."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.ports import Address
from tests import needs
from tests.buses import Peer
from tests.desktops.desktop import Program, until_owned
from tests.desktops.gnome import GnomeShell
from tests.desktops.wayland import WaylandClient, Window
from tests.desktops.wlroots import Sway
from tests.display import FillingWindow
from tests.e2e.desk import Desk
from tests.e2e.recording import quit_and_replay

if TYPE_CHECKING:
    from pathlib import Path

MINUTE = 60
NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
SETTINGS = ("stretch=no", "feet=no", "stand_every=5", "again_after=120", "away_after=60", "break_min=30")
Quiet = Callable[[bool], object]


@pytest.fixture
def start(desk: Desk, tmp_path: "Path") -> Iterator[Callable[..., None]]:
    """Start this program on the desk, and wait until it owns this name, if any."""
    with ExitStack() as ending:

        def start(*command: str, name: str = NAME, **environ: str) -> None:
            needs.programs(command[0])
            path = needs.found(command[0]) or command[0]
            program = Program([path, *command[1:]], {**desk.environ, **environ}, tmp_path)
            ending.callback(program.close)
            if name:
                until_owned(desk.bus_daemon.address, name)

        yield start


def call(desk: Desk, to: Address, method: str, signature: str, *body: Any) -> None:
    done: list[object] = []
    desk.bus.call(to, method, signature, body, reply=lambda *_: done.append(True))
    desk.loop.run_until(lambda: done)


def waits_and_comes_once(desk: Desk, quiet: Quiet, scale: int = 180) -> None:
    quiet(True)
    desk.be_patient()
    desk.work(*SETTINGS, scale=scale)
    desk.until(lambda: desk.now()["bout_s"] > 8 * MINUTE, meanwhile=desk.type)
    assert [] == desk.rows("SELECT * FROM prompts")
    quiet(False)
    desk.until(lambda: desk.rows("SELECT * FROM prompts"), meanwhile=desk.type)
    shown = desk.now()["bout_s"]
    desk.until(lambda: desk.now()["bout_s"] > shown + 4 * MINUTE, meanwhile=desk.type)
    assert 1 == len(desk.rows("SELECT * FROM prompts"))
    quit_and_replay(desk)


def test_dunst(desk: Desk, start: Callable[..., None], tmp_path: "Path") -> None:
    (tmp_path / "dunstrc").write_text("[global]\nmonitor = 0\n")
    start("dunst", "-conf", str(tmp_path / "dunstrc"))
    to = Address(NAME, PATH, "org.freedesktop.DBus.Properties")
    waits_and_comes_once(desk, lambda on: call(desk, to, "Set", "ssv", "org.dunstproject.cmd0", "paused", ("b", on)))


def test_xfce(desk: Desk, start: Callable[..., None]) -> None:
    start("xfconfd", name="org.xfce.Xfconf")
    start("xfce4-notifyd", NO_AT_BRIDGE="1")
    to = Address("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
    waits_and_comes_once(
        desk, lambda on: call(desk, to, "SetProperty", "ssv", "xfce4-notifyd", "/do-not-disturb", ("b", on))
    )


def test_mako(desk: Desk, start: Callable[..., None], tmp_path: "Path") -> None:
    config = tmp_path / "mako.conf"
    config.write_text("[mode=do-not-disturb]\ninvisible=1\n")
    with Sway() as desktop:
        start("mako", "--config", str(config), WAYLAND_DISPLAY=str(desktop.socket))
        to = Address(NAME, "/fr/emersion/Mako", "fr.emersion.Mako")
        modes = {True: "do-not-disturb", False: "default"}
        waits_and_comes_once(desk, lambda on: call(desk, to, "SetModes", "as", [modes[on]]))


def test_kde(desk: Desk) -> None:
    """As KDE's shell answers; it also says so while the screen is shared, or a window fills it."""
    shell = Peer(desk.loop, desk.bus_daemon.address)
    desk._peers.append(shell)
    shell.answers |= {
        "GetServerInformation": lambda: ("ssss", ("Plasma", "KDE", "6.4.0", "1.2")),
        "GetCapabilities": lambda: ("as", (["body", "actions"],)),
        "Notify": lambda *_: ("u", (1,)),
        "CloseNotification": lambda *_: ("", ()),
    }
    shell.own(NAME)

    def quiet(on: bool) -> None:
        shell.answers["Get"] = lambda *_: ("v", (("b", on),))

    waits_and_comes_once(desk, quiet)
    assert 1 == len([member for member, _ in shell.calls if member == "Notify"])


class GnomeWithSettings(GnomeShell):
    """Its settings are in a file, so that other programs read what it goes by."""

    def _around(self) -> dict[str, str]:
        return {**super()._around(), "GSETTINGS_BACKEND": "keyfile"}


def test_gnome(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> None:
    needs.qt()
    needs.gnome_settings()
    with GnomeWithSettings() as desktop:
        desk = Desk(tmp_path, monkeypatch, desktop=desktop)
        desk.environ |= {"GSETTINGS_BACKEND": "keyfile", "HOME": str(desktop.folder / "home")}

        def quiet(on: bool) -> None:
            desktop.run("gsettings", "set", "org.gnome.desktop.notifications", "show-banners", str(not on).lower())

        waits_and_comes_once(desk, quiet, scale=60)  # it starts a program for each question, and there is one a minute
        assert "notification service: off, according to gnome-shell" in desk.run("doctor").stdout
        desk.close()


def test_a_full_screen_on_x11(desk: Desk, start: Callable[..., None]) -> None:
    start("openbox", name="")
    window = FillingWindow(desk.environ["DISPLAY"])

    def fills() -> bool:
        active = desk.xdotool("getactivewindow")
        asked = ["xprop", "-id", active or "0x0", "_NET_WM_STATE"]
        done = subprocess.run(asked, env=desk.environ, capture_output=True, text=True, check=False, timeout=30)
        return "FULLSCREEN" in done.stdout

    def fill(on: bool) -> None:
        desk.loop.ask_until(lambda: desk.xdotool("getactivewindow"))
        window.fill(on=on)
        desk.loop.ask_until(lambda: fills() is on)

    waits_and_comes_once(desk, fill)
    window.close()


def test_a_full_screen_on_sway(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> None:
    needs.qt()
    with Sway() as desktop, WaylandClient(desktop.socket) as client:
        window = Window(client, "film")
        desk = Desk(tmp_path, monkeypatch, desktop=desktop)
        daemon = desk.daemon()
        waits_and_comes_once(desk, lambda on: window.fill_screen(on=on))
        assert 1 == len(daemon.notified)
        desk.close()
