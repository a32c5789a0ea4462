"""Films, steady typing and full screen on real compositors: KWin, sway, and Weston, which tells of no input."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.events import Idle, Input
from posture_app.sensors.chain import InputChain
from posture_app.sensors.input import InputSensor
from posture_app.sensors.source import Surroundings
from posture_app.sensors.wayland.fullscreen import WaylandFullscreen
from posture_app.sensors.wayland.waiting import SOURCES
from tests.desktops.kwin import KWin
from tests.desktops.others import Weston
from tests.desktops.wayland import WaylandClient, Window
from tests.desktops.wlroots import Sway
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports
from tests.sensors.wayland.conftest import Asker
from tests.sensors.wayland.test_waiting import OFF, ON, count_reads

EXT, KDE = SOURCES
Asked = Callable[[], Asker]


@pytest.fixture(scope="module")
def kwin() -> Iterator[KWin]:
    with KWin() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def sway() -> Iterator[Sway]:
    with Sway() as desktop:
        yield desktop


@pytest.fixture(params=[("kwin", EXT), ("kwin", KDE), ("sway", KDE)], ids=["KWin ext", "KWin kde", "sway kde"])
def place(request: pytest.FixtureRequest) -> tuple["KWin | Sway", str]:
    """A compositor, and the protocol that it is asked by."""
    name, source = request.param
    return request.getfixturevalue(name), source.name


@pytest.fixture
def desktop(place: tuple["KWin | Sway", str]) -> "KWin | Sway":
    return place[0]


@pytest.fixture
def film(desktop: "KWin | Sway", loop: SelectLoop) -> Iterator[Window]:
    """A window that keeps the screen on when it is told to."""
    client = WaylandClient(desktop.socket)
    window = Window(client, "film")
    client.attend(loop)
    yield window
    client.close()


@pytest.fixture
def asker(place: tuple["KWin | Sway", str], loop: SelectLoop) -> Iterator[Asker]:
    desktop, protocol = place
    asker = Asker(loop, desktop.environ, protocol).ready()
    yield asker
    asker.waiting.close()


def test_a_film_is_found_by_looking_and_its_end_told_at_once(
    loop: SelectLoop, desktop: "KWin | Sway", film: Window, asker: Asker
) -> None:
    def look() -> None:
        asker.waiting.look(lambda holds: asker.told.append(("holds", holds)))

    look()
    asker.until(("holds", False))
    film.inhibit()
    look()
    asker.until(ON, ("holds", True))
    desktop.key()
    asker.nothing()
    film.uninhibit()
    asker.until(OFF)
    desktop.key()
    look()
    asker.until(("holds", False))


def test_a_film_that_begins_while_nobody_is_there_is_no_input(
    loop: SelectLoop, desktop: "KWin | Sway", film: Window, asker: Asker
) -> None:
    asker.silence_and_input(300)
    asker.until(("silence", 300))
    film.inhibit()
    loop.run_for(0.5)
    film.uninhibit()
    loop.run_for(0.5)
    assert {ON, OFF}.issuperset(asker.told)
    asker.told.clear()
    desktop.key()
    asker.until(("input", 0))


def test_nothing_wakes_us_while_somebody_types_nor_while_nobody_is_there(
    loop: SelectLoop, desktop: "KWin | Sway", film: Window, asker: Asker, heard: SensorReports
) -> None:
    sensor = InputSensor(asker.waiting, heard.reports.append, idle_after_ms=2500)
    loop.run_until(lambda: heard.reports)
    asker.rest()
    desktop.key()
    loop.run_until(lambda: heard.kinds[-1] == "Input")
    asker.rest()
    reads = count_reads(loop, asker)
    for _ in range(40):
        desktop.key()
        loop.run_for(0.02)
    assert [] == reads
    sensor.check()  # the minute's look for a film
    asker.rest()
    loop.run_for(0.3)
    assert 1 <= len(reads) <= 4
    loop.run_until(lambda: heard.kinds[-1] == "Idle")
    asker.rest()
    reads.clear()
    loop.run_for(2)
    assert [] == reads
    assert ["Idle", "Input", "Idle"] == heard.kinds


def test_input_that_a_film_hides_stops_when_the_film_is_found(
    loop: SelectLoop, desktop: "KWin | Sway", film: Window, asker: Asker, heard: SensorReports
) -> None:
    sensor = InputSensor(asker.waiting, heard.reports.append, idle_after_ms=500)
    loop.run_until(lambda: heard.reports)
    desktop.key()
    loop.run_until(lambda: heard.kinds[-1] == "Input")
    film.inhibit()
    loop.run_for(1)
    assert "Input" == heard.kinds[-1]
    sensor.check()
    loop.run_until(lambda: heard.kinds[-1] == "Idle")
    assert Idle(0) == heard.reports[-1]
    assert [ON] == asker.told
    film.uninhibit()
    loop.run_until(lambda: asker.told[-1] == OFF)
    assert Idle(0) == heard.reports[-1]
    desktop.key()
    loop.run_until(lambda: heard.reports[-1] == Input())


def test_whether_the_window_in_use_fills_the_screen_is_asked_of_sway(loop: SelectLoop, sway: Sway) -> None:
    question = WaylandFullscreen(loop, sway.environ)

    def answer() -> bool | None:
        answers: list[bool | None] = []
        question.ask(answers.append)
        loop.run_until(lambda: answers)
        return answers[0]

    assert answer() is False
    with WaylandClient(sway.socket) as client:
        window = Window(client, "film")
        assert answer() is False
        window.fill_screen()
        assert answer() is True
        window.fill_screen(on=False)
        assert answer() is False
    assert question.trouble is None


def test_kwin_does_not_say_whether_a_window_fills_the_screen(loop: SelectLoop, kwin: KWin) -> None:
    question = WaylandFullscreen(loop, kwin.environ)
    answers: list[bool | None] = []
    question.ask(answers.append)
    loop.run_until(lambda: answers)
    assert [None] == answers
    assert str(question.trouble).endswith("does not offer it")


def test_weston_tells_of_no_input_and_that_is_said(loop: SelectLoop) -> None:
    with ExitStack() as ending:
        desktop = ending.enter_context(Weston())
        chain = ending.enter_context(closing(InputChain(Surroundings(loop, desktop.environ), SOURCES)))
        chain.start(lambda _: None, lambda _: None)
        loop.run_until(lambda: chain.sight.blind)
        who, (ext, kde) = f"the compositor at {desktop.socket}", (source.name for source in SOURCES)
        why = f"{who} tells no program of input (it does not offer {ext} or {kde})"
        assert [(ext, f"{who} does not offer it"), (kde, why)] == [
            (refusal.name, refusal.why) for refusal in chain.refusals
        ]
        assert why == chain.sight.why
