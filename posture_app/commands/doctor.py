"""`posture-app doctor`: what works on this machine, what does not, and why."""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_app import RELEASE_DAY, __version__
from posture_app.commands.autostart import state_words as autostart_words
from posture_app.commands.desktop import state_words as menu_words
from posture_app.commands.output import line
from posture_app.core.detection import Detection, as_json, from_json
from posture_app.core.detection import rows as detection_rows
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import N_, _, ngettext, sentences
from posture_app.core.sight import WHAT_WORKS, Sight, blind_words
from posture_app.core.text import columns, padded
from posture_app.desktop.autostart import autostart
from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.installation import installation
from posture_app.desktop.instance import Instance
from posture_app.desktop.menu_entry import menu_entry
from posture_app.desktop.messages import standstill_file, standstills
from posture_app.desktop.paths import Places, places
from posture_app.desktop.settings_file import LoadedSettings, SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.runtime.display import why_no_qt, why_no_screen, without_silent_buses
from posture_app.store.file.connection import shares_memory
from posture_app.store.log.log import open_to_read

if TYPE_CHECKING:
    from posture_app.commands.checkup import Examined

Row = tuple[str, str]


class _Running:
    """What the running app said of itself, as far as it runs and answered."""

    detection: Detection | None = None


WIDTH = 14


def doctor(options: argparse.Namespace) -> int:
    """Print a report; 1 if something is wrong with the person's own files, input is not seen, or Qt does not load."""
    where = places(options.data_dir)
    faults: list[str] = []
    running = _Running()
    loaded = SettingsFile(where.settings).load()
    tables: dict[str, Sequence[Row]] = {
        "posture-app": tuple(_program()),
        N_("Files"): tuple(_files(where, loaded, faults.append, running)),
    }
    display, examined = _machine(loaded.settings.unasked, faults.append, running)
    tables[N_("This machine")] = ((N_("display"), display), *examined.rows)
    detection = examined.detection
    if options.json:
        report = _report(tables, detection, runs=running.detection is not None, faults=faults)
        line(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        seen = _("What the running app sees") if running.detection else _("What the app would see")
        tables |= {seen: tuple(detection_rows(detection))}
        width = max(WIDTH, *(columns(_(name)) for rows in tables.values() for name, _text in rows if name))
        for title, rows in tables.items():
            line(_(title))
            for name, text in rows:
                line(f"  {padded(_(name) if name else '', width)} {text}")
            line()
        line("\n".join([*faults, *detection.shortcomings()]) or _("All is well."))
    return 1 if faults else 0


def _report(
    tables: Mapping[str, Sequence[Row]], detection: Detection, *, runs: bool, faults: Sequence[str]
) -> dict[str, Any]:
    """See `DOCTOR.md`."""
    return {
        "version": __version__,
        "faults": faults,
        "shortcomings": detection.shortcomings(),
        "seen_by": "app" if runs else "doctor",
        "detection": as_json(detection),
        "tables": {title: [{"name": name, "text": text} for name, text in rows] for title, rows in tables.items()},
    }


def _program() -> Iterator[Row]:
    version = _("{version}, of {day}").format(version=__version__, day=RELEASE_DAY) if RELEASE_DAY else __version__
    yield N_("version"), version
    installed = installation(os.environ)
    yield N_("installed"), installed.words
    yield N_("to update it"), installed.update
    yield "Python", _("{version} on {system}").format(version=platform.python_version(), system=platform.platform())
    yield N_("time zone"), local_zone()


def _files(where: Places, loaded: LoadedSettings, fault: Callable[[str], None], running: _Running) -> Iterator[Row]:
    yield from _running(where, fault, running)
    yield (
        N_("settings"),
        str(where.settings)
        if _is_there(where.settings)
        else _("{settings} (none yet: defaults)").format(settings=where.settings),
    )
    for complaint in loaded.complaints:
        fault(complaint)
    yield N_("messages"), str(where.messages)
    yield from _standstills(where, fault)
    yield N_("autostart"), _entry(lambda: autostart_words(autostart(os.environ)))
    yield N_("menu"), _entry(lambda: menu_words(menu_entry(os.environ)))
    if not _is_there(where.database):
        yield N_("log"), _("{database} (none yet)").format(database=where.database)
        return
    try:
        with open_to_read(where.database) as log:
            last = next(iter(log.last_spans()), None)
        text = _("{path}, no entry") if last is None else _("{path}, last entry {moment}")
        yield N_("log"), text.format(path=where.database, moment="" if last is None else last.end.isoformat())
        if not shares_memory(where.database):
            yield "", _("its disk has no memory shared between programs; the log is kept with a rollback journal")
    except KnownError as error:
        yield N_("log"), _("{database}: see below").format(database=where.database)
        fault(str(error))


def _entry(words: Callable[[], str]) -> str:
    """Whether the desktop has this entry of ours, and what that starts."""
    try:
        return words()
    except Unavailable as why:
        return _("none: {why}").format(why=why)
    except KnownError as error:
        return str(error)


def _standstills(where: Places, fault: Callable[[str], None]) -> Iterator[Row]:
    before, now = standstills(where.messages)
    if before:
        text = ngettext(
            "{moment}; the messages tell more", "{moment} ({number} times in all); the messages tell more", len(before)
        )
        yield N_("stood still"), text.format(moment=before[-1], number=len(before))
    if now is not None:
        yield N_("stood still"), now
        fault(
            _(
                "The app stands still, or stood so when it was ended last. End it if it runs, start it again, "
                "and report what {file} says."
            ).format(file=standstill_file(where.messages))
        )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that is not ours
        return False


def _running(where: Places, fault: Callable[[str], None], running: _Running) -> Iterator[Row]:
    """How the running app stands; what it answered is put into `running`."""
    instance = Instance(where)
    held = not instance.take(make=False)
    instance.release()
    try:
        answer = ask(where.found_control(), {"command": "status"})
        yield N_("running"), str(answer.get("line", _("yes")))
        yield from _sight(answer, fault)
        running.detection = _detection(where)
    except NotRunningError:
        yield N_("running"), _("it does not answer") if held else _("no")
        if held:
            fault(
                _("An app or a command holds the lock {lock}, and does not answer. {holder}")
                .format(lock=where.lock, holder=instance.holder())
                .strip()
            )
    except KnownError as error:
        yield N_("running"), _("see below")
        fault(str(error))
    for refusal in instance.refusals:
        yield N_("lock"), _("{refusal}; whether the app runs is told by its control socket").format(refusal=refusal)


def _detection(where: Places) -> Detection | None:
    """Which source of the running app sees what, in the session that it was started in; None if it does not say."""
    try:
        return from_json(ask(where.found_control(), {"command": "detection"}).get("detection"))
    except (KnownError, NotRunningError, ValueError):  # one of another version; that it runs is known
        return None


def _sight(answer: Mapping[str, Any], fault: Callable[[str], None]) -> Iterator[Row]:
    """What the running app sees, in short."""
    match answer.get("status"):
        case {"input": {"source": str(source), "why": str() | None as why}}:
            sight = Sight(source, why)
            yield "", _("it sees no input") if sight.blind else _("it sees input by {source}").format(source=source)
            for name in answer["status"].get("locked_by", ()):
                yield "", _("locked according to {name}").format(name=name)
            if sight.blind:
                fault(sentences(blind_words(sight), _(WHAT_WORKS)))


def _machine(unasked: AbstractSet[str], fault: Callable[[str], None], running: _Running) -> "tuple[str, Examined]":
    """Whether the display can be used, and what was found of this machine."""
    why_not = why_no_screen()
    from posture_app.commands.checkup import examine  # noqa: PLC0415 - the app, which no other command needs

    why_no = why_no_qt()
    if why_no is not None:
        fault(why_no)
    elif why_not is None:
        for sentence in without_silent_buses():
            fault(sentence)
    screen = why_not is None and why_no is None
    return why_not or _("can be used"), examine(screen=screen, unasked=unasked, fault=fault, seen=running.detection)
