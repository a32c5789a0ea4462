"""The measures as people meet them: each with its name, what it means in a sentence or two, and how it is written.

The definitions are those of STATISTICS.md, which names their sources.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from posture_app.core.statistics.measures import Measures
from posture_app.core.words import duration

DAY_S, HOUR, MINUTE = 86_400, 3600, 60


class Unit(Enum):
    """What a measure is written in."""

    LENGTH = auto()
    SHARE = auto()
    RATE = auto()
    COUNT = auto()
    CLOCK = auto()
    """A reading of the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `meaning` is for who asks what it is."""

    key: str
    name: str
    unit: Unit
    value: Callable[[Measures], float | None]
    meaning: str

    def say(self, measures: Measures, *, unknown: str) -> str:
        """Its value in words; `unknown` if there was nothing to measure."""
        value = self.value(measures) if measures.known_days else None
        return unknown if value is None else written(value, self.unit)


def written(value: float, unit: Unit) -> str:
    """A value in its unit: “1 h 05 min”, “62 %”, “1.8”, “12”, “08:40”."""
    match unit:
        case Unit.LENGTH:
            return duration(value)
        case Unit.SHARE:
            return f"{round(100 * value)} %"
        case Unit.RATE:
            return f"{value:.1f}"
        case Unit.COUNT:
            return f"{value:g}"
        case Unit.CLOCK:
            hours, minutes = divmod(int(value) % DAY_S // MINUTE, 60)
            return f"{hours:02}:{minutes:02}"


def _standing_per_day(measures: Measures) -> float | None:
    return measures.standing_s / measures.known_days if measures.known_days else None


SITTING = Measure(
    "sitting_per_day_s",
    "Sitting a day",
    Unit.LENGTH,
    lambda found: found.sitting_per_day_s,
    "The time you were counted as sitting, on average over the days that have a record. Days without one are unknown"
    " and count for nothing.",
)
STANDING = Measure(
    "standing_per_day_s",
    "Standing a day",
    Unit.LENGTH,
    _standing_per_day,
    "The time you were counted as standing at the computer, on average over the days that have a record.",
)
BREAKS_PER_HOUR = Measure(
    "breaks_per_hour",
    "Breaks per hour of sitting",
    Unit.RATE,
    lambda found: found.breaks_per_hour,
    "Breaks divided by hours of sitting. A gap in sitting is a break from the length on that the setting “Shortest"
    " break” says; gaps from one day to the next are none. More breaks mean sitting is broken up more.",
)
PROMPTED_SHARE = Measure(
    "prompted_share",
    "Breaks after a reminder",
    Unit.SHARE,
    lambda found: found.prompted_share,
    "The share of your breaks that a reminder led to: of the sitting that such a break ended, the last reminder was"
    " kept. The others you took by yourself.",
)
LONGEST = Measure(
    "longest_begun_s",
    "Longest sitting",
    Unit.LENGTH,
    lambda found: found.longest_begun_s,
    "The longest sitting without a break in between. It counts for the day in which it began.",
)
LONG_SHARE = Measure(
    "long_share",
    "In sittings of 30 min or more",
    Unit.SHARE,
    lambda found: found.long_share,
    "The share of the time you sit that is in sittings of at least 30 minutes without a break.",
)
VERY_LONG_SHARE = Measure(
    "very_long_share",
    "In sittings of 60 min or more",
    Unit.SHARE,
    lambda found: found.very_long_share,
    "The share of the time you sit that is in sittings of at least 60 minutes without a break.",
)
MEDIAN = Measure(
    "median_bout_s",
    "Median sitting",
    Unit.LENGTH,
    lambda found: found.median_bout_s,
    "The sitting in the middle if all are put in order of length: half of them are shorter, half longer.",
)
W50 = Measure(
    "w50_s",
    "Typical sitting, by time",
    Unit.LENGTH,
    lambda found: found.w50_s,
    "Half of the time you sit is in sittings longer than this, half in shorter ones. Research calls it W50, the"
    " time-weighted median bout. It says more than the average: many short sittings hide a few long ones.",
)
FRAGMENTATION = Measure(
    "fragmentation",
    "Fragmentation index",
    Unit.RATE,
    lambda found: found.fragmentation,
    "Sittings per hour of sitting. Higher means sitting is broken up more.",
)
FIRST = Measure(
    "first_s",
    "First sitting, usually",
    Unit.CLOCK,
    lambda found: found.first_s,
    "When sitting began for the first time of the day, the median of the days.",
)
LAST = Measure(
    "last_s",
    "Last sitting, usually",
    Unit.CLOCK,
    lambda found: found.last_s,
    "When sitting ended for the last time of the day, the median of the days.",
)
KEPT = Measure(
    "kept_share",
    "Reminders kept",
    Unit.SHARE,
    lambda found: found.kept_share,
    "Of the reminders that were kept, missed or skipped, the share that was kept. Snoozed ones wait, and do not count.",
)

MEASURES = (
    SITTING,
    STANDING,
    LONGEST,
    MEDIAN,
    W50,
    LONG_SHARE,
    VERY_LONG_SHARE,
    BREAKS_PER_HOUR,
    FRAGMENTATION,
    FIRST,
    LAST,
    KEPT,
)
"""In the order in which a report gives them. None grows with the number of days alone, so periods can be compared."""
