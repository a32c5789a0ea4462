"""The holes of a text, `{name}`, and whether a translation can stand in its place."""

import re
from functools import lru_cache
from string import Formatter

NUMBER = "number"
"""The hole of what is counted, in texts with a plural."""
_PARSE = Formatter().parse
_PERCENT = re.compile(r"%\(\w+\)\w|%[a-zA-Z]?|٪")
"""The holes of the standard library's texts, which a stray per cent would make fail. “%95” is how Turkish says 95 %,
“٩٥٪” Arabic, and in “95%の” no hole begins.
"""


@lru_cache(maxsize=1024)
def holes(text: str) -> frozenset[tuple[str, str, str]] | None:
    """The holes of a text, each with how it is filled; None if its braces are no holes, so that `format` would fail."""
    try:
        parts = list(_PARSE(text))
    except ValueError:
        return None
    return frozenset((name, form or "", how or "") for _, name, form, how in parts if name is not None)


def fits(text: str, said: str) -> bool:
    """Whether a translation has what the text has: words, the same holes, and no markup of its own."""
    return _is_plain(text, said) and holes(text) == holes(said) is not None


def fits_without_number(text: str, said: str) -> bool:
    """The same, but the number is not in it, as in “a minute” or in a dual."""
    wanted, found = holes(text), holes(said)
    if wanted is None or found is None or not _is_plain(text, said):
        return False
    return found == {hole for hole in wanted if hole[0] != NUMBER}


def _is_plain(text: str, said: str) -> bool:
    return (
        bool(said.strip())
        and said.count("<") == text.count("<")
        and ("%" not in text + said or _per_cents(text) == _per_cents(said))
    )


def _per_cents(text: str) -> list[str]:
    return sorted(found.replace("٪", "%") for found in _PERCENT.findall(text))
