from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from posture_app.core.ports import Moment
from posture_app.desktop.clock import RealPace, ScaledClock, SystemClock
from tests.loop import SelectLoop

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that stands where the test puts it."""

    moment: Moment

    def now(self) -> Moment:
        return self.moment


def test_reads_utc_and_two_clocks_that_never_go_back() -> None:
    clock = SystemClock()
    moments = [clock.now() for _ in range(1000)]
    assert {timedelta(0)} == {moment.wall.utcoffset() for moment in moments}
    assert sorted(moment.awake for moment in moments) == [moment.awake for moment in moments]
    assert sorted(moment.true for moment in moments) == [moment.true for moment in moments]


def test_while_the_machine_does_not_sleep_both_clocks_run_alike_in_seconds() -> None:
    clock = SystemClock()
    first, later = clock.now(), clock.now()
    while (later.wall - first.wall) < timedelta(seconds=0.2):
        later = clock.now()
    assert (later.wall - first.wall).total_seconds() == pytest.approx(later.true - first.true, abs=0.05)
    assert later.awake - first.awake == pytest.approx(later.true - first.true, abs=0.05)


def test_a_scaled_clock_begins_at_the_reading_of_the_other() -> None:
    base = SetClock(Moment(NOON, awake=50.0, true=80.0))
    assert base.now() == ScaledClock(base, 60).now()


def test_a_scaled_clock_speeds_up_each_clock_by_itself() -> None:
    base = SetClock(Moment(NOON, awake=50.0, true=80.0))
    clock = ScaledClock(base, 60)
    base.moment = Moment(NOON + timedelta(seconds=10), awake=51.0, true=82.0)
    assert Moment(NOON + timedelta(seconds=600), awake=110.0, true=200.0) == clock.now()


def test_a_scaled_clock_runs_on_real_time() -> None:
    real = SystemClock()
    clock = ScaledClock(real, 3600)
    begin, end = clock.now(), clock.now()
    while end.true - begin.true < 3600:
        end = clock.now()
    assert end.wall - begin.wall == pytest.approx(timedelta(hours=1), abs=timedelta(minutes=10))


def test_at_real_pace_only_the_time_of_day_is_that_of_the_fast_clock() -> None:
    real = SetClock(Moment(NOON, awake=50.0, true=80.0))
    loop = SelectLoop(scale=60)
    pace = RealPace(loop, ScaledClock(real, 60), real)
    real.moment = Moment(NOON + timedelta(seconds=10), awake=60.0, true=90.0)
    assert Moment(NOON + timedelta(minutes=10), awake=60.0, true=90.0) == pace.now()
    told: list[str] = []
    loop.later(6, lambda: told.append("fast"))
    pace.later(6, lambda: told.append("real"))
    loop.run_until(lambda: told)
    loop.close()
    assert ["fast"] == told
