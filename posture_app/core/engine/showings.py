"""What became of each showing: settled as soon as it is sure, and only once."""

from dataclasses import field

from posture_app.core.effects import Effect, Settled
from posture_app.core.engine.presence import NEVER
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.value import mutable, value


@value
class Showing:
    """One showing, at a true second. `standing`: it asks to sit down, and so waits for the standing to end."""

    shown: Shown
    at: int
    standing: bool


@value
class Past:
    """A showing that was answered or shown again at `ended`, with that outcome unless a break had begun before."""

    showing: Showing
    ended: int
    outcome: Outcome


@mutable
class Showings:
    """`current` waits for an answer; for those in `past` it is not sure yet whether a break came before their end."""

    current: Showing | None = None
    past: list[Past] = field(default_factory=list)

    def end(self, at: int, outcome: Outcome) -> None:
        """The current one was answered, or shown again."""
        if self.current:
            self.past.append(Past(self.current, at, outcome))
            self.current = None

    def confirm(self, sure: int, out: list[Effect], *, standing: bool) -> None:
        """The person is known to have gone on sitting (or standing) until `sure`: no break had begun before that."""
        unsure: list[Past] = []
        for past in self.past:
            if past.showing.standing is standing and past.ended <= sure:
                out.append(Settled(past.showing.shown.number, past.outcome))
            else:
                unsure.append(past)
        self.past = unsure

    def over(self, began: int, out: list[Effect], *, standing: bool) -> list[tuple[Showing, Outcome]]:
        """Settle the showings of the sitting (or standing) that a break ended; returns those not settled before."""
        self.confirm(began, out, standing=standing)
        open_ones = [past.showing for past in self.past if past.showing.standing is standing]
        self.past = [past for past in self.past if past.showing.standing is not standing]
        if self.current and self.current.standing is standing:
            open_ones.append(self.current)
            self.current = None
        settled = [(each, Outcome.KEPT if began >= each.at else Outcome.AWAY) for each in open_ones]
        out += [Settled(showing.shown.number, outcome) for showing, outcome in settled]
        return settled

    def stop(self, out: list[Effect]) -> None:
        """The record ends before the outcome of the current one is known."""
        for standing in (False, True):
            self.confirm(NEVER, out, standing=standing)
        if self.current:
            out.append(Settled(self.current.shown.number, Outcome.OPEN))
            self.current = None
