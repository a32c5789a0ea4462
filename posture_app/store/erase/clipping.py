"""Clip what lasts, spans and corrections, to the parts of it outside a stretch of time; within a transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from posture_app.core.calendar import offset_of
from posture_app.core.record.cutting import CutSpan, SpanRow, cut
from posture_app.core.statistics.bouts import SECOND
from posture_app.store.file.moments import from_us
from posture_app.store.file.schema import LONG_US


def clip_spans(connection: sqlite3.Connection, device: int | None, low: int, high: int) -> None:
    """The spans of the source of this row; up to version 2 there is one, and nothing names it (None)."""
    changed = [(number, pieces) for number, pieces in cut(_around(connection, device, low, high), low, high) if pieces]
    of = _of(device)
    connection.execute(
        f"DELETE FROM spans WHERE {of} AND start_us >= ? AND start_us < ? AND end_us <= ?",  # noqa: S608 - a number of ours
        (low, high, high),
    )
    for number, (piece, *more) in reversed(changed):
        _set(connection, "spans", number, piece)
        if more:
            _make_room(connection, number)
            _copy(connection, "spans", number, number + 1)
            _set(connection, "spans", number + 1, more[0])


def _of(device: int | None) -> str:
    return "TRUE" if device is None else f"device = {device}"


def _around(connection: sqlite3.Connection, device: int | None, low: int, high: int) -> Iterator[SpanRow]:
    """The spans of a source from the one before the first that reaches into the range to the one after the last."""
    (longest,) = connection.execute(
        f"SELECT max(end_us - start_us) FROM spans WHERE end_us - start_us > {LONG_US}"  # noqa: S608 - a number of ours
    ).fetchone()
    of = _of(device)
    first, last = connection.execute(
        f"SELECT min(id), max(id) FROM spans WHERE {of} AND start_us >= ? AND start_us < ?"  # noqa: S608 - the same
        " AND (end_us > ? OR start_us >= ?)",
        (low - (longest or LONG_US), high, low, low),
    ).fetchone()
    if first is None:
        return
    query = (
        f"SELECT id, start_us, end_us, ended_by, gap_us FROM spans NOT INDEXED WHERE {of}"  # noqa: S608 - the same
        f" AND id >= coalesce((SELECT max(id) FROM spans WHERE {of} AND id < ?1), ?1)"
        f" AND id <= coalesce((SELECT min(id) FROM spans WHERE {of} AND id > ?2), ?2) ORDER BY id"
    )
    for row in connection.execute(query, (first, last)):
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


def clip_corrections(connection: sqlite3.Connection, low: int, high: int) -> None:
    """What the person said of any part of it, whoever's computer it was said at."""
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
    """Add a row like this one under another id."""
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
