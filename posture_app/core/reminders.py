"""The stand-up reminder of a running bout (section 4 of the contract), counted in seconds of sitting."""

from dataclasses import dataclass, field
from enum import Enum, auto

from posture_app.core.effects import Effect, Prompt, Settled, Withdraw
from posture_app.core.presence import NEVER
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.rules import Rules


class Wait(Enum):
    """What the reminder waits for, from its base on."""

    EVERY = auto()
    AGAIN = auto()
    SNOOZE = auto()


@dataclass(frozen=True, slots=True)
class Past:
    """A showing that was answered or shown again at `ended`; `outcome` holds unless a break had begun before that."""

    number: int
    shown: int
    ended: int
    outcome: Outcome


@dataclass(slots=True)
class StandReminder:
    """Due when the bout's sitting reaches `due`. `shown` is the showing that waits for an answer, `shown_at` when
    that was in true seconds; `past` are earlier ones of which it is not sure yet whether a break came first.
    """

    base: int = 0
    wait: Wait = Wait.EVERY
    snoozed: int = 0
    shown: Shown | None = None
    shown_at: int = 0
    past: list[Past] = field(default_factory=list)

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
        self._end(at, Outcome.MISSED)
        self.shown, self.shown_at = shown, at
        self.base, self.wait = shown.sitting_s, Wait.AGAIN
        out.append(Prompt(shown))

    def answer(self, at: int, sitting: int, snooze: int | None, out: list[Effect]) -> None:
        """Snooze it for so many seconds of sitting, or skip it for a whole interval. With nothing shown, do nothing."""
        if self.shown is None:
            return
        self.withdraw(out)
        self._end(at, Outcome.SKIPPED if snooze is None else Outcome.SNOOZED)
        self.base, self.snoozed = sitting, snooze or 0
        self.wait = Wait.EVERY if snooze is None else Wait.SNOOZE

    def take_back(self, sitting: int) -> None:
        """The bout's sitting turned out to be less than was thought when it was shown."""
        self.base = min(self.base, sitting)

    def confirm(self, sure: int, out: list[Effect]) -> None:
        """The person is known to have sat until `sure`: no break had begun before that."""
        while self.past and self.past[0].ended <= sure:
            first = self.past.pop(0)
            out.append(Settled(first.number, first.outcome))

    def end_bout(self, began: int, out: list[Effect]) -> None:
        """The break that ended the bout had begun by then; the next bout starts afresh."""
        self.withdraw(out)
        self.confirm(began, out)
        for number, shown_at in [(past.number, past.shown) for past in self.past] + self._waiting():
            out.append(Settled(number, Outcome.KEPT if began >= shown_at else Outcome.AWAY))
        self._reset()

    def stop(self, out: list[Effect]) -> None:
        """The record ends before it is known what becomes of the showing."""
        self.withdraw(out)
        self.confirm(NEVER, out)
        out += [Settled(number, Outcome.OPEN) for number, _ in self._waiting()]
        self._reset()

    def withdraw(self, out: list[Effect]) -> None:
        """Take the showing from the screen; it may still wait for its outcome."""
        if self.shown:
            out.append(Withdraw(self.shown.number))

    def _waiting(self) -> list[tuple[int, int]]:
        return [(self.shown.number, self.shown_at)] if self.shown else []

    def _end(self, at: int, outcome: Outcome) -> None:
        if self.shown:
            self.past.append(Past(self.shown.number, self.shown_at, at, outcome))
            self.shown = None

    def _reset(self) -> None:
        self.shown, self.base, self.wait = None, 0, Wait.EVERY
        self.past.clear()
