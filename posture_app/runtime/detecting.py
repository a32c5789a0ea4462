"""Which source finds out what on this machine, put together for `posture-app doctor` and the settings."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from posture_app.core.detection import KINDS, Detection, DetectionKind, Source, SourceReading, SourceState, sensed_words
from posture_app.core.language import _
from posture_app.core.ports import Looking
from posture_app.core.value import value
from posture_app.sensors.film import Film
from posture_app.sensors.noted import Noted
from posture_app.sensors.source import FactSensor, FactSource, Refusal

if TYPE_CHECKING:
    from posture_app.sensors.chain import InputChain
    from posture_app.sensors.question import Questions


@value
class MachineSources:
    """All that the app asks or listens to. `by_the_way` is what the source of input in use tells besides."""

    input: "InputChain"
    by_the_way: Noted
    facts: Sequence[tuple[FactSource, FactSensor, Noted]]
    questions: "Questions"
    refusals: Sequence[Refusal]


def detect(sources: MachineSources) -> Detection:
    """How each of them stands now."""
    return Detection((*_of_input(sources), *_of_facts(sources), *_of_questions(sources), *_refused(sources)))


def _of_input(sources: MachineSources) -> Iterator[Source]:
    chain = sources.input
    losses = {
        name: SourceReading(_("lost, and found again since: {why}").format(why=why), age)
        for name, why, age in chain.losses()
    }
    for name, used, why in chain.report():
        if used is not None:
            last = chain.last_age()
            told = [] if last is None else [SourceReading(sensed_words(*last), last[1])]
            readings = (*told, *([losses[name]] if name in losses else []))
            yield Source(DetectionKind.INPUT, name, SourceState.USED, used.protocol, used.limits, readings)
            asked = isinstance(used, Looking)  # a question then, and below
            for kind in () if asked else dict.fromkeys(KINDS[fact] for fact in used.tells):
                yield Source(kind, name, SourceState.USED, used.protocol, readings=_readings(sources.by_the_way))
        else:
            yield Source(DetectionKind.INPUT, name, SourceState.SPARE if why is None else SourceState.REFUSED, why=why)


def _of_facts(sources: MachineSources) -> Iterator[Source]:
    for source, sensor, noted in sources.facts:
        if sensor.trouble is None:
            yield Source(
                source.tells,
                source.name,
                SourceState.USED,
                limits=source.limits and _(source.limits),
                readings=_readings(noted),
            )
        else:
            yield Source(source.tells, source.name, SourceState.SILENT, why=sensor.trouble)


def _of_questions(sources: MachineSources) -> Iterator[Source]:
    for source, trouble, reading, age in sources.questions.report():
        of_input = source.name == Film.name
        if of_input and trouble is not None:  # the source of input in use is none that can be asked
            continue
        name = sources.input.name if of_input else source.name
        readings = () if reading is None else (SourceReading(reading, age),)
        state = SourceState.USED if trouble is None else SourceState.SILENT
        yield Source(source.tells, name, state, readings=readings, why=trouble)


def _refused(sources: MachineSources) -> Iterator[Source]:
    for refusal in (*sources.refusals, *sources.questions.refusals):
        yield Source(refusal.tells, refusal.name, SourceState.REFUSED, why=refusal.why)


def _readings(noted: Noted) -> tuple[SourceReading, ...]:
    return tuple(SourceReading(sensed_words(sensed, age), age) for sensed, age in noted.told())
