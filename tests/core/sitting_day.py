"""A day at the desk, told in minutes: an engine that is woken when it asks, and what it showed."""

from dataclasses import replace

from posture_app.core.calendar import Times
from posture_app.core.engine.engine import Engine
from posture_app.core.events import (
    Adjust,
    Event,
    Fact,
    Idle,
    Input,
    Memory,
    Say,
    Signal,
    Start,
    Stop,
    TimeReached,
    Word,
)
from posture_app.core.prompts import Outcome, Shown, Way
from posture_app.core.rules import REMINDERS, Rules
from posture_app.core.settings.reminder_kinds import RISE, SIT, Basis, Reminder
from tests.core.engine.test_engine_properties import Woken

MINUTE, HOUR = 60, 3600
EIGHT = 1_772_438_400  # 2026-03-02, a Monday, 08:00 UTC
STAND, STRETCH, FEET, MICRO, POSTURE = map(REMINDERS.__getitem__, ("stand", "stretch", "feet", "micro", "posture"))


def alternation(sitting: int, standing: int) -> tuple[Reminder, Reminder]:
    """The reminders of who stands so many seconds after each so many seconds of sitting."""
    return replace(REMINDERS[RISE], every=sitting, length=standing), replace(REMINDERS[SIT], every=standing)


def own(name: str, basis: Basis, every: int = 0, length: int = 2, *, way: Way = Way.NOTIFICATION) -> Reminder:
    """One of the person's own; lengths in minutes. A clock time of it is told with `Day.strike`."""
    times: Times = ((),) * 7
    return Reminder(f"own:{name}", basis, every * MINUTE, length * MINUTE, way, times=times)


class Day:
    """Somebody sits down at eight and does not stop typing until they are said to. Moments are minutes after eight."""

    def __init__(self, *reminders: Reminder, **figures: object) -> None:
        self.rules = replace(Rules(), reminders=reminders or (STAND,), **figures)  # type: ignore[arg-type] # its own
        self._app = Woken()
        self.feed(0, Start("UTC", self.rules))
        self.feed(0, Input())

    @property
    def engine(self) -> Engine:
        return self._app.engine

    @property
    def seconds(self) -> int:
        """True seconds, as the engine counts."""
        return self._app.at

    def feed(self, minute: float, event: Event) -> None:
        self._app.feed(event, EIGHT + round(minute * MINUTE))

    def say(self, minute: float, word: Word, minutes: float | None = None) -> None:
        self.feed(minute, Say(word, minutes))

    def on(self, minute: float, fact: Fact) -> None:
        self.feed(minute, Signal(fact, on=True))

    def off(self, minute: float, fact: Fact) -> None:
        self.feed(minute, Signal(fact, on=False))

    def leave(self, minute: float) -> None:
        """Stop typing, and go."""
        self.feed(minute, Idle(0))

    def come(self, minute: float) -> None:
        """Type again."""
        self.feed(minute, Input())

    def gone(self, minute: float, length: float) -> None:
        """Leave for so many minutes."""
        self.on(minute, Fact.LOCKED)
        self.off(minute + length, Fact.LOCKED)
        self.come(minute + length)

    def strike(self, minute: float, name: str) -> None:
        self.feed(minute, TimeReached(f"own:{name}"))

    def adjust(self, minute: float, *reminders: Reminder, **figures: object) -> None:
        figures = {"reminders": reminders or self.rules.reminders, **figures}
        self.rules = replace(self.rules, **figures)  # type: ignore[arg-type] # its own
        self.feed(minute, Adjust(self.rules, "UTC"))

    def stop(self, minute: float) -> None:
        self.feed(minute, Stop())

    def start(self, minute: float, memory: Memory | None = None) -> None:
        self.feed(minute, Start("UTC", self.rules, memory))
        self.come(minute)

    def run(self, minute: float) -> list[tuple[float, str]]:
        """Let time pass; the prompts so far, each with its minute and its kinds."""
        self.feed(minute, Signal(Fact.DND, on=False))
        return self.prompts

    @property
    def prompts(self) -> list[tuple[float, str]]:
        return [(self._minute(shown), " ".join(shown.kinds)) for shown in self._app.account.prompts]

    @property
    def shown(self) -> list[Shown]:
        return self._app.account.prompts

    @property
    def withdrawn(self) -> list[int]:
        return self._app.withdrawn

    @property
    def outcomes(self) -> list[Outcome | None]:
        """Of each showing; None: not settled yet."""
        return [self._app.account.outcomes.get(shown.number) for shown in self.shown]

    def _minute(self, shown: Shown) -> float:
        return (int(shown.at.timestamp()) - EIGHT) / MINUTE
