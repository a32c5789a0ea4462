"""Wayland compositors of the tests' own, without a screen or a GPU, and the X server of such a session."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import needs
from tests.display import one_at_a_time


@contextmanager
def runtime_folder() -> Iterator[Path]:
    """A folder for sockets; their addresses must not be long."""
    with tempfile.TemporaryDirectory(prefix="wl-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


class PrivateCompositor:
    """A weston that nobody else knows, at the socket `name` in `folder`. Skips the test if there is none."""

    def __init__(self, folder: Path, name: str = "wayland-1") -> None:
        needs.programs("weston")
        self.socket = folder / name
        self.environ = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": name}
        command = ["weston", "--backend=headless-backend.so", "--use-pixman", f"--socket={name}", "--idle-time=0"]
        clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self._process = subprocess.Popen(
            [*command, "--no-config", "--log=/dev/stdout"],
            env={**clean, "XDG_RUNTIME_DIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        listens = any("launching '" in line for line in self._process.stdout)  # its shell, when all else is there
        assert listens, "weston does not start"

    def kill(self) -> None:
        """As if it had crashed; harmless if done before."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class PrivateXwayland:
    """The X server of that session. Skips the test if there is none."""

    def __init__(self, compositor: PrivateCompositor) -> None:
        needs.programs("Xwayland")
        reading, writing = os.pipe()
        with one_at_a_time():
            self._process = subprocess.Popen(
                ["Xwayland", "-displayfd", str(writing), "-shm", "-noreset", "-nolisten", "tcp"],
                env={**os.environ, **compositor.environ},
                pass_fds=[writing],
                stderr=subprocess.DEVNULL,
            )
            os.close(writing)
            with os.fdopen(reading) as numbers:
                number = numbers.readline().strip()
        assert number, "Xwayland does not start"
        self.name = f":{number}"

    def close(self) -> None:
        """End it in order."""
        with one_at_a_time():
            self._process.terminate()
            self._process.wait()
