"""Several sources of the same facts, combined into one; and how a fact is dropped that cannot be true."""

import itertools
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from posture_app.core.events import Fact, Idle, Input, Sensed, Signal
from posture_app.core.ports import Loop, Sensor, Timer
from posture_app.sensors.in_use import FOR_GOOD_S

GOES_ON_S = 180
"""Input that goes on for so many seconds of the app is more than a password, a cat, or a glance at the clock."""
BARRIERS = (Fact.LOCKED, Fact.ASLEEP)

_log = logging.getLogger(__name__)


class AnyOf:
    """Implements `core.ports.Sensor`: a fact holds as long as any of the sources says so.

    What a source said no longer counts once the source is lost; `lost` is called when the last one is.
    """

    def __init__(self, name: str, sources: Sequence[Sensor]) -> None:
        self.name = name
        self.sources = tuple(sources)
        self._report: Callable[[Sensed], None] = lambda _: None
        self._lost: Callable[[str], None] = lambda _: None
        self._working = set(range(len(self.sources)))
        self._statements: dict[Fact, dict[int, int]] = {}
        self._numbers = itertools.count()
        self._reported: dict[Fact, bool] = {}

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        self._report, self._lost = report, lost
        for number, source in enumerate(self.sources):
            source.start(partial(self._received, number), partial(self._source_lost, number))

    def saying(self, fact: Fact) -> tuple[str, ...]:
        """The names of the sources that say that this holds."""
        return tuple(self.sources[number].name for number in sorted(self._statements.get(fact, ())))

    def statements(self, fact: Fact) -> frozenset[int]:
        """The numbers of the statements by which this holds: each time a source says it, that has a new number."""
        return frozenset(self._statements.get(fact, {}).values())

    def take_back(self, fact: Fact, statements: frozenset[int]) -> None:
        """Drop these statements; a source that says it again is believed again."""
        if not statements.isdisjoint(self.statements(fact)):
            self._statements[fact] = {
                source: number for source, number in self._statements[fact].items() if number not in statements
            }
            self._report_change(fact)

    def close(self) -> None:
        self._working.clear()
        for source in self.sources:
            source.close()

    def _received(self, number: int, sensed: Sensed) -> None:
        if number not in self._working:
            return
        if not isinstance(sensed, Signal):
            self._report(sensed)
            return
        says = self._statements.setdefault(sensed.fact, {})
        if sensed.on:
            says[number] = next(self._numbers)
        else:
            says.pop(number, None)
        self._report_change(sensed.fact)

    def _source_lost(self, number: int, why: str) -> None:
        if number not in self._working:
            return
        self._working.discard(number)
        _log.warning("%s tells nothing any more: %s", self.sources[number].name, why)
        for fact, says in self._statements.items():
            says.pop(number, None)
            self._report_change(fact)
        if not self._working:
            self._lost(why)

    def _report_change(self, fact: Fact) -> None:
        on = bool(self._statements[fact])
        if self._reported.get(fact) is not on:
            self._reported[fact] = on
            self._report(Signal(fact, on))


class Doubt:
    """Passes on what the sources of facts say. Once it is plain that somebody is there, it takes back what says that
    nobody can be: a hint that stays set because the locker was killed (swaywm/sway#7007), a screen saver that is
    wrong. And what says for hours on end that somebody watches: a tool that keeps the screen on for good would hold
    every reminder back. The sources are believed again as soon as they say it anew.
    """

    def __init__(self, loop: Loop, barriers: AnyOf) -> None:
        self._loop, self._barriers = loop, barriers
        self._report: Callable[[Sensed], None] = lambda _: None
        self._input = False
        self._timer: Timer | None = None
        self._doubted: Mapping[Fact, frozenset[int]] = {}
        self._film: Timer | None = None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        self._report = report
        self._barriers.start(self._barrier_said, lost)

    def input(self, sensed: Sensed) -> None:
        """A source of input has reported this, which sees the input of this display."""
        match sensed:
            case Input():
                self._input = True
            case Idle():
                self._input = False
        self._consider()

    def take_back(self) -> None:
        """Somebody is there: the screen is not locked and the computer not asleep, whatever the sources say."""
        self._disbelieve({fact: self._barriers.statements(fact) for fact in BARRIERS})

    def close(self) -> None:
        """Doubt nothing that is said now; harmless if nothing is doubted."""
        self._believe()
        if self._film is not None:
            self._film.cancel()
            self._film = None

    def _believe(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _barrier_said(self, sensed: Sensed) -> None:
        self._report(sensed)
        if isinstance(sensed, Signal) and sensed.fact in BARRIERS:
            self._consider()
        elif isinstance(sensed, Signal) and sensed.fact is Fact.WATCHING:
            self._film_goes_on()

    def _film_goes_on(self) -> None:
        """A film begins or ends, or goes on by another source than the one that is no longer believed."""
        if self._film is not None:
            self._film.cancel()
        said = self._barriers.statements(Fact.WATCHING)
        self._film = self._loop.later(FOR_GOOD_S, partial(self._too_long, said)) if said else None

    def _too_long(self, said: frozenset[int]) -> None:
        self._film = None
        names = ", ".join(self._barriers.saying(Fact.WATCHING))
        _log.info("what keeps the screen on for more than 4 hours is not taken for a film: %s", names)
        self._barriers.take_back(Fact.WATCHING, said)
        self._film_goes_on()

    def _consider(self) -> None:
        if not (self._input and any(self._barriers.saying(fact) for fact in BARRIERS)):
            self._believe()
        elif self._timer is None:
            self._doubted = {fact: self._barriers.statements(fact) for fact in BARRIERS}
            self._timer = self._loop.later(GOES_ON_S, self._over)

    def _over(self) -> None:
        """What was said since then has its own time: it may be a true lock, and the input the keys for it."""
        self._timer = None
        self._disbelieve(self._doubted)
        self._consider()

    def _disbelieve(self, doubted: Mapping[Fact, frozenset[int]]) -> None:
        for fact, statements in doubted.items():
            if not statements.isdisjoint(self._barriers.statements(fact)):
                names = ", ".join(self._barriers.saying(fact))
                _log.warning("there is input although the computer is said to be %s by %s", fact, names)
                self._barriers.take_back(fact, statements)
