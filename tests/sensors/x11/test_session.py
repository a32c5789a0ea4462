"""Which X servers see all input: told by compositors and servers, whatever the variables say."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from posture_app.core.errors import Unavailable

if sys.platform != "linux":
    pytest.skip("there is no X server here", allow_module_level=True)

from posture_app.sensors.chain import InputChain
from posture_app.sensors.compositors import AskCompositors, Compositors, find_compositors
from posture_app.sensors.hotkeys import choose_hotkeys
from posture_app.sensors.source import Surroundings
from posture_app.sensors.x11.hotkeys import X11Hotkeys
from posture_app.sensors.x11.idle import SOURCE
from posture_app.sensors.x11.session import OnWaylandError, XSession
from posture_app.sensors.x11.wire import XConnection
from tests.compositor import PrivateCompositor, PrivateXwayland, runtime_folder
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.waiting import FakeWaiting, refusing, source_of


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    with closing(PrivateDisplay()) as display:
        yield display


@pytest.fixture(scope="module")
def wayland() -> Iterator[PrivateCompositor]:
    with runtime_folder() as folder:
        compositor = PrivateCompositor(folder)
        yield compositor
        compositor.kill()


@pytest.fixture(scope="module")
def xwayland(wayland: PrivateCompositor) -> Iterator[PrivateXwayland]:
    with closing(PrivateXwayland(wayland)) as server:
        yield server


@pytest.mark.parametrize(
    "stale", [{"WAYLAND_DISPLAY": "wayland-9"}, {"XDG_SESSION_TYPE": "wayland"}, {"WAYLAND_DISPLAY": ""}]
)
def test_stale_variables_take_no_input_from_an_x11_session(
    loop: SelectLoop, display: PrivateDisplay, tmp_path: Path, stale: dict[str, str]
) -> None:
    environ = {"DISPLAY": display.name, "XDG_RUNTIME_DIR": str(tmp_path), **stale}
    with closing(InputChain(Surroundings(loop, environ), (SOURCE,))) as chain:
        chain.start(lambda _: None, lambda _: None)
        loop.run_until(lambda: not chain.asking)
        assert "x11" == chain.name
    with closing(choose_hotkeys(Surroundings(loop, environ, session=Unavailable("no bus")), "posture-app")) as hotkeys:
        assert "x11" == hotkeys.name


def test_a_dead_socket_is_no_compositor(loop: SelectLoop, display: PrivateDisplay) -> None:
    with runtime_folder() as folder:
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(str(folder / "wayland-0"))
        environ = {"DISPLAY": display.name, "XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-0"}
        assert Compositors() == find_compositors(environ)
        XSession(environ).close()


def test_a_compositor_that_answers_is_a_wayland_session(display: PrivateDisplay, wayland: PrivateCompositor) -> None:
    with pytest.raises(OnWaylandError, match=f"a compositor answers at {wayland.socket}"):
        XSession({"DISPLAY": display.name, **wayland.environ})
    by_path = {"DISPLAY": display.name, "WAYLAND_DISPLAY": str(wayland.socket)}
    assert wayland.socket == find_compositors(by_path).named


def test_a_compositor_is_found_without_any_variable_that_names_it(wayland: PrivateCompositor) -> None:
    environ = {"XDG_RUNTIME_DIR": wayland.environ["XDG_RUNTIME_DIR"]}
    assert Compositors(None, wayland.socket) == find_compositors(environ)
    with pytest.raises(OnWaylandError, match="wayland-1"):
        XSession(environ)


def test_an_x_session_beside_a_wayland_session_is_its_own(display: PrivateDisplay, wayland: PrivateCompositor) -> None:
    """As over VNC, with the same user's runtime folder."""
    XSession({"DISPLAY": display.name, "XDG_RUNTIME_DIR": wayland.environ["XDG_RUNTIME_DIR"]}).close()


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The socket of one that takes connections, and does nothing."""
    monkeypatch.setattr("posture_app.sensors.compositors.ANSWERS_S", 0.2)
    with runtime_folder() as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "wayland-0"))
        listener.listen()
        yield folder / "wayland-0"


def test_one_that_hangs_holds_nothing_up_while_the_app_runs(
    loop: SelectLoop,
    display: PrivateDisplay,
    mute: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    environ = {"DISPLAY": display.name, "WAYLAND_DISPLAY": str(mute), "XDG_RUNTIME_DIR": str(mute.parent)}
    here = Surroundings(loop, environ, known=find_compositors(environ))
    assert Compositors() == here.known
    monkeypatch.setattr("posture_app.sensors.compositors.answers", lambda _: pytest.fail("it is waited for"))
    lost = FakeWaiting("lost")
    with closing(InputChain(here, (refusing("mutter", "no GNOME"), source_of(lost), SOURCE))) as chain:
        chain.start(lambda _: None, lambda _: None)
        lost.work()
        lost.lose("it is broken")
        assert chain.asking
        loop.run_until(lambda: not chain.asking)
        assert "x11" == chain.name
        chain.look()
        assert chain.asking
        chain.look()  # and another time, once that is over
        loop.run_until(lambda: not chain.asking and chain._again is False)
        assert "x11" == chain.name
        chain.look()
    assert 0 == loop.pending
    caplog.clear()


def test_one_that_hangs_by_now_is_in_the_way_as_before(
    loop: SelectLoop, display: PrivateDisplay, mute: Path, caplog: pytest.LogCaptureFixture
) -> None:
    environ = {"DISPLAY": display.name, "WAYLAND_DISPLAY": str(mute)}
    lost = FakeWaiting("lost")
    here = Surroundings(loop, environ, known=Compositors(mute))
    with closing(InputChain(here, (source_of(lost), SOURCE))) as chain:
        chain.start(lambda _: None, lambda _: None)
        lost.work()
        lost.lose("it is broken")
        loop.run_until(lambda: not chain.asking)
        assert f"a compositor answers at {mute}" in chain.refusals[-1].why
    mute.unlink()
    found: list[Compositors] = []
    AskCompositors(loop, environ, Compositors(mute), found.append).start()
    assert [Compositors()] == found
    caplog.clear()


def test_one_that_hangs_and_takes_no_more_connections_is_in_the_way_as_before(loop: SelectLoop) -> None:
    with runtime_folder() as folder, ExitStack() as held:
        path = folder / "wayland-0"
        listener = held.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(str(path))
        listener.listen(0)
        with suppress(BlockingIOError):
            while True:
                line = held.enter_context(socket.socket(socket.AF_UNIX))
                line.setblocking(False)
                line.connect(str(path))
        found: list[Compositors] = []
        for before in (Compositors(path), Compositors()):
            AskCompositors(loop, {"WAYLAND_DISPLAY": str(path)}, before, found.append).start()
        loop.run_until(lambda: len(found) == 2)
        assert [Compositors(path), Compositors()] == found


def test_all_are_asked_at_once_and_nothing_turns_meanwhile(
    loop: SelectLoop, wayland: PrivateCompositor, mute: Path
) -> None:
    (mute.parent / "wayland-1").symlink_to(wayland.socket)
    environ = {"XDG_RUNTIME_DIR": str(mute.parent), "WAYLAND_DISPLAY": "wayland-0"}
    found: list[Compositors] = []
    turns: list[None] = []
    end = loop.around_waits(lambda: None, lambda: turns.append(None))
    AskCompositors(loop, environ, Compositors(), found.append).start()
    loop.run_until(lambda: found)
    end()
    assert [Compositors(None, mute.parent / "wayland-1")] == found
    assert len(turns) < 10
    assert find_compositors(environ) == found[0]
    assert 0 == loop.pending


def test_xwayland_is_refused_although_no_variable_tells(loop: SelectLoop, xwayland: PrivateXwayland) -> None:
    environ = {"DISPLAY": xwayland.name}  # as in tmux, or from cron
    XConnection(environ).close()  # windows can be shown there
    with closing(InputChain(Surroundings(loop, environ), (SOURCE,))) as chain:
        chain.start(lambda _: None, lambda _: None)
        assert "none" == chain.name
        (refusal,) = chain.refusals
    assert "Xwayland" in refusal.why
    with pytest.raises(OnWaylandError):
        X11Hotkeys(loop, environ)
    assert 0 == loop.pending


def test_shortcuts_there_come_from_the_portal(loop: SelectLoop, xwayland: PrivateXwayland) -> None:
    with pytest.raises(Unavailable, match="no bus"):  # which the portal needs, and X11 does not
        choose_hotkeys(Surroundings(loop, {"DISPLAY": xwayland.name}, session=Unavailable("no bus")), "posture-app")


def test_the_extension_alone_tells(display: PrivateDisplay, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer Xwayland has one of that name; here, one that every server has takes its place."""
    monkeypatch.setattr("posture_app.sensors.x11.session._XWAYLAND", b"BIG-REQUESTS")
    with pytest.raises(OnWaylandError, match="Xwayland"):
        XSession({"DISPLAY": display.name})
