"""From every released version to the present one, all or nothing, with a copy of what was."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from posture_app.core.prompts import Outcome
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.connection import connect, pragma
from posture_app.store.log import open_log
from posture_app.store.migrations import migrate
from posture_app.store.opening import prepare
from posture_app.store.schema import APPLICATION_ID, STEPS
from tests.store.conftest import MINUTE, NOW, going_on, open_at, sat

GOLDEN = Path(__file__).parents[1] / "data" / "log-version-1.db"
ADD_NOTES = ("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT", "DELETE FROM spans")
FAILS = ("CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT", "INSERT INTO notes VALUES (1, NULL)")
DEVICES = ("ALTER TABLE spans ADD COLUMN device TEXT",)


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
    with pytest.raises(sqlite3.IntegrityError, match=r"notes\.text"):
        prepare(written, NOW, (*STEPS, ADD_NOTES, FAILS))
    assert before == written.read_bytes()
    assert {"log.db", "log-version-1-20260302T090000Z.db"} == {file.name for file in written.parent.iterdir()}
    log = open_at(written)
    assert [sat(0, 5)] == list(log.spans())
    log.close()


def test_steps_run_in_order_after_a_copy_has_been_made(written: Path) -> None:
    said = prepare(written, NOW, (*STEPS, ADD_NOTES, DEVICES))
    copy = written.with_name("log-version-1-20260302T090000Z.db")
    assert (f"The log {written} has been brought up to date; as it was before, it is kept as {copy.name}.",) == said
    assert {"spans", "prompts", "remembered", "notes"} == tables(written)
    assert (3).to_bytes(4) == written.read_bytes()[60:64]
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
    assert (APPLICATION_ID, len(STEPS)) == (pragma(connection, "application_id"), pragma(connection, "user_version"))
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


def test_a_log_of_version_1_opens_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    shutil.copy(GOLDEN, path)
    log = open_log(path, now=NOW).log
    left = going_on(120, 130)
    crashed = sat(120, 130, EndedBy.CRASHED)
    standing = Span(Posture.STANDING, NOW + 50 * MINUTE, NOW + 60 * MINUTE, EndedBy.SAT, "Asia/Kathmandu", 2 * MINUTE)
    assert [sat(0, 45), standing, left] == list(log.spans())
    assert crashed == log.recover()
    assert [sat(0, 45), standing, crashed] == list(log.spans())
    zone = "Europe/Berlin"
    assert [
        ("stand", NOW + 30 * MINUTE, zone, Outcome.MISSED),
        ("stand", NOW + 40 * MINUTE, zone, Outcome.OPEN),
    ] == list(log.prompts())
    assert {"until": None} == log.recall("pause")
    log.close()
