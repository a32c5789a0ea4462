"""On a real X server with a real window manager: whatever is clicked on the card, the person types on."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import needs
from tests.display import PrivateDisplay
from tests.ui.waiting import until

ROOT = Path(__file__).parents[3]
Start = Callable[..., "Program"]
GENEROUS_S = 300
"""Real seconds after which whoever still waits for a program is told that it ended."""


class Program:
    def __init__(self, *command: str, env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, cwd=ROOT, text=True
        )
        self._deadline = threading.Timer(GENEROUS_S, self._process.kill)
        self._deadline.daemon = True
        self._deadline.start()

    def says(self, first: str) -> list[str]:
        """The next line that begins with this word, as words."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.split()[0] == first:
                return line.split()
        raise AssertionError(f"it ended without saying {first}")

    def rest(self) -> str:
        """What it says until it ends."""
        assert self._process.stdout is not None
        return self._process.stdout.read()

    def end(self) -> None:
        self._deadline.cancel()
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """The environment of a screen of the test's own."""
    needs.linux()
    needs.programs("Xvfb", "openbox", "xdotool")
    display = PrivateDisplay(screen="1000x700x24")
    yield {
        **os.environ,
        "DISPLAY": display.name,
        "QT_QPA_PLATFORM": "xcb",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/none",
    }
    display.close()


@pytest.fixture
def start(display: dict[str, str]) -> Iterator[Start]:
    started: list[Program] = []

    def start(*command: str) -> Program:
        started.append(Program(*command, env=display))
        return started[-1]

    yield start
    for program in reversed(started):
        program.end()


def xdotool(env: dict[str, str], *command: str) -> str:
    run = subprocess.run(["xdotool", *command], env=env, capture_output=True, text=True, check=False, timeout=30)
    return run.stdout.strip()


def test_the_window_in_front_keeps_the_focus_whatever_is_clicked(display: dict[str, str], start: Start) -> None:
    start("openbox", "--config-file", "/dev/null", "--startup", "echo ready").says("ready")
    editor = start(sys.executable, "-m", "tests.ui.prompts.card_programs", "editor")
    _, window = editor.says("shown")
    until(lambda: xdotool(display, "windowactivate", window, "getactivewindow") == window)

    card = start(sys.executable, "-m", "tests.ui.prompts.card_programs", "card")
    _, x, y = card.says("live")
    assert window == xdotool(display, "getactivewindow")
    at = xdotool(display, "search", "--onlyvisible", "--name", "Time to get up")
    xdotool(display, "mousemove", "--window", at, x, y, "click", "1")
    assert ["answered", "1", "up"] == card.says("answered")
    assert card.rest() == ""

    assert window == xdotool(display, "getactivewindow")
    xdotool(display, "key", "a")
    assert ["typed", "a"] == editor.says("typed")
