"""Goals for a day, on how many days they were met, and how many in a row."""

from collections.abc import Container, Iterable
from datetime import date
from typing import Protocol

from posture_app.core.statistics.measures import DayFigures
from posture_app.core.value import value


class Goal(Protocol):
    """What a day is to come to."""

    def met(self, day: DayFigures) -> bool | None:
        """Whether this finished day met it; None if the day cannot tell."""


@value
class AtMost:
    """Not more sitting than this, in seconds."""

    sitting_s: int

    def met(self, day: DayFigures) -> bool | None:
        return day.totals.sitting_s <= self.sitting_s


@value
class Keep:
    """At least so much per cent of the stand-ups kept that were kept or passed over. A day without any cannot tell."""

    percent: int

    def met(self, day: DayFigures) -> bool | None:
        return 100 * day.stood_up >= self.percent * day.stand_ups if day.stand_ups else None


@value
class GoalProgress:
    """On how many of the days that can tell the goal was met; the run of met days at the end, and the longest one."""

    met: int
    days: int
    current: int
    longest: int


def progress(goal: Goal, days: Iterable[DayFigures], *, days_off: Container[date] = ()) -> GoalProgress:
    """How a goal was met over finished days, in order. A day off, an unknown day and one that cannot tell count
    nowhere: they neither end a run nor lengthen it.
    """
    told = [told for day in days if day.day not in days_off and (told := goal.met(day)) is not None]
    run = longest = 0
    for kept in told:
        run = run + 1 if kept else 0
        longest = max(longest, run)
    return GoalProgress(met=sum(told), days=len(told), current=run, longest=longest)
