"""Some steps of every attack, the same each time; `python -m tests.attack` does others, and far more."""

import os
import subprocess
import sys

import pytest

from tests import needs
from tests.store.processes import ENVIRONMENT, LIMIT_S, REPOSITORY

FEW = {"requests": 150, "damages": 40, "imports": 40, "own_files": 40, "settings": 60, "orders": 4, "days": 1}


@pytest.mark.parametrize("name", FEW)
def test_some_steps_of_the_attack_find_no_fault(name: str) -> None:
    needs.linux()
    needs.qt()
    needs.programs("Xvfb", "xdotool", "dbus-daemon")
    done = subprocess.run(
        [sys.executable, "-m", "tests.attack", "--only", name, "--count", str(FEW[name]), "--seed", "1"],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


ENDLESS = """
import subprocess, sys
from tests.attack.contained import contained

def last():
    with subprocess.Popen(["sh", "-c", "echo running; exec sleep 1000"]) as child:
        return child.wait()

sys.exit(contained(last))
"""


@pytest.mark.parametrize("how", ["terminate", "kill"])
def test_nothing_is_left_running_of_an_attack_that_is_ended(how: str) -> None:
    needs.linux()
    attack = subprocess.Popen(
        [sys.executable, "-c", ENDLESS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT},
    )
    assert attack.stdout is not None
    assert attack.stdout.readline() == "running\n"
    getattr(attack, how)()
    left, _ = attack.communicate(timeout=LIMIT_S)  # it comes to an end when nobody is left who could write
    assert left == ""
