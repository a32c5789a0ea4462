"""Any stretch of time, to be erased in tests: the app erases whole days."""

from datetime import datetime, time

from posture_app.core.calendar import DAY, day_begins, day_of
from posture_app.core.record.erasing import Stretch


def stretch_of_time(since: datetime, until: datetime, now: datetime, zone: str, day_start: time) -> Stretch:
    """From one moment (UTC) until another. A day lies wholly in it if all of it does that has come yet.

    Raises ValueError, in words for the person, if it does not end after it begins, or lies in the future.
    """
    if until <= since:
        raise ValueError("it does not end after it begins")
    if until > now:
        raise ValueError("it lies in the future")
    try:
        today, first, last = (day_of(at, zone, day_start) for at in (now, since, until))
        if day_begins(first, zone, day_start) < since:
            first += DAY
    except OverflowError:
        raise ValueError("it lies beyond the calendar") from None
    if last < today or until < now.replace(microsecond=0):
        last -= DAY
    return Stretch(since, until, (first, last) if first <= last else None)
