"""One table of a content file, read key by key with a check of its type; every fault is noted with its place."""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from posture_app.core.language import _
from posture_app.core.value import value

W = TypeVar("W", bound=StrEnum)
T = TypeVar("T")
ID = re.compile(r"[a-z][a-z0-9_]*")
KEY = re.compile(r"[A-Z][A-Z0-9]*")
UNDATED = date(1, 1, 1)
SHOWN = 80
"""Of a wrong value, so many characters are shown."""
_ABSENT = object()


@value
class Fault:
    """What is wrong in a content file; `str` makes it a sentence."""

    file: str
    what: str
    """The key and what is wrong with it, or all that there is to say, with its full stop."""
    kind: str = ""
    """What the table is, `exercise`; empty if the file as a whole is wrong."""
    number: int = 0
    """The how manieth table of its kind in the file, from 0."""
    entry: str = ""
    """Its id."""
    key: str = ""

    @property
    def label(self) -> str:
        """The entry: exercise “short_foot”."""
        return _("{kind} “{name}”").format(kind=self.kind, name=self.entry) if self.entry else self.kind

    def __str__(self) -> str:
        if not self.kind:
            return _("{file}: {what}").format(file=self.file, what=self.what)
        # Translators: what is wrong in a file, and at which entry of it.
        return _("{file}, {entry}: {what}").format(file=self.file, entry=self.label, what=self.what)


class CheckedTable:
    """A raw TOML table. A getter that finds a fault notes it and returns a stand-in of its type.

    So one pass finds all faults of an entry. Whoever reads must look at `faults` before using the values. `limits` says
    how long the texts of a key may be. Keys among `optional` may be missing; `renamed` says by what name a key stands
    in this table.
    """

    def __init__(
        self,
        place: Fault,
        raw: Mapping[str, object],
        limits: Mapping[str, int],
        *,
        optional: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        self.faults: list[Fault] = []
        self._place = place
        self._raw = raw
        self._limits = limits
        self._optional = optional
        self._renamed = renamed or {}
        self._seen: set[str] = set()
        self._prefix = ""

    def fault(self, key: str, what: str, /, **holes: object) -> None:
        """Note that this key is wrong: `what` is a sentence with a hole for its name, and these others."""
        at, first, rest = self._place, *key.partition(" ")[::2]
        key = f"{self._prefix}{self._renamed.get(first, first)}{' ' if rest else ''}{rest}"
        self.faults.append(Fault(at.file, what.format(key=key, **holes), at.kind, at.number, at.entry, key))

    def has(self, key: str) -> bool:
        return self._renamed.get(key, key) in self._raw

    def name(self, key: str) -> str:
        """An identifier: small letters, digits and underscores."""
        value = self.text(key, at_most=40)
        if value and not ID.fullmatch(value):
            self.fault(
                key,
                _("{key} “{value}” may only have small letters, digits and underscores, a letter first."),
                value=value,
            )
        return value

    def capitals(self, key: str) -> str:
        """The key of a source: capitals and digits."""
        value = self.text(key, at_most=12)
        if value and not KEY.fullmatch(value):
            self.fault(key, _("{key} “{value}” may only have capitals and digits, a letter first."), value=value)
        return value

    def text(self, key: str, *, at_most: int = 0) -> str:
        value = self._take(key)
        if value is _ABSENT:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, _("{key} must be a text, not {value}."), value=_shown(value))
            return ""
        self._check_length(key, value, at_most or self._limits[key])
        return value

    def texts(self, key: str, *, count: tuple[int, int], at_most: int = 0, words: int | None = None) -> tuple[str, ...]:
        """A list of texts; `count` is the least and the greatest number of them, `words` the most in each."""
        value = self._list(key)
        if value is None:
            return ()
        if any(not isinstance(text, str) or not text.strip() for text in value):
            self.fault(key, _("{key} must be a list of texts, none of them empty."))
            return ()
        texts = tuple(str(text) for text in value)
        self._check_count(key, len(texts), count)
        for number, text in enumerate(texts, start=1):
            self._check_length(f"{key} {number}", text, at_most or self._limits[key])
            if words is not None and len(text.split()) > words:
                self.fault(
                    f"{key} {number}",
                    _("{key} has {number} words; at most {words} fit."),
                    number=len(text.split()),
                    words=words,
                )
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
            self.fault(key, _("{key} names a word twice."))
        if len(value) < at_least:
            self.fault(
                key, _("{key} needs at least {at_least} of: {names}."), at_least=at_least, names=", ".join(words)
            )
        return frozenset(found)

    def words_each(self, key: str, words: type[W]) -> tuple[frozenset[W], ...]:
        """A list of texts of one or several words of an enumeration, with spaces between."""
        value = self._list(key)
        if value is None:
            return ()
        found = []
        for number, text in enumerate(value, start=1):
            named = text.split() if isinstance(text, str) and text.strip() else [text]
            known = (self._as_word(f"{key} {number}", word, words) for word in named)
            found.append(frozenset(word for word in known if word is not None))
        return tuple(found)

    def texts_by(self, key: str, *, at_most: int = 0) -> dict[str, str]:
        """A table of texts by name."""
        value = self._take(key)
        if value is _ABSENT:
            return {}
        if not isinstance(value, dict):
            self.fault(key, _("{key} must be a table of texts by name, not {value}."), value=_shown(value))
            return {}
        for name, text in value.items():
            if not isinstance(text, str) or not text.strip():
                self.fault(f"{key} {name}", _("{key} must be a text, not {value}."), value=_shown(text))
                return {}
            self._check_length(f"{key} {name}", text, at_most or self._limits[key])
        return value

    def texts_by_word(self, key: str, words: type[W]) -> tuple[tuple[W, str], ...]:
        """A table of texts by the words of an enumeration, in its order."""
        texts = self.texts_by(key)
        found = {word: text for name, text in texts.items() if (word := self._as_word(key, name, words)) is not None}
        return tuple((word, found[word]) for word in words if word in found)

    def whole(self, key: str, low: int, high: int) -> int:
        value = self._take(key)
        if value is _ABSENT:
            return low
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(
                key,
                _("{key} must be a whole number from {low} to {high}, not {value}."),
                low=low,
                high=high,
                value=_shown(value),
            )
            return low
        return value

    def wholes(self, key: str, low: int, high: int, *, count: tuple[int, int]) -> tuple[int, ...]:
        """A list of whole numbers, each once."""
        value = self._list(key)
        if value is None:
            return ()
        numbers = tuple(each for each in value if isinstance(each, int) and not isinstance(each, bool))
        if len(numbers) < len(value) or any(not low <= each <= high for each in numbers):
            self.fault(
                key,
                _("{key} must be a list of whole numbers from {low} to {high}, not {value}."),
                low=low,
                high=high,
                value=_shown(value),
            )
        if len(set(numbers)) < len(numbers):
            self.fault(key, _("{key} names a number twice."))
        self._check_count(key, len(value), count)
        return numbers

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is not _ABSENT and not isinstance(value, bool):
            self.fault(key, _("{key} must be true or false, not {value}."), value=_shown(value))
        return value is True

    def day(self, key: str) -> date:
        """A date, written without quotes."""
        value = self._take(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not _ABSENT:
            self.fault(
                key, _("{key} must be a date such as 2026-11-22 without quotes, not {value}."), value=_shown(value)
            )
        return UNDATED

    def year(self, key: str, words: Collection[str]) -> str:
        """A year, or one of these words."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool) and 1800 <= value <= 2100:  # noqa: PLR2004
            return str(value)
        if value is _ABSENT or (isinstance(value, str) and value in words):
            return str(value) if value is not _ABSENT else ""
        self.fault(
            key,
            _("{key} must be a year such as 2020, or one of: {names}; not {value}."),
            names=", ".join(words),
            value=_shown(value),
        )
        return ""

    def among(self, key: str, names: Collection[str], what: str) -> str:
        """A name that must be one of these; `what` says what they are."""
        value = self.text(key, at_most=80)
        if value and value not in names:
            self.fault(key, _("{key} names “{value}”, but there is no such {what}."), value=value, what=what)
        return value

    def table(
        self,
        key: str,
        read: "Callable[[CheckedTable], T]",
        limits: Mapping[str, int],
        *,
        optional: Collection[str] = (),
    ) -> T:
        """What `read` makes of the table under this key; its faults are ours."""
        value = self._take(key)
        if value is not _ABSENT and not isinstance(value, dict):
            self.fault(key, _("{key} must be a table, not {value}."), value=_shown(value))
        return self._within(key, value if isinstance(value, dict) else {}, read, limits, optional)

    def tables(
        self,
        key: str,
        read: "Callable[[CheckedTable], T]",
        limits: Mapping[str, int],
        *,
        count: tuple[int, int],
        optional: Collection[str] = (),
    ) -> tuple[T, ...]:
        """What `read` makes of each of the tables of a list; their faults are ours."""
        value = self._list(key)
        if value is None:
            return ()
        if not all(isinstance(each, dict) for each in value):
            self.fault(key, _("{key} must be a list of tables."))
            return ()
        self._check_count(key, len(value), count)
        raws = [each for each in value if isinstance(each, dict)]
        return tuple(self._within(f"{key} {n}", raw, read, limits, optional) for n, raw in enumerate(raws, start=1))

    def close(self) -> None:
        """Note the keys that were not read: they are unknown."""
        for key in self._raw:
            if key not in self._seen:
                self.fault(key, _("{key} is not a key of this table; look for a misspelling."))

    def _within(
        self,
        key: str,
        raw: Mapping[str, object],
        read: "Callable[[CheckedTable], T]",
        limits: Mapping[str, int],
        optional: Collection[str],
    ) -> T:
        inner = CheckedTable(self._place, raw, limits, optional=optional)
        inner.faults, inner._prefix = self.faults, f"{self._prefix}{key} "
        found = read(inner)
        inner.close()
        return found

    def _take(self, key: str) -> object:
        name = self._renamed.get(key, key)
        self._seen.add(name)
        value = self._raw.get(name, _ABSENT)
        if value is _ABSENT and key not in self._optional:
            self.fault(key, _("{key} is missing."))
        return value

    def _list(self, key: str) -> list[object] | None:
        value = self._take(key)
        if isinstance(value, list):
            return value
        if value is not _ABSENT:
            self.fault(key, _("{key} must be a list, not {value}."), value=_shown(value))
        return None

    def _as_word(self, key: str, value: object, words: type[W]) -> W | None:
        if isinstance(value, str):
            with suppress(ValueError):
                return words(value)
        self.fault(
            key, _("{key} {value} is not known; known are: {names}."), value=_shown(value), names=", ".join(words)
        )
        return None

    def _check_count(self, key: str, number: int, count: tuple[int, int]) -> None:
        if not count[0] <= number <= count[1]:
            self.fault(
                key,
                _("{key} has {number} entries; it takes {least} to {most}."),
                number=number,
                least=count[0],
                most=count[1],
            )

    def _check_length(self, key: str, value: str, at_most: int) -> None:
        if len(value) > at_most:
            self.fault(
                key, _("{key} is {number} characters long; at most {at_most} fit."), number=len(value), at_most=at_most
            )


def _shown(value: object) -> str:
    try:
        shown = str(value)
    except ValueError:  # Python writes no number of thousands of digits
        return _("a number so long")
    return _("“{name}”").format(name=shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…")
