"""`posture-app check`: is the log whole, and are the figures of days that are stored for speed the right ones?"""

import argparse
from pathlib import Path

from posture_app.commands.context import changing, read_context
from posture_app.commands.output import line
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import fresh_from
from posture_app.core.words import counted
from posture_app.store.backup.checking import CheckResult, check

SOUND, FOUND_FAULTS = 0, 1


def check_log(options: argparse.Namespace) -> int:
    """Say whether the log is whole; returns 1 if something is wrong with it."""
    context = read_context(options)
    log = context.where.database
    with changing(context.where):
        found = check(log, basis_of(context.settings), fresh_from(context.today))
    _print(found, log)
    return SOUND if found.sound else FOUND_FAULTS


def _print(found: CheckResult, path: Path) -> None:
    counts = ", ".join(counted(count, table.removesuffix("s")) for table, count in found.rows.items() if count)
    line(f"The log {path} {'has faults' if found.faults else 'is whole'}: {counts}.")
    for fault in found.faults:
        line(f"  {fault}")
    if found.faults:
        line("Quit the app and start it again, which recovers what can be read of the log.")
    if found.differing:
        line(f"Of {found.kept:,} days that were kept ready, {len(found.differing):,} came to something else made anew:")
        line(f"  {', '.join(map(str, found.differing[:10]))}{' …' if len(found.differing) > 10 else ''}")  # noqa: PLR2004
    elif found.kept:
        line(f"{found.kept:,} days were kept ready; made anew, all come to the same.")
    line(f"{found.made:,} days are kept ready now.")
    if found.backups:
        line(f"{len(found.backups) - len(found.bad_backups)} of {len(found.backups)} backups are sound.")
    for backup in found.bad_backups:
        line(f"  {backup.path} is damaged, or of another version.")
