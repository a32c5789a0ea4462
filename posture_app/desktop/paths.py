"""Where things are kept: the log, the settings, and what belongs to one run."""

import errno
import logging
import os
import stat
import sys
import tempfile
import zlib
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.value import value

APP = "posture-app"
KEPT = ("settings.toml*", ".settings.toml*", "posture*.db*", "posture-app.log*", "running.*", "backups/posture*.db*")
"""What the app keeps in its folders."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LONGEST_ADDRESS = 103
"""So many bytes the address of a socket may have on macOS; on Linux four more."""

_log = logging.getLogger(__name__)


@value
class Places:
    """The files and folders of one installation; none need exist."""

    data: Path
    config: Path

    @property
    def database(self) -> Path:
        return self.data / "posture.db"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"

    @property
    def own_content(self) -> Path:
        """The exercises of the person's own, with their pictures."""
        return self.config / "exercises"

    @property
    def messages(self) -> Path:
        """What the app has to say to those who look after it."""
        return self.data / "posture-app.log"

    @property
    def recording(self) -> Path:
        """What the engine was fed in this run, if the person wants it."""
        return self.data / "recording.jsonl"

    @property
    def lock(self) -> Path:
        """Held while the app runs."""
        return self.data / "running.lock"

    @property
    def control(self) -> str:
        """The address of the control socket: named after the data folder, in a folder only this user can enter.

        A path inside the data folder could be longer than a socket's address may be.
        """
        name = f"{zlib.crc32(os.fsencode(os.path.realpath(self.data))):08x}"
        if sys.platform == "win32":
            return rf"\\.\pipe\{APP}-{os.environ.get('USERNAME', '')}-{name}"
        return str(_runtime_dir(f"{name}.sock") / f"{name}.sock")

    @property
    def address(self) -> Path:
        """Where the running app leaves the address of its control socket."""
        return self.data / "running.address"

    def found_control(self) -> str:
        """The address at which the running app answers, also if it was started with another environment."""
        try:
            written = self.address.read_text(encoding="utf-8").strip() if self.address.is_file() else ""
            usable = sys.platform == "win32" or Path(written).is_socket()
        except (OSError, ValueError):
            return self.control
        copied = Path(written).name != Path(self.control).name  # with the folder, of another app's
        return written if usable and not copied else self.control


def places(data_dir: Path | None) -> Places:
    """The places of the person, or all in one folder."""
    if data_dir is not None:
        whole = data_dir.expanduser().resolve()
        return Places(data=whole, config=whole)
    import platformdirs  # noqa: PLC0415 - not needed with --data-dir

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Places(
        data=_let_in("DATA", ".local/share") or Path(dirs.user_data_dir),
        config=_let_in("CONFIG", ".config") or Path(dirs.user_config_dir),
    )


def _let_in(kind: str, usual: str) -> Path | None:
    """For a Flatpak the folder of all other ways to install the app, if it has been let in: there is one record of a
    person. Without that there is no such folder, and what is written in its place is gone at the end.
    """
    if not os.environ.get("FLATPAK_ID"):
        return None
    folder = Path(os.environ.get(f"HOST_XDG_{kind}_HOME") or Path.home() / usual) / APP
    return folder if folder.is_dir() else None


def make_folder(path: Path) -> None:
    """Make a folder that only this user can enter; one that exists is the person's, and stays as it is.

    A disk that is full or read-only is left to those who write: reminders need none. Raises KnownError if it cannot be.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in (errno.EROFS, errno.ENOSPC, errno.EDQUOT):
            return
        raise KnownError(
            _("The folder {path} cannot be used ({reason}); choose another with --data-dir.").format(
                path=path, reason=error.strerror
            )
        ) from error


def take_from_others(where: Places) -> None:
    """Let nobody else read what is kept there, whoever could before; the log itself is the store's.

    A folder that the person named stays as it is, but for what the app keeps in it. Links are not followed.
    """
    for folder in {where.data, where.config}:
        if folder.name == APP:
            _take(folder)
        for pattern in KEPT:
            for path in folder.glob(pattern):
                _take(path)


def _take(path: Path) -> None:
    if sys.platform == "win32":  # it has no such rights
        return
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:  # a link, or not ours to read
        return
    try:
        status = os.fstat(file)
        kind = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        if kind and status.st_uid == os.getuid() and status.st_mode & OTHERS:
            os.fchmod(file, status.st_mode & stat.S_IRWXU)
    except OSError as error:
        _log.warning("Others may be able to read %s: %s", path, error.strerror)
    finally:
        os.close(file)


def lock_out_others(path: Path) -> None:
    """Make the folder of the control socket, which only this user can enter, or see to it that one that exists is such.

    A link is not followed: it may lead to another folder of this user. Raises KnownError if it cannot be done.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        pass  # and no folder: said below
    except OSError as error:
        raise KnownError(
            _(
                "The folder {path}, through which the commands reach the app, cannot be made ({reason}); set "
                "XDG_RUNTIME_DIR to a folder of your own."
            ).format(path=path, reason=error.strerror)
        ) from error
    if sys.platform == "win32":
        return
    try:
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except PermissionError as error:
        raise KnownError(
            _("{path} keeps you out; have it removed, so that the app can make its own.").format(path=path)
        ) from error
    except OSError as error:
        raise KnownError(
            _("{path} is not a folder; remove it, so that the app can make its own.").format(path=path)
        ) from error
    try:
        status = os.fstat(folder)
        if status.st_uid != os.getuid():
            raise KnownError(
                _("{path} belongs to somebody else; have it removed, so that the app can make its own.").format(
                    path=path
                )
            )
        if stat.S_IMODE(status.st_mode) != stat.S_IRWXU:
            os.fchmod(folder, stat.S_IRWXU)
    finally:
        os.close(folder)


def _runtime_dir(name: str) -> Path:
    """The first folder in which a socket of this name has an address that is not too long."""
    if sys.platform == "win32":
        raise AssertionError("pipes need no folder")
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    own = f"{APP}-{os.getuid()}"
    folders = [Path(tempfile.gettempdir()) / own, Path("/tmp") / own]  # noqa: S108 - only its user can enter it
    if Path(base).is_absolute() and Path(base).is_dir() and os.access(base, os.W_OK):
        folders.insert(0, Path(base) / APP)
    flatpak = os.environ.get("FLATPAK_ID")
    if flatpak and folders[0].parent == Path(base) and (shared := Path(base, "app", flatpak)).is_dir():
        folders.insert(0, shared)  # all else there is seen by one start of a Flatpak only
    return next((folder for folder in folders if len(os.fsencode(folder / name)) <= LONGEST_ADDRESS), folders[-1])
