"""A person who walks through the windows by mouse or by keys, and counts: they find things as a screen reader does."""

import configparser
import json
import shlex
import subprocess
import sys
from collections.abc import Mapping
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
        self.welcomed = 0
        """By how many keys."""
        self.today = date.min
        self.tray: Tray
        self._known: set[str] = set()  # the windows that showed before the last click
        self._reader: Reader | None = None

    def close(self) -> None:
        """Leave."""
        self.leave_reading()
        self._launcher.terminate()  # and with it the bus that it has started
        self._launcher.wait()

    def leave_reading(self) -> None:
        """Hang up what reads the windows."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def start(self) -> None:
        """Start the app for the first time, on a folder that is not there yet, and read its welcome."""
        self.desk.start(scale=1)
        self._read()
        self.today = date.fromisoformat(self.desk.now()["today"]["day"])
        self.face("Welcome to Posture")
        while not self.window("Posture"):
            self.desk.until(lambda: self.find("label", f"Step {self.keys + 1} of") or self.window("Posture"))
            if not self.window("Posture"):
                self.press("Return")
        self.welcomed = self.keys

    def start_again(self, *settings: str, scale: int) -> None:
        """End the app, and start it with these settings."""
        self.desk.quit()
        self.desk.work(*settings, scale=scale)
        self._read()

    def _read(self) -> None:
        self.leave_reading()
        self._reader = Reader(self.desk.bus_daemon.address, closed=("table", "scroll bar"))

    def bring_record(self) -> None:
        """Bring in what another computer has recorded in the last weeks, as somebody does who changes to this one."""
        days = [self.today - timedelta(days=back) for back in range(DAYS_RECORDED, 0, -1)]
        rows = [_row(day, hour, minutes) for day in days for hour, minutes in SAT]
        export = self.home / "spans.json"
        export.write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", encoding="utf-8")
        self.desk.say("import", str(export))

    def face(self, title: str) -> None:
        """Have the keyboard in this window, with nothing counted yet."""
        self.desk.until(lambda: self.window(title))
        (window, *_) = self.desk.windows(f"^{title}$")
        self.desk.xdotool("windowraise", window, "windowfocus", "--sync", window)
        self.clicks = self.keys = 0

    def begin(self, page: str) -> None:
        """Be at this page, with nothing counted yet."""
        self.desk.say("show", page)
        self.face("Settings" if page == "settings" else "Posture")

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

    def has_keys(self, role: str, name: str) -> bool:
        """Whether that has the keyboard."""
        return (found := self.find(role, name)) is not None and found.focused

    def click(self, role: str, name: str, *, at: float = 0.5) -> None:
        """Click this once it is there, can be used and stays where it is: in its midst, or elsewhere in its width."""
        boxes: list[tuple[int, int, int, int]] = []

        def rests() -> bool:
            assert self._reader is not None
            found = self.find(role, name)
            if found is None or not found.live:
                return False
            boxes.append(self._reader.box(found))
            return boxes[-2:-1] == boxes[-1:]

        self.desk.until(rests)
        left, top, width, height = boxes[-1]
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


def _row(day: date, hour: int, minutes: int) -> Mapping[str, object]:
    start = datetime.combine(day, time(hour), UTC)
    end = start + timedelta(minutes=minutes)
    return {
        "posture": "sitting",
        "start_utc": f"{start:%FT%TZ}",
        "end_utc": f"{end:%FT%TZ}",
        "start_local": start.isoformat(),
        "end_local": end.isoformat(),
        "zone": "UTC",
        "length_s": minutes * 60,
        "ended_by": "idle",
        "gap_s": None,
        "device": "0123456789abcdef0123456789abcdef",
        "device_name": "The old computer",
        "device_kind": "computer",
    }
