"""Erase what lies in a stretch of time from the log, or all of it, so that not a byte of that is left in its file.

What is deleted is overwritten at once. But where SQLite moves rows from page to page, it leaves them in the old place
as well; so the file is then written anew (VACUUM), and the write-ahead log emptied. What was said in that time of
another day, such as a note, stays with that day.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.record.erasing import Stretch
from posture_app.store.erase.clipping import clip_corrections, clip_spans
from posture_app.store.file.connection import OpenMode, connect, transaction
from posture_app.store.file.faults import reading, writing
from posture_app.store.file.files import discard
from posture_app.store.file.inspection import MOMENT, inspect
from posture_app.store.file.moments import to_us
from posture_app.store.log.opening import open_readable, open_writable

PATIENCE_MS = 5000
"""For so long others are waited for who read the log, and so keep the write-ahead log from being emptied."""
BY_DAY = ("notes", "days_off", "day_totals")
BY_MOMENT = ("prompts", "sessions")
LASTING = ("spans", "corrections")
RECORD = (*LASTING, *BY_MOMENT, *BY_DAY)
"""The tables of what is recorded."""
OWN_DEVICE = "INSERT INTO devices (id, uid, name, kind) VALUES (1, lower(hex(randomblob(8))), '', 'own')"


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows have something in a stretch."""

    spans: int
    prompts: int
    corrections: int
    sessions: int
    notes: int
    day_totals: int


def erase(log: Path, stretch: Stretch | None) -> None:
    """Erase the stretch from the log, or everything (None); nobody else may write into it meanwhile.

    A stretch is noted among the erasures, as far as anything is recorded yet. Of everything there remains a log of a
    computer that nobody has met. Raises KnownError if that cannot be done, or not to the end: then do it again.
    """
    with writing(log), closing(open_writable(log)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        with overwriting(connection):
            if stretch is None:
                _erase_all(connection)
            else:
                erase_rows(connection, stretch)
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise KnownError(
                f"The log {log} is being read by another program, or by this app as it exports; wait, or close that."
            )


def forget(log: Path) -> None:
    """Remove the log, sound or damaged, while no app runs; the next start begins a new one, of a computer that nobody
    has met. Raises KnownError if it cannot be removed, or is not ours to.
    """
    with writing(log):
        inspect(log)  # raises if it is another program's, or of a newer version
        discard(log)


@contextmanager
def overwriting(connection: sqlite3.Connection) -> Iterator[None]:
    """What is deleted inside, all or nothing of it, is not to be found in the file any more."""
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    with transaction(connection):
        yield
    connection.execute("VACUUM")


def erase_rows(connection: sqlite3.Connection, stretch: Stretch) -> None:
    """Erase the stretch from the tables of a log of any version, within a transaction."""
    low, high = limits(stretch)
    tables = tables_of(connection)
    noted = min(high, _newest(connection, tables))
    devices = connection.execute("SELECT id FROM devices").fetchall() if "devices" in tables else [(None,)]
    for (device,) in devices:
        clip_spans(connection, device, low, high)
    for table in tables.intersection(BY_MOMENT):
        connection.execute(f"DELETE FROM {table} WHERE at_us >= ? AND at_us < ?", (low, high))  # noqa: S608 - names of ours
    if "corrections" in tables:
        clip_corrections(connection, low, high)
    if stretch.days is not None:
        for table in tables.intersection(BY_DAY):
            connection.execute(f"DELETE FROM {table} WHERE day BETWEEN ? AND ?", _days(stretch))  # noqa: S608 - the same
    if "erasures" in tables:
        connection.execute("DELETE FROM erasures WHERE start_us >= ? AND end_us <= ?", (low, noted))
        if noted > low:  # what nobody has recorded yet is not erased, whatever the clock says that it is
            connection.execute("INSERT INTO erasures (start_us, end_us) VALUES (?, ?)", (low, noted))


def count(log: Path, stretch: Stretch | None) -> RowCounts:
    """How much there is to erase. Raises KnownError if the log cannot be read."""
    low, high = MOMENT if stretch is None else limits(stretch)
    days = ("", "a") if stretch is None else _days(stretch)  # between these all days are
    reaching, within, by_day = "end_us > ? AND start_us < ?", "at_us >= ? AND at_us < ?", "day BETWEEN ? AND ?"
    asked: tuple[tuple[str, str, Sequence[int | str]], ...] = (
        ("spans", reaching, (low, high)),
        ("prompts", within, (low, high)),
        ("corrections", reaching, (low, high)),
        ("sessions", within, (low, high)),
        ("notes", f"{by_day} AND text <> ''", days),
        ("day_totals", by_day, days),
    )
    with reading(log), closing(open_readable(log)) as connection:
        query = "SELECT count(*) FROM {} WHERE {}"
        return RowCounts(
            *(connection.execute(query.format(table, where), bound).fetchone()[0] for table, where, bound in asked)
        )


def has_any(log: Path, stretch: Stretch) -> bool:
    """Whether there may be anything of the stretch in the log. Raises KnownError if it cannot be read."""
    with reading(log), closing(connect(log, OpenMode.READ)) as connection:
        return reaches(connection, stretch)


def reaches(connection: sqlite3.Connection, stretch: Stretch) -> bool:
    """Whether what is recorded, in a log of any version, begins before the stretch ends and ends after it begins.

    If it does, remains of the stretch may lie even where no row does.
    """
    (low, high), tables = limits(stretch), tables_of(connection)
    asked = [f"SELECT min(start_us) < ?2, max(end_us) >= ?1 FROM {table}" for table in tables.intersection(LASTING)]  # noqa: S608 - names of ours
    asked += [f"SELECT min(at_us) < ?2, max(at_us) >= ?1 FROM {table}" for table in tables.intersection(BY_MOMENT)]  # noqa: S608 - the same
    asked += [f"SELECT min(day) <= ?4, max(day) >= ?3 FROM {table}" for table in tables.intersection(BY_DAY)]  # noqa: S608 - the same
    bound = low, high, *_days(stretch)
    found = connection.execute(" UNION ALL ".join(asked), bound[: 4 if tables.intersection(BY_DAY) else 2]).fetchall()
    return any(begins for begins, _ in found) and any(ends for _, ends in found)


def was_erased(connection: sqlite3.Connection, stretch: Stretch) -> bool:
    """Whether all of the stretch is noted as erased, and nothing of it has come back since."""
    (low, high), tables = limits(stretch), tables_of(connection)
    noted = "SELECT 1 FROM erasures WHERE start_us <= ? AND end_us >= ?"
    until = min(high, _newest(connection, tables))
    if "erasures" not in tables or connection.execute(noted, (low, until)).fetchone() is None:
        return False
    asked = [f"SELECT 1 FROM {table} WHERE start_us < ?2 AND end_us > ?1" for table in LASTING]  # noqa: S608 - names of ours
    asked += [f"SELECT 1 FROM {table} WHERE at_us >= ?1 AND at_us < ?2" for table in BY_MOMENT]  # noqa: S608 - the same
    asked += [f"SELECT 1 FROM {table} WHERE day BETWEEN ?3 AND ?4" for table in BY_DAY]  # noqa: S608 - the same
    query = f"{' UNION ALL '.join(asked)} LIMIT 1"
    return connection.execute(query, (low, high, *_days(stretch))).fetchone() is None


def _newest(connection: sqlite3.Connection, tables: set[str]) -> int:
    """When the record ends, in microseconds; `MOMENT[0]` if it is empty. A day without times has ended everywhere."""
    asked = [f"SELECT max(end_us) FROM {table}" for table in tables.intersection(LASTING)]  # noqa: S608 - names of ours
    asked += [f"SELECT max(at_us) + 1 FROM {table}" for table in tables.intersection(BY_MOMENT)]  # noqa: S608 - the same
    asked += [
        f"SELECT strftime('%s', max(day), '+36 hours') * 1000000 FROM {table}"  # noqa: S608 - the same
        for table in tables.intersection(BY_DAY)
    ]
    found = connection.execute(" UNION ALL ".join(asked)).fetchall()
    return max([MOMENT[0], *(int(at) for (at,) in found if at is not None)])


def limits(stretch: Stretch) -> tuple[int, int]:
    """The stretch in microseconds, as far as there is a calendar."""
    low = MOMENT[0] if stretch.since is None else max(MOMENT[0], to_us(stretch.since))
    return low, to_us(stretch.until)


def tables_of(connection: sqlite3.Connection) -> set[str]:
    """The names of our tables."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    return {name for (name,) in connection.execute(query)}


def _days(stretch: Stretch) -> tuple[str, str]:
    first, last = stretch.days or ("a", "")  # after the one, and before the other, there is no day
    return str(first), str(last)


def _erase_all(connection: sqlite3.Connection) -> None:
    tables = tables_of(connection) - {"days", "devices"}
    for table in ("days", *tables, "devices"):  # the others trigger deletions of the first, and refer to the last
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    connection.execute(OWN_DEVICE)
