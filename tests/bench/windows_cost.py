"""What windows cost: time to open and to paint, memory while they come and go, and what one costs that is hidden.

    python -m tests.bench.windows_cost [--reps 3] [--times 100] [--seconds 65]

The whole app runs with a log of years on an X server, buses and a tray of its own. Times are of the processor, as on a
machine that does nothing else, and the least of several runs: of a process that has opened no window yet (“first”), and
of one that has (“again”). A window is open when it has been painted. “By menu” is without the looks of the app, which
the menu of the icon has made by then. A window over another one is opened once that has been painted: “first” is both,
“own” itself.

Memory is the proportional set size: the private part, and pages of files that have been read, such as Qt's libraries,
fewer while another program has them, too. What it has grown by while each window came and went so often, after the
first few times, is private. The bare window is that of `bare_windows`, opened and closed once; “ours” is what the app
grows by more than that.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from posture_app.desktop.clock import SystemClock
from tests.bench import long_log

WINDOWS = ("popover", "today", "history", "exercises", "settings", "about", "welcome", "report", "export")
UNDER_HISTORY = "report", "export"
WARM, SETTLE_S, SETTLE_MS, START_S, YEARS, SPANS = 5, 4, 400, 10, 3, 20
PAINTED_YEARS = 20
FAR_AWAY = 100
CALM_S = 90
"""After so long what a start or a window has set going is over: threads of Qt end after half a minute."""
BARE = Path(__file__).with_name("bare_windows.py")
_SIZE = re.compile(r"^(\w+): +(\d+) kB$", re.MULTILINE)
LINE = "windows: "
"""Where the findings of the child begin."""


class Person:
    """Opens windows and closes them, and writes down what that costs."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def open(self, name: str) -> float:
        """Open it as from the tray, and wait until it is painted; when it was, in seconds of the processor. This ends
        after what it does right after that.
        """
        from PySide6.QtCore import QRect  # noqa: PLC0415 - the child's only
        from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

        desktop = self._app.frontend
        if name == "popover":
            desktop.opened.open_popover(QRect(FAR_AWAY, 0, 22, 22))
            return _painted(desktop.opened.popover.window)
        if name not in UNDER_HISTORY:
            desktop.show(name)
            return _painted(next(iter(_shown())))
        if not _shown():
            self.open("history")
        main = desktop.opened.main.window
        main.findChild(QPushButton, name).click()
        return _painted(next(each for each in _shown() if each is not main))

    def close(self) -> None:
        """Close all of them."""
        from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - the child's only

        while windows := _shown():
            window = windows[-1]
            window.leave() if window.objectName() == "popover" else window.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def first(self, name: str) -> dict[str, float]:
        """Milliseconds to open it in a process that has opened none, and in one that has; behind some windows, the
        history is opened before.
        """
        begun = time.process_time()
        self._app.frontend._dress.put_on()  # as the menu of the icon does
        looks = (time.process_time() - begun) * 1000
        before = self._taken("history", stays=True) if name in UNDER_HISTORY else 0
        own, warm = self._taken(name), [self._taken(name) for _ in range(WARM)]
        return {"first": looks + before + own, "by menu": before + own, "own": own, "again": min(warm)}

    def _taken(self, name: str, *, stays: bool = False) -> float:
        if name in UNDER_HISTORY and not _shown():
            self.open("history")
        begun = time.process_time()
        taken = (self.open(name) - begun) * 1000
        if not stays:
            self.close()
        return taken

    def memory(self, times: int) -> dict[str, float]:
        """MiB before any window, grown by each, and after all."""
        found = {f"{part} before": each for part, each in memory_parts().items()}
        for name in WINDOWS:
            self.come_and_go(name, WARM)
            warm = memory_parts()["private"]
            self.come_and_go(name, times)
            found[name] = memory_parts()["private"] - warm
        return found | {f"{part} after": each for part, each in memory_parts().items()}

    def come_and_go(self, name: str, times: int) -> None:
        """Open and close it so often, and let what it leaves behind be given back, a little later."""
        from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - the child's only

        for _ in range(times):
            self.open(name)
            self.close()
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()


def _painted(window: Any) -> float:
    """When this window, which has just been opened, is painted, in seconds of the processor; carries out what it does
    right after that.
    """
    from PySide6.QtCore import QCoreApplication, QEventLoop  # noqa: PLC0415 - the child's only

    watch = _watch()()
    window.installEventFilter(watch)
    while not watch.painted:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    window.removeEventFilter(watch)
    QCoreApplication.processEvents()
    at: float = watch.painted[0]
    return at


@cache
def _watch() -> Any:
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - the child's only

    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.painted: list[float] = []

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
            if event.type() is QEvent.Type.Paint and not self.painted:
                QTimer.singleShot(0, lambda: self.painted.append(time.process_time()))  # once all of it is
            return False

    return Watch


def _shown() -> list[Any]:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the child's only

    names = ("popover", "main window", "settings", "welcome")
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible() and not each.inherits("QMenu")]
    return sorted(windows, key=lambda each: each.objectName() not in names)


def memory_parts() -> dict[str, float]:
    """MiB of this process: private memory, and pages of files, such as libraries."""
    sizes = {key: int(size) / 1024 for key, size in _SIZE.findall(Path("/proc/self/smaps_rollup").read_text())}
    return {"private": sizes["Pss_Anon"], "files": sizes["Pss_File"] + sizes["Pss_Shmem"]}


def run_child(folder: Path, what: Sequence[str]) -> int:
    """The app, with somebody who opens windows."""
    from posture_app.desktop.qt import load_qt  # noqa: PLC0415 - the child's only

    load_qt()  # first of all, as a start does
    from posture_app.desktop.paths import make_folder, places  # noqa: PLC0415
    from posture_app.runtime.run_options import RunOptions  # noqa: PLC0415 - loads Qt
    from posture_app.runtime.wiring import make_app  # noqa: PLC0415

    where = places(folder)
    make_folder(Path(where.control).parent)
    app = make_app(RunOptions(where, hidden=True, pretend=True), screen=True)
    person = Person(app)

    def begin() -> None:
        try:
            found = person.first(what[1]) if what[0] == "first" else person.memory(int(what[1]))
            sys.stdout.write(f"{LINE}{json.dumps(found)}\n")
        finally:
            app.leave()

    app.loop.deadline(SETTLE_S, begin)
    try:
        return app.run()
    finally:
        app.close()


def child(env: Mapping[str, str], folder: Path, *what: str) -> dict[str, float]:
    """What the app has found."""
    return _found(env, "-m", "tests.bench.windows_cost", "--child", str(folder), *what)


def _found(env: Mapping[str, str], *program: str) -> dict[str, float]:
    command = [sys.executable, *program]
    done = subprocess.run(command, env=dict(env), text=True, capture_output=True, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith(LINE)]
    if not found or done.returncode:
        raise RuntimeError(f"{program[-1]} ended with {done.returncode}: {done.stdout}{done.stderr}")
    findings: dict[str, float] = json.loads(found[0].removeprefix(LINE))
    return findings


def hidden(env: Mapping[str, str], folder: Path, seconds: float, *, window: bool) -> int:
    """Wake-ups in so many seconds after a start, without a window or with one that is minimised."""
    from tests.bench.idle_cost import pause, running, wakeups, wakeups_since  # noqa: PLC0415 - not the child's

    app = [sys.executable, "-m", "posture_app", "--data-dir", str(folder)]
    minimise = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Posture$", "windowminimize"]
    with running(["openbox"], env, stderr=subprocess.DEVNULL), running([*app, "--hidden"], env) as process:
        pause(START_S)
        if window:
            subprocess.run([*app, "show", "today"], env=dict(env), check=False)  # the app may be too busy to answer
            subprocess.run(minimise, env=dict(env), check=True)
        pause(CALM_S)
        before = wakeups(process.pid)
        pause(seconds)
        return wakeups_since(before, process.pid)


def least(call: Callable[[], object], times: int) -> float:
    """The fewest milliseconds that this took."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        call()
        found.append((time.process_time() - begun) * 1000)
    return min(found)


def painted(times: int) -> dict[str, float]:
    """Milliseconds to paint the page of a year from a log of twenty, and to follow pointer and keys in its charts."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from itertools import cycle  # noqa: PLC0415 - the child's only

    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from posture_app.ui.charts.chart import Chart  # noqa: PLC0415
    from posture_app.ui.history import period_view  # noqa: PLC0415
    from posture_app.ui.pages.main_window import MainWindow  # noqa: PLC0415
    from tests.ui.samples import SITTING  # noqa: PLC0415
    from tests.ui.sources import Desk  # noqa: PLC0415
    from tests.ui.years import years  # noqa: PLC0415

    app = QApplication([])
    period_view.PATIENCE_MS = 600_000
    window = MainWindow(Desk(SITTING).sources(years(PAINTED_YEARS)))
    window.resize(1000, 2400)
    window.show()
    window.show_history("year")
    app.processEvents()
    charts = [chart for chart in window.findChildren(Chart) if chart.isVisible()]

    def paint() -> None:
        for chart in charts:
            chart.parts_changed()
        window.grab()

    found = {"page": least(paint, times), "pointer": 0.0, "key": 0.0}
    for chart in charts:
        parts: Iterator[int] = cycle(range(chart.part_count()))

        def point(chart: Chart = chart, parts: Iterator[int] = parts) -> None:
            QTest.mouseMove(chart, chart.part_box(next(parts)).center().toPoint())
            chart.repaint()

        def press(chart: Chart = chart) -> None:
            QTest.keyClick(chart, Qt.Key.Key_Right)
            chart.repaint()

        chart.setFocus()
        found["pointer"] = max(found["pointer"], least(point, times))
        found["key"] = max(found["key"], least(press, times))
    sys.stdout.write(f"{LINE}{json.dumps(found)}\n")
    return found


def times_told(env: Mapping[str, str], folder: Path, reps: int) -> str:
    """What it takes to open each, by turns, as other programs may be busy for a while."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in (*WINDOWS, "a bare window")}
    for _ in range(reps):
        for name in WINDOWS:
            runs[name].append(child(env, folder, "first", name))
        runs["a bare window"].append(_found(env, str(BARE)))
    parts = "first", "by menu", "own", "again"
    lines = [f"{'CPU ms to open':16}" + "".join(f"{part:>8}" for part in parts)]
    for name, found in runs.items():
        least_of = (min(run[part] for run in found) for part in parts if part in found[0])
        lines.append(f"{name:16}" + "".join(f"{each:8.0f}" for each in least_of))
    return "\n".join((*lines, ""))


def memory_told(env: Mapping[str, str], folder: Path, times: int) -> str:
    """What is left of each, and of all."""
    found = child(env, folder, "memory", str(times))
    lines = [f"{'MiB':16}{'grown by':>8} in {times} times", *(f"{name:16}{found[name]:8.2f}" for name in WINDOWS)]
    costs = {"posture_app": found, "a bare window": _found(env, str(BARE))}
    lines.append(f"{'MiB':16}" + "".join(f"{part:>30}" for part in ("private", "files", "both")))
    more = dict[str, list[float]]()
    for name, cost in costs.items():
        before, after = ([cost[f"{part} {when}"] for part in ("private", "files")] for when in ("before", "after"))
        pairs = list(zip([*before, sum(before)], [*after, sum(after)], strict=True))
        more[name] = [now - then for then, now in pairs]
        told = (f"{then:.1f} → {now:.1f} ({now - then:+.1f})" for then, now in pairs)
        lines.append(f"{name:16}" + "".join(f"{each:>30}" for each in told))
    ours = (app - bare for app, bare in zip(*more.values(), strict=True))
    lines.append(f"{'ours':16}" + "".join(f"{each:>+30.1f}" for each in ours))
    return "\n".join((*lines, ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=65)
    parser.add_argument("--only", nargs="*", choices=["first", "memory", "paint", "hidden"], default=[])
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        folder, *what = options.child
        if what[0] == "paint":
            painted(int(what[1]))
            return 0
        return run_child(Path(folder), what)
    from tests.bench.idle_cost import desktop  # noqa: PLC0415 - not the child's

    only = options.only or ["first", "memory", "paint", "hidden"]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env, _ = stack.enter_context(desktop(folder, ":138"))
        env["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), env.get("PYTHONPATH", "")])
        (folder / "data").mkdir(mode=0o700)
        long_log.NOW = SystemClock().now().wall
        long_log.write(folder / "data" / "posture.db", YEARS, SPANS)
        say = sys.stdout.write
        if "first" in only:
            say(times_told(env, folder / "data", options.reps))
        if "memory" in only:
            say(memory_told(env, folder / "data", options.times))
        if "paint" in only:
            found = child(env, folder, "paint", str(options.reps * 5))
            words = ", ".join(f"{name} {taken:.1f}" for name, taken in found.items())
            say(f"a year of {PAINTED_YEARS}, CPU ms: {words}\n")
        if "hidden" in only:
            without, minimised = (
                hidden(env, folder / "data", options.seconds, window=window) for window in (False, True)
            )
            say(f"wake-ups in {options.seconds:g} s: {without} without a window, {minimised} with one minimised\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
