"""A lock of the operating system on a file: it ends with the process that holds it, however that ends.

What the file says, and whether one is left behind, has no meaning. Nobody takes it away, or two could each lock one.
"""

import contextlib
import os
import sys
import threading
from pathlib import Path

STEP_MS = 10
FAR = 1 << 30
"""The byte that is locked on Windows, where nobody else can read what is locked."""
_HELD: tuple[type[OSError], ...] = (PermissionError,) if sys.platform == "win32" else (BlockingIOError,)


class FileLock:
    """Not held until it is taken. It is no child's, so that none can hold it longer than we live."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None
        self._said = False

    def take(self, milliseconds: int = 0, *, make: bool = True) -> bool:
        """Take it; False if another process has it for so long. With `make` the file is made if there is none.

        Raises OSError if the file cannot be opened or made, or if its disk knows no locks.
        """
        flags = os.O_RDWR | (os.O_CREAT if make else 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        file = os.open(self.path, flags, 0o600)
        for again in range(1 + milliseconds // STEP_MS):
            if again:  # nothing tells when it is let go of
                threading.Event().wait(STEP_MS / 1000)
            try:
                _lock(file)
            except _HELD:
                continue
            except OSError:
                os.close(file)
                raise
            else:
                self._file = file
                return True
        os.close(file)
        return False

    def say(self, text: str) -> None:
        """Leave a word about who has it, for people to read."""
        assert self._file is not None
        self._said = True
        with contextlib.suppress(OSError):  # a full disk
            os.ftruncate(self._file, 0)
            os.write(self._file, text.encode(errors="replace"))

    def release(self) -> None:
        """Let go, and take back what was said; harmless if it is not held."""
        if self._file is not None:
            if self._said:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
