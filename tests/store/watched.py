"""Writes on a log whose every change is written down, a program for a process of its own (see `disk.c`).

python -m tests.store.watched LOG NOTES COUNT
"""

import ctypes
import os
import sys
from pathlib import Path

from tests.store.conftest import open_at
from tests.store.log_writes import do


def main(path: Path, notes: Path, count: int) -> None:
    """So many writes, from the opening of the log to its closing."""
    disk = ctypes.CDLL(os.environ["LD_PRELOAD"])
    with notes.open("wb") as file:
        disk.disk_note(file.fileno())
        log = open_at(path)
        log._database.connection.execute("PRAGMA wal_autocheckpoint = 25").fetchone()  # so that there are many
        for number in range(count):
            do(log, number)
            disk.disk_mark(number + 1)
        log.close()
        disk.disk_note(-1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
