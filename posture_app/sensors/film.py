"""What the source of input in use sees besides: that something keeps the screen on, told by itself or when asked."""

from collections.abc import Callable

from posture_app.core.events import Fact, Sensed
from posture_app.core.language import lasting
from posture_app.core.ports import Loop
from posture_app.sensors.chain import InputChain
from posture_app.sensors.in_use import InUse
from posture_app.sensors.question import QuestionSource


class ToldFacts:
    """Implements `core.ports.Sensor`: the facts that the source of input in use shows by the way."""

    name = "input"

    def __init__(self, chain: InputChain) -> None:
        self._chain = chain

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:  # noqa: ARG002 - never
        self._chain.told = report

    def close(self) -> None:
        self._chain.told = lambda _: None


class Film:
    """Implements `sensors.question.Question`: whether the source in use sees that something keeps the screen on."""

    name = "input"
    fact = Fact.WATCHING

    def __init__(self, chain: InputChain, loop: Loop) -> None:
        self._chain = chain
        self._kept_on = InUse(loop)
        self.trouble: str | None = None
        self.reading: str | None = None

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        def known(holds: bool | None) -> None:  # noqa: FBT001 - the answer
            self.trouble = (
                lasting("“{name}” does not tell of it when asked", name=self._chain.name) if holds is None else None
            )
            if holds is None:
                answer(None)
                return
            watching = self._kept_on.call({"it"} if holds else set())
            if watching:
                self.reading = lasting("something keeps the screen on")
            elif holds:
                self.reading = lasting(
                    "something keeps the screen on for more than 4 hours, which is not taken for a film"
                )
            else:
                self.reading = lasting("nothing keeps the screen on")
            answer(watching)

        self._chain.look_for_film(known)

    def close(self) -> None:
        self._kept_on.close()


def film_source(chain: InputChain) -> QuestionSource:
    """The row of the source in use, as one of those who tell of films."""
    return QuestionSource(Film.name, "watching", Fact.WATCHING, lambda here: Film(chain, here.loop))
