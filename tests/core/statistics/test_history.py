"""A period read from the log: its days, what they are compared with, and today, which has not ended."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from posture_app.core.pages import View
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.goals import GoalProgress, Keep
from posture_app.core.statistics.history import (
    PeriodRecord,
    all_months,
    chunks,
    first_known,
    known_days,
    read_period,
    shown_period,
)
from posture_app.core.statistics.measures import asked, day_figures, measure, within
from posture_app.core.statistics.periods import Length, Period, period_of
from posture_app.store.log.log import Log as StoredLog
from posture_app.store.log.log import open_log
from tests.core.logs import BREAK, FOUR, logs
from tests.ui.samples import NOW, SITTING, ZONE, Log, span

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday
AFTER = MORNING + 60 * DAY


@dataclass(frozen=True)
class AskedLog(Log):
    """Keeps since when it was asked for spans."""

    asked: list[datetime | None] = field(default_factory=list)

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        self.asked.append(since)
        return super().spans(since, until)


def sat(day: int, minutes: float) -> Span:
    """Sitting on a day of March 2026, or of the months around it."""
    return span(MORNING + (day - 2) * DAY, minutes, zone="UTC")


def march(*spans: Span, now: datetime = AFTER, settings: Settings | None = None) -> PeriodRecord:
    period = period_of(Length.MONTH, date(2026, 3, 2))
    return read_period(Log(list(spans)), period, settings or Settings(), zone="UTC", now=now)


def test_a_period_has_its_own_days_and_those_of_the_one_before() -> None:
    record = march(sat(-28, 10), sat(-27, 20), sat(0, 30), sat(1, 40), sat(31, 50), sat(32, 60))
    assert [date(2026, 3, 1), date(2026, 3, 31)] == [figures.day for figures in record.days]
    assert [date(2026, 2, 1), date(2026, 2, 28)] == [figures.day for figures in record.earlier]
    assert (45 * 60, 25 * 60) == (record.measures.sitting_per_day_s, record.measures_before.sitting_per_day_s)
    assert {31} == {hours.day.day for hours in record.hours} - {1}


@hypothesis_settings(max_examples=40, deadline=None)
@given(logs())
def test_any_period_is_what_all_of_the_log_says_of_it(log: tuple[list[Span], list[LoggedPrompt]]) -> None:
    spans, rows = log
    kept = Log(spans, rows)
    whole = day_figures(spans, rows, FOUR, BREAK)
    for figures in whole:
        period = period_of(Length.MONTH, figures.day)
        record = read_period(kept, period, Settings(), zone="UTC", now=datetime(2030, 1, 1, tzinfo=UTC))
        assert tuple(within(whole, period)) == tuple(record.days)
        assert measure(within(whole, period.previous)) == record.measures_before


def test_today_is_among_the_days_but_in_no_average() -> None:
    record = march(sat(2, 60), sat(3, 300), now=MORNING + DAY + 310 * MINUTE)
    assert (2, 3600, False) == (len(record.days), record.measures.sitting_s, record.so_far)
    assert (1, 1) == (record.progress.met, record.progress.days)
    assert [3600, None] == [average.sitting_s for average in record.weekdays[:2]]
    assert (1.0, None) == (record.heat[0][8], record.heat[1][8])


def test_of_a_week_today_has_its_hours_as_far_as_they_have_come() -> None:
    week = shown_period("week", date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 2))
    now = MORNING + DAY + 90 * MINUTE
    for status in (None, replace(SITTING, at=now)):
        record = read_period(Log([sat(2, 60), sat(3, 75)]), week, Settings(), zone="UTC", now=now, status=status)
        assert (1.0, 0.0) == (record.heat[0][8], record.heat[0][23])
        assert (0.0, 1.0, 0.5, None, None) == tuple(record.heat[1][hour] for hour in (4, 8, 9, 10, 3))
        assert 3600 == record.measures.sitting_s


def test_today_stands_for_itself_if_nothing_else_is_known() -> None:
    record = march(sat(3, 30), now=MORNING + DAY + 40 * MINUTE)
    assert (True, 1800, 0) == (record.so_far, record.measures.sitting_s, record.progress.days)
    assert 0.75 == record.heat[1][8]


def test_a_month_that_goes_on_is_compared_with_as_many_days_of_the_last() -> None:
    spans = [sat(-27, 60), sat(-25, 120), sat(-20, 600), sat(1, 30), sat(3, 30)]
    assert 90 * 60 == march(*spans, now=MORNING + 3 * DAY).measures_before.sitting_per_day_s
    assert 260 * 60 == march(*spans).measures_before.sitting_per_day_s
    first = march(*spans, now=MORNING - DAY + 40 * MINUTE)
    assert 0 == first.measures_before.known_days


def test_a_streak_goes_on_over_the_end_of_the_month_and_days_off_are_left_out() -> None:
    spans = [sat(-1, 600), *(sat(day, 60) for day in (0, 1, 2)), sat(3, 600), sat(4, 60)]
    settings = Settings(days_off=((date(2026, 3, 3), date(2026, 3, 3)),))
    assert 4 == march(*spans, settings=settings).streak
    assert (3, 3) == (march(*spans, settings=settings).progress.met, march(*spans, settings=settings).progress.longest)
    assert 1 == march(*spans).streak


def test_the_goal_of_kept_reminders_goes_by_its_own_days() -> None:
    """On 28 February, 1 and 3 March one of two reminders was kept, on the 2nd none, on the 4th nothing was asked."""
    spans = [sat(day, 60) for day in (0, 1, 2, 3, 4)]
    kept = {0: Outcome.KEPT, 1: Outcome.KEPT, 2: Outcome.SKIPPED, 3: Outcome.KEPT}
    rows = [
        LoggedPrompt("stand", (), sat(day, 1).start + shift * MINUTE, "UTC", outcome)
        for day, found in kept.items()
        for shift, outcome in ((20, found), (40, Outcome.MISSED))
    ]
    rows.append(LoggedPrompt("stand", (), sat(4, 1).start, "UTC", Outcome.SNOOZED))

    def read(**changes: Any) -> PeriodRecord:
        month = period_of(Length.MONTH, date(2026, 3, 2))
        return read_period(Log(spans, rows), month, Settings(**changes), zone="UTC", now=AFTER)

    assert (None, None) == (read().kept_progress, read().kept_streak)
    assert (GoalProgress(2, 3, 1, 1), 1) == (read(goal_kept=50).kept_progress, read(goal_kept=50).kept_streak)
    assert GoalProgress(0, 3, 0, 0) == read(goal_kept=51).kept_progress
    off = ((date(2026, 3, 2), date(2026, 3, 2)),)
    assert (GoalProgress(2, 2, 2, 2), 3) == (
        read(goal_kept=50, days_off=off).kept_progress,
        read(goal_kept=50, days_off=off).kept_streak,
    )


def test_of_reminders_only_those_to_get_up_count_for_the_goal_of_stand_ups() -> None:
    at = sat(2, 1).start
    rows = [
        LoggedPrompt("stand", (), at, "UTC", Outcome.KEPT),
        LoggedPrompt("stretch", ("stand",), at + 20 * MINUTE, "UTC", Outcome.MISSED),
        LoggedPrompt("stretch", (), at + 40 * MINUTE, "UTC", Outcome.SKIPPED),
        LoggedPrompt("stand", (), at + 50 * MINUTE, "UTC", Outcome.SNOOZED),
        LoggedPrompt("move", (), at + 55 * MINUTE, "UTC", Outcome.KEPT),  # as it is called in a wheelchair
    ]
    month = period_of(Length.MONTH, date(2026, 3, 2))
    record = read_period(Log([sat(2, 60)], rows), month, Settings(), zone="UTC", now=AFTER)
    (day,) = record.days
    assert (3, 2) == (day.stand_ups, day.stood_up)
    assert 4 == asked(day.outcomes)
    assert (True, False) == (Keep(66).met(day), Keep(67).met(day))


def test_an_imported_total_counts_as_sitting_and_says_nothing_of_stretches() -> None:
    told = [DayTotals(date(2026, 3, 3), 9 * 3600, 600), DayTotals(date(2026, 2, 3), 3600)]
    log = Log([sat(2, 60)], kept_totals=told)
    record = read_period(log, period_of(Length.MONTH, date(2026, 3, 2)), Settings(), zone="UTC", now=AFTER)
    found = record.measures
    assert (2, 1, 5 * 3600) == (found.known_days, found.timed_days, found.sitting_per_day_s)
    assert (1, 2) == (record.progress.met, record.progress.days)
    assert [3600.0 * 9, 0] == [record.weekdays[1].sitting_s, found.breaks_per_day]
    assert [date(2026, 3, 2)] == [hours.day for hours in record.hours]
    assert 3600 == record.measures_before.sitting_per_day_s
    assert None is record.measures_before.breaks_per_day


@hypothesis_settings(max_examples=30, deadline=None)
@given(logs(), st.integers(0, 200))
def test_read_in_pieces_it_is_the_same(log: tuple[list[Span], list[LoggedPrompt]], ahead: int) -> None:
    kept = Log(log[0], log[1])
    today = date(2026, 1, 1) + ahead * DAY
    period = Period(Length.RANGE, date(2026, 1, 1), date(2026, 12, 1))
    parts = list(chunks(period))
    assert [62, 62, 62, 62, 62, 25] == [len(part) for part in parts]
    each = [known_days(kept, part, Settings(), today=today) for part in parts]
    assert known_days(kept, period, Settings(), today=today) == [day for part in each for day in part]


def test_all_months_go_from_the_first_that_is_known_to_the_present_one() -> None:
    assert ("2026-03-01", "2026-03-31") == all_of(Log())
    assert ("2025-12-01", "2026-03-31") == all_of(Log([sat(-80, 10)]))
    told = [DayTotals(date(2019, 7, 31), 60)]
    assert ("2019-07-01", "2026-03-31") == all_of(Log([sat(-80, 10)], kept_totals=told))
    assert ("2026-03-01", "2026-03-31") == all_of(Log([sat(90, 10)]))  # the clock was set


def test_a_record_that_begins_on_the_first_of_a_month_has_no_month_before_it(tmp_path: Path) -> None:
    """What the log itself gives as its first day is earlier."""
    with closing(open_log(tmp_path / "posture.db", now=MORNING).log) as log:
        for day, month in ((1, "2026-03-01"), (0, "2026-02-01")):
            log.record(sat(day, 30))
            assert (month, "2026-03-31") == all_of(log)
        assert date(2026, 2, 28) == first_known(log, date(2026, 3, 4), Settings())


def all_of(log: Log | StoredLog) -> tuple[str, str]:
    today = date(2026, 3, 4)
    return ends(all_months(first_known(log, today, Settings()), today))


def ends(period: Period) -> tuple[str, str]:
    return str(period.first), str(period.last)


def test_rows_go_from_the_first_known_day_to_the_last_with_the_gaps_between() -> None:
    record = march(sat(4, 30), sat(6, 40))
    assert [(4, 1), (5, 0), (6, 1)] == [(part.first.day, found.known_days) for part, found in record.rows(Length.DAY)]
    assert [] == list(march().rows(Length.DAY))


def test_nudges_that_nobody_need_answer_are_left_out() -> None:
    at = MORNING + 20 * MINUTE
    rows = [LoggedPrompt(kind, (), at, "UTC", Outcome.MISSED) for kind in ("stand", "micro", "posture")]
    record = read_period(
        Log([sat(2, 30)], rows), period_of(Length.DAY, date(2026, 3, 2)), Settings(), zone="UTC", now=AFTER
    )
    assert 1 == record.measures.asked


def test_an_open_span_goes_on_to_now_where_the_status_is_known() -> None:
    log = Log([replace(span(NOW - 18 * MINUTE, 17), ended_by=None)])
    period = period_of(Length.MONTH, NOW.date())
    read = [read_period(log, period, Settings(), zone=ZONE, now=NOW, status=status) for status in (None, SITTING)]
    assert [17 * 60, 18 * 60] == [record.measures.sitting_s for record in read]


def test_what_is_not_compared_is_not_read() -> None:
    log = AskedLog([sat(-20, 30), sat(2, 30)])
    record = read_period(
        log, period_of(Length.MONTH, date(2026, 3, 2)), Settings(), zone="UTC", now=AFTER, compared=False
    )
    assert [datetime(2026, 2, 26, 4, 0, tzinfo=UTC)] == log.asked
    assert (0, 0) == (len(record.earlier), record.measures_before.known_days)


def test_days_begin_where_the_setting_says() -> None:
    late = Span(Posture.SITTING, MORNING.replace(hour=1), MORNING.replace(hour=2), EndedBy.IDLE, "UTC")
    record = march(late, settings=Settings(day_start=time(0, 0)))
    assert ([2], [1]) == ([f.day.day for f in record.days], [f.day.day for f in march(late).days])


def test_what_lies_beyond_the_calendar_is_said() -> None:
    with pytest.raises(OverflowError):
        read_period(Log(), Period(Length.RANGE, date.min, date.min), Settings(), zone="UTC", now=AFTER)


@pytest.mark.parametrize(
    ("view", "day", "first", "last"),
    [
        ("day", "2026-03-02", "2026-03-02", "2026-03-02"),
        ("week", "2026-03-04", "2026-02-26", "2026-03-04"),
        ("week", "2026-02-26", "2026-02-26", "2026-03-04"),
        ("week", "2026-02-25", "2026-02-19", "2026-02-25"),
        ("week", "2026-02-18", "2026-02-12", "2026-02-18"),
        ("month", "2026-02-18", "2026-02-01", "2026-02-28"),
        ("year", "2026-02-18", "2026-01-01", "2026-12-31"),
        ("all", "2026-02-18", "2025-12-01", "2026-03-31"),
    ],
)
def test_a_view_shows_the_period_with_the_day_in_it(view: View, day: str, first: str, last: str) -> None:
    period = shown_period(view, date.fromisoformat(day), date(2026, 3, 4), date(2025, 12, 15))
    assert (first, last) == (str(period.first), str(period.last))
