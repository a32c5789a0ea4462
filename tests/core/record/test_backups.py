"""Which backups stay, and when the next is due."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.record.backups import AFTER_START, LATEST, backup_due, kept

DAY = timedelta(days=1)
BERLIN, FOUR = "Europe/Berlin", time(4, 0)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def stay(newest: list[date]) -> list[date]:
    """Those of backups that hold up to these days that stay."""
    return [newest[place] for place in sorted(kept(newest))]


def test_of_a_year_of_nights_a_week_and_the_ends_of_the_months_stay() -> None:
    year = [date(2025, 3, 1) + number * DAY for number in range(365)]
    months = [date(2025, month + 1, 1) - DAY for month in range(3, 12)] + [date(2025, 12, 31), date(2026, 1, 31)]
    assert [*months, *(date(2026, 2, 22) + number * DAY for number in range(7))] == stay(year)


def test_a_month_still_going_on_keeps_its_last_even_after_a_long_gap() -> None:
    few = [date(2026, 1, 5), date(2026, 1, 9), *(date(2026, 3, day) for day in range(1, 9))]
    assert [date(2026, 1, 9), *few[3:]] == stay(few)


def test_of_those_that_hold_up_to_the_same_day_the_fullest_stay() -> None:
    assert {2, 3, 4, 5, 6, 7, 8} == kept([date(2026, 3, 2)] * 9)


def test_none_of_none() -> None:
    assert frozenset() == kept([])


@given(st.lists(days).map(sorted))
def test_the_latest_and_the_last_of_each_month_are_among_them_and_nothing_else(newest: list[date]) -> None:
    months: dict[str, int] = {}
    for place, day in enumerate(newest):
        months[f"{day:%Y-%m}"] = place
    assert {*[*range(len(newest))][-LATEST:], *months.values()} == kept(newest)


@given(st.lists(days, unique=True))
def test_night_by_night_nothing_goes_that_a_later_night_would_keep(given_days: list[date]) -> None:
    there: list[date] = []
    for day in sorted(given_days):
        there = stay([*there, day])
    assert stay(sorted(given_days)) == there


@pytest.mark.parametrize(
    ("now", "tried", "due"),
    [
        ("2026-03-02T09:00", None, "2026-03-02T09:05"),
        ("2026-03-02T09:00", date(2026, 3, 1), "2026-03-02T09:05"),
        ("2026-03-02T09:00", date(2026, 3, 2), "2026-03-03T03:00"),
        ("2026-03-03T02:59", date(2026, 3, 2), "2026-03-03T03:00"),
        ("2026-03-03T02:59", None, "2026-03-03T03:00"),
        ("2026-03-29T00:30", date(2026, 3, 28), "2026-03-29T02:00"),
    ],
)
def test_it_is_due_at_the_roll_over_or_soon_after_a_start(now: str, tried: date | None, due: str) -> None:
    found = backup_due(datetime.fromisoformat(now).replace(tzinfo=UTC), tried, BERLIN, FOUR)
    assert datetime.fromisoformat(due).replace(tzinfo=UTC) == found


@given(days, st.times(), st.none() | days)
def test_it_is_always_ahead_and_within_a_day(day: date, clock: time, tried: date | None) -> None:
    at = datetime.combine(day, clock, UTC)
    tried = None if tried is None else min(tried, day)
    assert at < backup_due(at, tried, BERLIN, FOUR) <= at + 25 * timedelta(hours=1)
    assert AFTER_START >= backup_due(at, None, BERLIN, FOUR) - at
