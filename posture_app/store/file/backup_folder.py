"""Where backups lie: in the folder `backups` beside the log, each named after the log and the day it was made on.

Their contents say which is the newest: the clock that gave them their names may have been years ahead.
"""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from posture_app.core.calendar import DAY
from posture_app.core.record.backups import kept
from posture_app.core.record.plausible import sure_day
from posture_app.core.value import value
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.file.faults import backup_failed
from posture_app.store.file.files import beside
from posture_app.store.file.moments import from_us
from posture_app.store.file.recorded_days import latest_days

FOLDER, SUFFIX = "backups", ".db"
UNFINISHED = ".new"
_ROWS = "SELECT (SELECT count(*) FROM spans) + (SELECT count(*) FROM prompts)"
_LAST = (
    "SELECT max(end_us) FROM spans UNION ALL SELECT max(at_us) FROM prompts UNION ALL SELECT max(at_us) FROM sessions"
    " UNION ALL SELECT max(made_us) FROM corrections UNION ALL SELECT max(changed_us) FROM notes"
)


@value
class Backup:
    """A backup that is there: the day in its name, the newest day it holds that is not in doubt (`date.min` if it holds
    none, or cannot be read), and how many spans and prompts.
    """

    path: Path
    day: date
    newest: date = date.min
    rows: int = -1

    @property
    def readable(self) -> bool:
        return self.rows >= 0


def backup_folder(log: Path) -> Path:
    """The folder of this log's backups."""
    return log.parent / FOLDER


def backup_path(log: Path, day: date) -> Path:
    """Where the backup of this day has its place."""
    return backup_folder(log) / f"{log.stem}-{day.isoformat()}{SUFFIX}"


def name_day(log: Path, day: date) -> date:
    """The day to name a backup after that is made of this log on `day`: at the latest the day after the last thing
    recorded in it. If it cannot be read, that is `day`.
    """
    try:
        with closing(connect(log, OpenMode.READ)) as connection:
            last = max((found for (found,) in connection.execute(_LAST) if found is not None), default=None)
        return day if last is None else min(day, from_us(last).date() + DAY)
    except (sqlite3.Error, OverflowError, TypeError):
        return day


def backups(log: Path) -> tuple[Backup, ...]:
    """The backups of this log, the one that reaches furthest first, and of equal ones the fullest.

    Raises KnownError if their folder cannot be read.
    """
    name = re.compile(rf"{re.escape(log.stem)}-(\d{{4}}-\d\d-\d\d){re.escape(SUFFIX)}")
    found: list[Backup] = []
    try:
        for path in backup_folder(log).iterdir():
            match = name.fullmatch(path.name)
            day = _day(match[1]) if match else None
            if day is not None and path.is_file():
                found.append(read_backup(path, day))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise backup_failed(backup_folder(log), error, doing="read") from error
    return tuple(sorted(found, key=lambda backup: (backup.newest, backup.rows, backup.day), reverse=True))


def read_backup(path: Path, day: date) -> Backup:
    """The backup at this path, as far as it can be read."""
    try:
        with closing(connect(path, OpenMode.READ)) as connection:
            (rows,) = connection.execute(_ROWS).fetchone()
            return Backup(path, day, sure_day(latest_days(connection)) or date.min, rows)
    except (sqlite3.Error, OSError, ValueError, OverflowError, TypeError):
        return Backup(path, day)


def unfinished(to: Path, process: int) -> Path:
    """The name of a backup while it is made, of this process alone."""
    return beside(to, f".{process}{UNFINISHED}")


def prune(log: Path) -> None:
    """Remove the backups that need not be kept; one that cannot be read is left alone. Raises OSError."""
    there = [backup for backup in backups(log) if backup.readable][::-1]
    stay = kept([backup.newest for backup in there])
    for place, backup in enumerate(there):
        if place not in stay:
            backup.path.unlink(missing_ok=True)


def sweep(log: Path, to: Path) -> None:
    """Remove what is left of unfinished backups of other days; those of this day may be another process's.

    Raises OSError.
    """
    for left in backup_folder(log).glob(f"{log.stem}-*{SUFFIX}.*{UNFINISHED}*"):
        if not left.name.startswith(to.name):
            left.unlink(missing_ok=True)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
