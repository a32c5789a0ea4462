"""The day so far in one sentence, for this hour of it: beside what is usual by then."""

from collections.abc import Iterable
from datetime import datetime, time

from posture_app.core.calendar import DAY, zone_of
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.core.record.day_record import DayRecord
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.history import known_days
from posture_app.core.statistics.measures import LONG_S
from posture_app.core.statistics.patterns import HOURS, DayHours
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import History
from posture_app.core.words import MINUTE, duration, goal_words

DAYS_BACK, LEAST_DAYS = 28, 3
"""What is usual is told from the days of so many days before, if there are so many like this one."""
WEEKEND = 5
NEAR_S, STEP_S = 10 * MINUTE, 5 * MINUTE
"""A smaller difference is none, and one is told in such steps: that of an hour is shared out evenly over it."""


def days_before(history: History, day: DayRecord, settings: Settings) -> tuple[DayHours, ...]:
    """The hours of the days before this one that are like it: work days, or those of the end of the week."""
    before = Period(Length.RANGE, day.day - DAYS_BACK * DAY, day.day - DAY)
    known = known_days(history, before, settings, today=day.day)
    like = (each for each in known if (each.day.weekday() < WEEKEND) is (day.day.weekday() < WEEKEND))
    return tuple(hours for each in like if (hours := each.hours) is not None)


def usual_by(days: Iterable[DayHours], now: datetime, zone: str, day_start: time) -> float | None:
    """The sitting that these days had come to, on average, by this time of the day; None if there are too few."""
    local = now.astimezone(zone_of(zone))
    passed = [(day_start.hour + back) % HOURS for back in range((local.hour - day_start.hour) % HOURS)]
    part = local.minute / MINUTE
    sums = [sum(day.sitting_s[hour] for hour in passed) + day.sitting_s[local.hour] * part for day in days]
    return sum(sums) / len(sums) if len(sums) >= LEAST_DAYS else None


def hour_sentence(day: DayRecord, usual_s: float | None, *, goal: bool) -> str:
    """The sentence; empty if there is nothing to say. `goal`: it may tell that the goal for the day is passed."""
    if goal and day.left_s < 0:
        return _("You have sat longer today than your goal of {goal}.").format(goal=goal_words(day.goal_s))
    if not day.totals.sitting_s:
        return ""
    if usual_s is not None:
        return _beside(day.totals.sitting_s - usual_s)
    breaks = day.totals.breaks
    if not breaks:
        return _("No break so far today.") if day.totals.longest_bout_s >= LONG_S else ""
    text = ngettext(
        "{number} break so far today, and never more than {longest} without one.",
        "{number} breaks so far today, and never more than {longest} without one.",
        breaks,
    )
    return text.format(number=number_words(breaks), longest=duration(day.totals.longest_bout_s))


def _beside(more_s: float) -> str:
    if abs(more_s) < NEAR_S:
        return _("You have sat about as long as usual by this hour.")
    length = duration(abs(more_s) // STEP_S * STEP_S)
    if more_s < 0:
        return _("You have sat about {length} less than usual by this hour.").format(length=length)
    return _("You have sat about {length} more than usual by this hour.").format(length=length)
