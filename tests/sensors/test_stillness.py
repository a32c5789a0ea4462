"""How long there has been no input, on a real X server of the test's own."""

import logging
import sys
from collections.abc import Iterator

import pytest

from posture_app.sensors.stillness import Stillness
from tests.display import PrivateDisplay
from tests.loop import SelectLoop

if sys.platform in ("win32", "darwin"):
    pytest.skip("there is no X server here", allow_module_level=True)


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


@pytest.fixture
def stillness(display: PrivateDisplay) -> Iterator[Stillness]:
    stillness = Stillness({"DISPLAY": display.name})
    yield stillness
    stillness.close()


def still(stillness: Stillness) -> int:
    milliseconds = stillness.still_ms()
    assert milliseconds is not None
    return milliseconds


@pytest.mark.parametrize("deed", [("key", "a"), ("mousemove_relative", "3", "3"), ("click", "1")])
def test_it_counts_from_the_last_input(
    loop: SelectLoop, display: PrivateDisplay, stillness: Stillness, deed: tuple[str, ...]
) -> None:
    still(stillness)
    loop.run_for(1.0)
    before = still(stillness)
    assert before >= 1000
    display.input(*deed)
    assert still(stillness) < before
    loop.run_for(0.3)
    assert still(stillness) >= 300


def test_news_of_the_keyboard_is_no_answer(display: PrivateDisplay, stillness: Stillness) -> None:
    still(stillness)
    for layout in ("key", "a"), ("key", "Cyrillic_ghe"), ("key", "Greek_alpha"):  # xdotool puts them on a key
        display.input(*layout)
    assert still(stillness) < 10_000


def test_a_server_that_is_killed_leaves_it_unknown(
    display: PrivateDisplay, stillness: Stillness, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    still(stillness)
    display.kill()
    assert [None, None] == [stillness.still_ms(), stillness.still_ms()]
    assert 1 == len(caplog.messages)


def test_after_closing_it_is_unknown(stillness: Stillness) -> None:
    still(stillness)
    stillness.close()
    stillness.close()
    assert stillness.still_ms() is None


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ":54321"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_where_nobody_knows_it_is_unknown(environ: dict[str, str]) -> None:
    assert Stillness(environ).still_ms() is None
