"""The chimes at the start and the end of a break, and the tones of exercises.

They are played in this very process, for a helper could hang. How loud a file is to be can be told neither to Windows
nor to a notification service; so each gets a copy that is as loud as wanted.
"""

import contextlib
import io
import logging
import os
import sys
from array import array
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol

from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _, lasting
from posture_app.desktop.paths import make_folder

Chime = Literal["start", "end", "hold", "release", "side"]
FULL = 100

_log = logging.getLogger(__name__)


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
                raise Unavailable(lasting("PySide6-Addons {version} is not installed", version=version)) from error
            raise Unavailable(lasting("the sound part of Qt does not load ({error})", error=error)) from error
        from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

        if QCoreApplication.instance() is None:
            raise Unavailable(lasting("Qt, which plays them, does not run without a display"))
        self._devices, self._make = QMediaDevices, QSoundEffect
        self._effect: QSoundEffect | None = None

    def trouble(self) -> str | None:
        return _("there is no sound output") if self._devices.defaultAudioOutput().isNull() else None

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
            raise Unavailable(lasting("this is not Windows")) from error

    def trouble(self) -> None:
        return None

    def play(self, path: Path) -> str | None:
        windows = self._winsound
        try:
            windows.PlaySound(str(path), windows.SND_FILENAME | windows.SND_ASYNC | windows.SND_NODEFAULT)
        except RuntimeError as error:
            return _("Windows does not play it ({error})").format(error=error)
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


class Sounds:
    """Plays the bundled chimes, as loud as wanted.

    `folder` is for the copies, and is made when the first is written; `volume` is in percent. Where a copy cannot be
    written, nothing is heard: better than a chime that is too loud.
    """

    def __init__(self, folder: Path, *, volume: int = FULL) -> None:
        self._folder = folder
        self._made: set[Path] = set()
        self._logged: set[str] = set()
        self.set_volume(volume)

    def set_volume(self, percent: int) -> None:
        """Be so loud from now on: 0 is silent, 100 as loud as the files are."""
        self._percent = max(0, min(FULL, percent))

    def play(self, name: Chime) -> None:
        """Begin to play, in place of what plays, and come back at once. What goes wrong is logged, and silent."""
        why = self.trouble()
        path = None if why else self.path(name)
        if path is not None and not isinstance(self._player, Unavailable):
            why = self._player.play(path)
        if why:
            self._log_once(f"no chime: {why}")

    def path(self, name: Chime) -> Path | None:
        """A WAV file as loud as wanted; None if nothing is to be heard, or there can be no such file."""
        if not self._percent:
            return None
        try:
            from posture_app.desktop.bundled import path_of  # noqa: PLC0415 - with the first chime

            whole = path_of("sounds", f"{name}.wav") if self._percent == FULL else None
            return whole or self._copy(name)
        except KnownError as error:
            self._log_once(str(error))
        except OSError as error:
            self._log_once(f"a chime of this volume cannot be written to {self._folder} ({error.strerror})")
        return None

    def why_silent(self) -> str | None:
        """One sentence that says why this app can play nothing by itself; None if it can."""
        why = self.trouble()
        return why and _("Chimes are heard only with notifications, where the desktop plays them: {why}.").format(
            why=why
        )

    @cached_property
    def _player(self) -> Player | Unavailable:
        try:
            return choose_player()
        except Unavailable as why:
            return why

    def trouble(self) -> str | None:
        """Why this app can play nothing by itself, without its full stop; None if it can."""
        return str(self._player) if isinstance(self._player, Unavailable) else self._player.trouble()

    def _copy(self, name: Chime) -> Path:
        """The copy for the present volume, written anew once a run: one of an earlier run may be cut short.

        Its name tells the volume, because players keep what they have read under the name.
        """
        path = self._folder / f"{name}-{self._percent}.wav"
        if path in self._made and path.is_file():
            return path
        from posture_app.desktop.bundled import read_bytes  # noqa: PLC0415 - with the first chime

        data = _scaled(read_bytes("sounds", f"{name}.wav"), (self._percent / FULL) ** 2)
        make_folder(self._folder)
        _write(path, data)
        self._made.add(path)
        for old in self._folder.glob(f"{name}-*.wav"):
            if old != path:
                with contextlib.suppress(OSError):  # it plays just now; it goes with the next
                    old.unlink()
        return path

    def _log_once(self, what: str) -> None:
        if what not in self._logged:
            self._logged.add(what)
            _log.info("%s", what)


def _scaled(data: bytes, factor: float) -> bytes:
    """The same sound, its amplitude multiplied. Squaring the volume makes 50 % about half as loud to the ear."""
    import wave  # noqa: PLC0415 - for those who want chimes, and not at full volume

    made = io.BytesIO()
    try:
        with wave.open(io.BytesIO(data)) as source:
            form = source.getparams()
            samples = array("h", source.readframes(form.nframes))
    except (wave.Error, EOFError, ValueError) as error:
        raise KnownError(_("A bundled chime is damaged; install Posture again.")) from error
    with wave.open(made, "wb") as target:
        target.setparams(form)
        target.writeframes(array("h", (round(sample * factor) for sample in samples)).tobytes())
    return made.getvalue()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, for this user only."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.touch(mode=0o600)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
