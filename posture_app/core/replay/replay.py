"""Replay: run a trace through the engine, and collect the result."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from posture_app.core.effects import Effect, Prompt, Record, Settled
from posture_app.core.engine.clock_times import with_times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.events import Event, Start
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.rules import Rules
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals, day_totals


@dataclass(slots=True)
class Account:
    """The result of a run of the engine: its spans, its prompts and their outcomes."""

    spans: list[Span] = field(default_factory=list)
    prompts: list[Shown] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)

    def take(self, effects: Iterable[Effect]) -> None:
        """Keep what these effects record, without checkpoints."""
        for effect in effects:
            match effect:
                case Record(span) if span.ended_by is not None and span.end > span.start:
                    self.spans.append(span)
                case Prompt(shown):
                    self.prompts.append(shown)
                case Settled(number, outcome):
                    self.outcomes[number] = outcome
                case _:
                    pass

    def days(self) -> tuple[DayTotals, ...]:
        """The totals of every day that has a span, by the rules of the last start."""
        return day_totals(self.spans, self.rules.day_start, timedelta(seconds=self.rules.break_min))

    def as_json(self) -> dict[str, object]:
        """The form that the contract gives, for `json.dumps`."""
        return {
            "spans": [
                {"posture": s.posture, "start": _utc(s.start), "end": _utc(s.end), "ended_by": s.ended_by}
                for s in self.spans
            ],
            "prompts": [
                {
                    "kind": p.kind,
                    **({"also": list(p.also)} if p.also else {}),
                    **({"due": _utc(p.due)} if p.due else {}),
                    "at": _utc(p.at),
                    "outcome": self.outcomes.get(p.number, Outcome.OPEN),
                }
                for p in self.prompts
            ],
            "days": [day.to_json() for day in self.days()],
        }


def replay(events: Iterable[tuple[Event, int]]) -> Account:
    """Run events, given with their true seconds, through a new engine."""
    engine, account = Engine(), Account()
    for event, at in with_times_reached(events):
        if isinstance(event, Start):
            account.rules = event.rules
        account.take(engine.handle(event, at))
    return account


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
