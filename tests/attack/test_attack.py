"""Some steps of every attack; `python -m tests.attack` does them all."""

import os
import subprocess
import sys

import pytest

from tests import needs
from tests.store.processes import ENVIRONMENT, LIMIT_S, REPOSITORY

FEW = {"requests": 150, "damages": 40, "imports": 40, "settings": 60, "orders": 4, "days": 1}


@pytest.mark.parametrize("name", FEW)
def test_some_steps_of_the_attack_find_no_fault(name: str) -> None:
    needs.linux()
    needs.qt()
    needs.programs("Xvfb", "xdotool", "dbus-daemon")
    done = subprocess.run(
        [sys.executable, "-m", "tests.attack", "--only", name, "--count", str(FEW[name])],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
