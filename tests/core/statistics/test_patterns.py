"""Averages by weekday and by hour of the day, on days of 23, 24 and 25 hours."""

from collections import Counter
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.calendar import day_bounds
from posture_app.core.prompts import LoggedPrompt
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.patterns import DayHours, WeekdayAverage, by_hour, by_weekday, day_hours
from tests.core.logs import BEGINNINGS, DAY, FOUR, ZONES, logs, naive_day, seconds, utc

BERLIN = "Europe/Berlin"
MONDAY = date(2026, 3, 2)


def sat(start: str, end: str, zone: str = BERLIN, posture: Posture = Posture.SITTING) -> Span:
    return Span(posture, utc(start), utc(end), EndedBy.IDLE, zone)


@settings(max_examples=60, deadline=None)
@given(logs())
def test_hours_are_those_of_counting_every_second(log: tuple[list[Span], list[LoggedPrompt]]) -> None:
    spans, _ = log
    zones: dict[date, set[str]] = {}
    hours: Counter[tuple[date, int]] = Counter()
    for at, posture, zone in seconds(spans):
        day = naive_day(at, zone)
        zones.setdefault(day, set()).add(zone)
        hours[day, at.astimezone(ZoneInfo(zone)).hour] += posture is Posture.SITTING
    found = day_hours(spans, FOUR)
    assert sorted(day for day in zones if len(zones[day]) == 1) == [one.day for one in found]
    for one in found:
        assert tuple(hours[one.day, hour] for hour in range(24)) == one.sitting_s


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.integers(-2, 2),
    st.sampled_from(ZONES),
    st.sampled_from([FOUR, time(0), time(2, 30)]),
)
def test_the_lengths_of_hours_are_those_of_the_clock(near: str, shift: int, zone: str, day_start: time) -> None:
    day = utc(near).date() + shift * DAY
    begins, ends = day_bounds(day, zone, day_start)
    minutes = [begins + timedelta(minutes=minute) for minute in range((ends - begins) // timedelta(minutes=1))]
    hours = Counter(at.astimezone(ZoneInfo(zone)).hour for at in minutes)
    (found,) = day_hours([Span(Posture.STANDING, begins, ends, EndedBy.IDLE, zone)], day_start)
    assert tuple(hours[hour] * 60 for hour in range(24)) == found.length_s
    (all_day,) = day_hours([Span(Posture.SITTING, begins, ends, EndedBy.IDLE, zone)], day_start)
    assert all_day.length_s == all_day.sitting_s


@pytest.mark.parametrize(
    ("zone", "day", "hour", "length_s"),
    [
        (BERLIN, date(2026, 3, 28), 2, 0),
        (BERLIN, date(2026, 10, 24), 2, 7200),
        ("Australia/Lord_Howe", date(2026, 4, 4), 1, 5400),
        ("Australia/Lord_Howe", date(2026, 10, 3), 2, 1800),
        ("Asia/Kolkata", date(2026, 3, 28), 2, 3600),
    ],
)
def test_the_hour_at_which_clocks_change_is_as_long_as_it_was(zone: str, day: date, hour: int, length_s: int) -> None:
    begins, ends = day_bounds(day, zone, FOUR)
    (found,) = day_hours([Span(Posture.SITTING, begins, ends, EndedBy.IDLE, zone)], FOUR)
    assert length_s == found.length_s[hour]
    assert (ends - begins) // timedelta(seconds=1) == sum(found.length_s)


def test_a_day_that_begins_in_the_hour_that_is_skipped_is_short_though_it_ends_with_the_same_time_of_the_year() -> None:
    day, day_start = date(2026, 3, 29), time(2, 30)
    begins, ends = day_bounds(day, BERLIN, day_start)  # from half past three to half past two
    (found,) = day_hours([Span(Posture.SITTING, begins, ends, EndedBy.IDLE, BERLIN)], day_start)
    assert (3600, 1800, 1800, 3600) == found.length_s[1:5]


def test_the_share_of_an_hour_is_over_known_days_alone() -> None:
    spans = [
        sat("2026-03-02T08:00", "2026-03-02T08:30"),
        sat("2026-03-06T08:00", "2026-03-06T09:00"),
        sat("2026-03-07T10:00", "2026-03-07T10:30", posture=Posture.STANDING),
    ]
    shares = by_hour(day_hours(spans, FOUR))
    assert (0.5, 0.0) == (shares[9], shares[11])


def test_an_hour_that_was_left_out_weighs_nothing_and_one_that_came_twice_weighs_double() -> None:
    spring = sat("2026-03-29T00:30", "2026-03-29T01:30")  # 01:30 to 03:30 by the clock
    (short,) = day_hours([spring], FOUR)
    assert (1800, 0, 1800) == short.sitting_s[1:4]
    assert None is by_hour([short])[2]
    autumn = sat("2026-10-25T00:00", "2026-10-25T01:00")  # the first of two hours from two to three
    assert 0.5 == by_hour(day_hours([autumn], FOUR))[2]
    assert 0.5 == by_hour([short, *day_hours([autumn], FOUR)])[2]


def test_hours_after_midnight_belong_to_the_evening_before() -> None:
    (night,) = day_hours([sat("2026-03-03T00:00", "2026-03-03T01:00")], FOUR)
    assert (MONDAY, 3600) == (night.day, night.sitting_s[1])


def test_a_day_in_two_zones_has_no_hours_of_its_own() -> None:
    journey = [sat("2026-03-02T08:00", "2026-03-02T09:00"), sat("2026-03-02T14:00", "2026-03-02T15:00", "UTC")]
    home = sat("2026-03-03T08:00", "2026-03-03T09:00")
    assert [date(2026, 3, 3)] == [one.day for one in day_hours([*journey, home], FOUR)]


def test_of_no_day_no_hour_is_known() -> None:
    assert (None,) * 24 == by_hour([])


def test_hours_of_a_weekday_are_those_of_its_days() -> None:
    monday = DayHours(MONDAY, (1800,) * 24, (3600,) * 24)
    tuesday = DayHours(MONDAY + DAY, (900,) * 24, (3600,) * 24)
    assert (0.25,) * 24 == by_hour(day for day in (monday, tuesday) if day.day.weekday() == 1)


def test_the_average_of_a_weekday_is_over_its_known_days_alone() -> None:
    days = [DayTotals(MONDAY, 100, 10), DayTotals(MONDAY + 14 * DAY, 200, 20), DayTotals(MONDAY + 6 * DAY, 30)]
    found = by_weekday(days)
    assert (WeekdayAverage(2, 150.0, 15.0), WeekdayAverage(1, 30.0, 0.0)) == (found[0], found[6])
    assert [WeekdayAverage(0)] * 5 == list(found[1:6])
