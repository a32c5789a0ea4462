"""Reasons not to show prompts now (section 4 of the contract: held)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime

from posture_app.core.calendar import within_hours
from posture_app.core.events import Fact
from posture_app.core.presence import NEVER
from posture_app.core.rules import Rules
from posture_app.core.status import Hold

BY_FACT = {
    Fact.CALL: Hold.CALL,
    Fact.WATCHING: Hold.WATCHING,
    Fact.FULLSCREEN: Hold.FULLSCREEN,
    Fact.DND: Hold.DND,
}


@dataclass(slots=True)
class Pause:
    """The person's pause, in true seconds; it outlives a stop of the app. Without an end it lasts until resume."""

    on: bool = False
    until: int | None = None

    def begin(self, until: int | None) -> None:
        """Pause from now on; a later word replaces an earlier one."""
        self.on, self.until = True, until

    def end(self) -> None:
        """Resume."""
        self.on, self.until = False, None

    def pass_time(self, now: int) -> None:
        """End a pause whose time has come."""
        if self.until is not None and self.until <= now:
            self.end()


@dataclass(slots=True)
class Hours:
    """Working hours by the wall clock, with the last answer kept for as long as it holds."""

    _for: tuple[Rules, str] | None = None
    _inside: bool = True
    _since: int = 0
    _until: int = 0

    def inside(self, wall: int, rules: Rules, zone: str) -> bool:
        """Whether this wall-clock second lies within working hours."""
        if rules.working_hours is None:
            return True
        if self._for != (rules, zone) or not self._since <= wall < self._until:
            at = datetime.fromtimestamp(wall, UTC)
            self._inside, since, until = within_hours(at, zone, rules.working_hours)
            self._for, self._since, self._until = (rules, zone), int(since.timestamp()), int(until.timestamp())
        return self._inside

    def changes(self, wall: int, rules: Rules, zone: str) -> int:
        """The wall-clock second at which the answer may change; NEVER without working hours."""
        if rules.working_hours is None:
            return NEVER
        self.inside(wall, rules, zone)
        return self._until


def holds(facts: AbstractSet[Fact], pause: Pause, *, inside_hours: bool) -> tuple[Hold, ...]:
    """All that holds prompts back now, in the order of the names."""
    found = [hold for fact, hold in BY_FACT.items() if fact in facts]
    if pause.on:
        found.append(Hold.PAUSE)
    if not inside_hours:
        found.append(Hold.HOURS)
    return tuple(found)
