"""What a person may say afterwards: of which moments, and what is refused."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import day_bounds, day_of, local_to_utc
from posture_app.core.record.corrections import FIRST_DAY, correction_words, named_day, read_time, stretch
from posture_app.core.record.diary import Correction
from posture_app.core.spans import Posture

BERLIN, START = "Europe/Berlin", time(4, 0)
DAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 4, 14, 18, tzinfo=UTC)  # 15:18 by the wall, on 4 March
LATER = datetime(2027, 1, 1, tzinfo=UTC)


def moments(day: date, first: str, last: str, *, now: datetime = NOW, zone: str = BERLIN, start: time = START) -> str:
    found = stretch(day, read_time(first), read_time(last), zone=zone, day_start=start, now=now)
    return " ".join(f"{at:%d.%H:%M}" for at in found)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("14:00", "15:00", "03.13:00 03.14:00"),
        ("23:30", "00:30", "03.22:30 03.23:30"),
        ("23:30", "24:00", "03.22:30 03.23:00"),
        ("00:00", "03:00", "03.23:00 04.02:00"),
        ("03:00", "04:00", "04.02:00 04.03:00"),
        ("04:00", "05:00", "03.03:00 03.04:00"),
        ("04:00", "04:00", "03.03:00 04.03:00"),
    ],
)
def test_what_is_earlier_than_the_day_begins_belongs_to_the_night_after(first: str, last: str, expected: str) -> None:
    assert expected == moments(DAY, first, last)


def test_a_day_that_begins_at_midnight_has_no_night_after() -> None:
    assert "02.23:00 03.01:00" == moments(DAY, "00:00", "02:00", start=time(0))
    assert "03.22:00 03.23:00" == moments(DAY, "23:00", "24:00", start=time(0))


@pytest.mark.parametrize(
    ("day", "first", "last", "expected"),
    [
        (date(2026, 10, 24), "02:00", "03:30", "25.00:00 25.02:30"),  # 02:00 comes twice: from the first on
        (date(2026, 10, 24), "02:00", "02:30", "25.00:00 25.00:30"),
        (date(2026, 3, 28), "02:30", "03:45", "29.01:30 29.01:45"),  # 02:30 never comes: an hour on
        (date(2026, 3, 28), "01:30", "03:30", "29.00:30 29.01:30"),
    ],
)
def test_readings_that_come_twice_or_never_are_taken_as_the_calendar_does(
    day: date, first: str, last: str, expected: str
) -> None:
    assert expected == moments(day, first, last, now=LATER)


@pytest.mark.parametrize(
    ("day", "first", "last", "why"),
    [
        (DAY, "15:00", "14:00", "14:00 comes before 15:00 on a day that begins at 04:00"),
        (DAY, "03:00", "05:00", "05:00 comes before 03:00 on a day that begins at 04:00"),
        (DAY, "15:00", "15:00", "From 15:00 to 15:00 is no time at all"),
        (date(2026, 3, 28), "02:10", "03:05", "03:05 comes before 02:10"),
        (date(2026, 3, 4), "15:00", "15:19", "15:19 has not come yet"),
        (date(2026, 3, 4), "23:00", "01:00", "01:00 has not come yet"),
        (date(2026, 3, 5), "10:00", "11:00", "2026-03-05 has not come yet"),
        (date(9999, 12, 31), "23:00", "03:00", "9999-12-31 has not come yet"),
        (date(1970, 12, 31), "10:00", "11:00", "1970-12-31 lies before 1971-01-01"),
        (date(1, 1, 1), "00:00", "01:00", "0001-01-01 lies before 1971-01-01"),
    ],
)
def test_what_cannot_have_been_is_refused_in_words(day: date, first: str, last: str, why: str) -> None:
    now = LATER if day == date(2026, 3, 28) else NOW
    with pytest.raises(ValueError, match=why):
        moments(day, first, last, now=now)


def test_a_correction_may_reach_up_to_now_and_back_to_the_first_day() -> None:
    assert "04.14:00 04.14:18" == moments(date(2026, 3, 4), "15:00", "15:18")
    assert "01.09:00 01.10:00" == moments(FIRST_DAY, "10:00", "11:00")


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ZONES = st.sampled_from([BERLIN, "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])


@given(st.dates(FIRST_DAY, date(2030, 1, 1)), TIMES, TIMES, ZONES, TIMES)
def test_what_is_accepted_lies_within_its_day_and_reads_as_it_was_said(
    day: date, first: time, last: time, zone: str, day_start: time
) -> None:
    now = datetime(2031, 1, 1, tzinfo=UTC)
    begins, ends = day_bounds(day, zone, day_start)
    try:
        start, end = stretch(day, first, last, zone=zone, day_start=day_start, now=now)
    except ValueError:
        return
    assert begins <= start < end
    assert end <= ends + timedelta(hours=1)  # a reading that never comes is taken an hour on
    for at, reading in ((start, first), (end, last)):
        local = at.astimezone(ZoneInfo(zone))
        exists = local_to_utc(local.date(), reading, zone).astimezone(ZoneInfo(zone)).time() == reading
        assert local.time() == reading or not exists
    if first != day_start:
        assert day == day_of(start, zone, day_start)


@pytest.mark.parametrize(
    "text",
    ["25:00", "24:01", "9", "", "14.00", "1400", "14:0", "-1:00", "14:00:00", "١٤:٠٠x", "99999999999999999999:00"],
)
def test_what_is_no_time_of_day_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is not a time of day"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", date(2026, 3, 4)), ("Yesterday", DAY), ("2026-03-04", date(2026, 3, 4)), ("1971-01-01", FIRST_DAY)],
)
def test_days_are_named_as_people_do(text: str, day: date) -> None:
    assert day == named_day(text, date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tomorrow", "“tomorrow” is not a day"),
        ("2026-02-30", "“2026-02-30” is not a day"),
        ("", "“” is not a day"),
        ("2026-03-05", "has not come yet"),
        ("1970-12-31", "lies before"),
    ],
)
def test_what_is_no_day_of_the_record_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        named_day(text, date(2026, 3, 4))


@pytest.mark.parametrize(
    ("posture", "words"),
    [
        (Posture.STANDING, "Standing 14:00 to 15:00, 1 h 00 min"),
        (Posture.SITTING, "Sitting 14:00 to 15:00, 1 h 00 min"),
        (None, "Not here 14:00 to 15:00, 1 h 00 min"),
    ],
)
def test_a_correction_is_read_back(posture: Posture | None, words: str) -> None:
    start = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    assert words == correction_words(Correction(posture, start, start + timedelta(hours=1), BERLIN, NOW), BERLIN)
