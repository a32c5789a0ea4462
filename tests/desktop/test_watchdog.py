"""The watchdog: it bites whoever does not come back to the loop, and nobody else."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from posture_app.desktop.messages import standstill_file, stood_still
from posture_app.desktop.watchdog import Watchdog
from tests import needs
from tests.loop import SelectLoop

PROGRAM = """
import logging, os, signal, socket, subprocess, sys, threading
from pathlib import Path
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.watchdog import Watchdog

logging.basicConfig(format="%(message)s", stream=sys.stdout)
path = Path(sys.argv[2])
clock = SystemClock()
if sys.argv[4] == "qt":
    from PySide6.QtCore import QCoreApplication, QEventLoop
    from posture_app.desktop.loop import QtLoop
    app = QCoreApplication([])
    loop = QtLoop()
else:
    from posture_app.desktop.select_loop import SelectLoop
    loop = SelectLoop(clock)
ours, other = socket.socketpair()

def until_it_bites():
    end = clock.now().awake + 60
    while not path.stat().st_size and clock.now().awake < end:
        pass

def hang_in_a_timer():
    until_it_bites()
    loop.soon(loop.stop)

def hang_in_a_socket():
    watch.stop()
    until_it_bites()
    loop.stop()

def hang_in_a_nested_loop():
    inner = QEventLoop()
    loop.deadline(0, lambda: (until_it_bites(), inner.quit()))
    inner.exec()
    loop.stop()

def wait_for_another():
    # as for a disk or a bus that does not answer
    def end():
        until_it_bites()
        other.send(b"!")

    thread = threading.Thread(target=end)
    thread.start()
    ours.recv(1)
    thread.join()
    loop.stop()

def nothing():
    # while the loop waits nothing is set, and a child is as it would be without
    def look():
        end = clock.now().awake + 60
        while signal.getitimer(signal.ITIMER_REAL) != (0.0, 0.0) and clock.now().awake < end:
            pass
        print("stopped", signal.getitimer(signal.ITIMER_REAL))
        loop.soon(child)

    threading.Thread(target=look).start()

def child():
    code = "from signal import *; print(getsignal(SIGALRM) == SIG_DFL, getitimer(ITIMER_REAL))"
    print("child", subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip())
    loop.stop()

watchdog = Watchdog(loop, path, after=float(sys.argv[3]))
if sys.argv[1] == "hang_in_a_socket":
    watch = loop.watch(ours.fileno(), hang_in_a_socket)
    other.send(b"!")
else:
    loop.deadline(0, globals()[sys.argv[1]])
loop.run()
watchdog.close()
watchdog.close()
print("over", signal.getitimer(signal.ITIMER_REAL))
loop.soon(loop.stop)
loop.run()
loop.close()
"""


def run(tmp_path: Path, what: str, after: float, loop: str = "qt") -> list[str]:
    if loop == "qt":
        needs.qt()
    path = standstill_file(tmp_path / "messages.log")
    arguments = [sys.executable, "-c", PROGRAM, what, str(path), str(after), loop]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert 0 == path.stat().st_size
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("what", "loop"),
    [
        ("hang_in_a_timer", "qt"),
        ("hang_in_a_socket", "qt"),
        ("hang_in_a_nested_loop", "qt"),
        ("wait_for_another", "qt"),
        ("hang_in_a_timer", "select"),
        ("hang_in_a_socket", "select"),
        ("wait_for_another", "select"),
    ],
)
def test_who_does_not_come_back_is_told_of_with_the_line_in_which_they_stand(
    tmp_path: Path, what: str, loop: str
) -> None:
    needs.linux()
    lines = run(tmp_path, what, 1, loop)
    assert "the app had stood still" in lines[0]
    assert [line for line in lines if line.startswith("  File") and ("until_it_bites" in line or what in line)]
    assert "over (0.0, 0.0)" == lines[-1]


@pytest.mark.parametrize("loop", ["qt", "select"])
def test_while_the_loop_waits_nothing_is_set_and_children_have_nothing_of_it(tmp_path: Path, loop: str) -> None:
    needs.linux()
    expected = ["stopped (0.0, 0.0)", "child True (0.0, 0.0)", "over (0.0, 0.0)"]
    assert expected == run(tmp_path, "nothing", 1000, loop)


def test_what_was_written_before_the_app_was_ended_is_told_at_the_next_start(tmp_path: Path) -> None:
    needs.linux()
    path = standstill_file(tmp_path / "messages.log")
    path.write_text('Current thread 0x1 (most recent call first):\n  File "app.py", line 5 in run\n')
    os.utime(path, (1_772_438_400, 1_772_438_400))
    lines = run(tmp_path, "nothing", 1000, "select")
    assert stood_still(1_772_438_400, "").rstrip() == lines[0]
    assert '  File "app.py", line 5 in run' in lines


def test_a_file_that_cannot_be_written_is_said_and_the_app_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(SelectLoop()) as loop:
        Watchdog(loop, tmp_path / "not there" / "still").close()
    assert "cannot be written" in caplog.text
    caplog.clear()
