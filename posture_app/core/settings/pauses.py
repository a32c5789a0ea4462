"""When a pause ends, as people say it: a time of day, or tomorrow; and how long private mode lasts by default."""

from datetime import datetime, timedelta

from posture_app.core.calendar import DAY, local_to_utc, work_resumes, zone_of
from posture_app.core.settings.hours import parse_time
from posture_app.core.settings.settings import Settings

TOMORROW = "tomorrow"
PRIVATE_MINUTES = 60.0
LONGEST_PAUSE = 7 * 24 * 60
"""Minutes; what is to last longer is paused until resume."""
HALF_HOUR = timedelta(minutes=30)


def pause_end(text: str, now: datetime, settings: Settings, zone: str) -> datetime:
    """The moment (UTC) that “15:00” or “tomorrow” means; a time of day is the next one to come.

    Tomorrow is when work begins on the next working day. Raises ValueError, naming what is no time of day.
    """
    if text.strip().lower() == TOMORROW:
        return work_resumes(now, zone, settings.day_start, settings.working_hours, settings.days_off)
    at, today = parse_time(text.strip()), now.astimezone(zone_of(zone)).date()
    readings = (local_to_utc(today, each, zone) for each in (at, at.replace(fold=1)))  # the second where clocks go back
    return next((ends for ends in readings if ends > now), local_to_utc(today + DAY, at, zone))


def pause_times(now: datetime, zone: str) -> tuple[datetime, ...]:
    """Ends to choose from (UTC): the next three full hours by the local clock that are more than half an hour away. An
    hour that the clock leaves out is not offered; of an hour that it shows twice, the first time is meant.
    """
    place = zone_of(zone)
    local = now.astimezone(place).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    found = []
    for shift in range(6):
        hour = local + timedelta(hours=shift)
        end = local_to_utc(hour.date(), hour.time(), zone)
        if end - now > HALF_HOUR and end.astimezone(place).replace(tzinfo=None) == hour:
            found.append(end)
    return tuple(found[:3])
