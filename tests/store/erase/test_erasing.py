"""What is erased is gone from every byte of the log and its copies; all else stays as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Correction, Note
from posture_app.core.record.erasing import Stretch, stretch_of_days
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.erase import erasing
from posture_app.store.erase.copies import copies, erase_copies
from posture_app.store.erase.erasing import RECORD, RowCounts, count, erase, forget, has_any
from posture_app.store.file.connection import connect
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.file.moments import MOMENT, to_us
from posture_app.store.log.log import Log
from tests.core.record.stretches import stretch_of_time
from tests.store.conftest import MINUTE, NOW, going_on, open_at, outcomes, prompt, sat, shown
from tests.store.remains import SPANS, ZONE, beginning, folder_of_copies, moments, notes, remains

FOUR = time(4)
LATER = NOW + timedelta(days=30)
FIRST, LAST = date(2026, 3, 9), date(2026, 3, 12)
DAYS = stretch_of_days(FIRST, LAST, LATER, ZONE, FOUR)
BASIS = DayRules(FOUR, timedelta(minutes=2))


def go_on() -> bool:
    return False


def inside(stretch: Stretch) -> list[int]:
    """The numbers of the spans that lie in it."""
    assert stretch.since is not None
    return [n for n in range(SPANS) if stretch.since <= beginning(n) < stretch.until]


def stretch(since: float, until: float) -> Stretch:
    """Between so many minutes after NOW."""
    return stretch_of_time(NOW + since * MINUTE, NOW + until * MINUTE, LATER, ZONE, FOUR)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_not_a_byte_of_a_stretch_is_left_in_the_log_or_in_any_copy(path: Path) -> None:
    log = folder_of_copies(path)
    erased = inside(DAYS)
    gone, texts = moments(erased), notes(erased)
    stays = moments(set(range(SPANS)) - set(erased))
    before = remains(path.parent, gone, texts)
    assert 18 == len(before), before  # of all kinds, the one of a version without notes included
    log.rest()
    lost = erase_copies(path, DAYS, go_on)
    erase(path, DAYS)
    assert {} == remains(path.parent, gone, texts)  # while the app has it open
    log.go_on()
    log.record(Span(Posture.SITTING, LATER, LATER + MINUTE, EndedBy.IDLE, ZONE))
    log.close()
    assert {} == remains(path.parent, gone, texts)
    damaged = path.with_stem(f"{path.stem}-damaged-20260331T090000Z")
    assert (damaged,) == lost
    kept = [path, *copies(path)]
    assert 9 == len(kept)
    assert {FileState.SOUND} == {inspect(file) for file in kept}
    assert {file.name for file in kept} == set(remains(path.parent, stays, set()))
    left = SPANS - len(erased)
    assert {(left,), (2 * left,)} == {rows(file, "SELECT count(*) FROM spans")[0] for file in copies(path)}
    there = {file for file in path.parent.rglob("*") if file.name not in ("backups", "log.db-wal", "log.db-shm")}
    assert set(kept) == there


def test_not_a_byte_is_left_of_everything(path: Path) -> None:
    log = folder_of_copies(path)
    (uid,) = rows(path, "SELECT uid FROM devices WHERE id = 1")[0]
    everything, texts = moments(range(SPANS)), notes(range(SPANS))
    log.rest()
    erase_copies(path, None, go_on)
    erase(path, None)
    assert {} == remains(path.parent, everything, texts | {str(uid).encode()})
    log.go_on()
    log.record(sat(0, 5))
    assert [sat(0, 5)] == list(log.spans())
    log.close()
    assert [(0,)] * 9 == [
        rows(path, f"SELECT count(*) FROM {table}")[0] for table in (*RECORD[1:], "erasures", "days", "remembered")
    ]
    assert [("own", "")] == rows(path, "SELECT kind, name FROM devices")
    assert [(uid,)] != rows(path, "SELECT uid FROM devices")
    assert [path] == [file for file in path.parent.rglob("*") if file.is_file()]


def test_no_erasure_reaches_beyond_what_was_recorded(path: Path) -> None:
    """By a clock years ahead: other computers' days of these years are to come in."""
    log = open_at(path)
    log.record(sat(0, 10))
    log.record(sat(20, 30))
    log.close()
    erase(path, stretch(15, 30 * 1440))
    noted = "SELECT start_us, end_us FROM erasures"
    first = (to_us(NOW + 15 * MINUTE), to_us(NOW + 30 * MINUTE))
    assert [first] == rows(path, noted)
    erase(path, stretch(12, 30 * 1440))  # nothing is there any more, and what was noted stays noted
    assert [first] == rows(path, noted)
    erase(path, Stretch(None, LATER, (date.min, LATER.date())))
    assert [first, (MOMENT[0], to_us(NOW + 10 * MINUTE))] == rows(path, noted)


def test_an_erasure_of_days_without_times_covers_them_to_their_ends(path: Path) -> None:
    open_at(path).close()
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO day_totals VALUES (1, '2026-03-12', 3600, 0)")
    erase(path, DAYS)
    assert DAYS.since is not None
    assert [(to_us(DAYS.since), to_us(DAYS.until))] == rows(path, "SELECT start_us, end_us FROM erasures")


def test_without_an_app_everything_is_forgotten_even_if_it_cannot_be_read(path: Path) -> None:
    folder_of_copies(path).close()
    path.write_bytes(path.read_bytes()[:30_000] + bytes(5000))
    erase_copies(path, None, go_on)
    forget(path)
    assert [] == [file for file in path.parent.rglob("*") if file.is_file()]
    open_at(path).close()


def test_what_is_not_ours_is_left_alone(path: Path) -> None:
    open_at(path).close()
    backups = path.parent / "backups"
    backups.mkdir()
    other = backups / f"{path.stem}-2026-03-10.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1")
    strange = [
        path.with_name("diary.txt"),
        path.with_name(f"{path.name}.bak"),
        backups / "mine.db",
        backups / path.name,
    ]
    for file in strange:
        file.write_bytes(b"mine")
    erase_copies(path, DAYS, go_on)
    assert [(1,)] == rows(other, "SELECT * FROM mine")
    erase_copies(path, None, go_on)
    assert {b"mine"} == {file.read_bytes() for file in strange}


def test_a_log_of_another_program_is_not_forgotten(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1")
    with pytest.raises(KnownError, match="another program"):
        forget(path)
    assert [(1,)] == rows(path, "SELECT * FROM mine")


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("damaged-20260309T025959Z", False),  # set aside before
        ("damaged-20260309T030001Z", True),
        ("damaged-20260331T090000Z-2", True),
        ("version-2-20260301T090000Z", True),  # cannot be read, and may have been copied from elsewhere
    ],
)
def test_a_copy_that_cannot_be_read_goes_if_it_may_have_something(path: Path, name: str, gone: bool) -> None:
    open_at(path).close()
    copy = path.with_stem(f"{path.stem}-{name}")
    copy.write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert ((copy,) if gone else ()) == erase_copies(path, DAYS, go_on)
    assert gone is not copy.exists()


def damage(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:20_000] + bytes(20_000) + backup.read_bytes()[40_000:])


def newer(backup: Path) -> None:
    rows(backup, "PRAGMA user_version = 99")


def strange(backup: Path) -> None:
    rows(backup, "DROP TABLE prompts")


@pytest.mark.parametrize("spoil", [damage, newer, strange])
def test_so_does_a_backup_that_was_spoilt(path: Path, spoil: Callable[[Path], None]) -> None:
    folder_of_copies(path).close()
    backup = path.parent / "backups" / f"{path.stem}-2026-04-01.db"
    spoil(backup)
    assert backup in erase_copies(path, DAYS, go_on)
    assert not backup.exists()


def test_copies_without_anything_else_go_and_those_without_anything_of_it_stay_untouched(path: Path) -> None:
    log = folder_of_copies(path)
    log.close()
    early = stretch_of_days(date(2026, 1, 1), date(2026, 2, 28), LATER, ZONE, FOUR)
    sound = [file for file in copies(path) if "damaged" not in file.name]
    before = {file: file.read_bytes() for file in sound}
    erase_copies(path, early, go_on)
    assert before == {file: file.read_bytes() for file in sound}
    erase_copies(path, stretch_of_days(None, date(2026, 3, 31), LATER, ZONE, FOUR), go_on)
    assert [] == copies(path)


def test_a_second_time_changes_nothing(path: Path) -> None:
    folder_of_copies(path).close()
    for _ in range(2):
        erase_copies(path, DAYS, go_on)
        erase(path, DAYS)
    newest = [file for file in copies(path) if "version" not in file.name]  # an older one cannot say that it was done
    before = {file: file.stat().st_ino for file in newest}
    erase_copies(path, DAYS, go_on)
    assert before == {file: file.stat().st_ino for file in newest}
    assert [(1,)] == rows(path, "SELECT count(*) FROM erasures")


def test_a_stretch_in_the_midst_of_a_span_leaves_its_ends(log: Log, path: Path) -> None:
    for span in (sat(0, 60), sat(70, 80), sat(90, 91)):
        log.record(span)
    erase(path, stretch(20, 30))
    assert [sat(0, 20, EndedBy.STOPPED), sat(30, 60), sat(70, 80), sat(90, 91)] == list(log.spans())
    erase(path, stretch(55, 75))
    assert [sat(0, 20, EndedBy.STOPPED), sat(30, 55, EndedBy.STOPPED), sat(75, 80), sat(90, 91)] == list(log.spans())
    assert list(log.spans())[::-1] == list(log.last_spans())


def test_the_new_beginning_has_the_offset_of_its_time(log: Log, path: Path) -> None:
    """Over the night in which the clocks go forward."""
    begins = datetime(2026, 3, 29, 0, 30, tzinfo=NOW.tzinfo)
    log.record(Span(Posture.SITTING, begins, begins + 120 * MINUTE, EndedBy.IDLE, ZONE))
    erase(path, stretch_of_time(begins + 20 * MINUTE, begins + 40 * MINUTE, LATER, ZONE, FOUR))
    assert [(3600,), (7200,)] == rows(path, "SELECT offset_s FROM spans ORDER BY id")


def test_corrections_are_clipped_and_go_on_holding(log: Log, path: Path) -> None:
    def said(start: float, end: float, made: float) -> Correction:
        return Correction(Posture.STANDING, NOW + start * MINUTE, NOW + end * MINUTE, ZONE, NOW + made * MINUTE)

    for correction in (said(0, 60, 100), said(10, 25, 101), said(22, 28, 102), said(29, 40, 103)):
        log.diary.correct(correction)
    log.diary.undo(2, NOW + 104 * MINUTE)
    erase(path, stretch(20, 30))
    left = [(c.start, c.end, c.made, c.undone is not None) for c in log.diary.corrections()]
    expected = [(0, 20, 100, False), (30, 60, 100, False), (10, 20, 101, True), (30, 40, 103, False)]
    assert left == [(NOW + a * MINUTE, NOW + b * MINUTE, NOW + m * MINUTE, undone) for a, b, m, undone in expected]


def test_days_go_if_they_lie_wholly_in_it(log: Log, path: Path) -> None:
    for day in range(9, 14):
        log.diary.write_note(Note(date(2026, 3, day), f"note {day}", NOW))
        log.diary.keep_day_off(date(2026, 3, day), off=True)
    erase(path, DAYS)
    assert ["note 13"] == [note.text for note in log.diary.notes(date.min, date.max)]
    assert {date(2026, 3, 13)} == log.diary.days_off(date.min, date.max)


def test_figures_kept_of_days_are_those_of_what_is_left(log: Log, path: Path) -> None:
    for number in range(0, 6 * 24 * 60, 45):
        log.record(sat(number, number + 40))
    period = Period(Length.RANGE, NOW.date(), NOW.date() + timedelta(days=7))
    log.days(period, BASIS)
    erase(path, stretch_of_time(NOW + timedelta(days=2), NOW + timedelta(days=3, hours=5), LATER, ZONE, FOUR))
    assert list(make_days(log, period, BASIS)) == list(log.days(period, BASIS))


def test_it_says_how_much_there_is(log: Log, path: Path) -> None:
    log.record(sat(0, 60))
    log.record(sat(70, 80))
    log.prompted(shown(1, 30))
    log.diary.write_note(Note(NOW.date(), "tired", NOW))
    assert RowCounts(1, 1, 0, 0, 0, 0) == count(path, stretch(20, 40))
    assert RowCounts(0, 0, 0, 0, 0, 0) == count(path, stretch(60, 70))
    assert RowCounts(2, 1, 0, 0, 1, 0) == count(path, stretch_of_days(NOW.date(), NOW.date(), LATER, ZONE, FOUR))
    assert RowCounts(2, 1, 0, 0, 1, 0) == count(path, None)
    assert has_any(path, stretch_of_days(None, NOW.date(), LATER, ZONE, FOUR))
    assert not has_any(path, stretch_of_days(None, NOW.date() - timedelta(days=3), LATER, ZONE, FOUR))


# -- beside the app ------------------------------------------------------------------------------------------------


def test_what_the_app_records_meanwhile_is_written_afterwards(log: Log, path: Path) -> None:
    log.record(sat(0, 10))
    log.record(going_on(20, 21))
    log.prompted(shown(1, 5))
    log.prompted(shown(2, 21))
    log.record(sat(20, 30, EndedBy.STOPPED))  # as the engine has it cut
    log.rest()
    erase(path, stretch(0, 30))
    log.record(going_on(30, 31))
    log.settled(1, Outcome.KEPT)
    log.settled(2, Outcome.MISSED)
    log.prompted(shown(3, 31))
    assert [going_on(30, 31)] == list(log.spans())
    assert [] == rows(path, "SELECT * FROM spans")
    log.go_on()
    log.record(going_on(30, 32))
    assert [going_on(30, 32)] == list(log.spans())
    assert [prompt(31, None)] == list(log.prompts())
    log.settled(3, Outcome.KEPT)
    assert [prompt(31, Outcome.KEPT)] == list(log.prompts())
    log.close()
    again = open_at(path)
    assert [going_on(30, 32)] == list(again.spans())
    again.close()


def test_an_outcome_does_not_go_to_a_showing_that_got_the_id_of_the_one_erased(log: Log, path: Path) -> None:
    log.prompted(shown(1, 5))
    log.rest()
    erase(path, stretch(0, 30))
    log.go_on()
    log.prompted(shown(2, 31))
    log.settled(1, Outcome.MISSED)
    assert [None] == outcomes(log)


def test_while_it_rests_what_a_person_adds_is_refused_in_words(log: Log) -> None:
    log.rest()
    with pytest.raises(KnownError, match="just being deleted"):
        log.diary.write_note(Note(NOW.date(), "tired", NOW))
    log.go_on()
    log.diary.write_note(Note(NOW.date(), "tired", NOW))


def test_what_waits_to_be_written_is_written_first_or_it_is_refused(
    log: Log, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        log.record(sat(0, 10))
        with pytest.raises(KnownError, match="cannot be written"):
            log.rest()
        other.execute("ROLLBACK")
    log.rest()
    erase(path, stretch(5, 10))
    log.go_on()
    assert [sat(0, 5, EndedBy.STOPPED)] == list(log.spans())
    caplog.clear()


# -- when it cannot be done ----------------------------------------------------------------------------------------


def all_rows(path: Path) -> list[list[tuple[object, ...]]]:
    return [rows(path, f"SELECT * FROM {table}") for table in ("spans", "prompts", "corrections", "notes", "erasures")]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "PATIENCE_MS", 50)


@pytest.mark.usefixtures("impatient")
def test_a_log_that_another_program_has_locked_is_as_before(path: Path) -> None:
    folder_of_copies(path).close()
    before = all_rows(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match=f"^The log {path} cannot be written: another program has locked it"):
            erase(path, DAYS)
        other.execute("ROLLBACK")
    assert before == all_rows(path)
    erase(path, DAYS)
    assert RowCounts(0, 0, 0, 0, 0, 0) == count(path, DAYS)


@pytest.mark.usefixtures("impatient")
def test_a_log_that_another_program_reads_is_not_called_clean(path: Path) -> None:
    log = folder_of_copies(path)
    erase_copies(path, DAYS, go_on)
    gone = moments(inside(DAYS))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM spans").fetchone()
        with pytest.raises(
            KnownError, match="is being read by another program, or by this app as it exports; wait, or close that"
        ):
            erase(path, DAYS)
        assert {} != remains(path.parent, gone, set())
    erase(path, DAYS)
    assert {} == remains(path.parent, gone, set())
    log.close()


def test_a_copy_that_is_in_use_is_named_and_the_rest_can_be_done_later(path: Path) -> None:
    folder_of_copies(path).close()
    busy = path.with_stem(f"{path.stem}-replaced")
    with closing(sqlite3.connect(busy)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchone()
        other.execute("INSERT INTO remembered VALUES ('a', '1')")
        other.commit()
        with pytest.raises(KnownError, match=f"^The backup {busy} is in use by another program; close that.$"):
            erase_copies(path, DAYS, go_on)
    erase_copies(path, DAYS, go_on)
    assert [("a", "1")] == rows(busy, "SELECT * FROM remembered WHERE key = 'a'")
    assert [(0,)] == rows(busy, f"SELECT count(*) FROM spans WHERE start_us BETWEEN {to_us(beginning(504))} AND 0")


def test_a_folder_that_takes_nothing_is_named_and_nothing_is_lost(unprivileged: Path) -> None:
    path = unprivileged / "data" / "log.db"
    folder_of_copies(path).close()
    backups = path.parent / "backups"
    before = {file: file.read_bytes() for file in backups.iterdir()}
    backups.chmod(0o500)
    with pytest.raises(KnownError, match=r"^The backup \S+ cannot be cleared of what is to be deleted: .*[^.]\.$"):
        erase_copies(path, DAYS, go_on)
    assert before == {file: file.read_bytes() for file in backups.iterdir()}
    backups.chmod(0o700)
    path.parent.chmod(0o500)
    path.chmod(0o400)
    with pytest.raises(KnownError, match=r"^The log \S+ cannot be written: .*[^.]\.$"):
        erase(path, DAYS)
    path.parent.chmod(0o700)
    path.chmod(0o600)
    erase_copies(path, DAYS, go_on)
    erase(path, DAYS)
    assert {} == remains(path.parent, moments(inside(DAYS)), notes(inside(DAYS)))


def test_called_off_between_two_copies_it_can_be_done_again(path: Path) -> None:
    folder_of_copies(path).close()
    answers = iter([False, False, True])
    with pytest.raises(StoppedError):
        erase_copies(path, DAYS, lambda: next(answers))
    assert {FileState.SOUND} == {inspect(file) for file in copies(path) if "damaged" not in file.name}
    erase_copies(path, DAYS, go_on)
    erase(path, DAYS)
    assert {} == remains(path.parent, moments(inside(DAYS)), notes(inside(DAYS)))
