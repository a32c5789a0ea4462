"""Programs of these tests that take a process of their own."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests import needs

REPOSITORY = Path(__file__).parents[2]
ENVIRONMENT = {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
LIMIT_S = 600
"""Real seconds after which a program hangs; the longest needs a processor for 25 of them."""


def python(*arguments: str, before: Sequence[str] = (), more: Mapping[str, str] | None = None) -> str:
    """What Python says, called with these arguments, a command `before` it and `more` in its environment."""
    done = subprocess.run(
        [*before, sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT, **(more or {})},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def with_small_disk(folder: Path, size: str) -> list[str]:
    """What to put before a command that is to have a file system of this size there, where the kernel allows that."""
    needs.linux()
    folder.mkdir()
    mount = f'mount -t tmpfs -o size={size} none "{folder}" && exec "$0" "$@"'
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*inside, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no mounting of file systems without privileges here")
    return inside


def fill_up(folder: Path) -> Path:
    """Fill the small disk that this folder is on; returns the file that does so."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return ballast


def with_disk_at_mercy(folder: Path, library: str = "disk.c") -> dict[str, str]:
    """The environment of a process whose disk is at the mercy of this library, in a new folder of this path."""
    needs.linux()
    needs.programs("cc")
    folder.mkdir()
    built, source = folder.with_suffix(".so"), Path(__file__).with_name(library)
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", built, source, "-ldl"], check=True)
    return {"LD_PRELOAD": str(built), "DISK": str(folder)}
