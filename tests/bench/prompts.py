"""What a thousand prompts leave behind: windows, timers, threads, descriptors, memory.

    python -m tests.bench.prompts [--prompts 1000] [--warm-up 100] [--every 100]

The whole app runs on an X server, a session bus and a notification daemon of its own. A reminder by clock times is
struck again and again; it asks by notification, by card and by break screen in turn, and is skipped or done each time
by the button of what shows. A figure is printed each hundred prompts, and what there is after the warm-up and at
the end.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

WAYS = ("notification", "card", "screen")
KIND = "own:Feet"
OWN = {"name": "Feet", "due": "mon-sun 00:00", "text": "Move.", "length": 5, "offers": "feet"}
SETTINGS = {
    "stand": "no",
    "stretch": "no",
    "feet": "no",
    "notice_s": "0",
    "right_moment": "no",
    "own": json.dumps([OWN]),
}
LOOK_S = 0.002
PATIENCE_S = 30
LINE = "prompts: "
"""Where the findings of the child begin."""


class Person:
    """Makes the app ask, and answers, over and over; then writes the findings and has the app end."""

    def __init__(self, app: Any, prompts: int, warm_up: int, every: int) -> None:
        self._app, self._prompts, self._warm_up, self._every = app, prompts, warm_up, every
        self._steps = self._answer_all()
        self._counts: list[Mapping[str, int]] = []
        self._pss: list[float] = []
        self._own: list[float] = []

    def start(self) -> None:
        self._app.loop.deadline(LOOK_S, self._on)

    def _on(self) -> None:
        try:
            over = next(self._steps, "over") == "over"
        except BaseException:
            self._app.leave()
            raise
        if over:
            found = {"before": self._counts[0], "after": self._counts[-1], "pss_mib": self._pss, "own_mib": self._own}
            sys.stdout.write(f"{LINE}{json.dumps(found)}\n")
            self._app.leave()
        else:
            self._app.loop.deadline(LOOK_S, self._on)

    def _answer_all(self) -> Iterator[None]:
        for number in range(1, self._warm_up + self._prompts + 1):
            way = WAYS[number % len(WAYS)]
            while self._app.live.status().state != "sitting":
                yield
            self._ask_by(way)
            assert self._app.live.status().prompt is not None
            while not self._answered(way, "done" if number % 2 else "skip"):
                yield
            while self._app.live.status().prompt is not None or _shown():
                yield
            if number >= self._warm_up and (number - self._warm_up) % self._every == 0:
                yield from self._note()

    def _ask_by(self, way: str) -> None:
        from posture_app.core.events import TimeReached  # noqa: PLC0415 - the child's only
        from posture_app.core.prompts import Way  # noqa: PLC0415
        from posture_app.core.rules import rules_of  # noqa: PLC0415

        app = self._app
        (own,) = app.settings.own
        app.settings = replace(app.settings, own=(replace(own, way=Way(way)),))
        app.live.adjust(replace(rules_of(app.settings), spacing=0))  # or they would come a minute apart
        app.live.feed(TimeReached(KIND))
        app.live.status_now()

    def _answered(self, way: str, word: str) -> bool:
        """Whether it shows, and has been answered."""
        if way == "notification":  # the daemon presses the button
            return self._app.live.status().prompt is None
        from PySide6.QtWidgets import QPushButton  # noqa: PLC0415 - the child's only

        button = next((b for w in _shown() for b in w.findChildren(QPushButton, f"answer_{word}")), None)
        if button is None or not button.window().windowHandle().isExposed():
            return False
        button.setEnabled(True)  # rather than to wait for a second each time
        button.click()
        return True

    def _note(self) -> Iterator[None]:
        for _ in range(50):  # whatever is to be deleted is deleted in a while
            yield
        gc.collect()
        self._pss.append(memory_mib("Pss"))
        self._own.append(memory_mib("Pss_Anon"))
        self._counts.append(counts())


def _shown() -> list[Any]:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the child's only

    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.objectName() in ("card", "break screen")]


def counts() -> dict[str, int]:
    """What this process has."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the child's only
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    kinds = Counter(type(thing).__name__ for thing in gc.get_objects())
    return {
        "widgets": len(QApplication.topLevelWidgets()),
        "windows": len(QGuiApplication.allWindows()),
        "timers": sum(isinstance(thing, QTimer) for thing in gc.get_objects()),
        "threads": threading.active_count(),
        "tasks": len(list(Path("/proc/self/task").iterdir())),
        "descriptors": len(list(Path("/proc/self/fd").iterdir())),
        "messages": kinds["Message"],
        "cards": kinds["Card"],
        "covers": kinds["BreakCover"],
    }


def memory_mib(name: str) -> float:
    """`Pss`: the proportional set size of this process; it also grows when others that share files with it end.
    `Pss_Anon`: the part of it that is of no file.
    """
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024, 2)


def run_child(folder: Path, prompts: int, warm_up: int, every: int) -> int:
    """The app, with somebody who answers."""
    from posture_app.desktop.paths import make_folder, places  # noqa: PLC0415
    from posture_app.runtime.run_options import RunOptions  # noqa: PLC0415 - loads Qt
    from posture_app.runtime.wiring import make_app  # noqa: PLC0415

    where = places(folder)
    make_folder(where.data)
    make_folder(Path(where.control).parent)
    app = make_app(RunOptions(where, overrides=SETTINGS, hidden=True, pretend=True), screen=True)
    try:
        Person(app, prompts, warm_up, every).start()
        return app.run()
    finally:
        app.close()


def find(env: Mapping[str, str], folder: Path, *, prompts: int, warm_up: int, every: int) -> dict[str, Any]:
    """Run the app on this desktop, whose notification daemon presses “Skip”; returns the findings."""
    command = [sys.executable, "-m", "tests.bench.prompts", "--child", str(folder)]
    command += ["--prompts", str(prompts), "--warm-up", str(warm_up), "--every", str(every)]
    limit = PATIENCE_S + prompts // 2
    done = subprocess.run(command, env=dict(env), text=True, capture_output=True, timeout=limit, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith(LINE)]
    if not found or done.returncode:
        raise RuntimeError(f"the app ended with {done.returncode}: {done.stdout}{done.stderr}")
    if done.stderr:
        raise RuntimeError(f"the app complained: {done.stderr}")
    findings: dict[str, Any] = json.loads(found[0].removeprefix(LINE))
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prompts", type=int, default=1000)
    parser.add_argument("--warm-up", type=int, default=100)
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    numbers = {"prompts": options.prompts, "warm_up": options.warm_up, "every": options.every}
    if options.child:
        return run_child(options.child, **numbers)
    from tests.bench.idle_cost import await_line, desktop, running  # noqa: PLC0415 - not the child's

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env, _ = stack.enter_context(desktop(folder, ":139"))
        command = [sys.executable, "-m", "tests.notify.daemon", "--log", str(folder / "log"), "--invoke", "skip"]
        env["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), env.get("PYTHONPATH", "")])
        await_line(stack.enter_context(running(command, env, stdout=subprocess.PIPE)), "ready")
        found = find(env, folder / "data", **numbers)
    for number, (pss, own) in enumerate(zip(found["pss_mib"], found["own_mib"], strict=True)):
        so_far = options.warm_up + number * options.every
        print(f"{so_far:6} prompts  PSS {pss:7.2f} MiB, of no file {own:7.2f} MiB")  # noqa: T201
    for name, before in found["before"].items():
        print(f"{name:12} {before:4} -> {found['after'][name]:4}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
