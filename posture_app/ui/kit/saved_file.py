"""Writing what a window made into a file that the person chose."""

from PySide6.QtCore import QIODevice, QSaveFile

from posture_app.core.errors import KnownError
from posture_app.core.language import _


def save(path: str, data: bytes) -> None:
    """Make a file, whole or not at all, in the place of one of this name. Raises KnownError if it cannot be."""
    file = QSaveFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or file.write(data) != len(data) or not file.commit():
        raise KnownError(_("{path} cannot be written: {why}.").format(path=path, why=file.errorString().rstrip(".")))
