"""Several sources of the same facts, heard as one."""

import itertools
import logging
from collections.abc import Callable, Sequence
from functools import partial

from posture_app.core.events import Fact, Sensed, Signal
from posture_app.core.ports import Sensor

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
