"""Which way to have shortcuts is taken where."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.settings.shortcuts import ACTIONS
from posture_app.sensors.hotkeys import choose_hotkeys
from posture_app.sensors.source import Surroundings
from tests.compositor import PrivateCompositor, runtime_folder
from tests.display import PrivateDisplay
from tests.loop import SelectLoop

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

NO_BUS = Unavailable("there is no session bus")


def test_on_x11_the_server_gives_them(loop: SelectLoop) -> None:
    display = PrivateDisplay()
    hotkeys = choose_hotkeys(Surroundings(loop, {"DISPLAY": display.name}, session=NO_BUS), "posture-app")
    assert "x11" == hotkeys.name
    hotkeys.close()
    display.close()


@pytest.mark.parametrize("environ", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
def test_on_wayland_the_portal_gives_them_even_beside_an_x_server(
    loop: SelectLoop, bus: "JeepneyBus", environ: Mapping[str, str]
) -> None:
    with runtime_folder() as folder:
        compositor = PrivateCompositor(folder, "wayland-0")
        hotkeys = choose_hotkeys(
            Surroundings(loop, {"DISPLAY": ":0", "XDG_RUNTIME_DIR": str(folder), **environ}, session=bus), "posture-app"
        )
        compositor.kill()
    assert "portal" == hotkeys.name
    hotkeys.close()


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ":54321"}, "cannot be reached"),
    ],
)
def test_where_there_is_no_way_it_is_said_what_to_do(loop: SelectLoop, environ: Mapping[str, str], reason: str) -> None:
    with pytest.raises(Unavailable, match=reason) as caught:
        choose_hotkeys(Surroundings(loop, environ, session=NO_BUS), "posture-app")
    for deed in ACTIONS:
        assert f"`posture-app {deed}`" in str(caught.value)
    assert 0 == loop.pending
