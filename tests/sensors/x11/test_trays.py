"""Trays of the older kind that come, on a real X server of the test's own."""

import sys
from contextlib import closing

import pytest

if sys.platform == "win32":
    pytest.skip("there is no X server here", allow_module_level=True)

from posture_app.core.errors import Unavailable
from posture_app.sensors.x11.trays import X11Trays
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.x11.xembed_tray import XEmbedTray


def test_each_tray_that_comes_is_told_and_nothing_else(loop: SelectLoop) -> None:
    display, came = PrivateDisplay(), [0]

    def count() -> None:
        came[0] += 1

    with closing(X11Trays(loop, {"DISPLAY": display.name}, count)), closing(XEmbedTray(loop, display)) as tray:
        tray.begin(b"WM_S0")  # a window manager says the same of itself
        tray.begin()
        loop.run_until(lambda: came[0])
        assert [1] == came
        with closing(XEmbedTray(loop, display)) as other:
            other.begin()
            loop.run_until(lambda: came[0] == len("12"))
    display.close()
    assert 0 == loop.pending


def test_without_an_x_server_there_are_none(loop: SelectLoop) -> None:
    with pytest.raises(Unavailable):
        X11Trays(loop, {}, lambda: None)
