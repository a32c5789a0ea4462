"""Another log of this app, to be read: taken as a verified copy beside ours, so that not a byte of it changes, and what
is read is what was verified. So it may lie on a disk that cannot be written, on another computer, or in use there.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from posture_app.core.calendar import zone_of
from posture_app.core.errors import KnownError
from posture_app.store.connection import Mode, connect, pragma
from posture_app.store.faults import explained, reason
from posture_app.store.files import beside, discard
from posture_app.store.inspection import HEADER, MAGIC, MOMENT, OWNER, Condition, inspect
from posture_app.store.schema import APPLICATION_ID, STEPS

TAKEN = ".other"
TRIES = 3
"""How often it is copied anew because somebody wrote into it meanwhile."""
LEFT_OVER_S = 3600
"""No copy is in use for so long."""
_ZONES = tuple(
    f"SELECT DISTINCT zone FROM {table}"  # noqa: S608 - names of ours
    for table in ("spans", "prompts", "corrections", "sessions")
)
_DAYS = "SELECT day FROM notes UNION SELECT day FROM days_off UNION SELECT day FROM day_totals"
_TEXTS = (
    "SELECT DISTINCT kind, also FROM prompts",
    "SELECT DISTINCT exercise FROM sessions",
    "SELECT text FROM notes",
    "SELECT uid, name FROM devices",
)
"""What would fail in reading if it were no text."""
_WRONG = (
    f"SELECT 1 FROM spans WHERE abs(gap_us) > {MOMENT[1]} OR end_us < start_us LIMIT 1",  # noqa: S608 - our own number
    "SELECT 1 FROM devices WHERE (id = 1) <> (kind = 'own') LIMIT 1",
)
"""Finds rows that no log has."""
Looks = tuple[int, int, int]
"""What tells a file from the same one after a change: its number, its size, and when it was written (ns)."""


class RefusedError(KnownError):
    """The file is no log that can be read; until it changes it remains so."""


class HalfCopiedError(RefusedError):
    """The file is damaged, or not all there yet."""


class OlderError(RefusedError):
    """The log is of an older version of the app."""


def looks(path: Path) -> Looks:
    """How a file looks now. Raises OSError."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def taken(other: Path, log: Path) -> Iterator[Path]:
    """A copy of the other log, sound and of the present version; it goes at the end.

    Raises KnownError with the reason if there cannot be one.
    """
    made = beside(log, f".{os.getpid()}{TAKEN}")
    try:
        try:
            _refuse_no_log(other, log)
            _copy(other, made)
        except OSError as error:
            raise KnownError(f"{other} cannot be read, or not be copied beside the log: {reason(error)}.") from error
        _verify(other, made)
        yield made
    finally:
        discard(made)


def _refuse_no_log(other: Path, log: Path) -> None:
    if not other.exists():
        raise KnownError(f"There is no file {other}.")
    if not other.is_file():
        raise RefusedError(f"{other} is no ordinary file, and so no log.")
    if log.exists() and other.samefile(log):
        raise RefusedError(f"{other} is this computer’s own log; name that of another.")
    with other.open("rb") as file:
        header = file.read(HEADER)
    if not header:
        raise HalfCopiedError(f"{other} is empty, and so no log.")
    if not header.startswith(MAGIC[: len(header)]):
        raise RefusedError(f"{other} is not a log: it is no database.")
    if len(header) == HEADER and int.from_bytes(header[OWNER]) != APPLICATION_ID:
        raise RefusedError(f"{other} is not a log: it is a database of another program.")
    journal = beside(other, "-journal")
    if journal.exists() and journal.stat().st_size:
        raise HalfCopiedError(f"{other} is just being written, or that was cut short; try again when it is whole.")


def _copy(other: Path, made: Path) -> None:
    """Copy it with its write-ahead log, as it is at one moment: the file itself does not change while that grows."""
    discard(made)
    made.touch(mode=0o600)
    _sweep(made)
    for _ in range(TRIES):
        before = looks(other)
        for suffix in ("", "-wal"):
            if beside(other, suffix).exists():
                shutil.copyfile(beside(other, suffix), beside(made, suffix))
        if looks(other) == before:
            return
    raise HalfCopiedError(f"{other} is just being written; try again in a moment.")


def _verify(other: Path, made: Path) -> None:
    try:
        if inspect(made) is not Condition.SOUND:
            raise HalfCopiedError(f"{other} is damaged, or not all of it is there.")
        with closing(connect(made, Mode.READ)) as connection:
            _refuse_older(connection, other)
            _refuse_strange(connection, other)
    except RefusedError:
        raise
    except KnownError as error:
        raise RefusedError(str(error).replace(str(made), str(other))) from error  # the copy is none of their business
    except (sqlite3.Error, OSError) as error:
        raise explained(other, error, doing="read") from error


def _refuse_older(connection: sqlite3.Connection, other: Path) -> None:
    if pragma(connection, "user_version") < len(STEPS):
        raise OlderError(f"{other} is of an older version; start this version of the app once where it is used.")


def _refuse_strange(connection: sqlite3.Connection, other: Path) -> None:
    """Raises HalfCopiedError if it has what ours may not come to have, for it could not be read any more."""
    try:
        for query in _TEXTS:
            connection.execute(query).fetchall()
        for query in _ZONES:
            for (zone,) in connection.execute(query):
                zone_of(zone)
        for (day,) in connection.execute(_DAYS):
            _check_day(day)
        wrong = any(connection.execute(query).fetchone() for query in _WRONG)
    except (ValueError, sqlite3.OperationalError) as error:
        if hasattr(error, "sqlite_errorcode"):
            raise  # else Python found that text is none
        raise HalfCopiedError(f"{other} is damaged: it holds what cannot be read ({error}).") from error
    if wrong:
        raise HalfCopiedError(f"{other} is damaged: it holds what no log does.")


def _check_day(text: str) -> None:
    """Raises ValueError if it is no day, or written in another way."""
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(f"“{text}” is no day")


def _sweep(made: Path) -> None:
    """Remove copies that were left behind."""
    now = made.stat().st_mtime
    for left in made.parent.glob(f"*{TAKEN}*"):
        try:
            if now - left.stat().st_mtime > LEFT_OVER_S:
                left.unlink()
        except FileNotFoundError:  # another was quicker
            continue
