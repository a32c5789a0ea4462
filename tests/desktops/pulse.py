"""A PulseAudio of the tests' own, with a microphone, `mic`, and a loudspeaker; `speaker.monitor` is what that plays."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Self

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

import subprocess

from tests import needs
from tests.compositor import runtime_folder
from tests.desktops.desktop import Program, until


class PulseAudio:
    """It listens when this is made. `environ` leads pactl to it. To be closed."""

    def __init__(self) -> None:
        needs.programs("pulseaudio", "pactl", "parecord")
        with ExitStack() as ending:
            self.folder = ending.enter_context(runtime_folder())
            socket = self.folder / "pulse" / "native"
            self.environ = {"PULSE_SERVER": f"unix:{socket}", "PULSE_COOKIE": str(self.folder / "cookie")}
            modules = (
                "module-native-protocol-unix",
                "module-null-sink sink_name=speaker",
                "module-null-source source_name=mic",
            )
            options = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no")
            loaded = [word for module in modules for word in ("-L", module)]
            self.server = Program(["pulseaudio", *options, *loaded], self._around(), self.folder)
            ending.callback(self.server.close)
            self.server.until(socket.is_socket)
            self.server.until(lambda: self._pactl("info").returncode == 0)
            self._ending = ending.pop_all()

    @contextmanager
    def recording(self, device: str = "mic", *options: str) -> Iterator[Program]:
        """A program records from this device meanwhile."""
        before = len(self.listed("source-outputs"))
        command = ["parecord", f"--device={device}", *options, "/dev/null"]
        program = Program(command, self._around(), self.folder)
        try:
            program.until(lambda: len(self.listed("source-outputs")) > before)
            yield program
        finally:
            program.close()
            if self.server.runs:
                until(lambda: len(self.listed("source-outputs")) <= before)

    def listed(self, kind: str) -> list[dict[str, Any]]:
        """What `pactl list` says of these."""
        listed = json.loads(self._pactl("-f", "json", "list", kind).stdout or "[]")
        assert isinstance(listed, list)
        return listed

    def load(self, module: str, *arguments: str) -> None:
        """Load a module, such as a filter."""
        done = self._pactl("load-module", module, *arguments)
        assert 0 == done.returncode, done.stderr

    def close(self) -> None:
        """End it."""
        self._ending.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pactl(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["pactl", *words], env=self._around(), capture_output=True, text=True, timeout=60, check=False
        )

    def _around(self) -> dict[str, str]:
        folder = str(self.folder)
        return {**os.environ, **self.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder}
