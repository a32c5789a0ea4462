"""What the lines of a trace say of the rules and of what is remembered: read, and written for a recording."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import time
from typing import Any

from posture_app.core.calendar import WEEKDAYS, DaysOff, Range, Times, WorkingHours
from posture_app.core.events import Memory
from posture_app.core.language import _
from posture_app.core.prompts import Way
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.days_off import format_days_off, parse_days_off
from posture_app.core.settings.hours import make_day, make_range, make_week
from posture_app.core.settings.reminder_kinds import SIT, STAND, Basis, Reminder
from posture_app.core.settings.setting import TimeOfDay
from posture_app.core.spans import Posture

STAND_EVERY = "stand_every"
LATEST = 1 << 40
"""Seconds; later than any moment that a calendar knows."""
SECONDS = (
    "away_after",
    "passive_limit",
    "break_min",
    "break_length",
    STAND_EVERY,
    "again_after",
    "snooze",
    "merge_within",
    "spacing",
    "right_moment",
)
LIMITS = ("snoozes_in_row", "skips_a_day", "quiet_after", "escalate_after")
MAY_BE_ZERO = (
    "passive_limit",
    "break_length",
    "merge_within",
    "spacing",
    "right_moment",
    "every",
    "length",
    *LIMITS[:2],
)
MOST_MINUTES = 366 * 24 * 60
LONGEST_SHOWN = 60


class FaultError(ValueError):
    """What is wrong with a line."""


def show(value: object) -> str:
    """A value of the trace as it may stand in one line of text."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else "�" for letter in text[: LONGEST_SHOWN + 1])
    return _("“{name}”").format(name=f"{text[:LONGEST_SHOWN]}…" if len(text) > LONGEST_SHOWN else text)


def read_rules(settings: object) -> Rules:
    """The rules. Raises FaultError."""
    if not isinstance(settings, dict):
        raise FaultError(_("“settings” must be an object"))
    values: dict[str, Any] = {}
    for key, value in settings.items():
        if key in SECONDS:
            values[key] = _seconds(key, value)
        elif key in LIMITS:
            values[key] = (
                None
                if value is None
                else _seconds(key, value, _("“{key}” must be a whole number from {least} on, not {value}"))
            )
        elif key == "day_start":
            values[key] = _time_of_day(key, value)
        elif key == "days_off":
            values[key] = _days_off(value)
        elif key == "working_hours":
            values[key] = None if value is None else _hours(value)
        elif key == "reminders":
            values[key] = _reminders(value)
        else:
            raise FaultError(_("“settings” has no {key}").format(key=show(key)))
    every, length = values.pop("stand_every", None), values.get("break_length")
    if any(entry["kind"] == STAND and "length" in entry for entry in settings.get("reminders", ())):
        length = None
    return Rules(**values).with_stand(every=every, length=length)


def write_rules(rules: Rules) -> dict[str, Any]:
    """Settings of which `read_rules` makes these rules."""
    hours = rules.working_hours
    return {
        **{key: getattr(rules, key) for key in (*SECONDS, *LIMITS) if key != STAND_EVERY},
        "day_start": f"{rules.day_start:%H:%M}",
        "working_hours": None if hours is None else _week([[_range(each) for each in day] for day in hours]),
        "days_off": format_days_off(rules.days_off),
        "reminders": [_written(reminder) for reminder in rules.reminders],
    }


def _range(ends: Range) -> list[str]:
    start, end = ends
    return [f"{start:%H:%M}", "24:00" if end == time(0, 0) else f"{end:%H:%M}"]


def _week(days: Iterable[list[Any]]) -> dict[str, list[Any]]:
    return {name: day for name, day in zip(WEEKDAYS, days, strict=True) if day}


def _written(reminder: Reminder) -> dict[str, Any]:
    entry = {each.name: getattr(reminder, each.name) for each in fields(reminder)}
    if any(reminder.times):
        return {**entry, "times": _week([[f"{at:%H:%M}" for at in day] for day in reminder.times])}
    del entry["times"]
    return entry


def write_memory(memory: Memory) -> dict[str, Any]:
    """What `read_memory` reads; what is as in a memory of nothing is left out."""
    found: dict[str, Any] = {}
    for key, nothing in ((each.name, getattr(Memory(), each.name)) for each in fields(Memory)):
        kept = getattr(memory, key)
        if kept != nothing:
            found[key] = (
                sorted(kept) if isinstance(kept, frozenset) else list(kept) if isinstance(kept, tuple) else kept
            )
    return found


def read_memory(given: object) -> Memory:
    """What a start goes on with. Raises FaultError."""
    if not isinstance(given, dict):
        raise FaultError(_("“memory” must be an object"))
    values: dict[str, Any] = {}
    for key, kept in given.items():
        if key not in MEMORY:
            raise FaultError(_("“memory” has no {key}").format(key=show(key)))
        try:
            values[key] = MEMORY[key](kept)
        except ValueError:
            raise FaultError(
                _("“memory” cannot have {value} as {key}").format(value=show(kept), key=show(key))
            ) from None
    return Memory(**values)


def _whole(kept: object) -> int:
    if isinstance(kept, bool) or not isinstance(kept, int) or abs(kept) > LATEST:
        raise ValueError
    return kept


def _maybe_whole(kept: object) -> int | None:
    return None if kept is None else _whole(kept)


def _yes_or_no(kept: object) -> bool:
    if not isinstance(kept, bool):
        raise ValueError  # noqa: TRY004 - a fault of the line
    return kept


def _moments(kept: object) -> Mapping[str, int]:
    """By kind. A list of kinds, as recordings had it at first, has the moment of the start."""
    return dict.fromkeys(_names(kept), LATEST) if isinstance(kept, list) else _figures(kept)


def _names(kept: object) -> tuple[str, ...]:
    if not isinstance(kept, list) or not all(isinstance(each, str) for each in kept):
        raise ValueError
    return tuple(kept)


def _figures(kept: object) -> dict[str, int]:
    if not isinstance(kept, dict):
        raise ValueError  # noqa: TRY004 - a fault of the line
    return {kind: _whole(figure) for kind, figure in kept.items()}


def _posture(kept: object) -> Posture:
    return Posture(str(kept))


def _days_off(value: object) -> DaysOff:
    try:
        return parse_days_off(value if isinstance(value, str) else "?")
    except ValueError:
        raise FaultError(_("“days_off” must be as in the settings, not {value}").format(value=show(value))) from None


MEMORY: Mapping[str, Callable[[object], Any]] = {
    **dict.fromkeys(("sat", "today_s", "skips"), _whole),
    **dict.fromkeys(
        ("sat_until", "present_until", "up_until", "pause_until", "private_until", "shown_at"), _maybe_whole
    ),
    **dict.fromkeys(("paused", "private"), _yes_or_no),
    "had_turn": lambda kept: frozenset(_names(kept)),
    "times_reached": _moments,
    "shown_kinds": _names,
    "since": _figures,
    "posture": _posture,
}
"""What each field of `Memory` may be."""


def _seconds(key: str, value: object, fault: str = "") -> int:
    least = 0 if key in MAY_BE_ZERO else 1
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST_MINUTES * 60:
        fault = fault or _("“{key}” must be whole seconds from {least} on, not {value}")
        raise FaultError(fault.format(key=key, least=least, value=show(value)))
    return value


def _time_of_day(key: str, value: object) -> time:
    try:
        return TimeOfDay().from_raw(value)
    except ValueError:
        raise FaultError(
            _("“{key}” must be {expects}, not {value}").format(key=key, expects=TimeOfDay().expects, value=show(value))
        ) from None


def _hours(value: object) -> WorkingHours:
    if not isinstance(value, dict) or any(day not in WEEKDAYS for day in value):
        raise FaultError(
            _("“working_hours” must be null or an object of days ({names})").format(names=", ".join(WEEKDAYS))
        )
    days = [_ranges(day, value.get(day, [])) for day in WEEKDAYS]
    try:
        return make_week(days)
    except ValueError as error:
        raise FaultError(_("“working_hours”: {error}").format(error=error)) from error


def _ranges(day: str, value: object) -> tuple[tuple[time, time], ...]:
    if not isinstance(value, list) or not all(_is_pair(pair) for pair in value):
        raise FaultError(
            _("“working_hours” of {day} must be a list of pairs of times, not {value}").format(
                day=day, value=show(value)
            )
        )
    try:
        return make_day([make_range(start, end) for start, end in value])
    except ValueError as error:
        raise FaultError(_("“working_hours” of {day}: {value}").format(day=day, value=show(str(error)))) from error


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)  # noqa: PLR2004


def _reminders(value: object) -> tuple[Reminder, ...]:
    if not isinstance(value, list):
        raise FaultError(_("“reminders” must be a list, not {value}").format(value=show(value)))
    found = tuple(_reminder(entry) for entry in value)
    kinds = [reminder.kind for reminder in found]
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise FaultError(_("two of the “reminders” are of kind {value}").format(value=show(kind)))
    return found


def _reminder(entry: object) -> Reminder:
    kind = entry.get("kind") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(kind, str) or not kind or "," in kind:
        raise FaultError(_("one of the “reminders” has no “kind”: {value}").format(value=show(entry)))
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
            raise FaultError(_("a reminder has no {key}").format(key=show(key)))
    return _checked(reminder)


def _checked(reminder: Reminder) -> Reminder:
    if (reminder.basis is Basis.STANDING) is not (reminder.kind == SIT):
        raise FaultError(_("only the reminder “{kind}” counts standing, and nothing else").format(kind=SIT))
    if (reminder.basis is Basis.CLOCK) is not any(reminder.times):
        raise FaultError(_("“times” go with the basis “{basis}”, and it with them").format(basis=Basis.CLOCK))
    if reminder.basis is Basis.CLOCK:
        return replace(reminder, every=0)
    if not reminder.every:
        raise FaultError(_("“every” must be whole seconds from 1 on"))
    return reminder


def _word(key: str, value: object, words: type[Basis] | type[Way]) -> Basis | Way:
    if not isinstance(value, str) or value not in list(words):
        raise FaultError(
            _("“{key}” must be one of {names}, not {value}").format(key=key, names=", ".join(words), value=show(value))
        )
    return words(value)


def _truth(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise FaultError(_("“{key}” must be true or false, not {value}").format(key=key, value=show(value)))
    return value


def _times(value: object) -> Times:
    if not isinstance(value, dict) or any(day not in WEEKDAYS for day in value):
        raise FaultError(_("“times” must be an object of days ({names})").format(names=", ".join(WEEKDAYS)))
    if not all(isinstance(times, list) for times in value.values()):
        raise FaultError(_("“times” of a day must be a list of times of day"))
    return tuple(tuple(sorted({_time_of_day("times", at) for at in value.get(day, [])})) for day in WEEKDAYS)
