"""A program for `test_hanging_folder`: the app, whose shared folder lies on a disk that does not answer any more.

Prints how long it takes to call off an export that waits for its turn, from the click to the end of the dialog; what
becomes of one that is not called off, and of the nightly backup; and then it quits.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import Export, Report
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import make_folder, places
from posture_app.runtime.app import App
from posture_app.runtime.run_options import RunOptions
from posture_app.runtime.wiring import make_app
from posture_app.store.file.backup_folder import backup_folder
from posture_app.store.merge.shared_folder import SharedFolder
from posture_app.ui.record.export_dialog import ExportDialog

SCALE = 600
"""So the first backup, five minutes after the start, comes half a second after it."""
LOOK_S = 0.05
SPANS = Export("spans", "csv", None, None)


class Person:
    """Who uses the app once its shared folder hangs."""

    def __init__(self, app: App, folder: Path) -> None:
        self._app, self._folder = app, folder
        self._clock = SystemClock()

    def begin(self) -> None:
        """Ask for an export while the worker has something else to do, and call it off."""
        self._window, turn = QWidget(), threading.Event()
        self._app.worker.submit(lambda _: turn.wait(), lambda _: None, lambda _: None)
        dialog = ExportDialog(self._window, self._app.upkeep.record_work)
        dialog.start()
        dialog._write(SPANS, str(self._folder / "called off.csv"))  # the desktop's own dialog gave this path
        clicked = self._clock.now().true

        def over() -> None:
            say(f"{(self._clock.now().true - clicked) * 1000:.0f}")
            turn.set()
            self._export_all()

        dialog.finished.connect(over)
        dialog.leave.click()

    def _export_all(self) -> None:
        def over(*_: object) -> None:
            say("export")
            self._look_for_backup()

        report: Report[int | None] = Report(lambda _done, _total: None, over, over, over)
        self._app.upkeep.record_work.export(SPANS, str(self._folder / "all.csv"), report)

    def _look_for_backup(self) -> None:
        if list(backup_folder(self._app.options.where.database).glob("*.db")):
            say("backup")
            self._app.leave()
        else:
            self._app.loop.deadline(LOOK_S, self._look_for_backup)


def say(word: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(folder: Path) -> int:
    """Run the app on a folder of the test's."""
    where = places(folder / "data")
    make_folder(Path(where.control).parent)
    (folder / "shared").mkdir()
    app = make_app(RunOptions(where, SCALE, {"shared_folder": str(folder / "shared")}), screen=True)

    def hang(*_: object, **__: object) -> None:
        app.loop.soon(Person(app, folder).begin)
        threading.Event().wait()

    SharedFolder.exchange = hang  # type: ignore[assignment]
    try:
        return app.run()
    finally:
        app.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
