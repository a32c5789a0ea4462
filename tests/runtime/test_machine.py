"""What the app finds of the machine around it."""

import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from posture_app.core.detection import KINDS, DetectionKind, rows
from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Sensed, Signal
from posture_app.runtime import machine
from posture_app.sensors.chain import InputChain
from posture_app.sensors.question import QuestionSource
from posture_app.sensors.source import FactSource, InputSource, Surroundings
from posture_app.sensors.sources import FACTS, QUESTIONS
from tests import needs
from tests.compositor import runtime_folder
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.waiting import Comes, FakeWaiting, refusing


def test_the_service_that_sets_the_time_zone_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs.linux()
    from tests.buses import Peer, PrivateBus  # noqa: PLC0415 - on Linux only

    daemon, loop = PrivateBus(tmp_path), SelectLoop()
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", daemon.address)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    around = machine.Machine(loop, pretend=True)
    told: list[bool] = []
    around.watch_zone(lambda: told.append(True))
    peer = Peer(loop, daemon.address)

    def emit() -> bool:
        properties = "org.freedesktop.DBus.Properties"
        body: tuple[object, ...] = ("org.freedesktop.timedate1", {"Timezone": ("s", "Asia/Kolkata")}, [])
        peer.emit("/org/freedesktop/timedate1", properties, "PropertiesChanged", "sa{sv}as", body)
        loop.run_for(0.02)
        return bool(told)

    loop.ask_until(emit)
    peer.close()
    around.close()
    loop.close()
    daemon.kill()


def test_a_compositor_that_hangs_holds_nothing_up_once_the_app_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no Unix sockets")
    needs.linux()
    monkeypatch.setattr("posture_app.sensors.compositors.ANSWERS_S", 0.05)
    asked: list[Path] = []

    def answers(path: Path) -> bool:
        asked.append(path)
        return False

    monkeypatch.setattr("posture_app.sensors.compositors.answers", answers)
    with (
        runtime_folder() as folder,
        socket.socket(socket.AF_UNIX) as mute,
        closing(PrivateDisplay()) as display,
        closing(SelectLoop()) as loop,
    ):
        mute.bind(str(folder / "wayland-0"))
        mute.listen()
        for name, value in (("XDG_RUNTIME_DIR", str(folder)), ("WAYLAND_DISPLAY", ""), ("DISPLAY", display.name)):
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
        with closing(machine.Machine(loop)) as around:
            assert [folder / "wayland-0"] == asked
            around.start(lambda _: None)
            loop.run_until(lambda: around.idle.name == "x11" and not around.idle.asking)
            around.watch_tray(lambda: None)
            around.idle.look()
            around.detect(lambda _: None)
            assert around.why_no_shortcuts() is None
            loop.run_until(lambda: not around.idle.asking)
            assert "x11" == around.idle.name
    assert 1 == len(asked)


class CallSensor:
    """A source of another fact than those that there are."""

    name = "calls"
    trouble: str | None = "the microphone is not seen"

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        report(Signal(Fact.CALL, on=True))

    def close(self) -> None:
        """Nothing is held."""


def refuse(_: Surroundings) -> CallSensor:
    raise Unavailable("there are no cameras")


def test_a_new_source_of_facts_is_its_row_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is heard, and `posture-app doctor` tells of it, without a word about it elsewhere."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    calls = CallSensor()
    new = (FactSource("calls", "call", lambda _: calls), FactSource("cameras", "camera", refuse))
    monkeypatch.setattr("posture_app.runtime.machine.FACTS", (*FACTS, *new))
    loop = SelectLoop()
    reports: list[Sensed] = []
    seconds = 100.0
    with closing(machine.Machine(loop, pretend=True, seconds=lambda: seconds)) as around:
        around.start(reports.append)
        seconds = 160.0
        calls.trouble = None
        told = list(rows(around.detection()))
        calls.trouble = "the microphone is not seen"
        silent = list(rows(around.detection()))
        assert ["session bus"] == [name for name, _ in around.missing_buses() if name == "session bus"]
    loop.close()
    assert [Signal(Fact.CALL, on=True)] == reports
    assert ("call", "calls: in a call (told 1 min ago)") in told
    assert [("call", "not seen"), ("", "calls tells nothing: the microphone is not seen")] == silent[
        silent.index(("call", "not seen")) :
    ][:2]
    assert [("camera", "not seen"), ("", "not by cameras: there are no cameras")] == told[-2:]


def test_it_is_said_by_what_input_is_seen_and_when(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    waiting = FakeWaiting("good")
    waiting.tells = (Fact.WATCHING,)
    sources = (
        InputSource("bad", refuse_input),
        InputSource("good", lambda _: waiting),
        InputSource("worse", lambda _: FakeWaiting()),
    )
    monkeypatch.setattr(machine, "InputChain", lambda here: InputChain(here, sources))
    loop = SelectLoop()
    seconds = 0.0
    with closing(machine.Machine(loop, seconds=lambda: seconds)) as around:
        around.start(lambda _: None)
        waiting.ready()
        waiting.silence(45_000)
        waiting.tell(Signal(Fact.WATCHING, on=True))
        seconds = 20.0
        found = list(rows(around.detection()))
    loop.close()
    assert [
        ("input", "good: no input for 1 min (told 20 s ago)"),
        ("", "not by bad: no such thing"),
        ("", "not by worse: a better one is used"),
    ] == found[:3]
    assert ("watching", "good: a program keeps the screen on (told 20 s ago)") in found


def refuse_input(_: Surroundings) -> FakeWaiting:
    raise Unavailable("no such thing")


def test_every_source_tells_of_a_kind_that_people_are_told_of() -> None:
    assert {*(source.tells for source in FACTS), *(question.tells for question in QUESTIONS)} <= set(DetectionKind)
    assert all(KINDS[question.fact] == question.tells for question in QUESTIONS)


class CallQuestion:
    """Says whenever it is asked that there is a call."""

    name, fact, trouble, reading = "microphone", Fact.CALL, None, "in use"
    closed = False

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        answer(True)

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("pretend", [True, False])
def test_what_is_asked_is_asked_of_this_machine_but_in_a_demo_of_nobody(
    monkeypatch: pytest.MonkeyPatch,
    pretend: bool,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    question = CallQuestion()
    source = QuestionSource("microphone", "call", Fact.CALL, lambda _: question)
    monkeypatch.setattr(machine, "QUESTIONS", (source,))
    loop = SelectLoop()
    around = machine.Machine(loop, pretend=pretend)
    answers: list[Mapping[Fact, bool]] = []
    around.questions.ask({Fact.CALL}, answers.append)
    assert [{} if pretend else {Fact.CALL: True}] == answers
    around.close()
    assert question.closed is not pretend
    loop.close()


def test_a_socket_that_comes_to_the_runtime_folder_brings_a_lost_source_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    needs.linux()
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    source = Comes(True, False, True)  # not at once after the loss
    monkeypatch.setattr(machine, "InputChain", partial(InputChain, sources=(source.row,)))
    monkeypatch.setattr("posture_app.sensors.chain.PAUSES_BETWEEN_LOOKS", (600.0,))
    with closing(SelectLoop()) as loop, closing(machine.Machine(loop)) as around:
        around.start(lambda _: None)
        source.made[0].work()
        source.made[0].lose("the compositor is gone")
        around.idle.look()
        assert around.idle.sight.blind
        (tmp_path / "wayland-0").touch()
        loop.run_until(lambda: len(source.made) == 2)
    caplog.clear()


def test_pauses_are_those_of_the_person_also_where_the_input_of_the_app_is_made_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs.linux()
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", "unix:path=/nonexistent")
    for name in ("WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    with closing(PrivateDisplay()) as display, closing(SelectLoop()) as loop:
        monkeypatch.setenv("DISPLAY", display.name)
        with closing(machine.Machine(loop, pretend=True)) as around:
            around.start(lambda _: None)
            paused: list[str] = []
            display.input("key", "a")
            around.quiet(300, lambda: paused.append("paused"))
            loop.run_until(lambda: paused)


def test_where_no_input_is_seen_nobody_waits_for_a_pause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    row = refusing("x11", "there is no display")
    monkeypatch.setattr(machine, "InputChain", partial(InputChain, sources=(row,)))
    with closing(SelectLoop()) as loop, closing(machine.Machine(loop)) as around:
        around.start(lambda _: None)
        with pytest.raises(Unavailable, match=r"when your hands rest is not seen here \(there is no display\)"):
            around.quiet(2000, lambda: pytest.fail("nobody has seen one"))
    caplog.clear()
