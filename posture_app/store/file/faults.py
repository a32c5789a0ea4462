"""What can go wrong with a file, as one sentence for the person; everything else is a bug."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from posture_app.core.errors import KnownError

_READ_ONLY = "it or its disk is read-only; make it writable"
_LOCKED = (
    "another program has locked it, or this app itself, as it imports or merges; wait until that is over, or close the"
    " other program"
)
_DAMAGED = "it is damaged; quit and start again, and what can be read of it will be recovered"

KNOWN: dict[int, str] = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space",
    sqlite3.SQLITE_IOERR: "the disk reports an error; see whether it is full or failing",
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CANTOPEN: "its folder is not there or its disk is full, or you may not write there; see to that",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
"""Why, and what to do, by SQLite's primary result code (https://www.sqlite.org/rescode.html)."""
BY_ERRNO = {
    errno.ENOSPC: KNOWN[sqlite3.SQLITE_FULL],
    errno.EDQUOT: KNOWN[sqlite3.SQLITE_FULL],
    errno.EIO: KNOWN[sqlite3.SQLITE_IOERR],
    errno.EROFS: _READ_ONLY,
}
"""The same where the operating system says so."""
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
MET_DAMAGE = ".damaged"
"""An empty file with this ending beside a log says that damage was met while reading it. A start does not look at all
of a log, which would take too long, so the log may seem sound then; it is recovered all the same.
"""
ELSEWHERE = {*KNOWN, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL} - {*DAMAGE}
"""Errors whose cause lies outside the file."""


def code(error: sqlite3.Error) -> int:
    """SQLite's primary result code, or -1 where the error is Python's own."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF


def is_elsewhere(error: sqlite3.Error) -> bool:
    """Whether the file may be sound: its disk or another program is in the way."""
    return code(error) in ELSEWHERE


def reason(error: Exception) -> str | None:
    """Why the file fails and what to do about it, or None if the error is a bug of ours."""
    match error:
        case sqlite3.OperationalError() if not hasattr(error, "sqlite_errorcode"):
            return _DAMAGED  # Python's own, for text that cannot be decoded
        case sqlite3.Error():
            return KNOWN.get(code(error))
        case OSError(errno=number) if number in BY_ERRNO:
            return BY_ERRNO[number]
        case OSError():
            return f"{error.strerror or error}; see that its folder is there and that you may write to it"
        case _:
            return None


def explained(path: Path | None, error: Exception, *, doing: str = "used") -> KnownError:
    """The error as a sentence that names the file. Raises the error itself if it is a bug. Damage is noted, so that the
    next start does what the sentence promises.
    """
    if isinstance(error, KnownError):
        return error
    why = reason(error)
    if why is None:
        raise error
    if why == _DAMAGED and path is not None:
        note_damage(path)
    return KnownError(f"The log {path or 'in memory'} cannot be {doing}: {why}.")


def backup_failed(where: Path, error: Exception, *, doing: str = "written") -> KnownError:
    """The same for a backup."""
    why = reason(error)
    if why is None:
        raise error
    return KnownError(f"The backup {where} cannot be {doing}: {why}.")


def damaged(path: Path) -> KnownError:
    """Note that the log is damaged, so that the next start recovers it; returns the sentence that says so."""
    note_damage(path)
    return KnownError(f"The log {path} is not whole: {_DAMAGED}.")


def note_damage(path: Path) -> None:
    """Have the next start recover this log, even if it seems sound then."""
    with suppress(OSError):  # then it will be met again
        path.with_name(path.name + MET_DAMAGE).touch(mode=0o600)


@contextmanager
def explaining(path: Path | None, doing: str) -> Iterator[None]:
    """What the file or its disk makes fail inside is raised as KnownError, in one sentence that names the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise explained(path, error, doing=doing) from error


@contextmanager
def reading(path: Path | None) -> Iterator[None]:
    """The same while reading; and a value that cannot be is reported as damage of the file."""
    try:
        with explaining(path, "read"):
            yield
    except (ValueError, OverflowError) as error:
        raise KnownError(f"The log {path} cannot be read: it is damaged ({error}).") from error
