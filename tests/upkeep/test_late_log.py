"""A log that cannot be opened at the start: nothing is lost until it can be, and nobody asks at a high rate."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from posture_app.core.calendar import Times
from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome
from posture_app.core.spans import EndedBy
from posture_app.desktop.clock import SystemClock
from posture_app.store.log.log import Log, open_later, open_log
from posture_app.upkeep import late_log
from posture_app.upkeep.late_log import NAME, LateLog
from posture_app.upkeep.worker import Worker
from tests import needs
from tests.loop import SelectLoop
from tests.store.conftest import NOW, going_on, open_at, outcomes, sat, shown
from tests.upkeep.hosts import PATIENCE_S


@dataclass
class Bench:
    """A log that waits, and its own alarm."""

    path: Path
    loop: SelectLoop = field(default_factory=SelectLoop)
    opened: list[Sequence[str]] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    call: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        self.log: Log = open_later(self.path, lambda: self.late.again(), now=NOW)  # noqa: PLW0108 - made after it
        self.worker = Worker(self.loop, SystemClock())
        self.late = LateLog(
            self.log, self.worker, self, self.loop, now=lambda: NOW, opened=self._opened, failed=self.failed.append
        )

    def _opened(self, said: Sequence[str]) -> None:
        self.log.go_on()
        self.opened.append(said)

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        assert name == NAME
        self.waits.append(seconds)
        self.call = call

    def once_at(self, name: str, at: object, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def cancel(self, name: str) -> None:
        assert name == NAME
        self.call = None

    def wakeup(self) -> None:
        raise AssertionError

    def ring(self) -> None:
        """The alarm comes, and the worker answers."""
        assert self.call is not None
        answers = len(self.opened) + len(self.failed) + 1
        self.call()
        self.loop.run_until(lambda: len(self.opened) + len(self.failed) == answers)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "log.db"
    log = open_at(path)
    log.record(sat(-60, -30))
    log.prompted(shown(1, -31))
    log.record(going_on(-20, -10))  # and then the app died
    log.close()
    return path


@pytest.fixture
def bench(path: Path) -> Iterator[Bench]:
    bench = Bench(path)
    yield bench
    bench.worker.close(PATIENCE_S)
    bench.loop.close()
    bench.log.close()


def held(path: Path) -> sqlite3.Connection:
    """The lock of another program."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def test_what_is_recorded_meanwhile_shows_and_is_there_once_the_lock_ends(bench: Bench, path: Path) -> None:
    with closing(held(path)) as other:
        with pytest.raises(KnownError, match="locked"):
            open_log(path, now=NOW)
        bench.late.plan()
        bench.log.record(going_on(0, 1))
        bench.log.record(sat(0, 10))
        bench.log.prompted(shown(1, 5))
        bench.log.settled(1, Outcome.KEPT)
        bench.log.remember("pause", {"until": None})
        bench.loop.run_until(lambda: not bench.late._asked)
        assert [sat(0, 10)] == list(bench.log.spans())
        assert {"until": None} == bench.log.recall("pause")
        assert bench.log.waiting
        assert not bench.log.path
        with pytest.raises(KnownError, match="is not open yet"):
            bench.log.diary.keep_day_off(NOW.date(), off=True)
        other.execute("ROLLBACK")
    bench.ring()
    assert [()] == bench.opened
    there = [sat(-60, -30), sat(-20, -10, EndedBy.CRASHED), sat(0, 10)]
    assert (there, path) == (list(bench.log.spans()), bench.log.path)
    bench.log.close()
    again = open_at(path)
    assert there == list(again.spans())
    assert [Outcome.OPEN, Outcome.KEPT] == outcomes(again)
    assert {"until": None} == again.recall("pause")
    again.close()


def test_a_change_opens_it_as_soon_as_it_can_be(bench: Bench) -> None:
    bench.late.plan()
    bench.log.record(going_on(0, 1))
    assert bench.log.waiting  # not in the midst of what is told
    bench.loop.run_until(lambda: bench.opened)
    assert bench.call is None
    bench.log.record(sat(0, 2))
    assert sat(0, 2) == list(bench.log.spans())[-1]


class HeldUp:
    """How a log is prepared, which takes until it `may_go_on`."""

    def __init__(self, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_go_on, self.count, self._prepare = threading.Event(), threading.Event(), 0, log.prepare
        monkeypatch.setattr(log, "prepare", self)

    def __call__(self, now: datetime) -> tuple[str, ...]:
        self.count += 1
        self.begun.set()
        assert self.may_go_on.wait(PATIENCE_S)
        return (*self._prepare(now), f"try {self.count}")


def test_while_the_worker_looks_at_it_nobody_else_does(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    held_up = HeldUp(bench.log, monkeypatch)
    bench.late.again()
    bench.loop.ask_until(held_up.begun.is_set)
    for minute in range(3):
        bench.log.record(going_on(0, minute + 1))
        bench.loop.run_for(0)
    assert bench.log.waiting
    held_up.may_go_on.set()
    bench.loop.run_until(lambda: bench.opened)
    assert [("try 1",)] == bench.opened
    assert [going_on(0, 3)] == list(bench.log.spans())[2:]


def test_the_end_waits_for_the_worker_and_opens_it(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    held_up = HeldUp(bench.log, monkeypatch)
    bench.log.record(sat(0, 10))
    bench.loop.ask_until(held_up.begun.is_set)
    held_up.may_go_on.set()
    bench.late.close()
    assert [("try 1", "try 2")] == bench.opened
    assert [sat(0, 10)] == list(bench.log.spans())[2:]


def test_the_end_leaves_a_file_alone_that_the_worker_does_not_get_done_with(
    bench: Bench, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(late_log, "PATIENCE_S", 0.1)
    held_up, before = HeldUp(bench.log, monkeypatch), path.read_bytes()
    bench.log.record(sat(0, 10))
    bench.loop.ask_until(held_up.begun.is_set)
    bench.late.close()
    bench.log.close()
    assert "entries at the end are lost: 1." in caplog.text
    caplog.clear()
    assert (1, before, []) == (held_up.count, path.read_bytes(), bench.opened)
    held_up.may_go_on.set()


def test_it_is_tried_again_after_growing_times(bench: Bench, path: Path) -> None:
    with closing(held(path)) as other:
        bench.late.plan()
        for _ in range(10):
            bench.ring()
        other.execute("ROLLBACK")
    assert [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] == bench.waits
    bench.ring()
    assert [()] == bench.opened


def test_a_full_disk_or_a_folder_that_is_a_file_ends_likewise(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    bench = Bench(tmp_path / "data" / "log.db")
    bench.log.record(sat(0, 10))
    bench.late.plan()
    bench.ring()
    assert bench.log.waiting
    (tmp_path / "data").unlink()
    bench.ring()
    assert [sat(0, 10)] == list(bench.log.spans())
    bench.loop.close()
    bench.log.close()
    again = open_at(tmp_path / "data" / "log.db")
    assert [sat(0, 10)] == list(again.spans())
    again.close()


def test_what_fell_into_a_private_mode_that_only_the_file_knew_of_is_left_out(bench: Bench) -> None:
    bench.log.record(sat(0, 10))
    bench.log.prompted(shown(1, 5))
    bench.log.settled(1, Outcome.KEPT)
    bench.log.record(sat(20, 30))
    bench.log.open_now(NOW)
    bench.log.leave_out(NOW + timedelta(minutes=15))
    bench.log.go_on()
    assert [sat(20, 30)] == list(bench.log.spans())[2:]
    assert [Outcome.OPEN] == outcomes(bench.log)


def test_what_cannot_be_opened_to_the_end_is_said_to_be_lost(
    bench: Bench, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(held(path)):
        bench.log.record(sat(0, 10))
        bench.log.close()
    assert f"The log {path} cannot be written; entries at the end are lost: 1." in caplog.text
    caplog.clear()


def test_the_notice_that_it_is_not_open_goes_when_it_is(path: Path) -> None:
    needs.qt()
    path.rename(path.with_name("posture.db"))
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.runtime.late_start", str(path.parent)],
        env={**os.environ, **nowhere, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(path.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert 0 == run.returncode, run.stderr
    waiting, opened = map(json.loads, run.stdout.splitlines())
    assert "cannot be opened" in waiting[-1]
    assert [*waiting[:-1], opened[-1]] == opened
    assert "has been opened" in opened[-1]
