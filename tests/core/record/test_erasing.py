"""Which stretch of time somebody means: days and moments in zones whose clocks change, and what is none."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import day_of
from posture_app.core.record.erasing import (
    Retention,
    Stretch,
    announcement,
    expired,
    read_retention,
    read_stretch,
    stretch_of_days,
)
from tests.core.record.stretches import stretch_of_time

FOUR = time(4, 0)
NOW = datetime(2026, 4, 2, 9, 0, 0, 700_000, UTC)
TODAY = date(2026, 4, 2)
BERLIN = "Europe/Berlin"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "since", "until"),
    [
        (BERLIN, date(2026, 3, 28), "2026-03-28T03:00", "2026-03-29T02:00"),  # clocks go forward: 23 hours
        (BERLIN, date(2025, 10, 25), "2025-10-25T02:00", "2025-10-26T03:00"),  # and back: 25
        ("Australia/Lord_Howe", date(2025, 10, 4), "2025-10-03T17:30", "2025-10-04T17:00"),  # by half an hour
        ("Asia/Kolkata", date(2026, 3, 28), "2026-03-27T22:30", "2026-03-28T22:30"),
    ],
)
def test_a_day_is_as_long_as_it_was(zone: str, day: date, since: str, until: str) -> None:
    expected = Stretch(utc(since), utc(until), (day, day))
    assert expected == stretch_of_days(day, day, NOW, zone, FOUR)
    assert expected == stretch_of_time(utc(since), utc(until), NOW, zone, FOUR)


def test_today_goes_as_far_as_it_has_come() -> None:
    expected = Stretch(utc("2026-04-01T02:00"), utc("2026-04-02T09:00"), (date(2026, 4, 1), TODAY))
    assert expected == stretch_of_days(date(2026, 4, 1), None, NOW, BERLIN, FOUR)
    assert expected == stretch_of_days(date(2026, 4, 1), TODAY, NOW, BERLIN, FOUR)
    assert expected == stretch_of_time(utc("2026-04-01T02:00"), utc("2026-04-02T09:00"), NOW, BERLIN, FOUR)


def test_without_a_first_day_it_is_from_the_beginning() -> None:
    assert Stretch(None, utc("2026-03-02T03:00"), (date.min, date(2026, 3, 1))) == stretch_of_days(
        None, date(2026, 3, 1), NOW, BERLIN, FOUR
    )


def test_a_part_of_a_day_has_no_whole_day_in_it() -> None:
    found = stretch_of_time(utc("2026-03-30T02:01"), utc("2026-04-01T01:59"), NOW, BERLIN, FOUR)
    assert found.days is None
    found = stretch_of_time(utc("2026-03-30T02:01"), utc("2026-04-01T02:00"), NOW, BERLIN, FOUR)
    assert (date(2026, 3, 31), date(2026, 3, 31)) == found.days


ZONES = st.sampled_from([BERLIN, "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "UTC"])
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 4, 2), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, MOMENTS, ZONES, st.times().map(lambda at: at.replace(microsecond=0)))
def test_the_days_of_a_stretch_are_those_that_have_no_moment_outside(
    one: datetime, other: datetime, zone: str, day_start: time
) -> None:
    since, until = sorted((one, other + timedelta(microseconds=1)))
    found = stretch_of_time(since, until, NOW, zone, day_start).days
    first, last = (day_of(at, zone, day_start) for at in (since, until - timedelta(microseconds=1)))
    cut = {first} if day_of(since - timedelta(microseconds=1), zone, day_start) == first else set()
    cut |= {last} if day_of(until, zone, day_start) == last else set()
    whole = [day for day in days(first, last) if day not in cut]
    assert ((whole[0], whole[-1]) if whole else None) == found


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=shift) for shift in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ({}, "it was not said what"),
        ({"all": False}, "it was not said what"),
        ({"all": "yes"}, "it was not said what"),
        ({"all": 1}, "it was not said what"),
        ({"since": "2026-03-05", "until": "2026-03-04"}, "2026-03-04 lies before 2026-03-05"),
        ({"since": "2026-04-03"}, "2026-04-03 lies in the future"),
        ({"since": "2026-03-03", "until": "2026-04-03"}, "2026-04-03 lies in the future"),
        ({"since": "2999-01-01", "until": "2999-01-02"}, "2999-01-02 lies in the future"),
        ({"until": "9999-12-31"}, "9999-12-31 lies in the future"),
        ({"since": "yesterday"}, "“yesterday” is not a day such as 2026-03-02"),
        ({"since": "2026-02-30"}, "“2026-02-30” is not a day such as 2026-03-02"),
        ({"until": 7}, "“7” is not a day such as 2026-03-02"),
        ({"until": ["2026-03-02"]}, "“['2026-03-02']” is not a day such as 2026-03-02"),
        ({"until": ""}, "“” is not a day such as 2026-03-02"),
        ({"until": "2026-03-02", "all": True, "since": "x"}, "“x” is not a day such as 2026-03-02"),
    ],
)
def test_what_is_no_stretch_is_refused_and_never_taken_for_everything(request_: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        read_stretch(request_, NOW, BERLIN, FOUR)
    assert why == str(raised.value)


def test_everything_must_be_asked_for() -> None:
    assert read_stretch({"all": True, "since": None, "until": None}, NOW, BERLIN, FOUR) is None
    assert stretch_of_days(date(2026, 3, 2), TODAY, NOW, BERLIN, FOUR) == read_stretch(
        {"all": True, "since": "2026-03-02"}, NOW, BERLIN, FOUR
    )


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="0001-01-01 lies beyond the calendar"):
        stretch_of_days(date.min, TODAY, NOW, BERLIN, time(0, 0))


def test_a_day_that_has_only_just_begun_has_nothing() -> None:
    with pytest.raises(ValueError, match="has only just begun"):
        stretch_of_days(TODAY, TODAY, utc("2026-04-02T02:00:00.5"), BERLIN, FOUR)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-03-02T10:00", "2026-03-02T10:00"),
        ("2026-03-02T10:00", "2026-03-02T09:00"),
        ("2026-03-02T10:00", "2026-04-02T09:00:01"),
        ("0001-01-01T00:00", "2026-03-02T09:00"),
    ],
)
def test_moments_that_make_no_stretch_are_refused(since: str, until: str) -> None:
    with pytest.raises(ValueError, match=r"^it "):
        stretch_of_time(utc(since), utc(until), NOW, "America/New_York", FOUR)


def test_what_is_outlived_ends_with_a_month() -> None:
    assert Stretch(None, utc("2025-04-01T02:00"), (date.min, date(2025, 3, 31))) == expired(1, TODAY, BERLIN, FOUR)
    assert expired(1, TODAY, BERLIN, FOUR) == expired(1, date(2026, 4, 30), BERLIN, FOUR)
    assert expired(0, TODAY, BERLIN, FOUR) is None
    assert expired(50, date(30, 1, 1), BERLIN, FOUR) is None
    leap = expired(1, date(2028, 2, 29), BERLIN, FOUR)
    assert leap is not None
    assert (date.min, date(2027, 1, 31)) == leap.days


@given(st.integers(1, 50), st.dates(date(2000, 1, 1), date(2100, 1, 1)), ZONES)
def test_nothing_goes_that_is_younger(years: int, today: date, zone: str) -> None:
    found = expired(years, today, zone, FOUR)
    assert found is not None
    assert found.days is not None
    last = found.days[1]
    assert last + timedelta(days=1) <= today.replace(year=today.year - years, day=1)
    assert today.replace(year=today.year - years, day=1) - last <= timedelta(days=31)


def test_what_was_announced_may_be_deleted_after_a_day() -> None:
    assert not Retention(5).may_begin(NOW)
    announced = Retention(5, NOW)
    assert not announced.may_begin(NOW + timedelta(hours=23))
    assert announced.may_begin(NOW + timedelta(days=1))


def test_the_choice_is_remembered_as_long_as_it_is_the_same() -> None:
    for keeping in (Retention(5, NOW), Retention(5, NOW, begun=True)):
        assert keeping == read_retention(5, keeping.to_json(), NOW)
        assert Retention(3) == read_retention(3, keeping.to_json(), NOW)
        assert Retention(5) == read_retention(5, keeping.to_json(), NOW - timedelta(days=1))  # that clock stood ahead
    strange: tuple[object, ...] = (
        None,
        5,
        "5",
        [],
        {},
        {"years": 5, "since": "2026-01-01"},
        {"years": 5, "announced": "soon", "begun": True},
        {"years": 5, "announced": "2026-03-02T09:00:00", "begun": True},
        {"years": 5, "announced": None, "begun": False},
    )
    assert {Retention(5)} == {read_retention(5, kept, NOW) for kept in strange}


def test_it_is_announced_in_days_of_the_calendar_of_here() -> None:
    stretch = expired(2, TODAY, BERLIN, FOUR)
    assert stretch is not None
    words = announcement(2, stretch, utc("2026-04-01T23:30"), BERLIN)
    assert words.startswith("From 3 April 2026 on, what was recorded before 1 April 2024 will be deleted for good")
    assert "keep the record for 2 years" in words
