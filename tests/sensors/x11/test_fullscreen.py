"""A full screen, on a real X server with a window manager."""

import os
import subprocess
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from posture_app.sensors.x11.fullscreen import X11Fullscreen

from tests import needs
from tests.display import FillingWindow, PrivateDisplay
from tests.loop import SelectLoop


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    needs.linux()
    needs.qt()
    needs.programs("openbox")
    display = PrivateDisplay(screen="640x480x24")
    yield display
    display.close()


@pytest.fixture
def manager(display: PrivateDisplay) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display.name}, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def window(display: PrivateDisplay) -> Iterator[FillingWindow]:
    window = FillingWindow(display.name)
    yield window
    window.close()


Make = Callable[..., "X11Fullscreen"]


@pytest.fixture
def make(loop: SelectLoop, display: PrivateDisplay) -> Iterator[Make]:
    from posture_app.sensors.x11.fullscreen import X11Fullscreen  # noqa: PLC0415 - where there is an X server

    made: list[X11Fullscreen] = []

    def make(own_process: int = 1) -> X11Fullscreen:
        made.append(X11Fullscreen(loop, {"DISPLAY": display.name}, own_process))
        return made[-1]

    yield make
    for question in made:
        question.close()


def ask(loop: SelectLoop, question: "X11Fullscreen") -> bool | None:
    answers: list[bool | None] = []
    question.ask(answers.append)
    loop.run_until(lambda: answers)
    assert 1 == len(answers)
    return answers[0]


def test_the_active_window_fills_the_screen_or_not(
    loop: SelectLoop, manager: subprocess.Popen[bytes], window: FillingWindow, make: Make
) -> None:
    question, ours = make(), make(own_process=window.process.pid)
    loop.ask_until(lambda: ask(loop, question) is False)
    assert ("the active window does not fill it", None) == (question.reading, question.trouble)
    window.fill()
    loop.ask_until(lambda: ask(loop, question) is True)
    assert "the active window fills the screen" == question.reading
    assert False is ask(loop, ours)
    window.fill(on=False)
    loop.ask_until(lambda: ask(loop, question) is False)
    window.fill()
    loop.ask_until(lambda: ask(loop, question) is True)
    window.close()
    loop.ask_until(lambda: ask(loop, question) is False)


def test_without_a_window_manager_nobody_knows(loop: SelectLoop, make: Make) -> None:
    question = make()
    assert (None, "the window manager names no active window") == (ask(loop, question), question.trouble)


def test_a_window_that_is_gone_fills_nothing(loop: SelectLoop, display: PrivateDisplay, make: Make) -> None:
    """What a window manager that was killed leaves behind."""
    names = "-root", "-f", "_NET_ACTIVE_WINDOW", "32x", "-set", "_NET_ACTIVE_WINDOW"
    question = make()
    for value, holds in (("0x12345", False), ("0x0", False)):
        subprocess.run(["xprop", "-display", display.name, *names, value], check=True, timeout=30)
        assert holds is ask(loop, question)
    display.tell("_NET_ACTIVE_WINDOW", "a text")
    assert None is ask(loop, question)


def test_a_server_that_dies_is_an_answer(loop: SelectLoop, display: PrivateDisplay, make: Make) -> None:
    question = make()
    display.kill()
    loop.run_until(lambda: question.trouble)
    assert None is ask(loop, question)
    assert "the X server is gone" in str(question.trouble)
