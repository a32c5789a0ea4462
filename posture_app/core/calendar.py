"""Days and working hours: where local time begins and ends things. Moments are aware datetimes in UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from posture_app.core.formats import time_words
from posture_app.core.language import _

Range = tuple[time, time]
WorkingHours = tuple[tuple[Range, ...], ...]
"""Monday first, seven entries of ranges in local time, each on the day on which it begins: one that does not end after
that ends on the next day, at 00:00 or later.
"""
DaysOff = tuple[tuple[date, date], ...]
"""First and last day of each run of days off, in order, none touching another."""
Times = tuple[tuple[time, ...], ...]
"""Monday first, seven entries of local times, each in order."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
MIDNIGHT = time(0, 0)
ALL_DAY: tuple[Range, ...] = ((MIDNIGHT, MIDNIGHT),)

_STEADY = re.compile(r"UTC([+-])([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


def over_midnight(span: Range) -> bool:
    """Whether a range ends on the day after that on which it begins, be it with its first moment."""
    first, last = span
    return last <= first


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone of this IANA name, or of a steady offset such as UTC+01:00. Raises ValueError if it is neither."""
    if steady := _STEADY.fullmatch(name):
        hours, minutes, seconds = (int(part or 0) for part in steady.groups()[1:])
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return timezone(offset if steady[1] == "+" else -offset)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(_("“{name}” is not a time zone").format(name=name)) from error


@lru_cache(maxsize=1024)
def known_zone(name: str, offset_s: int) -> str:
    """The name of a zone as it stands in the log, or that of the offset then in force where this computer does not know
    the zone: its rules may be newer on another.
    """
    try:
        zone_of(name)
    except ValueError:
        return str(timezone(timedelta(seconds=offset_s)))
    return name


def local(at: datetime, zone: str) -> str:
    """The local time of day of a moment, as the clock on the wall shows it: “14:30”."""
    return time_words(at.astimezone(zone_of(zone)))


def local_to_utc(day: date, at: time, zone: str) -> datetime:
    """The moment of this local reading; the first of two where clocks go back, an hour on where they go forward."""
    return datetime.combine(day, at, zone_of(zone)).astimezone(UTC)


def day_begins(day: date, zone: str, day_start: time) -> datetime:
    """When this day begins."""
    return local_to_utc(day, day_start, zone)


def day_of(at: datetime, zone: str, day_start: time) -> date:
    """The day that this moment belongs to, days beginning at `day_start` local time.

    The date alone does not tell it where the clocks change about that time: some nights have two midnights, and some
    places left out a whole day.
    """
    day = at.astimezone(zone_of(zone)).date()
    while at < day_begins(day, zone, day_start):
        day -= DAY
    while at >= day_begins(day + DAY, zone, day_start):
        day += DAY
    return day


def day_bounds(day: date, zone: str, day_start: time) -> tuple[datetime, datetime]:
    """Beginning and end of a day, which has 23 or 25 hours when the clocks change."""
    return day_begins(day, zone, day_start), day_begins(day + DAY, zone, day_start)


def next_day_begins(at: datetime, zone: str, day_start: time) -> datetime:
    """When the day after the one of this moment begins."""
    return day_begins(day_of(at, zone, day_start) + DAY, zone, day_start)


def work_resumes(
    at: datetime, zone: str, day_start: time, hours: WorkingHours | None, days_off: DaysOff = ()
) -> datetime:
    """When work begins on the day after that of this moment, or later if that day is free; without working hours,
    when that day begins. For a pause "until tomorrow".
    """
    tomorrow = next_day_begins(at, zone, day_start)
    inside, _, until = within_hours(tomorrow, zone, hours, days_off)
    return tomorrow if inside else until


def offset_of(at: datetime, zone: str) -> timedelta:
    """How far local time is ahead of UTC at this moment."""
    offset = at.astimezone(zone_of(zone)).utcoffset()
    assert offset is not None
    return offset


def within_hours(
    at: datetime, zone: str, hours: WorkingHours | None, days_off: DaysOff = ()
) -> tuple[bool, datetime, datetime]:
    """Whether this moment lies within working hours, and since and until when the answer holds at the least.

    The answer is trusted for eight days at the most, so weeks without a working hour need no special case.
    """
    today = at.astimezone(zone_of(zone)).date()
    since, until = at - DAY, at + 8 * DAY
    for shift in range(-1, 9):
        day = today + shift * DAY
        for span in _ranges(day, hours, days_off):
            begins = local_to_utc(day, span[0], zone)
            ends = _ends(day, span, zone)
            if begins <= at < ends:
                return True, begins, ends
            if ends <= at:
                since = max(since, ends)
            else:
                until = min(until, begins)
    return False, since, until


def work_ends(at: datetime, zone: str, hours: WorkingHours, days_off: DaysOff = ()) -> datetime | None:
    """When the working hours of this moment’s local day end; None if there are none. As long as a night goes on, it is
    those of the day on which it began.
    """
    today = at.astimezone(zone_of(zone)).date()
    ends = None
    for day in (today - DAY, today):
        ends = max((_ends(day, span, zone) for span in _ranges(day, hours, days_off)), default=None)
        if ends is not None and ends > at:
            break
    return ends


def _ends(day: date, span: Range, zone: str) -> datetime:
    """When a range that begins on this day ends."""
    return local_to_utc(day + DAY if over_midnight(span) else day, span[1], zone)


def is_off(day: date, days_off: DaysOff) -> bool:
    """Whether this is a day off."""
    return any(first <= day <= last for first, last in days_off)


def _ranges(day: date, hours: WorkingHours | None, days_off: DaysOff) -> tuple[Range, ...]:
    if is_off(day, days_off):
        return ()
    return ALL_DAY if hours is None else hours[day.weekday()]


def clock_moments(times: Times, zone: str, since: datetime, until: datetime) -> list[datetime]:
    """The moments after `since`, up to `until`, at which one of these clock times comes, each once on its day. A time
    that a change of the clocks skips comes an hour on, when it would have come without the change.
    """
    found: set[datetime] = set()
    day, last = since.astimezone(zone_of(zone)).date() - DAY, until.astimezone(zone_of(zone)).date()
    while day <= last:
        found.update(local_to_utc(day, at, zone) for at in times[day.weekday()])
        day += DAY
    return sorted(at for at in found if since < at <= until)
