"""The computer sleeps or ends: what was going on is on the disk before."""

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from posture_app.desktop.clock import SystemClock
from tests.e2e.recording import quit_and_replay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.buses import PrivateBus
    from tests.e2e.desk import Desk
    from tests.sensors.linux.test_logind import MockedLogind

WITHIN_S = 1.0
"""Real seconds from the word of logind until it may go on; measured: 0.03 on two busy cores."""
ENDED_BY = "SELECT ended_by FROM spans ORDER BY id DESC LIMIT 1"


@pytest.fixture
def system_bus(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, desk: "Desk") -> "Iterator[PrivateBus]":
    from tests.buses import PrivateBus  # noqa: PLC0415 - on Linux only

    (tmp_path / "system").mkdir()
    with closing(PrivateBus(tmp_path / "system")) as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        desk.environ["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
        yield bus


@pytest.fixture
def logind(desk: "Desk", system_bus: "PrivateBus") -> "Iterator[MockedLogind]":
    from posture_app.desktop.dbus.bus import JeepneyBus  # noqa: PLC0415 - on Linux only
    from tests.sensors.linux.test_logind import MockedLogind  # noqa: PLC0415 - likewise

    with closing(JeepneyBus(desk.loop, system_bus.address)) as bus, closing(MockedLogind(desk.loop, bus)) as logind:
        logind.begin()
        yield logind


def test_the_span_is_on_the_disk_before_the_computer_may_sleep_and_the_next_time_too(
    desk: "Desk", logind: "MockedLogind"
) -> None:
    clock = SystemClock()
    desk.work()
    for _ in range(2):
        desk.until(lambda: logind.delays() == ["Posture"])
        desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
        before = clock.now().true
        logind.emit_sleep("b", ("b", True))
        desk.loop.ask_until(lambda: logind.delays() == [])
        took = clock.now().true - before
        assert [("slept",)] == desk.rows(ENDED_BY)
        assert took < WITHIN_S
        logind.emit_sleep("b", ("b", False))
    desk.until(lambda: desk.now()["asleep_by"] == [])
    quit_and_replay(desk)


@pytest.mark.parametrize("how", ["the computer", "the session"])
def test_what_goes_on_is_written_down_when_the_end_is_told(desk: "Desk", logind: "MockedLogind", how: str) -> None:
    from tests.sensors.linux.test_logind import SESSION  # noqa: PLC0415 - on Linux only

    desk.environ["XDG_SESSION_ID"] = "c1"
    desk.work(scale=1)  # so that no minute is over
    desk.until(lambda: logind.delays() == ["Posture"])
    desk.until(lambda: desk.now()["bout_s"] >= 2, meanwhile=desk.type)
    assert [] == desk.rows(ENDED_BY)
    if how == "the computer":
        logind.emit("PrepareForShutdown", "b", ("b", True))
    else:
        logind.emit("SessionRemoved", "so", ("s", "c1"), ("o", SESSION))
    desk.until(lambda: desk.rows(ENDED_BY) == [(None,)])
