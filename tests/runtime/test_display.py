"""Whether windows can be shown, asked before Qt is."""

import os
import shutil
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.errors import Unavailable
from posture_app.runtime import display
from posture_app.runtime.display import keep_to_x11, on_x11, outlive_compositor, why_no_display, why_no_screen
from posture_app.sensors.x11.wire import BrokenOffError, XConnection
from tests import needs
from tests.compositor import PrivateCompositor, runtime_folder


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    needs.linux()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)


def test_no_display_is_said() -> None:
    assert "DISPLAY and WAYLAND_DISPLAY are not set" in (why_no_display() or "")


@pytest.mark.parametrize(
    "name", [":987", ":987654", "nonsense", ":", "localhost:", "127.0.0.1:987", ":x.0", "unix:987.0"]
)
def test_a_display_that_is_not_there_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "XCB_LIBRARIES", {})  # else those that are missing here would be named
    monkeypatch.setenv("DISPLAY", name)
    assert name in (why_no_screen() or "")


@pytest.mark.parametrize("display", ["127.0.0.1:{}", "tcp/127.0.0.1:{}", "localhost:{}.0"])
def test_a_display_over_the_network_is_refused_and_not_even_knocked_at(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        display = display.format(server.getsockname()[1] - 6000)
        monkeypatch.setenv("DISPLAY", display)
        assert "over the network" in (why_no_display() or "")
        with pytest.raises(Unavailable, match="over the network"):
            XConnection({"DISPLAY": display})
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_platform_of_qt_that_serves_the_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc:size=800x600")
    assert "over the network" in (why_no_display() or "")


def test_a_compositor_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert "wayland-7" in (why_no_display() or "")


def test_a_compositor_that_answers_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    with runtime_folder() as folder:
        compositor = PrivateCompositor(folder, "wayland-7")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
        why = why_no_display()
        compositor.kill()
    assert why is None


def test_a_compositor_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt would wait for it without end, also where there is an X server."""
    monkeypatch.setattr("posture_app.sensors.compositors.ANSWERS_S", 0.05)
    with runtime_folder() as folder, socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(folder / "wayland-7"))
        silent.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
        assert f"No Wayland compositor answers at {folder}/wayland-7." == why_no_display()
        monkeypatch.setenv("DISPLAY", ":987")
        keep_to_x11()
    assert "xcb" == os.environ["QT_QPA_PLATFORM"]


def test_windows_show_on_x11_unless_a_compositor_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Qt has it; were it not known, nobody would ask whether the X server lets us in, and Qt would end the app."""
    named = [("WAYLAND_DISPLAY", "wayland-0"), ("XDG_SESSION_TYPE", "wayland")]
    monkeypatch.setenv("DISPLAY", ":987")
    with runtime_folder() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        without = [_shows_on_x11(*variable) for variable in named]
        compositor = PrivateCompositor(folder, "wayland-0")
        beside = [_shows_on_x11(*variable) for variable in named]
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        chosen = on_x11()
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        nowhere = on_x11()
        compositor.kill()
    assert ([True, True], [False, False], True, False) == (without, beside, chosen, nowhere)


def _shows_on_x11(variable: str, value: str) -> bool:
    with pytest.MonkeyPatch.context() as set_for_now:
        set_for_now.setenv(variable, value)
        return on_x11()


@pytest.mark.parametrize(("before", "after"), [(None, "1"), ("", ""), ("0", "0")])
def test_qt_is_told_to_outlive_its_compositor_unless_the_person_decided(
    monkeypatch: pytest.MonkeyPatch, before: str | None, after: str
) -> None:
    monkeypatch.setenv("QT_WAYLAND_RECONNECT", "to be taken back")
    if before is None:
        monkeypatch.delenv("QT_WAYLAND_RECONNECT")
    else:
        monkeypatch.setenv("QT_WAYLAND_RECONNECT", before)
    outlive_compositor()
    assert after == os.environ["QT_WAYLAND_RECONNECT"]


def test_a_platform_without_a_display_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_display() is None


def test_a_real_x_server_is_enough_if_qt_has_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.display import PrivateDisplay  # noqa: PLC0415 - on Linux only

    display = PrivateDisplay()
    monkeypatch.setenv("DISPLAY", display.name)
    why = why_no_screen()
    monkeypatch.setattr("posture_app.runtime.display.XCB_LIBRARIES", {"libnothing.so.9": "libnothing9"})
    lacking = why_no_screen()
    display.close()
    assert why is None or "apt-get install" in why
    assert "apt-get install -y libnothing9" in (lacking or "")


def test_an_x_server_that_was_asked_is_kept_from_starting_afresh_before_qt_reaches_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tests.display import PrivateDisplay  # noqa: PLC0415 - on Linux only

    needs.qt()
    server = PrivateDisplay("-terminate")  # so that it ends where another one starts afresh
    monkeypatch.setenv("DISPLAY", server.name)
    with ExitStack() as held:
        assert why_no_screen(held) is None
        for _ in range(2):
            server.input("getmouselocation")  # another program comes and goes
    server.wait()


class Knocker:
    """An X server that breaks off so many times before it lets one in, as one that starts afresh does."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, _environ: object) -> "Knocker":
        self.left -= 1
        if self.left >= 0:
            raise BrokenOffError("the X server of “:9” does not answer as it should: it broke off")
        return self

    def close(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(
    ("times", "why"), [(0, None), (2, None), (3, "No window can be shown: the X server of “:9” does not answer as it")]
)
def test_an_x_server_that_starts_afresh_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, times: int, why: str | None
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(display, "why_no_display", lambda: None)
    monkeypatch.setattr(display, "on_x11", lambda: True)
    monkeypatch.setattr("posture_app.sensors.x11.wire.XConnection", Knocker(times))
    found = why_no_screen()
    assert found == why or (why is not None and found is not None and found.startswith(why))


def test_an_x_server_that_says_nothing_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ours, theirs = socket.socketpair()
    ours.settimeout(0.1)

    def connect(display: str) -> socket.socket:
        asked.append(display)
        return ours

    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(display, "why_no_display", lambda: None)
    monkeypatch.setattr(display, "on_x11", lambda: True)
    monkeypatch.setattr("posture_app.sensors.x11.wire._connect", connect)
    with theirs:
        assert "No window can be shown: the X server of “:9” does not answer." == why_no_screen()
    assert [":9"] == asked


def test_what_comes_with_qt_is_judged_before_what_the_system_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bundle has libraries that the system lacks, and it is its own that Qt will load."""
    needs.linux()
    monkeypatch.setattr(display, "_library_folders", lambda: (str(tmp_path),))
    assert "libm-of-a-bundle.so.6" in str(display._why_not_loaded("libm-of-a-bundle.so.6"))
    loaded = Path("/proc/self/maps").read_text().split()
    shutil.copy(next(path for path in loaded if path.endswith("/libm.so.6")), tmp_path / "libm-of-a-bundle.so.6")
    assert display._why_not_loaded("libm-of-a-bundle.so.6") is None
    assert display._why_not_loaded("libm.so.6") is None
    (tmp_path / "libm.so.6").write_text("broken")
    assert str(tmp_path) in str(display._why_not_loaded("libm.so.6"))
