"""Where Qt's libraries are not installed the app runs in the terminal, and says what is missing.

Where they are, they are hidden from it: the dynamic linker asks a library of ours before it takes one from a folder.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.paths import places
from posture_app.runtime.display import QT_LIBRARIES
from tests import needs
from tests.e2e.desk import told_by
from tests.loop import SelectLoop

HIDE = """
#define _GNU_SOURCE
#include <link.h>
#include <stdlib.h>
#include <string.h>
unsigned la_version(unsigned version) { return version; }
char *la_objsearch(const char *name, uintptr_t *cookie, unsigned where) {
    const char *slash = strrchr(name, '/');
    int hidden = where != LA_SER_ORIG && strstr(getenv("HIDDEN_LIBRARIES"), slash ? slash + 1 : name) != NULL;
    return hidden ? NULL : (char *)name;
}
"""


class BareMachine:
    """A machine without Qt's libraries, the app on it, and somebody with a terminal."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.data, self.environ, self.temporary = folder / "data", environ, folder
        self._loop = SelectLoop()
        self._apps: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        self._apps.append(
            subprocess.Popen(
                [sys.executable, "-m", "posture_app", *arguments],
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return self._apps[-1]

    def start_app(self, *options: str) -> subprocess.Popen[str]:
        app = self.start("--data-dir", str(self.data), "--time-scale", "60", *options)
        self.until(lambda: app.poll() is not None or self.answers(self.data))
        assert app.poll() is None, app.communicate()
        return app

    def answers(self, data: Path) -> bool:
        try:
            ask(places(data).found_control(), {"command": "status"})
        except (NotRunningError, KnownError):  # not yet
            return False
        return True

    def say(self, *arguments: str, data: Path | None = None) -> str:
        command = [sys.executable, "-m", "posture_app", "--data-dir", str(data or self.data), *arguments]
        done = subprocess.run(command, env=self.environ, capture_output=True, text=True, check=False)
        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout

    def until(self, condition: Callable[[], object]) -> None:
        self._loop.ask_until(condition)

    def close(self) -> None:
        for app in self._apps:
            app.kill()
            app.communicate()
        self._loop.close()


@pytest.fixture(scope="module")
def no_qt(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment in which Qt does not load."""
    needs.linux()
    if needs.why_no_qt() is not None:
        return {}
    needs.programs("cc")
    folder = tmp_path_factory.mktemp("hide")
    (folder / "hide.c").write_text(HIDE)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", "hide.so", "hide.c"], cwd=folder, check=True)
    return {"LD_AUDIT": str(folder / "hide.so"), "HIDDEN_LIBRARIES": " ".join(QT_LIBRARIES)}


@pytest.fixture
def machine(tmp_path: Path, no_qt: Mapping[str, str]) -> Iterator[BareMachine]:
    left_out = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")
    environ = {key: value for key, value in os.environ.items() if key not in left_out}
    machine = BareMachine(tmp_path, {**environ, **no_qt, "TMPDIR": str(tmp_path)})
    yield machine
    machine.close()


def test_it_says_what_to_install_takes_commands_reminds_and_records(machine: BareMachine) -> None:
    app = machine.start_app("--set", "stand_every=5")
    machine.say("sit")
    assert "libQt" not in Path(f"/proc/{app.pid}/maps").read_text()
    machine.until(lambda: ask(places(machine.data).found_control(), {"command": "status"})["status"]["prompt"])
    assert machine.say("status").startswith("Sitting for ")
    machine.say("up")
    machine.say("quit")
    printed, complaints = app.communicate(timeout=60)
    assert 0 == app.returncode
    assert "You have been sitting for 5 minutes" in printed
    first = complaints.splitlines()[0]
    assert first.startswith("posture-app: Qt cannot be loaded (lib")
    assert "cannot open shared object file" in first
    assert "`apt-get install -y lib" in first
    assert 1 == complaints.count("Qt")
    with closing(sqlite3.connect(machine.data / "posture.db")) as log:
        assert [("up",)] == log.execute("SELECT ended_by FROM spans").fetchall()


def test_a_signal_ends_it_in_order(machine: BareMachine) -> None:
    app = machine.start_app()
    machine.say("sit")
    app.send_signal(signal.SIGTERM)
    app.communicate(timeout=60)
    assert 0 == app.returncode
    with closing(sqlite3.connect(machine.data / "posture.db")) as log:
        assert [("stopped",)] == log.execute("SELECT ended_by FROM spans").fetchall()


def test_the_demo_prints_the_day_as_it_goes_and_leaves_nothing(machine: BareMachine) -> None:
    demo = machine.start("demo", "--time-scale", "600")
    lines = told_by(demo)
    assert "Making up 90 days" in next(lines)
    assert "Take part in it from another terminal" in next(lines)
    assert any("Sitting for " in line for line in lines)  # a tenth of a second is a minute here
    printed = next(line for line in lines if "I’m up: " in line)
    (folder,) = machine.temporary.glob("posture-app-demo-*")
    assert f"I’m up: posture-app --data-dir {folder} up" in printed
    assert any(" · Time to " in line for line in lines)  # after the other answers; your feet may be due with it
    machine.say("up", data=folder)
    assert any("On a break" in line for line in lines)
    machine.say("quit", data=folder)
    demo.communicate(timeout=60)
    assert 0 == demo.returncode
    assert [] == list(machine.temporary.glob("posture-app-demo-*"))


def test_doctor_says_it_and_examines_the_rest(machine: BareMachine) -> None:
    command = [sys.executable, "-m", "posture_app", "--data-dir", str(machine.data), "doctor"]
    done = subprocess.run(command, env=machine.environ, capture_output=True, text=True, check=False)
    assert (1, "") == (done.returncode, done.stderr)
    assert "Qt             cannot be loaded" in done.stdout
    assert "by terminal: ready" in done.stdout
    assert "`apt-get install -y lib" in done.stdout
