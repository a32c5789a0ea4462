"""What Qt would wait for, on real daemons with services that say nothing."""

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posture_app.desktop import before_qt
from posture_app.desktop.before_qt import (
    NO_ACCESSIBILITY,
    NO_INPUT_METHOD,
    NO_PORTAL,
    NO_SESSION,
    NOWHERE,
    spare_qt,
)
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.dbus.bus import HELD_BACK, SESSION
from tests.buses import Peer, PrivateBus
from tests.loop import SelectLoop

if sys.platform != "linux":
    pytest.skip("D-Bus is a Linux matter", allow_module_level=True)

A11Y, PORTAL, IBUS = "org.a11y.Bus", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.IBus"
AT_SPI = "AT_SPI_BUS_ADDRESS"
WITHOUT_ACCESSIBILITY = {AT_SPI: NOWHERE, "NO_AT_BRIDGE": "1"}


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little patience, where nobody answers anyway."""
    monkeypatch.setattr(before_qt, "PATIENCE_SECONDS", 0.3)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Much, where everybody does."""
    monkeypatch.setattr(before_qt, "PATIENCE_SECONDS", 30.0)


@pytest.fixture
def loop() -> Iterator[SelectLoop]:
    loop = SelectLoop()
    yield loop
    loop.close()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[PrivateBus]:
    daemon = PrivateBus(tmp_path)
    yield daemon
    daemon.kill()


@pytest.fixture
def mute(tmp_path: Path) -> Iterator[str]:
    """The address of a bus that takes connections and says nothing."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "mute"))
        listener.listen()
        yield f"unix:path={tmp_path / 'mute'}"


@pytest.fixture
def peer(loop: SelectLoop, daemon: PrivateBus) -> Iterator[Peer]:
    """A program that answers only while the loop runs."""
    peer = Peer(loop, daemon.address)
    yield peer
    peer.close()


def spare(environ: dict[str, str], session: str | None, root: str | None = None) -> tuple[str, ...]:
    return spare_qt(environ, SystemClock(), session, root)


Beside = Callable[[dict[str, str], str], tuple[str, ...]]


@pytest.fixture
def beside(loop: SelectLoop) -> Beside:
    """Ask while the loop runs, so that the programs on the bus answer."""

    def ask(environ: dict[str, str], session: str) -> tuple[str, ...]:
        told: list[tuple[str, ...]] = []

        def run() -> None:
            told.append(spare(environ, session))
            loop.soon(lambda: None)

        thread = threading.Thread(target=run)
        thread.start()
        loop.run_until(lambda: told)
        thread.join()
        return told[0]

    return ask


def test_a_session_bus_that_says_nothing_is_kept_from_qt_and_can_be_found_by_us(mute: str) -> None:
    environ = {SESSION: mute, "PATH": "/bin"}
    assert (NO_SESSION,) == spare(environ, mute)
    assert {SESSION: NOWHERE, HELD_BACK: mute, "PATH": "/bin", **WITHOUT_ACCESSIBILITY} == environ


def test_so_is_one_that_was_stopped(daemon: PrivateBus) -> None:
    daemon.stop()
    assert (NO_SESSION,) == spare({}, daemon.address)


def test_so_is_one_that_takes_no_more_connections(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as waiting:
        listener.bind(str(tmp_path / "full"))
        listener.listen(0)
        waiting.connect(str(tmp_path / "full"))
        assert (NO_SESSION,) == spare({}, f"unix:path={tmp_path / 'full'}")


@pytest.mark.parametrize("address", [None, "unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "nonsense", NOWHERE])
def test_where_there_is_no_bus_qt_may_find_that_out_by_itself(address: str | None) -> None:
    environ = {"QT_IM_MODULE": "ibus"}
    assert () == spare(environ, address)
    assert {"QT_IM_MODULE": "ibus"} == environ


@pytest.mark.parametrize(
    ("name", "environ", "then"),
    [
        (A11Y, {}, (NO_ACCESSIBILITY, WITHOUT_ACCESSIBILITY)),
        (PORTAL, {"QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}, (NO_PORTAL, {"QT_QPA_PLATFORMTHEME": "generic"})),
        (
            IBUS,
            {"QT_IM_MODULES": "wayland;ibus", "IBUS_USE_PORTAL": "1"},
            (NO_INPUT_METHOD, {"QT_IM_MODULE": "compose", "IBUS_USE_PORTAL": "1"}),
        ),
    ],
)
def test_a_service_that_says_nothing_is_done_without(
    daemon: PrivateBus, peer: Peer, name: str, environ: dict[str, str], then: tuple[str, dict[str, str]]
) -> None:
    peer.own(name)
    (told,) = spare(environ, daemon.address)
    assert then == (told, environ)


def test_services_that_nobody_wants_are_not_asked(daemon: PrivateBus, peer: Peer) -> None:
    peer.own(PORTAL)
    peer.own(IBUS)
    environ = {"QT_QPA_PLATFORMTHEME": "gtk3", "QT_IM_MODULE": "fcitx"}
    assert () == spare(environ, daemon.address)


@pytest.mark.usefixtures("patient")
def test_what_answers_stays_as_it_is(daemon: PrivateBus, peer: Peer, beside: Beside) -> None:
    for name in (A11Y, PORTAL, IBUS):
        peer.own(name)
    status = {"IsEnabled": ("b", True), "ScreenReaderEnabled": ("b", False)}
    peer.answers = {
        "GetAll": lambda _: ("a{sv}", (status,)),
        "GetAddress": lambda: ("s", (daemon.address,)),
        "ReadAll": lambda _: ("a{sa{sv}}", ({},)),
        "CreateInputContext": lambda _: ("o", ("/context",)),
    }
    environ = {"QT_QPA_PLATFORMTHEME": "xdgdesktopportal", "QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}
    before = dict(environ)
    assert () == beside(environ, daemon.address)
    assert before == environ
    assert {"GetAll", "GetAddress", "ReadAll", "CreateInputContext"} == {member for member, _ in peer.calls}


@pytest.mark.usefixtures("patient")
def test_an_accessibility_bus_that_nobody_has_switched_on_is_not_started(
    daemon: PrivateBus, peer: Peer, beside: Beside
) -> None:
    peer.own(A11Y)
    peer.answers["GetAll"] = lambda _: ("a{sv}", ({"IsEnabled": ("b", False)},))
    assert () == beside({}, daemon.address)
    assert ["GetAll"] == [member for member, _ in peer.calls]


def test_an_accessibility_bus_that_says_nothing_is_found_wherever_qt_would_find_it(
    daemon: PrivateBus, peer: Peer, beside: Beside, mute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for environ, root in (({AT_SPI: mute}, None), ({}, mute)):
        assert (NO_ACCESSIBILITY,) == spare(environ, daemon.address, root)
        assert WITHOUT_ACCESSIBILITY == environ
    peer.own(A11Y)
    peer.answers["GetAll"] = lambda _: ("a{sv}", ({"ScreenReaderEnabled": ("b", True)},))
    peer.answers["GetAddress"] = lambda: ("s", (mute,))
    monkeypatch.setattr(before_qt, "PATIENCE_SECONDS", 3.0)  # for the services, which answer
    assert (NO_ACCESSIBILITY,) == beside({}, daemon.address)


def test_an_input_method_that_says_nothing_is_found_where_it_left_its_address(tmp_path: Path, mute: str) -> None:
    left = tmp_path / "config" / "ibus" / "bus"
    left.mkdir(parents=True)
    (left / "0123-unix-0").write_text(f"# words\nIBUS_ADDRESS={mute}\nIBUS_DAEMON_PID=1\n")
    (left / "0123-unix-1").write_bytes(b"\xff")
    program = tmp_path / "ibus-daemon"
    program.touch(mode=0o755)
    here = {"QT_IM_MODULE": "ibus", "XDG_CONFIG_HOME": str(tmp_path / "config"), "PATH": str(tmp_path)}
    environ = dict(here)
    assert (NO_INPUT_METHOD,) == spare(environ, None)
    assert {**here, "QT_IM_MODULE": "compose"} == environ
    assert () == spare(here | {"QT_IM_MODULE": "compose"}, None)
    program.unlink()  # without it, Qt does not look
    assert () == spare(here, None)
