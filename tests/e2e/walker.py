"""A person who walks through the windows by mouse or by keys, and counts: they find things as a screen reader does."""

import configparser
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.buses import SERVICES
from tests.ui.at_spi import Node, Reader

if TYPE_CHECKING:
    from tests.e2e.desk import Desk
    from tests.e2e.tray import Tray

SERVICE = SERVICES / "org.a11y.Bus.service"
DAYS_RECORDED = 70
SAT = ((9, 50), (10, 40), (13, 95), (15, 30))
"""Hour, and how many minutes."""


class Walker:
    """Clicks what is named, and presses keys."""

    def __init__(self, desk: "Desk") -> None:
        if not SERVICE.exists():
            needs.missing("not installed: apt-get install -y at-spi2-core")
        self.desk = desk
        desk.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self.home = desk.data.parent / "home"
        self.home.mkdir()
        desk.environ["HOME"] = str(self.home)
        service = configparser.ConfigParser()
        service.read(SERVICE)
        command = shlex.split(service["D-BUS Service"]["Exec"])
        self._launcher = subprocess.Popen(command, env=desk.environ, stderr=subprocess.DEVNULL)
        self.clicks = self.keys = 0
        self.today = date.min
        self.tray: Tray
        self._known: set[str] = set()  # the windows that showed before the last click
        self._reader: Reader | None = None

    def close(self) -> None:
        """Leave."""
        if self._reader is not None:
            self._reader.close()
        self._launcher.kill()
        self._launcher.wait()

    def start(self) -> None:
        """Start the app for the first time, give it a record of some weeks, and start it again."""
        app = self.desk.start("--hidden", scale=1)
        self.today = date.fromisoformat(self.desk.now()["today"]["day"])
        self.desk.quit()
        assert 0 == app.returncode
        with closing(sqlite3.connect(self.desk.data / "posture.db")) as log:
            log.create_function("known_zone", 2, lambda zone, _: zone)
            columns = "posture, start_us, end_us, ended_by, zone, offset_s"
            days = [self.today - timedelta(days=back) for back in range(DAYS_RECORDED, 0, -1)]
            rows = [
                ("sitting", _us(day, hour, 0), _us(day, hour, minutes), "idle", "UTC", 0)
                for day in days
                for hour, minutes in SAT
            ]
            log.executemany(f"INSERT INTO spans ({columns}) VALUES (?, ?, ?, ?, ?, ?)", rows)
            log.commit()
        self.desk.start("--hidden", scale=1)
        self._reader = Reader(self.desk.bus_daemon.address, closed=("table", "scroll bar"))

    def begin(self, page: str) -> None:
        """Be at this page, with nothing counted yet."""
        self.desk.say("show", page)
        self.desk.until(lambda: self.window("Settings" if page == "settings" else "Posture"))
        (window, *_) = self.desk.windows("^Settings$" if page == "settings" else "^Posture$")
        self.desk.xdotool("windowraise", window, "windowfocus", "--sync", window)
        self.clicks = self.keys = 0

    def windows(self) -> list[Node]:
        """What shows now."""
        assert self._reader is not None
        return self._reader.windows() if self._reader.programs() else []

    def window(self, name: str) -> Node | None:
        return next((each for each in self.windows() if each.name == name), None)

    def find(self, role: str, name: str) -> Node | None:
        """What has this role and a name that begins so."""
        nodes = [node for window in self.windows() for node in window.all() if node.showing]
        return next((node for node in nodes if node.role == role and node.name.startswith(name)), None)

    def click(self, role: str, name: str, *, at: float = 0.5) -> None:
        """Click this once it is there: in its midst, or at another part of its width."""
        self.desk.until(lambda: self.find(role, name))
        assert self._reader is not None
        found = self.find(role, name)
        assert found is not None
        left, top, width, height = self._reader.box(found)
        self.point(left + round(width * at), top + height // 2)

    def point(self, x: int, y: int) -> None:
        """Click there."""
        self.clicks += 1
        self._known = {*self.ids()}
        self.desk.xdotool("mousemove", "--sync", str(x), str(y), "click", "1")

    def ids(self) -> list[str]:
        """All windows that show, popups, too."""
        return self.desk.xdotool("search", "--onlyvisible", "--class", "posture").split()

    def choose(self, entry: int, *, of: int) -> None:
        """Click this entry of a menu that has just opened. Qt tells a screen reader of none of them by the window."""
        self.desk.until(lambda: {*self.ids()} - self._known)
        (menu,) = {*self.ids()} - self._known
        words = self.desk.xdotool("getwindowgeometry", "--shell", menu).split()
        _, left, top, width, height, *_ = (int(word.split("=")[1]) for word in words)
        self.point(left + width // 2, top + round(height * (entry - 0.5) / of))

    def press(self, *keys: str) -> None:
        """Press these."""
        self.keys += len(keys)
        self.desk.key(*keys)


def _us(day: date, hour: int, minute: int) -> int:
    at = datetime.combine(day, time(hour), UTC) + timedelta(minutes=minute)
    return round(at.timestamp() * 1_000_000)
