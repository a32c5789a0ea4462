"""The app on a Wayland compositor."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests import needs

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.compositor import PrivateCompositor
    from tests.e2e.desk import Desk


@pytest.fixture
def runtime() -> "Iterator[Path]":
    needs.linux()
    from tests.compositor import runtime_folder  # noqa: PLC0415 - on Linux only

    with runtime_folder() as folder:
        yield folder


@pytest.fixture
def compositors(runtime: "Path") -> "Iterator[tuple[PrivateCompositor, PrivateCompositor]]":
    from tests.compositor import PrivateCompositor  # noqa: PLC0415 - on Linux only

    with contextlib.ExitStack() as ending:
        made = []
        for name in ("wayland-1", "wayland-2"):
            made.append(PrivateCompositor(runtime, name))
            ending.callback(made[-1].kill)
        yield made[0], made[1]


def test_what_was_recorded_is_not_lost_with_a_compositor_that_does_not_come_back(
    bare_desk: "Desk", compositors: "tuple[PrivateCompositor, PrivateCompositor]"
) -> None:
    desk = bare_desk
    compositor, _ = compositors
    desk.environ["WAYLAND_DISPLAY"] = str(compositor.socket)
    app = desk.start("--hidden", scale=1)  # so that no minute is over
    desk.sit()
    desk.until(lambda: desk.now()["bout_s"] >= 3)
    assert [] == desk.rows("SELECT * FROM spans")
    compositor.kill()
    compositor.socket.unlink()
    assert 0 != app.wait(20)  # Qt ends it
    ((length, ended_by),) = desk.rows("SELECT (end_us - start_us) / 1000000, ended_by FROM spans")
    assert length >= 3
    assert ended_by is None


def test_it_outlives_its_compositor(
    bare_desk: "Desk", compositors: "tuple[PrivateCompositor, PrivateCompositor]"
) -> None:
    desk = bare_desk
    first, second = compositors
    desk.environ["WAYLAND_DISPLAY"] = str(first.socket)
    desk.environ.pop("QT_WAYLAND_RECONNECT", None)
    app = desk.start()  # without a tray, so that its window shows
    desk.until(lambda: "compositor" in (desk.now()["input"]["why"] or ""))  # once all sources have been asked
    desk.sit()
    second.socket.replace(first.socket)  # as by a wrapper that keeps the socket while the compositor starts afresh
    first.kill()
    said = bytearray()
    assert app.stderr is not None
    os.set_blocking(app.stderr.fileno(), False)

    def noticed() -> bool:
        assert app.stderr is not None
        with contextlib.suppress(BlockingIOError):
            said.extend(os.read(app.stderr.fileno(), 65536))
        return b"reconnect" in said or app.poll() is not None

    desk.until(noticed)
    desk.say("show", "week")
    assert "sitting" == desk.now()["state"]
    desk.say("quit")
    assert 0 == app.wait(20)
    assert [("stopped",)] == desk.rows("SELECT ended_by FROM spans")


def test_doctor_says_that_there_is_no_portal_for_shortcuts(
    bare_desk: "Desk", compositors: "tuple[PrivateCompositor, PrivateCompositor]"
) -> None:
    bare_desk.environ["WAYLAND_DISPLAY"] = str(compositors[0].socket)
    said = bare_desk.run("doctor").stdout
    assert "no portal gives any" in said
    assert "whichever window is in front" not in said
