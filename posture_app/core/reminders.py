"""The stand-up reminder of a running bout (section 4 of the contract), counted in seconds of sitting."""

from dataclasses import dataclass
from enum import Enum, auto

from posture_app.core.effects import Effect, Prompt, Settled, Withdraw
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.rules import Rules


class Wait(Enum):
    """What the reminder waits for, from its base on."""

    EVERY = auto()
    AGAIN = auto()
    SNOOZE = auto()


@dataclass(slots=True)
class StandReminder:
    """Due when the bout's sitting reaches `due`. `shown` is the showing that has no outcome yet, `shown_at` when
    that was in true seconds.
    """

    base: int = 0
    wait: Wait = Wait.EVERY
    snoozed: int = 0
    shown: Shown | None = None
    shown_at: int = 0

    def due(self, rules: Rules) -> int:
        """The sitting of the bout at which it is to be shown."""
        match self.wait:
            case Wait.EVERY:
                return self.base + rules.stand_every
            case Wait.AGAIN:
                return self.base + rules.again_after
            case Wait.SNOOZE:
                return self.base + self.snoozed

    def show(self, shown: Shown, at: int, out: list[Effect]) -> None:
        """Show it; a showing that still waits for an answer was missed."""
        self.settle(Outcome.MISSED, out)
        self.shown, self.shown_at = shown, at
        self.base, self.wait = shown.sitting_s, Wait.AGAIN
        out.append(Prompt(shown))

    def answer(self, sitting: int, snooze: int | None, out: list[Effect]) -> None:
        """Snooze it for so many seconds of sitting, or skip it for a whole interval. With nothing shown, do nothing."""
        if self.shown is None:
            return
        self.withdraw(out)
        self.settle(Outcome.SKIPPED if snooze is None else Outcome.SNOOZED, out)
        self.base, self.snoozed = sitting, snooze or 0
        self.wait = Wait.EVERY if snooze is None else Wait.SNOOZE

    def take_back(self, sitting: int) -> None:
        """The bout's sitting turned out to be less than was thought when it was shown."""
        self.base = min(self.base, sitting)

    def end_bout(self, sat_until: int, out: list[Effect]) -> None:
        """The break that ended the bout began at `sat_until`; the next bout starts afresh."""
        self.withdraw(out)
        self.reset(Outcome.KEPT if sat_until >= self.shown_at else Outcome.AWAY, out)

    def reset(self, outcome: Outcome, out: list[Effect]) -> None:
        """Start afresh, with this outcome for a showing that had none."""
        self.settle(outcome, out)
        self.base, self.wait = 0, Wait.EVERY

    def settle(self, outcome: Outcome, out: list[Effect]) -> None:
        """Give the showing its one outcome."""
        if self.shown:
            out.append(Settled(self.shown.number, outcome))
            self.shown = None

    def withdraw(self, out: list[Effect]) -> None:
        """Take the showing from the screen; it may still wait for its outcome."""
        if self.shown:
            out.append(Withdraw(self.shown.number))
