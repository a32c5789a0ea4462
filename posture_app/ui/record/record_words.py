"""How amounts, days and files of the record are said in its windows."""

from pathlib import PurePath

from posture_app.core.formats import day_range, full_day, number_words
from posture_app.core.language import _, ngettext
from posture_app.core.record.record_jobs import Days


def days_words(days: Days) -> str:
    """“24 February to 2 March 2026”, or the one day."""
    first, last = days
    return full_day(first) if first == last else day_range(first, last)


def number_of_days(days: Days) -> int:
    """How many they are."""
    first, last = days
    return (last - first).days + 1


def years_words(years: int) -> str:
    """“1 year”, “3 years”; 0 is for ever."""
    if not years:
        return _("For ever")
    return ngettext("{number} year", "{number} years", years).format(number=number_words(years))


def file_name(path: str) -> str:
    """The name of a file without its folder."""
    return PurePath(path).name


def without_folder(why: str, path: str) -> str:
    """The reason why a file cannot be used, below a heading that names it: it has no need of the whole path."""
    return why.replace(path, file_name(path))
