"""One app for each data folder."""

import os
import socket
import sys
from pathlib import Path

from posture_app.core.language import _
from posture_app.core.text import one_line
from posture_app.desktop.control.protocol import lives
from posture_app.desktop.file_lock import FileLock
from posture_app.desktop.paths import Places, lock_out_others


class Instance:
    """Holds the lock of a data folder for as long as this process lives, or until it lets go.

    Where the data folder takes no file (a full or read-only disk), or its disk knows no locks, the lock lies beside
    the control socket. Where there can be none either, a control socket that refuses is the proof that no app lives.
    """

    def __init__(self, where: Places) -> None:
        self._where = where
        self._locks = [FileLock(path) for path in (where.lock, Path(f"{where.control}.lock"))]
        self.refusals: list[str] = []
        """Which locks could not be had, and why."""

    def take(self, milliseconds: int = 0, *, make: bool = True) -> bool:
        """Take the lock; False if an app lives that has it for so long. Without `make` no file is made for it.

        Raises KnownError if the folder of the control socket cannot be had for this user alone.
        """
        self.refusals.clear()
        if make and sys.platform != "win32":
            lock_out_others(Path(self._where.control).parent)
        for lock in self._locks:
            try:
                taken = lock.take(milliseconds, make=make)
            except OSError as error:
                if make or not isinstance(error, FileNotFoundError):
                    self.refusals.append(
                        _("{path} cannot be locked ({reason})").format(path=lock.path, reason=error.strerror)
                    )
                continue
            if taken and self._lives(0):  # somebody has removed the file that it locked, or it has another beside it
                lock.release()
                return False
            if taken and make:
                lock.say(f"{os.getpid()} {socket.gethostname()}\n")
            return taken
        return not self._lives(milliseconds)

    def holder(self) -> str:
        """One sentence that says who holds the lock, as far as they have said; empty if they have not."""
        try:
            number, host = one_line(self._where.lock.read_bytes()[:300].decode(errors="replace")).split()
        except (OSError, ValueError):
            return ""
        return (
            _("It was started as process {number} on “{host}”.").format(number=number, host=host)
            if number.isdecimal()
            else ""
        )

    def _lives(self, milliseconds: int) -> bool:
        return lives(self._where.found_control(), milliseconds)

    def release(self) -> None:
        for lock in self._locks:
            lock.release()
