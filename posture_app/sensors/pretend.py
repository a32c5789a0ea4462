"""A person who never stops typing: the source of input of `posture-app demo`."""

from collections.abc import Callable

from posture_app.core.events import Input, Sensed
from posture_app.core.ports import Loop
from posture_app.sensors.source import SensorSource


class PretendInput:
    """Implements `core.ports.IdleSensor` by making input up."""

    name = "pretend"

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._report: Callable[[Sensed], None] = lambda _: None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never lost
        self._report = report
        self.rearm()

    def rearm(self) -> None:
        self._loop.soon(lambda: self._report(Input()))

    def close(self) -> None:
        self._report = lambda _: None


SOURCE = SensorSource(PretendInput.name, lambda here: PretendInput(here.loop))
