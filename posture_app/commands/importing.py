"""`posture-app import`: add a file of this app or of another program to the record."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from posture_app.commands.context import changing
from posture_app.commands.export import check_zone
from posture_app.commands.output import line
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext, sentences
from posture_app.core.record.amounts import rows_words
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import Places, make_folder, places
from posture_app.desktop.zone import local_zone
from posture_app.store.file.faults import explaining
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
    program = PROGRAMS[done.origin]
    file = _("{file} ({program})").format(file=path.name, program=program)
    if done.days:
        file = _("{file} ({program}, {first} to {last})").format(
            file=path.name, program=program, first=done.days[0], last=done.days[1]
        )
    if not done.counts:
        line(_("There is nothing in {file}.").format(file=file))
    for kind, counts in done.counts.items():
        line(sentences(*_sentences(kind, counts, file, trial=trial)))
    if done.left_out:
        line(_("Left out: {what}.").format(what=done.left_out))
    if done.others:
        text = ngettext(
            "Passed over {number} other bucket: only that of the AFK watcher tells whether somebody sits.",
            "Passed over {number} other buckets: only that of the AFK watcher tells whether somebody sits.",
            done.others,
        )
        line(text.format(number=number_words(done.others)))


def _sentences(kind: ExportKind, counts: ImportCounts, file: str, *, trial: bool) -> Iterator[str]:
    new = counts.added + counts.replaced
    if not new:
        yield _("Nothing is new in {file}.").format(file=file)
    else:
        text = _("Would import from {file}: {amount}.") if trial else _("Imported from {file}: {amount}.")
        yield text.format(file=file, amount=rows_words(kind, new))
    if counts.replaced:
        yield _("In the place of what told less: {number}.").format(number=number_words(counts.replaced))
    if counts.there:
        yield _("There already: {amount}.").format(amount=rows_words(kind, counts.there))
    if trial:
        yield _("Nothing was changed.")
