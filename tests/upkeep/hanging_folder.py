"""A program for `test_hanging_folder`: the app, whose shared folder lies on a disk that does not answer any more.

Prints what becomes of an export that is called off, of one that is not, and of the nightly backup; and then it quits.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from posture_app.core.record.record_jobs import Export, Job, Report
from posture_app.desktop.paths import make_folder, places
from posture_app.runtime.app import App, RunOptions
from posture_app.runtime.wiring import make_app
from posture_app.store.file.backup_folder import backup_folder
from posture_app.store.merge.shared_folder import SharedFolder

SCALE = 600
"""So the first backup, five minutes after the start, comes half a second after it."""
LOOK_S = 0.05
SPANS = Export("spans", "csv", None, None)


class Person:
    """Who uses the app once its shared folder hangs."""

    def __init__(self, app: App, folder: Path) -> None:
        self._app, self._folder = app, folder

    def begin(self) -> None:
        """Have an export made, and call it off."""
        self._export("called off", self._export_all).stop()

    def _export_all(self) -> None:
        self._export("export", self._look_for_backup)

    def _export(self, name: str, then: Callable[[], None]) -> Job:
        def over(*_: object) -> None:
            say(name)
            then()

        report: Report[int | None] = Report(lambda _done, _total: None, over, over, over)
        return self._app.upkeep.record_work.export(SPANS, str(self._folder / f"{name}.csv"), report)

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
