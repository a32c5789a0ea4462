"""Backups: whole and verified copies of the log, each one file that needs nothing beside it.

SQLite's backup API copies page by page. A log of twenty years takes a third of a second, and another half to find that
nothing in it has changed; the app spends them on another thread.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from posture_app.core.calendar import DAY
from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.language import _
from posture_app.core.record.amounts import rows_words
from posture_app.store.file.backup_folder import (
    backup_folder,
    backup_path,
    backups,
    name_day,
    prune,
    sweep,
    unfinished,
)
from posture_app.store.file.connection import OpenMode, connect, restrain
from posture_app.store.file.faults import DAMAGE, backup_failed, code, damaged, explaining, is_elsewhere
from posture_app.store.file.files import discard, flush, size_of
from posture_app.store.file.foreign import DERIVED
from posture_app.store.file.inspection import HEADER, MAGIC, VERSIONS, WAL, FileState, inspect
from posture_app.store.file.moments import from_us
from posture_app.store.log.day_cache import BASIS
from posture_app.store.log.opening import open_readable

PAGES = 1000
"""How many pages (4 MB) are copied before asking again whether to stop."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a log holds, from the beginning of its first span to the end of its last, and its size in bytes."""

    spans: int
    prompts: int
    first: datetime | None
    last: datetime | None
    size: int


def back_up(log: Path, to: Path) -> Contents:
    """Write a verified backup to this file, beside a running app or without one; says what it holds.

    Takes the place of an older backup that holds no more. Raises KnownError, with nothing changed, if it cannot be.
    """
    with _making(to) as made:
        _refuse_others(log, to)
        copied = _copy(log, made, lambda: False)
        _refuse_fuller(to, copied)
        made.replace(to)
        flush(to)
        return copied


def back_up_day(log: Path, day: date, stop: Callable[[], bool]) -> Path | None:
    """Make the backup of this day, then remove those that need not stay. None if there is one already, or nothing has
    changed since the last. `stop` is asked now and then, on the calling thread.

    It is named after an earlier day that has none if the log holds nothing of late. Raises StoppedError, and
    KnownError, with no other backup touched, if it cannot be made.
    """
    to = backup_path(log, day)
    with _making(to) as made:
        if to.exists():
            return None
        newest = next(iter(backups(log)), None)
        sweep(log, to)
        _copy(log, made, stop)
        if newest is not None and _same(newest.path, made):
            return None
        day = name_day(made, day)
        while (to := backup_path(log, day)).exists():
            day -= DAY
        made.replace(to)
        flush(to)
        prune(log)
        return to


@contextmanager
def _making(to: Path) -> Iterator[Path]:
    """A name to make a backup under; nothing of that name stays. Errors are explained."""
    made = unfinished(to, os.getpid())
    try:
        try:
            yield made
        finally:
            discard(made)
    except (OSError, sqlite3.Error) as error:
        raise backup_failed(to, error) from error


def contents(path: Path) -> Contents:
    """What a backup holds. Raises KnownError if it cannot be read."""
    try:
        with closing(connect(path, OpenMode.READ)) as connection:
            restrain(connection, size_of(path))
            return _contents(connection, path)
    except OverflowError as error:
        raise KnownError(_("The backup {path} cannot be read: it is damaged.").format(path=path)) from error
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.Error) and not is_elsewhere(error):
            raise KnownError(_("The backup {path} cannot be read: it is damaged.").format(path=path)) from error
        raise backup_failed(path, error, doing="read") from error


def _contents(connection: sqlite3.Connection, path: Path) -> Contents:
    spans, first, last = connection.execute("SELECT count(*), min(start_us), max(end_us) FROM spans").fetchone()
    (prompts,) = connection.execute("SELECT count(*) FROM prompts").fetchone()
    begin, end = (None if us is None else from_us(us) for us in (first, last))
    return Contents(spans, prompts, begin, end, path.stat().st_size)


def _copy(log: Path, made: Path, stop: Callable[[], bool]) -> Contents:
    """Copy the log as it is at one moment, whatever is written meanwhile, and verify the copy."""

    def progress(_status: int, _left: int, _pages: int) -> None:
        if stop():
            raise StoppedError

    with explaining(log, "read"):
        source = open_readable(log)
    with closing(source):
        if made.parent == backup_folder(log):
            made.parent.mkdir(mode=0o700, exist_ok=True)
        discard(made)
        made.touch(mode=0o600)
        source.execute("BEGIN")  # else the copy would begin again with each write of the app
        counts = _counts(source)
        with closing(connect(made)) as target:
            source.backup(target, pages=PAGES, progress=progress)
            target.execute("PRAGMA journal_mode = DELETE").fetchone()  # so that nothing has to lie beside it
        flush(made)
        copied = _verified(made, counts)
        if not _indexes_agree(made):
            raise damaged(log)
        return copied


def _verified(made: Path, counts: dict[str, int]) -> Contents:
    """What it holds. Raises KnownError if that is not what was written."""
    sound = inspect(made) is FileState.SOUND
    with closing(connect(made, OpenMode.READ)) as connection:
        if not sound or _counts(connection) != counts:
            raise KnownError(
                _("The copy of the log in {parent} is not what was written; is that disk failing?").format(
                    parent=made.parent
                )
            )
        return _contents(connection, made)


def _indexes_agree(made: Path) -> bool:
    """Whether its indexes agree with its tables, which a start does not check: damage there hides rows."""
    try:
        with closing(connect(made, OpenMode.READ)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if code(error) in DAMAGE:
            return False
        raise


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    query = "SELECT count(*) FROM {}"
    return {name: connection.execute(query.format(name)).fetchone()[0] for (name,) in tables.fetchall()}


def _refuse_others(log: Path, to: Path) -> None:
    """Raises KnownError if what lies there is anything but a backup of ours."""
    if not to.exists():
        return
    if log.exists() and to.samefile(log):
        raise KnownError(_("{path} is the log itself; give another name.").format(path=to))
    if not to.is_file():
        raise KnownError(_("{path} is no ordinary file; give the name of a new one.").format(path=to))
    with to.open("rb") as file:
        header = file.read(HEADER)
    if len(header) == HEADER and header.startswith(MAGIC) and WAL in header[VERSIONS]:
        raise KnownError(
            _("{path} is a database in use, not a backup, and is not overwritten; give another name.").format(path=to)
        )
    if header and inspect(to) is not FileState.SOUND:
        raise KnownError(
            _("{path} is not a sound backup of this app, and is not overwritten; give another name.").format(path=to)
        )


def _refuse_fuller(to: Path, copied: Contents) -> None:
    """Raises KnownError if the backup that lies there holds more: the log has lost something since."""
    if not to.exists() or to.stat().st_size == 0:
        return
    there = contents(to)
    if there.spans > copied.spans or there.prompts > copied.prompts:
        raise KnownError(
            _(
                "{path} is a backup of more ({there}) than the log now holds ({here}), and is not overwritten; give "
                "another name."
            ).format(path=to, there=rows_words("spans", there.spans), here=rows_words("spans", copied.spans))
        )


def _same(one: Path, other: Path) -> bool:
    """Whether two backups hold the same, apart from what is kept for speed. One that cannot be read is not the same."""
    try:
        with closing(connect(one, OpenMode.READ)) as first, closing(connect(other, OpenMode.READ)) as second:
            counts = _counts(first), _counts(second)
            for count in counts:
                count.pop(DERIVED, None)
            return counts[0] == counts[1] and all(_equal(first, second, table) for table in counts[0])
    except sqlite3.DatabaseError:
        return False


def _equal(one: sqlite3.Connection, other: sqlite3.Connection, table: str) -> bool:
    where = f" WHERE key <> '{BASIS}'" if table == "remembered" else ""
    query = f"SELECT * FROM {table}{where} ORDER BY 1"  # noqa: S608 - names of ours
    first, second = one.execute(query), other.execute(query)
    while (rows := first.fetchmany(PAGES)) == second.fetchmany(PAGES):
        if not rows:
            return True
    return False
