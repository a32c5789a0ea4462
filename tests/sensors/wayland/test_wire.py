"""The connection to a compositor: what is sent, byte for byte, and what a compositor may do to it."""

import contextlib
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from posture_app.core.errors import Unavailable
from posture_app.sensors.wayland import wire as module
from posture_app.sensors.wayland.notifier import EXT
from posture_app.sensors.wayland.waiting import SOURCES, WaylandWaiting
from posture_app.sensors.wayland.wire import NEW, WaylandConnection
from tests.compositor import runtime_folder
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports
from tests.sensors.wayland.conftest import Asker, MakeServer
from tests.sensors.wayland.server import IdleServer

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

Ask = Callable[[IdleServer], Asker]


def sent(*words: int | bytes) -> bytes:
    return b"".join(word if isinstance(word, bytes) else struct.pack("=I", word) for word in words)


def test_version_2_is_asked_as_the_protocol_has_it(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()
    asker.silence(10_000)
    loop.run_until(lambda: server.lengths)
    start = sent(1, 12 << 16 | 1, 2) + sent(1, 12 << 16 | 0, 3)  # get_registry, sync
    notifier = sent(2, 48 << 16 | 0, 2, 21, b"ext_idle_notifier_v1\0\0\0\0", 2, 4)
    seat = sent(2, 32 << 16 | 0, 10, 8, b"wl_seat\0", 1, 5)
    sync = sent(1, 12 << 16 | 0, 6)
    input_silence = sent(4, 20 << 16 | 2, 6, 10_000, 5)  # get_input_idle_notification; the sync that was 6 is over
    assert start + notifier + seat + sync + input_silence == server.received
    asker.waiting.look(lambda _: None)
    loop.run_until(lambda: len(server.lengths) == 2)
    obeying, sync = sent(4, 20 << 16 | 1, 3, 1, 5), sent(1, 12 << 16 | 0, 7)  # get_idle_notification
    assert server.received.endswith(input_silence + obeying + sync)
    loop.run_until(lambda: len(server.lengths) == 1)
    assert server.received.endswith(sync + sent(3, 8 << 16 | 0))  # destroy


def test_ids_are_used_in_the_order_in_which_they_are_taken(loop: SelectLoop, make_server: MakeServer) -> None:
    server = make_server()
    heard = SensorReports()
    connection = WaylandConnection(loop, server.environ)
    done: list[str] = []

    def begin() -> None:
        for word in "abc":
            connection.sync(partial(done.append, word))
        connection.bind("wl_compositor", 4)

    connection.start(begin, lambda: done.append("ready"), heard.losses.append)
    loop.run_until(lambda: done == ["a", "b", "c", "ready"])
    connection.close()


def test_an_id_out_of_turn_would_end_the_connection(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    asker = ask(make_server()).ready()
    asker.waiting._wire.send(1, 0, 99)
    loop.run_until(lambda: asker.losses)
    assert "ended the connection: not a valid new object id (99)" in asker.losses[0]


def test_a_version_that_it_does_not_have_would_end_the_connection(
    loop: SelectLoop, make_server: MakeServer, ask: Ask
) -> None:
    asker = ask(make_server(version=1)).ready()
    asker.waiting._wire.make(2, 0, 2, "ext_idle_notifier_v1", 2, NEW)
    loop.run_until(lambda: asker.losses)
    assert "invalid version" in asker.losses[0]


def test_a_compositor_without_the_protocol_is_refused_with_its_name(
    loop: SelectLoop, make_server: MakeServer, ask: Ask
) -> None:
    asker = ask(make_server(interface="ext_session_lock_manager_v1"))
    loop.run_until(lambda: asker.losses)
    assert asker.losses[0].endswith("does not offer it")
    assert [] == asker.told


class Raw:
    """Whatever a test has it say, at the socket of a compositor."""

    def __init__(self, loop: SelectLoop, folder: Path) -> None:
        self.environ = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "raw"}
        self.heard = SensorReports()
        self.ready: list[bool] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / "raw"))
        self._listener.listen()
        self.waiting = WaylandWaiting(loop, self.environ, EXT)
        self.waiting.start(lambda: self.ready.append(True), self.heard.losses.append, self.heard.reports.append)
        self.line, _ = self._listener.accept()

    def close(self) -> None:
        self.waiting.close()
        self.line.close()
        self._listener.close()


@pytest.fixture
def raw(loop: SelectLoop) -> Iterator[Raw]:
    with runtime_folder() as folder, contextlib.closing(Raw(loop, folder)) as raw:
        yield raw


def lost(loop: SelectLoop, raw: Raw) -> str:
    loop.run_until(lambda: raw.heard.losses)
    loop.run_for(0.05)
    (why,) = raw.heard.losses
    assert [] == raw.ready
    assert 0 == loop.pending
    return why


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="another protocol"),
        pytest.param(sent(1, 4 << 16), id="a message shorter than its header"),
        pytest.param(sent(1, 13 << 16, b"12345"), id="a length that is no multiple of four"),
        pytest.param(sent(1, 12 << 16 | 0, 7), id="an error that is cut off"),
        pytest.param(sent(2, 12 << 16 | 0, 1), id="a global without a name"),
        pytest.param(sent(2, 20 << 16 | 0, 1, 0xFFFFFFF0, 1), id="a text longer than all"),
        pytest.param(sent(2, 16 << 16 | 0, 1, 0), id="a global without a version"),
    ],
)
def test_a_compositor_that_sends_nonsense_is_lost(
    loop: SelectLoop, raw: Raw, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(module, "ANSWERS_S", 0.1)
    raw.line.sendall(said)
    why = lost(loop, raw)
    assert "does not speak Wayland as it should" in why or (
        said.startswith(b"HTTP") and why.endswith("does not answer")
    )


def test_a_message_may_come_in_pieces(loop: SelectLoop, raw: Raw) -> None:
    loop.run_for(0.01)
    glob = sent(2, 44 << 16 | 0, 5, 21, b"ext_idle_notifier_v1\0\0\0\0", 2) + sent(3, 12 << 16 | 0, 0)
    for byte in glob:
        raw.line.sendall(bytes([byte]))
        loop.run_for(0.001)
    raw.line.sendall(sent(5, 12 << 16 | 0, 0))
    loop.run_until(lambda: raw.ready)
    assert [] == raw.heard.losses


def test_events_that_nobody_knows_are_passed_over(loop: SelectLoop, raw: Raw) -> None:
    strange = sent(77, 12 << 16 | 9, 1) + sent(1, 8 << 16 | 5) + sent(1, 12 << 16 | 1, 9999)
    glob = sent(2, 44 << 16 | 0, 5, 21, b"ext_idle_notifier_v1\0\0\0\0", 2) + sent(3, 12 << 16 | 0, 0)
    raw.line.sendall(strange + glob + sent(5, 12 << 16 | 0, 0))
    loop.run_until(lambda: raw.ready)
    assert [] == raw.heard.losses


def test_a_compositor_that_never_answers_is_lost(loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWERS_S", 0.1)
    with runtime_folder() as folder, contextlib.closing(Raw(loop, folder)) as raw:
        assert lost(loop, raw).endswith("does not answer")


def test_a_compositor_that_closes_at_once_is_lost(loop: SelectLoop, raw: Raw) -> None:
    raw.line.close()
    assert "is gone" in lost(loop, raw)


def test_a_compositor_that_takes_no_requests_is_lost_and_blocks_nobody(
    loop: SelectLoop, make_server: MakeServer, ask: Ask
) -> None:
    server = make_server()
    asker = ask(server).ready()
    server.clients[0]._watch.stop()  # it reads no more
    for _ in range(100_000):
        if not asker.waiting._wire.is_open:
            break
        asker.silence(10_000).stop()
    assert [] == asker.losses
    loop.run_until(lambda: asker.losses)
    assert "takes no requests" in asker.losses[0]
    loop.run_for(0.05)
    assert 1 == len(asker.losses)


def test_a_compositor_that_dies_later_is_lost_once(loop: SelectLoop, make_server: MakeServer, ask: Ask) -> None:
    server = make_server()
    asker = ask(server).ready()
    asker.silence(10_000)
    server.close()
    loop.run_until(lambda: asker.losses)
    asker.waiting.close()
    loop.run_for(0.05)
    (why,) = asker.losses
    assert why.startswith(f"the compositor at {server.environ['XDG_RUNTIME_DIR']}/wl-0 is gone")
    assert 0 == loop.pending


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({}, "no Wayland compositor has a socket"),
        ({"DISPLAY": ":0"}, "no Wayland compositor is named"),
        (
            {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nonexistent"},
            "no compositor answers at /nonexistent/w",
        ),
        ({"XDG_SESSION_TYPE": "wayland", "XDG_RUNTIME_DIR": "/nonexistent"}, "no compositor answers at /nonexistent/w"),
        ({"WAYLAND_DISPLAY": "/" + 200 * "x"}, "no compositor answers"),
    ],
)
def test_where_there_is_no_compositor_the_reason_is_given(loop: SelectLoop, environ: dict[str, str], why: str) -> None:
    with pytest.raises(Unavailable, match=why):
        WaylandConnection(loop, environ)
    assert 0 == loop.pending


def test_a_socket_that_a_dead_compositor_left_is_passed_over(loop: SelectLoop) -> None:
    with runtime_folder() as folder, socket.socket(socket.AF_UNIX) as there:
        with socket.socket(socket.AF_UNIX) as left:
            left.bind(str(folder / "wayland-0"))
        (folder / "wayland-0.lock").touch()
        there.bind(str(folder / "wayland-1"))
        there.listen()
        connection = WaylandConnection(loop, {"XDG_RUNTIME_DIR": str(folder)})
        assert folder / "wayland-1" == connection.path
        connection.close()


def test_both_protocols_are_tried_the_better_first_and_for_ten_seconds() -> None:
    names = ["ext_idle_notifier_v1", "org_kde_kwin_idle"]
    assert [(name, 10.0) for name in names] == [(each.name, each.idle_after_s) for each in SOURCES]
