"""Statistics in words: the measures, each with its name, what it means and how it is written, and sentences.

The definitions of the measures are those of STATISTICS.md, which names their sources.
"""

from datetime import time
from enum import Enum, auto

from posture_app.core.formats import number_words, time_words
from posture_app.core.language import N_, _, ngettext
from posture_app.core.statistics.goals import GoalProgress
from posture_app.core.statistics.measures import Measures
from posture_app.core.statistics.trends import LEAST_DAYS, Direction, Trend
from posture_app.core.units import amount
from posture_app.core.value import value
from posture_app.core.words import duration

DAY_S, HOUR, MINUTE = 86_400, 3600, 60
RUN = 2
"""A run of days begins with so many."""
_RATES: tuple[tuple[int, str, str], ...] = (
    (
        1,
        N_("Your sitting is rising by {by} min a day (95 % interval {low} to {high})."),
        N_("Your sitting is falling by {by} min a day (95 % interval {low} to {high})."),
    ),
    (
        7,
        N_("Your sitting is rising by {by} min a week (95 % interval {low} to {high})."),
        N_("Your sitting is falling by {by} min a week (95 % interval {low} to {high})."),
    ),
    (
        30,
        N_("Your sitting is rising by {by} min in 30 days (95 % interval {low} to {high})."),
        N_("Your sitting is falling by {by} min in 30 days (95 % interval {low} to {high})."),
    ),
    (
        365,
        N_("Your sitting is rising by {by} min in 365 days (95 % interval {low} to {high})."),
        N_("Your sitting is falling by {by} min in 365 days (95 % interval {low} to {high})."),
    ),
)
"""Days, and what is said of them if sitting rises, or falls."""


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
    """One measure: `key` is its name in `Measures`, `meaning` is for who asks what it is. `_` looks up its words."""

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
            return amount(round(100 * value), "%")
        case Unit.RATE:
            return number_words(value, 1)
        case Unit.COUNT:
            return number_words(value, 0 if value == int(value) else 1)
        case Unit.CLOCK:
            hours, minutes = divmod(int(value) % DAY_S // MINUTE, 60)
            return time_words(time(hours, minutes))


SITTING = Measure(
    "sitting_per_day_s",
    N_("Sitting a day"),
    Unit.LENGTH,
    N_(
        "The time you were counted as sitting, on average over the days that have a record. Days without one "
        "are unknown and count for nothing."
    ),
)
STANDING = Measure(
    "standing_per_day_s",
    N_("Standing a day"),
    Unit.LENGTH,
    N_("The time you were counted as standing at the computer, on average over the days that have a record."),
)
BREAKS_PER_HOUR = Measure(
    "breaks_per_hour",
    N_("Breaks per hour of sitting"),
    Unit.RATE,
    N_(
        "Breaks divided by hours of sitting. A gap in sitting is a break from the length on that the setting “Shortest"
        " break” says; gaps from one day to the next are none. More breaks mean sitting is broken up more."
    ),
)
PROMPTED_SHARE = Measure(
    "prompted_share",
    N_("Breaks after a reminder"),
    Unit.SHARE,
    N_(
        "The share of your breaks that a reminder led to: of the sitting that such a break ended, the last reminder was"
        " kept. The others you took by yourself."
    ),
)
LONGEST = Measure(
    "longest_begun_s",
    N_("Longest sitting"),
    Unit.LENGTH,
    N_("The longest sitting without a break in between. It counts for the day in which it began."),
)
LONG_SHARE = Measure(
    "long_share",
    N_("In one go for 30 min or more"),
    Unit.SHARE,
    N_("The share of the time you sit in which you sit for at least 30 minutes in one go, without a break."),
)
VERY_LONG_SHARE = Measure(
    "very_long_share",
    N_("In one go for 60 min or more"),
    Unit.SHARE,
    N_("The share of the time you sit in which you sit for at least 60 minutes in one go, without a break."),
)
MEDIAN = Measure(
    "median_bout_s",
    N_("Median sitting"),
    Unit.LENGTH,
    N_("The sitting in the middle if all are put in order of length: half of them are shorter, half longer."),
)
W50 = Measure(
    "w50_s",
    N_("Typical sitting, by time"),
    Unit.LENGTH,
    N_(
        "Half of the time you sit, you sit in one go for longer than this, half of it for less. Research calls "
        "it W50, the time-weighted median bout. It says more than the average: many short times hide a few "
        "long ones."
    ),
)
FRAGMENTATION = Measure(
    "fragmentation",
    N_("Fragmentation index"),
    Unit.RATE,
    N_("How often you sat down per hour of sitting. Higher means sitting is broken up more."),
)
FIRST = Measure(
    "first_s",
    N_("First sitting, usually"),
    Unit.CLOCK,
    N_("When sitting began for the first time of the day, the median of the days."),
)
LAST = Measure(
    "last_s",
    N_("Last sitting, usually"),
    Unit.CLOCK,
    N_("When sitting ended for the last time of the day, the median of the days."),
)
KEPT = Measure(
    "kept_share",
    N_("Reminders kept"),
    Unit.SHARE,
    N_(
        "Of the reminders that were kept, missed or skipped, the share that was kept. Snoozed ones wait, and "
        "do not count."
    ),
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
        if not trend.days:
            return _("No finished day has a record; a trend takes {least}.").format(least=number_words(LEAST_DAYS))
        text = ngettext(
            "Only {number} day has a record; a trend takes {least}.",
            "Only {number} days have a record; a trend takes {least}.",
            trend.days,
        )
        return text.format(number=number_words(trend.days), least=number_words(LEAST_DAYS))
    if trend.direction is Direction.NO_CLEAR:
        return _("Your sitting has no clear trend.")
    size = abs(trend.slope)
    days, rising, falling = next((each for each in _RATES if size * each[0] >= MINUTE), _RATES[-1])
    low, high = sorted(abs(end) * days / MINUTE for end in (trend.low, trend.high))
    text = _(rising if trend.direction is Direction.RISING else falling)
    return text.format(by=_minutes(size * days / MINUTE), low=_minutes(low), high=_minutes(high))


def change_s(now_s: float | None, before_s: float | None) -> int | None:
    """By how much a length is more than one before it, in full minutes; None if either is unknown."""
    if now_s is None or before_s is None:
        return None
    return (int(now_s) // MINUTE - int(before_s) // MINUTE) * MINUTE


def goal_sentence(progress: GoalProgress, goal: str) -> str:
    """On how many days this goal was met, and how many in a row."""
    if not progress.days:
        return _("Goal ({goal}): no finished day that counts yet.").format(goal=goal)
    run = run_words(progress.current, progress.longest)
    text = ngettext(
        "Goal ({goal}): met on {met} of {number} day.", "Goal ({goal}): met on {met} of {number} days.", progress.days
    )
    if run:
        # Translators: {run} is “3 days in a row”, or the like.
        text = ngettext(
            "Goal ({goal}): met on {met} of {number} day; {run}.",
            "Goal ({goal}): met on {met} of {number} days; {run}.",
            progress.days,
        )
    return text.format(goal=goal, met=number_words(progress.met), number=number_words(progress.days), run=run)


def run_words(current: int, longest: int) -> str:
    """A run of days that met a goal, told kindly: the one that goes on, or else the best there was; of none, nothing
    is said. `current` is 0 where nothing goes on.
    """
    if current >= max(RUN, longest):
        return ngettext(
            "{number} day in a row, your longest run", "{number} days in a row, your longest run", current
        ).format(number=number_words(current))
    if current >= RUN:
        return ngettext("{number} day in a row", "{number} days in a row", current).format(number=number_words(current))
    if longest >= RUN:
        return ngettext("at best {number} day in a row", "at best {number} days in a row", longest).format(
            number=number_words(longest)
        )
    return ""


def _minutes(value: float) -> str:
    return number_words(value, 0 if value >= 1 else 1)
