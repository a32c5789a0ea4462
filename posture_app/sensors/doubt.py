"""Whether the screen is locked or the computer asleep as its sources say: nobody types there."""

import logging
from collections.abc import Callable, Mapping

from posture_app.core.events import Fact, Idle, Input, Sensed, Signal
from posture_app.core.ports import Loop, Timer
from posture_app.sensors.any_of import AnyOf

GOES_ON_S = 180
"""Input that goes on for so many seconds of the app is more than a password, a cat, or a glance at the clock."""
BARRIERS = (Fact.LOCKED, Fact.ASLEEP)

_log = logging.getLogger(__name__)


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
