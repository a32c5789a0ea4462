"""When a clock is believed, and when it has to go on for some days first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.record.plausible import in_doubt, sure_day

DAY = timedelta(days=1)
MARCH = [date(2026, 3, day) for day in (2, 3, 4)]
AHEAD = date(2030, 4, 2)


def days(first: date, many: int) -> list[date]:
    return [first + number * DAY for number in range(many)]


@pytest.mark.parametrize(
    ("recorded", "sure"),
    [
        ([], None),
        ([AHEAD], AHEAD),
        (MARCH, MARCH[-1]),
        ([*MARCH, MARCH[-1] + 60 * DAY], MARCH[-1] + 60 * DAY),  # a long holiday
        ([*MARCH, MARCH[-1] + 61 * DAY], MARCH[-1]),
        ([*MARCH, AHEAD], MARCH[-1]),
        ([*MARCH, AHEAD, AHEAD + 3650 * DAY], MARCH[-1]),  # wrong twice
        ([*MARCH, *days(AHEAD, 6)], MARCH[-1]),
        ([*MARCH, *days(AHEAD, 7)], AHEAD + 6 * DAY),
    ],
)
def test_days_long_after_the_others_are_believed_once_there_are_seven(recorded: list[date], sure: date | None) -> None:
    assert sure == sure_day(recorded)
    assert sure == sure_day(sorted(recorded, reverse=True)[:7])


@pytest.mark.parametrize(
    ("recorded", "today", "doubt"),
    [
        ([], AHEAD, False),
        (MARCH, MARCH[-1], False),
        (MARCH, MARCH[-1] + 60 * DAY, False),
        (MARCH, MARCH[-1] + 61 * DAY, True),  # nothing is recorded there yet
        (MARCH, MARCH[-1] - DAY, True),
        ([*MARCH, AHEAD], AHEAD, True),
        ([*MARCH, AHEAD], MARCH[-1] + DAY, True),
        ([*MARCH, *days(AHEAD, 7)], AHEAD + 6 * DAY, False),
    ],
)
def test_a_clock_years_ahead_or_before_the_record_is_in_doubt(recorded: list[date], today: date, doubt: bool) -> None:
    assert doubt == in_doubt(recorded, today)


@given(st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=1))
def test_the_last_days_tell_as_much_as_all(recorded: list[date]) -> None:
    assert sure_day(recorded) == sure_day(sorted(set(recorded))[-7:])
    assert sure_day(recorded) in recorded
