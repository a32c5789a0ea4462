"""Another log of this app, to be read: as a verified copy beside ours, so that not a byte of it changes, and what
is read is what was verified. So it may lie on a disk that cannot be written, on another computer, or in use there.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.store.file.backup_folder import UNFINISHED
from posture_app.store.file.connection import connect, transaction
from posture_app.store.file.faults import DAMAGE, code, explained, reason
from posture_app.store.file.files import beside, discard
from posture_app.store.file.foreign import (
    DamagedError,
    HalfCopiedError,
    RefusedError,
    bring_rows,
    copy_with_latest,
    has_own_schema,
    refuse_companions,
    refuse_strange,
)
from posture_app.store.file.inspection import HEADER, MAGIC, OWNER, USER_VERSION, FileState, inspect
from posture_app.store.file.odd_rows import NOTHING, OddRows, take_out
from posture_app.store.file.schema import APPLICATION_ID, VERSION
from posture_app.store.file.stages import TAKEN, stage_path

TRIES = 3
"""How often it is copied anew because somebody wrote into it meanwhile."""
Looks = tuple[int, int, int]
"""What tells a file from the same one after a change: its number, its size, and when it was written (ns)."""


class OlderError(RefusedError):
    """The log is of an older version of the app."""


def looks(path: Path) -> Looks:
    """How a file looks now. Raises OSError."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def copied(other: Path, log: Path) -> Iterator[Path]:
    """A copy of the other log as it is; it goes at the end. Raises KnownError if there cannot be one."""
    made = stage_path(log, TAKEN)
    try:
        try:
            _refuse_no_log(other, log)
            _copy(other, made)
        except OSError as error:
            raise KnownError(
                _("{path} cannot be read, or not be copied beside the log: {why}.").format(
                    path=other, why=reason(error)
                )
            ) from error
        yield made
    finally:
        discard(made)


def _refuse_no_log(other: Path, log: Path) -> None:
    if not other.exists():
        raise KnownError(_("There is no file {path}.").format(path=other))
    if not other.is_file():
        raise RefusedError(_("{path} is no ordinary file, and so no log.").format(path=other))
    if log.exists() and other.samefile(log):
        raise RefusedError(_("{path} is this computer’s own log; name that of another.").format(path=other))
    with other.open("rb") as file:
        header = file.read(HEADER)
    if not header:
        raise HalfCopiedError(_("{path} is empty, and so no log.").format(path=other))
    if not header.startswith(MAGIC[: len(header)]):
        raise RefusedError(_("{path} is not a log: it is no database.").format(path=other))
    if len(header) == HEADER and int.from_bytes(header[OWNER]) != APPLICATION_ID:
        raise RefusedError(_("{path} is not a log: it is a database of another program.").format(path=other))
    if 0 < int.from_bytes(header[USER_VERSION], signed=True) < VERSION:
        raise OlderError(
            _("{path} is of an older version; start this version of the app once where it is used.").format(path=other)
        )
    refuse_companions(other)


def _copy(other: Path, made: Path) -> None:
    """Copy it as it is at one moment: the file itself does not change while its write-ahead log grows."""
    discard(made)
    for _try in range(TRIES):
        before = looks(other)
        copy_with_latest(other, made)
        if looks(other) == before:
            return
    raise HalfCopiedError(_("{path} is just being written; try again in a moment.").format(path=other))


def verify(other: Path, made: Path, now: datetime | None) -> OddRows:
    """See that the copy of the other log is a log of the present version, and take out what cannot be, by the
    present `now` (UTC); with None nothing.

    Raises KnownError with the reason if it is not.
    """
    try:
        if not has_own_schema(made):
            _rewrite(made)
        if inspect(made) is not FileState.SOUND:
            raise HalfCopiedError(_("{path} is damaged, or not all of it is there.").format(path=other))
        with closing(connect(made)) as connection:
            refuse_strange(connection)
            if now is None:
                return NOTHING
            with transaction(connection):
                return take_out(connection, now)
    except RefusedError:
        raise
    except DamagedError as error:
        raise HalfCopiedError(_("{path} is damaged: {error}.").format(path=other, error=error)) from error
    except KnownError as error:
        raise RefusedError(str(error).replace(str(made), str(other))) from error  # nobody needs to know of the copy
    except sqlite3.DatabaseError as error:
        if code(error) in DAMAGE:
            raise HalfCopiedError(_("{path} is damaged, or not all of it is there.").format(path=other)) from error
        raise explained(other, error, doing="read") from error
    except OSError as error:
        raise explained(other, error, doing="read") from error


def _rewrite(made: Path) -> None:
    """Its tables are not as ours: put its rows into some that are."""
    fresh = beside(made, UNFINISHED)
    discard(fresh)
    try:
        fresh.touch(mode=0o600)
        bring_rows(made, fresh)
        discard(made)
        fresh.replace(made)
    finally:
        discard(fresh)
