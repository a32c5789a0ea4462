"""Statistics in words: the measures, each with its name, what it means and how it is written, and sentences.

The definitions of the measures are those of STATISTICS.md, which names their sources.
"""

from enum import Enum, auto

from posture_app.core.language import ngettext
from posture_app.core.statistics.goals import GoalProgress
from posture_app.core.statistics.measures import Measures
from posture_app.core.statistics.trends import LEAST_DAYS, Direction, Trend
from posture_app.core.value import value
from posture_app.core.words import counted, duration

DAY_S, HOUR, MINUTE = 86_400, 3600, 60
RUN = 2
"""A run of days begins with so many."""
RATES = ((1, "a day"), (7, "a week"), (30, "in 30 days"), (365, "in 365 days"))


class Unit(Enum):
    """What a measure is written in."""

    LENGTH = auto()
    SHARE = auto()
    RATE = auto()
    COUNT = auto()
    CLOCK = auto()
    """A reading of the clock on the wall."""


@value
class Measure:
    """One measure: `key` is its name in `Measures`, `meaning` is for who asks what it is."""

    key: str
    name: str
    unit: Unit
    meaning: str

    def say(self, measures: Measures, *, unknown: str) -> str:
        """Its value in words; `unknown` if there was nothing to measure."""
        value: float | None = getattr(measures, self.key) if measures.known_days else None
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


SITTING = Measure(
    "sitting_per_day_s",
    "Sitting a day",
    Unit.LENGTH,
    "The time you were counted as sitting, on average over the days that have a record. Days without one are unknown"
    " and count for nothing.",
)
STANDING = Measure(
    "standing_per_day_s",
    "Standing a day",
    Unit.LENGTH,
    "The time you were counted as standing at the computer, on average over the days that have a record.",
)
BREAKS_PER_HOUR = Measure(
    "breaks_per_hour",
    "Breaks per hour of sitting",
    Unit.RATE,
    "Breaks divided by hours of sitting. A gap in sitting is a break from the length on that the setting “Shortest"
    " break” says; gaps from one day to the next are none. More breaks mean sitting is broken up more.",
)
PROMPTED_SHARE = Measure(
    "prompted_share",
    "Breaks after a reminder",
    Unit.SHARE,
    "The share of your breaks that a reminder led to: of the sitting that such a break ended, the last reminder was"
    " kept. The others you took by yourself.",
)
LONGEST = Measure(
    "longest_begun_s",
    "Longest sitting",
    Unit.LENGTH,
    "The longest sitting without a break in between. It counts for the day in which it began.",
)
LONG_SHARE = Measure(
    "long_share",
    "In one go for 30 min or more",
    Unit.SHARE,
    "The share of the time you sit in which you sit for at least 30 minutes in one go, without a break.",
)
VERY_LONG_SHARE = Measure(
    "very_long_share",
    "In one go for 60 min or more",
    Unit.SHARE,
    "The share of the time you sit in which you sit for at least 60 minutes in one go, without a break.",
)
MEDIAN = Measure(
    "median_bout_s",
    "Median sitting",
    Unit.LENGTH,
    "The sitting in the middle if all are put in order of length: half of them are shorter, half longer.",
)
W50 = Measure(
    "w50_s",
    "Typical sitting, by time",
    Unit.LENGTH,
    "Half of the time you sit, you sit in one go for longer than this, half of it for less. Research calls it W50, the"
    " time-weighted median bout. It says more than the average: many short times hide a few long ones.",
)
FRAGMENTATION = Measure(
    "fragmentation",
    "Fragmentation index",
    Unit.RATE,
    "How often you sat down per hour of sitting. Higher means sitting is broken up more.",
)
FIRST = Measure(
    "first_s",
    "First sitting, usually",
    Unit.CLOCK,
    "When sitting began for the first time of the day, the median of the days.",
)
LAST = Measure(
    "last_s",
    "Last sitting, usually",
    Unit.CLOCK,
    "When sitting ended for the last time of the day, the median of the days.",
)
KEPT = Measure(
    "kept_share",
    "Reminders kept",
    Unit.SHARE,
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


def trend_sentence(trend: Trend) -> str:
    """The trend, told for the shortest time in which sitting changes by at least a minute."""
    if trend.slope is None or trend.low is None or trend.high is None:
        some = "No finished day has" if not trend.days else f"Only {days_words(trend.days)}"
        have = "" if not trend.days else " has" if trend.days == 1 else " have"
        return f"{some}{have} a record; a trend takes {LEAST_DAYS}."
    if trend.direction is Direction.NO_CLEAR:
        return "Your sitting has no clear trend."
    size = abs(trend.slope)
    days, per = next((each for each in RATES if size * each[0] >= MINUTE), RATES[-1])
    low, high = sorted(abs(end) * days / MINUTE for end in (trend.low, trend.high))
    by = f"{_minutes(size * days / MINUTE)} min {per}"
    return f"Your sitting is {trend.direction.value} by {by} (95 % interval {_minutes(low)} to {_minutes(high)})."


def change_words(now_s: float | None, before_s: float | None) -> str:
    """How a length differs from one before it, in full minutes: “24 min more”; empty if either is unknown."""
    if now_s is None or before_s is None:
        return ""
    difference = (int(now_s) // MINUTE - int(before_s) // MINUTE) * MINUTE
    if not difference:
        return "the same"
    return f"{duration(abs(difference))} {'more' if difference > 0 else 'less'}"


def goal_sentence(progress: GoalProgress, goal: str) -> str:
    """On how many days this goal was met, and how many in a row."""
    if not progress.days:
        return f"Goal ({goal}): no finished day that counts yet."
    met = f"Goal ({goal}): met on {progress.met} of {days_words(progress.days)}"
    run = run_words(progress.current, progress.longest)
    return f"{met}; {run}." if run else f"{met}."


def run_words(current: int, longest: int) -> str:
    """A run of days that met a goal, told kindly: the one that goes on, or else the best there was; of none, nothing
    is said. `current` is 0 where nothing goes on.
    """
    if current >= max(RUN, longest):
        return ngettext(
            "{number} day in a row, your longest run", "{number} days in a row, your longest run", current
        ).format(number=current)
    if current >= RUN:
        return ngettext("{number} day in a row", "{number} days in a row", current).format(number=current)
    if longest >= RUN:
        return ngettext("at best {number} day in a row", "at best {number} days in a row", longest).format(
            number=longest
        )
    return ""


def days_words(count: int) -> str:
    """“1 day”, “5 days”."""
    return counted(count, "day")


def _minutes(value: float) -> str:
    return f"{value:.0f}" if value >= 1 else f"{value:.1f}"
