"""Bouts, breaks and the totals of days, from spans as they were recorded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayFinder, bouts, day_totals

FOUR = time(4, 0)
BREAK = timedelta(minutes=2)
BERLIN = "Europe/Berlin"


def span(start: str, end: str, why: EndedBy = EndedBy.IDLE, *, stood: bool = False, zone: str = "UTC",
         gap: float | None = None) -> Span:  # fmt: skip
    posture = Posture.STANDING if stood else Posture.SITTING
    first, last = (datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC) for text in (start, end))
    return Span(posture, first, last, why, zone, None if gap is None else timedelta(seconds=gap))


def lengths(*spans: Span) -> list[int]:
    return [bout.sitting // timedelta(minutes=1) for bout in bouts(spans, BREAK)]


def test_a_gap_shorter_than_a_break_does_not_end_a_bout() -> None:
    first, near = span("03-02T10:00:00", "03-02T10:10:00"), span("03-02T10:11:59", "03-02T10:20:59")
    assert [19] == lengths(first, near)


def test_a_gap_of_just_a_break_ends_a_bout() -> None:
    first, far = span("03-02T10:00:00", "03-02T10:10:00"), span("03-02T10:12:00", "03-02T10:20:00")
    assert [10, 8] == lengths(first, far)


@pytest.mark.parametrize(("until", "expected"), [("10:11:59", [18]), ("10:12:00", [10, 8])])
def test_standing_is_a_gap(until: str, expected: list[int]) -> None:
    end = "03-02T10:20:00"
    run = [
        span("03-02T10:00:00", "03-02T10:10:00", EndedBy.STOOD),
        span("03-02T10:10:00", f"03-02T{until}", EndedBy.SAT, stood=True),
        span(f"03-02T{until}", end),
    ]
    assert expected == lengths(*run)


def test_standing_and_the_gaps_around_it_add_up() -> None:
    run = [
        span("03-02T10:00:00", "03-02T10:10:00", EndedBy.LOCKED),
        span("03-02T10:11:00", "03-02T10:11:10", EndedBy.LOCKED, stood=True),
        span("03-02T10:12:00", "03-02T10:20:00"),
    ]
    assert [10, 8] == lengths(*run)


@pytest.mark.parametrize(
    ("start", "end"), [("11:10:00", "11:20:00"), ("09:10:00", "09:20:00"), ("10:05:00", "10:15:00")]
)
def test_a_clock_that_was_set_breaks_no_bout(start: str, end: str) -> None:
    first = span("03-02T10:00:00", "03-02T10:10:00", EndedBy.CLOCK)
    assert [20] == lengths(first, span(f"03-02T{start}", f"03-02T{end}"))


def test_a_clock_that_was_set_in_a_gap_leaves_the_gap_its_true_length() -> None:
    first = span("03-02T10:00:00", "03-02T10:10:00", EndedBy.LOCKED)
    assert [18] == lengths(first, span("03-02T12:00:00", "03-02T12:08:00", gap=119))
    assert [10, 8] == lengths(first, span("03-02T10:10:30", "03-02T10:18:30", gap=120))


def test_a_gap_that_is_told_counts_even_after_a_span_that_a_set_clock_ended() -> None:
    first = span("03-02T10:00:00", "03-02T10:10:00", EndedBy.CLOCK)
    assert [10, 8] == lengths(first, span("03-02T13:00:00", "03-02T13:08:00", gap=7200))


def test_a_day_takes_its_part_of_a_bout() -> None:
    night = span("03-02T03:00:00", "03-02T05:00:00")
    first, second = day_totals([night], time(4, 0), BREAK)
    assert (date(2026, 3, 1), 3600, 1, 3600) == (first.day, first.sitting_s, first.bouts, first.longest_bout_s)
    assert (date(2026, 3, 2), 3600, 1, 3600) == (second.day, second.sitting_s, second.bouts, second.longest_bout_s)
    assert (0, 0) == (first.breaks, second.breaks)


def test_a_bout_of_several_spans_is_clipped_to_each_day() -> None:
    run = [span("03-02T03:30:00", "03-02T03:59:00"), span("03-02T04:00:00", "03-02T04:10:00")]
    assert [(29 * 60, 1), (10 * 60, 1)] == [(d.longest_bout_s, d.bouts) for d in day_totals(run, FOUR, BREAK)]


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        ("03:00:00", "03:30:00", [1]),
        ("03:00:00", "04:00:00", [0, 0]),
        ("03:59:59", "04:30:00", [0, 0]),
        ("04:00:00", "04:30:00", [0, 1]),
        ("03:58:00", "03:59:59", [0]),
    ],
)
def test_a_break_counts_in_the_day_in_which_it_begins_and_ends(end: str, start: str, expected: list[int]) -> None:
    finish = "03:59:59" if start < "03:59" else "05:00:00"
    run = [span("03-02T02:00:00", f"03-02T{end}"), span(f"03-02T{start}", f"03-02T{finish}")]
    run = [s for s in run if s.end > s.start]
    assert expected == [d.breaks for d in day_totals(run, FOUR, BREAK)][: len(expected)]


def test_the_day_on_which_the_clocks_go_forward_has_an_hour_less() -> None:
    sitting = span("03-28T00:00:00", "03-30T12:00:00", zone=BERLIN)
    assert [3 * 3600, 23 * 3600, 24 * 3600] == [d.sitting_s for d in day_totals([sitting], FOUR, BREAK)][:3]


def test_the_day_on_which_the_clocks_go_back_has_an_hour_more() -> None:
    sitting = span("10-24T02:00:00", "10-26T12:00:00", zone=BERLIN)
    assert [25 * 3600, 24 * 3600, 9 * 3600] == [d.sitting_s for d in day_totals([sitting], FOUR, BREAK)]


def by_day(span: Span, day_start: time) -> Iterator[tuple[date, timedelta]]:
    """The days that a span lies in, by its own time zone, and how much of it lies in each."""
    for day, begins, ends in DayFinder(day_start).parts(span):
        yield day, ends - begins


def test_half_an_hour_goes_to_the_day_before_where_clocks_stand_half_an_hour_off() -> None:
    sitting = span("03-02T22:00:00", "03-02T23:00:00", zone="Asia/Kolkata")
    assert [("2026-03-02", 1800), ("2026-03-03", 1800)] == [
        (day.isoformat(), length // timedelta(seconds=1)) for day, length in by_day(sitting, FOUR)
    ]


def test_each_span_is_counted_in_its_own_zone() -> None:
    run = [
        span("03-02T05:00:00", "03-02T06:00:00", zone="UTC"),
        span("03-02T06:30:00", "03-02T07:00:00", zone="America/New_York"),
    ]
    assert [("2026-03-01", 1800), ("2026-03-02", 3600)] == [
        (d.day.isoformat(), d.sitting_s) for d in day_totals(run, FOUR, BREAK)
    ]


def test_standing_makes_a_day_but_no_bout() -> None:
    (day,) = day_totals([span("03-02T10:00:00", "03-02T11:00:00", stood=True)], FOUR, BREAK)
    assert (3600, 0, 0, 0) == (day.standing_s, day.sitting_s, day.bouts, day.longest_bout_s)


def test_no_spans_are_no_days() -> None:
    assert () == day_totals([], FOUR, BREAK)
    assert [] == lengths()
