"""One app for each data folder."""

from PySide6.QtCore import QLockFile

from posture_app.core.errors import KnownError
from posture_app.desktop.paths import Places


class Instance:
    """Holds the lock of a data folder; a process that dies lets go of it."""

    def __init__(self, where: Places) -> None:
        self._path = where.lock
        self._lock = QLockFile(str(where.lock))
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Take the lock; False if a running app has it. Raises KnownError if it cannot be made."""
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        raise KnownError(f"The lock {self._path} cannot be made; is the disk full, or the folder not yours?")

    def release(self) -> None:
        """Let go."""
        self._lock.unlock()
