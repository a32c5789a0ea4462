"""`posture-app import`: add a file of this app or of another program to the record."""

import argparse
from datetime import datetime
from pathlib import Path

from posture_app.commands.context import changing
from posture_app.commands.export import check_zone
from posture_app.commands.output import line
from posture_app.core.words import counted
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import Places, make_folder, places
from posture_app.desktop.zone import local_zone
from posture_app.store.file.faults import explaining
from posture_app.store.file.odd_rows import WORDS
from posture_app.store.log.columns import ExportKind
from posture_app.store.log.opening import prepare
from posture_app.store.transfer.importing import (
    Import,
    ImportCounts,
    ImportResult,
    Program,
    StagedImport,
    staged,
    try_import,
)

NAMES = {**WORDS, ExportKind.TOTALS: "day"}
PROGRAMS = {Program.OWN: "posture-app", Program.ACTIVITYWATCH: "ActivityWatch", Program.WORKRAVE: "Workrave"}


def import_(options: argparse.Namespace) -> int:
    """Add what is new in a file to the log, which is made if there is none; or say what would be added."""
    where, now = places(options.data_dir), SystemClock().now().wall
    origin = None if options.origin is None else Program(options.origin)
    wanted = Import(options.file, check_zone(options.zone) or local_zone(), now, origin)
    if options.dry_run:
        done = try_import(wanted, where.database)
    else:
        with staged(wanted, where.database) as file:
            done = _bring(file, where, now)
    _print(done, options.file, trial=options.dry_run)
    return 0


def _bring(file: StagedImport, where: Places, now: datetime) -> ImportResult:
    make_folder(where.data)
    with changing(where) as running:
        if not running:
            with explaining(where.database, "written"):
                notices = prepare(where.database, now)
            for sentence in notices:
                line(sentence)
        return file.bring(where.database)


def _print(done: ImportResult, path: Path, *, trial: bool) -> None:
    of = f"{path.name} ({PROGRAMS[done.origin]}{_range(done)})"
    if not done.counts:
        line(f"There is nothing in {of}.")
    for kind, counts in done.counts.items():
        line(f"{_words(kind, counts, of, trial=trial)}{' Nothing was changed.' if trial else ''}")
    if done.left_out:
        line(f"Left out {done.left_out}.")
    if done.others:
        buckets = counted(done.others, "other bucket")
        line(f"Passed over {buckets}: only that of the AFK watcher tells whether somebody sits.")


def _words(kind: ExportKind, counts: ImportCounts, of: str, *, trial: bool) -> str:
    name, new = NAMES[kind], counts.added + counts.replaced
    there = f"{counted(counts.there, name)} {'was' if counts.there == 1 else 'were'} there already"
    if not new:
        return f"Nothing is new in {of}: {there}."
    text = f"{'Would import' if trial else 'Imported'} {counted(new, name)} of {of}"
    text += f", {counts.replaced:,} in the place of what told less" if counts.replaced else ""
    return f"{text}; {there}." if counts.there else f"{text}."


def _range(done: ImportResult) -> str:
    return f", {done.days[0]} to {done.days[1]}" if done.days else ""
