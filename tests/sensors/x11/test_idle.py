"""Input, on a real X server of the test's own."""

import os
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.events import Idle, Sensed
from posture_app.sensors.input import QUIET_MS, InputSensor
from posture_app.sensors.x11 import wire as xwire
from posture_app.sensors.x11.idle import IdleCounter, X11Waiting
from posture_app.sensors.x11.wire import cookie
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports
from tests.sensors.contract import in_time

if sys.platform == "win32":
    pytest.skip("there is no X server here", allow_module_level=True)

THRESHOLD = 1.0
LATE_S = 0.3
"""Real seconds after which a silence of that length must be known."""


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    """A server takes its own start for input; of that, the test's must come some milliseconds apart."""
    display = PrivateDisplay()
    with closing(IdleCounter({"DISPLAY": display.name})) as counter:
        while counter.read() <= QUIET_MS:
            pass
    yield display
    display.close()


def await_reports(loop: SelectLoop, heard: SensorReports, count: int) -> None:
    loop.run_until(lambda: len(heard.reports) == count)


class X11Idle:
    """All that tells input on X11: the display, and what follows from it."""

    def __init__(self, loop: SelectLoop, environ: dict[str, str], *, threshold: float, scale: float = 1.0) -> None:
        self.waiting = X11Waiting(loop, environ)
        self._display = self.waiting._display
        self._threshold, self._scale = round(1000 * threshold), scale
        self._sensor: InputSensor | None = None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        def ready() -> None:
            self._sensor = InputSensor(self.waiting, report, idle_after_ms=self._threshold, scale=self._scale)

        self.waiting.start(ready, lost, lambda _: None)

    def rearm(self) -> None:
        assert self._sensor is not None
        self._sensor.rearm()

    def close(self) -> None:
        (self._sensor or self.waiting).close()


Start = Callable[..., X11Idle]


@pytest.fixture
def start(loop: SelectLoop, display: PrivateDisplay, heard: SensorReports) -> Iterator[Start]:
    sensors: list[X11Idle] = []

    def start(threshold: float = THRESHOLD, scale: float = 1.0) -> X11Idle:
        sensor = X11Idle(loop, {"DISPLAY": display.name}, threshold=threshold, scale=scale)
        sensors.append(sensor)
        sensor.start(heard.reports.append, heard.losses.append)
        loop.run_until(lambda: heard.reports)
        return sensor

    yield start
    for sensor in sensors:
        sensor.close()


def test_the_present_state_comes_first_and_claims_no_input(heard: SensorReports, start: Start) -> None:
    start(threshold=30)
    (first,) = heard.reports
    assert isinstance(first, Idle)
    assert first.ago < 30


@pytest.mark.parametrize("deed", [("key", "a"), ("mousemove_relative", "3", "3"), ("click", "1")])
def test_input_is_reported_when_it_begins_and_when_it_stopped(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start, deed: tuple[str, ...]
) -> None:
    start()

    def attempt() -> float:
        del heard.reports[1:]
        before = loop._now()
        display.input(*deed)
        loop.run_until(lambda: len(heard.reports) == 3)
        assert ["Idle", "Input", "Idle"] == heard.kinds
        last = heard.reports[-1]
        assert isinstance(last, Idle)
        assert THRESHOLD <= last.ago <= loop._now() - before
        return last.ago - THRESHOLD

    in_time(attempt, LATE_S)
    display.input(*deed)
    loop.run_until(lambda: len(heard.reports) == 4)
    assert "Input" == heard.kinds[-1]


def test_input_that_goes_on_is_one_beginning(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start
) -> None:
    start(threshold=2.0)
    display.input("key", "--delay", "50", "--repeat", "20", "--repeat-delay", "100", "a")
    loop.run_until(lambda: "Input" in heard.kinds)
    loop.run_until(lambda: heard.kinds[-1] == "Idle")
    assert ["Idle", "Input", "Idle"] == heard.kinds


def test_the_time_since_the_last_input_is_told_in_the_apps_seconds(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start
) -> None:
    start(scale=60)

    def attempt() -> float:
        del heard.reports[1:]
        before = loop._now()
        display.input("key", "a")
        loop.run_until(lambda: len(heard.reports) == 3)
        last = heard.reports[-1]
        assert isinstance(last, Idle)
        assert 60 * THRESHOLD <= last.ago <= 60 * (loop._now() - before)
        return last.ago / 60 - THRESHOLD

    in_time(attempt, LATE_S)


@pytest.mark.parametrize("pause", [0.05, 3.0])
def test_after_rearm_the_next_input_is_a_beginning_however_soon_it_comes(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start, pause: float
) -> None:
    sensor = start(threshold=30)
    display.input("key", "a")
    loop.run_until(lambda: heard.kinds == ["Idle", "Input"])
    for count in range(3, 6):
        display.input("key", "b")
        sensor.rearm()
        loop.run_for(pause)
        assert count - 1 == len(heard.reports)
        display.input("key", "c")
        await_reports(loop, heard, count)
        display.input("key", "d")
    loop.run_for(0.2)
    assert ["Idle", "Input", "Input", "Input", "Input"] == heard.kinds
    assert [] == heard.losses


def test_rearming_twice_asks_for_one_beginning(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start
) -> None:
    sensor = start(threshold=30)
    sensor.rearm()
    sensor.rearm()
    loop.run_for(0.1)
    display.input("key", "a")
    loop.run_until(lambda: "Input" in heard.kinds)
    display.input("key", "a")
    loop.run_for(0.2)
    assert ["Idle", "Input"] == heard.kinds


def test_rearming_while_idle_reports_idleness_no_second_time(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start
) -> None:
    sensor = start()
    display.input("key", "a")
    loop.run_until(lambda: len(heard.reports) == 3)
    sensor.rearm()
    loop.run_for(THRESHOLD + 0.3)
    assert ["Idle", "Input", "Idle"] == heard.kinds
    display.input("key", "a")
    loop.run_until(lambda: len(heard.reports) == 4)


def test_several_may_wait_for_pauses_of_their_own_length(
    loop: SelectLoop, display: PrivateDisplay, start: Start
) -> None:
    told: list[int] = []
    waiting = start(threshold=30).waiting
    display.input("key", "a")

    def silent(asked: int, idle: int) -> None:
        assert idle >= asked
        told.append(asked)

    for milliseconds in (900, 100, 500):
        waiting.after_silence(milliseconds, partial(silent, milliseconds))
    waiting.after_silence(300, partial(silent, 300)).stop()
    loop.run_until(lambda: len(told) == 3)
    assert [100, 500, 900] == told
    waiting.after_silence(100, partial(silent, 100))  # so it has been already
    loop.run_until(lambda: len(told) == 4)


def test_input_in_the_midst_of_a_silence_that_is_told_is_not_missed(
    loop: SelectLoop, display: PrivateDisplay, start: Start
) -> None:
    told: list[str] = []
    sensor = start(threshold=30)

    def silent(_: int) -> None:
        display.input("key", "a")  # the server has had it when this returns
        sensor.waiting.at_input(lambda ago: told.append(f"input {ago} ms ago"))
        sensor.waiting.at_input(lambda _: told.append("given back")).stop()

    sensor.waiting.after_silence(100, silent)
    loop.run_until(lambda: told)
    display.input("key", "a")
    loop.run_for(0.1)
    assert ["input 0 ms ago"] == told


def test_nothing_wakes_up_while_nothing_changes(loop: SelectLoop, heard: SensorReports, start: Start) -> None:
    sensor = start()
    loop.run_for(0.2)
    wakes: list[str] = []
    again = os.dup(sensor._display._socket.fileno())  # readable whenever the sensor's own descriptor is
    watch = loop.watch(again, lambda: wakes.append("woken"))
    loop.run_for(2 * THRESHOLD)
    watch.stop()
    os.close(again)
    assert [] == wakes
    assert 1 == loop.pending  # the descriptor, and no timer


def test_a_server_that_is_killed_is_a_loss_and_no_more(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start
) -> None:
    sensor = start()
    display.kill()
    loop.run_until(lambda: heard.losses)
    (why,) = heard.losses
    assert why.startswith("the X server is gone")
    assert 0 == loop.pending
    sensor.rearm()
    sensor.close()
    loop.run_for(0.05)
    assert [why] == heard.losses


def test_a_request_that_the_server_refuses_is_a_loss_and_no_more(
    loop: SelectLoop, heard: SensorReports, start: Start
) -> None:
    sensor = start()
    sensor._display._send(99, b"")
    loop.run_until(lambda: heard.losses)
    assert "refused a request" in heard.losses[0]


def test_closing_is_no_loss(loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, start: Start) -> None:
    sensor = start()
    sensor.close()
    sensor.close()
    display.input("key", "a")
    loop.run_for(0.05)
    assert ["Idle"] == heard.kinds
    assert [] == heard.losses
    assert 0 == loop.pending


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ""}, "DISPLAY is not set"),
        ({"DISPLAY": ":54321", "WAYLAND_DISPLAY": "wayland-0"}, "cannot be reached"),
        ({"DISPLAY": "nonsense"}, "names no display"),
        ({"DISPLAY": ":54321"}, "cannot be reached: No such file"),
        ({"DISPLAY": "localhost:54"}, "over the network"),
        ({"DISPLAY": "tcp/:0"}, "over the network"),
        ({"DISPLAY": "[::1]:0"}, "over the network|names no display"),
    ],
)
def test_where_x11_cannot_tell_the_reason_is_given(loop: SelectLoop, environ: dict[str, str], reason: str) -> None:
    with pytest.raises(Unavailable, match=reason):
        X11Idle(loop, environ, threshold=30)
    assert 0 == loop.pending


def test_a_server_that_never_answers_is_none(loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    ours.settimeout(0.1)
    monkeypatch.setattr(xwire, "_connect", lambda _: ours)
    with theirs, pytest.raises(Unavailable, match="does not answer"):
        X11Idle(loop, {"DISPLAY": ":0"}, threshold=30)


@pytest.mark.parametrize("answer", [b"\0\x05\x0b\0\0\0\x02\0wrong\0\0\0", b"\x01" + bytes(7), b"HTTP/1.1", b""])
def test_a_server_that_turns_us_away_or_talks_nonsense_is_none(
    loop: SelectLoop, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    ours, theirs = socket.socketpair()
    ours.settimeout(2)
    monkeypatch.setattr(xwire, "_connect", lambda _: ours)
    theirs.sendall(answer)
    theirs.shutdown(socket.SHUT_WR)
    with theirs, pytest.raises(Unavailable, match=r"does not let us in: wrong|does not answer as it should"):
        X11Idle(loop, {"DISPLAY": ":0"}, threshold=30)


def entry(family: int, address: bytes, number: bytes, name: bytes, data: bytes) -> bytes:
    parts = (struct.pack(">H", len(part)) + part for part in (address, number, name, data))
    return struct.pack(">H", family) + b"".join(parts)


HERE = os.fsencode(socket.gethostname())
MAGIC = b"MIT-MAGIC-COOKIE-1"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (entry(256, HERE, b"5", MAGIC, b"key"), b"key"),
        (entry(256, HERE, b"6", MAGIC, b"other display") + entry(256, HERE, b"5", MAGIC, b"key"), b"key"),
        (entry(256, b"elsewhere", b"5", MAGIC, b"no") + entry(256, HERE, b"5", MAGIC, b"key"), b"key"),
        (entry(65535, b"", b"", MAGIC, b"for any"), b"for any"),
        (entry(256, HERE, b"5", b"XDM-AUTHORIZATION-1", b"no"), b""),
        (entry(256, HERE, b"5", MAGIC, b"key")[:-1], b""),
        (b"", b""),
        (b"\0", b""),
        (b"garbage" * 20, b""),
    ],
)
def test_the_key_is_that_of_this_display(tmp_path: Path, content: bytes, expected: bytes) -> None:
    path = tmp_path / "authority"
    path.write_bytes(content)
    assert expected == cookie({"XAUTHORITY": str(path)}, 5)


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """A file with the one key that fits everywhere."""
    path = tmp_path / "authority"
    path.write_bytes(entry(65535, b"", b"", MAGIC, bytes(range(16))))
    return path


@pytest.fixture
def locked(authority: Path) -> Iterator[PrivateDisplay]:
    """A display that lets nobody in without the key."""
    display = PrivateDisplay("-auth", str(authority))
    yield display
    display.close()


def test_a_server_that_wants_a_key_gets_it(loop: SelectLoop, locked: PrivateDisplay, authority: Path) -> None:
    X11Idle(loop, {"DISPLAY": locked.name, "XAUTHORITY": str(authority)}, threshold=30).close()
    with pytest.raises(Unavailable, match="does not let us in"):
        X11Idle(loop, {"DISPLAY": locked.name, "HOME": "/nonexistent"}, threshold=30)
