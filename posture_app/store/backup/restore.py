"""Put a backup in the place of the log; the log that was there is kept. Before that, see what it would bring."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from posture_app.core.engine.stored_pause import PAUSE, PRIVATE
from posture_app.core.errors import KnownError
from posture_app.core.language import _, sentences
from posture_app.store.backup.backup import Contents, contents
from posture_app.store.file.backup_folder import UNFINISHED, read_backup
from posture_app.store.file.connection import OpenMode, connect, pragma, transaction
from posture_app.store.file.faults import DAMAGE, backup_failed, code, explaining, reason
from posture_app.store.file.files import (
    BEFORE_RESTORE,
    discard,
    flush,
    free_name,
    make_private,
    recovered_path,
    rename,
    set_aside,
    size_of,
    stamp,
    stamped,
)
from posture_app.store.file.foreign import DamagedError, bring_rows, copy_with_latest, refuse_companions, refuse_strange
from posture_app.store.file.inspection import HEADER, MAGIC, OWNER, FileState, inspect
from posture_app.store.file.odd_rows import OddRows, take_out
from posture_app.store.file.schema import APPLICATION_ID, VERSION
from posture_app.store.file.stages import TAKEN, stage_path
from posture_app.store.log.opening import open_readable

_SAME: Mapping[str, str] = {
    "spans": "posture, start_us",
    "prompts": "kind, at_us",
    "corrections": "start_us, made_us",
    "sessions": "exercise, at_us",
    "notes": "day, text",
    "day_totals": "day, sitting_s, standing_s",
}
"""What tells a row of each table from others, in logs of all versions."""
_LONGER = """
    SELECT ? + count(*) FROM main.spans AS ours JOIN made.spans AS theirs USING (posture, start_us)
    WHERE ours.end_us > theirs.end_us
"""
"""Of a span that went on when the backup was made, what came after would be lost."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What the log now holds, where the one before it is kept (None: there was none), and what was left out."""

    contents: Contents
    kept: Path | None
    left_out: OddRows


@dataclass(frozen=True, slots=True)
class BackupPreview:
    """What the log would hold, what would be left out, and how many rows of each table the log has that it has not."""

    contents: Contents
    left_out: OddRows
    only_here: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KeptLog:
    """A log that is kept since another was restored in its place, its size in bytes, and whether it can be read."""

    path: Path
    at: datetime
    size: int
    readable: bool


def restore(log: Path, backup: Path, now: datetime) -> RestoreResult:
    """Make a log of this file’s rows, in the place of ours, which nobody may have open. `now` is part of the name of
    what was there before, and says what lies in the future.

    Raises KnownError with the reason if it cannot be; the log is as it was then.
    """
    with _made_of(log, backup) as (made, copy), explaining(log, "replaced"):
        restored, left_out = _rows_of(backup, copy, made, now)
        with _keeping(log, now) as kept:
            _bring_pauses(log, made)
            discard(recovered_path(log))
            made.replace(log)
        flush(log)
        return RestoreResult(restored, kept, left_out)


def preview(log: Path, backup: Path, now: datetime) -> BackupPreview:
    """See what `restore` would do, and change nothing; also beside a running app. Raises KnownError as it does."""
    with _made_of(log, backup) as (made, copy):
        try:
            restored, left_out = _rows_of(backup, copy, made, now)
        except (OSError, sqlite3.Error) as error:
            raise backup_failed(backup, error, doing="read") from error
        with explaining(log, "read"):
            return BackupPreview(restored, left_out, _only_here(log, made))


def kept_logs(log: Path) -> tuple[KeptLog, ...]:
    """The logs that are kept since others were restored in their place, the latest first."""
    name = re.compile(rf"{re.escape(log.stem)}-{BEFORE_RESTORE}[0-9TZ]+(-\d+)?{re.escape(log.suffix)}")
    found: list[KeptLog] = []
    with explaining(log, "read"):
        for path in log.parent.iterdir() if log.parent.is_dir() else ():
            at = stamped(path.name, BEFORE_RESTORE) if name.fullmatch(path.name) and path.is_file() else None
            if at is not None:
                found.append(KeptLog(path, at, size_of(path), read_backup(path, at.date()).readable))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


@contextmanager
def _made_of(log: Path, backup: Path) -> Iterator[tuple[Path, Path]]:
    """An empty file to make a log in, and a name for a copy of the backup; at the end they go."""
    made, copy = stage_path(log, UNFINISHED), stage_path(log, TAKEN)
    try:
        try:
            _refuse_no_database(backup)
            make_private(log)
            made.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise _unreadable(backup, error) from error
        yield made, copy
    finally:
        discard(made)
        discard(copy)


def _only_here(log: Path, made: Path) -> dict[str, int]:
    if not log.exists():
        return {}
    with closing(open_readable(log)) as connection:
        connection.execute("ATTACH DATABASE ? AS made", (f"{made.absolute().as_uri()}?mode={OpenMode.READ}",))
        query = "SELECT count(*) FROM (SELECT {1} FROM main.{0} WHERE {2} EXCEPT SELECT {1} FROM made.{0})"
        written = {"notes": "text <> ''"}  # one that was emptied stays as a row
        found = (
            (table, connection.execute(query.format(table, same, written.get(table, "TRUE"))))
            for table, same in _SAME.items()
        )
        only = {table: counted.fetchone()[0] for table, counted in found}
        (only["spans"],) = connection.execute(_LONGER, (only["spans"],)).fetchone()
        return only


def _refuse_no_database(backup: Path) -> None:
    if not backup.exists():
        raise KnownError(_("There is no file {path}.").format(path=backup))
    if not backup.is_file():
        raise KnownError(_("{path} is no ordinary file, and so no backup.").format(path=backup))
    with backup.open("rb") as file:
        header = file.read(HEADER)
    if not header:
        raise KnownError(_("{path} is empty, and so no backup.").format(path=backup))
    if not header.startswith(MAGIC):
        raise KnownError(_("{path} is not a backup: it is no database.").format(path=backup))
    if len(header) == HEADER and int.from_bytes(header[OWNER]) != APPLICATION_ID:
        raise KnownError(_("{path} is not a backup: it is a database of another program.").format(path=backup))
    refuse_companions(backup)


def _rows_of(backup: Path, copy: Path, made: Path, now: datetime) -> tuple[Contents, OddRows]:
    """Put the rows of the backup, and of its write-ahead log, into a new log, and check all of it."""
    try:
        copy_with_latest(backup, copy)
    except OSError as error:
        raise _unreadable(backup, error) from error
    try:
        bring_rows(copy, made)
        left_out = _look_over(made, now)
    except DamagedError as error:
        raise KnownError(
            _("{path} is damaged, and was not restored; the log is as it was: {error}.").format(
                path=backup, error=error
            )
        ) from error
    except KnownError as error:  # which names the copy
        raise KnownError(str(error).replace(str(copy), str(backup))) from error
    except sqlite3.DatabaseError as error:
        if code(error) in DAMAGE:
            raise KnownError(
                _("{path} is damaged, and was not restored; the log is as it was.").format(path=backup)
            ) from error
        raise
    if left_out.most:
        raise KnownError(sentences(left_out.sentence(backup), _("That is most of it, so nothing was restored.")))
    flush(made)
    return contents(made), left_out


def _look_over(made: Path, now: datetime) -> OddRows:
    """Check that it can be a log of ours, and take out what cannot be. Raises DamagedError."""
    with closing(connect(made)) as connection:
        if pragma(connection, "user_version") == VERSION:
            refuse_strange(connection)
        with transaction(connection):
            left_out = take_out(connection, now)
    if inspect(made) is not FileState.SOUND:
        raise DamagedError(_("it holds what no log does"))
    return left_out


def _settle(path: Path) -> None:
    """Get all that a database holds into its one file. Raises sqlite3.Error, also if another program has it open."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    flush(path)


@contextmanager
def _keeping(log: Path, now: datetime) -> Iterator[Path | None]:
    """Keep the present log under another name while a new one takes its place; if that fails, all is as before. What
    can be read of it stays in its place until then.
    """
    state = inspect(log)
    if state is FileState.ABSENT:
        yield None
        return
    if state is FileState.DAMAGED:
        kept = set_aside(log, now)
        undo = partial(rename, kept, log)
    else:
        _settle(log)
        kept = free_name(log, f"{BEFORE_RESTORE}{stamp(now)}")
        _link_or_copy(log, kept)
        undo = partial(discard, kept)
    try:
        yield kept
    except Exception:  # not Ctrl+C, which may come when the new one is in its place: then this is all there is of it
        undo()
        raise


def _link_or_copy(log: Path, kept: Path) -> None:
    """Give the log another name beside its own. Cut short, there is nothing of that name."""
    try:
        os.link(log, kept)
    except OSError:  # a file system without links
        copy = stage_path(log, UNFINISHED)
        try:
            shutil.copy2(log, copy)
            flush(copy)
            copy.rename(kept)
        finally:
            discard(copy)
    flush(kept)


def _bring_pauses(log: Path, made: Path) -> None:
    """Pause and private mode stay as they are now, and do not become what they were in the backup."""
    query, kept = "SELECT key, value FROM remembered WHERE key IN (?, ?)", []
    if log.exists():  # a damaged one has been set aside
        with closing(connect(log, OpenMode.READ)) as connection:
            kept = connection.execute(query, (PAUSE, PRIVATE)).fetchall()
    with closing(connect(made)) as connection, transaction(connection):
        connection.execute("DELETE FROM remembered WHERE key IN (?, ?)", (PAUSE, PRIVATE))
        connection.executemany("INSERT INTO remembered VALUES (?, ?)", kept)
    flush(made)


def _unreadable(backup: Path, error: OSError) -> KnownError:
    return KnownError(_("{path} cannot be restored: {why}.").format(path=backup, why=reason(error)))
