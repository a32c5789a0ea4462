"""Several reminders in one day: merged, satisfied, held, kept over a restart, and what is said about them."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from posture_app.desktop.clock import SystemClock
from tests.e2e.test_ways import click_card

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

LOG = "SELECT kind, also, outcome FROM prompts ORDER BY rowid"
PATIENT = ("away_after=60", "break_min=30", "again_after=120")
"""Who does not answer is not taken for gone, and is left alone."""
ALTERNATE = ("stand=no", "stretch=no", "feet=no", "alternate=yes", "sit_for=10", "stand_for=5")

_WATER = json.dumps([{"name": "Water", "due": "90 min unbroken"}])


def clock(desk: "Desk", minutes: int = 0, *, of: str = "at") -> str:
    """The time of day, HH:MM, that it is for the app so many minutes after this moment of its status."""
    there = ZoneInfo(desk.environ["TZ"]) if "TZ" in desk.environ else None
    return f"{moment(desk.now()[of]).astimezone(there) + timedelta(minutes=minutes):%H:%M}"


def at_noon(desk: "Desk") -> None:
    """Have the app run in a zone in which it is about noon, so that no day ends meanwhile."""
    desk.environ["TZ"] = f"Etc/GMT{SystemClock().now().wall.hour - 12:+d}"  # whose signs are those of ships


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def asked_after(desk: "Desk") -> float:
    """How many more seconds of sitting than before the restart there had been as the last prompt came: some, as other
    programs are asked first, in real seconds, which are few of a day that goes slowly.
    """
    ((then,),) = desk.rows("SELECT sitting_s FROM prompts ORDER BY rowid DESC LIMIT 1")
    ((before,),) = desk.rows("SELECT sum(end_us - start_us) / 1e6 FROM spans WHERE ended_by IN ('stopped', 'crashed')")
    return float(then - before)


def settled(desk: "Desk", *rows: tuple[str, str, str]) -> None:
    """Type until this is all that the log has."""
    desk.until(lambda: desk.rows(LOG) == list(rows), meanwhile=desk.type)


def test_what_is_due_together_is_one_prompt_of_the_longest_and_kept_together(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.work("stand_every=10", "stretch_every=14", "feet=no", *PATIENT, scale=400)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    _, _, _, title, body, _, _, _ = daemon.notified[0]
    assert "Time to stretch" == title
    assert "Also: get up." == body.splitlines()[-1]
    prompt = desk.now()["prompt"]
    assert ("stretch", ["stand"], "notification") == (prompt["kind"], prompt["also"], prompt["way"])
    desk.tell("done")
    desk.until(lambda: desk.logged(LOG, ("stretch", "stand", "kept")), meanwhile=desk.type)
    desk.until(lambda: len(daemon.notified) == 2, meanwhile=desk.type)
    ((first,), (second,)) = desk.rows("SELECT sitting_s FROM prompts")
    assert second - first >= 600


def test_a_break_that_is_long_enough_satisfies_what_was_not_yet_asked(desk: "Desk") -> None:
    desk.work("stand=no", "stretch_every=10", "feet=no", "away_after=1", "break_min=2", scale=200)
    desk.until(lambda: desk.now()["bout_s"] > 300, meanwhile=desk.type)
    desk.until(lambda: desk.now()["state"] == "away")
    away = moment(desk.now()["since"])
    desk.until(lambda: moment(desk.now()["at"]) > away + timedelta(minutes=3))
    now: dict[str, Any] = {}

    def sits() -> bool:
        now.update(desk.now())  # a third of a second later they are away again
        return bool(now["state"] == "sitting")

    desk.until(sits, meanwhile=desk.type)
    assert 590 <= now["due_s"] + now["bout_s"] <= 610
    assert [] == desk.rows(LOG)


# The restart itself, which takes a while, must not be a break long enough.
def test_feet_come_once_a_day_also_after_a_restart_and_again_if_they_were_not_done(desk: "Desk") -> None:
    work = ("stand=no", "stretch=no", "feet_every=10", "feet_length=30", *PATIENT)
    app = desk.work(*work, scale=400)
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.type)
    app.kill()
    app.wait()
    desk.work(*work, scale=60)
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.type)
    assert asked_after(desk) < 120
    desk.quit()
    desk.work(*work, scale=400)
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.type)
    desk.tell("done")
    kept = ("feet", "", "open"), ("feet", "", "open"), ("feet", "", "kept")
    settled(desk, *kept)
    desk.until(lambda: desk.now()["bout_s"] > 1500, meanwhile=desk.type)
    desk.quit()
    desk.work(*work, scale=400)
    desk.until(lambda: desk.now()["today"]["sitting_s"] > 2300, meanwhile=desk.type)
    assert list(kept) == desk.rows(LOG)


def test_a_stretch_that_is_due_is_asked_for_again_after_a_restart_unless_it_was_skipped(desk: "Desk") -> None:
    work = ("stand=no", "stretch_every=20", "stretch_length=30", "feet=no", *PATIENT)
    desk.work(*work, scale=400)
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.type)
    desk.quit()
    desk.work(*work, scale=60)
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.type)
    assert asked_after(desk) < 120
    desk.tell("skip")
    settled(desk, ("stretch", "", "open"), ("stretch", "", "skipped"))
    desk.quit()
    desk.work(*work)
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    assert None is desk.now()["prompt"]
    assert 0 < desk.now()["due_s"] <= 1200


def test_ones_own_reminder_comes_by_the_clock_once(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.work("stand=no", "stretch=no", "feet=no", *PATIENT, scale=60)
    at = clock(desk, minutes=8)
    own = {"name": "Water", "due": f"mon-sun {at}", "text": "Drink a glass.", "length": 0}
    desk.say("settings", "set", "own", json.dumps([own]))
    assert [] == daemon.notified
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    assert ["Water", "Drink a glass."] == daemon.notified[0][3:5]
    ((at_us,),) = desk.rows("SELECT at_us FROM prompts")
    assert at == f"{datetime.fromtimestamp(at_us / 1e6).astimezone():%H:%M}"
    desk.tell("done")
    settled(desk, ("own:Water", "", "kept"))
    assert None is desk.now()["due_kind"]


def test_sitting_and_standing_take_turns_by_notification_menu_and_command(desk: "Desk") -> None:
    daemon, tray = desk.daemon(), desk.tray()
    desk.work(*ALTERNATE, "away_after=60", "break_min=4", scale=200)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    assert daemon.notified[0][3].startswith("Time to stand")
    daemon.order("Invoke", "us", daemon.showing[-1], "stand")
    desk.until(lambda: desk.now()["state"] == "standing")
    desk.until(lambda: len(daemon.notified) == 2, meanwhile=desk.type)
    assert daemon.notified[1][3].startswith("You have been standing for")
    daemon.order("Invoke", "us", daemon.showing[-1], "sit")
    desk.until(lambda: desk.now()["state"] == "sitting")
    tray.choose("I’m standing")
    desk.until(lambda: desk.now()["state"] == "standing")
    desk.until(lambda: len(daemon.notified) == 3, meanwhile=desk.type)
    desk.tell("sit")
    kept = [("rise", "", "kept"), ("sit", "", "kept"), ("sit", "", "kept")]
    desk.until(lambda: desk.logged(LOG, *kept), meanwhile=desk.type)
    told = desk.rows("SELECT posture, ended_by FROM spans ORDER BY rowid")[:4]
    assert [("sitting", "stood"), ("standing", "sat")] * 2 == told


def test_a_changed_setting_holds_for_what_is_pending_and_shows_nothing_that_is_not_due(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.work("feet=no", *PATIENT, scale=120)
    desk.until(lambda: desk.now()["bout_s"] > 700, meanwhile=desk.type)
    for key, value in [("micro_every", "10"), ("micro", "yes"), ("stretch_every", "30"), ("own", _WATER)]:
        desk.set(key, value)
    desk.until(lambda: desk.now()["bout_s"] > 800, meanwhile=desk.type)
    assert [] == desk.rows("SELECT kind FROM prompts WHERE sitting_s < 1300")  # `micro` counts from 700 on
    desk.set("stand_every", "10")
    desk.until(lambda: len(daemon.showing) == 1, meanwhile=desk.type)
    ((kind, also, _),) = desk.rows(LOG)
    assert ("stand", "") == (kind, also)
    for key, value in [("micro", "no"), ("stretch", "no"), ("own", "[]"), ("stand", "no")]:
        desk.set(key, value)
    desk.until(lambda: not daemon.showing)
    assert (None, None) == (desk.now()["prompt"], desk.now()["due_kind"])
    assert [("stand", "", "skipped")] == desk.rows(LOG)


def test_a_pause_ends_when_it_says_and_what_it_held_comes_once_and_says_so(desk: "Desk") -> None:
    daemon, tray = desk.daemon(), desk.tray()
    at_noon(desk)
    desk.work("stand_every=5", "stretch_every=10", "feet=no", "day_start=04:00", *PATIENT, scale=400)
    end = clock(desk, minutes=40)
    assert f"Paused until {end}" == desk.ask("say", word="pause", until=end)["line"]
    until = moment(desk.now()["pause_until"])
    assert end == clock(desk, of="pause_until")
    assert f"Paused until {end}" in tray.tooltip()
    desk.until(lambda: desk.now()["bout_s"] > 660, meanwhile=desk.type)
    assert ([], ["pause"]) == (daemon.notified, desk.now()["held_by"])
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    assert until <= moment(desk.now()["at"])
    assert "Held by your pause." == daemon.notified[0][4].splitlines()[-1]
    later = desk.now()["bout_s"] + 600
    desk.until(lambda: desk.now()["bout_s"] > later, meanwhile=desk.type)
    assert [("stretch", "stand", None)] == desk.rows(LOG)


def test_a_pause_until_tomorrow_ends_as_work_begins(desk: "Desk") -> None:
    desk.work("working_hours=mon-sun 09:30-17:00", "day_start=04:00", scale=60)
    today = (moment(desk.now()["at"]) - timedelta(hours=4)).date()  # a day begins at 04:00
    assert desk.say("pause", "--until", "tomorrow").endswith("09:30")
    end = moment(desk.now()["pause_until"])
    assert (1, "09:30") == ((end.date() - today).days, f"{end:%H:%M}")
    wrong = desk.run("pause", "--until", "25:00")
    assert (1, "posture-app: “25:00” is not a time of day; say HH:MM, or tomorrow.\n") == (
        wrong.returncode,
        wrong.stderr,
    )
    assert desk.say("resume").startswith("Sitting")


@pytest.mark.parametrize("with_daemon", [True, False], ids=["notification", "card"])
def test_as_work_ends_the_day_is_summed_up(room: "Desk", with_daemon: bool) -> None:
    desk = room
    daemon = desk.daemon("--capabilities", "actions,body" if with_daemon else "body")
    at_noon(desk)
    settings = ("stand_every=180", "stretch=no", "feet=no", "daily_summary=yes", "day_start=04:00")
    desk.work(*settings, *PATIENT, scale=240)
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    begin, end = clock(desk, minutes=-1), clock(desk, minutes=8)
    desk.set("working_hours", f"mon-sun {begin}-{end}")
    if with_daemon:
        desk.until(lambda: daemon.notified, meanwhile=desk.type)
        assert "Your day" == daemon.notified[0][3]
        assert "min sitting" in daemon.notified[0][4]
    else:
        click_card(desk, "^Your day$", ["Close"])(0, "Close")
    assert end <= clock(desk)
    assert [] == desk.rows(LOG)


@pytest.mark.parametrize("feedback", ["tooltip", "card"])
def test_who_is_back_hears_what_the_break_did_quietly(room: "Desk", feedback: str) -> None:
    desk, word = room, "1 of 1 reminder kept today"
    daemon, tray = desk.daemon(), desk.tray()
    desk.work("stand_every=5", f"feedback={feedback}", "away_after=5", "break_min=2", scale=200)
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    desk.tell("up")
    desk.until(lambda: desk.rows(LOG) == [("stand", "", "kept")])
    desk.until(lambda: desk.now()["state"] == "away")
    desk.type()
    if feedback == "card":
        desk.until(lambda: desk.windows("^Welcome back$"))
        assert word not in tray.tooltip()
    else:
        desk.until(lambda: word in tray.tooltip())
        assert [] == desk.windows("^Welcome back$")
    assert 1 == len(daemon.notified)
