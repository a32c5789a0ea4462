"""A language that nobody speaks, made of the template in memory: with brackets, accents, and longer by two fifths.

What shows without brackets comes from no catalogue, and what is cut would be cut in German.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from gettext import NullTranslations
from unittest.mock import patch

from posture_app.core import language
from posture_app.core.catalogue import SEPARATOR
from posture_app.core.content.content import Content
from posture_app.core.content.translating import translated
from posture_app.core.language import CONTEXT
from posture_app.desktop import bundled
from resources.translations import extract

OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4
_WORD, _VOWEL = re.compile(r"[^\W\d_]{2,}"), re.compile("[AaEeIiOoUuYy]")
_SAME = re.compile(
    r"https?://\S+|\S*[/\\@=<>]\S*|--\S+|\b[\w-]+\.\w+(?:\.\w+)*|\b(?:Posture|posture-app|posture_app|Ctrl|Shift|Alt|Esc)\b"
)
_PLAIN, _ACCENTED = "AaceEgIinOosUuYyz", "ÄåçéÉğÎîñÖöšÜüÝýž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|%\(\w+\)\w|%\w?|\n)")


class Pseudo(NullTranslations):
    """Says what the template has, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._said = _said()

    def gettext(self, message: str) -> str:
        context, _, text = message.rpartition(CONTEXT)
        return self._said.get((context, text), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return said(msgid1 if n == 1 else msgid2) if ("", msgid1) in self._said else (msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._said.get((context, message), message)


def said(text: str) -> str:
    """The text in this language: its holes, its markup and its mnemonic stay."""
    parts = _KEPT.split(text)
    words = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    return f"{OPEN}{words}{'~' * round(len(re.sub(r'{[^}]*}', '', text)) * LONGER)}{CLOSE}"


def english(text: str) -> list[str]:
    """The words in a shown text that come from no catalogue: all vowels of this language have accents, so that this is
    seen in the smallest piece of a line, too. Addresses, files and keys are the same in all languages.
    """
    return [word for word in _WORD.findall(_SAME.sub(" ", text)) if _VOWEL.search(word)]


class _Content(NullTranslations):
    """Says all of the content."""

    def gettext(self, message: str) -> str:
        return said(message.partition(SEPARATOR)[2])


@contextmanager
def spoken() -> Iterator[None]:
    """Has all texts in this language, and the content, too."""
    before = language.use(Pseudo())
    with patch.object(bundled, "load_content", lambda _language="": _content()):
        try:
            yield
        finally:
            language.use(before)


_load_content = bundled.load_content


@cache
def _content() -> tuple[Content, tuple[str, ...]]:
    content, complaints = _load_content()
    made = translated(content, _Content())
    return replace(made, safety=made.spoken_safety), complaints


@cache
def _said() -> dict[tuple[str, str], str]:
    return {(message.context, message.text): said(message.text) for message in extract.template() if message.text}
