"""Private X servers, and input on them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import needs

_WINDOW = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["film"])
window = QWidget()
window.show()
def order():
    {"full": window.showFullScreen, "normal": window.showNormal}.get(sys.stdin.readline().strip(), app.quit)()
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(lambda *_: order())
app.exec()
"""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Nobody else's tests start or end a server meanwhile.

    A server that ends gives its number back, and only then removes the socket of that name: of another by now, if one
    starts in this moment.
    """
    if sys.platform == "win32":
        raise AssertionError("there is no X server here")
    import fcntl  # noqa: PLC0415 - not on Windows

    with (Path(tempfile.gettempdir()) / f"posture-app-displays-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class PrivateDisplay:
    """An Xvfb that nobody else knows. Skips the test if there is none.

    It does not start afresh when its last client leaves, which on a desk never happens.
    """

    def __init__(self, *options: str, screen: str = "320x240x24") -> None:
        needs.programs("Xvfb", "xdotool")
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", "-noreset", *options]
        with one_at_a_time():
            self._process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
            os.close(writing)
            with os.fdopen(reading) as numbers:
                number = numbers.readline().strip()  # it is written once the server listens
        assert number, "Xvfb does not start"
        self.name = f":{number}"

    def input(self, *xdotool: str) -> None:
        """Let xdotool do this, such as `"key", "a"`; when it returns the server has it."""
        environ = {**os.environ, "DISPLAY": self.name}
        subprocess.run(["xdotool", *xdotool], env=environ, check=True, timeout=30)

    def tell(self, name: str, text: str) -> None:
        """Have the server tell every program this text, under this name."""
        command = ["xprop", "-display", self.name, "-root", "-f", name, "8s", "-set", name, text]
        subprocess.run(command, check=True, timeout=30)

    def xrandr(self, *options: str) -> None:
        """Plug monitors in and out: `"--setmonitor", "L", "500/1x800/1+0+0", "screen"` makes a part of the one output
        that there is a monitor (`none`: a further part), and `"--delmonitor", "L"` takes it away.
        """
        if shutil.which("xrandr") is None:
            needs.missing("not installed: apt-get install -y x11-xserver-utils")
        subprocess.run(["xrandr", "-display", self.name, *options], check=True, timeout=30, stdout=subprocess.DEVNULL)

    def output_off(self) -> None:
        """Take the last monitor away. xrandr does that, and then fails to make the screen 0 pixels wide."""
        command = ["xrandr", "-display", self.name, "--output", "screen", "--off"]
        subprocess.run(command, check=False, timeout=30, capture_output=True)

    def kill(self) -> None:
        """As if it had crashed; harmless if done before. The next server of this number clears up behind it."""
        self._process.kill()
        self._process.wait()

    def wait(self) -> None:
        """Until it has ended by itself, as it does with `-terminate` when its last client leaves."""
        self._process.wait(30)

    def close(self) -> None:
        """End it in order; harmless if it is dead."""
        with one_at_a_time():
            self._process.terminate()
            self._process.wait()


class FillingWindow:
    """A window of another program that may fill the screen, if a window manager lets it. Skips the test without Qt."""

    def __init__(self, display: str) -> None:
        needs.qt()
        environ = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WINDOW], env=environ, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def fill(self, *, on: bool = True) -> None:
        """Have it fill the screen from soon on, or no longer."""
        assert self.process.stdin is not None
        self.process.stdin.write("full\n" if on else "normal\n")
        self.process.stdin.flush()

    def close(self) -> None:
        """End the program; harmless if done before."""
        self.process.kill()
        self.process.communicate()
