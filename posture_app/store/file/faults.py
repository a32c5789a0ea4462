"""What can go wrong with a file, as one sentence for the person; everything else is a bug."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import N_, _

_READ_ONLY = N_("it or its disk is read-only; make it writable")
_LOCKED = N_(
    "another program has locked it, or this app itself, as it imports or merges; wait until that is over, or close the"
    " other program"
)
_DAMAGED = N_("it is damaged; quit and start again, and what can be read of it will be recovered")

KNOWN: dict[int, str] = {
    sqlite3.SQLITE_FULL: N_("the disk is full; free some space"),
    sqlite3.SQLITE_IOERR: N_("the disk reports an error; see whether it is full or failing"),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CANTOPEN: N_("its folder is not there or its disk is full, or you may not write there; see to that"),
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
LOG_CANNOT = {
    "used": N_("The log {path} cannot be used: {why}."),
    "read": N_("The log {path} cannot be read: {why}."),
    "written": N_("The log {path} cannot be written: {why}."),
    "opened": N_("The log {path} cannot be opened: {why}."),
    "replaced": N_("The log {path} cannot be replaced: {why}."),
    "checked": N_("The log {path} cannot be checked: {why}."),
    "copied": N_("The log {path} cannot be copied for the shared folder: {why}."),
}
BACKUP_CANNOT = {
    "read": N_("The backup {path} cannot be read: {why}."),
    "written": N_("The backup {path} cannot be written: {why}."),
    "cleared": N_("The backup {path} cannot be cleared of what is to be deleted: {why}."),
}
"""What cannot be done, by the word for it."""
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
    known = _known(error)
    if known is None and isinstance(error, OSError):
        text = _("{reason}; see that its folder is there and that you may write to it")
        return text.format(reason=error.strerror or error)
    return known and _(known)


def _known(error: Exception) -> str | None:
    """The reason for `_`, if it is one that has words here."""
    match error:
        case sqlite3.OperationalError() if not hasattr(error, "sqlite_errorcode"):
            return _DAMAGED  # Python's own, for text that cannot be decoded
        case sqlite3.Error():
            return KNOWN.get(code(error))
        case OSError(errno=number) if number in BY_ERRNO:
            return BY_ERRNO[number]
        case _:
            return None


def explained(path: Path | None, error: Exception, *, doing: str = "used") -> KnownError:
    """The error as a sentence that names the file, of `LOG_CANNOT`. Raises the error itself if it is a bug. Damage is
    noted, so that the next start does what the sentence promises.
    """
    if isinstance(error, KnownError):
        return error
    why = reason(error)
    if why is None:
        raise error
    if _known(error) == _DAMAGED and path is not None:
        note_damage(path)
    return KnownError(_(LOG_CANNOT[doing]).format(path=path or _("in memory"), why=why))


def backup_failed(where: Path, error: Exception, *, doing: str = "written") -> KnownError:
    """The same for a backup, of `BACKUP_CANNOT`."""
    why = reason(error)
    if why is None:
        raise error
    return KnownError(_(BACKUP_CANNOT[doing]).format(path=where, why=why))


def damaged(path: Path) -> KnownError:
    """Note that the log is damaged, so that the next start recovers it; returns the sentence that says so."""
    note_damage(path)
    return KnownError(_("The log {path} is not whole: {why}.").format(path=path, why=_(_DAMAGED)))


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
        raise KnownError(
            _("The log {path} cannot be read: it is damaged ({error}).").format(path=path, error=error)
        ) from error
