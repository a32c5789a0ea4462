"""Evidence of a person, and the presence that follows from it (section 1 of the contract).

All moments are true time in whole seconds: they never jump, whatever is done to the wall clock.
"""

from dataclasses import field

from posture_app.core.events import Fact, Memory
from posture_app.core.rules import Rules
from posture_app.core.value import mutable

NEVER = 1 << 60
"""Later than any moment: the end of input that goes on, or of what nothing ends."""

BARRIERS = frozenset({Fact.LOCKED, Fact.ASLEEP})
PASSIVE = frozenset({Fact.CALL, Fact.WATCHING})


@mutable
class TimedSwitch:
    """A pause or private mode, on until a true second (None: the person ends it); it outlives a stop of the app."""

    on: bool = False
    until: int | None = None

    def begin(self, until: int | None) -> None:
        """Switch it on, with this end; a later one replaces an earlier one."""
        self.on, self.until = True, until

    def end(self) -> None:
        self.on, self.until = False, None

    def over(self, now: int) -> bool:
        return self.until is not None and self.until <= now

    def pass_time(self, now: int) -> None:
        if self.over(now):
            self.end()


@mutable
class Presence:
    """Whether the person is `present`, and since when. `facts` are those that hold, whether the app runs or not.
    `private_changed` is when private mode last began or ended: an absence is known only since then. `_stated_until` is
    the latest end of input that stated its own end, such as a word: a sensor that did not see it cannot take it back.
    `_passive_until` is the last moment at which a call or watching counted as evidence. No presence begins before
    `earliest`, however late an input is told: the end of the last barrier, when the clock was set, or when time ended
    the bout or the standing.
    """

    running: bool = False
    present: bool = False
    since: int = 0
    up_until: int | None = None
    input_until: int | None = None
    facts: set[Fact] = field(default_factory=set)
    private: TimedSwitch = field(default_factory=TimedSwitch)
    private_changed: int | None = None
    earliest: int = 0
    _passive_until: int = 0
    _stated_until: int = 0

    @property
    def barred(self) -> bool:
        """Whether there is a barrier: nobody is present, and input does not count."""
        return not self.running or self.private.on or bool(self.facts & BARRIERS)

    def input(self, until: int) -> None:
        """Input from now until then, that moment included."""
        self.input_until = until if self.input_until is None else max(self.input_until, until)
        if until != NEVER:
            self._stated_until = max(self._stated_until, until)

    def idle(self, since: int, rules: Rules) -> None:
        """The input that went on stopped at `since`."""
        if self.input_until == NEVER:
            self.input_until = max(since, self._stated_until)
            self._passive_until = min(self._passive_until, self.input_until + rules.passive_limit)

    def stopped_before_start(self) -> bool:
        """Whether the input with which this presence began had in fact stopped before."""
        return self.input_until is not None and self.input_until < self.since and self._passive_until <= self.since

    def bar(self, now: int) -> None:
        """A barrier begins: input ends here."""
        if self.input_until is not None:
            self.input_until = min(self.input_until, now)
        self._stated_until = min(self._stated_until, now)

    def recall(self, memory: Memory, now: int, rules: Rules) -> None:
        """Go on after a restart with what was said before it. A break does not get longer if the clock was set back."""
        self.up_until = None if memory.up_until is None else min(memory.up_until, now + rules.break_length)
        if memory.private:
            self.private.begin(memory.private_until)

    def pass_time(self, now: int) -> None:
        if self.private.over(now):
            self.reveal(now)

    def break_over(self, now: int) -> bool:
        """End an announced break if its end has come; returns whether it did."""
        if self.up_until is None or self.up_until > now:
            return False
        self.no_earlier(self.up_until)
        self.up_until = None
        return True

    def no_earlier(self, at: int) -> None:
        """No presence that is told late begins before this moment."""
        self.earliest = max(self.earliest, at)

    def next_change(self) -> int:
        """When time alone next ends something that the person said."""
        return min(self.up_until or NEVER, self.private.until or NEVER)

    def hide(self, now: int, until: int | None) -> None:
        """Private mode begins, or begins anew with another end."""
        self.private.begin(until)
        self.private_changed = now

    def reveal(self, now: int) -> None:
        """Private mode, if it is on, ends."""
        if self.private.on:
            self.private.end()
            self.private_changed = self.earliest = now

    def start(self, now: int) -> None:
        self.present, self.since, self._passive_until = True, now, 0

    def going_on(self, now: int) -> bool:
        return self.input_until is not None and self.input_until >= now

    def observe(self, before: int, now: int, rules: Rules) -> None:
        """Count a call or watching that went on from `before` until `now` as evidence, as far as it may."""
        if self.input_until is None or not self.facts & PASSIVE:
            return
        limit = min(self.input_until, now) + rules.passive_limit
        if limit > before:
            self._passive_until = max(self._passive_until, min(now, limit))

    def evidence(self, now: int) -> int:
        """The last moment at which there was evidence of the present person."""
        latest = max(self.since, self._passive_until)
        return latest if self.input_until is None else max(latest, min(self.input_until, now))

    def evidence_ends(self, now: int, rules: Rules) -> int:
        """The last moment of evidence if nothing else happens."""
        if self.input_until is None:
            return self.evidence(now)
        end = max(self.evidence(now), self.input_until)
        limit = self.input_until + rules.passive_limit
        return max(end, limit) if self.facts & PASSIVE and limit > now else end

    def absence(self, now: int, rules: Rules, waiting: int | None) -> tuple[int, int]:
        """When absence will be established if nothing else happens, and since when it will have lasted.

        `waiting` is since when a prompt has been on the screen of a sitting person: they saw it and got up.
        """
        return _absence(self.evidence_ends(now, rules), rules, waiting)

    def absence_by_input(self, rules: Rules, waiting: int | None) -> int:
        """When absence would be established if no call or watching were evidence."""
        evidence = self.since if self.input_until is None else max(self.since, self.input_until)
        return _absence(evidence, rules, waiting)[0]


def _absence(evidence: int, rules: Rules, waiting: int | None) -> tuple[int, int]:
    established = evidence + rules.away_after
    if waiting is not None:
        latest = max(evidence, waiting)
        if latest + rules.break_min < established:
            return latest + rules.break_min, latest
    return established, evidence
