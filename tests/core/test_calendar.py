"""Days and working hours in zones where the clocks change, and where they stand half an hour off."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import (
    DAY,
    clock_moments,
    day_begins,
    day_bounds,
    day_of,
    local_to_utc,
    next_day_begins,
    offset_of,
    within_hours,
    work_ends,
    work_resumes,
    zone_of,
)
from posture_app.core.settings.hours import parse_hours

BERLIN = "Europe/Berlin"
ZONES = [BERLIN, "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Kiritimati", "UTC", "Africa/Cairo"]

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
_moments = st.integers(0, 3 * 365 * 86400).map(lambda seconds: EPOCH + timedelta(seconds=seconds))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 28), BERLIN, 23),
        (date(2026, 3, 29), BERLIN, 24),
        (date(2026, 10, 24), BERLIN, 25),
        (date(2026, 10, 25), BERLIN, 24),
        (date(2026, 4, 4), "Australia/Lord_Howe", 24.5),
        (date(2026, 10, 3), "Australia/Lord_Howe", 23.5),
        (date(2026, 3, 29), "Asia/Kolkata", 24),
    ],
)
def test_a_day_that_begins_at_four_is_as_long_as_its_clock_makes_it(day: date, zone: str, hours: float) -> None:
    begins, ends = day_bounds(day, zone, time(4, 0))
    assert timedelta(hours=hours) == ends - begins


def test_a_day_that_begins_in_the_hour_that_is_skipped_begins_an_hour_on() -> None:
    assert utc("2026-03-29T01:30:00") == day_begins(date(2026, 3, 29), BERLIN, time(2, 30))
    before, after = utc("2026-03-29T01:29:59"), utc("2026-03-29T01:30:00")
    assert date(2026, 3, 28) == day_of(before, BERLIN, time(2, 30))
    assert date(2026, 3, 29) == day_of(after, BERLIN, time(2, 30))


def test_a_day_that_begins_in_the_hour_that_comes_twice_begins_at_the_first() -> None:
    assert utc("2026-10-25T00:30:00") == day_begins(date(2026, 10, 25), BERLIN, time(2, 30))
    second_time_before_half_past = utc("2026-10-25T01:10:00")
    assert date(2026, 10, 25) == day_of(second_time_before_half_past, BERLIN, time(2, 30))


def test_half_an_hour_off_utc_is_half_an_hour_off() -> None:
    assert utc("2026-03-02T22:30:00") == day_begins(date(2026, 3, 3), "Asia/Kolkata", time(4, 0))
    assert timedelta(hours=5, minutes=30) == offset_of(utc("2026-03-02T12:00:00"), "Asia/Kolkata")


@given(
    _moments,
    st.sampled_from(ZONES),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_each_moment_lies_in_just_the_day_that_it_belongs_to(at: datetime, zone: str, day_start: time) -> None:
    day = day_of(at, zone, day_start)
    begins, ends = day_bounds(day, zone, day_start)
    assert begins <= at < ends
    assert timedelta(hours=23) <= ends - begins <= timedelta(hours=25)
    assert ends == day_bounds(day + DAY, zone, day_start)[0]


@pytest.mark.parametrize("name", ["", "Mars/Base", "Europe", "../Berlin", "/etc/localtime", "a\0b"])
def test_a_zone_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        zone_of(name)


NIGHTS = "mon-thu 22:00-06:00; sun 20:00-08:00"
OFFICE = parse_hours("mon-fri 09:00-12:00 13:00-17:30; sat 22:00-24:00; sun 00:00-01:00")


@pytest.mark.parametrize(
    ("at", "inside", "since", "until"),
    [
        ("2026-03-02T08:00:00", True, "2026-03-02T08:00:00", "2026-03-02T11:00:00"),
        ("2026-03-02T10:59:59", True, "2026-03-02T08:00:00", "2026-03-02T11:00:00"),
        ("2026-03-02T11:00:00", False, "2026-03-02T11:00:00", "2026-03-02T12:00:00"),
        ("2026-03-02T07:59:59", False, None, "2026-03-02T08:00:00"),
        ("2026-03-06T16:30:00", False, "2026-03-06T16:30:00", "2026-03-07T21:00:00"),
        ("2026-03-07T22:59:59", True, "2026-03-07T21:00:00", "2026-03-07T23:00:00"),
        ("2026-03-07T23:00:00", True, "2026-03-07T23:00:00", "2026-03-08T00:00:00"),
    ],
)
def test_working_hours_begin_with_their_first_second_and_end_before_their_last(
    at: str, inside: bool, since: str | None, until: str
) -> None:
    assert OFFICE is not None
    found, begins, ends = within_hours(utc(at), BERLIN, OFFICE)
    assert inside == found
    assert utc(until) == ends
    assert since is None or utc(since) == begins


@given(
    _moments,
    st.sampled_from(ZONES),
    st.sampled_from(
        ["mon-fri 09:00-17:30", "sat-sun 00:00-24:00", "mon 01:00-03:30 04:00-24:00", "wed 00:00-00:01", NIGHTS]
    ),
)
def test_working_hours_are_those_of_the_clock_on_the_wall(at: datetime, zone: str, text: str) -> None:
    hours = parse_hours(text)
    assert hours is not None
    inside, since, until = within_hours(at, zone, hours)
    assert since <= at < until
    if len({offset_of(at + timedelta(hours=h), zone) for h in (-24, -3, 0, 3, 24)}) == 1:  # the clocks do not change
        local = at.astimezone(zone_of(zone))
        by_the_wall = any(
            first <= local.time() and (last <= first or local.time() < last) for first, last in hours[local.weekday()]
        ) or any(local.time() < last <= first for first, last in hours[local.weekday() - 1])
        assert by_the_wall == inside
    for moment in (since, until - timedelta(microseconds=1)):
        if at - DAY < moment < at + 8 * DAY:
            assert inside == within_hours(moment, zone, hours)[0]


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-03-02T12:00:00", "2026-03-03T05:00:00"),
        ("2026-03-03T01:00:00", "2026-03-03T05:00:00"),  # it is still Monday’s night
        ("2026-03-03T05:00:00", "2026-03-04T05:00:00"),
        ("2026-03-06T03:00:00", "2026-03-06T05:00:00"),
        ("2026-03-06T12:00:00", None),
    ],
)
def test_work_by_night_ends_in_the_morning(at: str, until: str | None) -> None:
    hours = parse_hours(NIGHTS)
    assert hours is not None
    assert (None if until is None else utc(until)) == work_ends(utc(at), BERLIN, hours)


def test_a_night_is_that_of_the_day_on_which_it_begins() -> None:
    hours, tuesday = parse_hours(NIGHTS), date(2026, 3, 3)
    off = ((tuesday, tuesday),)
    assert within_hours(utc("2026-03-03T04:59:59"), BERLIN, hours, off)[0]
    assert not within_hours(utc("2026-03-03T22:00:00"), BERLIN, hours, off)[0]
    assert not within_hours(utc("2026-03-04T04:00:00"), BERLIN, hours, off)[0]


def test_a_range_that_begins_in_the_skipped_hour_is_not_lost() -> None:
    hours = parse_hours("sun 02:30-05:00")
    assert hours is not None
    assert not within_hours(utc("2026-03-29T00:59:59"), BERLIN, hours)[0]
    assert within_hours(utc("2026-03-29T02:00:00"), BERLIN, hours)[0]
    assert not within_hours(utc("2026-03-29T03:00:00"), BERLIN, hours)[0]


def test_the_first_of_two_readings_is_meant() -> None:
    assert utc("2026-10-25T00:30:00") == local_to_utc(date(2026, 10, 25), time(2, 30), BERLIN)


@pytest.mark.parametrize(
    ("hours", "resumes"),
    [
        ("always", "2026-03-07T03:00"),  # Saturday 04:00 in Berlin
        ("mon-fri 09:00-17:00", "2026-03-09T08:00"),
        ("mon-sat 10:00-12:00 13:00-14:00", "2026-03-07T09:00"),
        ("sat 00:00-24:00", "2026-03-07T03:00"),
        ("fri 09:00-17:00", "2026-03-13T08:00"),
    ],
)
def test_work_resumes_on_the_next_day_that_has_any(hours: str, resumes: str) -> None:
    for friday in ("2026-03-06T14:00", "2026-03-06T23:30", "2026-03-07T02:59"):
        assert utc(resumes) == work_resumes(utc(friday), BERLIN, time(4), parse_hours(hours))


def test_a_week_without_work_is_looked_at_again_after_a_week() -> None:
    resumes = work_resumes(utc("2026-03-06T14:00"), BERLIN, time(4), parse_hours("never"))
    assert timedelta(days=8) <= resumes - utc("2026-03-06T14:00") <= timedelta(days=9)


WEEKDAYS_AT_TEN = ((time(10), time(15, 30)),) * 5 + ((), ())


def test_clock_times_strike_after_the_first_moment_up_to_the_last_one() -> None:
    friday, monday = utc("2026-03-06T09:00"), utc("2026-03-09T09:00")
    half_past_three = utc("2026-03-06T14:30")
    assert [half_past_three, monday] == clock_moments(WEEKDAYS_AT_TEN, BERLIN, friday, monday)
    a_little = timedelta(microseconds=1)
    assert [friday, half_past_three] == clock_moments(WEEKDAYS_AT_TEN, BERLIN, friday - a_little, monday - a_little)
    assert [] == clock_moments(WEEKDAYS_AT_TEN, BERLIN, half_past_three, half_past_three)
    assert [] == clock_moments(((),) * 7, BERLIN, friday, monday)


@pytest.mark.parametrize(
    ("day", "at", "struck"),
    [
        ("2026-03-29", (time(2), time(2, 30), time(3)), ["01:00", "01:30"]),  # the first and the last are one moment
        ("2026-10-25", (time(2), time(2, 30), time(3)), ["00:00", "00:30", "02:00"]),  # not at 01:00 and 01:30 again
    ],
)
def test_each_clock_time_strikes_once_on_the_days_on_which_the_clocks_change(
    day: str, at: tuple[time, ...], struck: list[str]
) -> None:
    midnight = utc(f"{day}T00:00") - timedelta(hours=3)
    assert [utc(f"{day}T{one}") for one in struck] == clock_moments(
        (at,) * 7, BERLIN, midnight, midnight + timedelta(hours=9)
    )


@given(_moments, st.sampled_from(ZONES), st.lists(st.integers(0, 20 * 86400), min_size=1, max_size=4).map(sorted))
def test_a_stretch_of_time_strikes_as_its_parts_do_and_once_for_every_day(
    since: datetime, zone: str, cuts: list[int]
) -> None:
    times = ((time(0), time(2, 30), time(23, 59)),) * 7
    ends = [since + timedelta(seconds=seconds) for seconds in cuts]
    parts = [clock_moments(times, zone, begin, end) for begin, end in zip([since, *ends], ends, strict=False)]
    whole = clock_moments(times, zone, since, ends[-1])
    assert whole == [at for part in parts for at in part]
    day = since.astimezone(zone_of(zone)).date() + DAY
    while local_to_utc(day + DAY, time(0), zone) <= ends[-1]:
        assert 3 == sum(day == at.astimezone(zone_of(zone)).date() for at in whole)
        day += DAY


@pytest.mark.parametrize(
    ("zone", "at", "day_start"),
    [
        ("America/Moncton", "2005-10-30T03:31:00+00:00", time(0)),  # a minute after midnight it is 23:01 once more
        ("America/St_Johns", "1997-10-26T02:31:00+00:00", time(0)),
        ("America/Nuuk", "2029-03-25T01:00:00+00:00", time(23, 30)),  # the day begins in an hour that is left out
        ("Pacific/Apia", "2011-12-30T13:59:59+00:00", time(4)),  # a day that was left out
        ("Pacific/Apia", "2011-12-30T14:00:00+00:00", time(4)),
        ("Pacific/Kwajalein", "1993-08-21T12:00:00+00:00", time(4)),
    ],
)
def test_a_moment_lies_in_its_day_however_the_clocks_change_about_its_beginning(
    zone: str, at: str, day_start: time
) -> None:
    """Or what goes on from day to day would not get on."""
    moment = datetime.fromisoformat(at)
    begins, ends = day_bounds(day_of(moment, zone, day_start), zone, day_start)
    assert begins <= moment < ends
    assert moment < next_day_begins(moment, zone, day_start)
