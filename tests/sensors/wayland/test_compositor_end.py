"""The end of a compositor is heard of, and that of the next one."""

import select
import sys
from contextlib import closing

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.sensors.wayland import compositor_end
from posture_app.sensors.wayland.compositor_end import CompositorEnd
from tests.compositor import PrivateCompositor, runtime_folder
from tests.loop import SelectLoop


def test_its_end_is_heard_of_at_once_and_that_of_the_next(loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compositor_end, "PAUSES_BETWEEN_CALLS", (0.01, 0.01, 60.0))
    heard: list[str] = []
    with runtime_folder() as folder:
        first = PrivateCompositor(folder)
        with closing(CompositorEnd(loop, first.environ, lambda: heard.append("gone"))):
            loop.run_for(0.05)
            assert [] == heard
            first.kill()
            loop.run_until(lambda: heard)
            loop.run_for(0.05)
            first.socket.unlink(missing_ok=True)
            second = PrivateCompositor(folder)
            assert ["gone"] == heard
            loop.run_until(lambda: loop.pending == 1)
    second.kill()


@pytest.mark.parametrize("environ", [{}, {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nonexistent"}])
def test_where_there_is_no_compositor_nothing_is_waited_for(loop: SelectLoop, environ: dict[str, str]) -> None:
    with closing(CompositorEnd(loop, environ, lambda: pytest.fail("nothing has ended"))):
        assert 0 == loop.pending


def test_it_looks_first_of_all(loop: SelectLoop) -> None:
    """Whoever reads of the end of the compositor after it may end the process."""
    said: list[str] = []
    with runtime_folder() as folder:
        compositor = PrivateCompositor(folder)
        with closing(CompositorEnd(loop, compositor.environ, lambda: said.append("gone"))) as end:
            compositor.kill()
            # A child that it has just forked may hold its sockets for a moment.
            assert end._connection is not None
            assert select.select([end._connection], [], [], 60)[0]
            loop.soon(lambda: said.append("something else"))
            loop.run_until(lambda: len(said) == 2)
    assert ["gone", "something else"] == said
