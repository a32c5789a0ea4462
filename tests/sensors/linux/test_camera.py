"""A camera that a program has open: a named pipe plays the camera, for no test machine has one."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posture_app.sensors.linux.camera import Camera
from tests.loop import SelectLoop

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

Hold = Callable[[Path], subprocess.Popen[bytes]]


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    folder = tmp_path / "dev"
    folder.mkdir()
    for name in ("video0", "video1", "audio0"):
        os.mkfifo(folder / name)
    return folder


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Have a program open this file, and wait until it has."""
    holders: list[subprocess.Popen[bytes]] = []

    def hold(path: Path) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            ["/bin/sh", "-c", 'exec 3<>"$0"; echo; exec sleep 1000', str(path)], stdout=subprocess.PIPE
        )
        holders.append(process)
        assert process.stdout is not None
        assert b"\n" == process.stdout.readline()
        return process

    yield hold
    for process in holders:
        process.kill()
        process.communicate()


def ask(loop: SelectLoop, camera: Camera) -> bool | None:
    answers: list[bool | None] = []
    camera.ask(answers.append)
    loop.run_until(lambda: answers)
    assert 1 == len(answers)
    return answers[0]


def test_a_camera_is_in_use_while_a_program_has_it_open(loop: SelectLoop, devices: Path, hold: Hold) -> None:
    camera = Camera(loop, devices)
    assert False is ask(loop, camera)
    holder = hold(devices / "video1")
    assert True is ask(loop, camera)
    assert "in use" == camera.reading
    holder.kill()
    holder.wait()
    assert False is ask(loop, camera)
    hold(devices / "audio0")
    assert False is ask(loop, camera)
    assert ("not in use", None) == (camera.reading, camera.trouble)
    camera.close()


def test_where_there_is_no_camera_no_process_is_looked_at(loop: SelectLoop, tmp_path: Path) -> None:
    camera = Camera(loop, tmp_path, tmp_path / "nothing to look at")
    answers: list[bool | None] = []
    camera.ask(answers.append)
    assert [False] == answers


def test_processes_that_end_or_are_not_to_be_looked_at_are_passed_over(
    loop: SelectLoop, devices: Path, tmp_path: Path
) -> None:
    processes = tmp_path / "proc"
    for name in ("1", "22", "333", "self", "sys"):
        (processes / name).mkdir(parents=True)
    (processes / "22" / "fd").mkdir()
    (processes / "22" / "fd" / "3").write_text("no link")
    (processes / "22" / "fd" / "4").symlink_to("/nowhere")
    (processes / "333" / "fd").mkdir()
    (processes / "333" / "fd" / "0").symlink_to(devices / "video0")
    camera = Camera(loop, devices, processes)
    assert True is ask(loop, camera)
    camera.close()


def test_what_is_closed_answers_no_more(loop: SelectLoop, devices: Path, tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / "proc" / str(number)).mkdir(parents=True)
    camera = Camera(loop, devices, tmp_path / "proc")
    answers: list[bool | None] = []
    camera.ask(answers.append)
    camera.close()
    loop.run_for(0.05)
    assert [] == answers
