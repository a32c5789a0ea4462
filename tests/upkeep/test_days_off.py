"""Each day, as it comes, the log is told whether it is a day off."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.settings.days_off import parse_days_off
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.log.diary import LogDiary
from posture_app.store.log.log import Log, open_log
from posture_app.upkeep.days_off import DaysOff
from tests.upkeep.hosts import make_host

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
EVENING = datetime(2026, 3, 3, 22, 0, tzinfo=UTC)  # 23:00 by the wall; the day ends at 04:00


class Desk:
    """The time, the settings, and the one call that is to come."""

    def __init__(self) -> None:
        self.at, self.zone = EVENING, "Europe/Berlin"
        self.settings = Settings(days_off=parse_days_off("2026-03-04"))
        self.next = EVENING
        self.call: Callable[[], None] = lambda: None

    def days_off(self, log: Log) -> DaysOff:
        return DaysOff(make_host(log, None, self, settings=lambda: self.settings))

    def now(self) -> datetime:
        return self.at

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        assert "day off" == name
        self.next, self.call = moment, call

    def pass_time(self) -> None:
        """Up to the call that is to come."""
        self.at = self.next
        self.call()

    def cancel(self, name: str) -> None: ...
    def wakeup(self) -> None: ...
    def cron(self, *_: object, **__: object) -> None: ...


def test_each_day_is_noted_as_it_begins_and_when_the_settings_change(tmp_path: Path) -> None:
    log, desk = open_log(tmp_path / "log.db", now=EVENING).log, Desk()
    try:
        kept = desk.days_off(log)
        kept.plan()
        assert EVENING + timedelta(hours=5) == desk.next
        assert frozenset() == log.days_off(TUESDAY, WEDNESDAY)
        desk.pass_time()
        assert frozenset({WEDNESDAY}) == log.days_off(TUESDAY, WEDNESDAY)
        desk.settings = Settings()
        kept.plan()
        assert frozenset() == log.days_off(TUESDAY, WEDNESDAY)
        desk.settings = Settings(days_off=parse_days_off("2026-03-04"))
        kept.plan()
        desk.pass_time()
        desk.settings = Settings()  # what was stays
        kept.plan()
        assert frozenset({WEDNESDAY}) == log.days_off(TUESDAY, WEDNESDAY + timedelta(days=9))
    finally:
        log.close()


def test_a_clock_that_stands_before_the_record_changes_no_day_that_was(tmp_path: Path) -> None:
    log, desk = open_log(tmp_path / "log.db", now=EVENING).log, Desk()
    try:
        kept = desk.days_off(log)
        desk.at += timedelta(days=1)
        kept.plan()
        log.record(Span(Posture.SITTING, desk.at + timedelta(days=5), desk.at + timedelta(days=6), EndedBy.IDLE, "UTC"))
        desk.settings = Settings()
        kept.plan()
        assert frozenset({WEDNESDAY}) == log.days_off(TUESDAY, WEDNESDAY)
    finally:
        log.close()


def test_a_full_disk_is_logged_and_the_next_day_comes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise KnownError("The disk is full.")

    log, desk = open_log(tmp_path / "log.db", now=EVENING).log, Desk()
    monkeypatch.setattr(LogDiary, "keep_day_off", full)
    desk.days_off(log).plan()
    log.close()
    assert EVENING + timedelta(hours=5) == desk.next
    assert ["whether today is a day off could not be noted: The disk is full."] == [
        r.getMessage() for r in caplog.records
    ]
    caplog.clear()
