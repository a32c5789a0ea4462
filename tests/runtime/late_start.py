"""A program for the test of notices: the app, which finds its log locked, and then no more.

Prints the notices above the page at both times.
"""

import json
import sqlite3
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from posture_app.desktop.paths import make_folder, places
from posture_app.runtime.run_options import RunOptions
from posture_app.runtime.wiring import make_app
from posture_app.ui.pages.main_window import MainWindow


def notices() -> list[str]:
    return [
        text for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow) for text in window.notices
    ]


def main(data: Path) -> int:
    where = places(data)
    make_folder(Path(where.control).parent)
    holder = sqlite3.connect(where.database, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
    holder.execute("BEGIN EXCLUSIVE")
    app = make_app(RunOptions(where, page="today"), screen=True)
    notify = app.frontend.notify

    def told(sentence: str) -> None:
        notify(sentence)
        if "cannot be opened" in sentence:
            sys.stdout.write(f"{json.dumps(notices())}\n")
            holder.close()
        elif "has been opened" in sentence:
            sys.stdout.write(f"{json.dumps(notices())}\n")
            app.leave()

    app.frontend.notify = told  # type: ignore[method-assign]
    try:
        return app.run()
    finally:
        app.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
