"""Hundreds of random damages of a log: each is opened, or recovered, and read as at the start and on the pages, without
a bug and without end; the log that came of it is sound.
"""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest

from posture_app.core.engine.stored_pause import PAUSE, PRIVATE
from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.memory import RECENT
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import Posture
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.file.files import COMPANIONS, beside
from posture_app.store.log.columns import TABLE_OF
from posture_app.store.log.log import Log, open_log, open_to_read
from tests.store.conftest import MINUTE, NOW, going_on, open_at, sat, shown
from tests.store.entry_logs import entries_in

DAYS, BYTES, ROWS = 6, 200, 60
BASIS = DayRules(Settings().day_start, timedelta(minutes=2))
PAGE = 4096
OTHERS = ("database of another program", "is of version")
Damage = Callable[[bytearray, random.Random], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A log with something of everything."""
    path = tmp_path_factory.mktemp("whole") / "log.db"
    log = open_at(path)
    for day in range(DAYS):
        for part in range(8):
            log.record(sat(1440 * day + 40 * part, 1440 * day + 40 * part + 30))
        log.prompted(shown(day + 1, 1440 * day + 30))
        log.settled(day + 1, Outcome.KEPT)
        log.diary.write_note(Note((NOW + timedelta(days=day)).date(), "Knie tut weh ☹", NOW))
        log.diary.done(Session("neck_tilt", NOW + timedelta(days=day), "Europe/Berlin", 60))
        log.diary.correct(
            Correction(Posture.STANDING, NOW + day * 40 * MINUTE, NOW + (day * 40 + 9) * MINUTE, "Europe/Berlin", NOW)
        )
    log.diary.keep_day_off(NOW.date(), off=True)
    log.remember(PAUSE, {"until": None})
    log.remember(PRIVATE, None)
    log.remember("keep_years", {"years": 3})
    connection = log._database.connection
    connection.execute("INSERT INTO devices VALUES (2, 'other', 'Laptop', 'computer'), (3, 'file', '', 'import')")
    connection.execute("INSERT INTO day_totals VALUES (3, '2025-03-02', 3600, 0)")
    connection.execute(
        "INSERT INTO spans SELECT NULL, 2, posture, start_us + 5, end_us + 5, ended_by, zone, offset_s, NULL FROM spans"
    )
    connection.execute("INSERT INTO erasures VALUES (NULL, 5, 6)")
    log.record(going_on(1440 * DAYS, 1440 * DAYS + 5))
    log.days(Period(Length.RANGE, NOW.date(), NOW.date() + timedelta(days=DAYS - 4)), BASIS)
    log.close()
    return path.read_bytes()


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 3, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def strange_text(data: bytearray, chance: random.Random) -> None:
    """Bytes that are no UTF-8 in the midst of a word."""
    word = chance.choice(
        (b"Europe/Berlin", b"sitting", b"Knie", b"neck_tilt", b"until", b"stand", b"CREATE", b"Laptop")
    )
    places = [place for place in range(len(data)) if data.startswith(word, place)]
    place = chance.choice(places)
    data[place + 1] = chance.choice((0xFF, 0xC3, 0x00, 0x80))


def page(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data) // PAGE) * PAGE


def wipe(data: bytearray, chance: random.Random) -> None:
    at = page(data, chance)
    data[at : at + PAGE] = chance.choice((bytes(PAGE), b"\xff" * PAGE, chance.randbytes(PAGE)))


def swap(data: bytearray, chance: random.Random) -> None:
    one, other = page(data, chance), page(data, chance)
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def header(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(100)] = chance.randrange(256)


def pointer(data: bytearray, chance: random.Random) -> None:
    """Where a page tells of its cells, or of other pages."""
    at = page(data, chance)
    data[at + chance.randrange(8, 60)] = chance.randrange(256)


OF_BYTES: tuple[Damage, ...] = (flip, flip, flip, strange_text, strange_text, wipe, swap, cut, header, pointer)

VALUES = (
    "NULL", "''", "'x'", "x'ff00'", "CAST(x'ff41' AS TEXT)", "0", "-1", "1.5", "9e999", "9223372036854775807", "1e15",
    "-9223372036854775808", "253402300800000000", "'Mars/Olympus'", "'../../etc/passwd'", "'{'", "'2026-13-45'",
    "zeroblob(5)",
)  # fmt: skip
CHANGES = (
    "CREATE TRIGGER mine BEFORE INSERT ON spans BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE TRIGGER mine AFTER UPDATE ON remembered BEGIN DELETE FROM spans; END",
    "DROP TABLE days", "DROP TABLE notes", "DROP TABLE devices", "DROP INDEX spans_by_start",
    "ALTER TABLE notes RENAME TO words; CREATE VIEW notes AS SELECT * FROM words",
    "ALTER TABLE spans DROP COLUMN gap_us", "ALTER TABLE prompts RENAME COLUMN at_us TO moment",
    "ALTER TABLE sessions ADD COLUMN twice AS (length_s * 2)",
    "CREATE UNIQUE INDEX mine ON spans (zone)",
    "DELETE FROM devices", "UPDATE devices SET id = id + 10", "UPDATE devices SET kind = 'own'",
    "UPDATE spans SET end_us = start_us - 1 WHERE id % 9 = 0",
    "UPDATE spans SET gap_us = 9223372036854775807 WHERE id % 9 = 0",
    "UPDATE days SET lengths = x'0102', outcomes = 'kept=many', hours = x'00'",
    "INSERT INTO remembered VALUES ('pause2', '{')", "UPDATE remembered SET value = '{'",
    "UPDATE remembered SET value = '[]'", "PRAGMA user_version = 2", "PRAGMA user_version = 1",
)  # fmt: skip


def by_sql(path: Path, chance: random.Random) -> None:
    """Values that no column takes, and changes of the tables themselves."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if chance.random() < 0.4:
            connection.executescript(chance.choice(CHANGES))
            return
        tables = ("spans", "prompts", "remembered", "devices", "corrections", "sessions", "notes", "days_off",
                  "day_totals", "erasures", "days")  # fmt: skip
        table = chance.choice(tables)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        connection.execute("PRAGMA writable_schema = ON")
        if chance.random() < 0.5:  # else the table does not tell
            connection.execute(
                "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT, ', ') ') WHERE name = ?", (table,)
            )
            connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = ?", (table,))
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(chance.choice((1, 1, 3))):
            change = f"UPDATE {table} SET {chance.choice(columns)} = {chance.choice(VALUES)}"
            try:
                connection.execute(
                    f"{change} WHERE rowid % {chance.choice((1, 7))} = 0" if table == "spans" else change
                )
            except sqlite3.Error:  # not even without checks
                continue


def use(path: Path) -> None:
    """As the app does at its start, and its pages; then another start finds nothing to tell of."""
    opened = open_log(path, now=NOW)
    log = opened.log
    read(log)
    log.record(sat(1440 * DAYS + 60, 1440 * DAYS + 70))
    assert sat(1440 * DAYS + 60, 1440 * DAYS + 70) in list(log.own_spans(NOW + DAYS * timedelta(days=1)))
    log.close()
    again = open_log(path, now=NOW)
    assert () == again.notices
    again.log.close()


def read(log: Log) -> None:
    log.recover()
    spans = list(islice(log.last_spans(), RECENT))
    for key in (PAUSE, PRIVATE, "keep_years"):
        log.recall(key)
    list(log.own_prompts(spans[-1].start if spans else NOW))
    log.latest_days()
    log.diary.keep_day_off(NOW.date(), off=True)
    first = log.first_day() or NOW.date()
    log.days(Period(Length.RANGE, max(first, date(2026, 2, 20)), date(2026, 3, 20)), BASIS)
    list(log.spans())
    list(log.prompts())
    list(log.diary.corrections())
    list(log.diary.sessions())
    list(log.diary.notes(date.min, date.max))
    list(log.totals(date.min, date.max))
    log.days_off(date.min, date.max)
    assert log.path is not None
    with open_to_read(log.path) as reading:
        for kind in TABLE_OF:
            list(entries_in(reading, kind))


def attempt(path: Path, what: str) -> bool:
    """Whether it could be opened; what is not ours any more by its first bytes is refused in a sentence."""
    try:
        use(path)
    except Exception as error:
        if isinstance(error, KnownError) and any(words in str(error) for words in OTHERS):
            return False
        error.add_note(what)
        raise
    return True


def fresh(folder: Path, number: int, whole: bytes) -> Path:
    path = folder / str(number) / "log.db"
    path.parent.mkdir()
    path.write_bytes(whole)
    return path


def test_whatever_becomes_of_its_bytes(whole: bytes, tmp_path: Path) -> None:
    refused = 0
    for number in range(BYTES):
        chance = random.Random(number)
        data = bytearray(whole)
        damage = OF_BYTES[number % len(OF_BYTES)]
        damage(data, chance)
        path = fresh(tmp_path, number, bytes(data))
        if number % 5 == 4:
            beside(path, chance.choice(COMPANIONS)).write_bytes(chance.randbytes(5000))
        refused += not attempt(path, f"{damage.__name__} {number}")
    assert refused < BYTES // 10


def test_whatever_somebody_writes_into_it(whole: bytes, tmp_path: Path) -> None:
    for number in range(ROWS):
        path = fresh(tmp_path, number, whole)
        by_sql(path, random.Random(number))
        assert attempt(path, f"by SQL {number}")
