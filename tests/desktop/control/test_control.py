"""The control socket: only for its user, and never upset by what comes in."""

import json
import os
import queue
import resource
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.errors import KnownError
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.control.protocol import IDLE_S, LONGEST, Answer, NotRunningError, Stream, ask, follow, respond
from posture_app.desktop.control.server import MOST, PipeServer, SocketServer
from tests import needs
from tests.loop import SelectLoop

SHORT_S = 0.5
"""Real seconds after which who says nothing is hung up on; a busy machine may take some between a call and a word."""


def echo(request: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"ok": True, "heard": request}


class Served:
    """A server in a thread of its own, since `ask` waits for its answer."""

    def __init__(self, address: Path, answer: Answer = echo, idle_s: float = IDLE_S) -> None:
        self.address = str(address)
        self._loop = SelectLoop()
        self.server = SocketServer(self._loop, self.address, answer, idle_s=idle_s)
        self._over = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        self._loop.run_until(lambda: self._over, timeout=60)

    def soon(self, call: Callable[[], None]) -> None:
        self._loop.soon(call)

    def close(self) -> None:
        def over() -> None:
            self._over = True

        self._loop.soon(over)
        self._thread.join()
        self.server.close()
        self._loop.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    needs.linux()
    served = Served(tmp_path / "run" / "control.sock")
    yield served
    served.close()


def raw(address: str, data: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(10)
        line.connect(address)
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        reply = b""
        while part := line.recv(4096):
            reply += part
        return reply


def test_what_is_asked_is_answered(served: Served) -> None:
    assert {"ok": True, "heard": {"command": "status", "é": [1]}} == ask(
        served.address, {"command": "status", "é": [1]}
    )


def test_an_answer_may_come_later_and_holds_up_nobody(tmp_path: Path) -> None:
    needs.linux()
    waiting: queue.Queue[Callable[[Mapping[str, Any]], None]] = queue.Queue()
    served = Served(tmp_path / "run" / "control.sock", lambda request: waiting.put if request else echo(request))
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(ask, served.address, {"command": "delete"}, 60)
        send = waiting.get(timeout=10)
        assert ask(served.address, {})["ok"]
        assert not slow.done()
        with socket.socket(socket.AF_UNIX) as gone:  # asks, and does not wait for the answer
            gone.connect(served.address)
            gone.sendall(b'{"command": "delete"}\n')
            send_to_nobody = waiting.get(timeout=10)
        for each in (send, send_to_nobody):
            served.soon(partial(each, {"ok": True, "late": 1}))
        assert {"ok": True, "late": 1} == slow.result(timeout=10)
    assert ask(served.address, {})["ok"]
    served.close()


def test_only_its_user_can_enter(served: Served) -> None:
    path = Path(served.address)
    assert (0o700, 0o600) == (stat.S_IMODE(path.parent.stat().st_mode), stat.S_IMODE(path.stat().st_mode))


@pytest.mark.parametrize("line", [b"\n", b"hello\n", b"[1, 2]\n", b"\xff\xfe\n", b"[" * 50_000 + b"\n", b"null\n"])
def test_what_is_no_request_is_refused_and_the_next_one_answered(served: Served, line: bytes) -> None:
    assert json.loads(raw(served.address, line))["ok"] is False
    assert ask(served.address, {})["ok"]


def test_who_hangs_up_or_never_ends_a_line_holds_up_nobody(served: Served) -> None:
    assert b"" == raw(served.address, b"")
    assert b"" == raw(served.address, b"half a line")
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(served.address)
        assert ask(served.address, {})["ok"]
    with socket.socket(socket.AF_UNIX) as endless:
        endless.settimeout(10)
        endless.connect(served.address)
        try:
            for _ in range(4):
                endless.sendall(b"x" * LONGEST)
            assert b"" == endless.recv(1)
        except (BrokenPipeError, ConnectionResetError):
            pass  # hung up on before all was sent
    assert ask(served.address, {})["ok"]


def test_nobody_there_is_not_running(tmp_path: Path) -> None:
    needs.linux()
    with pytest.raises(NotRunningError):
        ask(str(tmp_path / "nothing.sock"), {})


def test_a_socket_that_a_dead_app_left_is_not_running_and_is_replaced(tmp_path: Path) -> None:
    needs.linux()
    address = tmp_path / "left.sock"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(address))
    with pytest.raises(NotRunningError):
        ask(str(address), {})
    served = Served(address)
    assert ask(served.address, {})["ok"]
    served.close()
    assert not address.exists()


def test_a_line_that_says_nothing_is_hung_up_on_and_one_that_is_answered_late_is_not(tmp_path: Path) -> None:
    needs.linux()
    waiting: queue.Queue[Callable[[Mapping[str, Any]], None]] = queue.Queue()
    served = Served(tmp_path / "run" / "control.sock", lambda _: waiting.put, idle_s=SHORT_S)
    with ThreadPoolExecutor() as pool, socket.socket(socket.AF_UNIX) as idle:
        slow = pool.submit(ask, served.address, {"command": "delete"}, 60)
        send = waiting.get(timeout=10)
        idle.settimeout(10)
        idle.connect(served.address)
        idle.sendall(b"half a li")
        assert b"" == idle.recv(1)
        served.soon(lambda: send({"ok": True}))
        assert {"ok": True} == slow.result(timeout=10)
    served.close()


def test_many_lines_at_once_are_not_kept_and_the_next_one_is_answered(served: Served) -> None:
    lines = [socket.socket(socket.AF_UNIX) for _ in range(MOST + 8)]
    for line in lines:
        line.settimeout(10)
        line.connect(served.address)
    assert ask(served.address, {})["ok"]
    assert [b""] * 8 == [line.recv(1) for line in lines[:8]]
    for line in lines:
        line.close()


def test_without_descriptors_it_waits_and_then_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs.linux()
    pause_s, clock = 0.3, SystemClock()
    monkeypatch.setattr("posture_app.desktop.control.server.PAUSE_S", pause_s)
    loop = SelectLoop()
    server = SocketServer(loop, str(tmp_path / "control.sock"), echo)
    tries: list[int] = []
    take = server._accept

    def accept() -> None:
        tries.append(1)
        take()

    server._watch.stop()
    monkeypatch.setattr(server, "_accept", accept)
    server._go_on()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(tmp_path / "control.sock"))
        line.sendall(b"{}\n")
        resource.setrlimit(resource.RLIMIT_NOFILE, (line.fileno() // 2, hard))
        began = clock.now().awake
        try:
            loop.run_for(0.1)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert 1 <= len(tries) <= 1 + (clock.now().awake - began) / pause_s
        replies: list[bytes] = []
        watch = loop.watch(line.fileno(), lambda: replies.append(line.recv(100)))
        loop.run_until(lambda: replies)
        watch.stop()
    assert json.loads(replies[0])["ok"]
    server.close()
    assert 0 == loop.pending
    loop.close()


SERVE = """
import os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o666)
os.setuid(65534)
server.listen()
print(flush=True)
line, _ = server.accept()
print(line.recv(100), flush=True)
"""


def test_a_socket_of_somebody_else_is_not_asked(tmp_path: Path) -> None:
    needs.linux()
    if os.getuid() != 0:
        pytest.skip("only root can be two users")
    address = tmp_path / "theirs.sock"
    with subprocess.Popen([sys.executable, "-c", SERVE, str(address)], stdout=subprocess.PIPE) as theirs:
        assert theirs.stdout is not None
        theirs.stdout.readline()
        with pytest.raises(KnownError, match="somebody else"):
            ask(str(address), {"command": "status"})
        assert b"b''\n" == theirs.stdout.readline()


def test_whose_socket_it_is_is_asked_before_anything_is_said(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture_app.desktop.control.protocol.is_ours", lambda _: False)
    with pytest.raises(KnownError, match="somebody else"):
        ask(served.address, {})


def test_what_comes_over_the_socket_is_obeyed_by_no_terminal(tmp_path: Path) -> None:
    needs.linux()
    evil = {"ok": True, "line": "a\x1b[2J\x07b", "status": {"k\x1b": ["\x9b", 1, None]}}
    served = Served(tmp_path / "run" / "control.sock", lambda _: evil)
    assert {"ok": True, "line": "a[2Jb", "status": {"k": ["", 1, None]}} == ask(served.address, {})
    served.close()


@pytest.mark.parametrize("reply", [b"", b"nonsense\n", b"[]\n"])
def test_a_stranger_that_answers_is_said(tmp_path: Path, reply: bytes) -> None:
    needs.linux()
    address = tmp_path / "stranger.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(address))
        server.listen()

        def answer() -> None:
            line, _ = server.accept()
            with line:
                line.recv(100)
                line.sendall(reply)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(KnownError, match="answer"):
            ask(str(address), {"command": "status"})
        thread.join()


def test_an_address_that_cannot_be_bound_is_said(tmp_path: Path) -> None:
    needs.linux()
    loop = SelectLoop()
    with pytest.raises(KnownError, match="cannot be opened"):
        SocketServer(loop, str(tmp_path / ("x" * 200)), echo)
    loop.close()


def test_the_pipe_server_answers_the_same(tmp_path: Path) -> None:
    """QLocalServer serves Windows; on Linux it is a Unix socket, so that the same client can ask it."""
    needs.linux()
    needs.qt()
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - only where Qt loads
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from tests.ui.waiting import until  # noqa: PLC0415

    application = QCoreApplication.instance() or QApplication([])
    address = str(tmp_path / "pipe")
    server = PipeServer(address, echo)
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(ask(address, {"command": "status"})))
    thread.start()
    until(lambda: answers)
    thread.join()
    server.close()
    assert application is not None
    assert [{"ok": True, "heard": {"command": "status"}}] == answers


def test_the_pipe_server_hangs_up_on_who_says_nothing(tmp_path: Path) -> None:
    needs.linux()
    needs.qt()
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - only where Qt loads
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from tests.ui.waiting import until  # noqa: PLC0415

    application = QCoreApplication.instance() or QApplication([])
    server = PipeServer(str(tmp_path / "pipe"), echo, idle_s=0.05)
    with socket.socket(socket.AF_UNIX) as idle, ThreadPoolExecutor() as pool:
        idle.settimeout(10)
        idle.connect(str(tmp_path / "pipe"))
        heard = pool.submit(idle.recv, 1)
        until(heard.done)
        assert b"" == heard.result()
    server.close()
    assert application is not None


def test_the_unix_server_loads_no_network_part_of_qt() -> None:
    code = "import sys, posture_app.desktop.control.server; sys.exit('PySide6.QtNetwork' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_an_answer_is_one_line() -> None:
    sent: list[bytes] = []
    respond(b'{"a": "b\\nc"}', echo, sent.append)
    assert [b'{"ok": true, "heard": {"a": "b\\nc"}}\n'] == sent


class Lines:
    """An answer of many lines; what is said is sent to each who follows."""

    def __init__(self) -> None:
        self.sends: list[Callable[[Mapping[str, Any]], None]] = []
        self.ended = 0

    def __call__(self, _request: Mapping[str, Any]) -> Stream:
        return Stream(self._begin)

    def _begin(self, send: Callable[[Mapping[str, Any]], None]) -> Callable[[], None]:
        self.sends.append(send)
        send({"ok": True, "number": 0})
        return self._end

    def _end(self) -> None:
        self.ended += 1

    def say(self, number: int) -> None:
        for send in tuple(self.sends):
            send({"ok": True, "number": number})


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[tuple[Served, Lines]]:
    needs.linux()
    lines = Lines()
    served = Served(tmp_path / "run" / "control.sock", lines, idle_s=SHORT_S)
    yield served, lines
    served.close()


def test_who_follows_gets_each_line_as_it_comes_however_long_that_takes(followed: tuple[Served, Lines]) -> None:
    served, lines = followed
    stream = follow(served.address, {"command": "follow"})
    assert 0 == next(stream)["number"]
    waited, loop = threading.Event(), served.server._loop

    def wait() -> None:
        loop.deadline(2 * SHORT_S, waited.set)

    loop.soon(wait)
    assert waited.wait(10)
    for number in (1, 2):
        served.soon(partial(lines.say, number))
        assert number == next(stream)["number"]


def test_who_hangs_up_is_told_no_more(followed: tuple[Served, Lines]) -> None:
    served, lines = followed
    stream = follow(served.address, {"command": "follow"})
    next(stream)
    stream.close()
    gone = threading.Event()

    def look() -> None:
        gone.set() if lines.ended else served.server._loop.later(0.01, look)

    served.soon(look)
    assert gone.wait(10)
    assert {} == served.server._following


def test_who_reads_nothing_is_dropped_once_the_buffer_is_full(followed: tuple[Served, Lines]) -> None:
    served, lines = followed
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(served.address)
        line.sendall(b'{"command": "follow"}\n')
        dropped = threading.Event()

        def talk() -> None:
            for _ in range(1000):
                lines.say(1)
            dropped.set() if lines.ended else served.server._loop.later(0, talk)

        served.soon(talk)
        assert dropped.wait(20)


def test_more_than_the_most_follow_and_the_first_is_let_go(followed: tuple[Served, Lines]) -> None:
    served, _lines = followed
    streams = [follow(served.address, {"command": "follow"}) for _ in range(MOST + 1)]
    for stream in streams:
        next(stream)
    assert [] == list(streams[0])
    served.soon(lambda: None)


def test_the_end_of_the_app_ends_what_is_followed(tmp_path: Path) -> None:
    served = Served(tmp_path / "control.sock", Lines())
    stream = follow(served.address, {"command": "follow"})
    next(stream)
    served.close()
    assert [] == list(stream)
    with pytest.raises(NotRunningError):
        next(follow(served.address, {"command": "follow"}))
