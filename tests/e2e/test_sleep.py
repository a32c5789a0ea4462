"""The computer sleeps: what was going on is on the disk before it may."""

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from posture_app.desktop.clock import SystemClock
from tests import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.buses import PrivateBus
    from tests.e2e.desk import Desk

WITHIN_S = 1.0
"""Real seconds from the word of logind until it may go on; measured: 0.03 on two busy cores."""
OURS = "SELECT ended_by FROM spans ORDER BY id DESC LIMIT 1"


@pytest.fixture
def system_bus(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, desk: "Desk") -> "Iterator[PrivateBus]":
    from tests.buses import PrivateBus  # noqa: PLC0415 - on Linux only

    (tmp_path / "system").mkdir()
    with closing(PrivateBus(tmp_path / "system")) as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        desk.environ["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
        yield bus


def test_the_span_is_on_the_disk_before_the_computer_may_sleep_and_the_next_time_too(
    desk: "Desk", system_bus: "PrivateBus"
) -> None:
    from posture_app.desktop.dbus.bus import JeepneyBus  # noqa: PLC0415 - on Linux only
    from tests.sensors.linux.test_logind import MockedLogind  # noqa: PLC0415 - likewise

    needs.linux()
    bus = JeepneyBus(desk.loop, system_bus.address)
    with closing(bus), closing(MockedLogind(desk.loop, bus)) as logind:
        logind.begin()
        desk.work()
        for _ in range(2):
            desk.until(lambda: logind.delays() == ["Posture"])
            desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
            desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
            clock = SystemClock()
            before = clock.now().true
            logind.emit_sleep("b", ("b", True))
            desk.loop.ask_until(lambda: logind.delays() == [])
            took = clock.now().true - before
            assert [("slept",)] == desk.rows(OURS)
            assert took < WITHIN_S
            logind.emit_sleep("b", ("b", False))
