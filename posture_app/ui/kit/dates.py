"""Days as pages name them; in English whatever the system speaks, as is the rest of the interface."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def formatted(day: date, form: str) -> str:
    """A day in this form of Qt’s, such as “d MMM yyyy”."""
    return QLocale(QLocale.Language.English).toString(QDate(day.year, day.month, day.day), form)


def long_day(day: date) -> str:
    """A day in full: “Monday, 2 March”."""
    return formatted(day, "dddd, d MMMM")


def full_day(day: date) -> str:
    """A day with its year: “Monday, 2 March 2026”."""
    return formatted(day, "dddd, d MMMM yyyy")


def short_day(day: date) -> str:
    """A day where there is little room: “Mon, 2 Mar”."""
    return formatted(day, "ddd, d MMM")


def weekday(day: date) -> str:
    """Its weekday in short: “Mon”."""
    return formatted(day, "ddd")


def day_range(first: date, last: date, form: str = "d MMMM yyyy", to: str = "to") -> str:
    """From one day to another: “24 February to 2 March 2026”."""
    alike = "d" if first.month == last.month else form.removesuffix(" yyyy")
    return f"{formatted(first, alike if first.year == last.year else form)} {to} {formatted(last, form)}"


def month(day: date) -> str:
    """Its month: “March 2026”."""
    return formatted(day, "MMMM yyyy")


def month_name(day: date) -> str:
    """Its month without the year: “March”."""
    return formatted(day, "MMMM")


def short_month(day: date) -> str:
    """Its month in short: “Mar”."""
    return formatted(day, "MMM")


def weekday_name(weekday: int) -> str:
    """A weekday in full, 0 for Monday: “Monday”."""
    return QLocale(QLocale.Language.English).dayName(weekday + 1)
