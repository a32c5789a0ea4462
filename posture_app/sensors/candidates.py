"""Which source of input is used here: the first that can work, and the next one when it stops working."""

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from posture_app.core.errors import Unavailable
from posture_app.core.events import Idle, Sensed
from posture_app.core.ports import IdleSensor, Loop
from posture_app.sensors.none import NoIdle
from posture_app.sensors.x11 import X11Idle

THRESHOLD_SECONDS = 30.0
"""Real seconds without input after which a source reports that it stopped."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a source may need. `scale` is how many seconds of the app pass in a real one."""

    loop: Loop
    environ: Mapping[str, str]
    threshold: float = THRESHOLD_SECONDS
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source by name. `make` raises Unavailable, saying why, where it cannot work."""

    name: str
    make: Callable[[Surroundings], IdleSensor]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that cannot work here, and why, for `posture-app doctor`."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The source picked, those before it that cannot work, and those behind it that were not asked."""

    sensor: IdleSensor
    refusals: tuple[Refusal, ...]
    rest: tuple[Candidate, ...]


X11 = Candidate(
    X11Idle.name,
    lambda here: X11Idle(here.loop, here.environ, threshold=here.threshold, scale=here.scale),
)
_NO_X11 = ("win32", "darwin")
IDLE: tuple[Candidate, ...] = () if sys.platform in _NO_X11 else (X11,)
"""The candidates of this platform, the best first."""


def choose_idle(
    here: Surroundings, candidates: Sequence[Candidate] = IDLE, refusals: tuple[Refusal, ...] = ()
) -> Choice:
    """The first candidate that can work, or `NoIdle`. `refusals` are those of earlier candidates."""
    for number, candidate in enumerate(candidates):
        try:
            sensor = candidate.make(here)
        except Unavailable as error:
            refusals = (*refusals, Refusal(candidate.name, str(error)))
        else:
            return Choice(sensor, refusals, tuple(candidates[number + 1 :]))
    reasons = "; ".join(f"{refusal.name}: {refusal.why}" for refusal in refusals)
    return Choice(NoIdle(reasons), refusals, ())


class IdleChain:
    """Implements `core.ports.IdleSensor` by the best candidate, and goes on with the next when that one is lost.

    `choice` is how it stands now. It never calls `lost` itself, as the last candidate cannot fail.
    """

    def __init__(self, here: Surroundings, candidates: Sequence[Candidate] = IDLE) -> None:
        self._here = here
        self._report: Callable[[Sensed], None] = lambda _: None
        self.choice = choose_idle(here, candidates)
        self.name = self.choice.sensor.name

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never
        """See `core.ports.Sensor`."""
        self._report = report
        self._start()

    def rearm(self) -> None:
        """See `core.ports.IdleSensor`."""
        self.choice.sensor.rearm()

    def close(self) -> None:
        """Close the candidate in use."""
        self._report = lambda _: None
        self.choice.sensor.close()

    def _start(self) -> None:
        sensor = self.choice.sensor
        sensor.start(lambda sensed: self._heard(sensor, sensed), lambda why: self._go_on(sensor, why))

    def _heard(self, sensor: IdleSensor, sensed: Sensed) -> None:
        if sensor is self.choice.sensor:
            self._report(sensed)

    def _go_on(self, sensor: IdleSensor, why: str) -> None:
        if sensor is not self.choice.sensor:
            return
        sensor.close()
        self._report(Idle(0.0))  # input that was going on would never end otherwise
        before = (*self.choice.refusals, Refusal(sensor.name, why))
        self.choice = choose_idle(self._here, self.choice.rest, before)
        self.name = self.choice.sensor.name
        _log.warning("input is told by “%s” from now on, as “%s” stopped: %s", self.name, sensor.name, why)
        self._start()
