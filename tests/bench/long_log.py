"""A log of many years, made up: `spans` a day at a desk with breaks, prompts, and what a person adds now and then."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from posture_app.core.calendar import offset_of
from posture_app.store.file.connection import connect, transaction
from posture_app.store.file.moments import to_us
from posture_app.store.log.opening import prepare

ZONE = "Europe/Berlin"
NOW = datetime(2026, 6, 17, 15, 0, tzinfo=UTC)
"""The present moment of the log: a Wednesday afternoon."""
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
PROMPTS = 12
"""So many a day."""
OUTCOMES = ("kept", "kept", "snoozed", "skipped", "missed", "away")

_SPAN = (
    "INSERT INTO spans (posture, start_us, end_us, ended_by, zone, offset_s, gap_us) VALUES (?, ?, ?, ?, ?, ?, NULL)"
)
_PROMPT = (
    "INSERT INTO prompts (kind, also, way, length_s, at_us, zone, offset_s, sitting_s, again, outcome)"
    " VALUES ('stand', '', 'notification', 120, ?, ?, ?, 1800, 0, ?)"
)
_SESSION = (
    "INSERT INTO sessions (exercise, at_us, zone, offset_s, length_s, ended) VALUES ('neck-turns', ?, ?, ?, 60, 'done')"
)
_CORRECTION = (
    "INSERT INTO corrections (posture, start_us, end_us, zone, offset_s, made_us) VALUES ('standing', ?, ?, ?, ?, ?)"
)


def write(path: Path, years: int, spans: int) -> int:
    """Write a log of so many years up to NOW, with so many spans a day; says how many rows of spans it has."""
    prepare(path, NOW)
    chance = random.Random(years)
    first = NOW.date() - 365 * years * DAY
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # it need not survive anything
        with transaction(connection):
            for shift in range(365 * years + 1):
                _write_day(connection, datetime.combine(first + shift * DAY, time(6), UTC), spans, chance)
        (count,) = connection.execute("SELECT count(*) FROM spans").fetchone()
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    assert isinstance(count, int)
    return count


def _write_day(connection: sqlite3.Connection, begins: datetime, spans: int, chance: random.Random) -> None:
    offset = offset_of(begins, ZONE) // SECOND
    connection.executemany(_SPAN, _day(begins, spans, offset, chance))
    shown = (begins + chance.randrange(36_000) * SECOND for _ in range(PROMPTS))
    passed = sorted(to_us(at) for at in shown if at < NOW)
    connection.executemany(_PROMPT, ((at, ZONE, offset, chance.choice(OUTCOMES)) for at in passed))
    connection.execute(_SESSION, (to_us(begins), ZONE, offset))
    if begins.weekday() == 0:  # a meeting on foot once a week
        at = to_us(begins) + chance.randrange(7 * 3600) * 1_000_000
        connection.execute(_CORRECTION, (at, at + 1800 * 1_000_000, ZONE, offset, at + 7200 * 1_000_000))


def _day(begins: datetime, spans: int, offset: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """Ten hours; every sixth break is none, but standing at the desk."""
    at = begins
    whole = timedelta(hours=10) / spans
    for count in range(spans):
        end = at + whole * chance.uniform(0.3, 0.95)
        if end > NOW:
            return
        posture = "standing" if count % 12 == 6 else "sitting"
        yield posture, to_us(at), to_us(end), "idle", ZONE, offset
        at += whole
