"""The `settings` of a trace, which the engine goes by."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from posture_app.core.prompts import Way
from posture_app.core.rules import SIT, TABLE, WEEKDAYS, Basis, Reminder, Rules, Times, WorkingHours, alternation
from posture_app.core.settings.hours import make_day, make_range, make_week
from posture_app.core.settings.kinds import TimeOfDay

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
KNOWN: Mapping[str, Reminder] = {
    reminder.kind: reminder for reminder in (*TABLE, *alternation(sitting=1800, standing=900))
}


class FaultError(ValueError):
    """What is wrong with a line."""


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
    made = KNOWN.get(kind, Reminder(kind, Basis.UNBROKEN, 1800, 120))
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
            made = replace(made, **{key: readers[key](value)})
        elif key != "kind":
            raise FaultError(f"a reminder has no {show(key)}")
    return _checked(made)


def _checked(made: Reminder) -> Reminder:
    if (made.basis is Basis.STANDING) is not (made.kind == SIT):
        raise FaultError(f"only the reminder “{SIT}” counts standing, and nothing else")
    if (made.basis is Basis.CLOCK) is not any(made.times):
        raise FaultError(f"“times” go with the basis “{Basis.CLOCK}”, and it with them")
    if made.basis is Basis.CLOCK:
        return replace(made, every=0)
    if not made.every:
        raise FaultError("“every” must be whole seconds from 1 on")
    return made


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
