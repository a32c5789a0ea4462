"""The figures the engine goes by: SITTING's settings, in seconds."""

from dataclasses import dataclass
from datetime import time

Range = tuple[time, time]
WorkingHours = tuple[tuple[Range, ...], ...]
"""Monday first, seven entries of ranges in local time; a range that ends at 00:00 ends with the day."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Rules:
    """Durations in seconds; `working_hours` None means always."""

    away_after: int = 300
    passive_limit: int = 7200
    break_min: int = 120
    break_length: int = 120
    stand_every: int = 1800
    again_after: int = 600
    snooze: int = 300
    day_start: time = time(4, 0)
    working_hours: WorkingHours | None = None
