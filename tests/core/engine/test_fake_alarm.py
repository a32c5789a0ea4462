"""The alarm that tests of the engine at work turn by hand does what the app's scheduler does."""

from dataclasses import dataclass, field

import pytest

from tests.core.engine.alarm_contract import AlarmContract
from tests.core.engine.fake_alarm import Alarm, Clocks


@dataclass
class World:
    clocks: Clocks = field(default_factory=Clocks)

    def __post_init__(self) -> None:
        self.alarm = Alarm(self.clocks)

    def run(self, seconds: float) -> None:
        self.alarm.run(seconds)


class TestContract(AlarmContract):
    @pytest.fixture
    def world(self) -> World:
        return World()
