"""The break screen on a real X server: who gets what is typed, and monitors that come and go."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import needs
from tests.display import PrivateDisplay
from tests.ui.prompts.test_card_focus import Program, xdotool
from tests.ui.waiting import until

BUSY, STILL, UNKNOWN = "0", "1500", "none"


class Desk:
    """A private X server with one output of 1200 x 700, and programs on it."""

    def __init__(self, idle: Path) -> None:
        self.server = PrivateDisplay(screen="1200x700x24")
        self.idle_file = idle
        self.env = {
            **os.environ,
            "DISPLAY": self.server.name,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCREEN_SCALE_FACTORS": "left=1;right=2",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/none",
        }
        self._programs: list[Program] = []

    def start(self, *command: str) -> Program:
        self._programs.append(Program(*command, env=self.env))
        return self._programs[-1]

    def window_manager(self) -> None:
        self.start("openbox", "--config-file", "/dev/null", "--startup", "echo ready").says("ready")

    def editor(self) -> tuple[Program, str]:
        """What a person works in: it has the keyboard."""
        editor = self.start(sys.executable, "-m", "tests.ui.prompts.card_programs", "editor")
        _, window = editor.says("shown")
        until(lambda: self.xdotool("windowactivate", window, "getactivewindow") == window)
        return editor, window

    def show_break(self, idle: str, *options: str) -> Program:
        self.idle(idle)
        return self.start(sys.executable, "-m", "tests.ui.prompts.break_programs", str(self.idle_file), *options)

    def idle(self, milliseconds: str) -> None:
        fresh = self.idle_file.with_suffix(".new")
        fresh.write_text(milliseconds)
        fresh.replace(self.idle_file)

    def xdotool(self, *command: str) -> str:
        return xdotool(self.env, *command)

    def two_monitors(self) -> None:
        self.server.xrandr("--setmonitor", "left", "600/1x700/1+0+0", "screen")
        self.server.xrandr("--setmonitor", "right", "600/1x700/1+600+0", "none")

    def close(self) -> None:
        for program in reversed(self._programs):
            program.end()
        self.server.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    needs.linux()
    needs.programs("Xvfb", "openbox", "xdotool")
    desk = Desk(tmp_path / "idle")
    yield desk
    desk.close()


def covers(program: Program, *places: str) -> None:
    """Wait until windows lie there and nowhere else: x, y, width, height (logical but for x and y), scale."""
    while program.says("covers")[1:] != list(places):
        pass


def keyboard(program: Program, *button: str) -> None:
    """Wait until this button has the keyboard."""
    while program.says("keyboard")[1:] != list(button):
        pass


def typed(editor: Program, text: str) -> None:
    """Wait until all of this has arrived."""
    while editor.says("typed")[1:] != [text]:
        pass


def test_what_is_typed_goes_on_below_until_the_keys_are_still(desk: Desk) -> None:
    desk.window_manager()
    editor, window = desk.editor()
    screen = desk.show_break(BUSY)
    covers(screen, "0,0,1200,700,1.0")
    desk.xdotool("mousemove", "1100", "600", "click", "1")  # beside the buttons
    desk.xdotool("type", "--delay", "20", "every-letter")
    desk.xdotool("key", "Escape", "Return", "Tab", "x")
    typed(editor, "every-letterx")
    assert window == desk.xdotool("getactivewindow")

    desk.idle(STILL)
    keyboard(screen, "answer_up")
    desk.xdotool("key", "Escape")
    assert ["answered", "1", "skip"] == screen.says("answered")
    until(lambda: desk.xdotool("getactivewindow") == window)
    desk.xdotool("key", "y")
    typed(editor, "every-letterxy")


def test_it_lies_over_other_windows(desk: Desk) -> None:
    needs.programs("xprop")
    desk.window_manager()
    screen = desk.show_break(BUSY)
    covers(screen, "0,0,1200,700,1.0")
    _, window = desk.editor()
    desk.xdotool("windowraise", window)
    xprop = ["xprop", "-root", "-notype", "_NET_CLIENT_LIST_STACKING"]
    stacking = subprocess.run(xprop, env=desk.env, capture_output=True, text=True, check=True).stdout
    upwards = [int(word.strip(","), 16) for word in stacking.split() if word.startswith("0x")]
    assert int(window) in upwards
    assert "Time to get up" == desk.xdotool("getwindowname", str(upwards[-1]))


@pytest.mark.parametrize(
    ("keys", "word"),
    [(("Return",), "up"), (("Tab", "space"), "snooze"), (("Tab", "Tab", "Return"), "skip")],
    ids=["Enter", "Tab and Space", "Tab twice and Enter"],
)
def test_the_keyboard_alone_answers(desk: Desk, keys: tuple[str, ...], word: str) -> None:
    desk.window_manager()
    screen = desk.show_break(STILL)
    keyboard(screen, "answer_up")
    desk.xdotool("key", *keys)
    assert ["answered", "1", word] == screen.says("answered")
    assert "left" == screen.rest().split()[-1]


def test_where_stillness_is_not_known_it_is_deaf_until_no_key_has_come_for_a_second(desk: Desk) -> None:
    desk.window_manager()
    desk.editor()
    screen = desk.show_break(UNKNOWN)
    keyboard(screen, "deaf")
    desk.xdotool("key", "Return", "space", "Escape")
    keyboard(screen, "answer_up")
    desk.xdotool("key", "Tab", "space")
    assert ["answered", "1", "snooze"] == screen.says("answered")


def test_a_key_held_down_since_before_presses_nothing(desk: Desk) -> None:
    desk.window_manager()
    desk.editor()
    desk.xdotool("keydown", "Return")
    screen = desk.show_break(STILL)
    while int(screen.says("key")[1]) < 40:  # it repeats, and if it were heard, that would be an answer
        pass
    desk.xdotool("keyup", "Return")
    keyboard(screen, "answer_up")


def test_only_holding_escape_leaves_a_strict_break(desk: Desk) -> None:
    desk.window_manager()
    screen = desk.show_break(STILL, "strict")
    keyboard(screen, "answer_up")
    desk.xdotool("key", "Escape")
    desk.xdotool("key", "Tab")
    keyboard(screen, "hold")  # and no answer so far; the key repeats meanwhile, as keys do
    desk.xdotool("keydown", "Escape")
    assert ["answered", "1", "escape"] == screen.says("answered")


def test_a_strict_break_can_be_left_with_the_mouse_held_down(desk: Desk) -> None:
    desk.window_manager()
    screen = desk.show_break(STILL, "strict")
    keyboard(screen, "answer_up")
    desk.xdotool("key", "Tab")
    keyboard(screen, "hold")
    _, x, y = screen.says("hold")
    desk.xdotool("mousemove", x, y, "mousedown", "1")
    assert ["answered", "1", "escape"] == screen.says("answered")


def test_every_monitor_is_covered_at_its_own_scale(desk: Desk) -> None:
    desk.two_monitors()
    desk.window_manager()
    screen = desk.show_break(BUSY)
    covers(screen, "0,0,600,700,1.0", "600,0,300,350,2.0")


def test_monitors_that_show_the_same_are_covered_once(desk: Desk) -> None:
    desk.two_monitors()
    desk.server.xrandr("--setmonitor", "twin", "600/1x700/1+0+0", "none")
    screen = desk.show_break(BUSY)
    covers(screen, "0,0,600,700,1.0", "600,0,300,350,2.0")


def test_only_the_monitor_with_the_pointer_is_covered_if_that_is_wished(desk: Desk) -> None:
    desk.two_monitors()
    desk.xdotool("mousemove", "700", "100")
    screen = desk.show_break(BUSY, "one")
    covers(screen, "600,0,300,350,2.0")


def test_monitors_may_come_and_go_while_it_shows(desk: Desk) -> None:
    desk.two_monitors()
    screen = desk.show_break(BUSY)
    covers(screen, "0,0,600,700,1.0", "600,0,300,350,2.0")
    desk.server.xrandr("--delmonitor", "right")
    covers(screen, "0,0,600,700,1.0")
    desk.server.xrandr("--setmonitor", "right", "400/1x600/1+600+0", "none")
    covers(screen, "0,0,600,700,1.0", "600,0,200,300,2.0")


def test_if_the_one_covered_monitor_goes_another_is_covered(desk: Desk) -> None:
    desk.two_monitors()
    desk.xdotool("mousemove", "700", "100")
    screen = desk.show_break(BUSY, "one")
    covers(screen, "600,0,300,350,2.0")
    desk.server.xrandr("--delmonitor", "right")
    covers(screen, "0,0,600,700,1.0")


def test_the_keyboard_goes_on_with_the_monitor_that_is_left(desk: Desk) -> None:
    desk.two_monitors()
    desk.window_manager()
    desk.xdotool("mousemove", "700", "100")
    screen = desk.show_break(STILL)
    keyboard(screen, "answer_up")
    desk.server.xrandr("--delmonitor", "right")
    covers(screen, "0,0,600,700,1.0")
    until(lambda: "Time to get up" == desk.xdotool("getactivewindow", "getwindowname"))
    desk.xdotool("key", "Tab", "space")
    assert ["answered", "1", "snooze"] == screen.says("answered")


def test_another_size_of_the_monitor_and_its_loss_and_return_are_lived_through(desk: Desk) -> None:
    mode = ("small", "60", "800", "800", "800", "800", "500", "500", "500", "500")
    screen = desk.show_break(BUSY)
    covers(screen, "0,0,1200,700,1.0")
    desk.server.xrandr("--newmode", *mode)
    desk.server.xrandr("--addmode", "screen", "small")
    desk.server.xrandr("--output", "screen", "--mode", "small")
    covers(screen, "0,0,800,500,1.0")
    desk.server.output_off()
    desk.server.xrandr("--output", "screen", "--mode", "1200x700")
    covers(screen, "0,0,1200,700,1.0")
