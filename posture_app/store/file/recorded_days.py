"""The latest days of which a log has something, found by its indexes; by UTC."""

import sqlite3
from datetime import date

from posture_app.core.record.plausible import ENOUGH
from posture_app.store.file.moments import DAY_US, MOMENT, from_us


def latest_days(connection: sqlite3.Connection, most: int = ENOUGH) -> list[date]:
    """The latest days that have a span or totals, the newest first, `most` of them at the most.

    Raises sqlite3.Error, and ValueError if what the log holds is no day.
    """
    found: set[date] = set()
    query = "SELECT max(start_us) FROM spans WHERE device = ? AND start_us < ?"
    for (device,) in connection.execute("SELECT id FROM devices").fetchall():
        before = MOMENT[1]
        for _ in range(most):
            (at,) = connection.execute(query, (device, before)).fetchone()
            if at is None or not isinstance(at, int) or at < MOMENT[0]:
                break
            found.add(from_us(at).date())
            before = at - at % DAY_US
    totals = connection.execute("SELECT DISTINCT day FROM day_totals ORDER BY day DESC LIMIT ?", (most,))
    found.update(date.fromisoformat(day) for (day,) in totals)
    return sorted(found, reverse=True)[:most]
