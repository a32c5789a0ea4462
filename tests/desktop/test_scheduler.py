"""The scheduler: one timer whatever happens, and no call lost to a sleep."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING

import pytest

from posture_app.core.ports import Moment
from tests import needs

if TYPE_CHECKING:
    from posture_app.desktop.scheduler import Scheduler

HOUR = 3600


class Wall:
    """The wall clock that APScheduler reads, with what is added by a sleep; timers know nothing of it."""

    def __init__(self) -> None:
        self.slept = timedelta(0)

    def now(self, zone: tzinfo | None = None) -> datetime:
        return datetime.now(zone) + self.slept  # noqa: TID251 - APScheduler's own clock, moved


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    needs.qt()
    from apscheduler.schedulers import base  # noqa: PLC0415 - only where Qt loads

    wall = Wall()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return wall.now(tz)  # type: ignore[return-value] # as APScheduler uses it

    monkeypatch.setattr(base, "datetime", Clock)
    return wall


@pytest.fixture
def scheduler(wall: Wall, until: Callable[[Callable[[], object]], None]) -> "Iterator[Scheduler]":
    from datetime import UTC  # noqa: PLC0415

    from posture_app.desktop.scheduler import Scheduler  # noqa: PLC0415 - only where Qt loads

    class RealClock:
        def now(self) -> Moment:
            return Moment(wall=wall.now(UTC), awake=0.0, true=0.0)

    scheduler = Scheduler(RealClock())
    yield scheduler
    scheduler.close()


def _timers(scheduler: "Scheduler") -> int:
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    return sum(timer.isActive() for timer in scheduler.findChildren(QTimer))


def test_a_call_comes_once_on_the_main_thread(scheduler: "Scheduler", until: Callable[..., None]) -> None:
    calls: list[bool] = []
    scheduler.once("a", 0.05, lambda: calls.append(current_thread() is main_thread()))
    until(lambda: calls)
    assert [True] == calls


def test_a_thousand_changes_leave_one_timer(
    scheduler: "Scheduler", until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from apscheduler.schedulers.base import BaseScheduler  # noqa: PLC0415
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    for number in range(1000):
        scheduler.once("engine", HOUR + number, pytest.fail)
    settled: list[int] = []
    scheduler.once("probe", 0, lambda: settled.append(1))
    until(lambda: settled)
    looks: list[int] = []
    process = BaseScheduler._process_jobs

    def counted(self: BaseScheduler) -> object:
        looks.append(1)
        return process(self)

    monkeypatch.setattr(BaseScheduler, "_process_jobs", counted)
    probed: list[int] = []
    scheduler.once("probe", 0.3, lambda: probed.append(1))
    until(lambda: probed)
    assert len(looks) <= 4  # it was told of the job, it was due (a coarse timer may come early, once), and it is gone
    assert 1 == len(scheduler.findChildren(QTimer)) == _timers(scheduler)


def test_a_call_that_came_due_in_a_sleep_still_comes_after_it(
    scheduler: "Scheduler", wall: Wall, until: Callable[..., None]
) -> None:
    calls: list[str] = []
    scheduler.once("engine", HOUR, lambda: calls.append("engine"))
    started: list[int] = []
    scheduler.once("probe", 0.01, lambda: started.append(1))
    until(lambda: started)
    assert [] == calls
    wall.slept = timedelta(hours=9)
    scheduler.wakeup()
    until(lambda: calls)
    assert ["engine"] == calls


def test_a_call_may_ask_for_its_own_successor(scheduler: "Scheduler", until: Callable[..., None]) -> None:
    calls: list[int] = []

    def again() -> None:
        calls.append(len(calls))
        if len(calls) < 12:
            scheduler.once("engine", 0, again)

    scheduler.once("engine", 0, again)
    until(lambda: len(calls) == 12)
    assert list(range(12)) == calls


def test_a_later_wish_replaces_an_earlier_one_and_can_be_called_off(
    scheduler: "Scheduler", until: Callable[..., None]
) -> None:
    calls: list[str] = []
    scheduler.once("a", 0.01, lambda: calls.append("first"))
    scheduler.once("a", 0.02, lambda: calls.append("second"))
    scheduler.once("b", 0.01, lambda: calls.append("called off"))
    scheduler.cancel("b")
    scheduler.cancel("never asked for")
    scheduler.once("c", 0.1, lambda: calls.append("last"))
    until(lambda: "last" in calls)
    assert ["second", "last"] == calls


def test_another_thread_may_wake_it(scheduler: "Scheduler", wall: Wall, until: Callable[..., None]) -> None:
    calls: list[int] = []
    scheduler.once("engine", HOUR, lambda: calls.append(1))
    wall.slept = timedelta(hours=2)
    thread = Thread(target=scheduler.wakeup)
    thread.start()
    thread.join()
    until(lambda: calls)


def test_nothing_comes_after_closing(scheduler: "Scheduler", until: Callable[..., None]) -> None:
    scheduler.once("engine", 0, pytest.fail)
    scheduler.close()
    scheduler.close()
    assert 0 == _timers(scheduler)


def test_importing_it_brings_nothing_that_it_does_not_use_and_leaves_no_stand_in() -> None:
    needs.qt()
    code = (
        "import sys, posture_app.desktop.scheduler as s\n"
        "assert not [m for m in (*s.UNUSED, 'multiprocessing') if m in sys.modules]\n"
        "import asyncio, importlib.metadata\n"
        "assert asyncio.run and importlib.metadata.version('APScheduler')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
