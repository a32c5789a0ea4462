"""The app on a desktop whose buses hang, die and come back."""

import socket
import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from posture_app.desktop.clock import SystemClock
from tests import needs
from tests.e2e.recording import assert_replays, quit_and_replay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.buses import PrivateBus
    from tests.e2e.desk import Desk

NO_SESSION = "The session bus does not answer"
NO_ACCESSIBILITY = "The accessibility bus does not answer"
NO_SYSTEM = "The system bus does not answer"
SESSION_SERVICES = ("org.gnome.SessionManager", "org.freedesktop.Notifications")
TEN_MINUTES = "SELECT * FROM spans WHERE end_us - start_us > 600 * 1000000"
ANSWERS_WITHIN_S = 2.0
"""Real seconds; measured: 0.01 to 0.1."""


@pytest.fixture
def mute(tmp_path: "Path") -> "Iterator[str]":
    """The address of a bus that takes connections and says nothing."""
    needs.linux()
    if sys.platform == "win32":
        raise AssertionError("skipped by now")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "mute"))
        listener.listen()
        yield f"unix:path={tmp_path / 'mute'}"


def test_a_session_bus_that_hangs_holds_nothing_up_and_is_used_once_it_answers(desk: "Desk") -> None:
    desk.bus_daemon.stop()
    app = desk.work("stand_every=5", scale=240)
    assert "away" == desk.now()["state"]
    asked = desk.run("doctor")
    assert 1 == asked.returncode
    assert NO_SESSION in asked.stdout
    desk.bus_daemon.go_on()
    daemon = desk.daemon()
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    desk.say("quit")
    complaints = app.communicate(timeout=20)[1]
    assert 1 == complaints.count(NO_SESSION)
    assert "Traceback" not in complaints
    assert_replays(desk)


def test_a_bus_that_is_restarted_is_used_again_for_notifications_and_locked_screens(desk: "Desk") -> None:
    first = desk.daemon()
    app = desk.work("stand_every=5", scale=240)
    desk.until(lambda: first.notified, meanwhile=desk.type)
    desk.restart_bus()
    saver, second = desk.saver(), desk.daemon()
    desk.until(lambda: "GetActive" in [member for member, _ in saver.calls])
    desk.lock(saver, on=True)
    desk.until(lambda: desk.now()["state"] == "away")
    desk.lock(saver, on=False)
    desk.until(lambda: second.notified, meanwhile=desk.type)
    assert app.poll() is None
    quit_and_replay(desk)


def test_an_accessibility_bus_that_says_nothing_holds_nothing_up(desk: "Desk") -> None:
    from tests.buses import Peer  # noqa: PLC0415 - on Linux only

    with closing(Peer(desk.loop, desk.bus_daemon.address)) as silent:
        silent.own("org.a11y.Bus")
        app = desk.work()
        desk.say("quit")
    complaints = app.communicate(timeout=20)[1]
    assert 1 == complaints.count(NO_ACCESSIBILITY)


def test_neither_does_one_that_the_x_server_tells_of_nor_the_system_bus(desk: "Desk", mute: str) -> None:
    needs.programs("xprop")
    assert desk.display is not None
    desk.environ["DBUS_SYSTEM_BUS_ADDRESS"] = mute
    desk.display.tell("AT_SPI_BUS", mute)
    app = desk.work()
    asked = desk.run("doctor")
    desk.say("quit")
    assert 1 == asked.returncode
    assert (NO_ACCESSIBILITY in asked.stdout, NO_SYSTEM in asked.stdout) == (True, True)
    assert 1 == app.communicate(timeout=20)[1].count(NO_ACCESSIBILITY)


@pytest.fixture
def system_bus(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, desk: "Desk") -> "Iterator[PrivateBus]":
    from tests.buses import PrivateBus  # noqa: PLC0415 - on Linux only

    folder = tmp_path / "system"
    folder.mkdir()
    with closing(PrivateBus(folder)) as bus:
        address = bus.address.partition(",")[0]  # another that takes its place has another identity
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        desk.environ["DBUS_SYSTEM_BUS_ADDRESS"] = address
        yield bus


def test_services_that_never_answer_hold_nothing_up(desk: "Desk", system_bus: "PrivateBus", tmp_path: "Path") -> None:
    """Not one of them; the reminder comes by the next way."""
    from tests.buses import Peer  # noqa: PLC0415 - on Linux only

    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "pactl").write_text("#!/bin/sh\nexec sleep 1000\n")
    (programs / "pactl").chmod(0o700)
    desk.environ |= {"PATH": f"{programs}:{desk.environ['PATH']}", "PULSE_SERVER": "unix:/nonexistent"}
    clock, answers = SystemClock(), list[float]()

    def timed(found: object) -> object:
        before = clock.now().true
        desk.now()
        answers.append(clock.now().true - before)
        return found

    with ExitStack() as silent:
        for name in SESSION_SERVICES:
            silent.enter_context(closing(Peer(desk.loop, desk.bus_daemon.address))).own(name)
        silent.enter_context(closing(Peer(desk.loop, system_bus.address))).own("org.freedesktop.login1")
        app = desk.work("stand_every=5", "again_after=60", scale=100)  # so that it is given up before the next
        desk.until(lambda: timed(desk.windows("You have been sitting")), meanwhile=desk.type)
        desk.until(lambda: timed(desk.rows(TEN_MINUTES)), meanwhile=desk.type)
        told = desk.run("doctor").stdout.splitlines()
        desk.say("quit")
        complaints = app.communicate(timeout=20)[1]
    for name in ("logind", "org.gnome.SessionManager", "by desktop", "microphone"):
        assert [line for line in told if name in line and "answer" in line], name
    assert max(answers) < ANSWERS_WITHIN_S
    assert ("Traceback" in complaints, app.returncode) == (False, 0)
    assert_replays(desk)


def test_a_system_bus_that_dies_and_comes_back_is_used_again(desk: "Desk", system_bus: "PrivateBus") -> None:
    from posture_app.desktop.dbus.bus import JeepneyBus  # noqa: PLC0415 - on Linux only
    from tests.buses import PrivateBus  # noqa: PLC0415 - likewise
    from tests.sensors.linux.test_logind import MockedLogind  # noqa: PLC0415 - likewise

    app = desk.work("away_after=30", scale=240)
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
    system_bus.kill()
    assert "sitting" == desk.now()["state"]
    with (
        closing(PrivateBus(system_bus.folder)) as again,
        closing(JeepneyBus(desk.loop, again.address)) as bus,
        closing(MockedLogind(desk.loop, bus)) as logind,
    ):
        logind.begin()
        desk.until(lambda: logind.delays() == ["Posture"], meanwhile=desk.type)
        desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
        logind.emit_sleep("b", ("b", True))
        desk.until(lambda: desk.now()["asleep_by"] == ["logind"])
        desk.say("quit")
        assert "Traceback" not in app.communicate(timeout=20)[1]
    assert [("slept",)] == desk.rows("SELECT ended_by FROM spans ORDER BY id DESC LIMIT 1")
    assert_replays(desk)
