"""Kinds of setting: how a value is read from a file, typed by a person, and written back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Generic, Protocol, TypeVar

from posture_app.core.rules import DaysOff, WorkingHours
from posture_app.core.settings.days_off import format_days_off, parse_days_off
from posture_app.core.settings.folders import format_folder, parse_folder
from posture_app.core.settings.hours import format_hours, parse_hours, parse_time

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Kind(Protocol[T]):
    """Each reader raises ValueError, whose text says what is expected and what came."""

    @property
    def expects(self) -> str:
        """What it takes, in words."""

    def from_raw(self, raw: object) -> T:
        """From a TOML value."""

    def from_text(self, text: str) -> T:
        """From what a person typed."""

    def to_raw(self, value: T) -> object:
        """As a TOML value."""

    def to_text(self, value: T) -> str:
        """As a person would type it."""


def _wrong(kind: "Kind[T]", got: object) -> ValueError:
    return ValueError(f"expected {kind.expects}, got “{got}”")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within a range, both ends included."""

    low: int
    high: int
    unit: str

    @property
    def expects(self) -> str:
        return f"a whole number from {self.low} to {self.high} ({self.unit})"

    def from_raw(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.low <= raw <= self.high:
            raise _wrong(self, raw)
        return raw

    def from_text(self, text: str) -> int:
        try:
            return self.from_raw(int(text))
        except ValueError:
            raise _wrong(self, text) from None

    def to_raw(self, value: int) -> object:
        return value

    def to_text(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class Years(Whole):
    """How many years something is kept, where 0 is for ever; the window offers some of them."""

    low: int = 0
    high: int = 50
    unit: str = "years; 0: for ever"
    offered: tuple[int, ...] = (0, 10, 5, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A number within a range, both ends included."""

    low: float
    high: float
    unit: str

    @property
    def expects(self) -> str:
        return f"a number from {self.low:g} to {self.high:g} ({self.unit})"

    def from_raw(self, raw: object) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not self.low <= raw <= self.high:
            raise _wrong(self, raw)
        return float(raw)

    def from_text(self, text: str) -> float:
        try:
            return self.from_raw(float(text))
        except ValueError:
            raise _wrong(self, text) from None

    def to_raw(self, value: float) -> object:
        return value

    def to_text(self, value: float) -> str:
        return f"{value:g}"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day to the minute, HH:MM."""

    @property
    def expects(self) -> str:
        return "a time of day such as 04:00"

    def from_raw(self, raw: object) -> time:
        if isinstance(raw, time):
            return raw.replace(second=0, microsecond=0)
        if not isinstance(raw, str):
            raise _wrong(self, raw)
        return self.from_text(raw)

    def from_text(self, text: str) -> time:
        try:
            return parse_time(text)
        except ValueError:
            raise _wrong(self, text) from None

    def to_raw(self, value: time) -> object:
        return self.to_text(value)

    def to_text(self, value: time) -> str:
        return value.strftime("%H:%M")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return f"one of {', '.join(self.options)}"

    def from_raw(self, raw: object) -> str:
        if not isinstance(raw, str) or raw not in self.options:
            raise _wrong(self, raw)
        return raw

    def from_text(self, text: str) -> str:
        return self.from_raw(text)

    def to_raw(self, value: str) -> object:
        return value

    def to_text(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    @property
    def expects(self) -> str:
        return "true or false"

    def from_raw(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise _wrong(self, raw)
        return raw

    def from_text(self, text: str) -> bool:
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if text.lower() not in words:
            raise _wrong(self, text)
        return words[text.lower()]

    def to_raw(self, value: bool) -> object:  # noqa: FBT001 - the value is the matter
        return value

    def to_text(self, value: bool) -> str:  # noqa: FBT001
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class Order:
    """Some of a few words, each once, in an order of the person's."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return f"some of {', '.join(self.options)}, each once, in the order to try them"

    def from_raw(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple) or not raw:
            raise _wrong(self, raw)
        if len(set(map(str, raw))) != len(raw) or any(word not in self.options for word in raw):
            raise _wrong(self, ", ".join(map(str, raw)))
        return tuple(raw)

    def from_text(self, text: str) -> tuple[str, ...]:
        return self.from_raw([word.strip() for word in text.split(",")])

    def to_raw(self, value: tuple[str, ...]) -> object:
        return list(value)

    def to_text(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)


@dataclass(frozen=True, slots=True)
class Text(Generic[T]):
    """A value with a notation of its own; `read` raises ValueError with its reason."""

    read: Callable[[str], T]
    write: Callable[[T], str]
    expects: str
    example: str = ""
    """A line of help for who writes it for the first time."""

    def from_raw(self, raw: object) -> T:
        if not isinstance(raw, str):
            raise ValueError(f"expected {self.expects}, got “{raw}”")  # noqa: TRY004 - readers raise one kind
        return self.from_text(raw)

    def from_text(self, text: str) -> T:
        try:
            return self.read(text)
        except ValueError as error:
            raise ValueError(f"expected {self.expects}; {error}") from error

    def to_raw(self, value: T) -> object:
        return self.write(value)

    def to_text(self, value: T) -> str:
        return self.write(value)


class Hours(Text[WorkingHours | None]):
    """Working hours by weekday; None is always."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(
            parse_hours,
            format_hours,
            "“always”, or days and times such as “mon-fri 09:00-12:30 13:00-17:30; sat 22:00-06:00”",
        )


class Folder(Text[str | None]):
    """A folder by its path; None is none."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(parse_folder, format_folder, "a folder such as “~/Sync/posture”, or “none”")


class Days(Text[DaysOff]):
    """Runs of days."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(
            parse_days_off, format_days_off, "“none”, or dates such as “2026-05-01, 2026-12-24..2027-01-02”"
        )
