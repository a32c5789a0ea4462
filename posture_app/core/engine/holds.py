"""Reasons not to show prompts now (section 4 of the contract: held)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime

from posture_app.core.calendar import is_off, within_hours, zone_of
from posture_app.core.engine.presence import NEVER
from posture_app.core.engine.until import Term
from posture_app.core.events import Fact, Memory
from posture_app.core.prompts import Hold
from posture_app.core.rules import Rules

BY_FACT = {
    Fact.CALL: Hold.CALL,
    Fact.WATCHING: Hold.WATCHING,
    Fact.FULLSCREEN: Hold.FULLSCREEN,
    Fact.DND: Hold.DND,
}


@dataclass(slots=True)
class WorkTimes:
    """Working hours and days off by the wall clock, with the last answer kept for as long as it holds."""

    _for: tuple[Rules, str] | None = None
    _hold: Hold | None = None
    _since: int = 0
    _until: int = 0

    def hold(self, wall: int, rules: Rules, zone: str) -> Hold | None:
        """What holds at this wall-clock second, if it lies outside working hours."""
        if rules.working_hours is None and not rules.days_off:
            return None
        if self._for != (rules, zone) or not self._since <= wall < self._until:
            at = datetime.fromtimestamp(wall, UTC)
            inside, since, until = within_hours(at, zone, rules.working_hours, rules.days_off)
            off = is_off(at.astimezone(zone_of(zone)).date(), rules.days_off)
            self._hold = None if inside else Hold.DAY_OFF if off else Hold.HOURS
            self._for, self._since, self._until = (rules, zone), int(since.timestamp()), int(until.timestamp())
        return self._hold

    def changes(self, wall: int, rules: Rules, zone: str) -> int:
        """The wall-clock second at which the answer may change; NEVER without working hours."""
        if rules.working_hours is None and not rules.days_off:
            return NEVER
        self.hold(wall, rules, zone)
        return self._until


@dataclass(slots=True)
class Holds:
    """All that holds prompts back, the person's pause among it. `last` is what did so when it was last looked at."""

    pause: Term = field(default_factory=Term)
    hours: WorkTimes = field(default_factory=WorkTimes)
    last: Hold | None = None

    def recall(self, memory: Memory) -> None:
        """Go on after a restart with the pause that was kept."""
        if memory.paused:
            self.pause.begin(memory.pause_until)

    def now(self, facts: AbstractSet[Fact], wall: int, rules: Rules, zone: str) -> tuple[Hold, ...]:
        """What holds at this wall-clock second, in the order of the names."""
        found = [hold for fact, hold in BY_FACT.items() if fact in facts]
        if self.pause.on:
            found.append(Hold.PAUSE)
        outside = self.hours.hold(wall, rules, zone)
        if outside is not None:
            found.append(outside)
        return tuple(found)
