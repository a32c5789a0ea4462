"""What a source told last, and when: for `posture-app doctor` and the settings, which show it."""

from collections.abc import Callable, Iterator

from posture_app.core.events import Fact, Sensed, Signal
from posture_app.core.ports import Sensor


class Noted:
    """Implements `core.ports.Sensor` by another, and keeps what that told last of each fact. `seconds` is a clock that
    counts from any point; `changed` is called when something was told.
    """

    def __init__(self, sensor: Sensor, seconds: Callable[[], float]) -> None:
        self.name = sensor.name
        self.changed: Callable[[], None] = lambda: None
        self._sensor, self._seconds = sensor, seconds
        self._told: dict[Fact | None, tuple[Sensed, float]] = {}

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        def told(sensed: Sensed) -> None:
            self._told[sensed.fact if isinstance(sensed, Signal) else None] = sensed, self._seconds()
            report(sensed)
            self.changed()

        self._sensor.start(told, lost)

    def close(self) -> None:
        self.changed = lambda: None
        self._sensor.close()

    def told(self) -> Iterator[tuple[Sensed, float]]:
        """What it told last of each fact, and how many seconds ago."""
        now = self._seconds()
        for sensed, at in self._told.values():
            yield sensed, now - at
