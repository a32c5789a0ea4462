"""When to ask what is true of the world: whether a call goes on, a film runs, nobody is to be disturbed.

Such facts are asked, not watched. A copy of the engine is run ahead, as for a preview: before it would show a prompt,
or end presence for want of evidence, they are asked, and what is found goes into the engine first. What asking has
found holds for as long as it is asked again: while it holds a prompt back, or keeps somebody present.
"""

import copy
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from posture_app.core.effects import Prompt
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.presence import NEVER, PASSIVE
from posture_app.core.events import Event, Fact, Signal
from posture_app.core.value import value

HOLDING = frozenset({Fact.CALL, Fact.WATCHING, Fact.FULLSCREEN, Fact.DND})
"""What may hold a prompt back."""
HOLDS_AGAIN_S, KEEPS_AGAIN_S = 60, 300
"""After so many seconds it is asked again what holds a prompt, and what alone keeps somebody present."""
FRESH_S = 5
"""An answer is good for so many seconds."""


@value
class Need:
    """These facts have to be known, and what is found goes into the engine at this true second."""

    facts: frozenset[Fact]
    at: int


def needed(engine: Engine, event: Event, at: int) -> Need | None:
    """What has to be known before this event of this true second, if anything. The engine stays as it is.

    Presence that ends at a second has ended before anything else happens in it, so that is asked for the second before.
    """
    if at < engine.next_change:
        return None
    prompted = None
    for effect in copy.deepcopy(engine).handle(event, at):
        if isinstance(effect, Prompt):
            prompted = int(effect.shown.at.timestamp()) - engine.shift
            break
    ends = engine.absent_from
    if prompted is not None and (ends is None or prompted < ends):
        return Need(HOLDING, prompted)
    return Need(PASSIVE, ends - 1) if ends is not None and ends <= at else None


@dataclass(slots=True)
class Inquiry:
    """What is known of the facts that can be asked. `told` is what a sensor says by itself, `found` what asking has
    found: a fact holds if either says so. `asked` is the true second at which each was asked last.
    """

    told: set[Fact] = field(default_factory=set)
    found: set[Fact] = field(default_factory=set)
    asked: dict[Fact, int] = field(default_factory=dict)

    def before(self, engine: Engine, event: Event, at: int) -> Need | None:
        """What has to be asked before this event."""
        need = needed(engine, event, at)
        return None if need is None or self._fresh(need.facts, at) else need

    def again(self, engine: Engine, at: int) -> Need | None:
        """What is to be asked again, and when; None: what was found is of no more use."""
        only = self.found - self.told
        if only and engine.holds_back(only):
            return self._again(HOLDING, HOLDS_AGAIN_S, at)
        if only & PASSIVE and engine.kept_by_facts:
            return self._again(PASSIVE, KEEPS_AGAIN_S, at)
        return None

    def answer(self, need: Need, answers: Mapping[Fact, bool], at: int) -> list[Signal]:
        """The answers to what was asked at `at`; returns what the engine is to be told."""
        self.asked.update(dict.fromkeys(need.facts, at))
        return self._find({fact for fact in answers if answers[fact]} | (self.found - answers.keys()))

    def forget(self) -> list[Signal]:
        """Nobody asks any longer; returns what the engine is to be told."""
        for fact in self.found:
            self.asked.pop(fact, None)
        return self._find(set())

    def hear(self, event: Event) -> Event | None:
        """An event as the engine is to have it; None if it changes nothing, as asking has found the fact as well."""
        if isinstance(event, Signal) and event.fact in HOLDING:
            (self.told.add if event.on else self.told.discard)(event.fact)
            return None if event.fact in self.found else event
        return event

    def _find(self, found: set[Fact]) -> list[Signal]:
        changed = (self.found ^ found) - self.told
        self.found = found
        return [Signal(fact, fact in found) for fact in Fact if fact in changed]

    def _fresh(self, facts: AbstractSet[Fact], at: int) -> bool:
        return all(at - self.asked.get(fact, -NEVER) < FRESH_S for fact in facts)

    def _again(self, facts: frozenset[Fact], pause: int, at: int) -> Need:
        return Need(facts, max(at, min(self.asked.get(fact, at) for fact in facts) + pause))
