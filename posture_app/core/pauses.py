"""When a pause ends, as people say it: a time of day, or tomorrow; how long private mode lasts if they say nothing."""

from datetime import datetime, timedelta

from posture_app.core.calendar import DAY, local_to_utc, work_resumes, zone_of
from posture_app.core.hours import parse_time
from posture_app.core.settings import Settings

TOMORROW = "tomorrow"
PRIVATE_MINUTES = 60.0
HALF_HOUR = timedelta(minutes=30)


def pause_end(text: str, now: datetime, settings: Settings, zone: str) -> datetime:
    """The moment (UTC) that “15:00” or “tomorrow” means; a time of day is the next one to come.

    Tomorrow is when work begins on the next working day. Raises ValueError, naming what is no time of day.
    """
    if text.strip().lower() == TOMORROW:
        return work_resumes(now, zone, settings.day_start, settings.working_hours, settings.days_off)
    at, today = parse_time(text.strip()), now.astimezone(zone_of(zone)).date()
    ends = local_to_utc(today, at, zone)
    return ends if ends > now else local_to_utc(today + DAY, at, zone)


def pause_times(now: datetime, zone: str) -> tuple[datetime, ...]:
    """Ends to choose from (UTC): the next three full hours by the local clock that are not almost over."""
    local = now.astimezone(zone_of(zone)) + HALF_HOUR
    first = local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return tuple((first + timedelta(hours=shift)).astimezone(now.tzinfo) for shift in range(3))
