"""The folder of a person's own exercises: files of content and pictures, read with care, and written.

Nothing is opened but the plain files in it: a link is not followed, and a name with a folder in it is none.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from posture_app.core.content.checked_table import Fault
from posture_app.core.content.content import Content
from posture_app.core.content.own import ENDINGS, PICTURE, read_own
from posture_app.core.content.picture_check import CheckedPicture, RefusedError, checked
from posture_app.core.content.raster_check import LARGEST as LARGEST_PICTURE
from posture_app.core.errors import KnownError
from posture_app.core.language import _, labelled
from posture_app.desktop.content_files import parsed
from posture_app.desktop.paths import make_folder

LARGEST_FILE = 2**17
"""Bytes of a file of content,"""
LARGEST_WHOLE = 2**20
"""and of all of them together: more would take longer to read than one waits."""
MOST_FILES = 500
"""Of any kind."""


class OwnFolder:
    """Reads and writes it. It need not be there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, shipped: Content) -> tuple[Content, tuple[Fault, ...]]:
        """What is in it, besides what is shipped, and every fault; a picture that cannot be shown is one."""
        names = self._names()
        faults: list[Fault] = []
        if len(names) > MOST_FILES:
            faults.append(Fault(self.path.name, _("it has more than {most} files.").format(most=MOST_FILES)))
        pictures = [name for name in names[:MOST_FILES] if name.lower().endswith(ENDINGS)]
        tables, unread = parsed(self._content_files(names[:MOST_FILES], faults), faults)
        content, more = read_own(tables, pictures, shipped)
        return content, (*unread, *more, *self.bad_pictures(content))

    def picture(self, name: str) -> CheckedPicture:
        """The picture of this name, as an exercise names it. Raises KnownError if it cannot be shown."""
        file = name.removeprefix(PICTURE)
        try:
            return checked(self._read(file, LARGEST_PICTURE))
        except OSError as error:
            raise KnownError(
                _("The picture {file} cannot be read: {why}.").format(file=file, why=error.strerror)
            ) from error
        except RefusedError as error:
            raise KnownError(labelled(str(file), str(error))) from error

    def read(self, name: str) -> bytes | None:
        """A file of content as it is; None if there is none that can be read."""
        try:
            return self._read(name, LARGEST_FILE)
        except OSError:
            return None

    def write(self, files: Mapping[str, bytes | None]) -> None:
        """Write these whole files, pictures first, and take away those that are None. Raises KnownError."""
        make_folder(self.path)
        try:
            for name, data in sorted(files.items(), key=lambda each: each[0].endswith(".toml")):
                path = self.path / _plain(name)
                if data is None:
                    path.unlink(missing_ok=True)
                    continue
                new = self.path / f".{name}.new"
                new.write_bytes(data)
                new.replace(path)
        except OSError as error:
            raise KnownError(
                _("{path} cannot be written: {why}.").format(path=self.path, why=error.strerror)
            ) from error

    def names(self) -> tuple[str, ...]:
        """The files in it."""
        return tuple(self._names())

    def _names(self) -> list[str]:
        try:
            return sorted(file.name for file in self.path.iterdir() if not file.name.startswith("."))
        except OSError:
            return []

    def _content_files(self, names: list[str], faults: list[Fault]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        whole = 0
        for name in names:
            if not name.endswith(".toml"):
                continue
            try:
                data = self._read(name, LARGEST_FILE)
            except OSError as error:
                why = _("it cannot be read and is left out: {why}.").format(why=error.strerror)
                faults.append(Fault(name, why))
                continue
            whole += len(data)
            if whole > LARGEST_WHOLE:
                faults.append(Fault(name, _("it is left out: together the files are too large.")))
            else:
                found[name] = data
        return found

    def bad_pictures(self, content: Content) -> list[Fault]:
        """Why those that these exercises name cannot be shown."""
        faults = []
        for name in dict.fromkeys(exercise.illustration for exercise in content.exercises):
            if name.startswith(PICTURE):
                try:
                    self.picture(name)
                except KnownError as error:
                    faults.append(Fault(name.removeprefix(PICTURE), str(error).partition(": ")[2]))
        return faults

    def _read(self, name: str, most: int) -> bytes:
        """A plain file of this folder itself. Raises OSError, also if it is larger."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.path / _plain(name), flags)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(0, _("it is no plain file"))
            data = file.read(most + 1) if status.st_size <= most else b""
            if status.st_size > most or len(data) > most:
                raise OSError(0, _("it is larger than {size} KiB").format(size=most // 1024))
        return data


def _plain(name: str) -> str:
    """Return the name, if it is one of a file and not of a way to somewhere. Raises OSError."""
    if not name or name.startswith(".") or any(mark in name for mark in "/\\:\0"):
        raise OSError(0, _("that is no name of a file"))
    return name
