"""Traces: days written down as JSON Lines, the form that `posture-app replay` reads (section 5 of the contract)."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from posture_app.core.calendar import zone_of
from posture_app.core.errors import UsageError
from posture_app.core.events import (
    Adjust,
    BreakTaken,
    ClockSet,
    Cut,
    Event,
    Fact,
    Idle,
    Input,
    Kill,
    Quiet,
    Say,
    Signal,
    Start,
    Stop,
    TimeReached,
    Wake,
    Word,
)
from posture_app.core.language import _
from posture_app.core.replay.trace_settings import MOST_MINUTES, FaultError, read_memory, read_rules, show

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
MOMENTS: Mapping[str, Event] = {"look": Wake(), "cut": Cut(), "quiet": Quiet()}
FIELDS: Mapping[str, tuple[set[str], set[str]]] = {
    "start": ({"zone"}, {"settings", "memory"}),
    "adjust": ({"zone", "settings"}, set()),
    "input": (set(), {"until", "ago"}),
    "idle": ({"ago"}, set()),
    "time": ({"kind"}, set()),
    "taken": ({"kind"}, set()),
    "say": ({"what"}, {"minutes"}),
    "clock_set": ({"to"}, set()),
    **dict.fromkeys(("stop", "kill", "end", *MOMENTS, *SWITCHES), (set[str](), set[str]())),
}
"""What each event must and may have besides `at` and `event`."""
LASTING = (Word.UP, Word.SNOOZE, Word.PAUSE, Word.PRIVATE)
"""The words that take minutes."""


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
            raise FaultError(_("the first event must be “start”"))
        if self.ended:
            raise FaultError(_("nothing may follow “end”"))
        at = _moment(fields, "at") - self.shift
        if self.at is not None and at < self.at:
            raise FaultError(_("“at” lies before the line above"))
        self.at = at
        return SWITCHES.get(name) or MOMENTS.get(name) or self._make(name, fields, at), at

    def _make(self, name: str, fields: Mapping[str, Any], at: int) -> Event:
        match name:
            case "start":
                return self._start(fields)
            case "stop" | "kill":
                if not self.running:
                    raise FaultError(_("the app does not run"))
                self.running = False
                return Stop() if name == "stop" else Kill()
            case "end":
                self.ended, self.running = True, False
                return Stop()
            case "input":
                return _input(fields, at + self.shift)
            case "clock_set":
                self.shift = _moment(fields, "to") - at
                return ClockSet(self.shift)
            case _:
                return _READERS[name](fields)

    def _start(self, fields: Mapping[str, Any]) -> Event:
        if self.running:
            raise FaultError(_("the app runs already"))
        self.running = True
        memory = read_memory(fields["memory"]) if "memory" in fields else None
        return Start(_zone(fields), read_rules(fields.get("settings", {})), memory)


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
            raise UsageError(
                _("{name}, line {number}: {fault}.").format(name=name, number=number, fault=fault)
            ) from fault
    if reader.at is None:
        raise UsageError(_("{name}, line 1: the trace is empty; the first event must be “start”.").format(name=name))
    if not reader.ended:
        yield Stop(), reader.at


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Event]] = {
    "say": lambda fields: _say(fields),  # noqa: PLW0108 - defined below
    "idle": lambda fields: Idle(_ago(fields)),
    "time": lambda fields: TimeReached(_kind(fields)),
    "taken": lambda fields: BreakTaken(_kind(fields)),
    "adjust": lambda fields: Adjust(read_rules(fields["settings"]), _zone(fields)),
}
"""The events that nothing has to be remembered for."""


def _fields(line: str) -> dict[str, Any]:
    if any("\udc80" <= letter <= "\udcff" for letter in line):
        raise FaultError(_("this is not UTF-8 text"))
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FaultError(_("this is not JSON")) from error
    if not isinstance(fields, dict):
        raise FaultError(_("this is not a JSON object"))
    name = fields.get("event")
    if not isinstance(name, str) or name not in FIELDS:
        raise FaultError(
            _("{value} is not an event").format(value=show(name)) if "event" in fields else _("“event” is missing")
        )
    must, may = FIELDS[name]
    for key in sorted(must | {"at"}):
        if key not in fields:
            raise FaultError(_("“{key}” is missing").format(key=key))
    for key in fields:
        if key not in must | may | {"at", "event"}:
            raise FaultError(_("“{name}” has no field {field}").format(name=name, field=show(key)))
    return fields


def _moment(fields: Mapping[str, Any], key: str) -> int:
    text = fields[key]
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return math.floor(at.astimezone(UTC).timestamp())
    except (TypeError, ValueError, OverflowError):
        pass
    raise FaultError(
        _("“{key}” must be a time with its offset, such as 2026-03-02T09:00:00+01:00, not {value}").format(
            key=key, value=show(text)
        )
    )


def _zone(fields: Mapping[str, Any]) -> str:
    zone = fields["zone"]
    if not isinstance(zone, str):
        raise FaultError(_("“zone” must be the name of a time zone"))
    try:
        zone_of(zone)
    except ValueError:
        raise FaultError(_("{value} is not a time zone").format(value=show(zone))) from None
    return zone


def _kind(fields: Mapping[str, Any]) -> str:
    kind = fields["kind"]
    if not isinstance(kind, str) or not kind:
        raise FaultError(_("“kind” must be the name of a reminder, not {value}").format(value=show(kind)))
    return kind


def _input(fields: Mapping[str, Any], reading: int) -> Event:
    if fields.get("until", "") is None:
        return Input(None, _ago(fields))
    until = _moment(fields, "until") if "until" in fields else reading
    if until < reading:
        raise FaultError(_("“until” lies before “at”"))
    return Input(until - reading, _ago(fields))


def _ago(fields: Mapping[str, Any]) -> float:
    ago = fields.get("ago", 0.0)
    if isinstance(ago, bool) or not isinstance(ago, int | float) or not 0 <= ago <= MOST_MINUTES * 60:
        raise FaultError(_("“ago” must be a number of seconds from 0 on, not {value}").format(value=show(ago)))
    return float(ago)


def _say(fields: Mapping[str, Any]) -> Event:
    try:
        word = Word(fields["what"])
    except ValueError:
        raise FaultError(
            _("{value} is nothing one can say ({names})").format(value=show(fields["what"]), names=", ".join(Word))
        ) from None
    if "minutes" not in fields:
        return Say(word)
    minutes = fields["minutes"]
    if word not in LASTING:
        raise FaultError(_("“{word}” takes no minutes").format(word=word))
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 < minutes <= MOST_MINUTES:
        raise FaultError(
            _("“minutes” must be a number above 0 and up to {most}, not {value}").format(
                most=MOST_MINUTES, value=show(minutes)
            )
        )
    return Say(word, minutes)
