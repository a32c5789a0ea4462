"""A programme in the log: on over restarts, and as far as it was after a merge, an import, an erased start."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.record.diary import Session
from posture_app.core.record.programmes import Programmes, ProgrammeToday
from posture_app.core.settings.settings import Settings
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.log import Log, open_log
from tests.core.content.shipped import library
from tests.store.entry_logs import bring, exported

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def programmes(log: Log, now: datetime) -> Programmes:
    return Programmes(
        log, content=library, settings=Settings, zone=lambda: "UTC", now=lambda: now, changed=lambda: None
    )


def opened(path: Path) -> Log:
    log = open_log(path, now=MONDAY).log
    log.recover()
    return log


def today(log: Log, now: datetime) -> ProgrammeToday:
    found = programmes(log, now).today()
    assert found is not None
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log in which *Foot core* began on a Monday, with three sessions in the first week and one in the second."""
    path = tmp_path / "log.db"
    log = opened(path)
    programmes(log, MONDAY).start("foot_core")
    for day in (0, 1, 3, 7):
        week = 2 if day == 7 else 1
        belongs = ProgrammeSession("foot_core", week, 0)
        log.done(Session("toe_curl", MONDAY + day * DAY, "UTC", 90, share=100, belongs=belongs, percent=60))
    log.close()
    return path


def test_it_is_on_and_as_far_as_before_after_a_restart(path: Path) -> None:
    log = opened(path)
    now = today(log, MONDAY + 8 * DAY)
    assert ("foot_core", MONDAY, 2, 1) == (
        now.on.programme.id,
        now.on.since,
        now.progress.week,
        now.progress.plan[0].done,
    )
    programmes(log, MONDAY + 8 * DAY).pause(paused=True)
    log.close()
    log = opened(path)
    assert today(log, MONDAY + 8 * DAY).on.paused
    programmes(log, MONDAY + 8 * DAY).stop()
    log.close()
    log = opened(path)
    assert programmes(log, MONDAY).on() is None
    assert 4 == len(list(log.diary.sessions())), "what was done stays"
    log.close()


@pytest.mark.parametrize("fmt", Format)
def test_an_import_brings_how_far_one_is(path: Path, tmp_path: Path, fmt: Format) -> None:
    file, other = tmp_path / "sessions", tmp_path / "other.db"
    file.write_bytes(exported(path, ExportKind.SESSIONS, fmt))
    log = opened(other)
    programmes(log, MONDAY).start("foot_core")
    log.close()
    bring(file, other)
    log = opened(other)
    assert (2, 1) == (today(log, MONDAY + 8 * DAY).progress.week, today(log, MONDAY + 8 * DAY).progress.plan[0].done)
    log.close()


def test_an_erased_first_week_takes_nothing_away(path: Path) -> None:
    log = opened(path)
    log._database.connection.execute("DELETE FROM sessions WHERE at_us < 1000000 * unixepoch('2026-03-08')")
    now = today(log, MONDAY + 8 * DAY)
    assert (2, 1) == (now.progress.week, now.progress.plan[0].done)
    assert date(2026, 3, 9) == next(log.diary.sessions()).at.date()
    log.close()
