"""Finding settings by words: what is searched for, and where it stands in a text."""

import re

from posture_app.core.text import columns
from posture_app.core.value import value

_SAME = str.maketrans({"’": "'", "‘": "'", "-": " ", "‑": " ", "\N{NO-BREAK SPACE}": " ", "ς": "σ"})
"""What people type for what is printed; and a letter that is another at the end of a word."""


@value
class Query:
    """The words that all have to be there, in any order; none: everything is found, and nothing of it marked."""

    terms: tuple[str, ...] = ()

    def finds(self, *texts: str) -> bool:
        """Whether each of the words stands in one of these."""
        if not self.terms:
            return True
        searched = "\n".join(map(_folded, texts))
        return all(term in searched for term in self.terms)

    def spots(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words stand in this: from which letter to before which, one after the other."""
        if not self.terms:
            return ()
        longest_first = sorted(self.terms, key=len, reverse=True)
        return tuple(found.span() for found in re.finditer("|".join(map(re.escape, longest_first)), _folded(text)))

    @property
    def is_vague(self) -> bool:
        """It is a single letter, which stands in nearly everything. A sign of Chinese, Japanese or Korean says more."""
        return columns("".join(self.terms)) == 1


ALL = Query()


def query_of(text: str) -> Query:
    """What somebody means who types this."""
    return Query(tuple(dict.fromkeys(_folded(text).split())))


def _folded(text: str) -> str:
    """The same without capitals, letter by letter, so that places in it are places in the text."""
    low = text.lower()
    if len(low) != len(text):  # it has a letter whose small form is two
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return low.translate(_SAME)
