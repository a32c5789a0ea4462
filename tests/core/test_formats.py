"""The plain forms of dates and numbers, and that all texts go by whoever writes them."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from posture_app.core import formats
from posture_app.core.formats import (
    Form,
    Formats,
    date_words,
    day_range,
    first_weekday,
    full_day,
    listed,
    long_day,
    month,
    month_name,
    number_words,
    percent,
    short_day,
    short_month,
    time_words,
    two_digits,
    weekday_name,
    weekday_short,
    weekdays,
    year_words,
)  # fmt: skip

DAY = date(2026, 3, 2)


class Other(Formats):
    """Begins weeks on Saturday, and writes times and numbers in its own way."""

    @property
    def first_weekday(self) -> int:
        return 5

    def clock(self, at: time) -> str:
        return f"{at.hour} o’clock"

    def number(self, number: float, decimals: int = 0) -> str:
        return f"<{number:.{decimals}f}>"


@pytest.fixture
def other() -> Iterator[None]:
    before = formats.use(Other())
    yield
    formats.use(before)


def test_days() -> None:
    assert ("Monday, 2 March", "Monday, 2 March 2026", "Mon, 2 Mar") == (long_day(DAY), full_day(DAY), short_day(DAY))
    assert ("March 2026", "March", "Mar", "2026") == (month(DAY), month_name(DAY), short_month(DAY), year_words(DAY))
    assert ("2 March 2026", "2 Mar") == (date_words(DAY), date_words(DAY, Form.DAY_SHORT))
    assert ("Tuesday", "Sun") == (weekday_name(1), weekday_short(6))
    assert (0, (0, 1, 2, 3, 4, 5, 6)) == (first_weekday(), weekdays())


@pytest.mark.parametrize(
    ("last", "form", "words"),
    [
        (date(2026, 3, 8), Form.DATE, "2 to 8 March 2026"),
        (date(2026, 4, 8), Form.DATE_SHORT, "2 Mar to 8 Apr 2026"),
        (date(2026, 4, 8), Form.DAY_SHORT, "2 Mar to 8 Apr"),
        (date(2027, 3, 2), Form.DATE, "2 March 2026 to 2 March 2027"),
    ],
)
def test_from_one_day_to_another(last: date, form: Form, words: str) -> None:
    assert words == day_range(DAY, last, form)


def test_times_and_numbers() -> None:
    assert ("04:05", "14:30") == (time_words(time(4, 5)), time_words(datetime(2026, 3, 2, 14, 30)))  # noqa: DTZ001
    assert ("1,234", "0.5", "05", "76 %") == (number_words(1234), number_words(0.5, 1), two_digits(5), percent(0.756))


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["{x}", "b"], "{x} and b")],
)
def test_lists(words: list[str], text: str) -> None:
    assert text == listed(words)


@pytest.mark.parametrize(
    ("words", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c", "d"], "a, b, c or d"), ([], "")]
)
def test_lists_of_which_one_is_meant(words: list[str], text: str) -> None:
    assert text == formats.one_of(words)


@pytest.mark.usefixtures("other")
def test_all_go_by_whoever_writes_them() -> None:
    assert ("14 o’clock", "<7>", "<76> %") == (time_words(time(14, 30)), number_words(7), percent(0.756))
    assert (5, (5, 6, 0, 1, 2, 3, 4)) == (first_weekday(), weekdays())
