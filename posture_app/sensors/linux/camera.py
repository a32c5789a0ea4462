"""Whether a program of this user has a camera open. The sound server does not see those that open it themselves."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from posture_app.core.events import Fact
from posture_app.core.language import N_
from posture_app.core.ports import Loop
from posture_app.sensors.in_use import InUse
from posture_app.sensors.question import QuestionSource

_AT_ONCE = 20
"""So many processes are looked at before others have their turn: some 2 ms of work, of 300 processes."""


class Camera:
    """Implements `sensors.question.Question`. `devices` and `processes` stand for /dev and /proc."""

    name, fact = N_("camera"), Fact.CALL
    trouble: str | None = None

    def __init__(self, loop: Loop, devices: Path = Path("/dev"), processes: Path = Path("/proc")) -> None:
        self._loop, self._devices, self._processes = loop, devices, processes
        self._use = InUse(loop)
        self._closed = False

    @property
    def reading(self) -> str | None:
        return self._use.reading

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        cameras = {str(path) for path in self._devices.glob("video*")}
        processes = _processes(self._processes) if cameras else iter(())
        holders: set[int] = set()

        def look() -> None:
            if self._closed:
                return
            for _ in range(_AT_ONCE):
                process = next(processes, None)
                if process is None:
                    answer(self._use.call(holders))
                    return
                if _holds(process, cameras):
                    holders.add(int(process.name))
            self._loop.soon(look)

        look()

    def close(self) -> None:
        self._closed = True
        self._use.close()


def _processes(folder: Path) -> Iterator[Path]:
    """Those of this user; what others have open is not shown."""
    if sys.platform == "win32":
        return
    for process in folder.iterdir():
        try:
            if process.name.isdigit() and process.stat().st_uid == os.getuid():
                yield process
        except OSError:  # it has ended meanwhile
            continue


def _holds(process: Path, cameras: set[str]) -> bool:
    """Whether the process has one of them open."""
    try:
        opened = os.listdir(process / "fd")  # noqa: PTH208 - a name is all that is needed, some 10,000 times
    except OSError:  # it has ended, or is not to be looked at
        return False
    for name in opened:
        try:
            if os.readlink(f"{process}/fd/{name}") in cameras:  # noqa: PTH115 - as above
                return True
        except OSError:  # it was closed meanwhile
            continue
    return False


SOURCE = QuestionSource(Camera.name, "call", Fact.CALL, lambda here: Camera(here.loop))
