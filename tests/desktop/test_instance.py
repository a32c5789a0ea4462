"""One app for each data folder: nothing that is left behind keeps one from starting, and one that lives always does."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.desktop.control.protocol import lives
from posture_app.desktop.control.server import SocketServer
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places, lock_out_others, places
from tests import needs
from tests.loop import SelectLoop

HOLD = """
import os, subprocess, sys
from pathlib import Path
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import places
instance = Instance(places(Path(sys.argv[1])))
print(instance.take(), flush=True)
if sys.argv[2:]:
    child = subprocess.Popen(sys.argv[2:], close_fds=False)
    print(child.pid, flush=True)
sys.stdin.read()
"""
NO_LOCKS = """
#include <errno.h>
int flock(int file, int operation) { errno = ENOLCK; return -1; }
"""


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    runtime = tempfile.mkdtemp(prefix="run-")  # the address of a socket must not be long
    monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
    where = places(tmp_path / "data")
    where.data.mkdir()
    lock_out_others(Path(where.control).parent)
    yield where
    shutil.rmtree(runtime)


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def hold(where: Places) -> Iterator[Start]:
    """Starts a process that takes the lock and keeps it."""
    begun: list[subprocess.Popen[str]] = []

    def hold(*child: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        command = [*before, sys.executable, "-c", HOLD, str(where.data), *child]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        begun.append(process)
        assert process.stdout is not None
        assert "True\n" == process.stdout.readline()
        return process

    yield hold
    for process in begun:
        process.kill()
        process.communicate()


def may_start(where: Places) -> bool:
    instance = Instance(where)
    taken = instance.take()
    instance.release()
    return taken


def test_one_at_a_time(where: Places) -> None:
    first = Instance(where)
    assert first.take()
    assert not may_start(where)
    first.release()
    assert may_start(where)


LEFT = {
    "by another computer": "4242\npython3.11\nold-host-name\n11112222333344445555666677778888\n" + "0" * 36 + "\n",
    "by a computer that died": "",
    "by nobody knows whom": "\0\xff" * 5000,
}


@pytest.mark.parametrize("left", LEFT)
def test_a_file_that_was_left_keeps_nobody_out(where: Places, left: str) -> None:
    where.lock.write_text(LEFT[left])
    assert may_start(where)


def test_nor_does_another_program_that_has_the_number_by_now(where: Places) -> None:
    told = (Path("/etc/machine-id"), Path("/proc/sys/kernel/random/boot_id"))
    machine = "".join(path.read_text() for path in told if path.exists())
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as other:
        name = Path(f"/proc/{other.pid}/exe").readlink().name
        where.lock.write_text(f"{other.pid}\n{name}\n{socket.gethostname()}\n{machine}")
        assert may_start(where)
        other.kill()


def test_a_killed_app_keeps_nobody_out(where: Places, hold: Start) -> None:
    app = hold()
    assert not may_start(where)
    app.kill()
    app.wait()
    assert may_start(where)


def test_nor_does_a_child_of_it_that_lives_on(where: Places, hold: Start) -> None:
    app = hold("sleep", "600")
    assert app.stdout is not None
    child = int(app.stdout.readline())
    app.kill()
    app.wait()
    os.kill(child, 0)
    assert may_start(where)
    os.kill(child, signal.SIGKILL)


def test_an_app_in_another_namespace_of_processes_is_seen_while_it_lives(where: Places, hold: Start) -> None:
    apart = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child")
    if subprocess.run([*apart, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine makes no such namespaces")
    app = hold(before=apart)
    assert not may_start(where)
    app.kill()
    app.communicate()
    with closing(SelectLoop()) as loop:
        loop.run_until(lambda: may_start(where))


def test_it_is_said_who_holds_it(where: Places, hold: Start) -> None:
    app = hold()
    assert f"It was started as process {app.pid} on “{socket.gethostname()}”." == Instance(where).holder()
    where.lock.write_bytes(b"\x1b[2J \xff")
    assert "" == Instance(where).holder()


def test_an_app_whose_file_was_removed_is_seen_by_its_socket(where: Places) -> None:
    with closing(SelectLoop()) as loop, closing(SocketServer(loop, where.control, lambda _: {})):
        assert not may_start(where)
    assert may_start(where)


def test_a_folder_that_takes_no_file_is_locked_beside_the_socket(where: Places) -> None:
    where.lock.mkdir()
    first = Instance(where)
    assert first.take()
    assert "running.lock" in first.refusals[0]
    assert not may_start(where)
    first.release()
    assert may_start(where)


def test_a_link_in_its_place_is_not_followed(where: Places, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("Dear diary")
    where.lock.symlink_to(tmp_path / "diary.txt")
    assert may_start(where)
    assert "Dear diary" == (tmp_path / "diary.txt").read_text()


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every disk refuses to lock."""

    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)


@pytest.mark.usefixtures("no_locks")
def test_without_locks_a_socket_that_refuses_is_the_proof(where: Places, tmp_path: Path) -> None:
    elsewhere = str(Path(where.control).parent / "elsewhere" / Path(where.control).name)  # as of another environment
    for address in (where.control, elsewhere):
        where.address.write_text(elsewhere)
        with closing(SelectLoop()) as loop, closing(SocketServer(loop, address, lambda _: {})):
            assert not may_start(where)
        assert may_start(where)
    for nonsense in ("\0", "x" * 5000, str(tmp_path), "\n"):
        where.address.write_text(nonsense)
        assert may_start(where)


@pytest.mark.usefixtures("no_locks")
def test_without_locks_it_is_waited_for_who_ends(where: Places) -> None:
    loop = SelectLoop()
    server = SocketServer(loop, where.control, lambda _: {})
    assert not Instance(where).take(50)
    server.close()
    loop.close()
    assert Instance(where).take(50)


@pytest.fixture(scope="module")
def preload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that takes locks from a program."""
    needs.programs("cc")
    folder = tmp_path_factory.mktemp("no-locks")
    (folder / "no-locks.c").write_text(NO_LOCKS)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", folder / "no-locks.so", folder / "no-locks.c"], check=True)
    return folder / "no-locks.so"


def run(where: Places, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "posture_app", "--data-dir", str(where.data), *arguments]
    environ = {**os.environ, **environ}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60)


def test_a_setting_is_written_on_a_disk_without_locks(where: Places, preload: Path) -> None:
    done = run(where, "settings", "set", "volume", "30", LD_PRELOAD=str(preload))
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    assert "volume = 30" in where.settings.read_text()


def test_on_a_disk_without_locks_it_starts_once(where: Places, preload: Path) -> None:
    options = ("--hidden", "--set", "volume=0")
    environ = {
        "LD_PRELOAD": str(preload),
        "QT_QPA_PLATFORM": "offscreen",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/none",
    }
    command = [sys.executable, "-m", "posture_app", "--data-dir", str(where.data), *options]
    with subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.DEVNULL) as app:
        with closing(SelectLoop()) as loop:
            loop.ask_until(lambda: lives(where.control))
        assert "runs already" in run(where, *options, **environ).stdout
        app.kill()
        app.wait()
    assert 3 == run(where, "quit", **environ).returncode
    with subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.DEVNULL) as app:
        with closing(SelectLoop()) as loop:
            loop.ask_until(lambda: lives(where.control))
        assert 0 == run(where, "quit", **environ).returncode
        assert 0 == app.wait(60)


def test_the_doctor_finds_who_holds_the_lock_and_does_not_answer(where: Places, hold: Start) -> None:
    app = hold()
    done = run(where, "doctor")
    assert (1, "") == (done.returncode, done.stderr)
    assert f"process {app.pid}" in done.stdout
    assert "All is well" not in done.stdout


def test_the_doctor_says_that_a_disk_has_no_locks(where: Places, preload: Path) -> None:
    where.lock.touch()
    assert "running.lock cannot be locked (No locks available)" in run(where, "doctor", LD_PRELOAD=str(preload)).stdout


def test_the_doctor_makes_no_file(where: Places) -> None:
    assert "" == run(where, "doctor").stderr
    assert [] == list(where.data.iterdir())
