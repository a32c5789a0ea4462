"""`posture-app report`: write a report of some days on one page, as PDF."""

import argparse
import os
from datetime import date

from posture_app.commands.context import Context, read_context, read_day
from posture_app.core.calendar import DAY
from posture_app.core.errors import KnownError, UsageError
from posture_app.core.language import _
from posture_app.core.record.record_jobs import Days
from posture_app.core.statistics.history import read_period
from posture_app.core.statistics.periods import Length, period_of
from posture_app.core.words import APP_NAME
from posture_app.store.log.log import open_to_read
from posture_app.store.transfer.export import Write, write_file


def report(options: argparse.Namespace) -> int:
    """Write the report of the days asked for, or of last month; it needs Qt, but no display."""
    context = read_context(options)
    days = _days(options, context.today)
    try:
        page = _page(context, days, paper=options.paper, of=options.name or "", language=options.language)
    except ImportError as error:
        raise KnownError(_("A report needs Qt, which cannot be loaded here: {error}.").format(error=error)) from error
    except OverflowError:
        raise UsageError(_("These days, or as many before them, lie beyond the calendar.")) from None

    def fill(write: Write) -> bool:
        write(page)
        return True

    write_file(options.file, fill)
    return 0


def _page(context: Context, days: Days | None, *, paper: str, of: str, language: str) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QPageSize  # noqa: PLC0415 - for who wants one
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from posture_app.desktop.qt_language import QtLanguage  # noqa: PLC0415
    from posture_app.ui.kit.printing import pdf_page  # noqa: PLC0415
    from posture_app.ui.report.report_contents import report_of, report_title, reported  # noqa: PLC0415
    from posture_app.ui.report.report_page import ReportPage  # noqa: PLC0415

    with open_to_read(context.where.database) as log:
        view, period = reported(days, context.today, log, context.settings)
        record = read_period(log, period, context.settings, zone=context.zone, now=context.now, compared=view != "all")
    if not record.days:
        raise KnownError(_("Nothing is recorded in these days."))
    if QApplication.instance() is None:
        QApplication([APP_NAME])  # PySide keeps it
    QtLanguage().speak(language, context.settings)
    made = ReportPage(report_of(record, view, first_hour=context.settings.day_start.hour, of=of))
    size = QPageSize(QPageSize.PageSizeId.A4 if paper == "a4" else QPageSize.PageSizeId.Letter)
    return pdf_page(f"{APP_NAME} – {report_title(period, view, context.today)}", size, made.draw)


def _days(options: argparse.Namespace, today: date) -> Days | None:
    if options.all:
        return None
    if options.since is None and options.until is None:
        month = period_of(Length.MONTH, today.replace(day=1) - DAY)
        return month.first, month.last
    last = today if options.until is None else read_day(options.until, "--until")
    first = last.replace(day=1) if options.since is None else read_day(options.since, "--since")
    if first > last:
        early, late = _("--since lies in the future."), _("--until lies before --since.")
        raise UsageError(early if options.until is None else late)
    return first, min(last, today)
