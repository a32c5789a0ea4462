"""How far each reminder has come: counted in seconds of sitting or standing, never by the clock."""

from dataclasses import dataclass
from enum import Enum, auto

from posture_app.core.engine.presence import NEVER
from posture_app.core.rules import Basis, Reminder, Rules


class Wait(Enum):
    """What a reminder waits for, from its base on."""

    EVERY = auto()
    AGAIN = auto()
    SNOOZE = auto()


@dataclass(frozen=True, slots=True)
class Counts:
    """Seconds: the sitting of the running bout, that of all bouts (from an arbitrary point), the standing since one
    last sat.
    """

    bout: int
    total: int
    standing: int


@dataclass(slots=True)
class Track:
    """One reminder at work. `since` is where it was last satisfied and `base` from where it waits, both by its own
    measure. `on`: the person wants it. `armed`: it can become due (one that comes by the day or by the clock may have
    had its turn). `snoozes` and `ignored` count in a row. `asked`: it was asked whether it should come less often.
    `struck_at` is the true second of the last clock time.
    """

    rule: Reminder
    since: int = 0
    base: int = 0
    wait: Wait = Wait.EVERY
    snoozed: int = 0
    on: bool = True
    armed: bool = True
    snoozes: int = 0
    ignored: int = 0
    asked: bool = False
    struck_at: int = -NEVER

    @property
    def standing(self) -> bool:
        """Whether it is for who stands."""
        return self.rule.basis is Basis.STANDING

    def measure(self, counts: Counts) -> int:
        """What it counts."""
        match self.rule.basis:
            case Basis.UNBROKEN:
                return counts.bout
            case Basis.STANDING:
                return counts.standing
            case _:
                return counts.total

    def due_in(self, counts: Counts, rules: Rules) -> int:
        """How much more it has to count until it is due, below zero if it was due before; NEVER if it rests."""
        if self.rests(rules) or not self.armed or not self.on:
            return NEVER
        return self.base + self._length(rules) - self.measure(counts)

    def rests(self, rules: Rules) -> bool:
        """Whether it has asked its question and is not to be heard of for now."""
        return self.asked and rules.quiet_after is not None

    def _length(self, rules: Rules) -> int:
        match self.wait:
            case Wait.EVERY:
                return self.rule.every
            case Wait.AGAIN:
                return rules.again_after if self.rule.repeats or not self.rule.every else self.rule.every
            case Wait.SNOOZE:
                return self.snoozed

    def shown(self, counts: Counts, *, asks: bool) -> None:
        """It was shown; until an answer comes it waits to be shown again."""
        self.base, self.wait, self.asked = self.measure(counts), Wait.AGAIN, asks

    def snooze(self, seconds: int, counts: Counts) -> None:
        """Show it again after so many seconds of what it counts."""
        self.base, self.wait, self.snoozed = self.measure(counts), Wait.SNOOZE, seconds
        self.snoozes, self.ignored, self.asked = self.snoozes + 1, 0, False

    def put_off(self, seconds: int, counts: Counts) -> None:
        """What was shown had to make way: show it again once it is possible, after so many seconds at the least."""
        self.base, self.wait, self.snoozed = self.measure(counts), Wait.SNOOZE, seconds

    def satisfy(self, counts: Counts) -> None:
        """It has had its turn, and begins anew."""
        self.since = self.measure(counts)
        self.start_over()
        if self.rule.basis in (Basis.DAY, Basis.CLOCK):
            self.armed = False

    def start_over(self) -> None:
        """Go on from where it was last satisfied, as if it had not been shown since."""
        self.base, self.wait, self.snoozes, self.ignored, self.asked = self.since, Wait.EVERY, 0, 0, False

    def bout_ended(self) -> None:
        """What counts within one bout (or one standing) begins at nought."""
        self.since = 0
        self.start_over()

    def day_began(self, counts: Counts) -> None:
        """Once a day is once more to come; what struck yesterday is over."""
        if self.rule.basis is Basis.DAY:
            self.satisfy(counts)
            self.armed = True
        elif self.rule.basis is Basis.CLOCK:
            self.satisfy(counts)

    def strike(self, now: int, counts: Counts) -> None:
        """Its clock time has come."""
        self.struck_at = now
        if not self.armed:
            self.satisfy(counts)
            self.armed = True

    def take_back(self, counts: Counts) -> None:
        """There has been less sitting than was thought."""
        measure = self.measure(counts)
        self.since, self.base = min(self.since, measure), min(self.base, measure)
