"""The prompts to come, found by running a copy of the engine ahead."""

import copy
from dataclasses import replace
from datetime import datetime

from posture_app.core.effects import Prompt
from posture_app.core.engine.clock_times import times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.presence import NEVER
from posture_app.core.events import Adjust, Event, Input, Say, TimeReached, Wake, Word, main_answer
from posture_app.core.prompts import Shown
from posture_app.core.rules import Rules
from posture_app.core.value import value

ANSWER_AFTER_S = 15


@value
class UpcomingPrompt:
    """A prompt to come: the kinds it is for, the longest first, and when (UTC)."""

    kinds: tuple[str, ...]
    at: datetime


def preview(
    engine: Engine, at: int, rules: Rules, zone: str, *, seconds: int, most: int = 8
) -> tuple[UpcomingPrompt, ...]:
    """The prompts of the coming `seconds` if the person goes on at the computer from the true second `at` on and does
    what each prompt asks for, at most so many. The engine stays as it is.
    """
    return _Ahead(copy.deepcopy(engine), at, rules, zone).run(at + seconds, most)


class _Ahead:
    """An engine that is woken when something changes, and a person who answers. Each turn of `run` uses up a clock
    time, an answer or a wake-up, and the next wake-up is at least a second later: so it ends.
    """

    def __init__(self, engine: Engine, at: int, rules: Rules, zone: str) -> None:
        self._engine, self._now, self._rules, self._zone = engine, at, rules, zone
        self._wake: int | None = at
        self._answers: list[tuple[int, Event]] = []
        self._found: list[Shown] = []
        rules = replace(rules, right_moment=0)  # nobody knows when that will be
        self._feed(Adjust(rules, zone), at)
        if engine.status().prompt is not None:
            self._feed(Say(Word.ESCAPE), at)  # what shows already is not a prompt to come
        self._feed(Input(), at)

    def run(self, until: int, most: int) -> tuple[UpcomingPrompt, ...]:
        times = times_reached(self._rules, self._zone, self._engine.shift, self._now, until)
        while len(self._found) < most:
            events = [*self._answers[:1], *((at, reached) for reached, at in times[:1])]
            if self._wake is not None:
                events.append((self._wake, Wake()))
            at, event = min(events, key=lambda pair: pair[0], default=(NEVER, None))
            if event is None or at > until:
                break
            if isinstance(event, TimeReached):
                times.pop(0)
            elif isinstance(event, Say):
                self._answers.pop(0)
            else:
                self._wake = None  # used up; the engine says when it wants the next
            self._feed(event, max(self._now, at))
        return tuple(UpcomingPrompt(shown.kinds, shown.at) for shown in self._found)

    def _feed(self, event: Event, at: int) -> None:
        self._now = at
        for effect in self._engine.handle(event, at):
            if isinstance(effect, Prompt):
                self._found.append(effect.shown)
                self._answers.append((at + ANSWER_AFTER_S, Say(main_answer(effect.shown))))
        # Not when it asks to be woken: nothing is recorded here, so there need be no checkpoints.
        change = max(self._engine.next_change, at + isinstance(event, Wake))
        self._wake = change if change < NEVER else None
