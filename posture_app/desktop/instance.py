"""One app for each data folder."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from posture_app.core.errors import KnownError
from posture_app.desktop.paths import Places


class Instance:
    """Holds the lock of a data folder; a process that dies lets go of it."""

    def __init__(self, where: Places) -> None:
        """Where the data folder takes no file (a full or read-only disk), the lock lies beside the control socket."""
        self._places = (where.lock, Path(f"{where.control}.lock"))
        self._lock = self._made(self._places[0])

    def take(self, milliseconds: int = 0) -> bool:
        """Take the lock; False if a running app has it for so long. Raises KnownError if it cannot be made."""
        for path in self._places:
            self._lock = self._made(path)
            if self._lock.tryLock(milliseconds):
                return True
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
        raise KnownError(f"The lock {self._places[0]} cannot be made; is the folder yours?")

    @staticmethod
    def _made(path: Path) -> QLockFile:
        lock = QLockFile(str(path))
        lock.setStaleLockTime(0)
        return lock

    def release(self) -> None:
        """Let go."""
        self._lock.unlock()
