"""Open the log: new, sound, damaged, of an older or a newer version, or gone from under our feet."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _, sentences
from posture_app.store.file.connection import OpenMode, connect, pragma, shares_memory, transaction
from posture_app.store.file.faults import MET_DAMAGE
from posture_app.store.file.files import (
    beside,
    flush,
    make_private,
    recovered_path,
    refuse_odd_companions,
    set_aside,
    temporary,
)
from posture_app.store.file.inspection import HEADER, MAGIC, VERSIONS, WAL, FileState, inspect
from posture_app.store.file.migrations import migrate, upgrade
from posture_app.store.file.schema import STEPS, VERSION, Steps
from posture_app.store.file.stages import sweep


def prepare(path: Path, now: datetime, steps: Steps = STEPS, *, damaged: bool = False) -> tuple[str, ...]:
    """Make sure that there is a sound log of the present version; returns sentences for the person about what that
    took. The log is inspected, unless it is known to be `damaged`.

    Raises KnownError, OSError or sqlite3.Error if there cannot be one.
    """
    make_private(path)
    refuse_odd_companions(path)
    sweep(path)
    if not shares_memory(path):
        _leave_wal(path)
    said: list[str] = []
    if recovered_path(path).exists():
        _replace(path, now)  # the app died just before it would have done so
        said.append(_("The log {path} was damaged. The new one has what could be recovered of it.").format(path=path))
    met = beside(path, MET_DAMAGE)
    damaged = damaged or (met.is_file() and path.exists())
    condition, kept = FileState.DAMAGED if damaged else inspect(path, max(steps)), None
    if condition is FileState.SOUND:
        try:
            with closing(connect(path)) as connection:
                kept = upgrade(connection, path, now, steps)
        except sqlite3.IntegrityError:
            with closing(connect(None)) as empty:
                migrate(empty, steps)  # raises if the steps are to blame
            condition = FileState.DAMAGED
    if condition is FileState.DAMAGED:
        from posture_app.store.salvage.recovery import recover  # noqa: PLC0415 - few logs are ever damaged

        first, *more = recover(path, now, steps).sentences()
        aside = _("The log {path} was damaged and has been set aside as {file}.")
        said += [sentences(aside.format(path=path, file=_replace(path, now).name), first), *more]
    if met.is_file():
        met.unlink()
    if condition is FileState.ABSENT:
        _create(path, steps)
    if kept:
        said.append(
            _("The log {path} has been brought up to date; as it was before, it is kept as {name}.").format(
                path=path, name=kept.name
            )
        )
    return tuple(said)


def _leave_wal(path: Path) -> None:
    """Give a log with a write-ahead log, which cannot be read on such a disk, a rollback journal instead. With
    exclusive access SQLite needs no shared memory for that.
    """
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        return
    if header.startswith(MAGIC) and WAL in header[VERSIONS]:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _create(path: Path, steps: Steps) -> None:
    """A new log, made under another name so that there is never half a one."""
    made = temporary(path)
    with closing(connect(made)) as connection:
        migrate(connection, steps)
    made.replace(path)


def _replace(path: Path, now: datetime) -> Path:
    """Set the damaged log aside and put the recovered one in its place; the name of the former."""
    aside = set_aside(path, now)
    recovered_path(path).replace(path)
    flush(path)
    return aside


def open_writable(path: Path) -> sqlite3.Connection:
    """The connection for writing. Raises sqlite3.Error, also if the file can only be read or is locked; and
    KnownError if its version is not the present one.
    """
    connection = connect(path)
    try:
        journal, synchronous = ("WAL", "NORMAL") if shares_memory(path) else ("DELETE", "FULL")
        connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA foreign_keys = ON")
        with transaction(connection):  # to begin one proves nothing: a file that can only be read allows it
            connection.execute("DELETE FROM remembered WHERE FALSE")
        _present_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _present_version(connection: sqlite3.Connection, path: Path) -> None:
    if pragma(connection, "user_version") != VERSION:
        raise KnownError(
            _("The log {path} has come to be of another version; quit and start again to use it.").format(path=path)
        )


def open_readable(path: Path) -> sqlite3.Connection:
    """A connection that only reads, beside a running app or without one. Raises KnownError, OSError, sqlite3.Error."""
    if not path.exists():
        raise KnownError(
            _("There is no log {path} yet; it begins when the app has first been started.").format(path=path)
        )
    if inspect(path) is not FileState.SOUND:
        raise KnownError(
            _("The log {path} is damaged; start the app (again), which recovers what can be read of it.").format(
                path=path
            )
        )
    connection = connect(path, OpenMode.READ)
    if pragma(connection, "user_version") < VERSION:
        connection.close()
        raise KnownError(
            _("The log {path} is of an older version; start the app once to bring it up to date.").format(path=path)
        )
    return connection


def open_beside(path: Path) -> sqlite3.Connection:
    """A connection that also writes, beside the app or not. Raises as `open_readable` and `open_writable` do."""
    open_readable(path).close()
    return open_writable(path)
