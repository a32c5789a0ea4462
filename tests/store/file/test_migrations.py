"""From every released version to the present one, all or nothing, with a copy of what was."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from posture_app.core.calendar import DAY
from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.diary import Note, Session
from posture_app.core.session.ends import Ended, Side
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.file.connection import connect, pragma
from posture_app.store.file.migrations import migrate
from posture_app.store.file.moments import to_us
from posture_app.store.file.schema import APPLICATION_ID, BY_DEVICE, FIRST, STEPS, TABLES, VERSION
from posture_app.store.log.log import open_log, open_to_read
from posture_app.store.log.opening import prepare
from tests.store.conftest import MINUTE, NOW, going_on, merged, open_at, prompt, sat

DATA = Path(__file__).parents[2] / "data"
ADDED = VERSION + 1
ADD_MOODS = ("CREATE TABLE moods (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT", "DELETE FROM spans")
FAILS = ("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT", "INSERT INTO moods VALUES (1, NULL)")
CHAIRS = ("ALTER TABLE spans ADD COLUMN chair TEXT",)


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    connection.close()
    return found


@pytest.fixture
def written(path: Path) -> Path:
    log = open_at(path)
    log.record(sat(0, 5))
    log.close()
    return path


def test_a_step_that_fails_in_the_middle_takes_all_steps_back(written: Path) -> None:
    before = written.read_bytes()
    with pytest.raises(sqlite3.IntegrityError, match=r"moods\.text"):
        prepare(written, NOW, {**STEPS, ADDED: ADD_MOODS, ADDED + 1: FAILS})
    assert before == written.read_bytes()
    assert {"log.db", f"log-version-{VERSION}-20260302T090000Z.db"} == {file.name for file in written.parent.iterdir()}
    log = open_at(written)
    assert [sat(0, 5)] == list(log.spans())
    log.close()


def test_steps_run_in_order_after_a_copy_has_been_made(written: Path) -> None:
    said = prepare(written, NOW, {**STEPS, ADDED: ADD_MOODS, ADDED + 1: CHAIRS})
    copy = written.with_name(f"log-version-{VERSION}-20260302T090000Z.db")
    assert (f"The log {written} has been brought up to date; as it was before, it is kept as {copy.name}.",) == said
    assert {"spans", "prompts", "remembered", "moods"} <= tables(written)
    assert (VERSION + 2).to_bytes(4) == written.read_bytes()[60:64]
    assert 0o600 == copy.stat().st_mode & 0o777
    before = open_log(copy, now=NOW)
    assert () == before.notices
    assert [sat(0, 5)] == list(before.log.spans())
    before.log.close()


def test_what_is_up_to_date_is_neither_copied_nor_changed(written: Path) -> None:
    before = written.read_bytes()
    assert () == prepare(written, NOW)
    assert before == written.read_bytes()
    assert ["log.db"] == [file.name for file in written.parent.iterdir()]


def test_a_new_log_says_whose_it_is_and_explains_itself(written: Path) -> None:
    connection = connect(written)
    assert (APPLICATION_ID, VERSION) == (pragma(connection, "application_id"), pragma(connection, "user_version"))
    assert ("wal",) == connection.execute("PRAGMA journal_mode").fetchone()
    for name, text in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall():
        assert "STRICT" in text[text.rindex(")") :], name
        lines = [line for line in text.splitlines() if line.startswith("    ") and line[4] != " "]
        columns = [column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        assert columns == [line.split()[0] for line in lines]
        assert [] == [line for line in lines if "--" not in line]
    connection.close()


def test_at_most_one_span_can_be_open() -> None:
    connection = connect(None)
    migrate(connection)
    insert = "INSERT INTO spans (posture, start_us, end_us, zone, offset_s) VALUES ('sitting', ?, 9, 'UTC', 0)"
    connection.execute(insert, (1,))
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(insert, (2,))
    connection.close()


@pytest.mark.parametrize("version", STEPS)
def test_a_log_of_every_version_opens_for_ever(tmp_path: Path, version: int) -> None:
    path = tmp_path / "log.db"
    shutil.copy(DATA / f"log-version-{version}.db", path)
    opened = open_log(path, now=NOW)
    assert int(version < VERSION) == len(opened.notices)
    log = opened.log
    left = going_on(120, 130)
    crashed = sat(120, 130, EndedBy.CRASHED)
    standing = Span(Posture.STANDING, NOW + 50 * MINUTE, NOW + 60 * MINUTE, EndedBy.SAT, "Asia/Kathmandu", 2 * MINUTE)
    assert [sat(0, 45), standing, left] == list(log.spans())
    assert crashed == log.recover()
    assert [sat(0, 45), standing, crashed] == list(log.spans())
    second = prompt(40, Outcome.OPEN, "stretch", "stand", "own:Wasser trinken")
    assert [prompt(30, Outcome.MISSED), second] == list(log.prompts())
    assert {"until": None} == log.recall("pause")
    log.prompted(merged(1, 140))
    log.settled(1, Outcome.KEPT)
    assert [prompt(140, Outcome.KEPT, "stretch", "stand", "own:Wasser trinken")] == list(
        log.prompts(NOW + 135 * MINUTE)
    )
    log.close()


def test_there_is_a_log_of_every_version_among_the_test_data() -> None:
    assert [f"log-version-{version}.db" for version in STEPS] == sorted(
        file.name for file in DATA.glob("log-version-*.db")
    )


@pytest.mark.parametrize("version", range(1, FIRST))
def test_a_log_of_before_the_first_release_is_told_of_in_one_sentence_and_left_untouched(
    written: Path, version: int
) -> None:
    with closing(sqlite3.connect(written)) as connection:
        connection.execute("DROP TABLE devices")
        connection.execute(f"PRAGMA user_version = {version}")
    before = {file.name: file.read_bytes() for file in written.parent.iterdir()}
    sentence = (
        f"The log {written} is of version {version}, from before the first release, and cannot be read;"
        " it is left untouched: move it elsewhere, and the app begins a new one."
    )
    for attempt in (lambda: open_log(written, now=NOW), lambda: open_to_read(written).__enter__()):
        with pytest.raises(KnownError) as caught:
            attempt()
        assert sentence == str(caught.value)
    assert before == {file.name: file.read_bytes() for file in written.parent.iterdir()}


def test_the_column_table_names_the_columns_of_the_schema() -> None:
    with closing(connect(None)) as connection:
        migrate(connection)
        for table, columns in TABLES.items():
            there = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            assert [*columns] == [
                column for column in there if column != "device" and (column != "id" or table == "devices")
            ]
            assert (table in BY_DEVICE) is ("device" in there)
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        assert set(TABLES) == {name for (name,) in connection.execute(tables)}


def test_a_way_to_ask_that_nobody_knows_is_refused() -> None:
    connection = connect(None)
    migrate(connection)
    insert = (
        "INSERT INTO prompts (kind, way, at_us, zone, offset_s, sitting_s, again) VALUES ('a', ?, 1, 'UTC', 0, 0, 0)"
    )
    for way in (None, *Way):
        connection.execute(insert, (way,))
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(insert, ("loudspeaker",))
    connection.close()


def test_what_people_wrote_in_version_3_is_read_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    shutil.copy(DATA / "log-version-3.db", path)
    log = open_log(path, now=NOW).log
    diary, day = log.diary, NOW.date()
    assert [Posture.STANDING, None] == [each.posture for each in diary.corrections()]
    assert [NOW + 61 * MINUTE, None] == [each.undone for each in diary.corrections()]
    assert [Session("toe_spread", NOW + 20 * MINUTE, "Europe/Berlin", 120)] == list(diary.sessions())
    assert [Note(day, "Knie tut weh", NOW + 30 * MINUTE)] == list(diary.notes(day, day))
    assert {day - DAY} == diary.days_off(day - 9 * DAY, day)
    assert [DayTotals(date(2026, 2, 1), 3600)] == list(diary.totals(date(2026, 1, 1), day))
    kept = log.days(Period(Length.RANGE, date(2026, 2, 1), day), DayRules(time(4), timedelta(minutes=2)))
    assert [3600, 55 * 60] == [each.figures.totals.sitting_s for each in kept]
    log.close()


def test_since_when_a_prompt_waited_is_kept_and_of_those_from_before_nothing_is_claimed(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    shutil.copy(DATA / "log-version-3.db", path)
    log = open_log(path, now=NOW).log
    log.recover()
    waited = merged(1, 140)
    log.prompted(replace(waited, due=waited.at - MINUTE / 2))
    log.prompted(merged(2, 150))
    log.close()
    with closing(connect(path)) as connection:
        kept = [due for (due,) in connection.execute("SELECT due_us FROM prompts ORDER BY id")]
    assert [None, None, to_us(waited.at - MINUTE / 2), None] == kept


def test_what_an_exercise_came_to_is_kept_and_of_those_from_before_no_more_is_claimed(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    shutil.copy(DATA / "log-version-4.db", path)
    with closing(connect(path)) as connection:
        connection.execute(
            "INSERT INTO sessions (exercise, at_us, zone, offset_s, length_s, completed)"
            " VALUES ('walk', 1, 'UTC', 0, 5, 0)"
        )
    log = open_log(path, now=NOW).log
    log.recover()
    log.prompted(replace(merged(1, 140), exercise="walk"))
    hurt = Session("walk", NOW + 150 * MINUTE, "UTC", 30, Ended.HURT, Side.LEFT, 40)
    log.done(hurt)
    assert ["", "", "walk"] == [shown.exercise for shown in log.prompts()]
    walk, toes, last = log.diary.sessions()
    assert [(Ended.STOPPED, None, None), (Ended.DONE, None, None)] == [(s.ended, s.side, s.share) for s in (walk, toes)]
    assert hurt == last
    log.close()


def test_which_session_of_a_programme_an_exercise_belongs_to_is_kept_and_of_those_from_before_it_is_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.db"
    shutil.copy(DATA / "log-version-5.db", path)
    log = open_log(path, now=NOW).log
    log.recover()
    before = list(log.diary.sessions())
    walk = Session("walk", NOW + 150 * MINUTE, "UTC", 30, belongs=ProgrammeSession("desk_back", 3, 2), percent=40)
    log.done(walk)
    log.close()
    log = open_log(path, now=NOW).log
    assert [*before, walk] == list(log.diary.sessions())
    assert before
    assert {None} == {session.belongs for session in before}
    log.close()
