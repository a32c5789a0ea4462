"""Traces: days written down as JSON Lines, the form that `posture-app replay` reads (section 5 of the contract)."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from posture_app.core.calendar import zone_of
from posture_app.core.errors import UsageError
from posture_app.core.events import ClockSet, Event, Fact, Input, Kill, Say, Signal, Start, Stop, Word
from posture_app.core.replay.trace_rules import MOST_MINUTES, FaultError, read_rules, show

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
FIELDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "start": (frozenset({"zone"}), frozenset({"settings"})),
    "stop": (frozenset(), frozenset()),
    "kill": (frozenset(), frozenset()),
    "end": (frozenset(), frozenset()),
    "input": (frozenset(), frozenset({"until"})),
    "say": (frozenset({"what"}), frozenset({"minutes"})),
    "clock_set": (frozenset({"to"}), frozenset()),
    **dict.fromkeys(SWITCHES, (frozenset(), frozenset())),
}
"""What each event must and may have besides `at` and `event`."""
LASTING = (Word.SNOOZE, Word.PAUSE, Word.PRIVATE)
"""The words that take minutes."""


@dataclass(slots=True)
class _Reader:
    """Turns lines into events at true seconds; knows what came before."""

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
        return self._make(name, fields, at), at

    def _make(self, name: str, fields: Mapping[str, Any], at: int) -> Event:
        makers: dict[str, Callable[[Mapping[str, Any]], Event]] = {
            "start": self._start,
            "stop": lambda _: self._stop(Stop()),
            "kill": lambda _: self._stop(Kill()),
            "end": self._end,
            "input": lambda f: _input(f, at + self.shift),
            "say": _say,
            "clock_set": lambda f: self._clock_set(f, at),
        }
        return SWITCHES[name] if name in SWITCHES else makers[name](fields)

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

    def _stop(self, event: Event) -> Event:
        if not self.running:
            raise FaultError("the app does not run")
        self.running = False
        return event

    def _end(self, _: Mapping[str, Any]) -> Event:
        self.ended, self.running = True, False
        return Stop()

    def _clock_set(self, fields: Mapping[str, Any], at: int) -> Event:
        self.shift = _moment(fields, "to") - at
        return ClockSet(self.shift)


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
    return Input(until - reading)


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
