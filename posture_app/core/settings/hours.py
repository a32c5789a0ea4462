"""Working hours: ranges of local time by weekday, and their notation."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import time

from posture_app.core.calendar import WEEKDAYS, Range, WorkingHours, over_midnight
from posture_app.core.formats import time_words
from posture_app.core.language import _

ALWAYS, NEVER = "always", "never"
DAY = 24 * 60
"""Minutes."""
MOST_BY_NIGHT_H = 12
"""The most hours of a range that goes over midnight; a longer one must have its ends the wrong way round."""


def parse_time(text: str) -> time:
    """A time of day, HH:MM. Raises ValueError, naming it, if it is none."""
    hour, colon, minute = text.partition(":")
    try:
        if colon and hour.isdecimal() and minute.isdecimal() and len(minute) == len("00"):
            return time(int(hour), int(minute))
    except (ValueError, OverflowError):  # the latter where a number is too long for the calendar
        pass
    raise ValueError(_("“{text}” is not a time of day").format(text=text))


def make_range(start: str, end: str) -> Range:
    """A range from two times of day, "24:00" being the end of the day. One that ends before it begins ends on the next
    day. Raises ValueError if it is too long for that.
    """
    first, last = parse_time(start), time(0, 0) if end == "24:00" else parse_time(end)
    if last != time(0, 0) and last <= first and _minutes(last) + DAY - _minutes(first) > MOST_BY_NIGHT_H * 60:
        raise ValueError(
            _("“{start}-{end}” ends before it begins; over midnight, it may have {hours} hours at the most").format(
                start=start, end=end, hours=MOST_BY_NIGHT_H
            )
        )
    return first, last


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def make_day(ranges: list[Range]) -> tuple[Range, ...]:
    """A day's ranges in order. Raises ValueError if two overlap."""
    ordered = sorted(ranges)
    for before, (start, _end) in itertools.pairwise(ordered):
        if over_midnight(before) or start < before[1]:
            raise ValueError(
                _("the range from {start} begins before the one before it ends").format(start=time_words(start))
            )
    return tuple(ordered)


def night_clash(week: WorkingHours) -> int | None:
    """The first weekday with a range that begins before the last range of the day before ends; None if none has."""
    for day, ranges in enumerate(week):
        before = week[day - 1]
        if ranges and before and over_midnight(before[-1]) and ranges[0][0] < before[-1][1]:
            return day
    return None


def make_week(days: Iterable[tuple[Range, ...]]) -> WorkingHours:
    """A week of such days. Raises ValueError if a range begins within the night before."""
    week = tuple(days)
    if (day := night_clash(week)) is not None:
        raise ValueError(_("the first range on {day} begins before the night before it ends").format(day=WEEKDAYS[day]))
    return week


def parse_days(text: str) -> list[int]:
    """The weekdays (Monday 0) of “wed” or “mon-fri”. Raises ValueError, naming it, if it is none."""
    first, dash, last = text.partition("-")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        raise ValueError(_("“{text}” is not a day ({names})").format(text=text, names=", ".join(WEEKDAYS)))
    start = WEEKDAYS.index(first)
    end = WEEKDAYS.index(last) if dash else start
    return list(range(start, end + 1)) if start <= end else [*range(start, 7), *range(end + 1)]


def parse_hours(text: str) -> WorkingHours | None:
    """Read the notation `mon-fri 09:00-12:30 13:00-17:30; sat 10:00-12:00`; "always" is None, "never" a week without.

    Raises ValueError that names the part at fault.
    """
    week: list[tuple[Range, ...]] = [()] * 7
    if text.strip().lower() in (ALWAYS, NEVER):
        return None if text.strip().lower() == ALWAYS else tuple(week)
    for part in text.lower().replace("–", "-").split(";"):
        words = part.replace(",", " ").split()
        if len(words) < 2:  # noqa: PLR2004 - days and at least one range
            raise ValueError(_("“{part}” names no days and times").format(part=part.strip()))
        ranges = make_day([make_range(*_two(word)) for word in words[1:]])
        for day in parse_days(words[0]):
            if week[day]:
                raise ValueError(_("“{day}” is given twice").format(day=WEEKDAYS[day]))
            week[day] = ranges
    return make_week(week)


def _two(word: str) -> tuple[str, str]:
    start, dash, end = word.partition("-")
    if not dash:
        raise ValueError(_("“{word}” is not a range such as 09:00-17:30").format(word=word))
    return start, end


def format_hours(hours: WorkingHours | None) -> str:
    """The notation that `parse_hours` reads; days in a row with the same ranges are joined."""
    if hours is None:
        return ALWAYS
    return format_week([[_range_text(each) for each in day] for day in hours]) or NEVER


def format_week(week: Sequence[Sequence[str]]) -> str:
    """What each of seven days has, such as “mon-fri 10:00 15:00; sat 11:00”; days with nothing are left out."""
    parts: list[str] = []
    for words, days in itertools.groupby(range(len(WEEKDAYS)), key=week.__getitem__):
        first, *rest = (WEEKDAYS[day] for day in days)
        if words:
            parts.append(" ".join([f"{first}-{rest[-1]}" if rest else first, *words]))
    return "; ".join(parts)


def _range_text(span: Range) -> str:
    start, end = span
    return f"{start:%H:%M}-{'24:00' if end == time(0, 0) else f'{end:%H:%M}'}"
