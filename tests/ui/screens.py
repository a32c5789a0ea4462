"""Pictures of every window, light and dark, at 100 % and 200 %: `python -m tests.ui.screens OUTDIR [NAME ...]`.

They are made offscreen from a made-up week at a fixed moment, so the same code gives the same pictures.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_app.core.status import Hold, State, Status
from tests.ui.samples import ELSE, NOW, SITTING, Log, due, week_of
from tests.ui.sources import sources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from posture_app.ui.main_window import MainWindow, PageName

SIZES = {1: "", 2: "@2x"}
UP = replace(ELSE, state=State.UP, since=NOW - timedelta(seconds=37), up_until=NOW + timedelta(seconds=83))


def _main(page: "PageName", now: Status, log: Log | None = None, notice: str = "") -> "MainWindow":
    from posture_app.ui.main_window import MainWindow  # noqa: PLC0415 - the list of names is there without Qt

    window = MainWindow(replace(sources(log=week_of(now) if log is None else log, now=now), **_bundled()))
    if notice:
        window.notify(notice)
    window.show_page(page)
    return window


def _bundled() -> "dict[str, Any]":
    """The content people get, not the little one of the tests."""
    from posture_app.desktop.bundled import load_content, read_bytes  # noqa: PLC0415

    def illustration(name: str) -> bytes:
        return read_bytes("illustrations", f"{name}.svg")

    return {"content": lambda: load_content()[0], "illustration": illustration}


def _part(name: str) -> "MainWindow":
    window = _main("exercises", SITTING)
    _click(window, f"part {name}")
    return window


def _filtered() -> "MainWindow":
    window = _main("exercises", SITTING)
    for name in ("feet", "shoes on"):
        _click(window, f"only {name}")
    return window


def _about() -> "MainWindow":
    from PySide6.QtWidgets import QScrollArea  # noqa: PLC0415

    window = _main("exercises", SITTING)
    _click(window, "about exercise")
    window.show()
    window.grab()  # the page has its full length only now
    for area in window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


def _click(window: "QWidget", button: str) -> None:
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    found = window.findChild(QPushButton, button)
    assert found is not None, button
    found.click()


def _smallest(page: "PageName") -> "MainWindow":
    window = _main(page, due())
    window.resize(window.minimumSize())
    return window


def _week_table() -> "MainWindow":
    window = _main("week", SITTING)
    _click(window, "week as table")
    return window


def _card() -> "QWidget":
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    from posture_app.core.words import Glance, prompt_message  # noqa: PLC0415
    from posture_app.ui.card import Card  # noqa: PLC0415
    from posture_app.ui.icon import ring_icon  # noqa: PLC0415

    prompt = due().prompt
    assert prompt is not None
    message = prompt_message(prompt, "Shoulder rolls: roll both shoulders slowly backwards, five times.")
    card = Card(message, lambda _word: None, ring_icon(Glance.DUE).pixmap(48, 48))
    card.appear()
    for button in card.findChildren(QPushButton):
        button.setEnabled(True)
    return card


def _settings(page: str) -> "QWidget":
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    from posture_app.core.settings import Settings  # noqa: PLC0415
    from posture_app.ui.settings_window import SettingsWindow  # noqa: PLC0415

    window = SettingsWindow(Settings(stand_every=45), lambda _key, _value: None, overridden={"snooze"})
    button = window.findChild(QPushButton, f"page_{page}")
    assert button is not None
    button.click()
    return window


SCREENS: "dict[str, Callable[[], QWidget]]" = {
    "today": lambda: _main("today", SITTING),
    "today_due": lambda: _main("today", due()),
    "today_held": lambda: _main("today", due(Hold.CALL)),
    "today_standing": lambda: _main("today", replace(ELSE, state=State.STANDING, since=NOW.replace(minute=6))),
    "today_up": lambda: _main("today", UP),
    "today_paused": lambda: _main("today", replace(SITTING, paused=True, holds=(Hold.PAUSE,))),
    "today_away": lambda: _main("today", ELSE),
    "today_empty": lambda: _main(
        "today", replace(ELSE, since=None), Log(), "No tray here: the app stays in this window."
    ),
    "today_smallest": lambda: _smallest("today"),
    "week": lambda: _main("week", SITTING),
    "week_table": _week_table,
    "week_empty": lambda: _main("week", SITTING, Log()),
    "week_smallest": lambda: _smallest("week"),
    "exercises": lambda: _main("exercises", SITTING),
    "exercises_filtered": _filtered,
    "exercises_about": _about,
    "tips": lambda: _part("tips"),
    "safety": lambda: _part("safety"),
    "exercises_smallest": lambda: _smallest("exercises"),
    "card": _card,
    "settings": lambda: _settings("reminders"),
    "settings_day": lambda: _settings("day"),
}
"""Each picture's name, and what builds its widget."""


def _draw(folder: Path, names: list[str], suffix: str) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415
    from PySide6.QtGui import QFont  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from posture_app.ui.theme import Theme  # noqa: PLC0415

    app = QApplication(["posture-app-screens"])
    app.setFont(QFont("Noto Sans", 10))
    theme = Theme(app)
    for choice in ("light", "dark"):
        theme.choose(choice)
        for name in names:
            widget = SCREENS[name]()
            widget.show()
            app.processEvents()
            widget.grab().save(str(folder / f"{name}-{choice}{suffix}.png"))
            widget.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(arguments: list[str]) -> int:
    """Draw all screens, or the named ones, into a folder."""
    if not arguments or not set(arguments[1:]) <= set(SCREENS):
        sys.stderr.write(f"{__doc__}\nNames: {', '.join(SCREENS)}\n")
        return 2
    folder, names = Path(arguments[0]), arguments[1:] or list(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR")
    if scale is not None:
        _draw(folder, names, SIZES[int(scale)])
        return 0
    for factor in SIZES:  # Qt reads the factor once, when it starts
        env = {**os.environ, "QT_SCALE_FACTOR": str(factor), "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([sys.executable, "-m", "tests.ui.screens", str(folder), *names], env=env, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
