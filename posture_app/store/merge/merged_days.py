"""What another log holds of whole days, brought into ours: notes, days off, and days known by their totals only."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from posture_app.store.file.moments import to_us
from posture_app.store.file.schema import OWN
from posture_app.store.log.erasures import ErasedStretches

MIDDAY = time(12)

_NOTES = (
    "SELECT o.day, m.also, o.text, o.changed_us FROM other.notes AS o JOIN temp.sources AS m ON m.theirs = o.device"
)
_NOTE = (
    "INSERT INTO main.notes (day, device, text, changed_us) VALUES (?, ?, ?, ?) ON CONFLICT (day, device) DO UPDATE"
    " SET text = excluded.text, changed_us = excluded.changed_us"
    " WHERE (excluded.changed_us, excluded.text) > (changed_us, text)"
)
_TOTALS = (
    "SELECT o.day, m.ours, o.sitting_s, o.standing_s FROM other.day_totals AS o"
    " JOIN temp.sources AS m ON m.theirs = o.device"
)
_TOTAL = (
    "INSERT INTO main.day_totals (day, device, sitting_s, standing_s) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (device, day) DO UPDATE SET sitting_s = excluded.sitting_s, standing_s = excluded.standing_s"
    " WHERE (excluded.sitting_s, excluded.standing_s) > (sitting_s, standing_s)"
)
_OFFSET = "SELECT offset_s FROM main.spans WHERE device = ? ORDER BY start_us DESC LIMIT 1"


def merge_days(connection: sqlite3.Connection, erased: ErasedStretches, came: Callable[[int, str], None]) -> None:
    """Bring the rows of a log attached as `other`: of several notes of one computer on a day the latest, of several
    totals of one program the greatest. `came` hears of each that came. Within a transaction.
    """
    (offset_s,) = connection.execute(_OFFSET, (OWN,)).fetchone() or (0,)

    def rows(query: str) -> Iterator[tuple[Any, ...]]:
        for row in connection.execute(query).fetchall():
            midday = to_us(datetime.combine(date.fromisoformat(row[0]), MIDDAY, UTC)) - offset_s * 1_000_000
            if not erased.covers(midday):
                yield row

    for table, query, put in (("notes", _NOTES, _NOTE), ("day_totals", _TOTALS, _TOTAL)):
        for row in rows(query):
            if connection.execute(put, row).rowcount > 0:
                came(row[1], table)
    connection.executemany("INSERT OR IGNORE INTO main.days_off VALUES (?)", rows("SELECT day FROM other.days_off"))
