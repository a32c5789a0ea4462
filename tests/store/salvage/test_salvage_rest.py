"""What people wrote themselves outlives damage to the rest of the log, and so does whose record it is."""

from datetime import timedelta
from pathlib import Path

import pytest

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.spans import Posture
from posture_app.store.backup.backup import back_up_day
from posture_app.store.file.connection import connect
from posture_app.store.log.log import open_log
from tests.store.conftest import MINUTE, NOW, open_at, sat
from tests.store.salvage.test_salvage import LEAF_OF_TABLE, pages_of, wipe

LATER = NOW + timedelta(days=1)
CORRECTION = Correction(Posture.STANDING, NOW, NOW + 10 * MINUTE, "Europe/Berlin", LATER, id=1)
SESSION = Session(
    "toe_spread", NOW + 20 * MINUTE, "Europe/Berlin", 120, belongs=ProgrammeSession("foot_core", 2, 1), percent=30
)
NOTE = Note(NOW.date(), "Knie tut weh ☹", LATER)
ELSEWHERE = (
    "INSERT INTO spans (device, posture, start_us, end_us, ended_by, zone, offset_s)"
    " VALUES (?, 'sitting', 1, 9, 'idle', 'UTC', 0)"
)
TABLES = ("devices", "corrections", "sessions", "notes", "days_off", "day_totals", "erasures")


@pytest.fixture
def lived(path: Path) -> Path:
    """A log with some of everything."""
    log = open_at(path)
    for number in range(300):
        log.record(sat(10 * number, 10 * number + 5))
    log.diary.correct(CORRECTION)
    log.diary.done(SESSION)
    log.diary.write_note(NOTE)
    log.diary.keep_day_off(NOW.date(), off=True)
    log.close()
    connection = connect(path)
    connection.execute("INSERT INTO devices VALUES (2, 'other', 'Laptop', 'computer')")
    connection.execute(ELSEWHERE, (2,))
    connection.execute("INSERT INTO day_totals VALUES (2, '2020-02-01', 3600, 0)")
    connection.execute("INSERT INTO erasures (start_us, end_us) VALUES (5, 6)")
    connection.close()
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = connect(path)
    found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES[:-1]}
    found["erasures"] = connection.execute("SELECT start_us, end_us FROM erasures").fetchall()
    found["elsewhere"] = connection.execute("SELECT start_us FROM spans WHERE device = 2").fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("backup", ["without a backup", "with one"])
def test_all_that_lies_elsewhere_than_the_damage_is_kept(lived: Path, backup: str) -> None:
    if backup == "with one":
        back_up_day(lived, NOW.date(), lambda: False)
    before = rows(lived)
    assert all(before.values())
    wipe(lived, pages_of(lived, LEAF_OF_TABLE, b"idle")[2])
    opened = open_log(lived, now=LATER)
    assert 2 == len(opened.notices)
    opened.log.close()
    assert before == rows(lived)


def test_a_page_of_corrections_that_is_lost_is_told_of(lived: Path) -> None:
    connection = connect(lived)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'corrections'").fetchone()
    connection.close()
    wipe(lived, root)
    opened = open_log(lived, now=LATER)
    assert "Some notes, corrections or exercises done may be missing." == opened.notices[-1]
    assert [SESSION] == list(opened.log.diary.sessions())
    assert [NOTE] == list(opened.log.diary.notes(NOW.date(), NOW.date()))
    opened.log.close()


def test_spans_of_a_computer_of_which_nothing_else_is_left_are_kept(lived: Path) -> None:
    connection = connect(lived)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'devices'").fetchone()
    connection.close()
    wipe(lived, root)
    opened = open_log(lived, now=LATER)
    opened.log.close()
    found = rows(lived)
    assert [(1,)] == found["elsewhere"]
    assert [(2, "lost-2", "", "computer")] == found["devices"][1:]
    assert "own" == found["devices"][0][3]
