"""Exercises of the person's own, as pictures of the window show them."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.content.exercises import Mode, Place, Position, Sides
from posture_app.core.content.own import OwnExercise

if TYPE_CHECKING:
    from posture_app.runtime.own_exercises import OwnExercises

PRESS = OwnExercise(
    name="Knee press with a rolled towel",
    steps=("Sit with the leg stretched out, a rolled towel under the knee.", "Press the knee down.", "Let go slowly."),
    mode=Mode.HOLD,
    seconds=5,
    reps=10,
    sets=2,
    rest_s=30,
    sides=Sides.EACH,
    position=Position.FLOOR,
    places=frozenset({Place.COUCH, Place.STANDING_ROOM}),
    avoid=("Stop at 30° for now, says Ms Okafor.",),
)
FAULTY = 'format = 2\n[[exercise]]\nname = "Wrist circles"\nsteps = ["Circle the wrists."]\nreps = 200\n'
_KEPT: list["tempfile.TemporaryDirectory[str]"] = []


def own_of_person() -> "OwnExercises":
    """A folder with an exercise that has a photograph, and a file with a fault."""
    from posture_app.desktop.bundled import load_content  # noqa: PLC0415 - only where Qt loads
    from posture_app.runtime.own_exercises import OwnExercises  # noqa: PLC0415
    from tests.ui.hand_loop import HandLoop  # noqa: PLC0415

    folder = tempfile.TemporaryDirectory(prefix="posture-app-own-")
    _KEPT.append(folder)
    own = OwnExercises(Path(folder.name), HandLoop(), lambda: load_content()[0], lambda: None)
    own.save(PRESS, picture=("knee.png", photograph()))
    (Path(folder.name) / "wrists.toml").write_text(FAULTY)
    return own


def photograph() -> bytes:
    """A PNG with clear parts and dark lines, as one is drawn by hand."""
    from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt  # noqa: PLC0415
    from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen  # noqa: PLC0415

    image = QImage(640, 400, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#222"), 10, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([QPointF(60, 120), QPointF(160, 300), QPointF(360, 280), QPointF(580, 310), QPointF(580, 240)])
    painter.drawEllipse(QPointF(60, 70), 40, 40)
    painter.drawEllipse(QPointF(360, 315), 30, 22)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
