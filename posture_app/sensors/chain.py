"""Which source of input is used here: the best that gets ready, the next when it is lost, and a better one once it can
work.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Idle, Input, Sensed, Signal, Word
from posture_app.core.language import N_, _, labelled, lasting
from posture_app.core.ports import Timer, Waiting, Watch, owner_changes
from posture_app.core.sight import Sight
from posture_app.sensors.compositors import AskCompositors, Compositors
from posture_app.sensors.input import InputSensor
from posture_app.sensors.no_input import NoInput
from posture_app.sensors.source import InputSource, OtherSessionError, Refusal, Surroundings
from posture_app.sensors.sources import INPUT

PAUSES_BETWEEN_LOOKS = (1.0, 4.0, 25.0, 90.0)
"""Real seconds; so we look 1, 5, 30 and 120 s after a loss, or after a start that found none, for a better source."""
ANSWERS_S = 6.0
"""Real seconds that a source has to get ready or to say that it cannot; a call by D-Bus has 5."""
SILENT = N_("it does not answer")

NOT_YET = N_("the app has no source of input for this system yet")

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Candidate:
    """A source that has been asked, or is used; `sensor` is there once it is ready."""

    number: int
    waiting: Waiting
    deadline: Timer | None = None
    sensor: InputSensor | None = None
    facts: set[Fact] = field(default_factory=set)
    """Those that hold as it told."""

    def close(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
        (self.sensor or self.waiting).close()


class InputChain:
    """Input by the best source: reports `Input()` when it begins, `Idle(ago)` when there has been none for a
    while. It never calls `lost`: where none is left, it goes by what the person says.

    Sources are asked one after the other, each once that before it has refused or been lost. After a loss, and after
    a start that found none, the better ones are asked again some times; all are, whenever a name that one needs comes
    to the session bus, and while no input is seen, when the person says something or comes back from a barrier.

    `changed` is called when `sight` has changed, `told` gets the facts that the source in use shows by the way.
    """

    def __init__(self, here: Surroundings, sources: Sequence[InputSource] = INPUT) -> None:
        self._here, self._sources = here, tuple(sources)
        self._report: Callable[[Sensed], None] = lambda _: None
        self.changed: Callable[[], None] = lambda: None
        self.told: Callable[[Signal], None] = lambda _: None
        self.last: tuple[Sensed, float] | None = None
        """What was reported last, and when by `here.seconds`."""
        self._none = NoInput(here.loop, self._pass_on)
        self._blind = False
        self._used: _Candidate | None = None
        self._asked: _Candidate | None = None
        self._looking: AskCompositors | None = None  # before the first is asked again
        self._again = False  # whether all are to be asked once this round of asking is over
        self._refusals: dict[int, str] = {}
        self._elsewhere: set[int] = set()
        """Those that are for another kind of session."""
        self._lost: set[int] = set()
        self._last_losses: dict[int, tuple[str, float]] = {}
        self._wishes: set[_Wish] = set()
        self._film_asked: list[Callable[[bool | None], None]] = []
        self._timer: Timer | None = None
        self._losses = 0  # while we look for a better one
        self._unsubscribe: list[Callable[[], None]] = []

    @property
    def name(self) -> str:
        """Of the source in use, or the one that is being asked."""
        candidate = self._used or self._asked
        return candidate.waiting.name if candidate else NoInput.name

    @property
    def sight(self) -> Sight:
        """By what input is seen."""
        return Sight(self.name, self._why() if self._blind else None)

    @property
    def asking(self) -> bool:
        """Whether a source is being asked, so that another may be used in a moment."""
        return self._asked is not None or self._looking is not None

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why each source cannot work that could not, or not any more, when it was last asked; in their order."""
        return tuple(Refusal(self._sources[number].name, why) for number, why in sorted(self._refusals.items()))

    def last_age(self) -> tuple[Sensed, float] | None:
        """What was reported last, and how many seconds ago."""
        return None if self.last is None else (self.last[0], self._here.seconds() - self.last[1])

    def report(self) -> Iterator[tuple[str, Waiting | None, str | None]]:
        """Each source in order: its name, itself if it is used, and why it cannot work, if it cannot."""
        for number, source in enumerate(self._sources):
            used = self._used.waiting if self._used is not None and self._used.number == number else None
            yield source.name, used, None if used else self._refusals.get(number)

    def losses(self) -> Iterator[tuple[str, str, float]]:
        """The name of each source that was ever lost, why, and how many seconds ago that was last."""
        for number, (why, at) in self._last_losses.items():
            yield self._sources[number].name, why, self._here.seconds() - at

    @property
    def misses_one(self) -> bool:
        """Whether a source was lost that was better than what is used now."""
        return any(number < self._end() for number in self._lost)

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never
        self._report = report
        if not isinstance(self._here.session, Unavailable):
            for name in {source.bus_name for source in self._sources if source.bus_name}:
                self._unsubscribe.append(self._here.session.subscribe(self._owner_changed, **owner_changes(name)))
        self._ask(0)

    def look(self) -> None:
        """Ask those that are better than what is used: one may be able to work by now."""
        if self.asking:
            self._again = True
        else:
            self._look_from(0)

    def rearm(self) -> None:
        if self._blind:
            self.look()
        if self._used is not None and self._used.sensor is not None:
            self._used.sensor.rearm()

    def said(self, word: Word) -> None:
        """The person said this, and the engine knows: where no input is seen, there is nothing else to go by."""
        if self._blind:
            self.look()
        if self._used is None:  # or not yet
            self._none.said(word)

    def quiet(self, milliseconds: int, call: Callable[[], None]) -> Watch:
        """Call once, as soon as no input has been seen for so many real milliseconds: by whichever source is used then,
        and not while none is.
        """
        return self._wish(lambda sensor, come: sensor.quiet(milliseconds, come), call)

    def next_input(self, call: Callable[[], None]) -> Watch:
        """Call once, at the next input, and take that for what was seen last: for a window that shows it at once."""

        def come() -> None:
            self.last = Input(), self._here.seconds()
            call()

        return self._wish(InputSensor.next_input, come)

    def look_for_film(self, answer: Callable[[bool | None], None]) -> None:
        """Look whether something keeps the screen on; None: the source in use does not tell of it when asked. While one
        is being asked, and none is used, that is waited for.
        """
        if self._used is not None and self._used.sensor is not None:
            self._used.sensor.look(answer)
        elif self.asking and not self._blind:
            self._film_asked.append(answer)
        else:
            answer(None)

    def check(self) -> None:
        """To be called each minute that somebody is there: what a source tells of only when it looks, is looked for."""
        if self._used is not None and self._used.sensor is not None:
            self._used.sensor.check()

    def close(self) -> None:
        self._report, self.told, self.changed = (lambda _: None), (lambda _: None), (lambda: None)
        if self._timer is not None:
            self._timer.cancel()
        self._none.forget()
        self._film_asked.clear()
        for wish in tuple(self._wishes):
            wish.stop()
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        for asked in (self._looking, self._asked, self._used):
            if asked is not None:
                asked.close()
        self._looking = self._asked = self._used = None
        self._blind = False  # so that nobody looks again

    def _wish(self, of: Callable[[InputSensor, Callable[[], None]], Watch], call: Callable[[], None]) -> Watch:
        wish = _Wish(of, call, self._wishes)
        if self._used is not None and self._used.sensor is not None:
            wish.ask(self._used.sensor)
        return wish

    def _refuse(self, number: int, why: str, *, elsewhere: bool = False) -> None:
        self._refusals[number] = why
        (self._elsewhere.add if elsewhere else self._elsewhere.discard)(number)

    def _end(self) -> int:
        """The number of the source in use; those below are better."""
        return self._used.number if self._used else len(self._sources)

    def _look_from(self, number: int) -> None:
        """Find out which compositors there are by now, then ask the source of this number and those after it."""

        def found(compositors: Compositors) -> None:
            self._looking = None
            self._here = replace(self._here, known=compositors)
            self._ask(number)

        self._looking = AskCompositors(self._here.loop, self._here.environ, self._here.known or Compositors(), found)
        self._looking.start()

    def _ask(self, number: int) -> None:
        """Ask the source of this number, and those after it once it has refused, as far as they are better than what is
        used.
        """
        while number < self._end():
            try:
                waiting = self._sources[number].make(self._here)
            except Unavailable as why:
                self._refuse(number, str(why), elsewhere=isinstance(why, OtherSessionError))
                number += 1
                continue
            asked = self._asked = _Candidate(number, waiting)
            asked.deadline = self._here.loop.deadline(ANSWERS_S, partial(self._failed, asked, lasting(SILENT)))
            waiting.start(partial(self._ready, asked), partial(self._failed, asked), partial(self._told, asked))
            return
        if self._again:
            self._again = False
            self._ask(0)
        elif self._used is None and not self._blind:
            self._blind = True
            if self._timer is None:
                self._look_later()
            self._settled()

    def _ready(self, asked: _Candidate) -> None:
        if asked is not self._asked:
            return
        if asked.deadline is not None:
            asked.deadline.cancel()
        before, self._used, self._asked = self._used, asked, None
        self._refusals.pop(asked.number, None)
        self._lost.discard(asked.number)
        if before is not None:
            self._drop(before)
        if before is not None or self._blind or self._none.holds:
            self._none.forget()
            self._pass_on(Idle(0.0))  # input that was going on would never end otherwise
        self._blind = False
        sensor = InputSensor(
            asked.waiting,
            partial(self._sensed, asked),
            idle_after_ms=round(1000 * self._sources[asked.number].idle_after_s / self._here.scale),
            scale=self._here.scale,
        )
        if asked is not self._used:  # it was lost in this moment
            sensor.close()
            return
        asked.sensor = sensor
        for fact in asked.facts:
            self.told(Signal(fact, on=True))
        for wish in tuple(self._wishes):
            wish.ask(sensor)
        _log.info("input is told by “%s” from now on", self.name)
        self._settled()
        if self._again:
            self._again = False
            self.look()

    def _settled(self) -> None:
        """It is plain which source is used."""
        asked, self._film_asked = self._film_asked, []
        for answer in asked:
            self.look_for_film(answer)
        self.changed()

    def _failed(self, candidate: _Candidate, why: str) -> None:
        """It refuses, or was lost."""
        if candidate not in (self._asked, self._used):
            return
        self._refuse(candidate.number, why)
        if candidate is self._asked:
            self._asked = None
            candidate.close()
            self._ask(candidate.number + 1)
            return
        _log.warning("input is told by “%s” no longer: %s", self.name, why)
        self._lost.add(candidate.number)
        self._last_losses[candidate.number] = why, self._here.seconds()
        self._used = None
        self._drop(candidate)
        self._pass_on(Idle(0.0))
        self._look_later()
        if not self.asking:
            self._look_from(candidate.number + 1)

    def _drop(self, used: _Candidate) -> None:
        used.close()
        for fact in used.facts:
            self.told(Signal(fact, on=False))

    def _sensed(self, candidate: _Candidate, sensed: Sensed) -> None:
        if candidate is self._used:
            self._pass_on(sensed)

    def _pass_on(self, sensed: Sensed) -> None:
        self.last = sensed, self._here.seconds()
        self._report(sensed)

    def _told(self, candidate: _Candidate, signal: Signal) -> None:
        if signal.on:
            candidate.facts.add(signal.fact)
        else:
            candidate.facts.discard(signal.fact)
        if candidate is self._used:
            self.told(signal)

    def _owner_changed(self, _name: str, _before: str, now: str) -> None:
        if now:
            self.look()

    def _look_later(self) -> None:
        """Look some times: the later, the more often there was a loss while we looked."""
        self._losses = 0 if self._timer is None else min(self._losses + 1, len(PAUSES_BETWEEN_LOOKS) - 1)
        if self._timer is not None:
            self._timer.cancel()
        self._wait(PAUSES_BETWEEN_LOOKS[self._losses :])

    def _wait(self, pauses: tuple[float, ...]) -> None:
        def over() -> None:
            self._timer = None
            if pauses[1:]:
                self._wait(pauses[1:])
            self.look()

        self._timer = self._here.loop.deadline(pauses[0], over)

    def _why(self) -> str:
        """Why no input is seen: as those say that were lost, and the last one that is for this kind of session.

        The other refusals are for `posture-app doctor`.
        """
        here = [number for number in self._refusals if number not in self._elsewhere]
        wanted = sorted(self._lost | {max(here or self._refusals, default=-1)} - {-1})
        whys = [self._refusals[each] for each in wanted]
        if len(whys) > 1:
            whys = [labelled(self._sources[each].name, why) for each, why in zip(wanted, whys, strict=True)]
        return _("; ").join(map(str, whys)) or _(NOT_YET)


class _Wish:
    """Implements `core.ports.Watch`: somebody waits for a pause in the input, or for the next one. It is in `among` as
    long as they do; `of` has a sensor tell of it.
    """

    def __init__(
        self, of: Callable[[InputSensor, Callable[[], None]], Watch], call: Callable[[], None], among: "set[_Wish]"
    ) -> None:
        self._of, self._call, self._among = of, call, among
        self._watch: Watch | None = None
        among.add(self)

    def ask(self, sensor: InputSensor) -> None:
        """Have this one tell; the one before is closed."""
        self._watch = self._of(sensor, self._come)

    def stop(self) -> None:
        self._among.discard(self)
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def _come(self) -> None:
        self._among.discard(self)
        self._watch = None
        self._call()
