"""`posture-app backup` and `posture-app restore`: the log copied to a safe place, and put back from there."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from posture_app.commands.output import line
from posture_app.core.calendar import day_of, zone_of
from posture_app.core.errors import KnownError
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places, lock_out_others, places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.store.backup.backup import Contents, back_up, contents
from posture_app.store.file.backup_folder import backup_folder, backup_path, backups, name_day

KB, MB = 1e3, 1e6


def backup(options: argparse.Namespace) -> int:
    """Back the log up now, into the folder of the backups, or to the file or folder named."""
    where = places(options.data_dir)
    settings = SettingsFile(where.settings).load().settings
    today = day_of(SystemClock().now().wall, local_zone(), settings.day_start)
    own = backup_path(where.database, name_day(where.database, today))
    to = own if options.file is None else options.file.resolve()
    if to.is_dir():
        to /= own.name
    held = back_up(where.database, to)
    line(f"Backed up {_words(held)}, to {to}")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the log; without one, list those there are."""
    where = places(options.data_dir)
    if options.file is None:
        return _list(where)
    from posture_app.store.backup.restore import restore as put_back  # noqa: PLC0415 - no other command needs it

    chosen = _chosen(where, options.file)
    if not chosen.exists():
        raise KnownError(f"There is no file {chosen}; for a list of the backups: posture-app restore")
    where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        lock_out_others(Path(where.control).parent)
    instance = Instance(where)
    if not instance.take():
        raise KnownError("The app is running, and writes into the log; end it first: posture-app quit")
    try:
        done = put_back(where.database, chosen, SystemClock().now().wall)
    finally:
        instance.release()
    line(f"Restored {_words(done.contents)}, from {chosen}")
    if done.left_out:
        line(done.left_out.sentence(chosen))
    if done.kept is not None:
        line(f"The log as it was before is kept as {done.kept}")
    return 0


def _list(where: Places) -> int:
    there = backups(where.database)
    if not there:
        line(f"There are no backups in {backup_folder(where.database)} yet.")
        return 0
    line(f"Backups in {backup_folder(where.database)}; to restore one: posture-app restore NAME")
    for found in there:
        try:
            line(f"{found.path.name}  {_words(contents(found.path))}")
        except KnownError:
            line(f"{found.path.name}  damaged")
    return 0


def _chosen(where: Places, named: Path) -> Path:
    """The file of this name, or the backup."""
    known = backup_folder(where.database) / named.name
    return known if not named.exists() and named.parent == Path() and known.exists() else named.resolve()


def _words(held: Contents) -> str:
    size = f"{held.size / MB:,.1f} MB" if held.size >= MB else f"{held.size / KB:,.0f} kB"
    counts = f"{_count(held.spans, 'span')}, {_count(held.prompts, 'reminder')}"
    if held.first is None or held.last is None:
        return f"{counts}, {size}"
    return f"{_day(held.first)} to {_day(held.last)}, {counts}, {size}"


def _day(at: datetime) -> str:
    return at.astimezone(zone_of(local_zone())).date().isoformat()


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
