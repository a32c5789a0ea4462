"""How far one reminder has come: what it counts, since when, and what it waits for."""

from enum import Enum, auto

from posture_app.core.engine.presence import NEVER
from posture_app.core.engine.sitting import Counts
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from posture_app.core.value import mutable

BOUTS = (Basis.UNBROKEN, Basis.STANDING)
"""A reminder by one of these counts within one bout, or one standing."""
LONGEST_QUIET = 3600
"""A snooze until the input rests ends after so many seconds in any case."""


class Wait(Enum):
    """What a reminder waits for: its interval, to be shown again, the end of a snooze, a pause in the input."""

    EVERY = auto()
    AGAIN = auto()
    SNOOZE = auto()
    QUIET = auto()


@mutable
class ReminderState:
    """How far one reminder has come. Of what it counts, it was last satisfied at `since` and now waits from `base` on.
    `on`: the person wants it. `armed`: it can become due (one of the day or of a clock time may have had its turn).
    `snoozes` and `ignored` count in a row. `asked`: the person was asked whether it should come less often.
    `reached_at` is the true second of its last clock time.
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
    reached_at: int = -NEVER

    @property
    def standing(self) -> bool:
        return self.rule.basis is Basis.STANDING

    def measure(self, counts: Counts) -> int:
        match self.rule.basis:
            case Basis.UNBROKEN:
                return counts.bout
            case Basis.STANDING:
                return counts.standing
            case _:
                return counts.total

    def due_in(self, counts: Counts, rules: Rules) -> int:
        """How much more it has to count until it is due, below zero if it is overdue; NEVER if it cannot become due."""
        if self.rests(rules) or not self.armed or not self.on:
            return NEVER
        return self.base + self._length(rules) - self.measure(counts)

    def patience(self, counts: Counts) -> int:
        """For how much longer it may wait for a pause in the input, if it was snoozed until one."""
        return max(0, self.base + LONGEST_QUIET - self.measure(counts)) if self.wait is Wait.QUIET else 0

    def rests(self, rules: Rules) -> bool:
        """Whether it has asked its question, and keeps quiet for now."""
        return self.asked and rules.quiet_after is not None

    def _length(self, rules: Rules) -> int:
        match self.wait:
            case Wait.EVERY:
                return self.rule.every
            case Wait.AGAIN:
                return rules.again_after if self.rule.repeats or not self.rule.every else self.rule.every
            case Wait.SNOOZE | Wait.QUIET:
                return self.snoozed

    def shown(self, counts: Counts, *, asks: bool) -> None:
        """It was shown; until an answer comes it waits to be shown again."""
        self.base, self.wait, self.asked = self.measure(counts), Wait.AGAIN, asks

    def snooze(self, seconds: int, counts: Counts, until: Wait = Wait.SNOOZE) -> None:
        """Show it again after so many seconds of what it counts, or then `until` the input rests."""
        self.base, self.wait, self.snoozed = self.measure(counts), until, seconds
        self.snoozes, self.ignored, self.asked = self.snoozes + 1, 0, False

    def put_off(self, seconds: int, counts: Counts) -> None:
        """It had to leave the screen: show it again when possible, but not before it has counted so many seconds."""
        self.base, self.wait, self.snoozed = self.measure(counts), Wait.SNOOZE, seconds

    def satisfy(self, counts: Counts) -> None:
        self.since = self.measure(counts)
        self.start_over()
        if self.rule.basis in (Basis.DAY, Basis.CLOCK):
            self.armed = False

    def start_over(self) -> None:
        """Go on from where it was last satisfied, as if it had not been shown since."""
        self.base, self.wait, self.snoozes, self.ignored, self.asked = self.since, Wait.EVERY, 0, 0, False

    def bout_ended(self) -> None:
        """It counts within one bout (or one standing), and starts at zero again."""
        self.since = 0
        self.start_over()

    def day_began(self, counts: Counts) -> None:
        """A reminder of the day can come again; a clock time of yesterday is over."""
        if self.rule.basis is Basis.DAY:
            self.satisfy(counts)
            self.armed = True
        elif self.rule.basis is Basis.CLOCK:
            self.satisfy(counts)

    def time_reached(self, now: int, counts: Counts) -> None:
        self.reached_at = now
        if not self.armed:
            self.satisfy(counts)
            self.armed = True

    def take_back(self, counts: Counts) -> None:
        """Some of the sitting counted so far was none: the person had gone before."""
        measure = self.measure(counts)
        self.since, self.base = min(self.since, measure), min(self.base, measure)


def new_state(rule: Reminder, counts: Counts, today: int) -> ReminderState:
    """Of a reminder that is new: it counts from now, from the beginning of the bout, or of the day."""
    state = ReminderState(rule)
    match rule.basis:
        case Basis.SITTING:
            state.since = state.base = counts.total
        case Basis.DAY:
            state.since = state.base = counts.total - today
        case Basis.CLOCK:
            state.armed = False
        case _:
            pass
    return state
