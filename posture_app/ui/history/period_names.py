"""What periods are called: as titles, in sentences, and in legends."""

from datetime import date

from posture_app.core.calendar import DAY
from posture_app.core.formats import (
    Form,
    date_words,
    day_range,
    day_title,
    long_day,
    month,
    month_name,
    number_words,
    year_title,
    year_words,
)
from posture_app.core.language import _, ngettext
from posture_app.core.pages import View
from posture_app.core.statistics.period_words import PeriodNames
from posture_app.core.statistics.periods import Period


def title_of(view: View, period: Period, today: date) -> str:
    """The date title of a view: “Tuesday, 3 March”, “26 Feb to 4 Mar”, “March 2026”, “2026”."""
    match view:
        case "day":
            return day_title(period.first, year=period.first.year != today.year)
        case "week":
            this_year = period.first.year == period.last.year == today.year
            return day_range(period.first, period.last, Form.DAY_SHORT if this_year else Form.DATE_SHORT)
        case "month":
            return month(period.first)
        case "year":
            return year_title(period.first)
        case "all":
            same_year = period.first.year == period.last.year
            in_one = same_year and period.first.month == period.last.month
            first, last = month_name(period.first) if same_year else month(period.first), month(period.last)
            return last if in_one else _("{first} to {last}").format(first=first, last=last)


def names_of(view: View, period: Period, first: date, today: date) -> PeriodNames:
    """A period in a sentence, and what it is compared with; while it goes on, that is as much of the one before.
    `first` is its first known day.
    """
    goes_on, before = today in period, period.previous
    match view:
        case "week":
            last = date_words(period.last, Form.DAY if period.last.year == today.year else Form.DATE)
            when = _("in the last 7 days") if goes_on else _("in the 7 days up to {day}").format(day=last)
            return PeriodNames(when, _("in the 7 days before"))
        case "month":
            return _in_month(_name(view, period, today), _name(view, before, today), goes_on=goes_on)
        case "year":
            return _in_year(year_words(period.first), year_words(before.first), goes_on=goes_on)
        case "all":
            return PeriodNames(_("since {month}").format(month=month(first)))
        case "day":
            return PeriodNames(_("on {day}").format(day=long_day(period.first)))


def _in_month(name: str, earlier: str, *, goes_on: bool) -> PeriodNames:
    if goes_on:
        same = _("in the same days of {period}").format(period=earlier)
        return PeriodNames(_("so far in {period}").format(period=name), same)
    return PeriodNames(_("in {period}").format(period=name), _("in {period}").format(period=earlier))


def _in_year(year: str, earlier: str, *, goes_on: bool) -> PeriodNames:
    """The same of a year, in texts of its own: “im Februar”, but “im Jahr 2026”."""
    if goes_on:
        same = _("in the same days of {year}").format(year=earlier)
        return PeriodNames(_("so far in {year}").format(year=year), same)
    return PeriodNames(_("in {year}").format(year=year), _("in {year}").format(year=earlier))


def before_name(view: View, period: Period, today: date) -> str:
    """What a legend calls the period before."""
    return _("The 7 days before") if view == "week" else _name(view, period.previous, today)


def near(day: date, today: date) -> str:
    """How long ago a day was: “Today”, “Yesterday”, “3 days ago”."""
    back = (today - day) // DAY
    return {0: _("Today"), 1: _("Yesterday")}.get(back) or ngettext(
        "{number} day ago", "{number} days ago", back
    ).format(number=number_words(back))


def _name(view: View, period: Period, today: date) -> str:
    if view == "year":
        return year_title(period.first)
    return month_name(period.first) if period.first.year == today.year else month(period.first)
