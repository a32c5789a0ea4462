"""The notation of days off."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.settings.days_off import format_days_off, join_runs, parse_days_off
from posture_app.core.settings.setting import Kind
from posture_app.core.settings.settings import TABLE

CHRISTMAS = (date(2026, 12, 24), date(2027, 1, 2))
MAY_DAY = (date(2026, 5, 1), date(2026, 5, 1))
DATES = st.dates(date(2026, 1, 1), date(2026, 3, 31))
RUNS = st.lists(st.tuples(DATES, DATES).map(lambda run: (min(run), max(run))), max_size=8)


def test_runs_and_single_days_are_read_in_any_order() -> None:
    assert (MAY_DAY, CHRISTMAS) == parse_days_off(" 2026-12-24 .. 2027-01-02,2026-05-01 ")


@pytest.mark.parametrize("text", ["", "  ", "none", "None "])
def test_none_is_no_day(text: str) -> None:
    assert () == parse_days_off(text)
    assert "none" == format_days_off(())


def test_it_is_written_as_it_is_read() -> None:
    assert "2026-05-01, 2026-12-24..2027-01-02" == format_days_off((MAY_DAY, CHRISTMAS))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("2026-05-01..2026-05-05, 2026-05-03..2026-05-08", "2026-05-01..2026-05-08"),
        ("2026-05-01..2026-05-09, 2026-05-03", "2026-05-01..2026-05-09"),
        ("2026-05-01, 2026-05-01", "2026-05-01"),
        ("2026-12-31, 2027-01-01", "2026-12-31..2027-01-01"),
        ("2026-05-01, 2026-05-03", "2026-05-01, 2026-05-03"),
        ("9999-12-31, 0001-01-01, 9999-12-30", "0001-01-01, 9999-12-30..9999-12-31"),
    ],
)
def test_runs_that_overlap_or_touch_are_one(text: str, joined: str) -> None:
    assert joined == format_days_off(parse_days_off(text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("nonsense", "nonsense"),
        ("2026-13-01", "2026-13-01"),
        ("2026-02-29", "2026-02-29"),
        ("2026-05-01, 1 May", "1 May"),
        ("2026-05-01,", "“”"),
        ("2026-05-01..", "“”"),
        ("..2026-05-01", "“”"),
        ("2026-05-01...2026-05-02", ".2026-05-02"),
        ("2026-05-02..2026-05-01", "“2026-05-02..2026-05-01” ends before it begins"),
        ("2026-05-01..2026-05-02..2026-05-03", "2026-05-02..2026-05-03"),
        ("20260501", "20260501"),
        ("2026-W52-4", "2026-W52-4"),
        ("２０２６-05-01", "２０２６-05-01"),
        ("none, 2026-05-01", "none"),
    ],
)
def test_what_is_wrong_is_named(text: str, part: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|ends before it begins") as raised:
        parse_days_off(text)
    assert part in str(raised.value)


@given(RUNS)
def test_joining_keeps_every_day_and_adds_none(runs: list[tuple[date, date]]) -> None:
    def days(of: "list[tuple[date, date]] | tuple[tuple[date, date], ...]") -> set[date]:
        return {first + timedelta(n) for first, last in of for n in range((last - first).days + 1)}

    joined = join_runs(runs)
    assert days(runs) == days(joined)
    assert all((after[0] - before[1]).days > 1 for before, after in pairwise(joined))


@given(RUNS)
def test_what_was_written_reads_the_same(runs: list[tuple[date, date]]) -> None:
    joined = join_runs(runs)
    assert joined == parse_days_off(format_days_off(joined))


@pytest.mark.parametrize(
    ("kind", "text", "wrong", "says"),
    [
        (TABLE["days_off"].kind, "2026-05-01", "2026-05-32", "“2026-05-32” is not a date"),
        (TABLE["working_hours"].kind, "mon-fri 09:00-17:00", "mon 9-17", "“9” is not a time of day"),
    ],
)
def test_as_a_setting_it_is_text_in_file_and_command_line(kind: Kind[Any], text: str, wrong: str, says: str) -> None:
    value = kind.from_text(text)
    assert text == kind.to_text(value)
    assert value == kind.from_raw(kind.to_raw(value))
    with pytest.raises(ValueError, match=says) as raised:
        kind.from_text(wrong)
    assert kind.expects in str(raised.value)
    with pytest.raises(ValueError, match="expected"):
        kind.from_raw(5)
