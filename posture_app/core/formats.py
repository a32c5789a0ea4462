"""Dates, times and numbers in texts for people, as the person’s country writes them.

The composition root says by `use` who writes them; in windows that is Qt. Until then, and without windows, they are
plain: the words of the catalogue in the order of English. What programs read never goes through here.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from posture_app.core import language
from posture_app.core.language import N_, _

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
LONG_DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
SHORT_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
DAYS, HOURS = 7, 24
WIDE_HOURS = 10, 20
"""Hours with as much to write as any."""


class Form(StrEnum):
    """What of a date is written: d day, M month, y year; four letters are a name in full, three a short one."""

    FULL = "dddd d MMMM yyyy"
    LONG = "dddd d MMMM"
    SHORT = "ddd d MMM"
    DATE = "d MMMM yyyy"
    DATE_SHORT = "d MMM yyyy"
    DAY = "d MMMM"
    DAY_SHORT = "d MMM"
    MONTH = "MMMM yyyy"
    MONTH_SHORT = "MMM yyyy"
    YEAR = "yyyy"


class Formats:
    """The plain forms; another way to write them takes the place of each method."""

    locale = "en_001"
    """The name of Qt’s locale for fields in which dates and numbers are typed."""
    clock_pattern = "HH:mm"
    zero = "0"
    """With which its digits begin."""
    twelve = False
    """The clock has twelve hours, and these words for its halves."""
    halves = "am", "pm"

    @property
    def first_weekday(self) -> int:
        """With which a week begins; 0 is Monday."""
        return 0

    def pattern(self, form: Form) -> str:
        """How a date is typed, in the letters of the form."""
        weekday, _blank, rest = form.partition(" ")
        return f"{weekday}, {rest}" if weekday.startswith("ddd") else str(form)

    def clock(self, at: time) -> str:
        """A time of day: “14:30”."""
        return f"{at:%H:%M}"

    def hour(self, hour: int) -> str:
        """An hour of the clock where there is little room: “14”."""
        return self.digits(hour, 2)

    def day(self, day: date, form: Form, *, alone: bool = False) -> str:  # noqa: ARG002 - of other languages
        """A date: “Monday, 2 March 2026”, or less of it. `alone`: it is no part of a sentence, which is another case of
        the weekday in Finnish.
        """
        weekday, *parts = form.split() if form.startswith("ddd") else ("", *form.split())
        written = " ".join(self._part(day, part) for part in parts)
        return f"{self.weekday(day.weekday(), short=weekday == 'ddd')}, {written}" if weekday else written

    def span(self, first: date, last: date, form: Form) -> tuple[str, str]:
        """Both ends of a run of days, what they share only once: “24”, “28 February 2026”."""
        if first.year != last.year or first == last:
            return self.day(first, form), self.day(last, form)
        begins = f"{first.day}" if first.month == last.month else self.day(first, without_year(form))
        return begins, self.day(last, form)

    def weekday(self, weekday: int, *, short: bool = False) -> str:
        """The name of a weekday, 0 for Monday."""
        return _((SHORT_DAYS if short else LONG_DAYS)[weekday])

    def month(self, month: int, *, short: bool = False) -> str:
        """The name of a month, 1 for January."""
        return _((SHORT_MONTHS if short else MONTHS)[month - 1])

    def number(self, number: float, decimals: int = 0) -> str:
        """A number, with marks between its thousands: “1,234.5”."""
        return f"{number:,.{decimals}f}"

    def digits(self, number: int, least: int = 1) -> str:
        """A number without such marks, as a year, or the minutes of “1 h 05 min”."""
        return f"{number:0{least}}"

    def _part(self, day: date, part: str) -> str:
        match part:
            case "yyyy":
                return str(day.year)
            case "d":
                return str(day.day)
        return self.month(day.month, short=part == "MMM")


_formats = Formats()


def use(formats: Formats) -> Formats:
    """Have dates and numbers written so from now on; gives back who wrote them until now."""
    global _formats
    before, _formats = _formats, formats
    language.write_digits(formats.zero)
    return before


def current() -> Formats:
    """Who writes them now."""
    return _formats


def first_weekday() -> int:
    """The weekday that weeks begin with, 0 for Monday."""
    return _formats.first_weekday


def weekdays() -> tuple[int, ...]:
    """All weekdays, Monday being 0, in the order of the person’s week."""
    first = _formats.first_weekday
    return tuple((first + day) % DAYS for day in range(DAYS))


def time_words(at: datetime | time) -> str:
    """A time of day, as the clock on the wall shows it: “14:30”, “2:30 PM”."""
    return _formats.clock(at.time() if isinstance(at, datetime) else at)


def date_words(day: date, form: Form = Form.DATE) -> str:
    """A date: “2 March 2026”, or as the form says."""
    return _formats.day(day, form)


def hour_words(hour: int) -> str:
    """An hour on the axis of a chart: “14”, “2 PM”."""
    return _formats.hour(hour % HOURS)


def hour_range(hour: int) -> str:
    """An hour of the clock: “09:00 to 10:00”."""
    begins, ends = (_formats.clock(time(each % HOURS)) for each in (hour, hour + 1))
    return _("{first} to {last}").format(first=begins, last=ends)


def day_title(day: date, *, year: bool = False) -> str:
    """A day as a title: “Monday, 2 March”."""
    return _formats.day(day, Form.FULL if year else Form.LONG, alone=True)


def long_day(day: date) -> str:
    """A day in full: “Monday, 2 March”."""
    return _formats.day(day, Form.LONG)


def full_day(day: date) -> str:
    """A day with its year: “Monday, 2 March 2026”."""
    return _formats.day(day, Form.FULL)


def short_day(day: date) -> str:
    """A day where there is little room: “Mon, 2 Mar”."""
    return _formats.day(day, Form.SHORT)


def day_range(first: date, last: date, form: Form = Form.DATE) -> str:
    """From one day to another: “24 February to 2 March 2026”."""
    begins, ends = _formats.span(first, last, form)
    return _("{first} to {last}").format(first=begins, last=ends)


def brief_range(first: date, last: date) -> str:
    """The same where there is little room: “24 Feb – 2 Mar 2026”; of a single day its date."""
    if first == last:
        return _formats.day(first, Form.DATE_SHORT)
    begins, ends = _formats.span(first, last, Form.DATE_SHORT)
    return _("{first} – {last}").format(first=begins, last=ends)


def month(day: date) -> str:
    """Its month: “March 2026”."""
    return _formats.day(day, Form.MONTH)


def month_name(day: date) -> str:
    """Its month without the year: “March”."""
    return _formats.month(day.month)


def short_month(day: date) -> str:
    """Its month in short: “Mar”."""
    return _formats.month(day.month, short=True)


def year_words(day: date) -> str:
    """Its year in a sentence, or on an axis: “2026”."""
    return _formats.digits(day.year)


def year_title(day: date) -> str:
    """Its year, as a title: “2026”, in Japanese “2026年”."""
    return _formats.day(day, Form.YEAR)


def weekday_name(weekday: int) -> str:
    """A weekday in full, 0 for Monday: “Monday”."""
    return _formats.weekday(weekday)


def weekday_short(weekday: int) -> str:
    """A weekday in short, 0 for Monday: “Mon”."""
    return _formats.weekday(weekday, short=True)


def number_words(number: float, decimals: int = 0) -> str:
    """A number: “1,234”, “0.5”."""
    return _formats.number(number, decimals)


def digits(number: int) -> str:
    """A number without marks, as it stands on an axis."""
    return _formats.digits(number)


def two_digits(number: int) -> str:
    """As the minutes of “1 h 05 min”."""
    return _formats.digits(number, 2)


def step_number(number: int) -> str:
    """The number before a step of a list: “1.”."""
    # Translators: the number before a step of a list: “1.”.
    return _("{number}.").format(number=_formats.digits(number))


def percent(share: float) -> str:
    """A share from 0 to 1: “75 %”."""
    # Translators: a share; the number is written in its own digits.
    return _("{number} %").format(number=_formats.number(round(share * 100)))


def listed(words: Sequence[str]) -> str:
    """“one, two and three”; empty if there are none."""
    # Translators: the end of a list: “one, two and three”.
    return _with_end(words, _("{list} and {last}"))


def one_of(words: Sequence[str]) -> str:
    """“one, two or three”."""
    # Translators: the end of a list of which one is meant: “one, two or three”.
    return _with_end(words, _("{list} or {last}"))


def _with_end(words: Sequence[str], end: str) -> str:
    *others, last = words or ("",)
    if not others:
        return last
    first, *rest = others
    for word in rest:
        # Translators: a list that goes on: “one, two”, then “one, two, three”.
        first = _("{list}, {next}").format(list=first, next=word)
    return end.format(list=first, last=last)


def without_year(form: Form) -> Form:
    """The same form for a day of a year that is known."""
    return Form(form.removesuffix(" yyyy"))
