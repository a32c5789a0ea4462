"""The latest days of which a log has something, found by its indexes; of any version, by UTC."""

import sqlite3
from datetime import date

from posture_app.core.record.plausible import ENOUGH
from posture_app.store.file.inspection import DAY_US, MOMENT
from posture_app.store.file.moments import from_us


def latest_days(connection: sqlite3.Connection, most: int = ENOUGH) -> list[date]:
    """The latest days that have a span or totals, the newest first, and no more than so many.

    Raises sqlite3.Error, and ValueError if what the log holds is no day.
    """
    found: set[date] = set()
    for query, values in _starts(connection):
        before = MOMENT[1]
        for _ in range(most):
            (at,) = connection.execute(query, (*values, before)).fetchone()
            if at is None or not isinstance(at, int) or at < MOMENT[0]:
                break
            found.add(from_us(at).date())
            before = at - at % DAY_US
    if _has(connection, "day_totals"):
        query = "SELECT DISTINCT day FROM day_totals ORDER BY day DESC LIMIT ?"
        found.update(date.fromisoformat(day) for (day,) in connection.execute(query, (most,)))
    return sorted(found, reverse=True)[:most]


def _starts(connection: sqlite3.Connection) -> list[tuple[str, tuple[int, ...]]]:
    """What to ask for the last span that begins before a moment, source by source."""
    if not _has(connection, "devices"):
        return [("SELECT max(start_us) FROM spans WHERE start_us < ?", ())]
    query = "SELECT max(start_us) FROM spans WHERE device = ? AND start_us < ?"
    return [(query, (device,)) for (device,) in connection.execute("SELECT id FROM devices").fetchall()]


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None
