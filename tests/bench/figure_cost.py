"""What a moving picture costs: python -m tests.bench.figure_cost [--seconds 10] [--runs 1] [NAME ...]

The CPU that this process takes, as a share of one core, at 480 × 360 and 200 %, on an X server of its own: each picture
played over and over (the limit is 7 %), with how many frames a second were painted while something moved (24, fewer
where others keep the machine busy), one that is held (0.5 %), one that is hidden, and a grid of 30 at rest (0). The
least of several runs counts: a busy machine only adds.
"""

import argparse
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from posture_app.core.content.exercises import Exercise

WIDTH, HEIGHT, SCALE = 480, 360, 2
GRID = 30
PLAYED, HELD = 0.07, 0.005


def share(seconds: float) -> float:
    """Let Qt run for so long; which share of a core it took."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - after the display is known

    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    begun, real = time.process_time(), time.monotonic()  # noqa: TID251 - a benchmark reads the clock
    loop.exec()
    return (time.process_time() - begun) / (time.monotonic() - real)  # noqa: TID251 - as above


@contextmanager
def on_show(window: "QWidget") -> Iterator[None]:
    """Shown, and done with all that comes with that."""
    window.show()
    share(0.5)
    yield
    window.close()
    window.deleteLater()


def least(runs: int, measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(runs))


def played(exercise: "Exercise", drawing: bytes, seconds: float, runs: int) -> tuple[float, float]:
    """This one, over and over: its cost, and frames a second."""
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415 - as above

    from posture_app.ui.exercises.drawing import FigureView, Looping  # noqa: PLC0415

    class Counting(FigureView):
        painted = 0

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            self.painted += 1
            super().paintEvent(event)

    view = Counting()
    assert view.load(drawing), exercise.id
    view.setFixedSize(WIDTH, HEIGHT)

    def run() -> tuple[float, float]:
        before = view.painted
        cost = share(seconds)
        return cost, (view.painted - before) / seconds / (1 - held)

    with on_show(view):
        held = sum(end - begin for begin, end in view.times.holds) / view.cycle
        view.play(Looping(view))
        return min(run() for _ in range(runs))


def at_rest(drawing: bytes, seconds: float, runs: int) -> tuple[float, float]:
    """One that is held, and one that is played where nobody sees it."""
    from posture_app.ui.exercises.drawing import FigureView, Looping  # noqa: PLC0415 - as above

    view = FigureView()
    view.load(drawing)
    view.setFixedSize(WIDTH, HEIGHT)
    with on_show(view):
        view.play(lambda: (view.times.still, math.inf))
        held = least(runs, lambda: share(seconds))
        view.play(Looping(view))
        view.hide()
        return held, least(runs, lambda: share(seconds))


def grid(exercises: "list[Exercise]", drawing: Callable[[str], bytes], seconds: float, runs: int) -> float:
    """So many pictures that nobody points at."""
    from PySide6.QtGui import QCursor  # noqa: PLC0415 - as above

    from posture_app.ui.exercises.picture_grid import PictureGrid  # noqa: PLC0415 - as above

    made = PictureGrid(drawing)
    made.show_exercises(exercises[:GRID], {}, frozenset())
    made.resize(1200, 800)
    QCursor.setPos(1290, 890)  # where it is not
    with on_show(made):
        share(5)  # until all of them are drawn
        return least(runs, lambda: share(seconds))


def measure(names: list[str], seconds: float, runs: int) -> bool:
    """Print what each costs; whether all keep within their limits."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from posture_app.desktop.bundled import load_content, read_bytes  # noqa: PLC0415

    _app = QApplication([])
    exercises = list(load_content()[0].exercises)
    pictures = {each.id: read_bytes("illustrations", f"{each.illustration}.svg") for each in exercises}
    costs = {
        each.id: played(each, pictures[each.id], seconds, runs) for each in exercises if each.id in names or not names
    }
    for name, (cost, frames) in sorted(costs.items(), key=lambda item: item[1]):
        print(f"{name}: {100 * cost:.1f} %, {frames:.0f} frames a second")  # noqa: T201
    held, hidden = at_rest(pictures[exercises[0].id], seconds, runs)
    rest = grid(exercises, pictures.__getitem__, seconds, runs)
    dearest = max(cost for cost, _frames in costs.values())
    print(f"the dearest: {100 * dearest:.1f} %, of {len(costs)}")  # noqa: T201
    print(f"held: {100 * held:.2f} %, hidden: {100 * hidden:.2f} %, a grid at rest: {100 * rest:.2f} %")  # noqa: T201
    return dearest < PLAYED and max(held, hidden, rest) < HELD


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--runs", type=int, default=1)
    chosen = parser.parse_args()
    from tests.display import PrivateDisplay  # noqa: PLC0415 - Linux only

    display = PrivateDisplay(screen="2600x1800x24")
    os.environ.update({"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(SCALE)})
    try:
        return 0 if measure(chosen.names, chosen.seconds, chosen.runs) else 1
    finally:
        display.close()


if __name__ == "__main__":
    sys.exit(main())
