"""A day in plain words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from posture_app.core.record.day_record import DayRecord, read_day
from posture_app.core.record.day_words import day_sentence
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import Posture
from posture_app.core.statistics.bouts import DayTotals
from tests.ui.samples import DAY, ELSE, NOW, TODAY, ZONE, Log, record, span

MINUTE = timedelta(minutes=1)
EIGHT = NOW.replace(hour=7, minute=0)  # by the wall


def told(log: Log, goal_hours: float, back: int = 0) -> str:
    settings = Settings(goal_hours=goal_hours)
    return day_sentence(read_day(log, ELSE, settings, zone=ZONE, day=TODAY - back * DAY))


@pytest.mark.parametrize(
    ("goal", "past", "now"),
    [
        (2.0, ", 30 min less than your goal.", "; 30 min of your goal is left."),
        (1.5, ", exactly your goal.", ", exactly your goal."),
        (1.0, ", 30 min more than your goal.", ", 30 min more than your goal."),
    ],
)
def test_it_says_from_when_to_when_how_long_and_how_far_from_the_goal(goal: float, past: str, now: str) -> None:
    day = [span(EIGHT, 60), span(EIGHT + 70 * MINUTE, 20, Posture.STANDING), span(EIGHT + 100 * MINUTE, 30)]
    assert f"Since 08:00 you sat 1 h 30 min{now}" == told(Log(day), goal)
    before = [replace(each, start=each.start - DAY, end=each.end - DAY) for each in day]
    assert f"Between 08:00 and 10:10 you sat 1 h 30 min{past}" == told(Log(before), goal, 1)


def test_of_totals_alone_it_says_no_times() -> None:
    log = Log(kept_totals=[DayTotals(TODAY - DAY, 3600)])
    assert told(log, 2.0, 1) == "You sat 1 h 00 min, 1 h 00 min less than your goal."


@pytest.mark.parametrize("day", [record(), record([span(EIGHT, 60, Posture.STANDING)])])
def test_where_nobody_sat_nothing_is_said(day: DayRecord) -> None:
    assert not day_sentence(day)
