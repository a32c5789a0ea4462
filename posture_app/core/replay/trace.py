"""Traces: days written down as JSON Lines, the form that `posture-app replay` reads (section 5 of the contract)."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from posture_app.core.calendar import WEEKDAYS, Times, WorkingHours, zone_of
from posture_app.core.errors import UsageError
from posture_app.core.events import ClockSet, Event, Fact, Input, Kill, Say, Signal, Start, Stop, Word
from posture_app.core.prompts import Way
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.hours import make_day, make_range, make_week
from posture_app.core.settings.reminder_kinds import SIT, STAND, Basis, Reminder
from posture_app.core.settings.setting import TimeOfDay

SWITCHES: Mapping[str, Signal] = {
    "lock": Signal(Fact.LOCKED, on=True),
    "unlock": Signal(Fact.LOCKED, on=False),
    "sleep": Signal(Fact.ASLEEP, on=True),
    "wake": Signal(Fact.ASLEEP, on=False),
    **{
        f"{fact}_{switch}": Signal(fact, on=switch == "on")
        for fact in (Fact.CALL, Fact.WATCHING, Fact.FULLSCREEN, Fact.DND)
        for switch in ("on", "off")
    },
}
FIELDS: Mapping[str, tuple[set[str], set[str]]] = {
    "start": ({"zone"}, {"settings"}),
    "input": (set(), {"until", "ago"}),
    "say": ({"what"}, {"minutes"}),
    "clock_set": ({"to"}, set()),
    **dict.fromkeys(("stop", "kill", "end", *SWITCHES), (set[str](), set[str]())),
}
"""What each event must and may have besides `at` and `event`."""
LASTING = (Word.SNOOZE, Word.PAUSE, Word.PRIVATE)
"""The words that take minutes."""
SECONDS = (
    "away_after",
    "passive_limit",
    "break_min",
    "break_length",
    "stand_every",
    "again_after",
    "snooze",
    "merge_within",
    "spacing",
)
LIMITS = ("snoozes_in_row", "skips_a_day", "quiet_after", "escalate_after")
MAY_BE_ZERO = ("passive_limit", "break_length", "merge_within", "spacing", "every", "length", "snoozes_in_row")
MOST_MINUTES = 366 * 24 * 60
LONGEST_SHOWN = 60


class FaultError(ValueError):
    """What is wrong with a line."""


@dataclass(slots=True)
class _Reader:
    """Turns lines into events at true seconds; it remembers what came before."""

    at: int | None = None
    shift: int = 0
    running: bool = False
    ended: bool = False

    def event(self, line: str) -> tuple[Event, int]:
        fields = _fields(line)
        name = fields["event"]
        if self.at is None and name != "start":
            raise FaultError("the first event must be “start”")
        if self.ended:
            raise FaultError("nothing may follow “end”")
        at = _moment(fields, "at") - self.shift
        if self.at is not None and at < self.at:
            raise FaultError("“at” lies before the line above")
        self.at = at
        return SWITCHES.get(name) or self._make(name, fields, at), at

    def _make(self, name: str, fields: Mapping[str, Any], at: int) -> Event:
        match name:
            case "start":
                return self._start(fields)
            case "stop" | "kill":
                if not self.running:
                    raise FaultError("the app does not run")
                self.running = False
                return Stop() if name == "stop" else Kill()
            case "end":
                self.ended, self.running = True, False
                return Stop()
            case "input":
                return _input(fields, at + self.shift)
            case "say":
                return _say(fields)
            case _:  # clock_set
                self.shift = _moment(fields, "to") - at
                return ClockSet(self.shift)

    def _start(self, fields: Mapping[str, Any]) -> Event:
        if self.running:
            raise FaultError("the app runs already")
        self.running = True
        zone = fields["zone"]
        if not isinstance(zone, str):
            raise FaultError("“zone” must be the name of a time zone")
        try:
            zone_of(zone)
        except ValueError:
            raise FaultError(f"{show(zone)} is not a time zone") from None
        return Start(zone, read_rules(fields.get("settings", {})))


def read_trace(lines: Iterable[str], name: str) -> Iterator[tuple[Event, int]]:
    """The events of a trace with their true seconds; the record ends with `Stop`, also where “end” is left out.

    Lines are to be decoded with `errors="surrogateescape"`, so that bytes which are no UTF-8 are found line by line.

    Raises UsageError that names the trace, the line and the fault.
    """
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                yield reader.event(line)
        except FaultError as fault:
            raise UsageError(f"{name}, line {number}: {fault}.") from fault
    if reader.at is None:
        raise UsageError(f"{name}, line 1: the trace is empty; the first event must be “start”.")
    if not reader.ended:
        yield Stop(), reader.at


def _fields(line: str) -> dict[str, Any]:
    if any("\udc80" <= letter <= "\udcff" for letter in line):
        raise FaultError("this is not UTF-8 text")
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FaultError("this is not JSON") from error
    if not isinstance(fields, dict):
        raise FaultError("this is not a JSON object")
    name = fields.get("event")
    if not isinstance(name, str) or name not in FIELDS:
        raise FaultError(f"{show(name)} is not an event" if "event" in fields else "“event” is missing")
    must, may = FIELDS[name]
    for key in sorted(must | {"at"}):
        if key not in fields:
            raise FaultError(f"“{key}” is missing")
    for key in fields:
        if key not in must | may | {"at", "event"}:
            raise FaultError(f"“{name}” has no field {show(key)}")
    return fields


def _moment(fields: Mapping[str, Any], key: str) -> int:
    text = fields[key]
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return math.floor(at.astimezone(UTC).timestamp())
    except (TypeError, ValueError, OverflowError):
        pass
    raise FaultError(f"“{key}” must be a time with its offset, such as 2026-03-02T09:00:00+01:00, not {show(text)}")


def _input(fields: Mapping[str, Any], reading: int) -> Event:
    until = _moment(fields, "until") if "until" in fields else reading
    if until < reading:
        raise FaultError("“until” lies before “at”")
    return Input(until - reading, _ago(fields))


def _ago(fields: Mapping[str, Any]) -> float:
    ago = fields.get("ago", 0.0)
    if isinstance(ago, bool) or not isinstance(ago, int | float) or not 0 <= ago <= MOST_MINUTES * 60:
        raise FaultError(f"“ago” must be a number of seconds from 0 on, not {show(ago)}")
    return float(ago)


def _say(fields: Mapping[str, Any]) -> Event:
    try:
        word = Word(fields["what"])
    except ValueError:
        raise FaultError(f"{show(fields['what'])} is nothing one can say ({', '.join(Word)})") from None
    if "minutes" not in fields:
        return Say(word)
    minutes = fields["minutes"]
    if word not in LASTING:
        raise FaultError(f"“{word}” takes no minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 < minutes <= MOST_MINUTES:
        raise FaultError(f"“minutes” must be a number above 0 and up to {MOST_MINUTES}, not {show(minutes)}")
    return Say(word, minutes)


def show(value: object) -> str:
    """A value of the trace as it may stand in one line of text."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else "�" for letter in text[: LONGEST_SHOWN + 1])
    return f"“{text[:LONGEST_SHOWN]}…”" if len(text) > LONGEST_SHOWN else f"“{text}”"


def read_rules(settings: object) -> Rules:
    """The rules. Raises FaultError."""
    if not isinstance(settings, dict):
        raise FaultError("“settings” must be an object")
    values: dict[str, Any] = {}
    for key, value in settings.items():
        if key in SECONDS:
            values[key] = _seconds(key, value)
        elif key in LIMITS:
            values[key] = None if value is None else _seconds(key, value, "a whole number")
        elif key == "day_start":
            values[key] = _time_of_day(key, value)
        elif key == "working_hours":
            values[key] = None if value is None else _hours(value)
        elif key == "reminders":
            values[key] = _reminders(value)
        else:
            raise FaultError(f"“settings” has no {show(key)}")
    every, length = values.pop("stand_every", None), values.get("break_length")
    return Rules(**values).with_stand(every=every, length=length)


def _seconds(key: str, value: object, what: str = "whole seconds") -> int:
    least = 0 if key in MAY_BE_ZERO else 1
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST_MINUTES * 60:
        raise FaultError(f"“{key}” must be {what} from {least} on, not {show(value)}")
    return value


def _time_of_day(key: str, value: object) -> time:
    try:
        return TimeOfDay().from_raw(value)
    except ValueError:
        raise FaultError(f"“{key}” must be {TimeOfDay().expects}, not {show(value)}") from None


def _hours(value: object) -> WorkingHours:
    if not isinstance(value, dict) or any(day not in WEEKDAYS for day in value):
        raise FaultError(f"“working_hours” must be null or an object of days ({', '.join(WEEKDAYS)})")
    days = [_ranges(day, value.get(day, [])) for day in WEEKDAYS]
    try:
        return make_week(days)
    except ValueError as error:
        raise FaultError(f"“working_hours”: {error}") from error


def _ranges(day: str, value: object) -> tuple[tuple[time, time], ...]:
    if not isinstance(value, list) or not all(_is_pair(pair) for pair in value):
        raise FaultError(f"“working_hours” of {day} must be a list of pairs of times, not {show(value)}")
    try:
        return make_day([make_range(start, end) for start, end in value])
    except ValueError as error:
        raise FaultError(f"“working_hours” of {day}: {show(str(error))}") from error


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)  # noqa: PLR2004


def _reminders(value: object) -> tuple[Reminder, ...]:
    if not isinstance(value, list):
        raise FaultError(f"“reminders” must be a list, not {show(value)}")
    found = tuple(_reminder(entry) for entry in value)
    kinds = [reminder.kind for reminder in found]
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise FaultError(f"two of the “reminders” are of kind {show(kind)}")
    return found


def _reminder(entry: object) -> Reminder:
    kind = entry.get("kind") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(kind, str) or not kind or "," in kind:
        raise FaultError(f"one of the “reminders” has no “kind”: {show(entry)}")
    reminder = REMINDERS.get(kind) or replace(REMINDERS[STAND], kind=kind)
    readers: dict[str, Callable[[object], Any]] = {
        "basis": lambda value: _word("basis", value, Basis),
        "every": lambda value: _seconds("every", value),
        "length": lambda value: _seconds("length", value),
        "way": lambda value: _word("way", value, Way),
        "rises": lambda value: _truth("rises", value),
        "repeats": lambda value: _truth("repeats", value),
        "times": _times,
    }
    for key, value in entry.items():
        if key in readers:
            reminder = replace(reminder, **{key: readers[key](value)})
        elif key != "kind":
            raise FaultError(f"a reminder has no {show(key)}")
    return _checked(reminder)


def _checked(reminder: Reminder) -> Reminder:
    if (reminder.basis is Basis.STANDING) is not (reminder.kind == SIT):
        raise FaultError(f"only the reminder “{SIT}” counts standing, and nothing else")
    if (reminder.basis is Basis.CLOCK) is not any(reminder.times):
        raise FaultError(f"“times” go with the basis “{Basis.CLOCK}”, and it with them")
    if reminder.basis is Basis.CLOCK:
        return replace(reminder, every=0)
    if not reminder.every:
        raise FaultError("“every” must be whole seconds from 1 on")
    return reminder


def _word(key: str, value: object, words: type[Basis] | type[Way]) -> Basis | Way:
    if not isinstance(value, str) or value not in list(words):
        raise FaultError(f"“{key}” must be one of {', '.join(words)}, not {show(value)}")
    return words(value)


def _truth(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise FaultError(f"“{key}” must be true or false, not {show(value)}")
    return value


def _times(value: object) -> Times:
    if not isinstance(value, dict) or any(day not in WEEKDAYS for day in value):
        raise FaultError(f"“times” must be an object of days ({', '.join(WEEKDAYS)})")
    if not all(isinstance(times, list) for times in value.values()):
        raise FaultError("“times” of a day must be a list of times of day")
    return tuple(tuple(sorted({_time_of_day("times", at) for at in value.get(day, [])})) for day in WEEKDAYS)
