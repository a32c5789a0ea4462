"""`posture-app export`: the log to standard output."""

import argparse
from datetime import date, datetime, timedelta

from posture_app.commands.output import write
from posture_app.core.calendar import day_begins
from posture_app.core.errors import UsageError
from posture_app.core.statistics import day_totals
from posture_app.desktop.paths import places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.store.export import Format, export_days, export_spans
from posture_app.store.log import open_to_read

DAY = timedelta(days=1)


def export(options: argparse.Namespace) -> int:
    """Write spans or the totals of days; days are those of the setting `day_start`, in local time."""
    where = places(options.data_dir)
    settings = SettingsFile(where.settings).load().settings
    zone = local_zone()

    def begins(text: str | None, option: str, shift: timedelta) -> datetime | None:
        try:
            return None if text is None else day_begins(_day(text, option) + shift, zone, settings.day_start)
        except OverflowError:
            raise UsageError(f"{option} lies beyond the calendar.") from None

    since, until = begins(options.since, "--since", 0 * DAY), begins(options.until, "--until", DAY)
    if since and until and until <= since:
        raise UsageError("--until lies before --since.")
    fmt = Format(options.format)
    with open_to_read(where.database) as log:
        if options.what == "spans":
            export_spans(log, since, until, fmt, write)
        else:
            totals = day_totals(log.spans(since, until), settings.day_start, timedelta(minutes=settings.break_min))
            export_days(totals, fmt, write)
    return 0


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} takes a day such as 2026-03-02, not “{text}”.") from None
