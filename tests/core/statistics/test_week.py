"""Seven days in a row: which they are, what is known of them, and what they amount to."""

from datetime import date

from posture_app.core.record.day_record import read_day
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.history import read_week
from posture_app.core.statistics.measures import DayFigures
from tests.ui.samples import DAY, ELSE, MINUTE, NOW, SITTING, TODAY, ZONE, Log, busy_week, span

SETTINGS = Settings()
HOURS = 60 * MINUTE


def test_a_day_without_a_span_is_unknown_and_does_not_weigh_on_the_average() -> None:
    log = Log([span(NOW - 3 * 24 * HOURS, 120), span(NOW - 24 * HOURS, 60)])
    week = read_week(log, ELSE, SETTINGS, zone=ZONE)
    assert [date(2026, 3, 1), date(2026, 3, 3)] == [totals.day for totals in week.known]
    assert 90 * 60 == week.average_s


def test_today_counts_in_no_average_and_for_no_goal_while_it_goes_on() -> None:
    log = Log([span(NOW - 24 * HOURS, 60), span(NOW - 60 * MINUTE, 30)])
    week = read_week(log, ELSE, SETTINGS, zone=ZONE)
    assert 2 == len(week.known)
    assert (3600, 1) == (week.average_s, week.within_goal)
    assert None is read_week(Log(log.kept_spans[1:]), ELSE, SETTINGS, zone=ZONE).average_s


def test_a_week_without_any_record_has_no_average() -> None:
    week = read_week(Log(), ELSE, SETTINGS, zone=ZONE)
    assert (None, 0) == (week.average_s, week.within_goal)


def test_the_last_seven_days_end_today_and_the_seven_before_end_the_day_before_them() -> None:
    this, before = (read_week(Log(), ELSE, SETTINGS, zone=ZONE, back=back) for back in (0, 1))
    assert (date(2026, 2, 26), TODAY) == (this.days[0], this.days[-1])
    assert (date(2026, 2, 19), date(2026, 2, 25)) == (before.days[0], before.days[-1])
    assert TODAY == before.today


def test_a_day_at_the_goal_is_within_it_and_a_second_more_is_not() -> None:
    goal = Settings(goal_hours=2.0)
    at_goal, above = span(NOW - 24 * HOURS, 120), span(NOW - 48 * HOURS, 120 + 1 / 60)
    assert 1 == read_week(Log([at_goal]), ELSE, goal, zone=ZONE).within_goal
    assert 0 == read_week(Log([above]), ELSE, goal, zone=ZONE).within_goal


def test_the_present_day_is_what_its_own_page_says() -> None:
    log = busy_week()
    week = read_week(log, SITTING, SETTINGS, zone=ZONE)
    assert read_day(log, SITTING, SETTINGS, zone=ZONE).totals == week.figures[TODAY].totals


def test_a_day_of_which_another_program_told_the_total_is_known_by_that() -> None:
    told = [DayTotals(TODAY - 2 * DAY, 3 * 3600), DayTotals(TODAY - DAY, 9 * 3600)]
    log = Log([span(NOW - 24 * HOURS, 60)], kept_totals=told)
    week = read_week(log, ELSE, SETTINGS, zone=ZONE)
    assert DayFigures(told[0], timed=False) == week.figures[TODAY - 2 * DAY]
    assert (True, 3600) == (week.figures[TODAY - DAY].timed, week.figures[TODAY - DAY].totals.sitting_s)  # seen here
    assert (2 * 3600, 2) == (week.average_s, week.within_goal)
