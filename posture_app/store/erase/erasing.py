"""Erase what lies in a stretch of time from the log, or all of it, so that not a byte of that is left in its file.

What is deleted is overwritten at once. But where SQLite moves rows from page to page, it also leaves them in the old
place; so the file is then written anew (VACUUM), and the write-ahead log emptied. What was written in that time about
another day, such as a note, stays with that day.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from posture_app.core.calendar import offset_of
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.record.cutting import CutSpan, SpanRow, cut
from posture_app.core.record.erasing import Stretch
from posture_app.core.statistics.bouts import SECOND
from posture_app.store.file.connection import OpenMode, connect, transaction
from posture_app.store.file.faults import explaining, reading
from posture_app.store.file.files import discard
from posture_app.store.file.inspection import inspect
from posture_app.store.file.moments import MOMENT, from_us, to_us
from posture_app.store.file.schema import LONG_US, OWN_DEVICE, TABLES
from posture_app.store.log.opening import open_readable, open_writable

PATIENCE_MS = 5000
"""How long to wait for others who read the log, and so keep the write-ahead log from being emptied."""
BY_DAY = ("notes", "days_off", "day_totals")
BY_MOMENT = ("prompts", "sessions")
LASTING = ("spans", "corrections")
RECORD = (*LASTING, *BY_MOMENT, *BY_DAY)
"""The tables of what is recorded."""


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

    A stretch is noted among the erasures, as far as anything is recorded yet. After everything was erased the log is
    that of a new computer. Raises KnownError if that cannot be done, or not to the end: then do it again.
    """
    with explaining(log, "written"), closing(open_writable(log)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        with overwriting(connection):
            if stretch is None:
                others = TABLES.keys() - {"days", "devices"}  # they trigger deletions from the one, refer to the other
                for table in ("days", *others, "devices"):
                    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
                connection.execute(OWN_DEVICE)
            else:
                erase_rows(connection, stretch)
        busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise KnownError(
                _(
                    "The log {log} is being read by another program, or by this app as it exports; wait, or close that."
                ).format(log=log)
            )


def forget(log: Path) -> None:
    """Remove the log, sound or damaged, while no app runs; the next start begins a new one, of a new computer. Raises
    KnownError if it cannot be removed, or is not ours to.
    """
    with explaining(log, "written"):
        inspect(log)  # raises if it is another program's, or of a newer version
        discard(log)


@contextmanager
def overwriting(connection: sqlite3.Connection) -> Iterator[None]:
    """What is deleted inside, all or nothing of it, can no longer be found in the file."""
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    with transaction(connection):
        yield
    connection.execute("VACUUM")


def erase_rows(connection: sqlite3.Connection, stretch: Stretch) -> None:
    """Erase the stretch from the tables of a log, within a transaction."""
    low, high = limits(stretch)
    noted = min(high, _newest(connection))
    for (device,) in connection.execute("SELECT id FROM devices").fetchall():
        _clip_spans(connection, device, low, high)
    _clip_corrections(connection, low, high)
    for table in BY_MOMENT:
        connection.execute(f"DELETE FROM {table} WHERE at_us >= ? AND at_us < ?", (low, high))  # noqa: S608 - names of ours
    if stretch.days is not None:
        for table in BY_DAY:
            connection.execute(f"DELETE FROM {table} WHERE day BETWEEN ? AND ?", _days(stretch))  # noqa: S608 - the same
    connection.execute("DELETE FROM erasures WHERE start_us >= ? AND end_us <= ?", (low, noted))
    if noted > low:  # what is not recorded yet is not erased, whatever time the clock shows
        connection.execute("INSERT INTO erasures (start_us, end_us) VALUES (?, ?)", (low, noted))


def _clip_spans(connection: sqlite3.Connection, device: int, low: int, high: int) -> None:
    """Clip the spans of the device of this row to the parts of them outside the stretch."""
    changed = [(number, pieces) for number, pieces in cut(_around(connection, device, low, high), low, high) if pieces]
    connection.execute(
        "DELETE FROM spans WHERE device = ? AND start_us >= ? AND start_us < ? AND end_us <= ?",
        (device, low, high, high),
    )
    for number, (piece, *more) in reversed(changed):
        _set(connection, "spans", number, piece)
        if more:
            _make_room(connection, number)
            _copy(connection, "spans", number, number + 1)
            _set(connection, "spans", number + 1, more[0])


def _around(connection: sqlite3.Connection, device: int, low: int, high: int) -> Iterator[SpanRow]:
    """The spans of a device from the one before the first that reaches into the stretch to the one after the last."""
    (longest,) = connection.execute(
        f"SELECT max(end_us - start_us) FROM spans WHERE end_us - start_us > {LONG_US}"  # noqa: S608 - a number of ours
    ).fetchone()
    first, last = connection.execute(
        "SELECT min(id), max(id) FROM spans WHERE device = ? AND start_us >= ? AND start_us < ?"
        " AND (end_us > ? OR start_us >= ?)",
        (device, low - (longest or LONG_US), high, low, low),
    ).fetchone()
    if first is None:
        return
    query = (
        "SELECT id, start_us, end_us, ended_by, gap_us FROM spans NOT INDEXED WHERE device = ?1"
        " AND id >= coalesce((SELECT max(id) FROM spans WHERE device = ?1 AND id < ?2), ?2)"
        " AND id <= coalesce((SELECT min(id) FROM spans WHERE device = ?1 AND id > ?3), ?3) ORDER BY id"
    )
    for row in connection.execute(query, (device, first, last)):
        yield SpanRow(*row)


def _make_room(connection: sqlite3.Connection, number: int) -> None:
    """Free the id after this one: those that follow it without a gap move up by one."""
    query = (
        "SELECT id + 1 FROM spans AS one WHERE id >= ?"
        " AND NOT EXISTS (SELECT 1 FROM spans WHERE id = one.id + 1) ORDER BY id LIMIT 1"
    )
    (free,) = connection.execute(query, (number,)).fetchone()
    move = "UPDATE spans SET id = id + 1 WHERE id = ?"
    connection.executemany(move, ((each,) for each in range(free - 1, number, -1)))


def _clip_corrections(connection: sqlite3.Connection, low: int, high: int) -> None:
    """Clip what the person said of any part of the stretch, at whatever computer they said it."""
    query = "SELECT id, start_us, end_us FROM corrections WHERE end_us > ? AND start_us < ?"
    for number, start, end in connection.execute(query, (low, high)).fetchall():
        if start >= low and end <= high:
            connection.execute("DELETE FROM corrections WHERE id = ?", (number,))
        elif start < low and end > high:
            (last,) = connection.execute("SELECT max(id) FROM corrections").fetchone()
            _copy(connection, "corrections", number, last + 1)
            _set(connection, "corrections", last + 1, (high, end))
            _set(connection, "corrections", number, (start, low))
        else:
            _set(connection, "corrections", number, (start, low) if start < low else (high, end))


def _copy(connection: sqlite3.Connection, table: str, number: int, to: int) -> None:
    names = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id")
    insert = f"INSERT INTO {table} (id, {names}) SELECT ?, {names} FROM {table} WHERE id = ?"  # noqa: S608 - names of ours
    connection.execute(insert, (to, number))


def _set(connection: sqlite3.Connection, table: str, number: int, piece: CutSpan | tuple[int, int]) -> None:
    """Give a row another beginning and end, and a span what else there is of a piece."""
    query = f"SELECT start_us, zone, offset_s FROM {table} WHERE id = ?"  # noqa: S608 - names of ours
    start, zone, offset_s = connection.execute(query, (number,)).fetchone()
    if piece[0] != start:
        with suppress(ValueError):  # a zone that this computer does not know: none is nearer than the old offset
            offset_s = offset_of(from_us(piece[0]), zone) // SECOND
    names = "start_us, end_us, ended_by, gap_us" if isinstance(piece, CutSpan) else "start_us, end_us"
    values = ", ".join("?" * len(piece))
    update = f"UPDATE {table} SET ({names}, offset_s) = ({values}, ?) WHERE id = ?"  # noqa: S608 - names of ours
    connection.execute(update, (*piece, offset_s, number))


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
    """Whether what is recorded in a log begins before the stretch ends and ends after it begins.

    If it does, remains of the stretch may lie even where no row does.
    """
    asked = [f"SELECT min(start_us) < ?2, max(end_us) >= ?1 FROM {table}" for table in LASTING]  # noqa: S608 - names of ours
    asked += [f"SELECT min(at_us) < ?2, max(at_us) >= ?1 FROM {table}" for table in BY_MOMENT]  # noqa: S608 - the same
    asked += [f"SELECT min(day) <= ?4, max(day) >= ?3 FROM {table}" for table in BY_DAY]  # noqa: S608 - the same
    found = connection.execute(" UNION ALL ".join(asked), (*limits(stretch), *_days(stretch))).fetchall()
    return any(begins for begins, _ in found) and any(ends for _, ends in found)


def was_erased(connection: sqlite3.Connection, stretch: Stretch) -> bool:
    """Whether all of the stretch is noted as erased, and nothing of it has come back since."""
    low, high = limits(stretch)
    noted = "SELECT 1 FROM erasures WHERE start_us <= ? AND end_us >= ?"
    if connection.execute(noted, (low, min(high, _newest(connection)))).fetchone() is None:
        return False
    asked = [f"SELECT 1 FROM {table} WHERE start_us < ?2 AND end_us > ?1" for table in LASTING]  # noqa: S608 - names of ours
    asked += [f"SELECT 1 FROM {table} WHERE at_us >= ?1 AND at_us < ?2" for table in BY_MOMENT]  # noqa: S608 - the same
    asked += [f"SELECT 1 FROM {table} WHERE day BETWEEN ?3 AND ?4" for table in BY_DAY]  # noqa: S608 - the same
    query = f"{' UNION ALL '.join(asked)} LIMIT 1"
    return connection.execute(query, (low, high, *_days(stretch))).fetchone() is None


def _newest(connection: sqlite3.Connection) -> int:
    """When the record ends, in microseconds; `MOMENT[0]` if it is empty. A day without times ends when it has ended in
    every time zone.
    """
    asked = [f"SELECT max(end_us) FROM {table}" for table in LASTING]  # noqa: S608 - names of ours
    asked += [f"SELECT max(at_us) + 1 FROM {table}" for table in BY_MOMENT]  # noqa: S608 - the same
    asked += [f"SELECT strftime('%s', max(day), '+36 hours') * 1000000 FROM {table}" for table in BY_DAY]  # noqa: S608 - the same
    found = connection.execute(" UNION ALL ".join(asked)).fetchall()
    return max([MOMENT[0], *(int(at) for (at,) in found if at is not None)])


def limits(stretch: Stretch) -> tuple[int, int]:
    """The stretch in microseconds, as far as there is a calendar."""
    low = MOMENT[0] if stretch.since is None else max(MOMENT[0], to_us(stretch.since))
    return low, to_us(stretch.until)


def _days(stretch: Stretch) -> tuple[str, str]:
    first, last = stretch.days or ("a", "")  # no day is after the one or before the other
    return str(first), str(last)
