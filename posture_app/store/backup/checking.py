"""Check all of the log: whether it is whole, and whether what is kept of it for speed is the same when made anew."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from posture_app.core.calendar import DAY
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.file.backup_folder import Backup, backups
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.file.faults import explaining, note_damage
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.log.day_cache import CHUNK, DayCache
from posture_app.store.log.opening import open_writable
from posture_app.store.log.reading import Reading

COUNTED = ("spans", "prompts", "corrections", "sessions", "notes", "devices")
EARLIEST = date(1970, 1, 4)
MOST = 10
"""No more faults than this are told: the first ones say enough."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found: how many rows each table has; how many days were kept, which of them differed when made anew, and
    how many were made; the backups, and those that are not sound; and what is wrong with the log itself, a sentence
    each.
    """

    rows: dict[str, int]
    kept: int
    differing: tuple[date, ...]
    made: int
    backups: tuple[Backup, ...]
    bad_backups: tuple[Backup, ...]
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not (self.faults or self.differing or self.bad_backups)


def check(path: Path, basis: DayRules, until: date) -> CheckResult:
    """Examine the log, drop the days that are kept of it and make them anew, up to `until`, not included.

    Beside a running app or without one. Raises KnownError if there is no log, or it is damaged or cannot be written.
    """
    if not path.exists():
        raise KnownError(
            _("There is no log {path} yet; it begins when the app has first been started.").format(path=path)
        )
    with explaining(path, "checked"):
        if inspect(path) is not FileState.SOUND:
            raise KnownError(
                _("The log {path} is damaged; start the app (again), which recovers what can be read of it.").format(
                    path=path
                )
            )
        rows, faults = _examine(path)
        if faults:
            note_damage(path)
        kept, differing, made = _anew(path, basis, until)
    there = backups(path)
    return CheckResult(rows, kept, differing, made, there, tuple(filter(_is_bad, there)), faults)


def keep_days(path: Path, basis: DayRules, until: date, stop: Callable[[], bool]) -> None:
    """Make the days that are not kept yet, up to `until`, not included, so that years of them can be read at once. A
    month or two at a time, since whoever records something meanwhile has to wait. `stop` is asked in between.

    Raises KnownError if the log cannot be written.
    """
    with explaining(path, "written"), closing(open_writable(path)) as connection:
        reading, cache = Reading(lambda: connection, path), DayCache(lambda: connection, path)
        first = cache.first_day()
        at = until if first is None else first
        while at < until and not stop():
            last = min(at + (CHUNK - 1) * DAY, until - DAY)
            cache.read(reading, Period(Length.RANGE, at, last), basis, keep=True)
            at = last + DAY


def _examine(path: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    with closing(connect(path, OpenMode.READ)) as connection:
        query = "SELECT count(*) FROM {}"
        rows = {table: connection.execute(query.format(table)).fetchone()[0] for table in COUNTED}
        found = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
        faults = [_("SQLite finds: {text}.").format(text=text) for (text,) in found if text != "ok"]
        for table, row, parent, _index in connection.execute("PRAGMA foreign_key_check").fetchmany(MOST):
            faults.append(
                _("Row {row} of {table} is of one of the {parent} that is not there.").format(
                    row=row, table=table, parent=parent
                )
            )
        return rows, tuple(faults)


def _anew(path: Path, basis: DayRules, until: date) -> tuple[int, tuple[date, ...], int]:
    """How many days were kept, which of them differ now, and how many are known."""
    with closing(open_writable(path)) as connection:
        reading, cache = Reading(lambda: connection, path), DayCache(lambda: connection, path)
        before = cache.kept_days(basis)
        cache.drop()
        last = max((each.day for each in before), default=date.min)
        period = Period(Length.RANGE, EARLIEST, max(until - DAY, last))
        made = {each.day: each for each in cache.read(reading, period, basis, keep=True)}
    return len(before), tuple(each.day for each in before if each != made.get(each.day)), len(made)


def _is_bad(backup: Backup) -> bool:
    try:
        return inspect(backup.path) is not FileState.SOUND
    except (KnownError, sqlite3.Error, OSError):
        return True
