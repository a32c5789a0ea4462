"""`posture-app doctor`: what works on this machine, what does not, and why."""

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from posture_app import __version__
from posture_app.commands.autostart import state_words
from posture_app.commands.output import line
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.core.sight import WHAT_WORKS, Sight, blind_words
from posture_app.desktop.autostart import autostart
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.instance import Instance
from posture_app.desktop.messages import standstill_file, standstills
from posture_app.desktop.paths import Places, places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.runtime.display import why_no_qt, why_no_screen, without_silent_buses
from posture_app.store.file.connection import shares_memory
from posture_app.store.log.log import open_to_read

Row = tuple[str, str]
WIDTH = 14


def doctor(options: argparse.Namespace) -> int:
    """Print a report; 1 if something is wrong with the person's own files, input is not seen, or Qt does not load."""
    where = places(options.data_dir)
    faults: list[str] = []
    running: dict[str, Any] = {}
    for title, rows in (
        ("posture-app", _program()),
        ("Files", _files(where, faults.append, running)),
        ("This machine", _machine(faults.append, running)),
    ):
        line(title)
        for name, text in rows:
            line(f"  {name:{WIDTH}} {text}")
        line()
    line("All is well." if not faults else "\n".join(faults))
    return 1 if faults else 0


def _program() -> Iterator[Row]:
    yield "version", __version__
    yield "Python", f"{platform.python_version()} on {platform.platform()}"
    yield "time zone", local_zone()


def _files(where: Places, fault: Callable[[str], None], running: dict[str, Any]) -> Iterator[Row]:
    yield from _running(where, fault, running)
    loaded = SettingsFile(where.settings).load()
    yield "settings", str(where.settings) if _is_there(where.settings) else f"{where.settings} (none yet: defaults)"
    for complaint in loaded.complaints:
        fault(complaint)
    yield "messages", str(where.messages)
    yield from _standstills(where, fault)
    yield "autostart", _autostart()
    if not _is_there(where.database):
        yield "log", f"{where.database} (none yet)"
        return
    try:
        with open_to_read(where.database) as log:
            last = next(iter(log.last_spans()), None)
        yield "log", f"{where.database}, last entry {'none' if last is None else last.end.isoformat()}"
        if not shares_memory(where.database):
            yield "", "its disk has no memory shared between programs; the log is kept with a rollback journal"
    except KnownError as error:
        yield "log", f"{where.database}: see below"
        fault(str(error))


def _autostart() -> str:
    """Whether the app starts with the session, and what that starts."""
    try:
        return state_words(autostart(os.environ))
    except Unavailable as why:
        return _("not possible here: {why}").format(why=why)
    except KnownError as error:
        return str(error)


def _standstills(where: Places, fault: Callable[[str], None]) -> Iterator[Row]:
    before, now = standstills(where.messages)
    if before:
        often = "" if len(before) == 1 else f" ({len(before)} times in all)"
        yield "stood still", f"{before[-1]}{often}; the messages tell more"
    if now is not None:
        yield "stood still", now
        fault(
            "The app stands still, or stood so when it was ended last. End it if it runs, start it again, and report"
            f" what {standstill_file(where.messages)} says."
        )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that is not ours
        return False


def _running(where: Places, fault: Callable[[str], None], running: dict[str, Any]) -> Iterator[Row]:
    """How the running app stands; what it answered is put into `running`."""
    instance = Instance(where)
    held = not instance.take(make=False)
    instance.release()
    try:
        running |= ask(where.found_control(), {"command": "status"})
        yield "running", str(running.get("line", "yes"))
        yield from _sight(running, fault)
    except NotRunningError:
        yield "running", "it does not answer" if held else "no"
        if held:
            fault(f"An app or a command holds the lock {where.lock}, and does not answer. {instance.holder()}".strip())
    except KnownError as error:
        yield "running", "see below"
        fault(str(error))
    for refusal in instance.refusals:
        yield "lock", f"{refusal}; whether the app runs is told by its control socket"


def _sight(running: Mapping[str, Any], fault: Callable[[str], None]) -> Iterator[Row]:
    """What the running app sees, which is the session that it was started in, not the one of this command."""
    match running.get("status"):
        case {"input": {"source": str(source), "why": str() | None as why}}:
            sight = Sight(source, why)
            yield "", "it sees no input" if sight.blind else f"it sees input by {source}"
            for name in running["status"].get("locked_by", ()):
                yield "", f"locked according to {name}"
            if sight.blind:
                fault(f"{blind_words(sight)} {WHAT_WORKS}")


def _machine(fault: Callable[[str], None], running: Mapping[str, Any]) -> Iterator[Row]:
    why_not = why_no_screen()
    yield "display", why_not or "can be used"
    from posture_app.commands.checkup import examine  # noqa: PLC0415 - the app, which no other command needs

    why_no = why_no_qt()
    if why_no is not None:
        fault(why_no)
    elif why_not is None:
        for sentence in without_silent_buses():
            fault(sentence)
    yield from examine(screen=why_not is None and why_no is None, fault=fault, runs="status" in running)
