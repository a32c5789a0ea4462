"""Days, weeks, months, years and ranges."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import day_of
from posture_app.core.statistics.periods import Length, Period, period_of
from tests.core.logs import DAY, SECOND, ZONES, utc

WHOLE = [Length.DAY, Length.WEEK, Length.MONTH, Length.YEAR]
_days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def ends(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


@pytest.mark.parametrize(
    ("length", "expected", "before"),
    [
        (Length.DAY, ("2024-03-01", "2024-03-01"), ("2024-02-29", "2024-02-29")),
        (Length.WEEK, ("2024-02-26", "2024-03-03"), ("2024-02-19", "2024-02-25")),
        (Length.MONTH, ("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
        (Length.YEAR, ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")),
    ],
)
def test_the_period_of_a_day_and_the_one_before(
    length: Length, expected: tuple[str, str], before: tuple[str, str]
) -> None:
    period = period_of(length, date(2024, 3, 1))
    assert (expected, before) == (ends(period), ends(period.previous))


def test_december_ends_with_the_year() -> None:
    assert ("2025-12-01", "2025-12-31") == ends(period_of(Length.MONTH, date(2025, 12, 31)))


@pytest.mark.parametrize(("begins", "first"), [(0, "2024-02-26"), (6, "2024-02-25"), (5, "2024-02-24")])
def test_weeks_begin_on_the_weekday_asked_for(begins: int, first: str) -> None:
    assert first == period_of(Length.WEEK, date(2024, 3, 1), week_begins=begins).first.isoformat()


def test_before_a_range_lie_as_many_days() -> None:
    some = Period(Length.RANGE, date(2024, 3, 5), date(2024, 3, 14))
    assert ("2024-02-24", "2024-03-04") == ends(some.previous)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="from 2024-03-02 cannot end on 2024-03-01"):
        Period(Length.RANGE, date(2024, 3, 2), date(2024, 3, 1))


def test_the_head_of_a_period() -> None:
    march = period_of(Length.MONTH, date(2024, 3, 1))
    assert ("2024-03-01", "2024-03-05") == ends(march.head(5))
    assert march == march.head(31) == march.head(99)


def test_what_sticks_out_is_cut_off_and_no_longer_whole() -> None:
    some = Period(Length.RANGE, date(2024, 2, 28), date(2024, 4, 1))
    expected = [
        (Length.RANGE, "2024-02-28", "2024-02-29"),
        (Length.MONTH, "2024-03-01", "2024-03-31"),
        (Length.RANGE, "2024-04-01", "2024-04-01"),
    ]
    assert expected == [(part.length, *ends(part)) for part in some.parts(Length.MONTH)]


@given(_days, st.integers(0, 800), st.sampled_from(WHOLE), st.integers(0, 6))
def test_the_parts_of_a_range_are_its_days_once_each(first: date, more: int, length: Length, begins: int) -> None:
    some = Period(Length.RANGE, first, first + more * DAY)
    days = [day for part in some.parts(length, week_begins=begins) for day in part.days]
    assert list(some.days) == days
    assert len(some) == len(days)
    assert all(day in some for day in days)
    assert first - DAY not in some


@given(_days, st.sampled_from(WHOLE), st.integers(0, 6))
def test_the_one_before_meets_it(day: date, length: Length, begins: int) -> None:
    period = period_of(length, day, week_begins=begins)
    assert day in period
    assert period.first == period.previous.last + DAY
    assert period.previous == period_of(length, period.first - DAY, week_begins=begins)


@given(_days, st.integers(0, 40), st.sampled_from(ZONES), st.sampled_from([time(4), time(0), time(2, 30)]))
def test_its_bounds_hold_just_its_days(first: date, more: int, zone: str, day_start: time) -> None:
    some = Period(Length.RANGE, first, first + more * DAY)
    begins, end = some.bounds(zone, day_start)
    assert first == day_of(begins, zone, day_start)
    assert some.last == day_of(end - SECOND, zone, day_start)
    assert (first - DAY, some.last + DAY) == (day_of(begins - SECOND, zone, day_start), day_of(end, zone, day_start))


def test_a_month_in_which_the_clocks_go_forward_is_an_hour_short() -> None:
    march = period_of(Length.MONTH, date(2026, 3, 1))
    begins, end = march.bounds("Europe/Berlin", time(4))
    assert (utc("2026-03-01T03:00"), timedelta(days=31, hours=-1)) == (begins, end - begins)
