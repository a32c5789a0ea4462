"""Rows that cannot be are left out on every way in, counted and named; and a log that has one shows everything else."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.backup.restore import restore
from posture_app.store.file.moments import to_us
from posture_app.store.file.odd_rows import OddRows
from posture_app.store.log.columns import Format
from posture_app.store.log.entries import EVERYTHING
from posture_app.store.log.log import open_log, open_to_read
from posture_app.store.merge.merging import merge
from posture_app.store.merge.shared_folder import SharedFolder, shared_name
from posture_app.store.transfer.export import Target, export_days
from tests.store.conftest import MINUTE, NOW, sat, shown
from tests.store.merge.computers import Computer

DAY = timedelta(days=1)
PRESENT = NOW + 10 * DAY
BASIS = DayRules(time(4), timedelta(minutes=2))


def at(year: int) -> int:
    return to_us(datetime(year, 6, 1, tzinfo=UTC))


SPANS = {
    "of 9,000 years": (at(1000), at(9990)),
    "long since": (at(5), at(5) + 10**9),
    "long to come": (at(9892), at(9892) + 10**9),
    "of 60 hours": (to_us(NOW - 70 * 60 * MINUTE), to_us(NOW - 10 * 60 * MINUTE)),
    "since long": (at(1980), to_us(NOW)),
    "tomorrow": (to_us(PRESENT + DAY), to_us(PRESENT + DAY + MINUTE)),
}
PROMPT = "INSERT INTO prompts (kind, at_us, zone, offset_s, sitting_s, again) VALUES ('odd', {}, 'UTC', 0, {}, 0)"
SESSION = (
    "INSERT INTO sessions (exercise, at_us, zone, offset_s, length_s, ended) VALUES ('odd', {}, 'UTC', 0, {}, 'done')"
)
CORRECTION = (
    "INSERT INTO corrections (posture, start_us, end_us, zone, offset_s, made_us)"
    " VALUES ('standing', {}, {}, 'UTC', 0, {})"
)
OTHERS = (
    PROMPT.format(at(5), 0),
    PROMPT.format(at(2026), 2**62),
    SESSION.format(at(2020), 2**62),
    CORRECTION.format(at(1990), at(1999), at(2020)),
    f"INSERT INTO notes VALUES ('2026-03-01', 1, 'odd', {at(9892)})",
    "INSERT INTO day_totals VALUES (1, '0005-01-01', 60, 60)",
    f"INSERT INTO day_totals VALUES (1, '2020-01-01', {2**62}, 60)",
)


def add(computer: Computer, what: str, device: int = 1) -> None:
    computer.rows(
        "INSERT INTO spans (device, posture, start_us, end_us, ended_by, zone, offset_s)"
        " VALUES (?, 'sitting', ?, ?, 'idle', 'UTC', 0)",
        device,
        *SPANS[what],
    )


@pytest.fixture
def ours(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "ours" / "log.db")


@pytest.fixture
def other(tmp_path: Path) -> Computer:
    other = Computer(tmp_path / "other" / "log.db")
    log = other.open()
    log.record(sat(0, 30))
    log.record(sat(40, 50))
    log.prompted(shown(1, 30))
    log.close()
    return other


def test_they_are_left_out_of_a_merge_counted_and_named(ours: Computer, other: Computer) -> None:
    sound = other.content()
    for what in SPANS:
        add(other, what)
    for statement in OTHERS:
        other.rows(statement)
    left: list[OddRows] = []
    merge(ours.path, other.path, PRESENT, left=left.append)
    assert sound == ours.content()
    assert (
        "Left out of log.db, as it cannot be: 2 spans of before 1970 (from 0005-06-01), 2 spans in the future (from"
        " 2026-03-13), 2 spans of over 48 hours (from 1980-06-01), 1 reminder of before 1970 (0005-06-01), 1 reminder"
        " in the future (2026-06-01), 1 correction of over 48 hours (1990-06-01), 1 exercise of over 48 hours"
        " (2020-06-01), 1 note in the future (9892-06-01), 1 day total of before 1970 (0005-01-01) and 1 day total"
        " of over 48 hours (2020-01-01). See whether the clock of this computer is right."
    ) == left[0].sentence("log.db")


def test_they_are_left_out_of_what_is_restored(ours: Computer, other: Computer) -> None:
    sound = other.content()
    for what in ("of 60 hours", "long to come"):
        add(other, what)
    done = restore(ours.path, other.path, PRESENT)
    assert sound == ours.content()
    assert (2, 3) == (done.contents.spans, done.left_out.rest)
    assert "1 span in the future (9892-06-01) and 1 span of over 48 hours" in done.left_out.sentence("x")


def test_a_backup_that_is_mostly_of_the_future_is_not_restored(ours: Computer, other: Computer) -> None:
    """The clock of this computer has lost its time."""
    before = ours.content()
    with pytest.raises(KnownError, match=r"2 spans in the future \(from 2026-03-02\).*the clock.*is most of it"):
        restore(ours.path, other.path, NOW - 3 * DAY)
    assert before == ours.content()


def test_in_the_shared_folder_they_are_set_aside_and_looked_at_again(
    ours: Computer, other: Computer, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    SharedFolder(other.path, folder).exchange(write=True, now=NOW, stop=lambda: None)
    add(other, "tomorrow")
    add(other, "of 60 hours")
    (folder / shared_name("f" * 16)).write_bytes(other.path.read_bytes())
    shared = SharedFolder(ours.path, folder)

    def exchange(now: datetime) -> tuple[bool, tuple[str, ...]]:
        done = shared.exchange(write=False, now=now, stop=lambda: None)
        return done.came, done.faults

    came, (told,) = exchange(PRESENT)
    assert came
    assert "1 span in the future (2026-03-13) and 1 span of over 48 hours" in told
    assert len(ours.rows("SELECT * FROM spans")) == 2
    assert (False, (told,)) == exchange(PRESENT)
    came, (told,) = exchange(PRESENT + DAY)  # as if our clock had been behind
    assert came
    assert "future" not in told
    assert len(ours.rows("SELECT * FROM spans")) == 3


@pytest.mark.parametrize("device", [1, 2])
@pytest.mark.parametrize("what", [what for what in SPANS if what != "of 60 hours"])  # that one the app may have seen
def test_a_log_that_has_one_opens_and_shows_everything_else(ours: Computer, what: str, device: int) -> None:
    ours.record([sat(0, 30), sat(40, 50)])
    ours.rows("INSERT INTO devices VALUES (2, 'other', 'other', 'computer')")
    today = date(2026, 3, 2)
    month = Period(Length.RANGE, today - 30 * DAY, today)

    def seen() -> tuple[object, ...]:
        opened = open_log(ours.path, now=NOW)
        log = opened.log
        first = log.first_day()
        assert first is not None
        assert first >= date(1969, 12, 1)
        spans = list(log.spans(NOW - 5 * MINUTE, NOW + 100 * MINUTE))
        last = [span for span in log.last_spans() if span.start < PRESENT]
        days = [(each.day, each.figures.totals) for each in log.days(month, BASIS)]
        log.close()
        with open_to_read(ours.path) as reading:
            rows: list[bytes] = []
            export_days(reading, EVERYTHING, Settings(), today, Target(Format.CSV, rows.append, None))
        return opened.notices, spans, last, days, rows

    before = seen()
    add(ours, what, device)
    if what == "of 9,000 years":
        for statement in OTHERS:
            ours.rows(statement)
    assert before[:4] == seen()[:4]


def test_a_damaged_log_is_recovered_without_them(ours: Computer) -> None:
    ours.record([sat(0, 30), sat(40, 50)])
    add(ours, "long to come")
    with closing(sqlite3.connect(ours.path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("INSERT INTO notes VALUES ('2026-03-02', 1, CAST(x'ff' AS TEXT), 0)")
        connection.execute("UPDATE spans SET posture = 'lying' WHERE id = 2")
    opened = open_log(ours.path, now=PRESENT)
    spans = list(opened.log.spans())
    opened.log.close()
    assert [sat(0, 30)] == spans
    assert "1 span in the future (9892-06-01)" in " ".join(opened.notices)
