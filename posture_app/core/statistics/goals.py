"""Goals for a day, on how many days they were met, and how many in a row."""

from collections.abc import Container, Iterable
from datetime import date

from posture_app.core.statistics.measures import DayFigures
from posture_app.core.value import value


@value
class AtMost:
    """Not more sitting than this, in seconds."""

    sitting_s: int

    def met(self, day: DayFigures) -> bool | None:
        return day.totals.sitting_s <= self.sitting_s


@value
class Keep:
    """At least so many per cent of the stand-ups kept, of those that were kept or passed over."""

    percent: int

    def met(self, day: DayFigures) -> bool | None:
        """Whether this finished day met it; None if it asked for no stand-up."""
        return 100 * day.stood_up >= self.percent * day.stand_ups if day.stand_ups else None


Goal = AtMost | Keep


@value
class GoalProgress:
    """On how many of so many days the goal was met; the run of such days at the end, and the longest one."""

    met: int
    days: int
    current: int
    longest: int


def progress(goal: Goal, days: Iterable[DayFigures], *, days_off: Container[date] = ()) -> GoalProgress:
    """How a goal was met over days that can be judged, given in order. A day off, an unknown day and one of which it
    cannot be said do not count: they neither end a run nor lengthen it.
    """
    results = [met for day in days if day.day not in days_off and (met := goal.met(day)) is not None]
    run = longest = 0
    for met in results:
        run = run + 1 if met else 0
        longest = max(longest, run)
    return GoalProgress(met=sum(results), days=len(results), current=run, longest=longest)
