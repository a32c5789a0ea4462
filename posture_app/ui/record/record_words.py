"""How amounts, days and files of the record are said in its windows."""

from pathlib import PurePath

from posture_app.core.formats import day_range, full_day
from posture_app.core.record.record_jobs import Amounts, Days
from posture_app.core.words import counted, listed


def amounts_words(amounts: Amounts) -> str:
    """“12,345 spans, 2 reminders and 1 note”; empty if there is nothing."""
    return listed([counted(count, word) for word, count in amounts.items() if count] or [""])


def days_words(days: Days) -> str:
    """“24 February to 2 March 2026”, or the one day."""
    first, last = days
    return full_day(first) if first == last else day_range(first, last)


def days_count(days: Days) -> str:
    """“1 day”, “3 days”."""
    first, last = days
    return counted((last - first).days + 1, "day")


def years_words(years: int) -> str:
    """“1 year”, “3 years”; 0 is for ever."""
    return counted(years, "year") if years else "For ever"


def file_name(path: str) -> str:
    """The name of a file without its folder."""
    return PurePath(path).name


def without_file(why: str, path: str) -> str:
    """The reason why a file cannot be used, below a heading that names the file: “line 3: …”, “it is no database”."""
    if not why.startswith(path):
        return why
    rest = why.removeprefix(path)
    return rest[2:] if rest.startswith((", ", ": ")) else f"it{rest}"
