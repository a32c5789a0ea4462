"""The present day of the engine: when it ends, and what has been sat in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from posture_app.core.calendar import day_of, next_day_begins
from posture_app.core.rules import Rules


@dataclass(slots=True)
class Today:
    """`ends` is a second of the wall clock, `sat` the sitting in all (as `Counts.total` has it) when it began."""

    ends: int = 0
    sat: int = 0
    _day: date | None = None

    def look(self, wall: int, rules: Rules, zone: str, total: int) -> bool:
        """Look at the calendar, after the clock, the zone or the rules may have changed; whether a new day began."""
        at = datetime.fromtimestamp(wall, UTC)
        before, self._day = self._day, day_of(at, zone, rules.day_start)
        self.ends = int(next_day_begins(at, zone, rules.day_start).timestamp())
        began = before is None or self._day > before
        if began:
            self.sat = total
        return began
