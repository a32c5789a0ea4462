"""A lock that never ends: what the app says of it, and what ends it."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.buses import Peer
    from tests.e2e.desk import Desk

SAVER = "org.freedesktop.ScreenSaver"
MINUTE = 60


@pytest.fixture
def saver(desk: "Desk") -> "Peer":
    """A screen saver that says that the screen is locked."""
    saver = desk.saver()
    desk.lock(saver, on=True)
    return saver


def barred(desk: "Desk") -> bool:
    return bool(desk.now()["locked_by"] == [SAVER])


@pytest.mark.usefixtures("saver")
def test_it_is_told_and_no_word_of_the_command_line_ends_it(desk: "Desk") -> None:
    desk.start("--hidden")
    desk.until(lambda: barred(desk))
    done = desk.run("sit")
    assert (1, "") == (done.returncode, done.stdout)
    assert f"Locked according to {SAVER}, so this has no effect" in done.stderr
    assert f"Locked according to {SAVER}" in desk.say("status")
    assert f"locked according to {SAVER}" in desk.say("doctor")
    assert ("away", True) == (desk.now()["state"], barred(desk))


def test_typing_that_goes_on_ends_it_until_the_screen_is_locked_anew(desk: "Desk", saver: "Peer") -> None:
    desk.start("--hidden")
    desk.until(lambda: barred(desk))
    began = desk.now()["at"]
    desk.until(lambda: desk.now()["bout_s"] > MINUTE, meanwhile=desk.type)
    assert not barred(desk)
    ((first,),) = desk.rows("SELECT min(start_us) FROM spans")
    assert first / 1e6 - _seconds(began) > 2 * MINUTE  # a key alone would not have been enough
    desk.lock(saver, on=True)
    desk.until(lambda: barred(desk))
    assert "away" == desk.now()["state"]


@pytest.mark.usefixtures("saver")
@pytest.mark.parametrize(("entry", "state"), [("I’m standing", "standing"), ("Today", "away")])
def test_a_click_in_the_tray_ends_it(desk: "Desk", entry: str, state: str) -> None:
    tray = desk.tray()
    desk.start("--hidden")
    desk.until(lambda: barred(desk) and tray.tooltip())
    tray.choose(entry)
    desk.until(lambda: not barred(desk))
    desk.until(lambda: desk.now()["state"] == state)


def test_where_no_input_is_seen_a_word_does_not_outlast_a_lock(bare_desk: "Desk") -> None:
    desk = bare_desk
    saver = desk.saver()
    desk.start()
    desk.sit()
    desk.until(lambda: desk.now()["bout_s"] > MINUTE)
    desk.lock(saver, on=True)
    desk.until(lambda: barred(desk))
    desk.lock(saver, on=False)
    desk.until(lambda: not barred(desk))
    assert "away" == desk.now()["state"]
    desk.sit()
    assert "sitting" == desk.now()["state"]
    assert [("locked",)] == desk.rows("SELECT ended_by FROM spans WHERE ended_by IS NOT NULL")


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
