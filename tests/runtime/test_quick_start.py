"""The tray icon comes first: what only the rest of the app needs is loaded after it, or when it is first needed."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests import needs

LATER = (
    "posture_app.commands.doctor",
    "posture_app.core.catalogue",
    "posture_app.core.content.content",
    "posture_app.core.content.reading",
    "posture_app.core.content.translating",
    "posture_app.core.record.day_record",
    "posture_app.core.replay",
    "posture_app.core.statistics.measures",
    "posture_app.desktop.bundled",
    "posture_app.desktop.content_files",
    "posture_app.notify.freedesktop",
    "posture_app.notify.plyer",
    "posture_app.runtime.feedback",
    "posture_app.runtime.machine",
    "posture_app.runtime.requests",
    "posture_app.sensors.chain",
    "posture_app.sensors.linux",
    "posture_app.store.backup",
    "posture_app.store.erase",
    "posture_app.store.log.day_cache",
    "posture_app.store.log.diary",
    "posture_app.store.merge",
    "posture_app.store.salvage",
    "posture_app.store.transfer",
    "posture_app.ui.kit",
    "posture_app.ui.pages",
    "posture_app.ui.settings",
    "posture_app.upkeep.backups",
    "posture_app.upkeep.erasing",
    "posture_app.upkeep.sharing",
    "posture_app.upkeep.upkeep",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "asyncio",
    "concurrent.futures",
    "multiprocessing",
    "plyer",
    "tomlkit",
)
"""Rooms and libraries that the icon does not need."""
ASK = """
import json, sys
from posture_app.runtime import wiring
made = wiring.make_loop
def make_loop(*args, **options):
    loop = made(*args, **options)
    from PySide6 import QtCore
    from posture_app.ui.tray.tray import Tray
    begin = Tray.start
    def start(tray):
        found = sorted(sys.modules), "Qt" in vars(QtCore)
        tray._watch_tray = lambda _: (print(json.dumps(found), flush=True), sys.exit(0))
        begin(tray)
    Tray.start = start
    return loop
wiring.make_loop = make_loop
from posture_app.cli import main
main(["--data-dir", sys.argv[1]])
"""


def test_what_must_not_be_loaded_is_there() -> None:
    ours = [name for name in LATER if name.startswith("posture_app.")]
    assert [] == [name for name in ours if find_spec(name) is None]


def test_the_icon_needs_no_more_than_the_record_and_the_engine(tmp_path: Path) -> None:
    needs.qt()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", ASK, str(tmp_path / "data")]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)
    loaded, has_namespace = json.loads(done.stdout)
    assert "posture_app.ui.tray.tray" in loaded
    assert [] == [name for name in loaded if f"{name}.".startswith(tuple(f"{later}." for later in LATER))]
    assert not has_namespace
