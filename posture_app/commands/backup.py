"""`posture-app backup` and `posture-app restore`: copy the log to a safe place, and put a copy back."""

import argparse
from pathlib import Path

from posture_app.commands.context import local_date, read_context
from posture_app.commands.output import line
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.record.amounts import amounts_words
from posture_app.core.words import size_words
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places, places
from posture_app.store.backup.backup import Contents, back_up, contents
from posture_app.store.file.backup_folder import backup_folder, backup_path, backups, name_day


def backup(options: argparse.Namespace) -> int:
    """Back the log up now, into the folder of the backups, or to the file or folder named."""
    context = read_context(options)
    log = context.where.database
    own = backup_path(log, name_day(log, context.today))
    to = own if options.file is None else options.file.resolve()
    if to.is_dir():
        to /= own.name
    line(_("Backed up to {path}: {contents}").format(path=to, contents=_words(back_up(log, to))))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Replace the log by a backup; if none is named, list the backups."""
    where = places(options.data_dir)
    if options.file is None:
        return _list(where)
    from posture_app.store.backup.restore import preview  # noqa: PLC0415 - no other command needs it
    from posture_app.store.backup.restore import restore as put_back  # noqa: PLC0415 - likewise

    chosen = _chosen(where, options.file)
    if not chosen.exists():
        raise KnownError(
            _("There is no file {file}; for a list of the backups: posture-app restore").format(file=chosen)
        )
    where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    instance = Instance(where)
    now = SystemClock().now().wall
    if not instance.take():
        preview(where.database, chosen, now)  # who ends the app for a file that is no backup has ended it for nothing
        raise KnownError(
            _(
                "The app is running, and writes into the log; choose “Restore…” in its settings, on the page “Data”, or"
                " end it first: posture-app quit"
            )
        )
    try:
        done = put_back(where.database, chosen, now)
    finally:
        instance.release()
    line(_("Restored from {path}: {contents}").format(path=chosen, contents=_words(done.contents)))
    if done.left_out:
        line(done.left_out.sentence(chosen))
    if done.kept is not None:
        line(_("The log as it was before is kept as {file}").format(file=done.kept))
    return 0


def _list(where: Places) -> int:
    there = backups(where.database)
    if not there:
        line(_("There are no backups in {folder} yet.").format(folder=backup_folder(where.database)))
        return 0
    line(
        _("Backups in {folder}; to restore one: posture-app restore NAME").format(folder=backup_folder(where.database))
    )
    for found in there:
        try:
            line(f"{found.path.name}  {_words(contents(found.path))}")
        except KnownError:
            line(f"{found.path.name}  {_('damaged')}")
    return 0


def _chosen(where: Places, named: Path) -> Path:
    """The file of this name, or else the backup of this name."""
    known = backup_folder(where.database) / named.name
    return known if not named.exists() and named.parent == Path() and known.exists() else named.resolve()


def _words(backup: Contents) -> str:
    size = size_words(backup.size)
    amounts = amounts_words({"spans": backup.spans, "prompts": backup.prompts}) or _("nothing")
    if backup.first is None or backup.last is None:
        return _("{amounts}, {size}").format(amounts=amounts, size=size)
    return _("{first} to {last}, {amounts}, {size}").format(
        first=local_date(backup.first), last=local_date(backup.last), amounts=amounts, size=size
    )
