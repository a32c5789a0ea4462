"""Trends and changes: against a naive Theil-Sen, on what Sen worked out himself, and where nothing can be told."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from math import sqrt
from random import Random
from statistics import NormalDist, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.measures import DayFigures, Measures, measure
from posture_app.core.statistics.trends import (
    LEAST_DAYS,
    MOST_POINTS,
    Z_95,
    Direction,
    Point,
    Trend,
    condensed,
    theil_sen,
    trend,
)
from tests.core.statistics.changes import Change, compare

DAY = timedelta(days=1)
FIRST = date(2026, 1, 5)
MONDAY = FIRST.toordinal()

values = st.lists(st.integers(0, 40), min_size=2, max_size=25)
xs = st.sets(st.integers(0, 60), min_size=2, max_size=25).map(sorted)


def days(*found: float) -> list[Point]:
    """One value a day."""
    return [(FIRST + shift * DAY, value) for shift, value in enumerate(found)]


def naive(points: list[tuple[int, int]], z: float) -> tuple[float, float, float]:
    """Sen 1968, word for word: n points, N slopes, and of these in order those numbered (N -+ z sigma) / 2."""
    slopes = sorted((d - b) / (c - a) for (a, b), (c, d) in combinations(points, 2))
    n, many = len(points), len(slopes)
    variance = n * (n - 1) * (2 * n + 5)
    for t in Counter(y for _, y in points).values():
        variance -= t * (t - 1) * (2 * t + 5)
    c = z * sqrt(variance / 18)
    numbered = dict(enumerate(slopes, 1))
    lower, upper = round((many - c) / 2), round((many + c) / 2) + 1
    return median(slopes), numbered[max(lower, 1)], numbered[min(upper, many)]


@given(xs, st.data(), st.sampled_from([1.0, Z_95]))
def test_it_is_the_naive_one(x: list[int], data: st.DataObject, z: float) -> None:
    points = [(at, data.draw(st.integers(0, 40))) for at in x]
    assert naive(points, z) == theil_sen(points, z=z)


def test_it_gives_what_sen_gives_for_his_example() -> None:
    points = list(zip([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], strict=True))
    slope, low, high = theil_sen(points, z=NormalDist().inv_cdf(1 - 0.07 / 2))
    assert (4.0, 3.71, 4.38) == (slope, round(low, 2), round(high, 2))


def test_the_interval_is_one_of_95_per_cent() -> None:
    assert pytest.approx(0.975) == NormalDist().cdf(Z_95)


@given(xs, st.integers(-5, 5), st.integers(0, 9))
def test_points_on_a_line_have_its_slope(x: list[int], slope: int, start: int) -> None:
    assert (slope, slope, slope) == theil_sen([(at, start + slope * at) for at in x])


@given(values)
def test_the_slope_lies_in_its_interval(found: list[int]) -> None:
    slope, low, high = theil_sen(list(enumerate(found)))
    assert low <= slope <= high


@given(values)
def test_upside_down_the_slope_is_the_same_downwards(found: list[int]) -> None:
    slope = theil_sen(list(enumerate(found)))[0]
    assert -slope == theil_sen([(at, -value) for at, value in enumerate(found)])[0]


def test_one_point_has_no_slope() -> None:
    with pytest.raises(ValueError, match="a slope takes two points"):
        theil_sen([(1, 2.0)])


def test_what_rises_every_day_rises_and_turned_round_it_falls() -> None:
    up = trend(days(*range(20)))
    assert (Direction.RISING, 20, 20, 1.0) == (up.direction, up.days, up.points, up.slope)
    assert (Direction.FALLING, -1.0) == ((down := trend(days(*range(20, 0, -1)))).direction, down.slope)


@pytest.mark.parametrize("found", [[5.0] * 30, [3.0, 9.0] * 15, [0.0] * LEAST_DAYS])
def test_what_goes_nowhere_has_no_clear_trend(found: list[float]) -> None:
    told = trend(days(*found))
    assert Direction.NO_CLEAR is told.direction
    assert None not in (told.slope, told.low, told.high)


def test_nine_days_are_too_few_and_ten_will_do() -> None:
    assert Trend(Direction.NO_CLEAR, 9, 9) == trend(days(*range(9)))
    assert Direction.RISING is trend(days(*range(10))).direction
    assert Trend(Direction.NO_CLEAR, 0, 0) == trend([])


def test_a_few_wild_days_do_not_turn_a_trend() -> None:
    found: list[float] = list(range(60))
    found[3], found[30], found[55] = 9000, -9000, -9000
    told = trend(days(*found))
    assert (Direction.RISING, 1.0) == (told.direction, told.slope)


@given(st.sets(st.integers(0, 300), min_size=10, max_size=40), st.randoms(use_true_random=False))
def test_unknown_days_are_not_zero_and_the_order_does_not_matter(known: set[int], random: Random) -> None:
    some = [(FIRST + shift * DAY, 1000.0 + shift) for shift in known]
    random.shuffle(some)
    told = trend(some)
    assert (Direction.RISING, 1.0, len(known)) == (told.direction, told.slope, told.days)


def test_noise_alone_is_seldom_taken_for_a_trend() -> None:
    random = Random(7)
    told = [trend(days(*(random.gauss(8, 1) for _ in range(40)))).direction for _ in range(200)]
    assert 4 <= sum(direction is not Direction.NO_CLEAR for direction in told) <= 18  # 5 % are expected


def test_a_year_is_looked_at_day_by_day_and_more_week_by_week() -> None:
    assert MOST_POINTS == trend(days(*range(366))).points
    assert 53 == trend(days(*range(367))).points  # the last of them a part of a week
    weeks = condensed(days(*range(366), 1000))
    assert (MONDAY + 3, 3) == weeks[0]
    assert (MONDAY + 52 * 7 + 1, 365) == weeks[-1]


@pytest.mark.parametrize(("years", "weeks"), [(2, 1), (7, 1), (8, 2), (20, 3), (60, 9)])
def test_however_long_it_is_the_points_are_few_and_their_slope_that_of_the_days(years: int, weeks: int) -> None:
    every = [(FIRST + shift * DAY, 2.0 * shift) for shift in range(years * 365)]
    told = trend(every)
    assert MOST_POINTS >= told.points
    assert (len(every), Direction.RISING) == (told.days, told.direction)
    assert pytest.approx(2.0) == told.slope
    (_, third), (_, fourth) = condensed(every)[2:4]
    assert weeks * 7 * 2.0 == fourth - third


def month(*sitting_s: int) -> Measures:
    return measure([DayFigures(DayTotals(FIRST + shift * DAY, some)) for shift, some in enumerate(sitting_s)])


def test_a_change_is_told_in_the_unit_and_in_per_cent() -> None:
    assert Change(50.0, 25.0) == compare(month(250, 250), month(200), lambda one: one.sitting_per_day_s)
    assert Change(-100, -50.0) == compare(month(100), month(200), lambda one: one.sitting_s)


def test_there_are_no_per_cents_of_nothing() -> None:
    assert Change(60, None) == compare(month(60), month(0), lambda one: one.sitting_s)
    assert Change(0, None) == compare(month(0), month(0), lambda one: one.sitting_s)


def test_with_what_is_unknown_nothing_can_be_compared() -> None:
    assert None is compare(month(), month(200), lambda one: one.sitting_s)
    assert None is compare(month(200), month(), lambda one: one.sitting_s)
    assert None is compare(month(200), month(200), lambda one: one.w50_s)
