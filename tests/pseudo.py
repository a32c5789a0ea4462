"""A language that nobody speaks, made of the template in memory: with brackets, accents, and longer by two fifths.

What shows without brackets comes from no catalogue, and what is cut would be cut in German.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations

from posture_app.core import language
from resources.translations import extract

OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4
_PLAIN, _ACCENTED = "AaCcEeGgIiNnOoSsUuYyZz", "ÅåÇçÉéĞğÎîÑñÖöŠšÜüÝýŽž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|&.|%\(\w+\)\w|%%?|\n)")


class Pseudo(NullTranslations):
    """Says what the template has, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._said = _said()

    def gettext(self, message: str) -> str:
        return self._said.get(("", message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return said(msgid1 if n == 1 else msgid2) if ("", msgid1) in self._said else (msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._said.get((context, message), message)


def said(text: str) -> str:
    """The text in this language: its holes, its markup and its mnemonic stay."""
    parts = _KEPT.split(text)
    words = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    return f"{OPEN}{words}{'~' * round(len(re.sub(r'{[^}]*}', '', text)) * LONGER)}{CLOSE}"


def left_in_english(text: str) -> str:
    """What of a shown text is in no brackets, without what no language changes: marks, numbers, and names."""
    rest, before = text, ""
    while rest != before:
        before, rest = rest, re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", rest)
    return rest


@contextmanager
def spoken() -> Iterator[None]:
    """Has all texts in this language."""
    before = language.use(Pseudo())
    try:
        yield
    finally:
        language.use(before)


@cache
def _said() -> dict[tuple[str, str], str]:
    return {(message.context, message.text): said(message.text) for message in extract.template() if message.text}
