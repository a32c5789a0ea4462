"""What is true around the person and can be asked, and who asked for what."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from posture_app.core.events import Fact


@dataclass
class World:
    """`tells` is what can be asked here, `holds` what is so. With `later` nobody answers before `answer`."""

    tells: AbstractSet[Fact] = frozenset()
    holds: set[Fact] = field(default_factory=set)
    later: bool = False
    asked: list[AbstractSet[Fact]] = field(default_factory=list)
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    def ask(self, facts: AbstractSet[Fact], answered: Callable[[Mapping[Fact, bool]], None]) -> None:
        self.asked.append(facts)
        found = {fact: fact in self.holds for fact in facts & self.tells}
        if self.later:
            self._waiting.append(lambda: answered(found))
        else:
            answered(found)

    def answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each()
