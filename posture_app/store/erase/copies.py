"""The copies of the log that the app keeps, and what is erased from them.

They are the backups, the log as it was before a new version or a restore, one that was replaced or damaged, and what is
left of making any of these. Each that has something to lose is written anew under another name, which then takes its
place: cut short, there is the old one or the new one, and it can be done again.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.language import _
from posture_app.core.record.erasing import Stretch
from posture_app.store.erase.erasing import RECORD, erase_rows, overwriting, reaches, was_erased
from posture_app.store.file.backup_folder import UNFINISHED, backup_folder
from posture_app.store.file.connection import connect, pragma, restrain
from posture_app.store.file.faults import backup_failed, is_elsewhere
from posture_app.store.file.files import (
    BEFORE_RESTORE,
    COMPANIONS,
    DAMAGED,
    beside,
    discard,
    flush,
    recovered_path,
    size_of,
    stamped,
)
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.file.schema import APPLICATION_ID, FIRST, VERSION
from posture_app.store.file.stages import IMPORT, REST, remove
from posture_app.store.merge.devices import own_uid
from posture_app.store.merge.shared_folder import OnLog, at_once, own_copies, shared_name, write_shared

KEPT, BACKUP = rf"(-(version-|{BEFORE_RESTORE}|replaced|{DAMAGED}).*)?", r"-\d{4}-\d\d-\d\d"
"""What follows after the name of the log in those of its copies, beside it and among the backups."""
T = TypeVar("T")


class _Holds(Enum):
    """Whether a copy may have something of a stretch; `UNKNOWN` where it cannot be read."""

    NOTHING = auto()
    SOMETHING = auto()
    UNKNOWN = auto()


def erase_copies(log: Path, stretch: Stretch | None, stop: Callable[[], bool]) -> tuple[Path, ...]:
    """Erase the stretch, or everything (None), from all copies of the log.

    Those that have nothing else go, and so do those that cannot be read and may have something of it: returns these.
    Raises KnownError if one of them resists, and StoppedError once `stop` says so; do it again then.
    """
    gone: list[Path] = []
    for path in _left_over(log):
        _guarded(path, remove)
    for path in copies(log):
        if stop():
            raise StoppedError
        if stretch is None:
            _guarded(path, discard)
        elif _guarded(path, lambda copy: _erase(copy, stretch)):
            gone.append(path)
    return tuple(gone)


def erase_shared(log: Path, stretch: Stretch | None, folder: Path, on_log: OnLog = at_once) -> None:
    """Write our file in the shared folder anew, without the stretch, which is erased from the log already; or remove it
    (None). The same with copies of it that lie there. `on_log` does what concerns the log.

    Raises KnownError if that cannot be done. What other computers have read of it is theirs.
    """
    if stretch is not None:
        write_shared(log, folder, None, on_log)
    elif not folder.is_dir():
        raise KnownError(
            _("The shared folder {folder} is not there; connect its disk, or choose another folder.").format(
                folder=folder
            )
        )
    uid = on_log(lambda: own_uid(log))
    if stretch is None:
        _guarded(folder / shared_name(uid), discard)
    for path in _guarded(folder, lambda there: own_copies(there, uid)):
        _guarded(path, discard if stretch is None else lambda copy: _erase(copy, stretch))


def copies(log: Path) -> list[Path]:
    """The copies there are, unread."""
    found = [path for path, rest in _files(log) if not rest and path != log]
    return found + [path for path in (recovered_path(log),) if path.exists()]


def _left_over(log: Path) -> list[Path]:
    """Files that are no copies, but what is left of making one, or of one that is gone."""
    return [
        path
        for path, rest in _files(log)
        if re.fullmatch(REST, rest)
        or (rest in COMPANIONS and not (of := path.with_name(path.name.removesuffix(rest))).exists() and of != log)
    ]


def _files(log: Path) -> list[tuple[Path, str]]:
    """The files that are named after the log or a copy of it, and what there is in their names beyond that."""
    found: list[tuple[Path, str]] = []
    for folder, label in ((log.parent, KEPT), (backup_folder(log), BACKUP)):
        named = re.compile(rf"{re.escape(log.stem)}{label}{re.escape(log.suffix)}(?P<rest>[-.].*)?")
        try:
            there = sorted(path for path in folder.iterdir() if path.is_file() or path.name.endswith(IMPORT))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise backup_failed(folder, error, doing="read") from error
        found += [(path, match["rest"] or "") for path in there if (match := named.fullmatch(path.name))]
    return found


def _guarded(path: Path, do: Callable[[Path], T]) -> T:
    try:
        return do(path)
    except (OSError, sqlite3.Error) as error:
        raise backup_failed(path, error, doing="cleared") from error


def _erase(copy: Path, stretch: Stretch) -> bool:
    """Erase it from this copy; whether the copy had to go because it cannot be read."""
    holds = _look(copy, stretch)
    if holds is _Holds.SOMETHING:
        holds = _rewrite(copy, stretch)
    if holds is _Holds.UNKNOWN:
        discard(copy)
    return holds is _Holds.UNKNOWN


def _look(copy: Path, stretch: Stretch) -> _Holds:
    before = stamped(copy.name, DAMAGED)
    if before is not None:
        return _Holds.NOTHING if stretch.since is not None and before < stretch.since else _Holds.UNKNOWN
    if copy.stat().st_size == 0:
        return _Holds.NOTHING
    try:
        with closing(connect(copy)) as connection:  # which, when closed, leaves nothing beside the file
            restrain(connection, size_of(copy))
            return _look_into(connection, stretch)
    except sqlite3.DatabaseError as error:
        if is_elsewhere(error):
            raise
        return _Holds.UNKNOWN


def _look_into(connection: sqlite3.Connection, stretch: Stretch) -> _Holds:
    if pragma(connection, "application_id") != APPLICATION_ID:
        return _Holds.NOTHING  # another program's, and none of ours
    if not FIRST <= pragma(connection, "user_version") <= VERSION:
        return _Holds.UNKNOWN
    done = was_erased(connection, stretch) or not reaches(connection, stretch)
    return _Holds.NOTHING if done else _Holds.SOMETHING


def _rewrite(copy: Path, stretch: Stretch) -> _Holds:
    """Put what else there is in the copy in its place, if it can be read."""
    if any(beside(copy, suffix).exists() for suffix in COMPANIONS):
        raise KnownError(_("The backup {copy} is in use by another program; close that.").format(copy=copy))
    made = beside(copy, UNFINISHED)
    discard(made)
    try:
        made.touch(mode=0o600)
        shutil.copyfile(copy, made)
        if inspect(made) is not FileState.SOUND:
            return _Holds.UNKNOWN
        if _clear(made, stretch):
            flush(made)
            made.replace(copy)
            flush(copy)
        else:
            discard(copy)
    finally:
        discard(made)
    return _Holds.NOTHING


def _clear(made: Path, stretch: Stretch) -> bool:
    """Erase it from this file, which may be lost on the way; whether something else is in it."""
    with closing(connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY").fetchone()
        connection.execute("PRAGMA synchronous = OFF")
        with overwriting(connection):
            erase_rows(connection, stretch)
        rows = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in RECORD)  # noqa: S608 - names of ours
        return connection.execute(f"{rows} LIMIT 1").fetchone() is not None
