"""Statistics in words: measures and sentences."""

import pytest

from posture_app.core.statistics.goals import GoalProgress
from posture_app.core.statistics.measures import measure
from posture_app.core.statistics.stats_words import MEASURES, change_s, goal_sentence, run_words, trend_sentence
from posture_app.core.statistics.trends import Direction, Trend


@pytest.mark.parametrize(
    ("slope", "low", "high", "words"),
    [
        (-240, -420, -60, "falling by 4 min a day (95 % interval 1 to 7)."),
        (90, 30, 150, "rising by 2 min a day (95 % interval 0.5 to 2)."),
        (20, 10, 60, "rising by 2 min a week (95 % interval 1 to 7)."),
        (-3, -4, -1, "falling by 2 min in 30 days (95 % interval 0.5 to 2)."),
        (0.1, 0.01, 0.2, "rising by 0.6 min in 365 days (95 % interval 0.1 to 1)."),
    ],
)
def test_a_trend_is_told_in_the_shortest_time_that_makes_a_minute(
    slope: float, low: float, high: float, words: str
) -> None:
    direction = Direction.RISING if slope > 0 else Direction.FALLING
    assert f"Your sitting is {words}" == trend_sentence(Trend(direction, 30, 30, slope, low, high))


def test_no_clear_trend_and_too_few_days_are_answers_too() -> None:
    assert "Your sitting has no clear trend." == trend_sentence(Trend(Direction.NO_CLEAR, 30, 30, 9.0, -1.0, 20.0))
    few = {0: "No finished day has a record", 1: "Only 1 day has a record", 9: "Only 9 days have a record"}
    for count, words in few.items():
        assert f"{words}; a trend takes 10." == trend_sentence(Trend(Direction.NO_CLEAR, count, count))


@pytest.mark.parametrize(
    ("now", "before", "more"),
    [(3600, 1800, 1800), (1859, 3600, -1800), (1859, 1800, 0), (None, 60, None), (60, None, None)],
)
def test_a_change_adds_up_with_the_full_minutes_shown(
    now: float | None, before: float | None, more: int | None
) -> None:
    assert more == change_s(now, before)


def test_goals_say_how_often_and_in_a_row() -> None:
    goal = "7.5 h a day or less"
    expected = f"Goal ({goal}): met on 3 of 5 days; at best 2 days in a row."
    assert expected == goal_sentence(GoalProgress(3, 5, 1, 2), goal)
    assert "no finished day" in goal_sentence(GoalProgress(0, 0, 0, 0), goal)


def test_every_measure_is_a_figure_of_its_own_key() -> None:
    assert len(MEASURES) == len({each.key for each in MEASURES})
    for each in MEASURES:
        assert isinstance(getattr(measure(()), each.key), int | float | None)
        assert each.meaning.endswith(".")


@pytest.mark.parametrize(
    ("current", "longest", "words"),
    [
        (0, 0, ""),
        (1, 1, ""),
        (0, 1, ""),
        (0, 9, "at best 9 days in a row"),
        (1, 9, "at best 9 days in a row"),
        (3, 9, "3 days in a row"),
        (9, 9, "9 days in a row, your longest run"),
        (12, 9, "12 days in a row, your longest run"),
    ],
)
def test_a_run_is_told_kindly_and_its_end_not_at_all(current: int, longest: int, words: str) -> None:
    assert words == run_words(current, longest)
