"""`posture-app check`: is the log whole, and does what is kept of it for speed come to the same made anew?"""

import argparse

from posture_app.commands.changing import changing
from posture_app.commands.output import line
from posture_app.core.calendar import day_of
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import fresh_from
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.store.backup.checking import CheckResult, check

SOUND, FOUND_FAULTS = 0, 1


def check_log(options: argparse.Namespace) -> int:
    """Say how the log is; 1 if something is wrong with it."""
    where = places(options.data_dir)
    settings = SettingsFile(where.settings).load().settings
    today = day_of(SystemClock().now().wall, local_zone(), settings.day_start)
    with changing(where):
        found = check(where.database, basis_of(settings), fresh_from(today))
    _print(found, str(where.database))
    return SOUND if found.sound else FOUND_FAULTS


def _print(found: CheckResult, path: str) -> None:
    counts = ", ".join(_counted(count, table) for table, count in found.rows.items() if count)
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


def _counted(count: int, table: str) -> str:
    return f"1 {table.removesuffix('s')}" if count == 1 else f"{count:,} {table}"
