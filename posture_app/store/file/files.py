"""The log as files: private to their owner, set aside as a whole, never deleted."""

import logging
import os
import re
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _

LOGGER = logging.getLogger(__name__)
COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite puts beside its file; without the first of them the latest rows are missing."""
OWNER, ALL = 0o700, 0o777
BEFORE_RESTORE, DAMAGED = "before-restore-", "damaged-"
"""In the names of logs that are kept, before the moment of it: since another was restored, or because it is damaged."""
_STAMP = "%Y%m%dT%H%M%SZ"


def beside(path: Path, suffix: str) -> Path:
    """The file of the same name with something added."""
    return path.with_name(path.name + suffix)


def recovered_path(log: Path) -> Path:
    """Where the new log lies between its completion and its taking the place of the damaged one."""
    return beside(log, ".recovered")


def refuse_odd_companions(path: Path) -> None:
    """Raises KnownError if a file beside the log with one of SQLite's names cannot be SQLite's, because it is a folder,
    a pipe or a link: it would be read without end, or written to.
    """
    for suffix in COMPANIONS:
        found = beside(path, suffix)
        if found.is_symlink() or (found.exists() and not found.is_file()):
            raise KnownError(_("{path} is no ordinary file; move it away.").format(path=found))


def make_private(path: Path) -> None:
    """Create the folder (0700) if there is none, and take the log's files (0600) from everyone but their owner.

    A folder that is there already is the person's own, and stays as it is. Raises OSError if it cannot be made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = path.resolve()  # SQLite, too, has the companions of a linked log beside the log itself
    owners = path.stat().st_mode & OWNER if path.is_file() else 0o600
    for file in (path, *(beside(path, suffix) for suffix in COMPANIONS)):
        if file.is_file() and not file.is_symlink() and file.stat().st_mode & ALL != owners:
            try:
                file.chmod(owners)
            except OSError as error:
                LOGGER.warning("Others may be able to read %s: %s", file, error)


def stamp(now: datetime) -> str:
    """A moment (UTC) as part of a file name."""
    return f"{now.astimezone(UTC):{_STAMP}}"


def stamped(name: str, label: str) -> datetime | None:
    """The moment that follows this label in the name of a file; None if it is no name of ours."""
    found = re.search(rf"-{label}(\d{{8}}T\d{{6}}Z)", name)
    with suppress(ValueError):  # digits that are no moment
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
    return None


def free_name(path: Path, label: str) -> Path:
    """A name beside the log that is not taken: `log.db` with the label “damaged” becomes `log-damaged.db`."""
    name, count = path.with_stem(f"{path.stem}-{label}"), 1
    while any(beside(name, suffix).exists() for suffix in ("", *COMPANIONS)):
        count += 1
        name = path.with_stem(f"{path.stem}-{label}-{count}")
    return name


def set_aside(path: Path, now: datetime) -> Path:
    """Give the damaged log and what belongs to it a name with the time; returns that name."""
    aside = free_name(path, f"{DAMAGED}{stamp(now)}")
    rename(path, aside)
    return aside


def rename(path: Path, to: Path) -> None:
    """Give a database and what belongs to it another name. It goes last itself: cut short, this is done again."""
    for suffix in (*COMPANIONS, ""):
        if beside(path, suffix).exists():
            beside(path, suffix).rename(beside(to, suffix))


def temporary(path: Path) -> Path:
    """An empty private file beside the log, in which a new one is made; what is left of an earlier one is replaced."""
    made = beside(path, ".new")
    discard(made)
    made.touch(mode=0o600, exist_ok=False)
    return made


def flush(path: Path) -> None:
    """Make sure that the file and its name are on the disk and survive a power cut. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    if sys.platform != "win32":  # where a folder cannot be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(path: Path) -> None:
    """Remove a database that was being made, if it is there, and what SQLite put beside it."""
    for suffix in ("", *COMPANIONS):
        beside(path, suffix).unlink(missing_ok=True)


def size_of(path: Path) -> int:
    """How many bytes a database has, with what SQLite put beside it; 0 if it has just gone."""
    size = 0
    for each in ("", *COMPANIONS):
        with suppress(FileNotFoundError):
            found = beside(path, each).stat()
            size += found.st_size if stat.S_ISREG(found.st_mode) else 0
    return size


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another of the same name; None if there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
