"""A period in plain words, none of them untrue."""

from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.core.settings.settings import Settings
from posture_app.core.spans import Span
from posture_app.core.statistics.history import read_period
from posture_app.core.statistics.period_words import PeriodNames, sentence
from posture_app.core.statistics.periods import Length, period_of
from tests.ui.samples import Log, span

DAY = timedelta(days=1)
SECOND_OF_MARCH = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 20, 12, 0, tzinfo=UTC)
NAMES = PeriodNames("in March", "in February")


def sat(day: int, minutes: float) -> Span:
    return span(SECOND_OF_MARCH + (day - 2) * DAY, minutes, zone="UTC")


def told(*spans: Span, now: datetime = APRIL, names: PeriodNames = NAMES, settings: Settings | None = None) -> str:
    period = period_of(Length.MONTH, date(2026, 3, 2))
    given = settings or Settings(goal_hours=2.0)
    return sentence(read_period(Log(list(spans)), period, given, zone="UTC", now=now), names)


@pytest.mark.parametrize(
    ("before", "change"),
    [
        (51, ", 9 min more than in February."),
        (75.5, ", 15 min less than in February."),
        (60.9, ", as much as in February."),
        (0, "."),
    ],
)
def test_it_says_how_long_a_day_and_against_the_period_before(before: float, change: str) -> None:
    earlier = [sat(-20, before)] if before else []
    assert (
        told(*earlier, sat(2, 50), sat(3, 70))
        == f"You sat 1 h 00 min a day in March{change} Every day was within your goal."
    )


def test_a_period_without_one_to_compare_it_with_is_compared_with_none() -> None:
    text = told(sat(-20, 30), sat(2, 60), names=PeriodNames("since March 2026"))
    assert "You sat 1 h 00 min a day since March 2026. That day was within your goal." == text


def test_days_above_the_goal_are_counted() -> None:
    assert told(sat(2, 60), sat(3, 121)).endswith(" 1 of 2 days were within your goal.")
    assert told(sat(2, 121)).endswith(" 0 of 1 day was within your goal.")


@pytest.mark.parametrize(("minutes", "said"), [(120, "That day was"), (121, "1 of 2 days were")])
def test_today_counts_as_soon_as_it_is_above_the_goal(minutes: int, said: str) -> None:
    now = SECOND_OF_MARCH + DAY + timedelta(minutes=130)
    assert told(sat(2, 60), sat(3, minutes), now=now) == f"You sat 1 h 00 min a day in March. {said} within your goal."


def test_every_day_is_not_said_where_a_day_off_counts_for_no_goal() -> None:
    off = Settings(goal_hours=2.0, days_off=((date(2026, 3, 3), date(2026, 3, 3)),))
    assert told(sat(2, 60), sat(3, 300), settings=off).endswith(" Without days off, 1 of 1 day was within your goal.")
    assert told(sat(3, 300), settings=off) == "You sat 5 h 00 min a day in March."


def test_today_alone_is_no_average_and_of_nothing_nothing_is_said() -> None:
    today = told(sat(2, 30), now=SECOND_OF_MARCH + timedelta(minutes=40))
    assert "You sat 30 min so far today, the only day with a record in March." == today
    assert not told()
