"""What lies beside the log while something is made of it or read into it, under names that tell by which process. If
that is killed it stays, with all that the log holds: it goes at the next start, and at any deletion.
"""

import contextlib
import itertools
import logging
import os
import re
import shutil
import sys
from pathlib import Path

from posture_app.store.file.backup_folder import UNFINISHED, backup_folder
from posture_app.store.file.files import COMPANIONS, beside, discard

TAKEN, IMPORT = ".other", ".import"
"""Another log, to be read; and the folder of a file that is imported. What is made anew is `UNFINISHED`."""
_SUFFIXES = "|".join(re.escape(each) for each in (UNFINISHED, TAKEN, IMPORT))
REST = rf"(\.(?P<process>\d+)(-\d+)?)?({_SUFFIXES})+({'|'.join(COMPANIONS)})?"
"""What follows in their names after that of the log, or of a copy of it."""
LOGGER = logging.getLogger(__name__)
_numbers = itertools.count(1)


def stage_path(log: Path, suffix: str) -> Path:
    """A new name of such a file or folder, of this process alone: several of its threads may have one."""
    return beside(log, f".{os.getpid()}-{next(_numbers)}{suffix}")


def sweep(log: Path) -> None:
    """Remove what was left behind, while no app runs: what names no process, or one that has ended."""
    left = re.compile(rf"{re.escape(log.stem)}(-.*)?{re.escape(log.suffix)}{REST}")
    for folder in (log.parent, backup_folder(log)):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            found = left.fullmatch(path.name)
            if found and not (found["process"] and _lives(int(found["process"]))):
                try:
                    remove(path)
                except OSError as error:  # on Windows also: it is in use
                    LOGGER.warning("%s was left behind and cannot be removed: %s", path, error)


def remove(path: Path) -> None:
    """Remove it, a file or a folder. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        discard(path)


def _lives(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return False  # and what is in use cannot be removed there
    with contextlib.suppress(PermissionError):  # somebody else's
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True
