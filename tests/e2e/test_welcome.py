"""What a person meets at their first start, and what at the second."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

WELCOME = "Welcome to Posture"


def test_the_first_start_shows_the_welcome_with_and_without_a_tray_and_the_second_the_day(desk: "Desk") -> None:
    app = desk.start(scale=1)  # no tray is there
    desk.until(lambda: desk.windows(WELCOME))
    window = desk.windows(WELCOME)[0]
    desk.xdotool("windowfocus", "--sync", window)
    desk.key("Escape")
    desk.until(lambda: desk.windows("^Posture$") and not desk.windows(WELCOME))
    desk.say("quit")
    app.wait()
    desk.tray()
    app = desk.start(scale=1)
    desk.until(lambda: desk.windows("^Posture$"))
    assert [] == desk.windows(WELCOME)
    desk.say("quit")
    app.wait()
    desk.start("--hidden", scale=1)
    desk.say("show", "settings")
    desk.until(lambda: desk.windows("^Settings$"))
    assert [] == desk.windows("^Posture$")


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


def test_who_was_first_started_with_the_session_is_welcomed_when_they_start_it_themselves(desk: "Desk") -> None:
    desk.tray()
    for login in ("first", "second"):
        app = desk.start("--hidden", scale=1)
        desk.key("a")
        assert [] == desk.windows(WELCOME)
        if login == "first":
            desk.say("quit")
            app.wait()
    desk.run()
    desk.until(lambda: desk.windows(WELCOME))
    desk.xdotool("windowfocus", "--sync", desk.windows(WELCOME)[0])
    desk.key("Escape")
    desk.until(lambda: not desk.windows(WELCOME))
    desk.run()
    desk.until(lambda: desk.windows("^Posture$"))
    assert [] == desk.windows(WELCOME)
