"""The day so far in one sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from posture_app.core.record.day_record import DayRecord, read_day
from posture_app.core.record.this_hour import days_before, hour_sentence, usual_by
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.patterns import DayHours
from tests.ui.samples import ELSE, NOW, TODAY, ZONE, Log, span

FOUR = time(4, 0)


def hours(*at: int, day: date = TODAY) -> DayHours:
    """A day with half an hour of sitting in each of these hours."""
    return DayHours(day, tuple(1800 * (hour in at) for hour in range(24)), (3600,) * 24)


@pytest.mark.parametrize(
    ("at", "usual"),
    [("09:00", 1800), ("09:30", 2700), ("03:00", 3600), ("04:00", 0), ("23:59", 3600), ("02:30", 3600)],
)
def test_what_is_usual_grows_with_the_hours_from_the_beginning_of_the_day_on(at: str, usual: float) -> None:
    now = datetime.fromisoformat(f"2026-03-04T{at}+00:00")
    assert usual == usual_by([hours(8, 9)] * 3, now, "UTC", FOUR)
    assert None is usual_by([hours(8, 9)] * 2, now, "UTC", FOUR)


def test_a_sitting_after_midnight_is_of_the_day_before_and_late_in_it() -> None:
    at = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    assert 1800 == usual_by([hours(0, 2)] * 3, at, "UTC", FOUR)


def test_only_days_like_this_one_and_before_it_are_compared() -> None:
    morning = NOW - timedelta(hours=4)
    log = Log([span(morning - back * timedelta(days=1), 30) for back in range(12)])
    today = read_day(log, ELSE, Settings(), zone=ZONE)
    found = days_before(log, today, Settings())
    assert [TODAY - timedelta(days=back) for back in (9, 8, 7, 6, 5, 2, 1)] == [each.day for each in found]


def day(minutes: float, *, goal_h: float = 8, breaks: int = 0) -> DayRecord:
    log = Log([span(NOW - timedelta(hours=9), minutes)])
    made = read_day(log, ELSE, Settings(goal_hours=goal_h), zone=ZONE)
    return replace(made, totals=made.totals._replace(breaks=breaks))


@pytest.mark.parametrize(
    ("made", "usual", "sentence"),
    [
        (day(120), 60 * 60, "You have sat about 1 h 00 min more than usual by this hour."),
        (day(120), 143 * 60, "You have sat about 20 min less than usual by this hour."),
        (day(120), 129 * 60, "You have sat about as long as usual by this hour."),
        (day(120, goal_h=1.5), 60 * 60, "You have sat longer today than your goal of 1 h 30 min."),
        (day(120, goal_h=2), None, "No break so far today."),
        (day(20), None, ""),
        (day(50, breaks=1), None, "1 break so far today, and never more than 50 min without one."),
        (day(50, breaks=3), None, "3 breaks so far today, and never more than 50 min without one."),
        (replace(day(50), totals=day(50).totals._replace(sitting_s=0)), 60, ""),
    ],
)
def test_the_sentence_says_how_the_day_goes(made: DayRecord, usual: float | None, sentence: str) -> None:
    assert sentence == hour_sentence(made, usual, goal=True)


def test_who_wants_no_word_about_the_goal_gets_none() -> None:
    assert "goal" not in hour_sentence(day(120, goal_h=1), None, goal=False)
