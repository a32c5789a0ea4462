"""Windows load what they show, and no more: the rest comes with who asks for it."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import needs

FOREIGN = ("_hashlib", "email", "html.entities", "http", "importlib.metadata", "ssl", "PySide6.QtPrintSupport")
"""Of these, libcrypto alone is 2 MiB."""
WITH_TASKS = ("posture_app.store.erase", "posture_app.store.merge.merging", "posture_app.store.transfer")
NOT_LOADED = (
    *FOREIGN,
    *WITH_TASKS,
    "posture_app.ui.exercises.player",
    "posture_app.ui.exercises.programmes_view",
    "posture_app.ui.exercises.tips",
    "posture_app.ui.prompts",
)
ALL_KINDS = "QMdiArea"
"""A kind of widget that we have none of: it is there if PySide has had to make all that there are."""
OPEN = """
import json, sys
from pathlib import Path
from posture_app.desktop.qt import load_qt
load_qt()
from posture_app.desktop.paths import make_folder, places
from posture_app.runtime.run_options import RunOptions
from posture_app.runtime.wiring import make_app
where = places(Path(sys.argv[1]))
make_folder(Path(where.control).parent)
app = make_app(RunOptions(where, hidden=True, pretend=True), screen=True)
def look():
    from PySide6 import QtWidgets
    from PySide6.QtCore import QCoreApplication, QRect
    opened = app.frontend.opened
    opened.open_popover(QRect(0, 0, 22, 22))
    shown = {opened.popover.window.objectName()}
    for page in ("today", "history", "exercises", "settings", "about", "help", "welcome"):
        app.frontend.show(page)
    for dialog in ("report", "export"):
        app.frontend.show("history")
        opened.main.window.findChild(QtWidgets.QPushButton, dialog).click()
    QCoreApplication.processEvents()
    shown |= {each.objectName() for each in QtWidgets.QApplication.topLevelWidgets() if each.isVisible()}
    print(json.dumps([sorted(shown), sorted(sys.modules), sorted(vars(QtWidgets))]), flush=True)
    app.leave()
app.loop.deadline(1, look)
app.run()
app.close()
"""


@pytest.mark.parametrize("name", [name for name in NOT_LOADED if name.startswith("posture_app.")])
def test_what_must_not_be_loaded_is_there(name: str) -> None:
    assert find_spec(name) is not None


def test_all_windows_together_load_no_more_than_they_show(tmp_path: Path) -> None:
    needs.qt()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", OPEN, str(tmp_path / "data")]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)
    shown, loaded, kinds = json.loads(done.stdout)
    assert ["export dialog", "help", "main window", "popover", "report dialog", "settings", "welcome"] == shown
    assert [] == [name for name in loaded if f"{name}.".startswith(tuple(f"{later}." for later in NOT_LOADED))]
    assert ALL_KINDS not in kinds
