"""A log of many moments that are told from all others, with every kind of copy of it; and a search for what remains of
them in the bytes of files.
"""

import random
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.backup.backup import back_up_day
from posture_app.store.file.connection import transaction
from posture_app.store.file.migrations import copy, migrate
from posture_app.store.file.moments import to_us
from posture_app.store.file.schema import VERSION
from posture_app.store.log.log import Log
from tests.store.conftest import MINUTE, NOW, open_at

ZONE = "Europe/Berlin"
SPANS = 1500
"""Enough for pages to be split and joined."""
ELSEWHERE_US = 660_000_013
TEXT = "Rücken zwickt am {}"


def beginning(number: int) -> datetime:
    """When the span of this number began, to a microsecond that is its own."""
    return NOW + timedelta(minutes=20 * number, microseconds=number * 17 + 3)


def fill(log: Log) -> None:
    """Spans of ten minutes each, three an hour, as many of another computer between them, which came in no order, so
    that pages were split; and of each day a prompt, an exercise, a correction and a note.
    """
    connection = log._database.connection
    connection.execute("PRAGMA secure_delete = OFF").fetchone()  # as SQLite is where a distribution did not build it so
    connection.execute("INSERT INTO devices VALUES (2, 'b', 'B', 'computer')")
    numbers = list(range(SPANS))
    random.Random(1).shuffle(numbers)
    with transaction(connection):
        for number in numbers:
            at = to_us(beginning(number)) + ELSEWHERE_US
            connection.execute(
                "INSERT INTO spans (device, posture, start_us, end_us, ended_by, zone, offset_s)"
                " VALUES (2, 'sitting', ?, ?, 'idle', 'UTC', 3600)",
                (at, at + 60_000_000),
            )
        connection.execute("UPDATE spans SET zone = ?", (ZONE,))  # which is longer, so that rows move
    for number in range(SPANS):
        start = beginning(number)
        end = start + timedelta(minutes=10, microseconds=5)
        log.record(Span(Posture.SITTING, start, start + MINUTE, None, ZONE))
        log.record(Span(Posture.SITTING, start, end, EndedBy.IDLE, ZONE))
        if number % 72 == 0:
            _add_to_day(log, number, start)


def _add_to_day(log: Log, number: int, start: datetime) -> None:
    log.prompted(Shown(number, "stand", start + timedelta(microseconds=7), ZONE, sitting_s=600))
    log.settled(number, Outcome.KEPT)
    log.done(Session("neck-turns", start + timedelta(microseconds=9), ZONE, 60))
    said = start + timedelta(microseconds=11)
    log.diary.correct(Correction(Posture.STANDING, said, said + 3 * MINUTE, ZONE, start + timedelta(days=900)))
    day = start.date()
    log.diary.write_note(Note(day, TEXT.format(day) + ", zuerst", start + timedelta(days=901)))
    log.diary.write_note(Note(day, TEXT.format(day), start + timedelta(days=901)))
    log.diary.keep_day_off(day, off=True)


def older_copy(path: Path) -> None:
    """A copy from before a migration, with the same spans and prompts of this computer."""
    with closing(sqlite3.connect(path)) as connection:
        connection.isolation_level = None
        migrate(connection)
        connection.execute("BEGIN")
        for number in range(SPANS):
            start = to_us(beginning(number))
            connection.execute(
                "INSERT INTO spans (posture, start_us, end_us, ended_by, zone, offset_s)"
                " VALUES ('sitting', ?, ?, 'idle', ?, 3600)",
                (start, start + 600_000_005, ZONE),
            )
            if number % 72 == 0:
                connection.execute(
                    "INSERT INTO prompts (kind, at_us, zone, offset_s, sitting_s, again, outcome)"
                    " VALUES ('stand', ?, ?, 3600, 600, 0, 'kept')",
                    (start + 7, ZONE),
                )
        connection.execute("COMMIT")


def folder_of_copies(path: Path) -> Log:
    """The log, open and with a write-ahead log, and beside it a copy of every kind that the app leaves."""
    log = open_at(path)
    fill(log)
    back_up_day(path, date(2026, 3, 31), lambda: False)
    backup = path.parent / "backups" / f"{path.stem}-2026-03-31.db"
    shutil.copy(backup, backup.with_name(f"{path.stem}-2026-04-01.db"))
    shutil.copy(backup, backup.with_name(f"{backup.name}.4711.new"))
    shutil.copy(backup, backup.with_name(f"{backup.name}.4711.new-journal"))
    for label in ("before-restore-20260331T090000Z", "replaced", "replaced-2"):
        copy(log._database.connection, path.with_stem(f"{path.stem}-{label}"))
    for day in (30, 31):
        older_copy(path.with_stem(f"{path.stem}-version-{VERSION}-202603{day}T090000Z"))
    damaged = path.with_stem(f"{path.stem}-damaged-20260331T090000Z")
    damaged.write_bytes(backup.read_bytes()[4000:])
    shutil.copy(backup, damaged.with_name(f"{damaged.name}-wal"))
    shutil.copy(backup, path.with_name(f"{path.stem}-damaged-20260330T090000Z.db-wal"))  # of one that is gone
    for left in ("new", "4711.new", "4711.other", "recovered"):
        shutil.copy(backup, path.with_name(f"{path.name}.{left}"))
    return log


def moments(numbers: Iterable[int]) -> set[bytes]:
    """Everything of these spans and what comes with them, as SQLite writes it."""
    found: set[bytes] = set()
    for number in numbers:
        start = to_us(beginning(number))
        more = (7, 9, 11, 180_000_011) if number % 72 == 0 else ()
        other = ELSEWHERE_US, ELSEWHERE_US + 60_000_000
        found.update((start + each).to_bytes(8) for each in (0, 600_000_005, *more, *other))
    return found


def notes(numbers: Iterable[int]) -> set[bytes]:
    """The notes of the days of these spans."""
    return {TEXT.format(beginning(number).date()).encode() for number in numbers if number % 72 == 0}


def remains(folder: Path, wanted: set[bytes], texts: set[bytes]) -> Mapping[str, int]:
    """How much of it is found in each file of the folder, and in those below it, that has any."""
    found: dict[str, int] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            some = wanted.intersection(data[place : place + 8] for place in range(len(data) - 7))
            some |= {text for text in texts if text in data}
            if some:
                found[path.name] = len(some)
    return found
