"""Contact sheets: rest, first move, turn and return of each picture, small and large, in every palette."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from posture_app.ui.exercises.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Palette, themed
from resources.rig.catalogue import FOLDER, pictures
from resources.rig.frames import GROUNDS, Player, moments, start

PALETTES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK, "high-light": HIGH_LIGHT, "high-dark": HIGH_DARK}
WIDTHS = {96: 10, 240: 8, 480: 4}
"""How many pictures stand on one sheet, by how wide each is."""
GAP, LABEL = 6, 16


def drawn(name: str) -> str:
    """The picture as the rig draws it now; as it lies there, if the rig does not draw it."""
    drawings = pictures()
    return drawings[name]() if name in drawings else (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def write_sheets(
    folder: Path, names: Sequence[str], *, blind: bool = False, widths: Sequence[int] = (), themes: Sequence[str] = ()
) -> list[Path]:
    """All sheets of these pictures, or of all that lie there. `blind`: with numbers instead of names, for somebody who
    is to say what is shown.
    """
    app = start()
    folder.mkdir(parents=True, exist_ok=True)
    svgs = {name: drawn(name) for name in names or sorted(pictures().keys() | {f.stem for f in FOLDER.glob("*.svg")})}
    labels = [str(at) if blind else name for at, name in enumerate(svgs, start=1)]
    written = []
    for width in widths or WIDTHS:
        for theme in themes or PALETTES:
            rows = [(label, themed(svg, PALETTES[theme])) for label, svg in zip(labels, svgs.values(), strict=True)]
            per = WIDTHS[width]
            for first in range(0, len(rows), per):
                file = folder / f"{theme}-{width}-{first // per + 1}.png"
                _sheet(rows[first : first + per], width, GROUNDS[theme]).save(str(file))
                written.append(file)
    del app
    return written


def _sheet(rows: Sequence[tuple[str, str]], width: int, ground: str) -> QImage:
    height = width * 3 // 4
    sheet = QImage(4 * (width + GAP) + GAP, len(rows) * (height + LABEL + GAP), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#7c7c7c"))
    painter = QPainter(sheet)
    painter.setFont(QFont("DejaVu Sans", 8))
    painter.setPen(QColor("#ffffff"))
    for row, (label, svg) in enumerate(rows):
        player, top = Player(svg), row * (height + LABEL + GAP)
        painter.drawText(
            QRect(GAP, top, sheet.width(), LABEL), Qt.AlignmentFlag.AlignVCenter, f"{label}  {player.seconds:g} s"
        )
        for column, moment in enumerate(moments(svg, player.seconds)):
            painter.drawImage(GAP + column * (width + GAP), top + LABEL, player.paint(moment, width, ground))
    painter.end()
    return sheet
