"""Windows that have been closed leave nothing behind: no widget, no object for each time, and little memory."""

import gc
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from weakref import ReferenceType

import pytest

from tests import needs

if sys.platform != "linux":
    pytest.skip("the memory of a process is read from /proc", allow_module_level=True)

WARM, TIMES = 2, 6
MOST_MIB = 4
"""So much all of them together may leave; tables that Qt and the C library let grow come and go with them."""
YEARS, SPANS = 1, 6


def counts() -> tuple[int, int, Counter[str]]:
    """Widgets, windows, and objects of Python by their class; those of which nobody keeps more than whether they live
    are left out, as sqlite3 and PySide clear their lists of them now and then.
    """
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - the child's only
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    gc.unfreeze()
    gc.collect()
    kinds = Counter(type(each).__qualname__ for each in gc.get_objects() if type(each) is not ReferenceType)
    return len(QApplication.allWidgets()), len(QGuiApplication.allWindows()), kinds


def child(folder: Path) -> None:
    """The app, with somebody who opens each window again and again, and prints what that leaves."""
    from posture_app.desktop.qt import load_qt  # noqa: PLC0415 - first of all, as a start does

    load_qt()
    from posture_app.desktop.clock import SystemClock  # noqa: PLC0415
    from posture_app.desktop.paths import make_folder, places  # noqa: PLC0415
    from posture_app.runtime.run_options import RunOptions  # noqa: PLC0415
    from posture_app.runtime.wiring import make_app  # noqa: PLC0415
    from tests.bench import long_log  # noqa: PLC0415
    from tests.bench.windows_cost import WINDOWS, Person, memory_parts  # noqa: PLC0415

    where = places(folder)
    make_folder(Path(where.control).parent)
    long_log.NOW = SystemClock().now().wall
    long_log.write(where.database, YEARS, SPANS)
    app = make_app(RunOptions(where, hidden=True, pretend=True), screen=True)

    def look() -> None:
        person = Person(app)
        try:
            for name in WINDOWS:
                person.come_and_go(name, 1)
            counts()  # what it loads itself
            for name in WINDOWS:
                person.come_and_go(name, WARM)
                before = memory_parts()["private"]
                widgets, windows, kinds = counts()
                person.come_and_go(name, TIMES)
                grown = memory_parts()["private"] - before
                now_widgets, now_windows, now_kinds = counts()
                more = {kind: count for kind, count in (now_kinds - kinds).items() if count >= TIMES}
                print(json.dumps([name, now_widgets - widgets, now_windows - windows, more, grown]))  # noqa: T201 - what is asked for
        finally:
            app.leave()

    app.loop.soon(look)
    app.run()
    app.close()


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Sequence[tuple[str, int, int, dict[str, int], float]]:
    """Of each window what it left: widgets, windows, objects at least one for each time, and MiB."""
    needs.qt()
    command = [sys.executable, "-m", __name__, str(tmp_path_factory.mktemp("home") / "data")]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=600, check=False)
    found = [tuple(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("[")]
    assert (0, 9) == (done.returncode, len(found)), done.stdout + done.stderr
    return found


def test_nothing_is_left_of_a_window_for_each_time_it_was_open(
    left: Sequence[tuple[str, int, int, dict[str, int], float]],
) -> None:
    assert [(name, 0, 0, {}) for name, *_rest in left] == [
        (name, widgets, windows, objects) for name, widgets, windows, objects, _mib in left
    ]


def test_what_they_leave_of_memory_does_not_add_up(
    left: Sequence[tuple[str, int, int, dict[str, int], float]],
) -> None:
    assert sum(mib for *_rest, mib in left) < MOST_MIB, left


if __name__ == "__main__":
    child(Path(sys.argv[1]))
