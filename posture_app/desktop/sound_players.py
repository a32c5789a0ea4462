"""What can play a sound file without a process of its own: Qt, where its sound part is installed, and Windows."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from posture_app.core.errors import Unavailable
from posture_app.core.language import _


class Player(Protocol):
    """Plays one file at a time. The constructor raises `Unavailable` if it cannot work here."""

    def trouble(self) -> str | None:
        """Why nothing would be heard at present; None if nothing is known against it."""

    def play(self, path: Path) -> str | None:
        """Begin to play, in place of what plays, and come back at once; why not, if so."""


class QtPlayer:
    """Qt's. Its sound part comes with PySide6-Addons, which nobody needs but for this (175 MB to download)."""

    def __init__(self) -> None:
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415 - with the first chime
        except ImportError as error:
            if error.name == "PySide6.QtMultimedia" and isinstance(error, ModuleNotFoundError):
                version = sys.modules["PySide6"].__version__
                raise Unavailable(f"PySide6-Addons {version} is not installed") from error
            raise Unavailable(f"the sound part of Qt does not load ({error})") from error
        from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

        if QCoreApplication.instance() is None:
            raise Unavailable(_("Qt, which plays them, does not run without a display"))
        self._devices, self._make = QMediaDevices, QSoundEffect
        self._effect: QSoundEffect | None = None

    def trouble(self) -> str | None:
        return "there is no sound output" if self._devices.defaultAudioOutput().isNull() else None

    def play(self, path: Path) -> None:
        from PySide6.QtCore import QCoreApplication, QUrl  # noqa: PLC0415

        self._stop()
        # One for each time: it stays with the output that was the default when it was made, and as long as it is
        # there, it wakes the process. It begins by itself when it has read the file.
        self._effect = self._make(QCoreApplication.instance())
        self._effect.playingChanged.connect(self._playing_changed)
        self._effect.setSource(QUrl.fromLocalFile(str(path)))
        self._effect.play()

    def _playing_changed(self) -> None:
        if self._effect is not None and not self._effect.isPlaying():
            self._stop()

    def _stop(self) -> None:
        if self._effect is not None:
            self._effect.playingChanged.disconnect(self._playing_changed)
            self._effect.deleteLater()
            self._effect = None


class WindowsPlayer:
    """Windows' own."""

    def __init__(self) -> None:
        try:
            self._winsound: Any = import_module("winsound")  # other systems have none, nor types for it
        except ImportError as error:
            raise Unavailable("this is not Windows") from error

    def trouble(self) -> None:
        return None

    def play(self, path: Path) -> str | None:
        windows = self._winsound
        try:
            windows.PlaySound(str(path), windows.SND_FILENAME | windows.SND_ASYNC | windows.SND_NODEFAULT)
        except RuntimeError as error:
            return f"Windows does not play it ({error})"
        return None


def choose_player() -> Player:
    """The first that works here. Raises Unavailable, with what would have to be installed."""
    try:
        return QtPlayer()
    except Unavailable as why:
        try:
            return WindowsPlayer()
        except Unavailable:
            raise why from None
