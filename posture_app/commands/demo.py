"""`posture-app demo`: the whole app with made-up history and a fast clock, in a folder that is thrown away."""

import argparse
import os
import shutil
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

from posture_app.commands.output import line
from posture_app.commands.start import read_overrides, run
from posture_app.core.calendar import local_to_utc, zone_of
from posture_app.core.effects import Prompt, Record, Settled
from posture_app.core.engine.engine import Engine
from posture_app.core.errors import UsageError
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, lasting
from posture_app.core.replay.sample import sample_events
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import Places, places
from posture_app.desktop.zone import local_zone
from posture_app.store.log.log import open_log

DAYS = 90
AFTERNOON = time(14, 30)
PREFIX = "posture-app-demo-"
NOTICE = N_("This is a demo: its days are made up, and it keeps nothing. Your own record is untouched.")
FAST = N_(
    "This is a demo: its days are made up, its clock is fast, and it keeps nothing. Your own record is untouched."
)


def demo(options: argparse.Namespace) -> int:
    """Make the folder, run in it, and remove it. Raises UsageError if a folder of the person's own is named."""
    if options.data_dir is not None:
        raise UsageError(_("The demo keeps nothing, and has a folder of its own; leave out --data-dir."))
    overrides = read_overrides(options.overrides)
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        where = places(folder)
        line(_("Making up {number} days, in a folder that goes with the demo…").format(number=number_words(DAYS)))
        make_history(where, SystemClock().now().wall, local_zone())
        scale, verbose = options.time_scale, options.verbose
        notices = (lasting(FAST if scale > 1 else NOTICE),)
        return run(
            where, scale=scale, overrides=overrides, verbose=verbose, pretend=True, page="today", notices=notices
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Remove what demos left that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)


def make_history(where: Places, now: datetime, zone: str) -> None:
    """Fill a new log with days up to an hour ago, or this afternoon if that is later; the fast clock goes on there."""
    today = now.astimezone(zone_of(zone)).date()
    until = max(now - timedelta(hours=1), local_to_utc(today, AFTERNOON, zone))
    engine, log = Engine(), open_log(where.database, now=now).log
    try:
        for event, at in sample_events(today, DAYS, zone=zone, until=until):
            for effect in engine.handle(event, at):
                match effect:
                    case Record(span) if span.ended_by is not None:
                        log.record(span)
                    case Prompt(shown):
                        log.prompted(shown)
                    case Settled(number, outcome):
                        log.settled(number, outcome)
                    case _:
                        pass
    finally:
        log.close()
