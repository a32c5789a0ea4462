"""Evidence of a person, and the presence that follows from it (section 1 of the contract).

All moments are true time in whole seconds: they never jump, whatever is done to the wall clock.
"""

from dataclasses import dataclass, field

from posture_app.core.events import Fact, Memory
from posture_app.core.rules import Rules

NEVER = 1 << 60
"""Later than any moment: input that goes on, an absence that nothing foretells."""

BARRIERS = frozenset({Fact.LOCKED, Fact.ASLEEP})
PASSIVE = frozenset({Fact.CALL, Fact.WATCHING})


@dataclass(slots=True)
class Term:
    """Whether it is on, and until which true second; it outlives a stop of the app. Without an end it lasts until the
    person ends it.
    """

    on: bool = False
    until: int | None = None

    def begin(self, until: int | None) -> None:
        """On from now; a later word replaces an earlier one."""
        self.on, self.until = True, until

    def end(self) -> None:
        """Off."""
        self.on, self.until = False, None

    def over(self, now: int) -> bool:
        """Whether its time has come."""
        return self.until is not None and self.until <= now

    def pass_time(self, now: int) -> None:
        """End it if its time has come."""
        if self.over(now):
            self.end()


@dataclass(slots=True)
class Presence:
    """Who is there: `present` since `since`; `facts` is what holds of the world, whether the app runs or not. `hidden`
    is when private mode last began or ended: an absence is known of since then only. `_told` is up to when there was
    input that told its own end, such as a word: no sensor that saw none of it can take it back.
    """

    running: bool = False
    present: bool = False
    since: int = 0
    up_until: int | None = None
    input_until: int | None = None
    facts: set[Fact] = field(default_factory=set)
    private: Term = field(default_factory=Term)
    hidden: int | None = None
    _passive_seen: int = 0
    _told: int = 0

    @property
    def barred(self) -> bool:
        """Whether a barrier stands: nobody is present, and input does not count."""
        return not self.running or self.private.on or bool(self.facts & BARRIERS)

    def input(self, until: int) -> None:
        """Input from now until then, that moment included."""
        self.input_until = until if self.input_until is None else max(self.input_until, until)
        if until != NEVER:
            self._told = max(self._told, until)

    def idle(self, since: int, rules: Rules) -> None:
        """Input that was going on has stopped at `since`."""
        if self.input_until == NEVER:
            self.input_until = max(since, self._told)
            self._passive_seen = min(self._passive_seen, self.input_until + rules.passive_limit)

    def stopped_before_start(self) -> bool:
        """Whether the input that the presence was taken to start with had stopped before."""
        return self.input_until is not None and self.input_until < self.since and self._passive_seen <= self.since

    def bar(self, now: int) -> None:
        """A barrier falls: input stops at it."""
        if self.input_until is not None:
            self.input_until = min(self.input_until, now)
        self._told = min(self._told, now)

    def recall(self, memory: Memory, now: int, rules: Rules) -> None:
        """Go on after a restart with what was said before it. If the clock stands behind, a break is no longer."""
        self.up_until = None if memory.up_until is None else min(memory.up_until, now + rules.break_length)
        if memory.private:
            self.private.begin(memory.private_until)

    def pass_time(self, now: int) -> None:
        """End private mode if its time has come."""
        if self.private.over(now):
            self.reveal(now)

    def break_over(self, now: int) -> bool:
        """End a break that was announced if its time has come; whether that is so."""
        over = self.up_until is not None and self.up_until <= now
        if over:
            self.up_until = None
        return over

    def next_change(self) -> int:
        """When time alone ends what was said, if nothing happens any more."""
        return min(self.up_until or NEVER, self.private.until or NEVER)

    def hide(self, now: int, until: int | None) -> None:
        """Private mode begins, or begins anew with another end."""
        self.private.begin(until)
        self.hidden = now

    def reveal(self, now: int) -> None:
        """Private mode, if it is on, ends."""
        if self.private.on:
            self.private.end()
            self.hidden = now

    def start(self, now: int) -> None:
        """The person is present from now on."""
        self.present, self.since, self._passive_seen = True, now, 0

    def going_on(self, now: int) -> bool:
        """Whether there is input at this moment."""
        return self.input_until is not None and self.input_until >= now

    def observe(self, before: int, now: int, rules: Rules) -> None:
        """Take note of a call or watching that went on from `before` until `now`."""
        if self.input_until is None or not self.facts & PASSIVE:
            return
        limit = min(self.input_until, now) + rules.passive_limit
        if limit > before:
            self._passive_seen = max(self._passive_seen, min(now, limit))

    def evidence(self, now: int) -> int:
        """The last moment of evidence of the person who is present."""
        seen = max(self.since, self._passive_seen)
        return seen if self.input_until is None else max(seen, min(self.input_until, now))

    def evidence_ends(self, now: int, rules: Rules) -> int:
        """The last moment of evidence there will have been if nothing happens any more."""
        if self.input_until is None:
            return self.evidence(now)
        end = max(self.evidence(now), self.input_until)
        limit = self.input_until + rules.passive_limit
        return max(end, limit) if self.facts & PASSIVE and limit > now else end

    def absence(self, now: int, rules: Rules, waiting: int | None) -> tuple[int, int]:
        """When absence will be established if nothing happens any more, and since when it will have lasted.

        `waiting` is since when a sitting person has had a prompt before them: they saw it and got up.
        """
        evidence = self.evidence_ends(now, rules)
        established = evidence + rules.away_after
        if waiting is not None:
            seen = max(evidence, waiting)
            if seen + rules.break_min < established:
                return seen + rules.break_min, seen
        return established, evidence
