"""A tray of the older kind that comes when nobody looks for one any more: the icon goes there."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no X server here", allow_module_level=True)

from tests import needs
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.x11.xembed_tray import XEmbedTray


def test_the_icon_goes_to_a_tray_that_comes_late_and_to_the_one_after_it(tmp_path: Path) -> None:
    needs.linux()
    needs.qt()
    display = PrivateDisplay()
    environ = {**os.environ, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(tmp_path)}
    environ |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "DBUS_SYSTEM_BUS_ADDRESS": "disabled:"}
    environ.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "tests.runtime.late_tray", str(tmp_path / "data")]
    app = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True)
    try:
        assert app.stderr is not None
        said = next((line for line in app.stderr if "no system tray for half a minute" in line), "")
        assert said, "it ended"
        for _ in range(2):
            _takes_the_icon(display)
    finally:
        app.kill()
        app.communicate()
        display.close()


def _takes_the_icon(display: PrivateDisplay) -> None:
    with closing(SelectLoop()) as loop, closing(XEmbedTray(loop, display)) as tray:
        tray.begin()
        loop.run_until(lambda: tray.icons)
