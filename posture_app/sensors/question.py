"""What is true of the world and is asked, not watched: whether a call goes on, whether nobody is to be disturbed.

A question is put when a prompt or the end of presence is near (`core.engine.inquiry`), and at no other time.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Protocol

from posture_app.core.errors import Unavailable, guarded
from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Loop, Timer
from posture_app.core.value import value
from posture_app.sensors.source import Refusal, Surroundings

ANSWER_S = 0.3
"""Real seconds that an answer may take: so long a prompt may be late for it."""
NO_ANSWER = N_("did not answer in time, which counts as “no”")

_log = logging.getLogger(__name__)


class Question(Protocol):
    """One thing that can be asked. It is not asked again before it has answered."""

    name: str
    """Whom it asks, such as “dunst”."""
    fact: Fact

    @property
    def trouble(self) -> str | None:
        """Why it tells nothing at the moment, if so."""

    @property
    def reading(self) -> str | None:
        """The last answer in words that `posture-app doctor` can show, without anything private; None before it."""

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        """Have `answer` called once, at once or later, whether the fact holds; None if that cannot be known now."""

    def close(self) -> None:
        """Ask no longer; what was asked need not be answered any more."""


@value
class QuestionSource:
    """How a question is come by. `make` raises Unavailable, saying why, where it can never be answered here."""

    name: str
    tells: str
    """What it can tell of, such as “call”; it heads the source's row in `posture-app doctor`."""
    fact: Fact
    make: Callable[[Surroundings], Question]


class _Asked:
    """A question, and how it stands with its answer. `owes`: it was asked and has not answered. `late`: not in time."""

    def __init__(self, source: QuestionSource, question: Question, seconds: Callable[[], float]) -> None:
        self.source, self.question, self._seconds = source, question, seconds
        self.owes = self.late = False
        self.answered_at = 0.0
        self._waiting: list[Callable[[bool | None], None]] = []

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        self._waiting.append(answer)
        if not self.owes:
            self.owes = True
            guarded(lambda: self.question.ask(self._answered))

    def is_late(self) -> None:
        if not self.late:
            _log.warning("%s %s", self.source.name, NO_ANSWER)
        self.late = True

    def _answered(self, holds: bool | None) -> None:  # noqa: FBT001 - the answer
        waiting, self._waiting, self.owes = self._waiting, [], False
        if holds is not None:
            self.answered_at = self._seconds()
        for answer in waiting:
            answer(holds)


class Questions:
    """All that can be asked here. `off` are the names of those that the person does not want to have asked."""

    def __init__(self, here: Surroundings, sources: Sequence[QuestionSource]) -> None:
        self._loop, self._seconds = here.loop, here.seconds
        self._asked: list[_Asked] = []
        self.refusals: list[Refusal] = []
        self.off: AbstractSet[str] = frozenset()
        for source in sources:
            try:
                self._asked.append(_Asked(source, source.make(here), here.seconds))
            except Unavailable as why:
                self.refusals.append(Refusal(source.name, str(why), source.tells))
        self._rounds: set[_Round] = set()

    def ask(self, facts: AbstractSet[Fact], answered: Callable[[Mapping[Fact, bool]], None]) -> None:
        """Ask all that tells of these facts at once. `answered` is called once, after ANSWER_S at the latest, with the
        facts that somebody could be asked for: at once, if all of them answer at once or there is nobody to ask.
        """
        wanted = [each for each in self._asked if each.source.fact in facts and each.source.name not in self.off]

        def over(found: Mapping[Fact, bool]) -> None:
            self._rounds.discard(asking)
            answered(found)

        asking = _Round(wanted, over)
        self._rounds.add(asking)
        asking.begin(self._loop)

    def report(self) -> Iterator[tuple[QuestionSource, str | None, str | None, float]]:
        """Each source that can be asked here, why it tells nothing at the moment, if so, its last answer, and how many
        seconds ago that was.
        """
        for each in self._asked:
            off = lasting("it is turned off in the settings") if each.source.name in self.off else None
            trouble = off or each.question.trouble or (lasting(NO_ANSWER) if each.late else None)
            yield each.source, trouble, each.question.reading, self._seconds() - each.answered_at

    def close(self) -> None:
        for asking in list(self._rounds):
            asking.cancel()
        self._rounds.clear()
        for each in self._asked:
            each.question.close()


class _Round:
    """Some questions put at one time. A fact is known once one says that it holds, or all have answered."""

    def __init__(self, wanted: Sequence[_Asked], over: Callable[[Mapping[Fact, bool]], None]) -> None:
        self._open = list(wanted)
        self._found = {each.source.fact: False for each in wanted}
        self._over = over
        self._timer: Timer | None = None

    def begin(self, loop: Loop) -> None:
        self._timer = loop.deadline(ANSWER_S, self._time_out)
        for each in list(self._open):
            each.ask(partial(self._answered, each))
        self._look()

    def cancel(self) -> None:
        """Nobody is to be told any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _answered(self, each: _Asked, holds: bool | None) -> None:  # noqa: FBT001 - the answer
        self._open.remove(each)
        each.late = each.late and self._timer is None
        self._found[each.source.fact] |= bool(holds)
        self._look()

    def _look(self) -> None:
        if all(self._found[each.source.fact] for each in self._open):
            self._end()

    def _time_out(self) -> None:
        for each in self._open:
            each.is_late()
        self._end()

    def _end(self) -> None:
        if self._timer is not None:
            self.cancel()
            self._over(self._found)
