"""`posture-app check`: is the log whole, and are the figures of days that are stored for speed the right ones?"""

import argparse
from pathlib import Path

from posture_app.commands.context import changing, read_context
from posture_app.commands.output import line
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import fresh_from
from posture_app.core.words import counted
from posture_app.store.backup.checking import CheckResult, check


def check_log(options: argparse.Namespace) -> int:
    """Say whether the log is whole; returns 1 if something is wrong with it."""
    context = read_context(options)
    log = context.where.database
    with changing(context.where):
        result = check(log, basis_of(context.settings), fresh_from(context.today))
    _print(result, log)
    return 0 if result.sound else 1


def _print(result: CheckResult, path: Path) -> None:
    counts = ", ".join(counted(count, table.removesuffix("s")) for table, count in result.rows.items() if count)
    line(f"The log {path} {'has faults' if result.faults else 'is whole'}: {counts}.")
    for fault in result.faults:
        line(f"  {fault}")
    if result.faults:
        line("Quit the app and start it again, which recovers what can be read of the log.")
    if result.differing:
        line(
            f"Of {result.kept:,} days that were kept ready, {len(result.differing):,} came to something else made anew:"
        )
        line(f"  {', '.join(map(str, result.differing[:10]))}{' …' if len(result.differing) > 10 else ''}")  # noqa: PLR2004
    elif result.kept:
        line(f"{result.kept:,} days were kept ready; made anew, all come to the same.")
    line(f"{result.made:,} days are kept ready now.")
    if result.backups:
        line(f"{len(result.backups) - len(result.bad_backups)} of {len(result.backups)} backups are sound.")
    for backup in result.bad_backups:
        line(f"  {backup.path} is damaged, or of another version.")
