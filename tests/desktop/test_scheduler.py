"""The scheduler: one timer whatever happens, and no call lost to a sleep."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path
from threading import Thread, current_thread, main_thread

import pytest
from apscheduler.schedulers import base
from apscheduler.schedulers.base import BaseScheduler
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import Times, clock_moments
from posture_app.core.ports import Moment
from posture_app.desktop.clock import ScaledClock
from posture_app.desktop.scheduler import Scheduler
from tests.core.engine.alarm_contract import AlarmContract
from tests.core.engine.fake_alarm import Clocks
from tests.desktop.conftest import RunningLoop
from tests.loop import SelectLoop

ROOT = Path(__file__).parents[2]
HOUR = 3600
FAR = float("inf")
BERLIN = "Europe/Berlin"
NEVER: Times = ((),) * 7


class Wall:
    """The wall clock that APScheduler reads, with what is added by a sleep; timers know nothing of it."""

    def __init__(self) -> None:
        self.slept = timedelta(0)  # true time goes on meanwhile

    def now(self, zone: tzinfo | None = None) -> datetime:
        return datetime.now(zone) + self.slept  # noqa: TID251 - APScheduler's own clock, moved

    def set(self, at: str) -> None:
        """Make it this moment (UTC)."""
        self.slept += datetime.fromisoformat(at).replace(tzinfo=UTC) - self.now(UTC)


class RealClock:
    """The same as the app reads it."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall

    def now(self) -> Moment:
        wall = self._wall.now(UTC)
        return Moment(wall=wall, awake=0.0, true=wall.timestamp())


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    wall = Wall()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return wall.now(tz)  # type: ignore[return-value] # as APScheduler uses it

    monkeypatch.setattr(base, "datetime", Clock)
    return wall


@pytest.fixture
def scheduler(wall: Wall, loop: RunningLoop) -> Iterator[Scheduler]:
    scheduler = Scheduler(loop, RealClock(wall))
    scheduler.begin()
    yield scheduler
    scheduler.close()


@pytest.fixture
def until(loop: RunningLoop) -> Callable[[Callable[[], object]], None]:
    return loop.run_until


@dataclass
class World:
    """The scheduler and its loop under clocks that a test turns."""

    clocks: Clocks
    alarm: Scheduler
    loop: SelectLoop

    def run(self, seconds: float) -> None:
        end = self.clocks.awake + seconds
        self.loop.settle()
        while (at := min((timer.at for timer in self.loop.timers), default=FAR)) <= end:
            self.clocks.run(max(0.0, at - self.clocks.awake))
            self.loop.settle()
        self.clocks.run(end - self.clocks.awake)


@contextmanager
def turned(clocks: Clocks) -> Iterator[World]:
    """A world in which APScheduler goes by these clocks, too."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return clocks.wall.astimezone(tz)  # type: ignore[return-value] # as APScheduler uses it

    with pytest.MonkeyPatch.context() as patch, closing(SelectLoop(clock=clocks)) as loop:
        patch.setattr(base, "datetime", Clock)
        world = World(clocks, Scheduler(loop, clocks), loop)
        world.alarm.begin()
        yield world
        world.alarm.close()
        assert 0 == loop.pending


class TestContract(AlarmContract):
    @pytest.fixture
    def world(self) -> Iterator[World]:
        with turned(Clocks()) as world:
            yield world


@pytest.fixture(autouse=True)
def no_error(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is raised in a call, such as by `pytest.fail`, would only be printed by Qt."""
    errors: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: errors.append(kind))
    yield
    assert [] == errors


def test_a_call_comes_once_on_the_main_thread(scheduler: Scheduler, until: Callable[..., None]) -> None:
    calls: list[bool] = []
    scheduler.once("a", 0.05, lambda: calls.append(current_thread() is main_thread()))
    until(lambda: calls)
    assert [True] == calls


def test_a_thousand_changes_leave_one_timer(
    scheduler: Scheduler, loop: RunningLoop, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
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
    assert 1 == loop.pending


def test_a_call_that_came_due_in_a_sleep_still_comes_after_it(
    scheduler: Scheduler, wall: Wall, until: Callable[..., None]
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


def test_a_call_may_ask_for_its_own_successor(scheduler: Scheduler, until: Callable[..., None]) -> None:
    calls: list[int] = []

    def again() -> None:
        calls.append(len(calls))
        if len(calls) < 12:
            scheduler.once("engine", 0, again)

    scheduler.once("engine", 0, again)
    until(lambda: len(calls) == 12)
    assert list(range(12)) == calls


def test_a_later_wish_replaces_an_earlier_one_and_can_be_called_off(
    scheduler: Scheduler, until: Callable[..., None]
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


def test_another_thread_may_wake_it(scheduler: Scheduler, wall: Wall, until: Callable[..., None]) -> None:
    calls: list[int] = []
    scheduler.once("engine", HOUR, lambda: calls.append(1))
    wall.slept = timedelta(hours=2)
    thread = Thread(target=scheduler.wakeup)
    thread.start()
    thread.join()
    until(lambda: calls)


def test_nothing_comes_after_closing(scheduler: Scheduler, loop: RunningLoop) -> None:
    scheduler.once("engine", 0, pytest.fail)
    scheduler.close()
    scheduler.close()
    assert 0 == loop.pending


def test_a_call_replaced_after_it_fired_does_not_come_in_place_of_the_new_one(
    scheduler: Scheduler, until: Callable[..., None]
) -> None:
    calls: list[str] = []

    def replace() -> None:
        calls.append("first")
        scheduler.once("b", HOUR, pytest.fail)
        scheduler.once("c", 0.01, lambda: calls.append("last"))

    scheduler.once("a", 0, replace)
    scheduler.once("b", 0, pytest.fail)  # fires in the same moment, and is called when the first has been
    until(lambda: "last" in calls)
    assert ["first", "last"] == calls


class Crons:
    """Asks for clock times, sets the clock and counts what comes."""

    def __init__(self, scheduler: Scheduler, wall: Wall, until: Callable[..., None]) -> None:
        self.scheduler, self._wall, self._until = scheduler, wall, until
        self.calls: list[str] = []

    def ask(self, *at: str, days: str = "0123456", name: str = "own") -> None:
        """Every day at these times, or on these days only (0: Monday)."""
        of_a_day = tuple(time.fromisoformat(one) for one in at)
        times = tuple(of_a_day if str(day) in days else () for day in range(7))
        self.scheduler.cron(name, times, BERLIN, lambda: self.calls.append(name))

    def come_at(self, at: str) -> int:
        """How many calls have come by this moment (UTC) since it was asked last."""
        self._wall.set(at)
        probed: list[int] = []
        self.scheduler.once("probe", 0, lambda: probed.append(1))
        self._until(lambda: probed)
        come = len(self.calls)
        self.calls.clear()
        return come


@pytest.fixture
def crons(scheduler: Scheduler, wall: Wall, until: Callable[..., None]) -> Crons:
    return Crons(scheduler, wall, until)


def test_a_clock_time_comes_again_and_again_on_its_days_only(crons: Crons, wall: Wall, loop: RunningLoop) -> None:
    wall.set("2026-03-05T07:00")  # a Thursday, 08:00 in Berlin
    crons.ask("09:30", "15:00", days="04")
    moments = ("2026-03-05T20:00", "2026-03-06T08:29", "2026-03-06T08:31", "2026-03-06T13:59", "2026-03-06T14:01")
    assert [0, 0, 1, 0, 1] == [crons.come_at(at) for at in moments]
    assert [0, 1, 1] == [crons.come_at(at) for at in ("2026-03-09T08:29", "2026-03-09T08:31", "2026-03-13T08:31")]
    assert 0 == crons.come_at("2026-03-13T08:32")
    assert 1 == loop.pending


def test_clock_times_that_came_in_a_sleep_are_called_once_after_it(
    crons: Crons, wall: Wall, until: Callable[..., None]
) -> None:
    wall.set("2026-03-05T07:00")
    crons.ask("09:30", "15:00")
    assert 0 == crons.come_at("2026-03-05T07:30")
    wall.set("2026-03-08T20:00")
    crons.scheduler.wakeup()
    until(lambda: crons.calls)
    assert 1 == crons.come_at("2026-03-08T20:01")
    assert 1 == crons.come_at("2026-03-09T08:31")


def test_a_time_left_out_when_the_clocks_go_forward_is_called_once(crons: Crons, wall: Wall) -> None:
    wall.set("2026-03-28T23:00")
    crons.ask("02:00", "02:30", "03:00")
    minutes = ("00:59", "01:01", "01:29", "01:31", "02:31")  # it is 01:59, 03:01, 03:29, 03:31, 04:31
    assert [0, 1, 0, 1, 0] == [crons.come_at(f"2026-03-29T{minute}") for minute in minutes]
    assert [1, 1] == [crons.come_at(f"2026-03-30T{minute}") for minute in ("00:01", "00:31")]


def test_a_time_left_out_still_comes_if_it_is_asked_for_in_that_hour(crons: Crons, wall: Wall) -> None:
    wall.set("2026-03-29T01:10")  # 03:10, when it would have been 02:10
    crons.ask("02:30")
    assert [0, 1, 0] == [crons.come_at(f"2026-03-29T{minute}") for minute in ("01:29", "01:31", "02:31")]


def test_a_time_that_comes_twice_when_the_clocks_go_back_is_called_once(crons: Crons, wall: Wall) -> None:
    wall.set("2026-10-24T22:00")
    crons.ask("02:30", "02:45")
    minutes = ("00:29", "00:31", "00:46", "01:31", "01:46")  # the last two are 02:31 and 02:46 again
    assert [0, 1, 1, 0, 0] == [crons.come_at(f"2026-10-25T{minute}") for minute in minutes]
    wall.set("2026-10-25T01:10")
    crons.ask("02:30")
    assert [0, 1] == [crons.come_at(at) for at in ("2026-10-25T01:31", "2026-10-26T01:31")]


def test_without_clock_times_nothing_comes_any_more(crons: Crons, wall: Wall, loop: RunningLoop) -> None:
    wall.set("2026-03-05T07:00")
    crons.ask("09:30")
    crons.scheduler.cron("own", NEVER, BERLIN, pytest.fail)
    crons.scheduler.cron("other", NEVER, BERLIN, pytest.fail)
    assert 0 == crons.come_at("2026-03-20T07:00")
    assert 0 == loop.pending


def test_clock_times_are_called_off_or_replaced_by_name(crons: Crons, wall: Wall) -> None:
    wall.set("2026-03-05T07:00")
    for name in ("off", "once", "again"):
        crons.ask("09:30", name=name)
    crons.scheduler.cancel("off")
    crons.scheduler.once("once", HOUR, lambda: crons.calls.append("an hour on"))
    crons.ask("16:00", name="again")
    assert 1 == crons.come_at("2026-03-05T12:00")
    assert 1 == crons.come_at("2026-03-05T16:00")
    assert 1 == crons.come_at("2026-03-06T15:01")


def test_the_night_after_the_clocks_went_forward_is_as_any_other(crons: Crons, wall: Wall) -> None:
    """Where CronTrigger, by itself, waits for another week."""
    wall.set("2026-03-28T12:00")
    crons.ask("00:00", "00:30", days="0")
    assert [0, 1, 1] == [crons.come_at(at) for at in ("2026-03-29T21:59", "2026-03-29T22:01", "2026-03-29T22:31")]


def test_clock_times_of_no_zone_are_refused(scheduler: Scheduler) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        scheduler.cron("own", ((time(9),),) * 7, "Mars/Base", pytest.fail)


def test_clock_times_of_a_fast_clock_come_by_that_clock(
    wall: Wall, loop: RunningLoop, until: Callable[..., None]
) -> None:
    wall.set("2026-03-01T12:00")
    thursday = datetime(2026, 3, 5, 7, tzinfo=UTC)  # 08:00 in Berlin; an hour passes in each real minute
    app = ScaledClock(RealClock(wall), 60, not_before=thursday)
    crons = Crons(Scheduler(loop, RealClock(wall), scale=60, app=app), wall, until)
    crons.scheduler.begin()
    crons.ask("09:30", days="034")
    assert [0, 1, 0] == [crons.come_at(f"2026-03-01T12:{minute}") for minute in ("01", "02", "25")]
    assert [1, 0] == [crons.come_at(f"2026-03-01T14:{minute}") for minute in ("10", "11")]  # Tuesday 18:00 and 19:00
    crons.scheduler.cancel("own")
    assert 0 == crons.come_at("2026-03-02T12:00")
    crons.scheduler.close()


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 - given UTC in the next breath
    | st.sampled_from(["2026-03-28T12:00Z", "2026-10-24T12:00Z", "2026-03-29T01:10Z", "2026-10-25T01:10Z"]).map(
        datetime.fromisoformat
    ),
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago"]),
    st.lists(
        st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)), unique=True, max_size=3).map(
            tuple
        )
        | st.sets(st.sampled_from([time(1, 45), time(2), time(2, 15), time(2, 30), time(3)])).map(tuple),
        min_size=7,
        max_size=7,
    ).map(tuple),
)
def test_clock_times_are_those_of_the_calendar(since: datetime, zone: str, times: Times) -> None:
    clocks, calls = Clocks(), list[datetime]()
    clocks.wall = since
    expected = clock_moments(times, zone, since, since + timedelta(days=9))
    with turned(clocks) as world:
        world.alarm.cron("own", times, zone, lambda: calls.append(clocks.wall))
        for number, at in enumerate(expected):
            for seconds_before in (1, 0):
                clocks.sleep((at - clocks.wall).total_seconds() - seconds_before)
                world.alarm.wakeup()
                world.run(0)
                assert number + 1 - seconds_before == len(calls)
    assert expected == calls


def test_importing_it_brings_nothing_that_it_does_not_use_and_leaves_no_stand_in() -> None:
    code = (
        "import sys, posture_app.desktop.jobs as s\n"
        "assert not [m for m in (*s.UNUSED, 'multiprocessing') if m in sys.modules]\n"
        "import asyncio, importlib.metadata\n"
        "assert asyncio.run and importlib.metadata.version('APScheduler')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("util.py", "from asyncio import Runner\n"),
        ("job.py", "import asyncio\nasyncio.get_event_loop_policy\n"),
        ("triggers/date.py", "import importlib.metadata\nimportlib.metadata.requires('APScheduler')\n"),
        ("schedulers/base.py", "from apscheduler.executors.pool import ProcessPoolExecutor\n"),
    ],
)
def test_an_apscheduler_that_takes_more_is_imported_as_it_is(tmp_path: Path, module: str, line: str) -> None:
    doctored = tmp_path / "apscheduler"
    shutil.copytree(Path(base.__file__).parent.parent, doctored)
    source = (doctored / module).read_text()
    (doctored / module).write_text(source.replace("\nclass ", f"\n{line}\n\nclass ", 1) + line)
    code = """
import sys
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.jobs import BaseScheduler
from posture_app.desktop.scheduler import Scheduler
from posture_app.desktop.select_loop import SelectLoop

assert sys.modules[BaseScheduler.__module__].__file__.startswith(sys.argv[1])
loop = SelectLoop(SystemClock())
scheduler = Scheduler(loop, SystemClock())
scheduler.once("a", 0.01, loop.stop)
scheduler.begin()
loop.run()
scheduler.close()
loop.close()
import asyncio, importlib.metadata
assert asyncio.run and importlib.metadata.version("APScheduler")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
