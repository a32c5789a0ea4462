"""`posture-app merge`: add the record of another computer, or of an older copy of this log, to this log."""

import argparse
from pathlib import Path

from posture_app.commands.context import changing, local_date
from posture_app.commands.output import line
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import _
from posture_app.core.record.amounts import amounts_words
from posture_app.core.record.entry import Device, DeviceKind
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import Places, make_folder, places
from posture_app.store.file.odd_rows import OddRows
from posture_app.store.log.log import open_log
from posture_app.store.merge.devices import become_new_device
from posture_app.store.merge.merging import DeviceResult
from posture_app.store.merge.merging import merge as merge_logs


def merge(options: argparse.Namespace) -> int:
    """Merge the log that is named, or make this computer a new one, which other logs do not know."""
    where = places(options.data_dir)
    if options.new_device == (options.file is not None):
        raise UsageError(_("Give either the log of another computer, or --new-device."))
    if options.new_device:
        return _begin_anew(where)
    other: Path = options.file.resolve()
    if not other.exists():
        raise KnownError(_("There is no file {other}.").format(other=other))
    make_folder(where.data)
    now, left_out = SystemClock().now().wall, list[OddRows]()
    with changing(where) as running:
        if not running:
            open_log(where.database, now=now).log.close()
        results = merge_logs(where.database, other, now, left=left_out.append)
    for odd in filter(None, left_out):
        line(odd.sentence(other))
    for each in results:
        line(_words(each))
    if not results:
        text = _("All else of {file} is here already.") if any(left_out) else _("All of {file} is here already.")
        line(text.format(file=other))
    return 0


def _begin_anew(where: Places) -> int:
    if not where.database.exists():
        raise KnownError(
            _("There is no log {database} yet, so this computer is a new one already.").format(database=where.database)
        )
    with changing(where) as running:
        if running:
            raise KnownError(_("The app is running, and records as the old one; end it first: posture-app quit"))
        open_log(where.database, now=SystemClock().now().wall).log.close()
        become_new_device(where.database)
    line(_("This is a new computer from now on; what was recorded here stays in the record, as of another one."))
    return 0


def _words(added: DeviceResult) -> str:
    amounts = amounts_words({"spans": added.spans, **added.rows})
    if added.spans == 0 or added.first is None or added.last is None:
        return _("Merged from {device}: {amounts}.").format(device=_name(added.device), amounts=amounts)
    return _("Merged from {device}: {amounts} ({first} to {last}).").format(
        device=_name(added.device), amounts=amounts, first=local_date(added.first), last=local_date(added.last)
    )


def _name(device: Device) -> str:
    if device.name:
        return _("“{name}”").format(name=device.name)
    return _("another computer") if device.kind is DeviceKind.COMPUTER else _("this computer")
