"""Which source of input is used here: the first that can work, and the next one when it stops working."""

import logging
import sys
from collections.abc import Callable, Sequence

from posture_app.core.errors import Unavailable
from posture_app.core.events import Idle, Input, Sensed, Word
from posture_app.core.ports import IdleSensor, Loop, Timer
from posture_app.core.sight import WORD_LASTS_S, Sight
from posture_app.core.value import value
from posture_app.sensors.source import Refusal, SensorSource, Surroundings
from posture_app.sensors.sources import INPUT

PAUSES_BETWEEN_LOOKS = (2.0, 3.0, 10.0, 15.0)
"""Real seconds; so we look 2, 5, 15 and 30 s after a source was lost whether there is one again."""

_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}
NOT_YET = f"the app has no source of input for {_SYSTEMS.get(sys.platform, 'this system')} yet"

_log = logging.getLogger(__name__)


@value
class SourceChoice:
    """The source picked, those before it that cannot work, and those behind it that were not asked."""

    sensor: IdleSensor
    refusals: tuple[Refusal, ...]
    rest: tuple[SensorSource, ...]


def choose_idle(
    here: Surroundings, sources: Sequence[SensorSource] = INPUT, refusals: tuple[Refusal, ...] = ()
) -> SourceChoice:
    """The first source that can work, or `NoIdle`. `refusals` are those of earlier ones."""
    for number, source in enumerate(sources):
        try:
            sensor = source.make(here)
        except Unavailable as error:
            refusals = (*refusals, Refusal(source.name, str(error)))
        else:
            return SourceChoice(sensor, refusals, tuple(sources[number + 1 :]))
    many = len(refusals) > 1
    reasons = "; ".join(f"{refusal.name}: {refusal.why}" if many else refusal.why for refusal in refusals)
    return SourceChoice(NoIdle(here.loop, reasons or NOT_YET), refusals, ())


class IdleChain:
    """Implements `core.ports.IdleSensor` by the best source, and goes on with the next when that one is lost.

    `choice` is how it stands now, `changed` is called when that has changed. It never calls `lost` itself, as the last
    resort cannot fail. While there is none but that, it looks for a better one again: some times after a loss, and
    whenever the person says something or comes back from a barrier.
    """

    def __init__(self, here: Surroundings, sources: Sequence[SensorSource] = INPUT) -> None:
        self._here, self._sources = here, sources
        self._report: Callable[[Sensed], None] = lambda _: None
        self.changed: Callable[[], None] = lambda: None
        self.choice = choose_idle(here, sources)
        self.name = self.choice.sensor.name
        self._timer: Timer | None = None

    @property
    def sight(self) -> Sight:
        """By what input is seen."""
        sensor = self.choice.sensor
        return Sight(sensor.name, sensor.why if isinstance(sensor, NoIdle) else None)

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never
        self._report = report
        self._start()

    def rearm(self) -> None:
        self._look_again()
        self.choice.sensor.rearm()

    def said(self, word: Word) -> None:
        """The person said this, and the engine knows: where no input is seen, there is nothing else to go by."""
        self._look_again()
        if isinstance(self.choice.sensor, NoIdle):
            self.choice.sensor.said(word)

    def close(self) -> None:
        self._report, self.changed = (lambda _: None), (lambda: None)
        self._stop_waiting()
        self.choice.sensor.close()

    def _start(self) -> None:
        sensor = self.choice.sensor
        sensor.start(lambda sensed: self._received(sensor, sensed), lambda why: self._source_lost(sensor, why))

    def _received(self, sensor: IdleSensor, sensed: Sensed) -> None:
        if sensor is self.choice.sensor:
            self._report(sensed)

    def _source_lost(self, sensor: IdleSensor, why: str) -> None:
        if sensor is not self.choice.sensor:
            return
        before = (*self.choice.refusals, Refusal(sensor.name, why))
        self._change(choose_idle(self._here, self.choice.rest, before))
        _log.warning("input is told by “%s” from now on, as “%s” stopped: %s", self.name, sensor.name, why)
        if self.sight.blind:
            self._wait(PAUSES_BETWEEN_LOOKS)

    def _change(self, choice: SourceChoice) -> None:
        self.choice.sensor.close()
        self._report(Idle(0.0))  # input that was going on would never end otherwise
        self.choice, self.name = choice, choice.sensor.name
        self._start()
        self.changed()

    def _look_again(self) -> None:
        """Where no input is seen: is there a source by now?"""
        if not self.sight.blind:
            return
        choice = choose_idle(self._here, self._sources)
        if not isinstance(choice.sensor, NoIdle):
            self._stop_waiting()
            self._change(choice)
            _log.info("input is told by “%s” from now on", self.name)

    def _wait(self, pauses: tuple[float, ...]) -> None:
        def look() -> None:
            self._timer = None
            self._look_again()
            if self.sight.blind and pauses[1:]:
                self._wait(pauses[1:])

        self._stop_waiting()
        self._timer = self._here.loop.deadline(pauses[0], look)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class NoIdle:
    """Implements `core.ports.IdleSensor` by what the person says; `why` says why there is nothing better.

    After *sit* or *stand* input goes on until they say *up*, until the engine forgets input at a barrier, or until they
    have said nothing for WORD_LASTS_S: nobody is to sit all night because of what they said in the evening.
    """

    name = "none"

    def __init__(self, loop: Loop, why: str) -> None:
        self.why = why
        self._loop = loop
        self._report: Callable[[Sensed], None] = lambda _: None
        self._end: Timer | None = None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never lost
        """Nothing is known until they say something."""
        self._report = report

    def said(self, word: Word) -> None:
        """The person said this, and the engine knows."""
        if word is Word.UP:
            self._over()
        elif word in (Word.SIT, Word.STAND) or self._end is not None:
            self.rearm()
            self._end = self._loop.later(WORD_LASTS_S, self._over)
            if word in (Word.SIT, Word.STAND):
                self._report(Input())

    def rearm(self) -> None:
        """What they said before no longer counts."""
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def close(self) -> None:
        self._report = lambda _: None
        self.rearm()

    def _over(self) -> None:
        self.rearm()
        self._report(Idle(0.0))
