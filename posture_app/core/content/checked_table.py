"""One table of a content file, read key by key with a check of its type; every fault becomes a sentence."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

W = TypeVar("W", bound=StrEnum)
ID = re.compile(r"[a-z][a-z0-9_]*")
UNDATED = date(1, 1, 1)
_ABSENT = object()


class CheckedTable:
    """A raw TOML table. A getter that finds a fault notes it and returns a stand-in of its type.

    So one pass finds all faults of an entry. Whoever reads must look at `faults` before using the values.
    """

    def __init__(self, file: str, label: str, raw: Mapping[str, object]) -> None:
        self.faults: list[str] = []
        self._where = f"{file}, {label}"
        self._raw = raw
        self._seen: set[str] = set()

    def fault(self, key: str, what: str) -> None:
        """Note that this key is wrong; `what` goes on after its name."""
        self.faults.append(f"{self._where}: {key} {what}.")

    def name(self, key: str) -> str:
        """An identifier: small letters, digits and underscores."""
        value = self.text(key, at_most=40)
        if value and not ID.fullmatch(value):
            self.fault(key, f"“{value}” may only have small letters, digits and underscores, a letter first")
        return value

    def text(self, key: str, *, at_most: int) -> str:
        value = self._take(key)
        if value is _ABSENT:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, f"must be a text, not {_shown(value)}")
            return ""
        self._check_length(key, value, at_most)
        return value

    def texts(self, key: str, *, at_most: int, count: tuple[int, int], words: int | None = None) -> tuple[str, ...]:
        """A list of texts; `count` is the least and the greatest number of them, `words` the most in each."""
        value = self._list(key)
        if value is None:
            return ()
        if any(not isinstance(text, str) or not text.strip() for text in value):
            self.fault(key, "must be a list of texts, none of them empty")
            return ()
        texts = tuple(str(text) for text in value)
        if not count[0] <= len(texts) <= count[1]:
            self.fault(key, f"has {len(texts)} entries; it takes {count[0]} to {count[1]}")
        for number, text in enumerate(texts, start=1):
            self._check_length(f"{key} {number}", text, at_most)
            if words is not None and len(text.split()) > words:
                self.fault(f"{key} {number}", f"has {len(text.split())} words; at most {words} fit")
        return texts

    def word(self, key: str, words: type[W]) -> W:
        value = self._take(key)
        if value is _ABSENT:
            return next(iter(words))
        return self._as_word(key, value, words) or next(iter(words))

    def words(self, key: str, words: type[W], *, at_least: int = 0) -> frozenset[W]:
        """A set of words of an enumeration, each once."""
        value = self._list(key)
        if value is None:
            return frozenset()
        found = [word for word in (self._as_word(key, item, words) for item in value) if word is not None]
        if len(set(found)) != len(found):
            self.fault(key, "names a word twice")
        if len(value) < at_least:
            self.fault(key, f"needs at least {at_least} of: {', '.join(words)}")
        return frozenset(found)

    def whole(self, key: str, low: int, high: int) -> int:
        value = self._take(key)
        if value is _ABSENT:
            return low
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(key, f"must be a whole number from {low} to {high}, not {_shown(value)}")
            return low
        return value

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is not _ABSENT and not isinstance(value, bool):
            self.fault(key, f"must be true or false, not {_shown(value)}")
        return value is True

    def day(self, key: str) -> date:
        """A date, written without quotes."""
        value = self._take(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not _ABSENT:
            self.fault(key, f"must be a date such as 2026-11-22 without quotes, not {_shown(value)}")
        return UNDATED

    def among(self, key: str, names: Collection[str], what: str) -> str:
        """A name that must be one of these; `what` says what they are."""
        value = self.text(key, at_most=80)
        if value and value not in names:
            self.fault(key, f"names “{value}”, but there is no such {what}")
        return value

    def close(self) -> None:
        """Note the keys that were not read: they are unknown."""
        for key in self._raw:
            if key not in self._seen:
                self.fault(key, "is not a key of this table; look for a misspelling")

    def _take(self, key: str) -> object:
        self._seen.add(key)
        value = self._raw.get(key, _ABSENT)
        if value is _ABSENT:
            self.fault(key, "is missing")
        return value

    def _list(self, key: str) -> list[object] | None:
        value = self._take(key)
        if isinstance(value, list):
            return value
        if value is not _ABSENT:
            self.fault(key, f"must be a list, not {_shown(value)}")
        return None

    def _as_word(self, key: str, value: object, words: type[W]) -> W | None:
        for word in words:
            if word.value == value:
                return word
        self.fault(key, f"{_shown(value)} is not known; known are: {', '.join(words)}")
        return None

    def _check_length(self, key: str, value: str, at_most: int) -> None:
        if len(value) > at_most:
            self.fault(key, f"is {len(value)} characters long; at most {at_most} fit")


def _shown(value: object) -> str:
    return f"“{value}”"
