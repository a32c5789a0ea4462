"""The diary of the log: in the app, and from outside beside it."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.session.ends import Ended
from posture_app.core.spans import Posture
from posture_app.store.file.schema import VERSION
from posture_app.store.log.diary import LogDiary
from posture_app.store.log.log import Log, open_diary, open_to_read
from posture_app.store.log.opening import prepare
from tests.core.record.diary_contract import HOUR, MONDAY, NOON, STOOD, STRETCHED, DiaryContract
from tests.store.conftest import NOW, Told, sat


class TestOfTheApp(DiaryContract):
    @pytest.fixture
    def diary(self, log: Log) -> LogDiary:
        return log.diary


class TestFromOutside(DiaryContract):
    @pytest.fixture
    def diary(self, path: Path, log: Log) -> Iterator[LogDiary]:
        with open_diary(path) as diary:
            yield diary


def test_what_is_said_outside_counts_in_the_running_app_at_once(path: Path, log: Log) -> None:
    log.record(sat(0, 240))
    with open_diary(path) as diary:
        diary.correct(STOOD)
    stood = [span for span in log.spans() if span.posture is Posture.STANDING]
    assert [(NOON, NOON + HOUR)] == [(span.start, span.end) for span in stood]
    with open_diary(path) as diary:
        diary.undo(next(iter(log.diary.corrections())).id, NOON)
    assert [sat(0, 240)] == list(log.spans())


def test_without_a_log_it_says_so_and_makes_none(path: Path) -> None:
    with pytest.raises(KnownError, match=re.escape(str(path))), open_diary(path):
        pass
    assert not path.exists()


def test_a_log_of_another_version_is_left_alone(path: Path, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture_app.store.log.opening.VERSION", VERSION + 1)
    log.close()
    older = path.with_name("older.db")
    prepare(older, NOW)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for other, part in ((older, "older version"), (path, "it is left untouched")):
        before = other.read_bytes()
        with pytest.raises(KnownError, match=part), open_diary(other):
            pass
        assert before == other.read_bytes()


def test_what_is_written_into_a_file_that_was_deleted_is_in_the_one_put_back(path: Path, log: Log, told: Told) -> None:
    log.record(sat(0, 10))
    for file in path.parent.glob("log.db*"):
        file.unlink()
    log.diary.correct(STOOD)
    assert ["put back" in sentence for sentence in told.recovered] == [True]
    with open_to_read(path) as history:
        assert [STOOD] == [replace(each, id=0) for each in history.diary.corrections()]
        assert 2 == len(list(history.spans()))


def test_a_disk_that_cannot_be_written_is_one_sentence_and_nothing_has_changed(
    path: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(log._database, "hold", full)
    with pytest.raises(KnownError, match="the disk is full; free some space"):
        log.diary.correct(STOOD)
    assert [] == list(log.diary.corrections())


def test_an_exercise_done_is_kept_over_a_disk_that_is_full(
    path: Path, log: Log, told: Told, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(log._database, "hold", full)
        log.done(STRETCHED)
    assert 1 == len(told.trouble)
    log.done(replace(STRETCHED, at=NOON + HOUR, ended=Ended.STOPPED))
    assert [True, False] == [each.completed for each in log.diary.sessions()]
    assert 1 == len(told.recovered)
    caplog.clear()


def test_days_off_are_kept_as_they_came_and_may_be_none_after_all(log: Log) -> None:
    diary = log.diary
    for _ in range(2):
        diary.keep_day_off(MONDAY, off=True)
    assert frozenset({MONDAY}) == diary.days_off(MONDAY, MONDAY)
    diary.keep_day_off(MONDAY, off=False)
    assert frozenset() == diary.days_off(MONDAY, MONDAY)
