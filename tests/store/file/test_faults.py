"""What goes wrong while the app runs: told once, in one sentence, and nothing is lost."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome
from posture_app.core.spans import Span
from posture_app.store.log.log import Log, open_log
from tests.store.conftest import MINUTE, NOW, Told, going_on, merged, open_at, sat, shown
from tests.store.in_memory import open_in_memory

Ailment = Callable[[Log], AbstractContextManager[None]]


@contextmanager
def read_only(log: Log) -> Iterator[None]:
    connection = log._database.connection
    connection.execute("PRAGMA query_only = ON")
    yield
    connection.execute("PRAGMA query_only = OFF")


@contextmanager
def locked(log: Log) -> Iterator[None]:
    assert log.path is not None
    other = sqlite3.connect(log.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


AILMENTS: dict[str, Ailment] = {"read-only": read_only, "locked": locked}


@pytest.fixture(params=AILMENTS)
def ailment(request: pytest.FixtureRequest) -> tuple[str, Ailment]:
    return request.param, AILMENTS[request.param]


def history(log: Log) -> tuple[list[Span], list[object], object]:
    return list(log.spans()), list(log.prompts()), log.recall("pause")


def test_what_cannot_be_written_is_kept_shown_and_written_later(
    ailment: tuple[str, Ailment], log: Log, path: Path, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    word, befall = ailment
    healthy = open_in_memory()
    for each in (log, healthy):
        each.record(going_on(0, 1))
        each.prompted(shown(1, 1))
    with befall(log):
        for each in (log, healthy):
            each.record(going_on(0, 2))
            each.record(sat(0, 3))
            each.settled(1, Outcome.MISSED)
            each.prompted(merged(2, 4))
            each.settled(2, Outcome.KEPT)
            each.prompted(shown(3, 5))
            each.record(going_on(5, 6))
            each.record(sat(5, 5))
            each.record(going_on(6, 7))
            each.remember("pause", 1)
            each.remember("pause", 2)
        assert history(healthy) == history(log)
        between = (NOW + 2.5 * MINUTE, NOW + 4.5 * MINUTE)
        assert list(healthy.spans(*between)) == list(log.spans(*between))
        assert list(healthy.prompts(*between)) == list(log.prompts(*between))
        assert [f"The log {path} cannot be written"] == [said.split(":")[0] for said in told.trouble]
        assert word in told.trouble[0]
        assert [] == told.recovered
    assert 1 == len([r for r in caplog.records if r.levelno >= logging.WARNING])
    caplog.clear()
    for each in (log, healthy):
        each.record(sat(6, 8))
        each.settled(3, Outcome.AWAY)
    assert [f"The log {path} can be written again; nothing is lost."] == told.recovered
    assert 1 == len(told.trouble)
    assert history(healthy) == history(log)
    log.close()
    again = open_at(path)
    assert history(healthy) == history(again)
    again.close()
    healthy.close()


def test_spans_of_the_same_start_that_wait_together_stay_two(log: Log, caplog: pytest.LogCaptureFixture) -> None:
    """As when the clock has been set back while the disk was full."""
    with read_only(log):
        log.record(sat(0, 3))
        log.record(going_on(0, 1))
        log.record(sat(0, 2))
        assert [sat(0, 3), sat(0, 2)] == list(log.spans())
    log.record(sat(10, 11))
    assert [sat(0, 3), sat(0, 2), sat(10, 11)] == list(log.spans())
    caplog.clear()


def test_it_is_told_again_if_it_happens_again(log: Log, told: Told, caplog: pytest.LogCaptureFixture) -> None:
    for minute in (0, 10):
        with read_only(log):
            log.record(going_on(minute, minute + 1))
        log.record(sat(minute, minute + 2))
    assert (2, 2) == (len(told.trouble), len(told.recovered))
    caplog.clear()


def test_what_is_unsaved_at_the_end_is_named(log: Log, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with locked(log), caplog.at_level(logging.INFO):
        log.record(sat(0, 1))
        log.close()
    said = {record.levelno: record.getMessage() for record in caplog.records}
    caplog.clear()
    assert f"The log {path} cannot be written; entries at the end are lost: 1." == said[logging.ERROR]
    assert "2026, 3, 2, 9, 1" in said[logging.INFO]


def test_what_is_kept_in_memory_has_a_limit(
    log: Log, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("posture_app.store.log.unsaved.MOST", 5)
    with read_only(log):
        for minute in range(7):
            log.record(going_on(minute * 10, minute * 10 + 1))
            log.record(sat(minute * 10, minute * 10 + 2))
    assert [sat(minute * 10, minute * 10 + 2) for minute in range(2, 7)] == list(log.spans())
    assert 2 == sum(record.levelno == logging.ERROR for record in caplog.records)
    caplog.clear()


def test_a_log_damaged_while_the_app_runs_is_told_in_one_sentence_and_recovered(
    log: Log, path: Path, told: Told
) -> None:
    log.record(sat(0, 1))
    log._database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with path.open("r+b") as file:
        file.write(b"not a database any more " * 1000)
    log._database.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(KnownError, match=f"{path} cannot be read: it is damaged"):
        list(log.spans())
    log.record(sat(2, 3))
    assert ([], 1) == (told.trouble, len(told.recovered))
    assert "was damaged and has been set aside" in told.recovered[0]
    assert [sat(2, 3)] == list(log.spans())
    log.close()
    again = open_log(path, now=NOW)
    assert ((), [sat(2, 3)]) == (again.notices, list(again.log.spans()))
    again.log.close()
