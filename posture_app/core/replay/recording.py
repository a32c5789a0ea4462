"""What was fed to the engine, as the lines of a trace. A replay of them gives the same spans and prompts."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

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
from posture_app.core.replay.trace import LASTING, MOMENTS, SWITCHES
from posture_app.core.replay.trace_settings import write_memory, write_rules

NAMES: Mapping[Event, str] = {event: name for name, event in (*SWITCHES.items(), *MOMENTS.items())}
PRIVATE = (Word.PRIVATE, Word.PRIVATE_OFF)


class Recording:
    """The lines of one run of the engine. Of private mode it tells when it was, and nothing that the person did in it;
    what holds of the world when it ends comes then.
    """

    def __init__(self, shift: int = 0) -> None:
        """`shift` is by how many seconds the wall clock is ahead of true time as it begins."""
        self._at, self._shift = 0, shift
        self._private_until: int | None = None
        self._private = False
        self._before: dict[Fact, bool] = {}
        self._facts: dict[Fact, bool] = {}

    def lines(self, event: Event, at: int) -> Iterator[str]:
        """The lines for an event of this true second, in the order in which they are fed."""
        self._at = max(self._at, at)
        if self._private and (
            event == Say(Word.PRIVATE_OFF) or (self._private_until is not None and self._private_until <= self._at)
        ):
            self._private = False
            changed = [Signal(fact, on) for fact, on in self._facts.items() if self._before.get(fact, False) is not on]
            yield from (self._line(signal) for signal in changed)
        if isinstance(event, Signal):
            self._facts[event.fact] = event.on
        if not (self._private and _personal(event)):
            yield self._line(event)
        match event:
            case Say(Word.PRIVATE, minutes):
                self._hide(None if minutes is None else self._at + round(minutes * 60))
            case Start(memory=memory) if memory is not None and memory.private:
                self._hide(memory.private_until)
            case ClockSet(shift):
                self._shift = shift
            case _:
                pass

    def _hide(self, until: int | None) -> None:
        if not self._private:
            self._before = dict(self._facts)
        self._private, self._private_until = True, until

    def _line(self, event: Event) -> str:
        fields = {"at": self._reading(self._at), **self._fields(event)}
        return json.dumps(fields, ensure_ascii=False)

    def _fields(self, event: Event) -> dict[str, Any]:  # noqa: C901, PLR0911 - one line for each kind of event
        match event:
            case Start(zone, rules, memory):
                start = {"event": "start", "zone": zone, "settings": write_rules(rules)}
                return start if memory is None else {**start, "memory": write_memory(memory)}
            case Adjust(rules, zone):
                return {"event": "adjust", "zone": zone, "settings": write_rules(rules)}
            case Input(lasts, ago):
                until = None if lasts is None else self._reading(self._at + lasts)
                return {"event": "input", "until": until, **({"ago": ago} if ago else {})}
            case Idle(ago):
                return {"event": "idle", "ago": ago}
            case Signal() | Wake() | Cut() | Quiet():
                return {"event": NAMES[event]}
            case Say(word, minutes):
                said: dict[str, Any] = {"event": "say", "what": word}
                return said if minutes is None or word not in LASTING else {**said, "minutes": minutes}
            case ClockSet(shift):
                return {"event": "clock_set", "to": _written(self._at + shift)}
            case TimeReached(kind):
                return {"event": "time", "kind": kind}
            case BreakTaken(kind):
                return {"event": "taken", "kind": kind}
            case Stop():
                return {"event": "stop"}
            case Kill():
                return {"event": "kill"}

    def _reading(self, at: int) -> str:
        return _written(at + self._shift)


def _personal(event: Event) -> bool:
    """Whether this tells what the person does."""
    if isinstance(event, Say):
        return event.word not in PRIVATE
    return isinstance(event, Input | Idle | Quiet | Signal | BreakTaken)


def _written(reading: int) -> str:
    return datetime.fromtimestamp(reading, UTC).isoformat().replace("+00:00", "Z")
