"""How lengths, moments, the status and a prompt are said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from posture_app.core.prompts import Hold, Outcome, Shown
from posture_app.core.settings.settings import TABLE
from posture_app.core.spans import EndedBy
from posture_app.core.status import State, Status
from posture_app.core.status_words import Glance, glance, held_words, status_line
from posture_app.core.words import (
    ENDINGS,
    HELD,
    OPTIONS,
    OUTCOMES,
    REMINDERS_HELD,
    brief_length,
    duration,
    long_duration,
    option,
    wall_time,
)

TOGETHER = "\N{NO-BREAK SPACE}"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
BERLIN = "Europe/Berlin"  # an hour ahead of UTC on that day
SHOWN = Shown(number=7, kind="stand", at=NOON, zone=BERLIN, sitting_s=1800)
SITTING = Status(
    at=NOON,
    state=State.SITTING,
    since=NOON - timedelta(minutes=18),
    bout_s=18 * 60,
    due_s=12 * 60,
    progress=0.6,
    prompt=None,
    holds=(),
    paused=False,
    pause_until=None,
    up_until=None,
)
AWAY = replace(SITTING, state=State.AWAY, bout_s=0, due_s=None, progress=0.0)
HIDDEN = replace(AWAY, private=True)
DUE = replace(SITTING, bout_s=1860, due_s=0, progress=1.0)
UP_ALREADY = replace(AWAY, state=State.STANDING, since=NOON - timedelta(minutes=5), prompt=SHOWN)
LONG_UP = replace(UP_ALREADY, prompt=replace(SHOWN, kind="sit"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-5, "0 s"), (0, "0 s"), (40, "40 s"), (59.9, "59 s"), (60, "1 min"), (779, "12 min"), (3600, "1 h 00 min"),
     (3900, "1 h 05 min"), (90000, "25 h 00 min")],
)  # fmt: skip
def test_a_length_is_given_to_the_minute_or_below_one_to_the_second(seconds: float, words: str) -> None:
    assert words == duration(seconds)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(59, "less than a minute"), (60, "1_minute"), (1800, "30_minutes"), (3660, "1_hour 1_minute"), (7200, "2_hours")],
)
def test_a_length_in_full_words_has_its_singular_and_keeps_numbers_with_their_units(seconds: float, words: str) -> None:
    assert words == long_duration(seconds).replace(TOGETHER, "_")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 3, 4, 13, 30, tzinfo=UTC), "14:30"),
        (datetime(2026, 3, 4, 22, 59, tzinfo=UTC), "23:59"),
        (datetime(2026, 3, 4, 23, 0, tzinfo=UTC), "tomorrow 00:00"),
        (datetime(2026, 3, 5, 8, 0, tzinfo=UTC), "tomorrow 09:00"),
        (datetime(2026, 3, 3, 17, 0, tzinfo=UTC), "yesterday 18:00"),
        (datetime(2026, 3, 9, 8, 0, tzinfo=UTC), "Mon 09:00"),
        (datetime(2026, 3, 11, 8, 0, tzinfo=UTC), "11 Mar 2026 09:00"),
    ],
)
def test_a_moment_names_its_day_by_the_local_calendar(at: datetime, words: str) -> None:
    assert words == wall_time(at, NOON, BERLIN)


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (SITTING, "Sitting for 18 min · Get up in 12 min"),
        (replace(SITTING, bout_s=20, due_s=1780), "Sitting for less than a minute · Get up in 30 min"),
        (replace(SITTING, bout_s=1799, due_s=1), "Sitting for 29 min · Get up in 1 min"),
        (replace(SITTING, due_s=None), "Sitting for 18 min"),
        (replace(SITTING, holds=(Hold.CALL,)), "Sitting for 18 min · Get up in 12 min"),
        (DUE, "Sitting for 31 min · Time to get up"),
        (replace(DUE, prompt=SHOWN), "Sitting for 31 min · Time to get up"),
        (replace(DUE, holds=(Hold.CALL, Hold.DND)), "Held during your call · Due"),
        (replace(DUE, holds=(Hold.DND,)), "Held while do not disturb is on · Due"),
        (replace(DUE, holds=(Hold.HOURS,)), "Sitting for 31 min · Outside working hours"),
        (replace(SITTING, paused=True, holds=(Hold.PAUSE,)), "Paused until you resume"),
        (replace(SITTING, paused=True, pause_until=NOON + timedelta(minutes=90)), "Paused until 14:30"),
        (replace(AWAY, paused=True, pause_until=NOON + timedelta(hours=20)), "Paused until tomorrow 09:00"),
        (replace(HIDDEN, private_until=NOON + timedelta(minutes=90)), "Private mode until 14:30: nothing is recorded."),
        (replace(HIDDEN, paused=True), "Private mode until you end it: nothing is recorded."),
        (replace(AWAY, state=State.STANDING, since=NOON - timedelta(minutes=5)), "Standing for 5 min"),
        (replace(AWAY, state=State.STANDING, since=None), "Standing for less than a minute"),
        (UP_ALREADY, "Standing for 5 min"),
        (LONG_UP, "Standing for 5 min · Time to sit down"),
        (replace(AWAY, since=NOON - timedelta(minutes=168)), "Away since 10:12"),
        (replace(AWAY, since=None), "Away"),
        (replace(AWAY, state=State.UP, up_until=NOON + timedelta(seconds=50)), "On a break for 1 min more"),
        (replace(AWAY, state=State.UP, up_until=NOON + timedelta(seconds=61)), "On a break for 2 min more"),
        (replace(AWAY, state=State.UP, up_until=None), "On a break"),
    ],
)
def test_the_status_is_said_in_one_plain_line(status: Status, line: str) -> None:
    assert line == status_line(status, BERLIN)


def test_what_keeps_reminders_back_is_said_as_a_sentence() -> None:
    private = "Private mode until you end it: nothing is recorded."
    said = [held_words(status, BERLIN) for status in (HIDDEN, replace(AWAY, paused=True), AWAY)]
    assert [private, "Paused until you resume.", ""] == said


def test_a_clock_that_was_put_back_does_not_give_a_negative_length() -> None:
    standing = replace(AWAY, state=State.STANDING, since=NOON + timedelta(hours=1))
    assert "Standing for less than a minute" == status_line(standing, BERLIN)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (SITTING, Glance.SITTING),
        (replace(SITTING, holds=(Hold.CALL,)), Glance.SITTING),
        (DUE, Glance.DUE),
        (replace(DUE, holds=(Hold.FULLSCREEN,)), Glance.HELD),
        (replace(DUE, paused=True, holds=(Hold.PAUSE,)), Glance.PAUSED),
        (replace(AWAY, paused=True), Glance.PAUSED),
        (replace(HIDDEN, paused=True), Glance.PRIVATE),
        (replace(AWAY, state=State.STANDING), Glance.STANDING),
        (UP_ALREADY, Glance.STANDING),
        (LONG_UP, Glance.DUE),
        (replace(DUE, state=State.STANDING), Glance.STANDING),
        (AWAY, Glance.AWAY),
        (replace(AWAY, state=State.UP), Glance.AWAY),
    ],
)
def test_a_glance_says_what_matters_most(status: Status, word: Glance) -> None:
    assert word == glance(status)


def test_every_value_that_tables_show_has_its_words() -> None:
    assert set(Outcome) == set(OUTCOMES)
    assert set(EndedBy) == set(ENDINGS)
    assert set(Hold) == set(HELD)
    assert set(Hold) == set(REMINDERS_HELD)


def test_a_word_of_a_setting_is_said_as_people_would() -> None:
    assert option("light") == "Light"
    assert option("card") == "Card in the corner of the screen"


def test_every_word_that_a_setting_offers_has_its_words() -> None:
    for key, setting in TABLE.items():
        for word in getattr(setting.kind, "options", ()):
            assert word in OPTIONS, f"{key}: {word}"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 min"), (3599, "59 min"), (3600, "1 h 00"), (19559, "5 h 25"), (86400, "24 h 00")]
)
def test_a_brief_length_is_no_time_of_day(seconds: int, text: str) -> None:
    assert text == brief_length(seconds)
