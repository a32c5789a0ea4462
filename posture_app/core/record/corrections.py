"""What a person may say afterwards: about which time, and in which words it is shown to them."""

from datetime import date, datetime, time

from posture_app.core.calendar import DAY, day_of, local, local_to_utc
from posture_app.core.formats import time_words
from posture_app.core.language import N_, _
from posture_app.core.record.diary import Correction
from posture_app.core.record.overlay import Interval
from posture_app.core.settings.hours import parse_time
from posture_app.core.spans import Posture
from posture_app.core.words import duration

FIRST_DAY = date(1971, 1, 1)
"""No record has a day before this one."""
_WORDS: dict[Posture | None, str] = {
    Posture.SITTING: N_("Sitting {start} to {end}, {length}"),
    Posture.STANDING: N_("Standing {start} to {end}, {length}"),
    None: N_("Not here {start} to {end}, {length}"),
}


def check_day(day: date, today: date) -> None:
    """Raises ValueError, with a sentence without its full stop, if this day cannot be corrected."""
    if day > today:
        raise ValueError(_("{day} has not come yet").format(day=day))
    if day < FIRST_DAY:
        raise ValueError(_("{day} lies before {first}, with which records begin").format(day=day, first=FIRST_DAY))


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
        raise ValueError(
            _("From {first} to {last} is no time at all").format(first=time_words(first), last=time_words(last))
        )
    if end < start:
        raise ValueError(
            _("{last} comes before {first} on a day that begins at {day_start}").format(
                last=time_words(last), first=time_words(first), day_start=time_words(day_start)
            )
        )
    if end > now:
        raise ValueError(_("{last} has not come yet").format(last=time_words(last)))
    return start, end


def correction_words(correction: Correction, zone: str) -> str:
    """“Standing 14:00 to 15:00, 1 h 00 min”, by the clock of this zone."""
    length = duration((correction.end - correction.start).total_seconds())
    start, end = local(correction.start, zone), local(correction.end, zone)
    return _(_WORDS[correction.posture]).format(start=start, end=end, length=length)


def named_day(text: str, today: date) -> date:
    """The day of 2026-03-02, “today” or “yesterday”. Raises ValueError, with a sentence without its full stop, if it is
    no day, or one that cannot be corrected.
    """
    near = {"today": today, "yesterday": today - DAY}
    try:
        day = near.get(text.lower()) or date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("“{text}” is not a day such as 2026-03-02, today or yesterday").format(text=text)) from None
    check_day(day, today)
    return day
