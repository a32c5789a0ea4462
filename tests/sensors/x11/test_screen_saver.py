"""The X server's own screen saver, on and off, on a real X server of the test's own."""

import struct
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

if sys.platform == "win32":
    pytest.skip("there is no X server here", allow_module_level=True)

from posture_app.sensors.in_use import FOR_GOOD_S
from posture_app.sensors.x11.screen_saver import ScreenSaverOff
from posture_app.sensors.x11.wire import XConnection
from tests.display import PrivateDisplay
from tests.loop import SelectLoop

FAST = 30_000.0  # 4 h pass in half a second
SET_SCREEN_SAVER, GET_INPUT_FOCUS, DEFAULT = 107, 43, 2


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


def switch(display: PrivateDisplay, *, on: bool) -> None:
    """What `xset s on` and `xset s off` do, and `xdg-screensaver` by these."""
    with closing(XConnection({"DISPLAY": display.name})) as connection:
        connection.send(SET_SCREEN_SAVER, body=struct.pack("=hhBBxx", 600 if on else 0, 0, DEFAULT, DEFAULT))
        connection.ask(GET_INPUT_FOCUS)


def ask(loop: SelectLoop, question: ScreenSaverOff) -> bool | None:
    answers: list[bool | None] = []
    question.ask(answers.append)
    loop.run_until(lambda: answers)
    assert 1 == len(answers)
    return answers[0]


def test_who_switches_it_off_shows_a_film(loop: SelectLoop, display: PrivateDisplay) -> None:
    with closing(ScreenSaverOff(loop, {"DISPLAY": display.name})) as question:
        found = [ask(loop, question)]
        for on in (False, True, False):
            switch(display, on=on)
            found.append(ask(loop, question))
        assert [False, True, False, True] == found
        assert ("a program has switched it off", None) == (question.reading, question.trouble)
    assert 0 == loop.pending


def test_one_that_was_never_seen_on_tells_nothing(loop: SelectLoop, display: PrivateDisplay) -> None:
    switch(display, on=False)
    with closing(ScreenSaverOff(loop, {"DISPLAY": display.name})) as question:
        assert ask(loop, question) is None
        assert "off here, whether or not somebody watches" in (question.trouble or "")
        switch(display, on=True)
        assert ask(loop, question) is False
        assert question.trouble is None
        switch(display, on=False)
        assert ask(loop, question) is True


def test_one_that_is_off_for_hours_is_off_for_good(display: PrivateDisplay) -> None:
    with closing(SelectLoop(scale=FAST)) as loop, closing(ScreenSaverOff(loop, {"DISPLAY": display.name})) as question:
        switch(display, on=False)
        assert ask(loop, question) is True
        loop.run_for(1.1 * FOR_GOOD_S / FAST)
        assert ask(loop, question) is False


def test_a_server_that_is_gone_is_said(loop: SelectLoop, display: PrivateDisplay) -> None:
    with closing(ScreenSaverOff(loop, {"DISPLAY": display.name})) as question:
        display.kill()
        loop.run_until(lambda: question.trouble)
        assert ask(loop, question) is None
        assert "gone" in (question.trouble or "")
