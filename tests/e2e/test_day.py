"""A person at a real display: what they do, what the app shows, and what stands in the log afterwards."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.core.content.shipped import library

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

SITTING = "SELECT ended_by FROM spans WHERE posture = 'sitting' ORDER BY rowid"
KEPT = "SELECT value FROM remembered WHERE key = 'private'"
PATIENT = ("--set", "away_after=30", "--set", "break_min=15")
"""Commands take a while, in which nobody types; at this desk that is no break."""
OUTCOMES = "SELECT outcome FROM prompts ORDER BY rowid"


def test_typing_is_sitting_and_the_notification_arrives_and_im_up_logs_the_break(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.start("--set", "stand_every=5")
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    _, _, _, title, body, actions, _, _ = daemon.notified[0]
    assert title == "You have been sitting for 5 minutes"
    ((exercise,), *_rest) = desk.rows("SELECT exercise FROM prompts ORDER BY rowid")
    named = library().exercise(exercise)
    assert named is not None
    assert body.startswith(named.in_a_line)
    buttons = dict(zip(actions[::2], actions[1::2], strict=True))
    assert {"up": "I’m up", "snooze": "Snooze 5 min", "skip": "Skip"}.items() <= buttons.items()
    assert desk.now()["prompt"]["kind"] == "stand"
    daemon.order("Invoke", "us", daemon.showing[0], "up")
    desk.until(lambda: desk.now()["state"] == "up" or desk.rows(SITTING) == [("up",)])
    desk.until(lambda: desk.rows(OUTCOMES) == [("kept",)])
    assert [("up",)] == desk.rows(SITTING)[:1]


def test_without_input_the_span_ends_at_the_last_input(desk: "Desk") -> None:
    desk.start()
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
    desk.type()
    last = _moment(desk.now()["at"])
    desk.until(lambda: desk.rows(SITTING) == [("idle",)])
    ((end_us,),) = desk.rows("SELECT end_us FROM spans")
    # One real second, a minute here, is what a busy machine may take between the key and the status.
    assert abs(end_us / 1e6 - last.timestamp()) < 120
    assert desk.status()["state"] == "away"


def test_who_comes_back_after_long_says_at_the_tray_that_they_sat_elsewhere(desk: "Desk") -> None:
    tray = desk.tray()
    desk.start(scale=300)
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
    desk.until(lambda: desk.now()["state"] == "away")
    left = _moment(desk.now()["since"])
    desk.until(lambda: _moment(desk.now()["at"]) - left > timedelta(minutes=16))
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    tray.choose("I sat elsewhere")
    desk.until(lambda: desk.rows("SELECT posture FROM corrections") == [("sitting",)])
    assert "I sat elsewhere" not in tray.labels()


def test_a_kill_loses_a_minute_at_the_most_and_the_bout_goes_on(desk: "Desk") -> None:
    app = desk.start(*PATIENT)
    desk.until(lambda: desk.now()["bout_s"] > 180, meanwhile=desk.type)
    sat = desk.now()["bout_s"]
    app.kill()
    app.wait()
    desk.start(*PATIENT)
    assert [("crashed",)] == desk.rows(SITTING)
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    assert desk.status()["bout_s"] >= sat - 60
    desk.say("quit")
    assert [("crashed",), ("stopped",)] == desk.rows(SITTING)


def test_standing_is_recorded_as_such(desk: "Desk") -> None:
    desk.start(*PATIENT)
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
    assert desk.say("stand").startswith("Standing")
    desk.until(lambda: desk.now()["today"]["standing_s"] > 60, meanwhile=desk.type)
    assert desk.say("sit").startswith("Sitting")
    assert [("sitting", "stood"), ("standing", "sat")] == desk.rows("SELECT posture, ended_by FROM spans LIMIT 2")


def test_a_prompt_that_no_daemon_shows_is_shown_as_a_card(desk: "Desk") -> None:
    daemon = desk.daemon("--capabilities", "body")
    desk.start("--set", "stand_every=5", *PATIENT)
    desk.until(lambda: desk.windows("You have been sitting for"), meanwhile=desk.type)
    assert [] == daemon.notified  # it has no buttons
    desk.say("snooze", "1")
    desk.until(lambda: not desk.windows("You have been sitting for"))
    assert desk.logged(OUTCOMES, ("snoozed",)), desk.rows(OUTCOMES)


def test_a_daemon_that_dies_while_the_prompt_shows_hands_it_on(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.start("--set", "stand_every=5")
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    daemon.process.kill()
    desk.until(lambda: desk.windows("You have been sitting for"), meanwhile=desk.type)


def test_a_pause_holds_the_reminder_and_outlives_a_restart(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.start("--set", "stand_every=5")
    assert desk.say("pause").startswith("Paused until you resume")
    desk.until(lambda: desk.now()["bout_s"] > 420, meanwhile=desk.type)
    assert ["pause"] == desk.status()["held_by"]
    assert [] == daemon.notified
    desk.say("quit")
    desk.start("--set", "stand_every=5")
    assert desk.status()["paused"]
    desk.say("resume")
    desk.until(lambda: daemon.notified, meanwhile=desk.type)


def test_in_private_mode_nothing_is_recorded_and_a_restart_does_not_end_it(desk: "Desk") -> None:
    desk.start()
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
    assert desk.say("private", "600").startswith("Private mode until")
    assert [("stopped",)] == desk.rows(SITTING)
    rows = desk.rows("SELECT * FROM spans")
    _type_on(desk, 180)
    assert rows == desk.rows("SELECT * FROM spans")
    assert 1 == len(desk.rows(KEPT))
    desk.say("quit")
    desk.start()
    _type_on(desk, 120)
    assert (True, "away") == (desk.now()["private"], desk.now()["state"])
    assert rows == desk.rows("SELECT * FROM spans")
    assert desk.say("private", "--off").startswith("Sitting for")
    assert [] == desk.rows(KEPT)
    sat = desk.now()["today"]["sitting_s"]
    desk.until(lambda: desk.now()["today"]["sitting_s"] > sat + 60, meanwhile=desk.type)
    desk.say("quit")
    assert [("stopped",)] * 2 == desk.rows(SITTING)


def _type_on(desk: "Desk", seconds: int) -> None:
    begun = _moment(desk.now()["at"])
    desk.until(lambda: (_moment(desk.now()["at"]) - begun).total_seconds() > seconds, meanwhile=desk.type)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
