"""Films by `ext_idle_notifier_v1`, version 2 and version 1 of newer compositors, through the installed app.

On the tests' own server: Debian 12 has neither. The windows of the app show on X11 meanwhile, where nobody types.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests.compositor import runtime_folder
from tests.sensors.wayland.server import IdleServer, Mode

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

SCALE = 120
Sit = Callable[[Mode, int], "tuple[Desk, IdleServer]"]


@pytest.fixture
def sockets() -> Iterator[Path]:
    with runtime_folder() as folder:
        yield folder


@pytest.fixture
def sit_at(desk: "Desk", sockets: Path) -> Iterator[Sit]:
    """The app runs in a session of this compositor."""
    servers: list[IdleServer] = []

    def sit_at(mode: Mode, version: int) -> "tuple[Desk, IdleServer]":
        server = IdleServer(desk.loop, sockets / "wayland-0", mode, version)
        servers.append(server)
        desk.environ |= {"WAYLAND_DISPLAY": str(sockets / "wayland-0"), "QT_QPA_PLATFORM": "xcb"}
        desk.work("stand=off", scale=SCALE)
        desk.until(lambda: desk.now()["input"]["source"] == "ext_idle_notifier_v1" and server.notifications)
        return desk, server

    yield sit_at
    for server in servers:
        server.close()


def type_on(desk: "Desk", server: IdleServer, seconds: float) -> None:
    for _ in range(round(seconds / 0.04)):
        server.input()
        desk.loop.run_for(0.04)


@pytest.mark.parametrize(("mode", "version"), [(Mode.KWIN, 2), (Mode.WLROOTS, 1)])
def test_a_film_is_sitting_until_it_ends_and_starts_none(sit_at: Sit, mode: Mode, version: int) -> None:
    desk, server = sit_at(mode, version)
    server.inhibit()
    desk.loop.run_for(1)
    assert "away" == desk.now()["state"]
    server.inhibit(on=False)
    desk.loop.run_for(0.5)
    assert "away" == desk.now()["state"]
    type_on(desk, server, 1)
    server.inhibit()
    desk.loop.run_for(5)  # twice as long as somebody is there without any sign of it
    assert "sitting" == desk.now()["state"]
    server.inhibit(on=False)
    desk.until(lambda: desk.now()["state"] == "away")
    ((seconds, why),) = desk.rows("SELECT (end_us - start_us) / 1e6, ended_by FROM spans")
    assert "idle" == why
    assert 6 * SCALE == pytest.approx(seconds, abs=1.5 * SCALE)


def test_who_comes_back_in_the_midst_of_a_film_is_seen(sit_at: Sit) -> None:
    desk, server = sit_at(Mode.KWIN, 2)
    server.inhibit()
    desk.loop.run_for(1)
    assert "away" == desk.now()["state"]
    server.input()
    desk.until(lambda: desk.now()["state"] == "sitting")
