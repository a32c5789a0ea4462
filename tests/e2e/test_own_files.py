"""What the app and Qt open while the person's own exercises are read and shown: nothing outside their folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs
from tests.core.content.hostile_pictures import CASES, drawing, png, svg
from tests.store.processes import ENVIRONMENT, LIMIT_S, REPOSITORY

SHOW = """
import sys
from pathlib import Path
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from posture_app.core.content.content import Content
from posture_app.core.errors import KnownError
from posture_app.desktop.own_folder import OwnFolder
from posture_app.ui.exercises.drawing import FigureView

app = QApplication([])
folder = OwnFolder(Path(sys.argv[1]))
content, faults = folder.load(Content())
view, image = FigureView(), QImage(400, 300, QImage.Format.Format_RGB32)
view.resize(400, 300)
shown = []
for exercise in content.exercises:
    try:
        picture = folder.picture(exercise.illustration)
    except KnownError:
        continue
    if view.load(picture):
        painter = QPainter(image)
        view.paint(painter)
        painter.end()
        shown.append(exercise.id)
print(len(content.exercises), *shown)
"""
ONE = 'format = 2\n[[exercise]]\nname = "A"\nsteps = ["B."]\nhold_s = 5\nillustration = "{picture}"\n'


def test_nothing_outside_the_folder_is_opened(tmp_path: Path) -> None:
    needs.linux()
    needs.qt()
    needs.programs("strace")
    folder, bait = tmp_path / "exercises", tmp_path / "bait"
    folder.mkdir()
    bait.mkdir()
    (bait / "red.png").write_bytes(png(9, 9))
    (bait / "red.svg").write_bytes(svg("<rect width='9' height='9'/>"))
    (bait / "x.css").write_text("rect { fill: red }")
    (bait / "secret.toml").write_text(ONE.format(picture="red.png"))
    for number, name in enumerate(CASES):
        (folder / f"case{number}.svg").write_bytes(drawing(name, str(bait)))
        (folder / f"case{number}.toml").write_text(ONE.format(picture=f"case{number}.svg"))
    for name, picture in (("above", "../bait/red.png"), ("by_name", "linked.png"), ("good", "good.svg")):
        (folder / f"{name}.toml").write_text(ONE.format(picture=picture))
    (folder / "linked.png").symlink_to(bait / "red.png")
    (folder / "linked.toml").symlink_to(bait / "secret.toml")
    (folder / "good.svg").write_bytes(svg("<rect width='9' height='9'/>"))
    opened = tmp_path / "opened"
    trace = ["strace", "-f", "-e", "trace=open,openat,openat2,creat,readlink", "-o", str(opened)]
    done = subprocess.run(
        [*trace, sys.executable, "-c", SHOW, str(folder)],
        capture_output=True,
        text=True,
        timeout=2 * LIMIT_S,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    if "ptrace" in done.stderr and done.returncode:
        pytest.skip("this machine lets no program be traced")
    assert done.stdout.split() == ["22", "good"], done.stdout + done.stderr
    calls = opened.read_text()
    within = [line for line in calls.splitlines() if str(tmp_path) in line]
    assert any("good.svg" in line for line in within)
    answered = [line for line in within if not re.search(r"= -1 ", line)]
    assert [line for line in answered if str(bait) in line or "linked" in line.partition("exercises/")[2]] == []
    assert [line for line in within if str(bait) in line] == []
