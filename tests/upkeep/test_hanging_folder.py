"""A shared folder on a disk that does not answer any more: everything else goes on, and the app ends."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import needs

START_S, TURN_S, QUIT_S = 30, 10, 5
"""Real seconds; all but the start come about at once where the machine is idle."""
CALLED_OFF_MS = 1200
"""So late the dialog may be gone after the click on Cancel; measured: 30 to 120 ms on two busy cores."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    needs.qt()
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.upkeep.hanging_folder", str(tmp_path)],
        env={**os.environ, **nowhere, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        bufsize=0,  # or a second line that is read with the first would be waited for in vain
    ) as app:
        yield app
        app.kill()


def said(app: subprocess.Popen[bytes], within: float) -> str:
    """The next line it prints; none if it does not come in time."""
    assert app.stdout is not None
    ready, _, _ = select.select([app.stdout], [], [], within)
    return app.stdout.readline().decode().strip() if ready else "nothing"


def test_an_export_is_called_off_and_made_the_backup_is_made_and_the_app_ends(app: subprocess.Popen[bytes]) -> None:
    assert float(said(app, START_S)) < CALLED_OFF_MS
    assert "export" == said(app, TURN_S)
    assert "backup" == said(app, TURN_S)
    assert 0 == app.wait(QUIT_S)
