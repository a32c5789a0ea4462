"""Which backups of the log stay, and when the next one is due."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from posture_app.core.calendar import day_of, next_day_begins

LATEST = 7
"""So many of the fullest are kept, and besides the last one of each month, for ever."""
AFTER_START = timedelta(minutes=5)
"""A missed backup is made so long after the start, when the computer has less to do."""


def kept(days: Sequence[date]) -> frozenset[int]:
    """The places of the backups that stay; `days` is the newest day in each, the one that has least first."""
    last_of_months = {(day.year, day.month): place for place, day in enumerate(days)}
    return frozenset({*range(len(days))[-LATEST:], *last_of_months.values()})


def backup_due(now: datetime, tried: date | None, zone: str, day_start: time) -> datetime:
    """When to back up next: at the roll-over of the day, or soon if it has not been tried on this day yet."""
    if tried is not None and tried >= day_of(now, zone, day_start):
        return next_day_begins(now, zone, day_start)
    return min(now + AFTER_START, next_day_begins(now, zone, day_start))
