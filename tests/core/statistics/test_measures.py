"""The figures of days and the measures of any number of them: counted naively, taken apart and put together."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.calendar import day_bounds
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals, day_totals
from posture_app.core.statistics.measures import MARGIN, DayFigures, Measures, asked, day_figures, measure, w50, within
from posture_app.core.statistics.periods import Length, Period
from tests.core.logs import BREAK, DAY, FOUR, count, logs, naive_day, utc

BERLIN = "Europe/Berlin"
Log = tuple[list[Span], list[LoggedPrompt]]
LENGTHS = st.lists(st.integers(0, 90), max_size=12).map(sorted)


def sat(start: str, minutes: float, zone: str = "UTC") -> Span:
    begins = utc(start)
    return Span(Posture.SITTING, begins, begins + timedelta(minutes=minutes), EndedBy.IDLE, zone)


def shown(at: str, outcome: Outcome | None = Outcome.KEPT) -> LoggedPrompt:
    return LoggedPrompt("stand", (), utc(at), "UTC", outcome)


def repeats(before: LoggedPrompt | None, row: LoggedPrompt) -> bool:
    """Whether it was shown only because nobody had answered the one before."""
    unanswered = before is not None and {before.outcome, row.outcome} == {Outcome.MISSED}
    return before is not None and unanswered and not {*before.kinds}.isdisjoint(row.kinds)


def figures(spans: list[Span], rows: list[LoggedPrompt] | None = None) -> tuple[DayFigures, ...]:
    return day_figures(spans, rows or [], FOUR, BREAK)


def of(*lengths_s: int) -> Measures:
    """The measures of one day with bouts of these lengths."""
    return measure([DayFigures(DayTotals(date(2026, 3, 2), sum(lengths_s)), lengths_s)])


@settings(max_examples=60, deadline=None)
@given(logs())
def test_figures_are_those_of_counting_every_second(log: Log) -> None:
    spans, rows = log
    found, naive = figures(spans, rows), count(spans, rows)
    by_time = sorted(rows, key=lambda row: row.at)
    told = [row for before, row in zip([None, *by_time], by_time, strict=False) if not repeats(before, row)]
    assert sorted(naive.sitting | naive.standing) == [day.day for day in found]
    for day in found:
        at = day.day
        assert (naive.sitting[at], naive.standing[at]) == (day.totals.sitting_s, day.totals.standing_s)
        assert (len(naive.parts[at]), naive.breaks[at]) == (day.totals.bouts, day.totals.breaks)
        assert max(naive.parts[at], default=0) == day.totals.longest_bout_s
        assert tuple(sorted(naive.begun[at])) == day.bout_lengths_s
        assert naive.prompted[at] == day.prompted
        assert (naive.first.get(at), naive.last.get(at)) == (day.first_s, day.last_s)
        assert Counter(row.outcome for row in told if row.outcome and naive_day(row.at, row.zone) == at) == day.outcomes


def test_what_is_not_known_of_a_day_that_was_imported_does_not_dilute_what_is_known_of_others() -> None:
    timed = figures([sat("2026-03-02T08:00", 50), sat("2026-03-02T09:00", 10)])
    told = DayFigures(DayTotals(date(2026, 3, 3), 7 * 3600, 600), timed=False)
    alone, both = measure(timed), measure([*timed, told])
    assert (2, 1, 4 * 3600) == (both.known_days, both.timed_days, both.sitting_per_day_s)
    for name in ("breaks_per_day", "breaks_per_hour", "fragmentation", "w50_s", "median_bout_s", "first_s", "last_s"):
        assert getattr(alone, name) == getattr(both, name) is not None, name
    only = measure([told])
    assert (None, None, None, 600) == (only.breaks_per_day, only.breaks_per_hour, only.longest_begun_s, only.standing_s)


def test_of_a_period_without_breaks_no_share_is_told() -> None:
    assert None is measure(figures([sat("2026-03-02T08:00", 50)])).prompted_share
    spans = [sat("2026-03-02T08:00", 20), sat("2026-03-02T09:00", 10), sat("2026-03-02T10:00", 10)]
    assert 0.5 == measure(figures(spans, [shown("2026-03-02T08:15")])).prompted_share


@settings(max_examples=60, deadline=None)
@given(logs(longest=20000), st.lists(st.booleans(), min_size=40, max_size=40))
def test_measures_of_the_parts_add_up_to_those_of_the_whole(log: Log, where: list[bool]) -> None:
    days = figures(*log)
    one, other = (
        measure([day for day, left in zip(days, where, strict=False) if left is side]) for side in (True, False)
    )
    whole = measure(days)
    for name in ("known_days", "sitting_s", "standing_s", "bouts_begun", "breaks", "prompted", "natural", "long_bouts"):
        assert getattr(whole, name) == getattr(one, name) + getattr(other, name)
    assert Counter(whole.outcomes) == Counter(one.outcomes) + Counter(other.outcomes)
    assert whole.longest_begun_s == max((one.longest_begun_s, other.longest_begun_s), key=lambda length: length or -1)
    true = sum(span.length // timedelta(seconds=1) for span in log[0])
    assert true == whole.sitting_s + whole.standing_s
    assert whole.sitting_s == sum(length for day in days for length in day.bout_lengths_s)


@settings(max_examples=60, deadline=None)
@given(logs(most=25, longest=20000), st.sampled_from(["UTC", "Pacific/Kiritimati", "America/St_Johns"]))
def test_a_day_can_be_figured_from_what_lies_around_it(log: Log, zone: str) -> None:
    spans, rows = log
    for day in figures(spans, rows):
        begins, ends = day_bounds(day.day, zone, FOUR)
        since, until = begins - MARGIN, ends + MARGIN
        near = [span for span in spans if span.end > since and span.start < until]
        again = figures(near, [row for row in rows if since <= row.at < until])
        assert [day] == [one for one in again if one.day == day.day]


@settings(deadline=None)
@given(logs())
def test_totals_are_those_of_the_day_totals(log: Log) -> None:
    assert day_totals(log[0], FOUR, BREAK) == tuple(day.totals for day in figures(*log))


@given(LENGTHS)
def test_w50_is_the_median_of_the_seconds_each_having_the_length_of_its_bout(lengths: list[int]) -> None:
    seconds = [length for length in lengths for _ in range(length)]
    assert (median(seconds) if seconds else None) == w50(lengths)


@given(LENGTHS.filter(any))
def test_at_most_half_of_sitting_lies_in_bouts_beyond_w50_on_either_side(lengths: list[int]) -> None:
    middle = w50(lengths)
    assert middle is not None
    assert sum(length for length in lengths if length < middle) * 2 <= sum(lengths)
    assert sum(length for length in lengths if length > middle) * 2 <= sum(lengths)


def test_long_bouts_are_those_of_half_an_hour_and_more_and_those_of_an_hour_are_among_them() -> None:
    measures = of(1799, 1800, 3599, 3600)
    assert (3, 1) == (measures.long_bouts, measures.very_long_bouts)
    assert pytest.approx(8999 / 10798) == measures.long_share
    assert pytest.approx(3600 / 10798) == measures.very_long_share


def test_each_measure_by_hand() -> None:
    day = DayFigures(DayTotals(date(2026, 3, 2), 7200, 600, 3, 2, 3600), (1200, 2400, 3600), prompted=1)
    measures = measure([day])
    assert (2400, 3000, 3600) == (measures.median_bout_s, measures.w50_s, measures.longest_begun_s)
    assert (1.0, 1.5) == (measures.breaks_per_hour, measures.fragmentation)
    assert (2, 1, 1) == (measures.breaks, measures.prompted, measures.natural)
    assert (1, 7200, 600, 7200) == (
        measures.known_days, measures.sitting_s, measures.standing_s, measures.sitting_per_day_s,
    )  # fmt: skip


def test_of_no_day_nothing_is_known() -> None:
    none = measure([])
    assert (0, 0, 0) == (none.known_days, none.sitting_s, none.bouts_begun)
    unknown = (
        none.longest_begun_s, none.long_share, none.very_long_share, none.median_bout_s, none.w50_s,
        none.breaks_per_hour, none.fragmentation, none.first_s, none.last_s, none.sitting_per_day_s, none.kept_share,
    )  # fmt: skip
    assert {None} == set(unknown)


def test_a_day_of_standing_is_known_and_has_no_sitting() -> None:
    standing = Span(Posture.STANDING, utc("2026-03-02T10:00"), utc("2026-03-02T11:00"), EndedBy.IDLE, "UTC")
    measures = measure(figures([standing]))
    assert (1, 0.0, 3600) == (measures.known_days, measures.sitting_per_day_s, measures.standing_s)
    assert (None, None, None) == (measures.first_s, measures.median_bout_s, measures.breaks_per_hour)


def test_a_bout_over_the_end_of_a_day_belongs_whole_to_the_day_in_which_it_began() -> None:
    first, second = figures([sat("2026-03-02T03:30", 60)])
    assert ((3600,), ()) == (first.bout_lengths_s, second.bout_lengths_s)
    assert (1800, 1800) == (first.totals.sitting_s, second.totals.sitting_s)
    assert 1 == measure([first, second]).bouts_begun


def test_first_and_last_sitting_are_told_by_the_clock_on_the_wall() -> None:
    (day,) = figures([sat("2026-03-02T08:00", 30, BERLIN), sat("2026-03-03T00:00", 30, BERLIN)])
    assert (9 * 3600, 25.5 * 3600) == (day.first_s, day.last_s)


def test_the_usual_first_sitting_is_the_median_of_the_days_that_have_one() -> None:
    days = [sat(f"2026-03-0{day}T{hour}:00", 60) for day, hour in ((2, "08"), (3, "09"), (4, "14"))]
    measures = measure(figures(days))
    assert (9 * 3600, 10 * 3600) == (measures.first_s, measures.last_s)


RUN = [sat("2026-03-02T10:00", 30), sat("2026-03-02T10:40", 30), sat("2026-03-02T11:20", 30)]


@pytest.mark.parametrize(
    ("rows", "prompted"),
    [
        ([], 0),
        ([shown("2026-03-02T10:25")], 1),
        ([shown("2026-03-02T10:30")], 1),  # it began when it was shown
        ([shown("2026-03-02T10:31")], 0),  # it had begun
        ([shown("2026-03-02T10:40")], 1),  # the first thing in the second bout
        ([shown("2026-03-02T10:25", Outcome.MISSED)], 0),
        ([shown("2026-03-02T10:25", None)], 0),
        ([shown("2026-03-02T10:20"), shown("2026-03-02T10:25", Outcome.SKIPPED)], 0),  # the other came between
        ([shown("2026-03-02T10:20", Outcome.SNOOZED), shown("2026-03-02T10:25")], 1),
        ([shown("2026-03-02T11:45")], 0),  # what followed it was the end of the day
        ([shown("2026-03-02T11:05"), shown("2026-03-02T10:20")], 2),  # in any order
    ],
)
def test_a_prompted_break_follows_a_kept_showing(rows: list[LoggedPrompt], prompted: int) -> None:
    (day,) = figures(RUN, rows)
    assert (2, prompted) == (day.totals.breaks, day.prompted)


def test_showings_are_counted_by_outcome_in_the_day_of_their_own_zone() -> None:
    rows = [shown("2026-03-02T10:25"), shown("2026-03-02T10:45", Outcome.MISSED), shown("2026-03-02T11:21", None)]
    other = LoggedPrompt(
        "stand", (), utc("2026-03-02T15:00"), "Pacific/Kiritimati", Outcome.SKIPPED
    )  # the third of March there
    (day,) = figures(RUN, [*rows, other])
    assert {Outcome.KEPT: 1, Outcome.MISSED: 1} == day.outcomes
    assert (2, 0.5) == (asked(day.outcomes), measure([day]).kept_share)


def test_a_reminder_that_nobody_answered_is_missed_once_however_often_it_was_shown() -> None:
    missed = [shown(f"2026-03-02T10:{minute}", Outcome.MISSED) for minute in (30, 40, 50)]
    other = [replace(shown(f"2026-03-02T11:{minute}", Outcome.MISSED), kind="feet") for minute in (10, 20)]
    with_it = replace(shown("2026-03-02T11:00", Outcome.MISSED), kind="stretch", also=("stand",))
    rows = [*missed, with_it, *other, shown("2026-03-02T11:30"), shown("2026-03-02T12:30", Outcome.MISSED)]
    (day,) = figures([sat("2026-03-02T10:00", 200)], rows[::-1])
    assert {Outcome.KEPT: 1, Outcome.MISSED: 3} == day.outcomes
    assert (3, 1) == (day.stand_ups, day.stood_up)


def test_one_that_was_missed_over_the_end_of_a_day_is_of_the_day_in_which_it_was_first_shown() -> None:
    rows = [shown(f"2026-03-03T0{at}", Outcome.MISSED) for at in ("3:50", "4:00", "4:10")]
    before, after = figures([sat("2026-03-03T03:00", 120)], rows)
    assert ({Outcome.MISSED: 1}, {}) == (before.outcomes, after.outcomes)


def test_only_what_was_kept_or_passed_over_counts_as_asked() -> None:
    day = DayFigures(DayTotals(date(2026, 3, 2)), outcomes=dict.fromkeys(Outcome, 1))
    assert (3, 6) == (asked(day.outcomes), sum(day.outcomes.values()))


def test_the_days_within_a_period() -> None:
    days = [DayFigures(DayTotals(date(2026, 3, 1) + shift * DAY)) for shift in (0, 2, 3, 9)]
    period = Period(Length.RANGE, date(2026, 3, 2), date(2026, 3, 4))
    assert [3, 4] == [day.day.day for day in within(days, period)]
    assert [] == list(within(days, period.head(1)))
