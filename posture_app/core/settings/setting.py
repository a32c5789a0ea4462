"""A row of the table of settings, and the kinds of value: how each is read from a file, typed by a person, written."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import time
from enum import StrEnum
from typing import Any, Generic, TypeVar

from posture_app.core.language import N_, _
from posture_app.core.settings.hours import parse_time
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.core.units import unit_words
from posture_app.core.value import value

MINUTE = 60
T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class Kind(ABC, Generic[T]):
    """A kind of value. Each reader raises ValueError, whose text says what is expected and what came."""

    @property
    @abstractmethod
    def expects(self) -> str:
        """What it takes, in words."""

    @abstractmethod
    def from_raw(self, raw: object) -> T:
        """From a TOML value."""

    def from_text(self, text: str) -> T:
        """From what a person typed."""
        return self.from_raw(text)

    def to_raw(self, value: T) -> object:
        """As a TOML value."""
        return value

    def to_text(self, value: T) -> str:
        """As a person would type it."""
        return str(value)

    def _wrong(self, got: object) -> ValueError:
        # Translators: what a setting takes, “a whole number from 1 to 5 (min)”, and what was typed.
        return ValueError(_("expected {expected}, got “{value}”").format(expected=self.expects, value=got))


class Whole(Kind[int]):
    """A whole number within a range, both ends included."""

    def __init__(self, low: int, high: int, unit: str) -> None:
        self.low, self.high, self.unit = low, high, unit

    @property
    def expects(self) -> str:
        text = _("a whole number from {low} to {high} ({unit})")
        return text.format(low=self.low, high=self.high, unit=unit_words(self.high, self.unit))

    def from_raw(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.low <= raw <= self.high:
            raise self._wrong(raw)
        return raw

    def from_text(self, text: str) -> int:
        try:
            return self.from_raw(int(text))
        except ValueError:
            raise self._wrong(text) from None


class Years(Whole):
    """How many years something is kept, where 0 is for ever; the window offers some of them."""

    offered = (0, 10, 5, 3, 2, 1)

    def __init__(self) -> None:
        super().__init__(0, 50, N_("years; 0: for ever"))


class TextSize(Whole):
    """How large text is beside what the system has; the window offers some sizes."""

    offered = (85, 100, 115, 130, 150, 175, 200)

    def __init__(self) -> None:
        super().__init__(70, 250, "%")


class Number(Kind[float]):
    """A number within a range, both ends included."""

    def __init__(self, low: float, high: float, unit: str) -> None:
        self.low, self.high, self.unit = low, high, unit

    @property
    def expects(self) -> str:
        text = _("a number from {low} to {high} ({unit})")
        return text.format(low=f"{self.low:g}", high=f"{self.high:g}", unit=unit_words(self.high, self.unit))

    def from_raw(self, raw: object) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not self.low <= raw <= self.high:
            raise self._wrong(raw)
        return float(raw)

    def from_text(self, text: str) -> float:
        try:
            return self.from_raw(float(text))
        except ValueError:
            raise self._wrong(text) from None

    def to_text(self, value: float) -> str:
        return f"{value:g}"


class TimeOfDay(Kind[time]):
    """A time of day to the minute, HH:MM."""

    @property
    def expects(self) -> str:
        return _("a time of day such as 04:00")

    def from_raw(self, raw: object) -> time:
        if isinstance(raw, time):
            return raw.replace(second=0, microsecond=0)
        if not isinstance(raw, str):
            raise self._wrong(raw)
        return self.from_text(raw)

    def from_text(self, text: str) -> time:
        try:
            return parse_time(text)
        except ValueError:
            raise self._wrong(text) from None

    def to_raw(self, value: time) -> object:
        return self.to_text(value)

    def to_text(self, value: time) -> str:
        return value.strftime("%H:%M")


class Choice(Kind[str]):
    """One of a few words."""

    def __init__(self, options: tuple[str, ...]) -> None:
        self.options = options

    @property
    def expects(self) -> str:
        return _("one of {words}").format(words=", ".join(self.options))

    def from_raw(self, raw: object) -> str:
        if not isinstance(raw, str) or raw not in self.options:
            raise self._wrong(raw)
        return raw


class Switch(Kind[bool]):
    """On or off."""

    @property
    def expects(self) -> str:
        return _("true or false")

    def from_raw(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise self._wrong(raw)
        return raw

    def from_text(self, text: str) -> bool:
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if text.lower() not in words:
            raise self._wrong(text)
        return words[text.lower()]

    def to_text(self, value: bool) -> str:  # noqa: FBT001 - the value itself
        return "true" if value else "false"


class Order(Kind[tuple[str, ...]]):
    """Some of a few words, each once, in the order that the person wants."""

    def __init__(self, options: tuple[str, ...]) -> None:
        self.options = options

    @property
    def expects(self) -> str:
        return _("some of {words}, each once, in the order to try them").format(words=", ".join(self.options))

    def from_raw(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple) or not raw:
            raise self._wrong(raw)
        if len(set(map(str, raw))) != len(raw) or any(word not in self.options for word in raw):
            raise self._wrong(", ".join(map(str, raw)))
        return tuple(raw)

    def from_text(self, text: str) -> tuple[str, ...]:
        return self.from_raw([word.strip() for word in text.split(",")])

    def to_raw(self, value: tuple[str, ...]) -> object:
        return list(value)

    def to_text(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)


class Some(Kind[frozenset[W]]):
    """Any of a few words; `names` has what each is called."""

    def __init__(self, names: Mapping[W, str]) -> None:
        self.names = names

    @property
    def expects(self) -> str:
        return _("none, or any of {words}").format(words=", ".join(self.names))

    def from_raw(self, raw: object) -> frozenset[W]:
        if not isinstance(raw, list | tuple | set | frozenset):
            raise self._wrong(raw)
        return frozenset(self._word(each) for each in raw)

    def from_text(self, text: str) -> frozenset[W]:
        words = [word.strip() for word in text.split(",")]
        return frozenset() if words in ([""], ["none"]) else self.from_raw(words)

    def to_raw(self, value: frozenset[W]) -> object:
        return [str(word) for word in self.names if word in value]

    def to_text(self, value: frozenset[W]) -> str:
        return ", ".join(word for word in self.names if word in value) or "none"

    def _word(self, raw: object) -> W:
        for word in self.names:
            if word == raw:
                return word
        raise self._wrong(raw)


class Text(Kind[T]):
    """A value with a notation of its own; `read` raises ValueError with its reason."""

    def __init__(self, read: Callable[[str], T], write: Callable[[T], str], expects: str) -> None:
        self.read, self.write, self._expects = read, write, expects

    @property
    def expects(self) -> str:
        return _(self._expects)

    def from_raw(self, raw: object) -> T:
        if not isinstance(raw, str):
            raise self._wrong(raw)
        return self.from_text(raw)

    def from_text(self, text: str) -> T:
        try:
            return self.read(text)
        except ValueError as error:
            # Translators: what a setting takes, and what is wrong with what was typed.
            raise ValueError(_("expected {expected}; {fault}").format(expected=self.expects, fault=error)) from error

    def to_raw(self, value: T) -> object:
        return self.write(value)

    def to_text(self, value: T) -> str:
        return self.write(value)


class Requirement(StrEnum):
    """What a machine may not have, and some settings can do nothing without."""

    INPUT = "input"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    SHORTCUTS = "shortcuts"
    MONITORS = "monitors"
    SOUND = "sound"
    VOICE = "voice"
    TRAY = "tray"
    OWN_COLOURS = "own colours"


@value
class Setting:
    """What it takes, its name, what it means, and on which page of the window and under which reminder it shows.

    `words` are those by which people look for it that stand in neither of the two, `needs` what it can do nothing
    without. One that is `private` tells of a person's health: it goes into a file for others only if they tick that.
    """

    kind: Kind[Any]
    page: SettingsPage
    label: str
    help: str
    group: str = ""
    words: str = ""
    needs: Requirement | None = None
    private: bool = False


def row(
    default: object,
    kind: Kind[Any],
    page: SettingsPage,
    label: str,
    text: str,
    *,
    group: str = "",
    words: str = "",
    needs: Requirement | None = None,
    private: bool = False,
) -> Any:
    """A field of a settings dataclass that carries its row of the table."""
    return field(default=default, metadata={"setting": Setting(kind, page, label, text, group, words, needs, private)})


def switch(
    label: str, text: str, *, page: SettingsPage, on: bool = False, words: str = "", needs: Requirement | None = None
) -> bool:
    """A row of a switch."""
    made: bool = row(on, Switch(), page, label, text, words=words, needs=needs)
    return made
