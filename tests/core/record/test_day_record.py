"""What pages read of the log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import DAY, local
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.record.day_record import LastBreak, as_of, read_day
from posture_app.core.record.diary import Correction
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Origin, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.status import State
from tests.ui.samples import ELSE, MINUTE, NOW, SITTING, TODAY, ZONE, Log, span

SETTINGS = Settings()
HOURS = 60 * MINUTE


@pytest.mark.parametrize(("minutes", "left_s"), [(0.5, 7200), (30 + 1 / 3, 5400), (120.5, 0), (121.5, -60)])
def test_what_the_goal_leaves_adds_up_with_the_sitting_in_full_minutes(minutes: float, left_s: int) -> None:
    day = read_day(Log([span(NOW - 4 * HOURS, minutes)]), ELSE, Settings(goal_hours=2.0), zone=ZONE)
    assert left_s == day.left_s


def test_the_open_span_counts_up_to_now_while_its_posture_lasts() -> None:
    log = Log([span(NOW - 18 * MINUTE, 17, ended_by=None)])
    assert 18 * 60 == read_day(log, SITTING, SETTINGS, zone=ZONE).totals.sitting_s
    assert 17 * 60 == read_day(log, ELSE, SETTINGS, zone=ZONE).totals.sitting_s


def test_one_that_is_open_at_another_computer_counts_as_far_as_is_known() -> None:
    log = Log([replace(span(NOW - 18 * MINUTE, 17, ended_by=None), origin=Origin.ELSEWHERE)])
    assert 17 * 60 == read_day(log, SITTING, SETTINGS, zone=ZONE).totals.sitting_s


def test_sitting_before_the_day_began_is_not_of_today() -> None:
    begins = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)  # 04:00 by the wall
    day = read_day(Log([span(begins - 20 * MINUTE, 50)]), ELSE, SETTINGS, zone=ZONE)
    assert 30 * 60 == day.totals.sitting_s
    assert begins == day.begins


def test_a_span_recorded_in_another_time_zone_belongs_to_the_day_it_had_there() -> None:
    at = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)  # 09:00 on 4 March in Auckland, 21:00 on 3 March in Berlin
    day = read_day(Log([span(at, 30, zone="Pacific/Auckland")]), ELSE, SETTINGS, zone=ZONE)
    assert 30 * 60 == day.totals.sitting_s


@pytest.mark.parametrize(
    ("outcome", "kept", "asked"),
    [
        (Outcome.KEPT, 1, 1),
        (Outcome.MISSED, 0, 1),
        (Outcome.SKIPPED, 0, 1),
        (Outcome.SNOOZED, 0, 0),
        (Outcome.AWAY, 0, 0),
        (Outcome.OPEN, 0, 0),
        (None, 0, 0),
    ],
)
def test_a_reminder_counts_once_it_is_kept_or_passed_over(outcome: Outcome | None, kept: int, asked: int) -> None:
    day = read_day(Log([], [LoggedPrompt("stand", (), NOW - MINUTE, ZONE, outcome)]), SITTING, SETTINGS, zone=ZONE)
    assert (kept, asked) == (day.kept, day.asked)


def test_a_reminder_that_nobody_answered_counts_once_and_in_the_day_in_which_it_was_first_shown() -> None:
    begins = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)  # 04:00 by the wall
    ats = [begins - 5 * MINUTE, begins + 5 * MINUTE, NOW - 40 * MINUTE, NOW - 30 * MINUTE, NOW - 20 * MINUTE]
    outcomes = [Outcome.MISSED] * 2 + [Outcome.SKIPPED] + [Outcome.MISSED] * 2
    rows = [LoggedPrompt("stand", (), at, ZONE, outcome) for at, outcome in zip(ats, outcomes, strict=True)]
    log = Log([span(begins - 10 * MINUTE, 20)], rows[::-1])
    day = read_day(log, SITTING, SETTINGS, zone=ZONE)
    assert ((Outcome.SKIPPED, Outcome.MISSED), 0, 2) == (day.outcomes, day.kept, day.asked)
    made = {
        each.day: each.figures for each in make_days(log, Period(Length.RANGE, TODAY - DAY, TODAY), basis_of(SETTINGS))
    }
    assert {Outcome.SKIPPED: 1, Outcome.MISSED: 1} == made[TODAY].outcomes
    assert {Outcome.MISSED: 1} == made[TODAY - DAY].outcomes


def test_the_last_break_of_the_day_is_the_one_from_which_they_came_back() -> None:
    begins = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)  # 04:00 by the wall
    earlier = [span(begins - 90 * MINUTE, 60), span(begins + 90 * MINUTE, 40), span(begins + 131 * MINUTE, 9)]
    last = span(begins + 150 * MINUTE, 20)
    assert None is read_day(Log(earlier), ELSE, SETTINGS, zone=ZONE).last_break  # the other was of the day before
    found = read_day(Log([*earlier, last]), ELSE, SETTINGS, zone=ZONE).last_break
    assert LastBreak(begins + 140 * MINUTE, begins + 150 * MINUTE, 49 * 60) == found
    assert None is read_day(Log(), ELSE, SETTINGS, zone=ZONE).last_break


@pytest.mark.parametrize("ended_by", [EndedBy.STOPPED, EndedBy.CRASHED])
def test_time_in_which_nothing_was_recorded_is_no_last_break(ended_by: EndedBy) -> None:
    begins = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    private = [span(begins, 30), span(begins + 40 * MINUTE, 20, ended_by=ended_by), span(begins + 120 * MINUTE, 20)]
    assert None is read_day(Log(private[1:]), ELSE, SETTINGS, zone=ZONE).last_break
    found = read_day(Log(private), ELSE, SETTINGS, zone=ZONE).last_break
    assert LastBreak(begins + 30 * MINUTE, begins + 40 * MINUTE, 30 * 60) == found


def test_in_its_first_minute_what_goes_on_is_in_the_day_on_every_page() -> None:
    for seconds, sitting in ((40, 40), (61, 0)):  # by then it is recorded, or the person has said that it was not so
        status = replace(SITTING, since=NOW - timedelta(seconds=seconds), bout_s=seconds)
        day = read_day(Log(), status, SETTINGS, zone=ZONE)
        made = make_days(Log(), Period(Length.RANGE, TODAY, TODAY), basis_of(SETTINGS), status)
        assert (sitting, bool(sitting)) == (day.totals.sitting_s, day.known)
        assert sitting == sum(each.figures.totals.sitting_s for each in made)


def test_the_running_bout_grows_with_the_clock_until_the_reminder_is_due() -> None:
    later = as_of(SITTING, NOW + 2 * MINUTE)
    assert (20 * 60, 10 * 60) == (later.bout_s, later.due_s)
    assert 20 / 30 == pytest.approx(later.progress)
    much_later = as_of(SITTING, NOW + HOURS)
    assert (78 * 60, 0, 1.0) == (much_later.bout_s, much_later.due_s, much_later.progress)


def test_nothing_grows_while_nobody_sits_or_the_clock_was_set_back() -> None:
    assert 0 == as_of(ELSE, NOW + HOURS).bout_s
    assert NOW + HOURS == as_of(ELSE, NOW + HOURS).at
    assert SITTING == as_of(SITTING, NOW - HOURS)


def test_a_reminder_that_is_due_at_once_does_not_divide_by_zero() -> None:
    assert 1.0 == as_of(replace(SITTING, bout_s=0, due_s=0), NOW + MINUTE).progress


def test_standing_is_told_apart_from_sitting() -> None:
    log = Log([span(NOW - HOURS, 20, Posture.STANDING, EndedBy.SAT), span(NOW - 40 * MINUTE, 10)])
    totals = read_day(log, replace(ELSE, state=State.AWAY), SETTINGS, zone=ZONE).totals
    assert (20 * 60, 10 * 60) == (totals.standing_s, totals.sitting_s)


def test_times_of_day_are_those_of_the_zone() -> None:
    assert "15:18" == local(NOW, ZONE)
    assert "19:48" == local(NOW, "Asia/Kolkata")
    assert timedelta(0) == NOW.utcoffset()


def test_any_day_is_read_by_itself() -> None:
    yesterday, late = NOW - 24 * HOURS, datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # 03:00, of the night after
    log = Log(
        [span(yesterday - 48 * HOURS, 30), span(yesterday, 60), span(late, 20), span(NOW - HOURS, 10)],
        [LoggedPrompt("stand", (), yesterday + 30 * MINUTE, ZONE, Outcome.KEPT)],
    )
    day = read_day(log, SITTING, SETTINGS, zone=ZONE, day=TODAY - DAY)
    assert (TODAY - DAY, True, True, True) == (day.day, day.over, day.known, day.timed)
    assert ([yesterday, late], 80 * 60, 1) == ([each.start for each in day.spans], day.totals.sitting_s, day.kept)
    today = read_day(log, SITTING, SETTINGS, zone=ZONE, day=TODAY)
    assert read_day(log, SITTING, SETTINGS, zone=ZONE) == today
    assert not today.over


def test_a_span_that_goes_on_over_the_end_of_a_day_counts_to_its_end_there() -> None:
    log = Log([span(NOW - 14 * HOURS, 60, ended_by=None)])  # since 01:18, with nothing but a checkpoint
    day = read_day(log, SITTING, SETTINGS, zone=ZONE, day=TODAY - DAY)
    assert (2 * 60 + 42) * 60 == day.totals.sitting_s  # up to 04:00


def test_an_unknown_day_is_not_one_without_sitting() -> None:
    day = read_day(Log([span(NOW, 5)]), SITTING, SETTINGS, zone=ZONE, day=TODAY - DAY)
    assert (False, True) == (day.known, day.timed)
    stood = Log([span(NOW - 24 * HOURS, 5, Posture.STANDING, EndedBy.SAT)])
    assert read_day(stood, SITTING, SETTINGS, zone=ZONE, day=TODAY - DAY).known


def test_a_day_known_by_its_totals_has_no_more_and_spans_go_before_them() -> None:
    log = Log(kept_totals=[DayTotals(TODAY - DAY, 3600, 60), DayTotals(TODAY - DAY, 7200), DayTotals(TODAY, 60)])
    day = read_day(log, SITTING, SETTINGS, zone=ZONE, day=TODAY - DAY)
    assert (DayTotals(TODAY - DAY, 7200), False, True) == (day.totals, day.timed, day.known)
    log.kept_spans.append(span(NOW - 24 * HOURS, 5))
    day = read_day(log, SITTING, SETTINGS, zone=ZONE, day=TODAY - DAY)
    assert (300, True) == (day.totals.sitting_s, day.timed)


def test_where_it_was_not_the_person_by_their_last_word_that_is_told() -> None:
    begins, now = NOW - 3 * HOURS, NOW
    said = [
        Correction(None, begins, begins + HOURS, ZONE, now),
        Correction(None, begins + 2 * HOURS, NOW, ZONE, now, undone=now),
        Correction(Posture.STANDING, begins + 20 * MINUTE, begins + 30 * MINUTE, ZONE, now + MINUTE),
    ]
    day = read_day(Log([span(begins, 180)]), ELSE, SETTINGS, zone=ZONE, corrections=said)
    first, second = (begins, begins + 20 * MINUTE), (begins + 30 * MINUTE, begins + HOURS)
    assert (first, second) == day.denied


@given(st.lists(st.tuples(st.integers(-4000, 0), st.integers(1, 300), st.sampled_from(Posture)), max_size=12))
def test_the_days_read_one_by_one_come_to_what_statistics_make_of_them(raw: list[tuple[int, int, Posture]]) -> None:
    log = Log(sorted((span(NOW + at * MINUTE, min(length, -at), posture) for at, length, posture in raw), key=_start))
    first, last = TODAY - 4 * DAY, TODAY
    made = make_days(log, Period(Length.RANGE, first, last), basis_of(SETTINGS), ELSE)
    days = [read_day(log, ELSE, SETTINGS, zone=ZONE, day=first + n * DAY) for n in range(5)]
    assert [each.figures.totals for each in made] == [day.totals for day in days if day.known]


def _start(each: Span) -> datetime:
    return each.start
