"""Goals: met or not, and how many days in a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.prompts import Outcome
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.goals import AtMost, Goal, GoalProgress, Keep, progress
from posture_app.core.statistics.measures import DayFigures

DAY = timedelta(days=1)
FIRST = date(2026, 3, 2)
EIGHT = AtMost(8 * 3600)


def day(shift: int, sitting_s: int = 0, **outcomes: int) -> DayFigures:
    told = {Outcome(name): many for name, many in outcomes.items()}
    kept = outcomes.get("kept", 0)
    asked = kept + outcomes.get("missed", 0) + outcomes.get("skipped", 0)
    return DayFigures(DayTotals(FIRST + shift * DAY, sitting_s), outcomes=told, stand_ups=asked, stood_up=kept)


def days(pattern: str) -> list[DayFigures]:
    """`+` a day that met the goal of eight hours, `-` one that did not, `.` an unknown one."""
    hours = {"+": 8 * 3600, "-": 8 * 3600 + 1}
    return [day(shift, hours[sign]) for shift, sign in enumerate(pattern) if sign in hours]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", GoalProgress(0, 0, 0, 0)),
        ("+", GoalProgress(1, 1, 1, 1)),
        ("-", GoalProgress(0, 1, 0, 0)),
        ("++-+", GoalProgress(3, 4, 1, 2)),
        ("++-", GoalProgress(2, 3, 0, 2)),
        ("-+++", GoalProgress(3, 4, 3, 3)),
        ("++...+..", GoalProgress(3, 3, 3, 3)),  # an unknown day neither ends a run nor lengthens it
        ("+..-..+", GoalProgress(2, 3, 1, 1)),
    ],
)
def test_runs_of_days(pattern: str, expected: GoalProgress) -> None:
    assert expected == progress(EIGHT, days(pattern))


def test_a_day_off_neither_ends_a_run_nor_lengthens_it_whatever_was_sat_on_it() -> None:
    off = {FIRST + 1 * DAY, FIRST + 2 * DAY, FIRST + 9 * DAY}
    assert GoalProgress(2, 2, 2, 2) == progress(EIGHT, days("++-+"), days_off=off)


def test_what_was_not_asked_of_a_day_it_cannot_have_failed() -> None:
    asked = [day(0, kept=1), day(1, snoozed=3, away=2, open=1), day(2, kept=2), day(3)]
    assert GoalProgress(2, 2, 2, 2) == progress(Keep(50), asked)


@pytest.mark.parametrize(
    ("goal", "figures", "met"),
    [
        (EIGHT, day(0, 8 * 3600), True),
        (EIGHT, day(0, 8 * 3600 + 1), False),
        (EIGHT, day(0), True),
        (Keep(75), day(0, kept=3, missed=1, snoozed=9), True),
        (Keep(75), day(0, kept=2, skipped=1), False),
        (Keep(70), day(0, kept=7, missed=2, skipped=1), True),  # 0.7 is no number a computer has
        (Keep(100), day(0, kept=5), True),
        (Keep(0), day(0, missed=5), True),
        (Keep(0), day(0, snoozed=5), None),
    ],
)
def test_a_goal_met_exactly_is_met(goal: Goal, figures: DayFigures, met: bool | None) -> None:
    assert met is goal.met(figures)


@given(st.text("+-.", max_size=40))
def test_runs_are_those_of_the_pattern(pattern: str) -> None:
    known = pattern.replace(".", "")
    runs = [len(run) for run in known.split("-")]
    assert GoalProgress(known.count("+"), len(known), runs[-1], max(runs)) == progress(EIGHT, days(pattern))
