"""The desktops themselves: what hands do arrives, and what was killed can be started again."""

import sys
from collections.abc import Callable

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests.desktops.desktop import KEY_A, KEY_B
from tests.desktops.gnome import GnomeShell, Mutter
from tests.desktops.kwin import KWin, WrappedKWin
from tests.desktops.others import X11, Weston
from tests.desktops.pulse import PulseAudio
from tests.desktops.wayland import WaylandClient, Window
from tests.desktops.wlroots import Cage, Sway
from tests.desktops.xfce import Xfce


@pytest.mark.parametrize("make", [Mutter, GnomeShell, KWin, WrappedKWin, Sway])
def test_keys_reach_the_editor_also_after_a_crash(make: "Callable[[], Mutter | KWin | Sway]") -> None:
    with make() as desktop:
        for again in (False, True):
            if again:
                desktop.kill()
                desktop.start()
            with WaylandClient(desktop.socket) as client:
                editor = Window(client, "editor", (600, 400))
                desktop.move()
                desktop.key()  # a seat may have no keyboard before one is used
                editor.until_keyboard()
                editor.look()
                editor.keys.clear()
                desktop.key(KEY_A)
                desktop.key(KEY_B)
                client.until(lambda: len(editor.keys) == 2)  # noqa: B023 - called at once
                assert [KEY_A, KEY_B] == editor.keys
                editor.fill_screen()
                editor.fill_screen(on=False)


def test_kwin_comes_back_under_its_wrapper_at_the_same_socket() -> None:
    with WrappedKWin() as desktop:
        socket = desktop.socket
        desktop.crash()
        desktop.key()
        assert socket == desktop.socket


@pytest.mark.parametrize("make", [X11, Weston, Cage])
def test_the_others_come_back(make: "Callable[[], X11 | Weston | Cage]") -> None:
    with make() as desktop:
        desktop.kill()
        desktop.start()
        if isinstance(desktop, X11):
            desktop.key()
            desktop.move()
        else:
            with WaylandClient(desktop.socket) as client:
                client.roundtrip()


def test_mutters_x_server_knows_its_own_people_alone() -> None:
    with Mutter(xwayland=True) as desktop:
        assert "dimensions" in desktop.run("xdpyinfo")


def test_xfce_has_a_tray_notifications_and_do_not_disturb() -> None:
    with Xfce() as desktop:
        desktop.start_panel()
        desktop.key()
        desktop.do_not_disturb(on=True)
        assert "true" == desktop.run("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb").strip()
        desktop.panel.kill()
        desktop.start_panel()


def test_a_microphone_is_in_use_while_somebody_records_from_it() -> None:
    with PulseAudio() as sound:
        with sound.recording(), sound.recording("speaker.monitor"):
            assert 2 == len(sound.listed("source-outputs"))
        assert [] == sound.listed("source-outputs")
