"""What every alarm does: the scheduler of the app, and the one that tests of the engine at work turn by hand."""

from datetime import time, timedelta
from typing import Protocol

from posture_app.core.engine.alarm import Alarm
from tests.core.engine.fake_alarm import LONGEST_WAIT, NINE, Clocks

MINUTE, HOUR = 60.0, 3600.0
TEN = ((time(10, 0),),) * 7
DAILY = "UTC"


class World(Protocol):
    """An alarm and its clocks. `run` lets time pass while the machine is awake, and the alarm ring."""

    alarm: Alarm
    clocks: Clocks

    def run(self, seconds: float) -> None: ...


class AlarmContract:
    """Give it a fixture `world`: clocks that read nine o'clock (UTC), and an alarm of which nothing was asked yet."""

    def test_a_call_comes_when_its_time_is_over_and_once(self, world: World) -> None:
        calls: list[int] = []
        world.alarm.once("a", MINUTE, lambda: calls.append(1))
        world.run(MINUTE - 1)
        assert [] == calls
        world.run(2)
        assert [1] == calls
        world.run(2 * HOUR)
        assert [1] == calls

    def test_a_later_wish_of_a_name_replaces_an_earlier_one_and_can_be_called_off(self, world: World) -> None:
        calls: list[str] = []
        world.alarm.once("a", MINUTE, lambda: calls.append("first"))
        world.alarm.once("a", 2 * MINUTE, lambda: calls.append("second"))
        world.alarm.once("b", MINUTE, lambda: calls.append("called off"))
        world.alarm.cron("c", TEN, DAILY, lambda: calls.append("called off, too"))
        for name in ("b", "c", "never asked for"):
            world.alarm.cancel(name)
        world.run(2 * HOUR)
        assert ["second"] == calls

    def test_a_call_may_ask_for_its_own_successor_and_call_others_off(self, world: World) -> None:
        calls: list[float] = []

        def again() -> None:
            calls.append(round(world.clocks.awake - began))
            world.alarm.cancel("other")
            world.alarm.once("a", MINUTE, again)

        began = world.clocks.awake
        world.alarm.once("a", MINUTE, again)
        world.alarm.once("other", MINUTE + 1, lambda: calls.append(-1))
        world.run(3.5 * MINUTE)
        assert [60, 120, 180] == calls

    def test_a_length_goes_by_true_time_whatever_the_wall_clock_is_set_to(self, world: World) -> None:
        for ahead in (-HOUR, HOUR, -10 * 365 * 24 * HOUR, 10 * 365 * 24 * HOUR):
            calls: list[int] = []
            world.alarm.once("a", MINUTE, lambda calls=calls: calls.append(1))  # type: ignore[misc] # a list of each turn
            world.run(30)
            world.clocks.set_wall(ahead)
            world.run(29)
            assert [] == calls
            world.alarm.wakeup()
            world.run(0.5)
            assert [] == calls
            world.run(1)
            assert [1] == calls

    def test_a_long_one_does_too(self, world: World) -> None:
        calls: list[int] = []
        world.alarm.once("a", 5 * HOUR, lambda: calls.append(1))
        world.run(HOUR)
        world.clocks.set_wall(-3 * HOUR)
        world.run(4 * HOUR - 1)
        assert [] == calls
        world.run(2)
        assert [1] == calls

    def test_what_came_due_in_a_sleep_comes_once_the_alarm_looks(self, world: World) -> None:
        calls: list[str] = []
        world.alarm.once("a", 2 * HOUR, lambda: calls.append("a"))
        world.alarm.cron("b", TEN, DAILY, lambda: calls.append("b"))
        world.run(1)
        world.clocks.sleep(26 * HOUR)
        world.alarm.wakeup()
        world.run(0)
        assert ["a", "b"] == sorted(calls)

    def test_a_sleep_that_nobody_told_of_is_noticed_within_a_quarter_of_an_hour(self, world: World) -> None:
        calls: list[int] = []
        world.alarm.once("a", 2 * HOUR, lambda: calls.append(1))
        world.run(1)
        world.clocks.sleep(9 * HOUR)
        world.run(LONGEST_WAIT)
        assert [1] == calls

    def test_a_moment_goes_by_the_wall_clock(self, world: World) -> None:
        calls: list[int] = []
        world.alarm.once_at("a", NINE + timedelta(hours=3), lambda: calls.append(1))
        world.run(HOUR)
        world.clocks.set_wall(-HOUR)
        world.run(3 * HOUR - 1)
        assert [] == calls
        world.run(2)
        assert [1] == calls
        world.alarm.once_at("a", world.clocks.wall + timedelta(hours=3), lambda: calls.append(2))
        world.run(1)
        world.clocks.set_wall(4 * HOUR)
        world.run(LONGEST_WAIT)
        assert [1, 2] == calls

    def test_a_moment_that_is_over_comes_at_once(self, world: World) -> None:
        calls: list[int] = []
        world.alarm.once_at("a", NINE - timedelta(hours=1), lambda: calls.append(1))
        world.run(0)
        assert [1] == calls

    def test_a_clock_time_comes_day_by_day_until_it_is_replaced(self, world: World) -> None:
        calls: list[int] = []

        def counted() -> None:
            calls.append(1)

        world.alarm.cron("tea", TEN, DAILY, counted)
        world.run(HOUR - 1)
        assert [] == calls
        world.run(2)
        assert [1] == calls
        world.run(24 * HOUR)
        assert [1, 1] == calls
        world.alarm.cron("tea", ((),) * 7, DAILY, counted)
        world.run(48 * HOUR)
        assert [1, 1] == calls
