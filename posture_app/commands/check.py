"""`posture-app check`: is the log whole, and are the figures of days that are stored for speed the right ones?"""

import argparse
from pathlib import Path

from posture_app.commands.context import changing, read_context
from posture_app.commands.output import line
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.core.record.amounts import amounts_words
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import fresh_from
from posture_app.store.backup.checking import CheckResult, check

SHOWN = 10
"""Of the days that differ."""


def check_log(options: argparse.Namespace) -> int:
    """Say whether the log is whole; returns 1 if something is wrong with it."""
    context = read_context(options)
    log = context.where.database
    with changing(context.where):
        result = check(log, basis_of(context.settings), fresh_from(context.today))
    _print(result, log)
    return 0 if result.sound else 1


def _print(result: CheckResult, path: Path) -> None:
    text = _("The log {path} has faults: {amounts}.") if result.faults else _("The log {path} is whole: {amounts}.")
    line(text.format(path=path, amounts=amounts_words(result.rows)))
    for fault in result.faults:
        line(f"  {fault}")
    if result.faults:
        line(_("Quit the app and start it again, which recovers what can be read of the log."))
    if result.differing:
        text = ngettext(
            "Of {kept} days that were kept ready, {number} came to something else made anew:",
            "Of {kept} days that were kept ready, {number} came to something else made anew:",
            len(result.differing),
        )
        line(text.format(kept=number_words(result.kept), number=number_words(len(result.differing))))
        line(f"  {', '.join(map(str, result.differing[:SHOWN]))}{' …' if len(result.differing) > SHOWN else ''}")
    elif result.kept:
        text = ngettext(
            "{number} day was kept ready; made anew, it comes to the same.",
            "{number} days were kept ready; made anew, all come to the same.",
            result.kept,
        )
        line(text.format(number=number_words(result.kept)))
    text = ngettext("{number} day is kept ready now.", "{number} days are kept ready now.", result.made)
    line(text.format(number=number_words(result.made)))
    if result.backups:
        text = ngettext(
            "{sound} of {number} backup is sound.", "{sound} of {number} backups are sound.", len(result.backups)
        )
        line(text.format(sound=len(result.backups) - len(result.bad_backups), number=len(result.backups)))
    for backup in result.bad_backups:
        line("  " + _("{path} is damaged, or of another version.").format(path=backup.path))
