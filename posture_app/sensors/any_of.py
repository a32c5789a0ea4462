"""Several sources of the same facts, heard as one."""

import itertools
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from posture_app.core.events import Fact, Idle, Input, Sensed, Signal
from posture_app.core.ports import Loop, Sensor, Timer

GOES_ON_S = 180
"""Input that goes on for so many seconds of the app is more than a password, a cat, or a glance at the clock."""
BARRIERS = (Fact.LOCKED, Fact.ASLEEP)

_log = logging.getLogger(__name__)


class AnyOf:
    """Implements `core.ports.Sensor`: a fact holds as long as any of the sources says so.

    A source that is lost says nothing any more, not even what it said last; `lost` is called with the last one.
    """

    def __init__(self, name: str, sources: Sequence[Sensor]) -> None:
        self.name = name
        self.sources = tuple(sources)
        self._report: Callable[[Sensed], None] = lambda _: None
        self._lost: Callable[[str], None] = lambda _: None
        self._alive = set(range(len(self.sources)))
        self._on: dict[Fact, dict[int, int]] = {}
        self._numbers = itertools.count()
        self._told: dict[Fact, bool] = {}

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        """See `core.ports.Sensor`."""
        self._report, self._lost = report, lost
        for number, source in enumerate(self.sources):
            source.start(partial(self._heard, number), partial(self._gone, number))

    def saying(self, fact: Fact) -> tuple[str, ...]:
        """The names of the sources by whose word this holds."""
        return tuple(self.sources[number].name for number in sorted(self._on.get(fact, ())))

    def said(self, fact: Fact) -> frozenset[int]:
        """The numbers of those words: each that is said has one of its own."""
        return frozenset(self._on.get(fact, {}).values())

    def take_back(self, fact: Fact, said: frozenset[int]) -> None:
        """Let this not hold by these words; a source that says it anew is believed again."""
        if not said.isdisjoint(self.said(fact)):
            self._on[fact] = {source: word for source, word in self._on[fact].items() if word not in said}
            self._tell(fact)

    def close(self) -> None:
        """Close all sources."""
        self._alive.clear()
        for source in self.sources:
            source.close()

    def _heard(self, number: int, sensed: Sensed) -> None:
        if number not in self._alive:
            return
        if not isinstance(sensed, Signal):
            self._report(sensed)
            return
        says = self._on.setdefault(sensed.fact, {})
        if sensed.on:
            says[number] = next(self._numbers)
        else:
            says.pop(number, None)
        self._tell(sensed.fact)

    def _gone(self, number: int, why: str) -> None:
        if number not in self._alive:
            return
        self._alive.discard(number)
        _log.warning("%s tells nothing any more: %s", self.sources[number].name, why)
        for fact, says in self._on.items():
            says.pop(number, None)
            self._tell(fact)
        if not self._alive:
            self._lost(why)

    def _tell(self, fact: Fact) -> None:
        on = bool(self._on[fact])
        if self._told.get(fact) is not on:
            self._told[fact] = on
            self._report(Signal(fact, on))


class Doubt:
    """Stands between the sensors and who hears them. Once it is plain that somebody is there, it takes back what says
    that nobody can be: a hint that stays set because the locker was killed (swaywm/sway#7007), a screen saver that is
    wrong. The sources are believed again as soon as they say it anew.
    """

    def __init__(self, loop: Loop, barriers: AnyOf) -> None:
        self._loop, self._barriers = loop, barriers
        self._report: Callable[[Sensed], None] = lambda _: None
        self._input = False
        self._timer: Timer | None = None
        self._doubted: Mapping[Fact, frozenset[int]] = {}

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        """Begin to hear the barriers, and pass on what they say."""
        self._report = report
        self._barriers.start(self._barrier_said, lost)

    def input(self, sensed: Sensed) -> None:
        """What a source says that sees the input of this display."""
        match sensed:
            case Input():
                self._input = True
            case Idle():
                self._input = False
        self._consider()

    def take_back(self) -> None:
        """Somebody is there: no barrier of the sensors holds."""
        self._disbelieve({fact: self._barriers.said(fact) for fact in BARRIERS})

    def close(self) -> None:
        """Doubt nothing any more."""
        self._stop()

    def _barrier_said(self, sensed: Sensed) -> None:
        self._report(sensed)
        if isinstance(sensed, Signal) and sensed.fact in BARRIERS:
            self._consider()

    def _consider(self) -> None:
        if not (self._input and any(self._barriers.saying(fact) for fact in BARRIERS)):
            self._stop()
        elif self._timer is None:
            self._doubted = {fact: self._barriers.said(fact) for fact in BARRIERS}
            self._timer = self._loop.later(GOES_ON_S, self._over)

    def _over(self) -> None:
        """What was said meanwhile has its own time: it may have been a true lock, and the input the keys for it."""
        self._timer = None
        self._disbelieve(self._doubted)
        self._consider()

    def _disbelieve(self, said: Mapping[Fact, frozenset[int]]) -> None:
        for fact, words in said.items():
            if not words.isdisjoint(self._barriers.said(fact)):
                names = " and ".join(self._barriers.saying(fact))
                _log.warning("there is input although the computer is said to be %s by %s", fact, names)
                self._barriers.take_back(fact, words)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
