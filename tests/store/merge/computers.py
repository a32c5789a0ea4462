"""Computers of one person, each with a log, and what is in them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from posture_app.core.record.diary import Correction
from posture_app.core.spans import Posture, Span
from posture_app.core.statistics.bouts import DayTotals, day_totals
from posture_app.store.log.log import Log
from posture_app.store.merge.devices import own_uid
from posture_app.store.merge.merging import DeviceResult, merge
from tests.core.logs import BREAK, FOUR, SECOND, naive_day
from tests.store.conftest import LATER, open_at

COLUMNS = {
    "spans": ("posture, start_us, end_us, ended_by, zone, offset_s, gap_us", "spans.id"),
    "prompts": (
        "prompts.kind, also, way, length_s, at_us, zone, sitting_s, again, outcome, prompts.exercise",
        "at_us, prompts.kind",
    ),
    "corrections": ("posture, start_us, end_us, zone, offset_s, made_us, undone_us IS NULL", "made_us, start_us"),
    "sessions": (
        "exercise, at_us, zone, length_s, side, share, ended, programme, week, place, percent",
        "at_us, exercise",
    ),
    "notes": ("day, text, changed_us", "day"),
    "day_totals": ("day, sitting_s, standing_s", "day"),
}
CONTENT = [
    f"SELECT uid, {columns} FROM {table} JOIN devices ON devices.id = device ORDER BY uid, {order}"
    for table, (columns, order) in COLUMNS.items()
]
"""All of a log, told by the devices' uids, the spans of each in the order of recording."""
Seconds = dict[datetime, tuple[Posture, str]]


@dataclass
class Computer:
    """A computer with a log of its own."""

    path: Path

    def __post_init__(self) -> None:
        self.open().close()

    def open(self) -> Log:
        return open_at(self.path)

    @property
    def uid(self) -> str:
        return own_uid(self.path)

    def copy(self, name: str) -> "Computer":
        """A copy of its log, which nobody writes into."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        (self.path.parent / name).write_bytes(self.path.read_bytes())
        return Computer(self.path.parent / name)

    def record(self, spans: Iterable[Span]) -> None:
        log = self.open()
        for span in spans:
            log.record(span)
        log.close()

    def correct(self, correction: Correction) -> None:
        """The person says this here."""
        log = self.open()
        log.diary.correct(correction)
        log.close()

    def undo(self, correction: Correction) -> None:
        """They take it back here, wherever they said it."""
        log = self.open()
        (found,) = (each for each in log.diary.corrections() if each.made == correction.made)
        log.diary.undo(found.id, correction.made + BREAK)
        log.close()

    def merge(self, *others: "Computer") -> tuple[DeviceResult, ...]:
        """Merge the logs of these, one after the other."""
        return tuple(brought for other in others for brought in merge(self.path, other.path, LATER))

    def content(self) -> list[list[tuple[Any, ...]]]:
        """All that is in the log, whatever the rows are numbered."""
        with closing(sqlite3.connect(self.path)) as connection:
            return [connection.execute(query).fetchall() for query in (*CONTENT, "SELECT day FROM days_off")]

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(query, values).fetchall()

    def totals(self) -> tuple[DayTotals, ...]:
        """The totals by day of all that counts."""
        log = self.open()
        try:
            return tuple(day_totals(list(log.spans()), FOUR, BREAK))
        finally:
            log.close()


def counted(seen: Sequence[tuple[str, Sequence[Span]]], said: Sequence[Correction]) -> dict[date, tuple[int, int]]:
    """Sitting and standing of each day in seconds, told second by second: the person's latest word, else standing, if
    a computer saw that, else sitting. The day is by the zone of the computer that comes first, or of the word.
    """
    seconds: Seconds = {}
    for posture in (Posture.SITTING, Posture.STANDING):
        for _, spans in sorted(seen, key=lambda each: each[0], reverse=True):
            for span in spans:
                if span.posture is posture:
                    seconds.update(dict.fromkeys(_seconds(span.start, span.end), (posture, span.zone)))
    for each in sorted(said, key=lambda each: each.made):
        if each.undone is not None:
            continue
        for at in _seconds(each.start, each.end):
            if each.posture is None:
                seconds.pop(at, None)
            else:
                seconds[at] = each.posture, each.zone
    days = Counter((naive_day(at, zone), posture) for at, (posture, zone) in seconds.items())
    return {day: (days[day, Posture.SITTING], days[day, Posture.STANDING]) for day, _ in days}


def _seconds(start: datetime, end: datetime) -> Iterable[datetime]:
    return (start + shift * SECOND for shift in range((end - start) // SECOND))
