"""The nightly backup of the running app, with a loop and a clock of the test's own."""

import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from posture_app.core.calendar import Times
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.file.backup_folder import backup_folder, backups
from posture_app.store.log.log import Log, open_log
from posture_app.upkeep.backups import NAME, Backups
from tests.loop import SelectLoop
from tests.upkeep.hosts import PATIENCE_S, make_host

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class Bench:
    """A log, and the app's part around it. It is its own clock and its own alarm."""

    log: Log
    loop: SelectLoop = field(default_factory=SelectLoop)
    at: datetime = NOW
    zone: str = "UTC"
    told: list[str] = field(default_factory=list)
    due: dict[str, tuple[datetime, Callable[[], None]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        host = make_host(self.log, self.loop, self, tell=self.told.append)
        self.worker, self.backups = host.worker, Backups(host)

    def now(self) -> datetime:
        return self.at

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        self.due[name] = moment, call

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def cancel(self, name: str) -> None:
        self.due.pop(name, None)

    def wakeup(self) -> None:
        raise AssertionError

    def sit(self) -> None:
        self.log.record(Span(Posture.SITTING, self.at, self.at + MINUTE, EndedBy.IDLE, self.zone))

    def begin(self) -> None:
        """The next backup comes due."""
        self.at, call = self.due.pop(NAME)
        call()

    def back_up(self) -> None:
        """The same, and it has ended and the next one is planned."""
        self.begin()
        self.loop.run_until(lambda: NAME in self.due)

    def days(self) -> list[date]:
        assert self.log.path is not None
        return [backup.day for backup in backups(self.log.path)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(open_log(tmp_path / "data" / "log.db", now=NOW).log)
    yield bench
    bench.worker.close(PATIENCE_S)
    bench.loop.close()
    bench.log.close()


def test_soon_after_the_start_and_then_at_every_roll_over(bench: Bench) -> None:
    bench.backups.plan()
    assert NOW + 5 * MINUTE == bench.due[NAME][0]
    for day in (2, 3, 4):
        bench.sit()
        bench.back_up()
        assert date(2026, 3, day) == bench.days()[0]
        assert datetime(2026, 3, day + 1, 4, 0, tzinfo=UTC) == bench.due[NAME][0]
    bench.back_up()  # nothing has changed
    assert [date(2026, 3, day) for day in (4, 3, 2)] == bench.days()
    assert [] == bench.told


def test_a_changed_setting_brings_no_second_one_on_the_same_day(bench: Bench) -> None:
    bench.backups.plan()
    bench.back_up()
    bench.backups.plan()
    assert datetime(2026, 3, 3, 4, 0, tzinfo=UTC) == bench.due[NAME][0]


def test_a_failure_is_told_once_and_tried_again_the_next_night(bench: Bench) -> None:
    assert bench.log.path is not None
    folder = backup_folder(bench.log.path)
    folder.write_text("in the way")
    bench.backups.plan()
    for _ in range(3):
        bench.sit()
        bench.back_up()
    assert datetime(2026, 3, 5, 4, 0, tzinfo=UTC) == bench.due[NAME][0]
    (sentence,) = bench.told
    assert str(folder) in sentence
    assert sentence.endswith("No earlier backup was removed; it is tried again the next night.")
    folder.unlink()
    bench.sit()
    bench.back_up()
    assert [date(2026, 3, 5)] == bench.days()
    shutil.rmtree(folder)
    folder.write_text("in the way")
    bench.back_up()
    assert 2 == len(bench.told)


def test_a_log_in_memory_has_no_backups() -> None:
    from tests.store.in_memory import open_in_memory  # noqa: PLC0415 - this test's only

    bench = Bench(open_in_memory())
    bench.backups.plan()
    assert {} == bench.due
    bench.worker.close(PATIENCE_S)
    bench.loop.close()
    bench.log.close()


def test_quitting_meanwhile_leaves_nothing_unfinished_and_nothing_to_come(bench: Bench) -> None:
    bench.sit()
    bench.backups.plan()
    bench.begin()
    bench.worker.close(PATIENCE_S)
    assert {} == bench.due
    assert bench.log.path is not None
    folder = backup_folder(bench.log.path)
    assert [] == [file.name for file in folder.glob("*") if ".new" in file.name]


def test_the_app_writes_on_while_it_is_backed_up(bench: Bench) -> None:
    bench.sit()
    bench.backups.plan()
    bench.begin()
    for number in range(1, 50):
        bench.at = NOW + 10 * number * MINUTE
        bench.sit()
    bench.loop.run_until(lambda: NAME in bench.due)
    assert 50 == len(list(bench.log.spans()))
    assert [date(2026, 3, 2)] == bench.days()


def test_a_bug_is_not_swallowed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error[0]))
    monkeypatch.setattr("posture_app.store.backup.backup.back_up_day", fail)
    bench.backups.plan()
    with caplog.at_level(logging.ERROR):
        bench.back_up()
        bench.loop.run_until(lambda: caught)
    assert [RuntimeError] == caught
    caplog.clear()
