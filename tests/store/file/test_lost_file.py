"""The log is removed or replaced while the app runs."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Note
from posture_app.core.spans import EndedBy
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.log.log import Log
from tests.store.conftest import NOW, Told, going_on, open_at, outcomes, sat, shown
from tests.store.in_memory import open_in_memory
from tests.store.log_writes import BASIS, WRITES, State, do, state


def test_a_log_deleted_under_the_app_is_put_back_whole(log: Log, path: Path, told: Told) -> None:
    log.record(sat(0, 1))
    log.prompted(shown(1, 1))
    path.unlink()
    log.settled(1, Outcome.KEPT)
    log.record(going_on(2, 3))
    assert (
        f"The log {path} had been removed while the app ran and has been put back; nothing is lost."
        == told.recovered[0]
    )
    assert (1, []) == (len(told.recovered), told.trouble)
    log.close()
    again = open_at(path)
    assert [sat(0, 1), going_on(2, 3)] == list(again.spans())
    assert [Outcome.KEPT] == outcomes(again)
    assert 0o600 == path.stat().st_mode & 0o777
    again.close()


def test_a_folder_deleted_under_the_app_is_put_back_even_at_the_end(log: Log, path: Path) -> None:
    log.record(sat(0, 1))
    shutil.rmtree(path.parent)
    log.close()
    again = open_at(path)
    assert [sat(0, 1)] == list(again.spans())
    again.close()


def test_a_log_that_cannot_be_put_back_at_once_is_put_back_later(
    log: Log, path: Path, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    log.record(sat(0, 1))
    shutil.rmtree(path.parent)
    path.parent.write_text("in the way")
    log.record(sat(2, 3))
    assert 1 == len(told.trouble)
    assert [sat(0, 1), sat(2, 3)] == list(log.spans())
    path.parent.unlink()
    log.record(sat(4, 5))
    assert 1 == len(told.recovered)
    log.close()
    again = open_at(path)
    assert [sat(0, 1), sat(2, 3), sat(4, 5)] == list(again.spans())
    again.close()
    caplog.clear()


def test_a_log_put_in_the_place_of_ours_is_gone_on_with_and_ours_is_kept(
    log: Log, path: Path, told: Told, tmp_path: Path
) -> None:
    other = open_at(tmp_path / "other.db")
    other.record(sat(-100, -90))
    other.record(going_on(-50, -40))
    other.close()
    log.record(sat(0, 1))
    log.record(going_on(2, 3))
    (tmp_path / "other.db").replace(path)
    log.record(going_on(2, 4))
    expected = [sat(-100, -90), sat(-50, -40, EndedBy.CRASHED), going_on(2, 4)]
    assert expected == list(log.spans())
    assert [
        f"The log {path} was replaced while the app ran; what it held until then is kept as log-replaced.db."
    ] == told.recovered
    log.close()
    kept = open_at(path.with_name("log-replaced.db"))
    assert [sat(0, 1), going_on(2, 3)] == list(kept.spans())
    kept.close()


def test_a_file_of_another_kind_in_the_place_of_ours_is_left_alone(
    log: Log, path: Path, told: Told, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log.record(sat(0, 1))
    text = tmp_path / "text"
    text.write_text("Dear diary")
    text.replace(path)
    log.record(sat(2, 3))
    log.record(sat(4, 5))
    assert [f"The log {path} has been replaced by a file that is damaged; put a sound one there."] == told.trouble
    assert "Dear diary" == path.read_text()
    assert [sat(0, 1), sat(2, 3), sat(4, 5)] == list(log.spans())
    path.unlink()
    log.record(sat(6, 7))
    assert [sat(0, 1), sat(2, 3), sat(4, 5), sat(6, 7)] == list(log.spans())
    assert 1 == len(told.recovered)
    caplog.clear()


@pytest.mark.parametrize(
    "before", range(len(WRITES) + 1), ids=[*(write.__name__.strip("_") for write in WRITES), "close"]
)
@pytest.mark.parametrize("lost", ["log.db", "log.db-wal", "folder"])
def test_a_log_deleted_before_any_write_is_put_back_with_all_there_is(
    log: Log, path: Path, told: Told, lost: str, before: int
) -> None:
    whole = open_in_memory()
    for number in range(2 * len(WRITES)):
        if number == len(WRITES) + before:
            lose(path, lost)
        do(log, number)
        do(whole, number)
    expected = state(whole._database.connection)
    whole.close()
    if before == len(WRITES):
        lose(path, lost)
    elif before < len(WRITES) - 1:  # after the last write, which only reads
        assert expected == found(path), "what others see of it"
    log.close()
    assert ([], 1) == (told.trouble, len(told.recovered))
    assert expected == found(path)


def found(path: Path) -> State:
    with closing(connect(path, OpenMode.READ)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA quick_check").fetchall()
        return state(connection)


def lose(path: Path, lost: str) -> None:
    if lost == "folder":
        shutil.rmtree(path.parent)
    else:
        path.with_name(lost).unlink()


def test_what_a_person_adds_goes_into_the_log_that_took_the_place_of_ours(
    log: Log, path: Path, told: Told, tmp_path: Path
) -> None:
    day = Period(Length.DAY, NOW.date(), NOW.date())
    log.record(sat(0, 10))
    assert [600] == [each.figures.totals.sitting_s for each in log.days(day, BASIS)]
    other = open_at(tmp_path / "other.db")
    other.record(sat(0, 20))
    other.close()
    (tmp_path / "other.db").replace(path)
    log.diary.write_note(Note(NOW.date(), "war krank", NOW))
    assert 1 == len(told.recovered)
    assert "war krank" == log.diary.note(NOW.date())
    assert [1200] == [each.figures.totals.sitting_s for each in log.days(day, BASIS)]
    assert make_days(log, day, BASIS) == list(log.days(day, BASIS))
    log.close()
    kept = open_at(path.with_name("log-replaced.db"))
    assert [sat(0, 10)] == list(kept.spans())
    assert "" == kept.diary.note(NOW.date())
    kept.close()
