"""The same frames in Firefox: one page with every picture held at four moments, beside what Qt paints."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage

from resources.rig.frames import Player, moments, start
from resources.rig.sheet import drawn

WIDTH, HEIGHT = 320, 240
PER_PAGE = 8
"""Pictures on one page."""
DIFFERENT = 96
"""How far two colours may lie apart, all channels together: edges are smoothed otherwise."""
MOST = 0.6
"""Per cent of a frame that may differ: the smoothed edges."""
_PAGE = """<!doctype html><meta charset="utf-8">
<style>body{{margin:0;width:{wide}px;font-size:0}}span{{display:block;float:left}}</style>
{frames}
<script>for (const svg of document.querySelectorAll("svg")) {{
svg.pauseAnimations(); svg.setCurrentTime(parseFloat(svg.parentElement.title)); }}</script>"""


def compare(folder: Path, names: Sequence[str]) -> list[str]:
    """Write a picture of each page beside that of Qt; a line for each frame that differs."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        raise FileNotFoundError("there is no Firefox on this machine")
    app = start()
    folder.mkdir(parents=True, exist_ok=True)
    faults = []
    for first in range(0, len(names), PER_PAGE):
        part = names[first : first + PER_PAGE]
        svgs = {name: drawn(name) for name in part}
        shot = _shot(firefox, folder / f"firefox-{first // PER_PAGE + 1}.png", svgs)
        for row, (name, svg) in enumerate(svgs.items()):
            player = Player(svg)
            for column, moment in enumerate(moments(svg, player.seconds)):
                theirs = shot.copy(column * WIDTH, row * HEIGHT, WIDTH, HEIGHT)
                differs = _difference(player.paint(moment, WIDTH), theirs)
                if differs > MOST:
                    faults.append(f"{name} at {moment:.2f} s: {differs:.2f} % of the frame differs")
    del app
    return faults


def _shot(firefox: str, file: Path, svgs: dict[str, str]) -> QImage:
    frames = []
    for svg in svgs.values():
        for moment in moments(svg, Player(svg).seconds):
            sized = svg.replace("<svg ", f'<svg style="width:{WIDTH}px;height:{HEIGHT}px;display:block" ', 1)
            frames.append(f'<span title="{moment:.3f}">{sized}</span>')
    with TemporaryDirectory() as own:
        page = Path(own) / "frames.html"
        page.write_text(_PAGE.format(wide=4 * WIDTH, frames="".join(frames)), encoding="utf-8")
        size = f"--window-size={4 * WIDTH},{len(svgs) * HEIGHT}"
        profile = Path(own) / "profile"
        profile.mkdir()
        command = [firefox, "--headless", "--no-remote", "--profile", str(profile), f"--screenshot={file}", size]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)  # noqa: S603 - found by its name
    return QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)


def _difference(ours: QImage, theirs: QImage) -> float:
    a, b = bytes(ours.constBits()), bytes(theirs.constBits())
    if len(a) != len(b):
        return 100.0
    far = sum(
        abs(a[k] - b[k]) + abs(a[k + 1] - b[k + 1]) + abs(a[k + 2] - b[k + 2]) > DIFFERENT for k in range(0, len(a), 4)
    )
    return 100 * far / (len(a) // 4)
