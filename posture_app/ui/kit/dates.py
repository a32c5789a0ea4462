"""Days as pages name them; in English whatever the system speaks, as is the rest of the interface."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def _said(day: date, form: str) -> str:
    return QLocale(QLocale.Language.English).toString(QDate(day.year, day.month, day.day), form)


def long_day(day: date) -> str:
    """A day in full: “Monday, 2 March”."""
    return _said(day, "dddd, d MMMM")


def full_day(day: date) -> str:
    """A day with its year: “Monday, 2 March 2026”."""
    return _said(day, "dddd, d MMMM yyyy")


def short_day(day: date) -> str:
    """A day where there is little room: “Mon, 2 Mar”."""
    return _said(day, "ddd, d MMM")


def weekday(day: date) -> str:
    """Its weekday in short: “Mon”."""
    return _said(day, "ddd")


def day_range(first: date, last: date) -> str:
    """From one day to another: “24 February to 2 March 2026”."""
    if first.year != last.year:
        return f"{_said(first, 'd MMMM yyyy')} to {_said(last, 'd MMMM yyyy')}"
    start = "d" if first.month == last.month else "d MMMM"
    return f"{_said(first, start)} to {_said(last, 'd MMMM yyyy')}"


def month(day: date) -> str:
    """Its month: “March 2026”."""
    return _said(day, "MMMM yyyy")


def month_name(day: date) -> str:
    """Its month without the year: “March”."""
    return _said(day, "MMMM")


def short_month(day: date) -> str:
    """Its month in short: “Mar”."""
    return _said(day, "MMM")


def weekday_name(weekday: int) -> str:
    """A weekday in full, 0 for Monday: “Monday”."""
    return QLocale(QLocale.Language.English).dayName(weekday + 1)
