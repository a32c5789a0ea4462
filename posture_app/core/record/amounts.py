"""How many rows of each table there are, in words."""

from collections.abc import Callable, Mapping

from posture_app.core.formats import listed, number_words
from posture_app.core.language import ngettext
from posture_app.core.words import days_words


def amounts_words(rows: Mapping[str, int]) -> str:
    """“12,345 spans, 2 reminders and 1 note”, by the names of their tables; empty if there is nothing."""
    return listed([rows_words(table, rows[table]) for table in _WORDS if rows.get(table)])


def rows_words(table: str, number: int) -> str:
    """“1 span”, “12,345 spans”."""
    return _WORDS[table](number).format(number=number_words(number))


_WORDS: Mapping[str, Callable[[int], str]] = {
    "spans": lambda number: ngettext("{number} span", "{number} spans", number),
    "prompts": lambda number: ngettext("{number} reminder", "{number} reminders", number),
    "corrections": lambda number: ngettext("{number} correction", "{number} corrections", number),
    "sessions": lambda number: ngettext("{number} exercise", "{number} exercises", number),
    "devices": lambda number: ngettext("{number} device", "{number} devices", number),
    "notes": lambda number: ngettext("{number} note", "{number} notes", number),
    "day_totals": lambda number: ngettext("{number} day total", "{number} day totals", number),
    "totals": lambda number: ngettext("{number} day total", "{number} day totals", number),
    "days": days_words,
}
"""By the names of the tables, and the words of `posture-app export` where those are others."""
TABLES = ("spans", "prompts", "corrections", "sessions", "notes", "day_totals")
