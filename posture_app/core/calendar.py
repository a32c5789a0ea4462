"""Days and working hours: where local time begins and ends things. Moments are aware datetimes in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from posture_app.core.rules import WorkingHours

DAY = timedelta(days=1)
MIDNIGHT = time(0, 0)


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The time zone of this IANA name. Raises ValueError, naming it, if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"“{name}” is not a time zone") from error


def local_to_utc(day: date, at: time, zone: str) -> datetime:
    """The moment of this local reading; the first of two where clocks go back, an hour on where they go forward."""
    return datetime.combine(day, at, zone_of(zone)).astimezone(UTC)


def day_begins(day: date, zone: str, day_start: time) -> datetime:
    """When this day begins."""
    return local_to_utc(day, day_start, zone)


def day_of(at: datetime, zone: str, day_start: time) -> date:
    """The day that this moment belongs to, days beginning at `day_start` local time."""
    day = at.astimezone(zone_of(zone)).date()
    return day if at >= day_begins(day, zone, day_start) else day - DAY


def day_bounds(day: date, zone: str, day_start: time) -> tuple[datetime, datetime]:
    """Beginning and end of a day, which has 23 or 25 hours when the clocks change."""
    return day_begins(day, zone, day_start), day_begins(day + DAY, zone, day_start)


def next_day_begins(at: datetime, zone: str, day_start: time) -> datetime:
    """When the day after the one of this moment begins."""
    return day_begins(day_of(at, zone, day_start) + DAY, zone, day_start)


def work_resumes(at: datetime, zone: str, day_start: time, hours: WorkingHours | None) -> datetime:
    """When work begins on the day after that of this moment, or later if that day is free; without working hours,
    when that day begins. For a pause "until tomorrow".
    """
    tomorrow = next_day_begins(at, zone, day_start)
    if hours is None:
        return tomorrow
    inside, _, until = within_hours(tomorrow, zone, hours)
    return tomorrow if inside else until


def offset_of(at: datetime, zone: str) -> timedelta:
    """How far local time is ahead of UTC at this moment."""
    offset = at.astimezone(zone_of(zone)).utcoffset()
    assert offset is not None
    return offset


def within_hours(at: datetime, zone: str, hours: WorkingHours) -> tuple[bool, datetime, datetime]:
    """Whether this moment lies within working hours, and since and until when the answer holds.

    The answer is trusted for eight days at the most, so weeks without a working hour need no special case.
    """
    today = at.astimezone(zone_of(zone)).date()
    since, until = at - DAY, at + 8 * DAY
    for shift in range(-1, 9):
        day = today + shift * DAY
        for first, last in hours[day.weekday()]:
            begins = local_to_utc(day, first, zone)
            ends = local_to_utc(day + DAY if last == MIDNIGHT else day, last, zone)
            if begins <= at < ends:
                return True, begins, ends
            if ends <= at:
                since = max(since, ends)
            else:
                until = min(until, begins)
    return False, since, until
