"""Private X servers, and input on them."""

import os
import subprocess

from tests import needs


class PrivateDisplay:
    """An Xvfb that nobody else knows. Skips the test if there is none."""

    def __init__(self, *options: str, screen: str = "320x240x24") -> None:
        needs.programs("Xvfb", "xdotool")
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", *options],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()  # it is written once the server listens
        assert number, "Xvfb does not start"
        self.name = f":{number}"

    def input(self, *xdotool: str) -> None:
        """Let xdotool do this, such as `"key", "a"`; when it returns the server has it."""
        environ = {**os.environ, "DISPLAY": self.name}
        subprocess.run(["xdotool", *xdotool], env=environ, check=True, timeout=30)

    def kill(self) -> None:
        """As if it had crashed; harmless if done before. The next server of this number clears up behind it."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it in order; harmless if it is dead."""
        self._process.terminate()
        self._process.wait()
