"""`posture-app export`: write the record for other programs, to standard output or into a file."""

import argparse

from posture_app.commands.context import Context, read_context, read_day
from posture_app.commands.output import write_bytes
from posture_app.core.calendar import zone_of
from posture_app.core.errors import UsageError
from posture_app.core.language import _
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.entries import Range, days_range
from posture_app.store.log.log import open_to_read
from posture_app.store.transfer.export import Target, Write, export_days, export_entries, write_file


def export(options: argparse.Namespace) -> int:
    """Write one kind of entries, in local time; days begin at the setting `day_start`."""
    context = read_context(options)
    zone = check_zone(options.zone)
    within = _range(options, context)
    kind = ExportKind(options.what)
    with open_to_read(context.where.database) as log:

        def fill(write: Write) -> bool:
            target = Target(Format(options.format), write, zone)
            if kind is not ExportKind.DAYS:
                return export_entries(log, kind, within, target)
            return export_days(log, within, context.settings, context.today, target)

        if options.output is None:
            fill(write_bytes)
        else:
            write_file(options.output, fill)
    return 0


def check_zone(name: str | None) -> str | None:
    """Returns the name itself. Raises UsageError if it is no time zone."""
    try:
        if name is not None:
            zone_of(name)
    except ValueError:
        raise UsageError(_("--zone takes a time zone such as Europe/Berlin, not “{text}”.").format(text=name)) from None
    return name


def _range(options: argparse.Namespace, context: Context) -> Range:
    first = None if options.since is None else read_day(options.since, "--since")
    last = None if options.until is None else read_day(options.until, "--until")
    if first and last and last < first:
        raise UsageError(_("--until lies before --since."))
    try:
        return days_range(first, last, context.zone, context.settings.day_start)
    except OverflowError:
        raise UsageError(_("--since or --until lies beyond the calendar.")) from None
