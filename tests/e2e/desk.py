"""A desk of the tests' own: X server, session bus, notification daemon, and the installed app on them."""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from posture_app.commands.settings import change
from posture_app.core.errors import KnownError
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.dbus.bus import JeepneyBus
from posture_app.desktop.paths import places
from tests import needs
from tests.buses import Peer, PrivateBus
from tests.desktops.desktop import Desktop
from tests.display import PrivateDisplay
from tests.e2e.tray import Tray
from tests.loop import SelectLoop
from tests.notify.recorder import Recorder

COMMAND = "POSTURE_APP_COMMAND"
SCALE = 60
HALF_A_DAY = timedelta(hours=12)
GENEROUS_S = 90.0
"""Real seconds; everything waited for comes far sooner."""
PATIENT = """
import sys
from posture_app.sensors import question
question.ANSWER_S *= 10
if "doctor" in sys.orig_argv:
    from posture_app.commands import checkup
    checkup.ANSWERS_S *= 10
"""
"""What has the app wait longer for an answer than it makes a person wait for a prompt."""
AGAIN_S = 1.8
"""Real seconds after which a break screen listens to keys, if none came."""


def installed() -> str:
    """The installed program: what POSTURE_APP_COMMAND names, or the one beside this Python."""
    command = os.environ.get(COMMAND) or shutil.which("posture-app", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("posture-app is not installed in this environment: pip install -e '.[test]'")
    return command


def told_by(process: subprocess.Popen[str]) -> Iterator[str]:
    """Each line that a program prints, as it comes. One that tells too little is ended, and a test does not wait on."""
    assert process.stdout is not None
    limit = threading.Timer(4 * GENEROUS_S, process.kill)
    limit.daemon = True
    limit.start()
    try:
        yield from iter(process.stdout.readline, "")
    finally:
        limit.cancel()


class Desk:
    """What a person sits at. `input` types and points, `run` is their terminal. On a `desktop` of the rig it has no
    display and no bus of its own.
    """

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        *,
        display: bool = True,
        screen: str = "320x240x24",
        desktop: Desktop | None = None,
    ) -> None:
        display = display and desktop is None
        needs.programs("dbus-daemon", *(("Xvfb", "xdotool") if display else ()))  # before anything is open
        self.data = folder / "data"
        self.loop = SelectLoop()
        self.desktop = desktop
        self.bus_daemon = desktop.bus if desktop else PrivateBus(folder)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", self.bus_daemon.address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
        self._runtime = tempfile.mkdtemp(prefix="desk-")  # the address of a socket must not be long
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(desktop.folder) if desktop else self._runtime)
        self.bus = self._connect()
        self.display = PrivateDisplay("-noreset", screen=screen) if display else None
        self.environ = {
            k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "DISPLAY")
        }
        self.environ.pop("QT_QPA_PLATFORM", None)
        if desktop:
            self.environ |= desktop.environ
        if self.display:
            self.environ["DISPLAY"] = self.display.name
        self._daemons: list[Recorder] = []
        self._apps: list[subprocess.Popen[str]] = []
        self._peers: list[Peer | Tray] = []
        self._folder = folder
        self.recording = folder / "run.jsonl"
        """What the first app was fed."""

    def _connect(self) -> JeepneyBus:
        greeted: list[bool] = []
        bus = JeepneyBus(self.loop, "SESSION", lambda: greeted.append(True))
        self.loop.run_until(lambda: greeted)
        return bus

    def restart_bus(self) -> None:
        """The session bus dies with all that is on it but the app, and comes back at the same place."""
        for daemon in self._daemons:
            daemon.exit()
        self._daemons.clear()
        self.bus.close()
        self.bus_daemon.kill()
        self.bus_daemon = PrivateBus(self._folder)
        self.bus = self._connect()

    def daemon(self, *arguments: str) -> Recorder:
        """Start the recording notification daemon."""
        log = self._folder / f"notifications{len(self._daemons)}.jsonl"
        self._daemons.append(Recorder(self.bus, self.loop, log, *arguments))
        return self._daemons[-1]

    def start(self, *options: str, scale: int = SCALE) -> subprocess.Popen[str]:
        """Start the app, and wait until it answers."""
        # A test that types says when a reminder is due, not when a person would have it; and its day is not to end.
        day_start = f"{SystemClock().now().wall.astimezone() + HALF_A_DAY:%H}:00"
        recorded = () if self._apps else ("--record", str(self.recording))
        app = self.begin(
            "--time-scale",
            str(scale),
            "--set",
            "right_moment=off",
            "--set",
            f"day_start={day_start}",
            *recorded,
            *options,
        )
        self.until(lambda: app.poll() is not None or self._answers())
        assert app.poll() is None, app.communicate()
        return app

    def _answers(self) -> bool:
        try:
            self.now()
        except (NotRunningError, KnownError):  # not yet
            return False
        return True

    def be_patient(self) -> None:
        """Have the app wait for what other programs answer as long as they may take on a busy machine."""
        folder = self._folder / "patient"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(PATIENT)
        self.import_first(folder)

    def import_first(self, folder: Path) -> None:
        """Have the app look here before it looks anywhere else for what it imports."""
        self.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(folder), self.environ.get("PYTHONPATH"))))

    def work(self, *settings: str, scale: int = SCALE) -> subprocess.Popen[str]:
        """Start the app with these settings, and without a window."""
        return self.start("--hidden", *(word for setting in settings for word in ("--set", setting)), scale=scale)

    def quit(self) -> None:
        """End the app in order."""
        assert self.ask("quit")["ok"]
        assert 0 == self._apps[-1].wait(GENEROUS_S), self._apps[-1].communicate()

    def begin(self, *options: str) -> subprocess.Popen[str]:
        """Start the app."""
        app = subprocess.Popen(
            [installed(), "--data-dir", str(self.data), *options],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._apps.append(app)
        return app

    def demo(self) -> subprocess.Popen[str]:
        """Start the demo, its temporary folder being where `temporary` looks."""
        self.environ["TMPDIR"] = str(self._folder / "temporary")
        (self._folder / "temporary").mkdir()
        self._apps.append(
            subprocess.Popen([installed(), "demo"], env=self.environ, stdin=subprocess.DEVNULL, text=True)
        )
        return self._apps[-1]

    def temporary(self) -> list[Path]:
        """The folders of demos."""
        return sorted((self._folder / "temporary").glob("posture-app-demo-*"))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the person would."""
        command = [installed(), "--data-dir", str(self.data), *arguments]
        return subprocess.run(
            command, env=self.environ, capture_output=True, text=True, timeout=GENEROUS_S, check=False
        )

    def say(self, *arguments: str) -> str:
        """Run a command that must succeed; returns what it printed."""
        done = self.run(*arguments)
        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout.strip()

    def set(self, key: str, value: str) -> None:
        """As `posture-app settings set`, in less time."""
        change(argparse.Namespace(data_dir=self.data, key=key, value=value))

    def status(self) -> dict[str, Any]:
        """The running app's status."""
        status = json.loads(self.say("status", "--json"))
        assert isinstance(status, dict)
        return status

    def ask(self, command: str, **more: object) -> dict[str, Any]:
        """What the running app answers at its control socket, which takes less time than a command."""
        return ask(places(self.data).found_control(), {"command": command, **more}, round(GENEROUS_S))

    def now(self) -> dict[str, Any]:
        """As `status`, in less time."""
        status = self.ask("status")["status"]
        assert isinstance(status, dict)
        return status

    def rows(self, query: str, folder: Path | None = None) -> list[tuple[Any, ...]]:
        """What the database itself says."""
        path = (folder or self.data) / "posture.db"
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            rows = connection.execute(query).fetchall()
        connection.close()
        return rows

    def logged(self, prompts: str, *rows: tuple[Any, ...]) -> bool:
        """Whether the log has these prompts, whose outcome comes last, and nothing after them but, as who types on is
        soon asked again, one that has none yet.
        """
        found = self.rows(prompts)
        more = [outcome for *_, outcome in found[len(rows) :]]
        return found[: len(rows)] == list(rows) and more in ([], [None])

    def type(self) -> None:
        """Press a key."""
        if self.desktop:
            self.desktop.key()
        else:
            assert self.display is not None
            self.display.input("key", "a")

    def tell(self, word: str) -> None:
        """Say this word to the app, in less time than on the command line."""
        assert self.ask("say", word=word, minutes=None)["ok"]

    def sit(self) -> None:
        """Say so, which counts as input."""
        self.tell("sit")

    def key(self, *keys: str) -> None:
        """Press these, one after the other."""
        assert self.display is not None
        self.display.input("key", *keys)

    def click(self) -> None:
        """Click where the pointer is."""
        assert self.display is not None
        self.display.input("click", "1")

    def xdotool(self, *words: str) -> str:
        """What xdotool says to this."""
        said = subprocess.run(
            ["xdotool", *words], env=self.environ, capture_output=True, text=True, check=False, timeout=GENEROUS_S
        )
        return said.stdout.strip()

    def press(self, *keys: str, then: Callable[[], object]) -> None:
        """Press these once somebody listens, such as a break screen, which nobody but it knows: so over and over."""
        self.until(lambda: self.comes_about(then), meanwhile=lambda: self.key(*keys))

    def comes_about(self, condition: Callable[[], object], within: float = AGAIN_S) -> bool:
        """Whether it does so within so many real seconds, in which no key comes."""
        over: list[bool] = []
        timer = self.loop.deadline(within, lambda: over.append(True))
        while not (come := condition()) and not over:
            self.loop.run_for(0.02)
        timer.cancel()
        return bool(come)

    def until(self, condition: Callable[[], object], *, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Do `meanwhile` over and over, until the condition holds; fail if it does not come about."""
        expired: list[bool] = []
        timer = self.loop.deadline(GENEROUS_S, lambda: expired.append(True))
        while not condition():
            assert not expired, f"it did not come about: {self.run('status', '--json').stdout}"
            meanwhile()
            self.loop.run_for(0.05)
        timer.cancel()

    def windows(self, name: str) -> Sequence[str]:
        """The ids of the windows that show and have this title."""
        return self.xdotool("search", "--onlyvisible", "--name", name).split()

    def tray(self) -> Tray:
        """Start a tray. Have it before the app."""
        tray = Tray(self.bus, self.loop)
        self._peers.append(tray)
        return tray

    def areas(self, name: str) -> list[tuple[int, int, int, int]]:
        """Where the windows of this title lie, but for those that are gone in this moment."""
        found = [self.xdotool("getwindowgeometry", "--shell", window).split() for window in self.windows(name)]
        numbers = [[int(word.split("=")[1]) for word in words[1:5]] for words in found if words]
        return [(x, y, width, height) for x, y, width, height in numbers]

    def saver(self) -> Peer:
        """A screen saver, which has nothing to say yet."""
        saver = Peer(self.loop, self.bus_daemon.address)
        saver.answers["GetActive"] = lambda: ("b", (False,))
        saver.own("org.freedesktop.ScreenSaver")
        self._peers.append(saver)
        return saver

    def lock(self, saver: Peer, *, on: bool) -> None:
        """Lock the screen, or unlock it."""
        saver.answers["GetActive"] = lambda: ("b", (on,))
        name = "org.freedesktop.ScreenSaver"
        saver.emit("/org/freedesktop/ScreenSaver", name, "ActiveChanged", "b", (on,))

    def close(self) -> None:
        """Clear the desk."""
        for app in self._apps:
            app.kill()
            app.communicate()
        for daemon in self._daemons:
            daemon.exit()
        for peer in self._peers:
            peer.close()
        self.bus.close()
        if self.display:
            self.display.close()
        if not self.desktop:
            self.bus_daemon.kill()
        self.loop.close()
        shutil.rmtree(self._runtime)
