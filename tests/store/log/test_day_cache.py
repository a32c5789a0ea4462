"""The figures of days that are kept come to what the log says, whatever is changed in it, and cost nothing to lose."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.prompts import LoggedPrompt, Shown
from posture_app.core.record.diary import Correction
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.backup.checking import check
from posture_app.store.file.connection import connect
from posture_app.store.log.log import Log, open_to_read
from tests.core.logs import BEGINNINGS, ZONES, logs, utc
from tests.store.conftest import NOW, going_on, open_at, sat

BASIS = DayRules(time(4), timedelta(minutes=2))
OTHER = DayRules(time(0), timedelta(minutes=10))
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
AROUND = Period(Length.RANGE, date(2026, 3, 22), date(2026, 4, 6))
WHOLE = Period(Length.RANGE, date(2026, 2, 1), date(2026, 12, 1))


def record(log: Log, spans: list[Span], rows: list[LoggedPrompt]) -> None:
    for span in spans:
        log.record(span)
    for number, row in enumerate(rows, 1):
        log.prompted(Shown(number, "stand", row.at, row.zone, sitting_s=60))
        if row.outcome is not None:
            log.settled(number, row.outcome)


MOMENTS = st.integers(-90_000, 200_000).map(lambda shift: utc(BEGINNINGS[2]) + shift * SECOND)
POSTURES = st.sampled_from([*Posture, None])
LENGTHS = st.integers(1, 80_000).map(lambda seconds: seconds * SECOND)


def corrected(start: datetime, length: timedelta, posture: Posture | None) -> Callable[[Log], None]:
    return lambda log: log.diary.correct(Correction(posture, start, start + length, "Europe/Berlin", NOW))


def undone(number: int) -> Callable[[Log], None]:
    return lambda log: log.diary.undo(number, NOW)


def after_the_last(log: Log, start: datetime) -> datetime:
    """What this computer records comes in order."""
    return max([start, *(span.end for span in log.own_spans())])


def added(start: datetime, length: timedelta, posture: Posture | None, zone: str) -> Callable[[Log], None]:
    def act(log: Log) -> None:
        begin = after_the_last(log, start)
        log.record(Span(posture or Posture.SITTING, begin, begin + length, EndedBy.IDLE, zone))

    return act


def prolonged(start: datetime, length: timedelta) -> Callable[[Log], None]:
    def act(log: Log) -> None:
        begin = after_the_last(log, start)
        for share in (1, 2, 3):
            log.record(Span(Posture.SITTING, begin, begin + share * length / 3, None, "UTC"))

    return act


def imported(start: datetime, length: timedelta) -> Callable[[Log], None]:
    """What `import` and `merge` do, in the simplest form: rows that the log does not know of."""

    def act(log: Log) -> None:
        connection = log._database.connection
        connection.execute("INSERT OR IGNORE INTO devices VALUES (2, 'file', 'File', 'import')")
        row = (round(start.timestamp() * 10**6), round((start + length).timestamp() * 10**6))
        connection.execute(
            "INSERT INTO spans (device, posture, start_us, end_us, ended_by, zone, offset_s)"
            " VALUES (2, 'sitting', ?, ?, 'idle', 'UTC', 0)",
            row,
        )
        total = (str((start - 3 * DAY).date()), length // SECOND)
        connection.execute("INSERT OR REPLACE INTO day_totals VALUES (2, ?, ?, 0)", total)

    return act


def erased(number: int) -> Callable[[Log], None]:
    def act(log: Log) -> None:
        log._database.connection.execute("DELETE FROM spans WHERE id = ?", (number,))

    return act


CHANGES = st.one_of(
    st.builds(corrected, MOMENTS, LENGTHS, POSTURES),
    st.builds(undone, st.integers(1, 3)),
    st.builds(added, MOMENTS, LENGTHS, POSTURES, st.sampled_from(ZONES)),
    st.builds(prolonged, MOMENTS, LENGTHS),
    st.builds(imported, MOMENTS, LENGTHS),
    st.builds(erased, st.integers(1, 9)),
)


def _moved(spans: list[Span], rows: list[LoggedPrompt]) -> tuple[list[Span], list[LoggedPrompt]]:
    """The same by so many days that it begins near the moment at which Berlin goes forward."""
    first = min((span.start for span in spans), default=NOW)
    by = (utc(BEGINNINGS[2]) - first) // DAY * DAY
    return (
        [replace(span, start=span.start + by, end=span.end + by) for span in spans],
        [replace(row, at=row.at + by) for row in rows],
    )


@settings(max_examples=40, deadline=None)
@given(logs(), st.lists(CHANGES, max_size=5), st.lists(st.sampled_from([BASIS, OTHER]), min_size=6, max_size=6))
def test_days_are_what_the_log_says_after_every_change(
    made: tuple[list[Span], list[LoggedPrompt]], changes: list[Callable[[Log], None]], bases: list[DayRules]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = open_at(Path(folder) / "log.db")
        record(log, *_moved(*made))
        for change, basis in zip([lambda _: None, *changes], bases, strict=False):
            change(log)
            expected = make_days(log, AROUND, basis)
            assert expected == list(log.days(AROUND, basis)), "made or kept"
            assert expected == list(log.days(AROUND, basis)), "kept"
            with open_to_read(Path(folder) / "log.db") as reading:
                assert expected == list(reading.days(AROUND, basis)), "read beside the app"
        log.close()


@pytest.fixture
def kept(log: Log) -> Log:
    """A fortnight, kept."""
    for day in range(14):
        log.record(sat(1440 * day, 1440 * day + 60))
        log.record(sat(1440 * day + 70, 1440 * day + 90))
    assert 14 == len(log.days(WHOLE, BASIS))
    return log


def rows(log: Log) -> Iterator[int]:
    return (day for (day,) in log._database.connection.execute("SELECT day FROM days ORDER BY day"))


def test_only_days_near_a_change_are_made_anew(kept: Log) -> None:
    every = list(rows(kept))
    kept.record(going_on(1440 * 20, 1440 * 20 + 1))
    gone = set(every) - set(rows(kept))
    near = (NOW + 20 * DAY).date().toordinal() - date(1970, 1, 1).toordinal()
    assert set(range(near - 3, near + 4)) == gone
    assert len(every) > 100


def test_a_part_of_a_period_is_read_as_it_is_kept(kept: Log) -> None:
    kept._database.connection.execute("UPDATE days SET sitting_s = 7 WHERE known")
    days = kept.days(Period(Length.RANGE, date(2026, 3, 5), date(2026, 3, 8)), BASIS)
    assert [7] * 4 == [each.figures.totals.sitting_s for each in days]


def test_days_by_other_settings_are_not_taken_for_these(kept: Log) -> None:
    kept._database.connection.execute("UPDATE days SET sitting_s = 7 WHERE known")
    assert 4800 == kept.days(WHOLE, OTHER)[0].figures.totals.sitting_s
    assert 4800 == kept.days(WHOLE, BASIS)[0].figures.totals.sitting_s


def test_a_log_that_cannot_be_written_is_read_all_the_same(kept: Log, path: Path) -> None:
    expected = list(kept.days(WHOLE, BASIS))
    kept._database.connection.execute("DELETE FROM days")
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    assert expected == list(kept.days(WHOLE, BASIS))
    other.execute("ROLLBACK")
    assert [] == list(rows(kept))
    other.close()


def test_what_waits_to_be_written_counts_and_nothing_is_kept_of_it(
    kept: Log, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    kept.record(sat(1440 + 200, 1440 + 220))
    caplog.clear()
    other.execute("ROLLBACK")
    other.close()
    kept._database.connection.execute("DELETE FROM days")
    assert [4800, 6000] == [each.figures.totals.sitting_s for each in kept.days(WHOLE, BASIS)][:2]
    assert [] == list(rows(kept))


def test_check_finds_all_the_same_and_makes_anew_what_was_kept(kept: Log, path: Path) -> None:
    kept.close()
    found = check(path, BASIS, date(2026, 12, 1))
    assert (True, 14, (), 14) == (found.sound, found.kept, found.differing, found.made)
    assert {"spans": 28, "prompts": 0, "corrections": 0, "sessions": 0, "notes": 0, "devices": 1} == found.rows


def test_check_tells_of_days_that_were_kept_wrong_and_mends_them(kept: Log, path: Path) -> None:
    connection = kept._database.connection
    connection.execute("UPDATE days SET breaks = 9 WHERE day = (SELECT max(day) FROM days WHERE known)")
    invented = [(number, 1, 60, 0, 1, 0, 60, b"<\0\0\0", 0, "", 1, 2, 1, b"", b"", 0, 0) for number in (20800, 20801)]
    connection.executemany(f"INSERT OR REPLACE INTO days VALUES ({', '.join('?' * 17)})", invented)
    kept.close()
    found = check(path, BASIS, date(2026, 12, 1))
    wrong = [date(2026, 3, 15), *(date(1970, 1, 1) + number * DAY for number in (20800, 20801))]
    assert (False, 16, wrong, 14) == (found.sound, found.kept, sorted(found.differing), found.made)
    assert check(path, BASIS, date(2026, 12, 1)).sound


def test_check_tells_of_rows_of_a_device_that_is_not_there(kept: Log, path: Path) -> None:
    kept.close()
    connection = connect(path)
    connection.execute("UPDATE spans SET device = 5 WHERE id = 3")
    connection.close()
    assert ("Row 3 of spans is of one of the devices that is not there.",) == check(
        path, BASIS, date(2026, 12, 1)
    ).faults


def test_nothing_is_known_of_an_empty_log(log: Log) -> None:
    assert () == tuple(log.days(WHOLE, BASIS))
    assert [] == list(rows(log))
