"""A program that is asked something: what it says, and each way in which it may fail to."""

import shlex
import subprocess
import sys

import pytest

from posture_app.sensors.linux.child import LONGEST, Child
from tests.loop import SelectLoop

if sys.platform == "win32":
    pytest.skip("there are no such programs", allow_module_level=True)


class Asked:
    """A shell that does this, and what came of it."""

    def __init__(self, loop: SelectLoop, command: str, *, within: float = 30.0) -> None:
        self.output: list[bytes] = []
        self.failures: list[str] = []
        words = ["/bin/sh", "-c", command]
        self.child = Child(loop, words, done=self.output.append, failed=self.failures.append, within=within)


def test_all_that_it_writes_is_told(loop: SelectLoop) -> None:
    asked = Asked(loop, f"printf one; {shlex.quote(sys.executable)} -c 'print(\"two\" * 100000)'")
    loop.run_until(lambda: asked.output or asked.failures)
    assert ([b"one" + b"two" * 100000 + b"\n"], []) == (asked.output, asked.failures)
    assert 0 == loop.pending


def test_it_speaks_no_other_language(loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    asked = Asked(loop, 'printf "$LC_ALL"')
    loop.run_until(lambda: asked.output)
    assert [b"C"] == asked.output


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("exit 3", "sh failed (status 3)"),
        ("printf something; exit 1", "sh failed (status 1)"),
        ("kill -9 $$", "sh failed (status -9)"),
        ("exec yes", f"sh wrote more than {LONGEST >> 20} MiB"),
    ],
)
def test_what_fails_is_said(loop: SelectLoop, command: str, why: str) -> None:
    asked = Asked(loop, command)
    loop.run_until(lambda: asked.output or asked.failures)
    assert ([], [why]) == (asked.output, asked.failures)
    assert 0 == loop.pending


def test_one_that_hangs_is_ended(loop: SelectLoop) -> None:
    asked = Asked(loop, "printf something; exec sleep 1000", within=0.2)
    loop.run_until(lambda: asked.failures)
    assert ([], ["sh did not answer within 0.2 s"]) == (asked.output, asked.failures)
    loop.ask_until(lambda: _is_gone(asked.child))
    assert 0 == loop.pending


def test_one_that_lingers_after_its_last_word_is_ended(loop: SelectLoop) -> None:
    asked = Asked(loop, "printf something; exec sleep 1000 >&-")
    loop.run_until(lambda: asked.output)
    assert ([b"something"], []) == (asked.output, asked.failures)
    loop.ask_until(lambda: _is_gone(asked.child))


def test_one_that_is_not_there_is_said(loop: SelectLoop) -> None:
    failures: list[str] = []
    asked = Child(loop, ["/nonexistent/pactl", "list"], done=lambda _: None, failed=failures.append)
    loop.run_until(lambda: failures)
    asked.end()
    assert ["pactl cannot be started (No such file or directory)"] == failures


def test_after_its_end_nobody_is_told(loop: SelectLoop) -> None:
    asked = Asked(loop, "exec sleep 1000")
    asked.child.end()
    asked.child.end()
    loop.ask_until(lambda: _is_gone(asked.child))
    loop.run_for(0.05)
    assert ([], [], 0) == (asked.output, asked.failures, loop.pending)


def test_one_that_cannot_be_killed_is_not_waited_for(loop: SelectLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(loop, "exec sleep 1000", within=0.1)
    process = asked.child._process

    def wait(timeout: float) -> int:
        raise subprocess.TimeoutExpired("sleep", timeout)

    with monkeypatch.context() as patched:
        patched.setattr(process, "wait", wait)
        loop.run_until(lambda: asked.failures)
    assert ["sh did not answer within 0.1 s"] == asked.failures
    process.wait(30)


def _is_gone(ended: Child) -> bool:
    return ended._process.returncode is not None
