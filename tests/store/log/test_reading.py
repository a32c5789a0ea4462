"""The log read by another process than the app's, such as the command line."""

import re
import sqlite3
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.record.diary import Correction
from posture_app.core.spans import Posture
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.log.log import Log, open_to_read
from tests.store.conftest import NOW, going_on, open_at, outcomes, sat, shown

DAY = timedelta(days=1)


def test_a_reader_beside_the_running_app_sees_all_and_changes_nothing(path: Path) -> None:
    log = open_at(path)
    log.record(going_on(0, 1))
    log.prompted(shown(1, 1))
    with open_to_read(path) as history:
        assert [going_on(0, 1)] == list(history.spans())
        assert [None] == outcomes(history)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            history._connection().execute("DELETE FROM spans")
    log.close()


def test_before_the_first_day_nothing_is_known(path: Path) -> None:
    with closing(open_at(path)) as log:
        assert None is log.first_day()
        log.record(sat(0, 10))
        log.record(sat(60, 70))
        _same(log, path, date(2026, 2, 28))  # 2 March, and two days for bouts and time zones
        log.diary.correct(Correction(Posture.SITTING, NOW - 20 * DAY, NOW - 19 * DAY, "UTC", NOW))
        _same(log, path, date(2026, 2, 8))
        with log._database.connection as connection:
            connection.execute("INSERT INTO devices VALUES (2, 'laptop', '', 'computer'), (3, 'rest', '', 'import')")
            connection.execute("UPDATE spans SET device = 2, start_us = start_us - 30 * 86400000000 WHERE id = 1")
        _same(log, path, date(2026, 1, 29))
        with log._database.connection as connection:
            connection.execute("INSERT INTO day_totals VALUES (3, '2019-07-01', 60, 0)")
        _same(log, path, date(2019, 7, 1))


def _same(log: Log, path: Path, first: date) -> None:
    """The app and a reader beside it say that this is the first day, and that the day before is unknown."""
    before = Period(Length.RANGE, first - 3 * DAY, first - DAY)
    with open_to_read(path) as reader:
        for history in (log, reader):
            assert first == history.first_day()
            assert [] == list(history.days(before, DayRules(time(4), timedelta(minutes=2))))


def test_a_reader_without_a_log_is_told_so_and_makes_none(path: Path) -> None:
    with pytest.raises(KnownError, match=re.escape(str(path))), open_to_read(path):
        pass
    assert not path.exists()


def test_a_reader_of_a_damaged_log_leaves_it_where_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"text")
    with pytest.raises(KnownError, match="damaged"), open_to_read(path):
        pass
    assert [("log.db", b"text")] == [(file.name, file.read_bytes()) for file in path.parent.iterdir()]
