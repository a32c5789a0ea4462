"""A time zone that this computer does not know, as in the log of a newer one: the offset of each row stands for it."""

import csv
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from posture_app.core.calendar import day_of, known_zone, zone_of
from posture_app.core.record.diary import Correction, Session
from posture_app.core.spans import Posture
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.log import open_log, open_to_read
from tests.store.conftest import MINUTE, NOW, open_at, sat, shown
from tests.store.entry_logs import exported

BASIS = DayRules(time(4), timedelta(minutes=2))


@pytest.mark.parametrize(
    ("name", "offset_s", "known"),
    [
        ("Europe/Berlin", 3600, "Europe/Berlin"),
        ("Mars/Olympus", 3600, "UTC+01:00"),
        ("Mars/Olympus", -12600, "UTC-03:30"),
        ("Mars/Olympus", 0, "UTC"),
        ("", 3208, "UTC+00:53:28"),
        ("../../etc/passwd", 3600, "UTC+01:00"),
    ],
)
def test_the_offset_has_a_name_that_is_a_zone(name: str, offset_s: int, known: str) -> None:
    assert known == known_zone(name, offset_s)
    offset = NOW.astimezone(zone_of(known)).utcoffset()
    assert offset == timedelta(seconds=offset_s)


@pytest.mark.parametrize("name", ["UTC+1", "UTC+24:00", "UTC+01:60", "utc+01:00", "UTC01:00"])
def test_what_merely_looks_like_an_offset_is_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        zone_of(name)


@pytest.fixture
def elsewhere(path: Path) -> Path:
    """A log in which all was recorded at half past three hours before UTC, in a zone that nobody knows here."""
    log = open_at(path)
    log.record(sat(0, 60))
    log.prompted(shown(1, 30))
    log.diary.done(Session("neck_tilt", NOW, "Europe/Berlin", 60))
    log.diary.correct(Correction(Posture.STANDING, NOW - 60 * MINUTE, NOW, "Europe/Berlin", NOW))
    log.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("spans", "prompts", "sessions", "corrections"):
            connection.execute(f"UPDATE {table} SET zone = 'Mars/Olympus', offset_s = -12600")
    return path


def test_it_is_read_counted_and_opened_as_any_other(elsewhere: Path) -> None:
    opened = open_log(elsewhere, now=NOW)
    log = opened.log
    assert () == opened.notices
    assert ["UTC-03:30"] * 2 == [span.zone for span in log.spans()]
    assert ["UTC-03:30"] == [showing.zone for showing in log.prompts()]
    assert ["UTC-03:30"] == [session.zone for session in log.diary.sessions()]
    assert ["UTC-03:30"] == [said.zone for said in log.diary.corrections()]
    (day,) = log.days(Period(Length.RANGE, date(2026, 2, 1), date(2026, 3, 31)), BASIS)
    assert (day_of(NOW, "UTC-03:30", time(4)), 3600) == (day.figures.day, day.figures.totals.sitting_s)
    assert (5 * 3600 + 1800) == day.figures.first_s  # 09:00 UTC
    log.close()
    with closing(sqlite3.connect(elsewhere)) as connection:
        assert [("Mars/Olympus", -12600)] == connection.execute("SELECT zone, offset_s FROM spans").fetchall()


def test_it_is_exported_with_the_clock_of_then(elsewhere: Path) -> None:
    (row,) = csv.DictReader(exported(elsewhere, ExportKind.SPANS, Format.CSV).decode().splitlines())
    assert ("2026-03-02T05:30:00-03:30", "UTC-03:30") == (row["start_local"], row["zone"])


def test_it_is_salvaged_from_a_damaged_log(elsewhere: Path) -> None:
    with closing(sqlite3.connect(elsewhere)) as connection, connection:
        connection.execute("INSERT INTO remembered VALUES ('pause', '{')")
    opened = open_log(elsewhere, now=datetime(2026, 3, 2, 12, 0, tzinfo=UTC))
    assert "was damaged" in opened.notices[0]
    opened.log.close()
    with closing(sqlite3.connect(elsewhere)) as connection:
        for table in ("spans", "prompts", "sessions", "corrections"):
            found = connection.execute(f"SELECT zone, offset_s FROM {table}").fetchall()
            assert [("Mars/Olympus", -12600)] == found, table
    with open_to_read(elsewhere) as log:
        assert 2 == len(list(log.spans()))
