"""What the app says back: after a break, and at the end of the working day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.record.day_record import DayRecord
from posture_app.core.settings.hours import parse_hours
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.status import State, Status
from posture_app.runtime.feedback import break_over, break_taken, summary, summary_due, welcome

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
BERLIN = "Europe/Berlin"  # an hour ahead of UTC on that day
SITTING = Status(
    at=NOON, state=State.SITTING, since=NOON - timedelta(minutes=18), bout_s=1080, due_s=720, progress=0.6, prompt=None,
    holds=(), paused=False, pause_until=None, up_until=None,
)  # fmt: skip
UP = replace(SITTING, state=State.UP, since=NOON - timedelta(minutes=3), up_until=NOON)
AWAY = replace(SITTING, state=State.AWAY, since=NOON - timedelta(minutes=3))
STANDING = replace(SITTING, state=State.STANDING)


def day(*outcomes: Outcome | None, **totals: int) -> DayRecord:
    showings = tuple(LoggedPrompt("stand", (), NOON, BERLIN, outcome) for outcome in outcomes)
    begins = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)
    today = DayTotals(date(2026, 3, 4), **totals)
    return DayRecord(begins, begins + timedelta(days=1), NOON, BERLIN, (), showings, today, 8 * 3600)


@pytest.mark.parametrize(
    ("before", "after", "over"),
    [
        (UP, replace(AWAY, at=NOON), True),
        (UP, SITTING, True),
        (UP, replace(AWAY, at=NOON - timedelta(seconds=1)), False),  # locked before it was over
        (UP, replace(UP, at=NOON), False),
        (UP, replace(SITTING, at=NOON - timedelta(seconds=1)), False),
        (AWAY, SITTING, False),
        (replace(UP, up_until=None), SITTING, False),
    ],
)
def test_a_break_that_was_announced_comes_to_its_end(before: Status, after: Status, over: bool) -> None:
    assert over is break_over(before, after)


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        (AWAY, SITTING, 180),
        (AWAY, STANDING, 180),
        (UP, SITTING, 180),
        (replace(AWAY, since=NOON - timedelta(seconds=120)), SITTING, 120),
        (replace(AWAY, since=NOON - timedelta(seconds=119)), SITTING, None),
        (replace(AWAY, since=None), SITTING, None),
        (replace(AWAY, private=True), SITTING, None),
        (AWAY, AWAY, None),
        (UP, AWAY, None),
        (SITTING, SITTING, None),
        (STANDING, SITTING, None),
    ],
)
def test_who_comes_back_has_taken_a_break_of_that_length(before: Status, after: Status, gone: int | None) -> None:
    assert gone == break_taken(before, after, 120)


KEPT, MISSED, SKIPPED = Outcome.KEPT, Outcome.MISSED, Outcome.SKIPPED


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (day(), "A break of 3 min"),
        (day(breaks=1), "A break of 3 min · 1 break today"),
        (day(breaks=4), "A break of 3 min · 4 breaks today"),
        (day(KEPT, breaks=4), "A break of 3 min · 1 of 1 reminder kept today"),
        (day(KEPT, MISSED, SKIPPED, None, Outcome.SNOOZED), "A break of 3 min · 1 of 3 reminders kept today"),
    ],
)
def test_a_break_is_welcomed_with_what_it_did_for_the_day(today: DayRecord, words: str) -> None:
    assert words == welcome(180, today)


def test_kept_reminders_are_told_of_those_that_were_decided() -> None:
    today = day(*[KEPT] * 6, MISSED, SKIPPED, Outcome.OPEN, Outcome.AWAY)
    assert "A break of 3 min · 6 of 8 reminders kept today" == welcome(180, today)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (day(sitting_s=6 * 3600, longest_bout_s=3000, breaks=1), "6 h 00 min sitting, 50 min at the longest; 1 break."),
        (
            day(KEPT, MISSED, sitting_s=3600, standing_s=600, longest_bout_s=1800, breaks=3),
            "1 h 00 min sitting, 30 min at the longest; 10 min standing; 3 breaks; 1 of 2 reminders kept.",
        ),
    ],
)
def test_a_day_is_told_in_one_line(today: DayRecord, words: str) -> None:
    assert words == summary(today)


HOURS = parse_hours("mon-fri 09:00-12:00 13:00-17:30")


@pytest.mark.parametrize(
    ("now", "settings", "due"),
    [
        (NOON, Settings(daily_summary=True, working_hours=HOURS), datetime(2026, 3, 4, 16, 30, tzinfo=UTC)),
        (NOON, Settings(daily_summary=False, working_hours=HOURS), None),
        (NOON, Settings(daily_summary=True), None),
        (NOON + timedelta(hours=4, minutes=30), Settings(daily_summary=True, working_hours=HOURS), None),
        (NOON + timedelta(days=3), Settings(daily_summary=True, working_hours=HOURS), None),
        (
            NOON,
            Settings(daily_summary=True, working_hours=HOURS, days_off=((date(2026, 3, 4), date(2026, 3, 4)),)),
            None,
        ),
    ],
)
def test_the_summary_comes_as_the_working_hours_of_the_day_end(
    now: datetime, settings: Settings, due: datetime | None
) -> None:
    assert due == summary_due(now, settings, BERLIN)
