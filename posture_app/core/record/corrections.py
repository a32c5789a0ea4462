"""What a person may say afterwards: about which time, and in which words it is shown to them."""

from datetime import date, datetime, time

from posture_app.core.calendar import DAY, day_of, local, local_to_utc
from posture_app.core.record.diary import Correction
from posture_app.core.record.overlay import Interval
from posture_app.core.settings.hours import parse_time
from posture_app.core.spans import Posture
from posture_app.core.words import duration

FIRST_DAY = date(1971, 1, 1)
"""No record has a day before this one."""
POSTURE_WORDS: dict[Posture | None, str] = {Posture.SITTING: "sitting", Posture.STANDING: "standing", None: "not here"}


def check_day(day: date, today: date) -> None:
    """Raises ValueError, with a sentence without its full stop, if this day cannot be corrected."""
    if day > today:
        raise ValueError(f"{day} has not come yet")
    if day < FIRST_DAY:
        raise ValueError(f"{day} lies before {FIRST_DAY}, with which records begin")


def read_time(text: str) -> time:
    """A time of day, 24:00 being midnight. Raises ValueError, naming it, if it is none."""
    return time(0, 0) if text == "24:00" else parse_time(text)


def stretch(day: date, first: time, last: time, *, zone: str, day_start: time, now: datetime) -> Interval:
    """The moments (UTC) between two readings of the clock on a day that begins at `day_start`. An earlier reading
    belongs to the night after; `day_start` itself begins the day as `first`, and ends it as `last`. Where the clocks
    change, readings are taken as in `calendar.local_to_utc`.

    Raises ValueError, with a sentence without its full stop, if there was no such stretch.
    """
    check_day(day, day_of(now, zone, day_start))
    start = local_to_utc(day if first >= day_start else day + DAY, first, zone)
    end = local_to_utc(day if last > day_start else day + DAY, last, zone)
    if end == start:
        raise ValueError(f"From {first:%H:%M} to {last:%H:%M} is no time at all")
    if end < start:
        raise ValueError(f"{last:%H:%M} comes before {first:%H:%M} on a day that begins at {day_start:%H:%M}")
    if end > now:
        raise ValueError(f"{last:%H:%M} has not come yet")
    return start, end


def correction_words(correction: Correction, zone: str) -> str:
    """“Standing 14:00 to 15:00, 1 h 00 min”, by the clock of this zone."""
    length = duration((correction.end - correction.start).total_seconds())
    posture = POSTURE_WORDS[correction.posture].capitalize()
    return f"{posture} {local(correction.start, zone)} to {local(correction.end, zone)}, {length}"


def named_day(text: str, today: date) -> date:
    """The day of 2026-03-02, “today” or “yesterday”. Raises ValueError, with a sentence without its full stop, if it is
    no day, or one that cannot be corrected.
    """
    near = {"today": today, "yesterday": today - DAY}
    try:
        day = near.get(text.lower()) or date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day such as 2026-03-02, today or yesterday") from None
    check_day(day, today)
    return day
