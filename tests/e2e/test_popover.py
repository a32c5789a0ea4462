"""What a click on the tray icon opens, on a display of its own."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

NAME = "^Posture$"


def test_the_icon_opens_the_popover_at_the_pointer_and_escape_or_a_click_elsewhere_closes_it(room: "Desk") -> None:
    tray = room.tray()
    room.work()
    room.until(tray.tooltip)
    for escapes in (True, False):
        room.xdotool("mousemove", "1190", "2")
        tray.click()
        room.until(lambda: room.windows(NAME))
        ((x, y, width, _),) = room.areas(NAME)
        assert (1200, True) == (x + width, y < 20)
        room.xdotool("mousemove", "20", "600")
        room.key("Escape") if escapes else room.click()
        room.until(lambda: not room.windows(NAME))


def test_a_break_taken_at_the_icon_begins_at_once_and_is_counted(room: "Desk") -> None:
    tray = room.tray()
    room.work(scale=1)
    room.until(tray.tooltip)
    room.sit()
    tray.choose("Get up · 2 min")
    room.until(lambda: "up" == room.now()["state"])
    room.until(lambda: (0, 0, 1200, 700) in room.areas("Your break"))
    assert [] == room.rows("SELECT * FROM prompts")
