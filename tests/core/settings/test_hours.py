"""The notation of working hours."""

from datetime import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from posture_app.core.calendar import Range, WorkingHours
from posture_app.core.settings.hours import format_hours, make_day, make_range, night_clash, parse_hours

MORNING = (time(9, 0), time(12, 30))
AFTERNOON = (time(13, 0), time(17, 30))


def test_days_and_ranges_are_read() -> None:
    expected = ((MORNING, AFTERNOON),) * 5 + (((time(10, 0), time(0, 0)),), ())
    assert expected == parse_hours("mon-fri 09:00-12:30 13:00-17:30; sat 10:00-24:00")


def test_ranges_may_come_in_any_order_and_with_commas_and_capitals() -> None:
    assert parse_hours("mon 09:00-12:30 13:00-17:30") == parse_hours(" MON  13:00-17:30, 9:00-12:30 ")


def test_a_week_may_go_over_its_end() -> None:
    assert parse_hours("mon 09:00-12:30; sat-sun 09:00-12:30") == parse_hours("sat-mon 09:00-12:30")


@pytest.mark.parametrize("text", ["mon-fri 22:00-06:00", "Mon-Fri 22:00–06:00"])
def test_a_night_shift_is_written_as_people_write_it(text: str) -> None:
    night = (time(22, 0), time(6, 0))
    assert ((night,),) * 5 + ((), ()) == parse_hours(text)
    assert "mon-fri 22:00-06:00" == format_hours(parse_hours(text))


@pytest.mark.parametrize("text", ["always", "Always", " always "])
def test_always_is_no_hours(text: str) -> None:
    assert parse_hours(text) is None
    assert "always" == format_hours(None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "names no days"),
        ("mon", "names no days"),
        ("mon 09:00", "09:00"),
        ("funday 09:00-10:00", "funday"),
        ("mon-funday 09:00-10:00", "mon-funday"),
        ("mon- 09:00-10:00", "mon-"),
        ("mon 10:00-09:00", "10:00-09:00"),
        ("mon 09:00-09:00", "09:00-09:00"),
        ("mon 25:00-26:00", "25:00"),
        ("mon 09:60-10:00", "09:60"),
        ("mon 9-10", "9"),
        ("mon 24:00-24:00", "24:00"),
        ("mon 24:00-10:00", "24:00"),
        ("mon -1:00-10:00", "time of day"),
        ("mon 09:00-11:00 10:00-12:00", "10:00"),
        ("mon 09:00-24:00 10:00-12:00", "10:00"),
        ("mon 17:00-09:00", "over midnight, it may have 12 hours at the most"),
        ("mon 18:00-06:01", "18:00-06:01"),
        ("mon 22:00-06:00 23:00-24:00", "23:00"),
        ("mon 22:00-24:00 22:30-06:00", "22:30"),
        ("mon 22:00-06:00; tue 05:59-08:00", "the first range on tue begins before the night before it ends"),
        ("mon 05:00-08:00; sun 22:00-06:00", "mon"),
        ("mon 09:00-10:00; mon 11:00-12:00", "mon"),
        ("mon-wed 09:00-10:00; tue 11:00-12:00", "tue"),
        ("mon 09:00-10:00;", "names no days"),
        ("mon ²:00-³:00", "²:00"),
    ],
)
def test_what_is_wrong_is_named(text: str, part: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_hours(text)
    assert part in str(caught.value)


def test_ranges_that_touch_do_not_overlap() -> None:
    assert 2 == len(make_day([make_range("12:00", "13:00"), make_range("09:00", "12:00")]))
    assert parse_hours("mon 18:00-06:00; tue 06:00-07:00 18:00-06:00")


@st.composite
def weeks(draw: st.DrawFn) -> WorkingHours:
    def a_day() -> tuple[Range, ...]:
        minutes = sorted(draw(st.sets(st.integers(0, 24 * 60), max_size=6)))
        pairs = list(zip(minutes[::2], minutes[1::2], strict=False))
        if draw(st.booleans()) and (not minutes or minutes[-1] < 23 * 60):
            pairs.append((23 * 60, draw(st.integers(1, 11 * 60)) + 24 * 60))
        return tuple((time(a // 60, a % 60), time(b // 60 % 24, b % 60)) for a, b in pairs)

    days = [a_day() for _ in range(draw(st.integers(1, 7)))]
    week = tuple(draw(st.sampled_from(days)) for _ in range(7))
    assume(night_clash(week) is None)
    return week


@given(weeks())
def test_what_is_written_is_read_back(week: WorkingHours) -> None:
    assume(any(week))  # a week without an hour has no notation
    assert week == parse_hours(format_hours(week))


@given(st.text())
def test_no_text_raises_anything_but_a_value_error(text: str) -> None:
    try:
        parse_hours(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - it need not raise
