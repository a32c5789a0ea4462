"""What a person meets at their first start, and what at the second."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

WELCOME = "Welcome to Posture"


def test_the_first_start_shows_the_welcome_with_and_without_a_tray_and_the_second_does_not(desk: "Desk") -> None:
    app = desk.start(scale=1)  # no tray is there
    desk.until(lambda: desk.windows(WELCOME))
    window = desk.windows(WELCOME)[0]
    desk.xdotool("windowfocus", "--sync", window)
    desk.key("Escape")
    desk.until(lambda: desk.windows("^Posture$"))
    assert [] == desk.windows(WELCOME)
    desk.say("quit")
    app.wait()
    desk.tray()
    desk.start(scale=1)
    desk.say("show", "today")
    desk.until(lambda: desk.windows("^Posture$"))
    assert [] == desk.windows(WELCOME)


def test_a_hidden_first_start_shows_nothing_and_leaves_the_welcome_for_the_next(desk: "Desk") -> None:
    desk.tray()
    app = desk.start("--hidden", scale=1)
    desk.say("show", "settings")
    desk.until(lambda: desk.windows("^Settings$"))
    assert [] == desk.windows(WELCOME)
    desk.say("quit")
    app.wait()
    desk.start(scale=1)
    desk.until(lambda: desk.windows(WELCOME))
